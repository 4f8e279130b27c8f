"""What must be asked before an order changes: a reason, an address, weight and size, a service."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from core.accounts.records import Wallet
from core.address import Address
from core.carriers.catalogue import Catalogue
from core.carriers.model import ServiceState
from core.errors import BadText, Problem
from core.orders.rules import USABLE_AS_IS
from core.units import Dimensions, LengthUnit, Weight, WeightUnit, dimensions_text, parse_dimensions
from ui.carrier_words import owner_name, service_name, wished
from ui.icon_names import Ico
from ui.messages_problems import problem_text
from ui.views import Tone
from ui.widgets.address_form import AddressForm
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import column
from ui.widgets.page import scrolled
from ui.widgets.reading import WeightEdit
from ui.widgets.scan_guard import ScanGuard

_FORM_PX, _FOOT_PX, _REASON_PX = 500, 240, 110


class ReasonDialog(Dialog):
    """Says what will happen, and wants to know why; the reason is kept with the order."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        title: str,
        note: str,
        action: str,
        give: Callable[[str], None],
        *,
        stay: str = "",
    ) -> None:
        """Make the dialog; `action` is what the answer says, `stay` what the other one says instead of Cancel."""
        super().__init__(kit, parent, title, note)
        tr = kit.tr
        self._give = give
        self.field = LineEdit(kit)
        self.field.setMaxLength(200)
        self.add(FormRow(kit, tr("Reason"), self.field, tr("It is kept with the order, with your name and the time.")))
        cancel = self.add_cancel()
        if stay:
            cancel.set_text(stay)
        self.action = self.add_answer(Button(kit, action, Kind.PRIMARY))
        self.action.clicked.connect(self._answer)
        self.field.textChanged.connect(lambda _text: self._judge())
        self.field.returnPressed.connect(self._answer)
        ScanGuard(self.field)  # an order number is no reason
        self._judge()

    def _judge(self) -> None:
        said = self.field.text().strip()
        self.action.forbid(None if said else self.kit.tr("Say why in a few words."))

    def _answer(self) -> None:
        said = self.field.text().strip()
        if said:
            self.accept()
            self._give(said)


class AddressDialog(Dialog):
    """The address, judged when it is saved: what is wrong stands at its field, and a person may still be right."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        address: Address,
        check: Callable[[Address], Sequence[Problem]],
        save: Callable[[Address, str], None],
    ) -> None:
        super().__init__(kit, parent, kit.tr("Edit address"), width=640)
        tr = kit.tr
        self._check, self._save = check, save
        self._warned: Address | None = None
        self.form = AddressForm(kit, address)
        inside = column(kit, margins=(0, 0, 12, 0))
        inside.addWidget(self.form)
        inside.addStretch(1)
        self._area = scrolled(inside)
        self.add(self._area, 1)
        self._notice = Notice(kit, Tone.WARN, Ico.TRIANGLE_ALERT, "")
        self._notice.hide()
        self.add(self._notice)
        self.reason = LineEdit(kit)
        hint = tr("Kept with the order, with your name. Left empty, the order stays held.")
        self._reason_row = FormRow(kit, tr("Use it as it is, because"), self.reason, hint, optional=True)
        self._reason_row.hide()
        self.add(self._reason_row)
        self.add_cancel()
        self.action = self.add_answer(Button(kit, tr("Save"), Kind.PRIMARY))
        self.action.clicked.connect(self._answer)
        self.form.show_problems([p for p in check(address) if address != Address()], lambda p: problem_text(tr, p))
        self._leave_room(_FOOT_PX)

    def _leave_room(self, below_px: int) -> None:
        """As much of the form as fits the window; the rest scrolls."""
        parent = self.parentWidget()
        room = parent.window().height() - self.kit.px(below_px) if parent is not None else self.kit.px(_FORM_PX)
        self._area.setMinimumHeight(min(self.kit.px(_FORM_PX), max(self.kit.px(160), room)))

    def _answer(self) -> None:
        tr, address = self.kit.tr, self.form.address()
        problems = list(self._check(address))
        rest = self.form.show_problems(problems, lambda problem: problem_text(tr, problem))
        if problems and self._warned != address:
            self._warned = address
            usable = USABLE_AS_IS.issuperset(problem.code for problem in problems)
            words = [problem_text(tr, problem) for problem in rest]
            if not usable:
                words.append(tr("Saved like this, the order stays held."))
            self._notice.say(Tone.WARN, Ico.TRIANGLE_ALERT, " ".join(words))
            self._notice.setVisible(bool(words))
            self._reason_row.setVisible(usable)
            self._leave_room(_FOOT_PX + _REASON_PX)
            self.action.set_text(tr("Save anyway"))
            return
        self.accept()
        self._save(address, self.reason.text().strip() if problems else "")


class MeasuresDialog(Dialog):
    """Weight and outside size; an empty box clears."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        now: tuple[Weight | None, Dimensions | None],
        units: tuple[WeightUnit, LengthUnit],
        save: Callable[[Weight | None, Dimensions | None], None],
    ) -> None:
        tr = kit.tr
        super().__init__(kit, parent, tr("Weight and size"), tr("As measured at the bench."))
        self._save, self._now, self._unit = save, now, units[1]
        self.weight = WeightEdit(kit, units[0])
        self.weight.set_weight(now[0])
        self.add(FormRow(kit, tr("Weight"), self.weight))
        self.weight.input.setAccessibleName(tr("Weight"))
        size = dimensions_text(now[1], units[1]) if now[1] else ""
        self.size_field = LineEdit(
            kit, size.removesuffix("in") + "po" if tr.lang == "fr" and units[1] == "in" else size
        )
        self._before = self.weight.input.text(), self.weight.unit(), self.size_field.text()
        hint = tr("Length, width and height outside, for example 12 x 8 x 4 in.")
        self._size_row = FormRow(kit, tr("Size"), self.size_field, hint, optional=True)
        self.add(self._size_row)
        self.add_cancel()
        self.action = self.add_answer(Button(kit, tr("Save"), Kind.PRIMARY))
        self.action.clicked.connect(self._answer)
        self.size_field.textChanged.connect(lambda _text: self._size_row.set_problem(None))
        self.size_field.returnPressed.connect(self._answer)
        self.weight.entered.connect(self._answer)
        for field in (self.weight.input, self.size_field):
            ScanGuard(field)  # an order number is no weight

    def _answer(self) -> None:
        tr, text = self.kit.tr, self.size_field.text().strip()
        dims: Dimensions | None = None
        if text:
            try:
                dims = parse_dimensions(text, self._unit)
            except BadText:
                self._size_row.set_problem(tr("This is not a size. Type three sides, like 12 x 8 x 4 in."))
                return
        if self.weight.input.text().strip() and self.weight.weight() is None:
            self.weight.input.setFocus()
            return
        # What was not touched keeps its milligrams and micrometres, which the rounded text has lost.
        same_weight = (self.weight.input.text(), self.weight.unit()) == self._before[:2]
        weight = self._now[0] if same_weight else self.weight.weight()
        size = self._now[1] if self.size_field.text() == self._before[2] else dims
        self.accept()
        self._save(weight, size)


class ServiceDialog(Dialog):
    """Which service to ask for: any that the One Balance sells, or the cheapest that fits."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        catalogue: Catalogue,
        wallets: Sequence[Wallet],
        now: tuple[str, str],
        save: Callable[[str, str], None],
    ) -> None:
        tr = kit.tr
        super().__init__(kit, parent, tr("Service"), tr("The service that this order ships with."))
        self._save = save
        self.box = QComboBox()
        self.box.setMaxVisibleItems(14)
        self.box.addItem(tr("The cheapest that fits"), ("", ""))
        for code in dict.fromkeys(code for wallet in wallets for code in wallet.carriers):
            carrier = catalogue.get(code)
            self.box.insertSeparator(self.box.count())
            owner = owner_name(carrier, tr.lang)
            self.box.addItem(tr("{carrier}, the cheapest", carrier=owner), (carrier.name, ""))
            for service in carrier.services:
                if service.state is ServiceState.AVAILABLE:
                    name = service_name(service, tr.lang)
                    self.box.addItem(f"{owner} · {name}", (carrier.name, service.name_en))
        found = next((i for i in range(self.box.count()) if self.box.itemData(i) == now), None)
        if found is None and any(now):
            self.box.insertItem(
                0, tr("As now: {asked}", asked=" · ".join(part for part in wished(tr, *now) if part)), now
            )
            found = 0
        self.box.setCurrentIndex(found or 0)
        self.add(FormRow(kit, tr("Service"), self.box))
        self.add_cancel()
        self.action = self.add_answer(Button(kit, tr("Save"), Kind.PRIMARY))
        self.action.clicked.connect(self._answer)

    def _answer(self) -> None:
        carrier, service = self.box.currentData()
        self.accept()
        self._save(str(carrier), str(service))
