"""The forms of the Record dialog: postage, label, void. They say what was typed and decide nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from shiboken6 import isValid

from core.money import Money
from core.services import Services
from ui.carrier_words import carrier_of, service_name
from ui.icon_names import Ico
from ui.pages.recording.opening import Opening
from ui.pages.recording.presenter import RecordingPresenter
from ui.pages.recording.rows import LabelTyped, PostageTyped, Remark
from ui.pages.recording.scans import tracking_of
from ui.views import Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.files import ask_open
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.scan_guard import ScanGuard
from ui.widgets.text import Label

_LOOK_MS = 250


class FileLine(QWidget):
    """A file that proves something: which one, and the button that chooses it."""

    def __init__(self, kit: Kit, words: str, none: str, kinds: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._kit, self._kinds, self._words = kit, kinds, words
        self.path: Path | None = None
        self.button = Button(kit, words, icon=Ico.FILE_UP, size=Size.SMALL)
        self.button.clicked.connect(self._ask)
        self._shown = Label(kit, none, tone=Tone.NEUTRAL, wrap=True)
        line = row(kit, self.button, gap=12)
        line.addWidget(self._shown, 1)
        self.setLayout(line)

    def _ask(self) -> None:
        ask_open(self._kit, self, self._words.rstrip("…"), self._kinds, self.take)

    def take(self, path: Path) -> None:
        """Keep this file."""
        self.path = path
        self._shown.setText(path.name)
        self._shown.set_tone(None)


class RecordForm(QWidget):
    """A form of lines; a scan into one that takes none is taken out of it again."""

    def __init__(self, kit: Kit, presenter: RecordingPresenter) -> None:
        super().__init__()
        self.kit, self.presenter = kit, presenter
        self.rows: dict[str, FormRow] = {}
        self._body = column(kit, gap=12)
        self.setLayout(self._body)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)

    def line(self, name: str, label: str, hint: str = "", text: str = "", *, optional: bool = False) -> FormRow:
        """A line of text that no scan belongs into."""
        made = self.scanned_line(name, label, hint, text, optional=optional)
        ScanGuard(self.edit(name)).scanned.connect(self._no_scan)
        return made

    def scanned_line(self, name: str, label: str, hint: str = "", text: str = "", *, optional: bool = False) -> FormRow:
        """A line that a scan may fill; its line end answers nothing."""
        made = self.rows[name] = FormRow(self.kit, label, LineEdit(self.kit, text), hint, optional=optional)
        return made

    def edit(self, name: str) -> LineEdit:
        """A line by its name."""
        field = self.rows[name].field
        assert isinstance(field, LineEdit), name
        return field

    def text(self, name: str) -> str:
        """What stands in it."""
        return self.edit(name).text().strip()

    def pair(self, *fields: QWidget) -> None:
        """Fields beside each other."""
        line = row(self.kit, gap=16)
        for one in fields:
            line.addWidget(one, 1)
        self._body.addLayout(line)

    def add(self, widget: QWidget) -> None:
        """Below the fields."""
        self._body.addWidget(widget)

    def show_remark(self, name: str, remark: Remark | None) -> None:
        """Say something below a line."""
        made = self.rows[name]
        is_bad = remark is not None and remark.tone is Tone.ERROR
        made.set_problem(remark.text if remark is not None and is_bad else None)
        made.set_hint(remark.text if remark is not None and not is_bad else "")

    def focus_first(self) -> None:
        """The first line that is empty."""
        empty = [name for name in self.rows if isinstance(self.rows[name].field, LineEdit) and not self.text(name)]
        if empty:
            self.edit(empty[0]).setFocus()

    def _no_scan(self, _text: str) -> None:
        self.presenter.say(Tone.WARN, self.kit.tr("A scan does not belong into this field: nothing was recorded."))

    def day_line(self, label: str) -> FormRow:
        """A day, today where nothing is typed."""
        return self.line("day", label, self.kit.tr("YYYY-MM-DD, or empty"), optional=True)

    def give(self) -> None:
        """Hand over what was typed."""
        raise AssertionError(self)


class PostageForm(RecordForm):
    """Postage that was bought in the portal."""

    def __init__(self, kit: Kit, presenter: RecordingPresenter, opening: Opening | None) -> None:
        super().__init__(kit, presenter)
        tr = kit.tr
        amount: Money | None = opening.amount if opening is not None else None
        typed = tr.money(amount, with_currency=False) if amount is not None else ""
        self.pair(
            self.line("amount", tr("Amount"), tr("What the portal charged."), typed),
            self.line("reference", tr("Reference"), tr("The portal’s transaction number.")),
        )
        self.pair(self.day_line(tr("Day")), QWidget())
        kinds = ((tr("Pictures and papers"), "*.png *.jpg *.jpeg *.pdf"),)
        self.file = FileLine(kit, tr("Choose a receipt…"), tr("No receipt chosen; a picture will do."), kinds)
        self.add(self.file)

    def give(self) -> None:
        """See `RecordForm`."""
        self.presenter.record_postage(
            PostageTyped(self.text("amount"), self.text("reference"), self.text("day"), self.file.path)
        )


class LabelForm(RecordForm):
    """A label that was bought in the portal, for an order of ours."""

    def __init__(self, kit: Kit, presenter: RecordingPresenter, opening: Opening | None) -> None:
        super().__init__(kit, presenter)
        tr, services = kit.tr, presenter.app.services
        self._picked = False
        self.carrier, self.service = QComboBox(), QComboBox()
        for code in presenter.carriers():
            self.carrier.addItem(carrier_of(services.catalogue, code, tr.lang), code)
        number = opening.order if opening is not None else ""
        self.pair(
            self.scanned_line("order", tr("Order number"), "", number),
            self.scanned_line("tracking", tr("Tracking number"), tr("As printed; a scan of the label will do.")),
        )
        self.pair(FormRow(kit, tr("Carrier"), self.carrier), FormRow(kit, tr("Service"), self.service))
        self.pair(
            self.line("price", tr("Price"), tr("What the portal charged.")),
            self.line("reference", tr("Reference"), tr("The portal’s transaction number.")),
            self.day_line(tr("Ship day")),
        )
        none = tr("No file chosen: then there is nothing to print here.")
        self.file = FileLine(kit, tr("Choose the label…"), none, ((tr("Label as PDF"), "*.pdf"),))
        self.add(self.file)
        self.sure = QCheckBox(tr("The paper says so"))
        self.sure.hide()
        self.add(self.sure)
        self._wire(services)
        self._carrier_changed()
        if number:
            self._find()

    def _wire(self, services: Services) -> None:
        self._look.timeout.connect(self._find)
        self.edit("order").textChanged.connect(lambda _text: self._look.start())
        self.edit("tracking").textChanged.connect(lambda _text: self._number_typed())
        for name in ("order", "tracking"):
            ScanGuard(self.edit(name)).scanned.connect(
                lambda text, field=name: self.edit(field).setText(
                    tracking_of(services.catalogue, text) if field == "tracking" else text.strip()
                )
            )
        self.carrier.activated.connect(lambda _index: self._carrier_picked())
        self.carrier.currentIndexChanged.connect(lambda _index: self._carrier_changed())

    def _find(self) -> None:
        number = self.text("order")
        if not number:
            self.show_remark("order", None)
            return

        def told(remark: Remark) -> None:
            if self.text("order") == number:
                self.show_remark("order", remark)

        self.presenter.find_order(number, alive(self, told))

    def _number_typed(self) -> None:
        found = self.presenter.carrier_of(self.text("tracking"))
        if found and not self._picked:
            self.carrier.setCurrentIndex(self.carrier.findData(found))
        self._judge()

    def _carrier_picked(self) -> None:
        self._picked = True

    def _carrier_changed(self) -> None:
        self.service.clear()
        carrier = self.presenter.app.services.catalogue.find(str(self.carrier.currentData()))
        for service in carrier.services if carrier is not None else ():
            self.service.addItem(service_name(service, self.kit.tr.lang), service.code)
        self._judge()

    def _judge(self) -> None:
        remark = self.presenter.verdict(self.text("tracking"), str(self.carrier.currentData()))
        self.show_remark("tracking", remark)
        self.sure.setVisible(remark is not None and remark.is_doubtful)
        self.sure.setChecked(False)

    def give(self) -> None:
        """See `RecordForm`."""
        self.presenter.record_label(
            LabelTyped(
                self.text("order"), str(self.carrier.currentData() or ""), str(self.service.currentData() or ""),
                self.text("tracking"), self.text("price"), self.text("reference"), self.text("day"), self.file.path,
                self.sure.isChecked(),
            )
        )  # fmt: skip


class VoidForm(RecordForm):
    """A void that the portal accepted."""

    def __init__(self, kit: Kit, presenter: RecordingPresenter, opening: Opening | None) -> None:
        super().__init__(kit, presenter)
        tr = kit.tr
        number = opening.label if opening is not None else ""
        self.pair(
            self.scanned_line("label", tr("Tracking number"), tr("Or the number of its order."), number),
            self.line("reference", tr("Reference"), tr("The portal’s transaction number.")),
        )
        ScanGuard(self.edit("label")).scanned.connect(
            lambda text: self.edit("label").setText(tracking_of(presenter.app.services.catalogue, text))
        )
        self._look.timeout.connect(self._find)
        self.edit("label").textChanged.connect(lambda _text: self._look.start())
        note = tr("The refund is due from then on, and is recorded when it comes. The order waits for a person.")
        self.add(Label(kit, note, tone=Tone.NEUTRAL, wrap=True))
        if number:
            self._find()

    def _find(self) -> None:
        text = self.text("label")
        if not text:
            self.show_remark("label", None)
            return

        def told(remark: Remark) -> None:
            if self.text("label") == text:
                self.show_remark("label", remark)

        self.presenter.find_label(text, alive(self, told))

    def give(self) -> None:
        """See `RecordForm`."""
        self.presenter.record_void(self.text("label"), self.text("reference"))


def alive(form: QWidget, told: Callable[[Remark], None]) -> Callable[[Remark], None]:
    """`told` for as long as the form is there."""

    def said(remark: Remark) -> None:
        if isValid(form):
            told(remark)

    return said
