"""Fields of the set-up: a guard against card numbers, and the payment method without any place for one (S0-10, D6)."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.accounts.records import PaymentMethod
from core.accounts.rules import STATEMENT_TEXT, looks_like_card_number
from core.errors import Problem
from core.i18n import Tr
from ui.icon_names import Ico
from ui.messages_problems import problem_text
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.address_form import AddressForm
from ui.widgets.card import Notice
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.text import Label

BRANDS = ("Visa", "Mastercard", "American Express", "Discover")
_YEARS_AHEAD = 15
_FEW_DIGITS = 4  # what may stay when a number that was typed digit by digit is taken out
_ADDRESS = "address."


def guard(edit: LineEdit, told: Callable[[], None]) -> None:
    """Take a card number out of `edit` the moment it is typed or pasted, and call `told`."""
    kept = [edit.text()]

    def look(text: str) -> None:
        if looks_like_card_number(text):
            edit.setText("" if looks_like_card_number(kept[0]) else kept[0])
            told()
        elif sum(sign.isdigit() for sign in text) <= _FEW_DIGITS:
            kept[0] = text

    edit.textChanged.connect(look)


def put_problems(
    tr: Tr, rows: dict[str, FormRow], problems: Sequence[Problem], prefix: str = ""
) -> list[Problem]:  # fmt: skip
    """Put each problem under its row, the first one gets the focus; gives those that no row is for."""
    for name, line in rows.items():
        texts = [problem_text(tr, one) for one in problems if one.field == prefix + name]
        line.set_problem("\n".join(texts) if texts else None)
    mine = [one for one in problems if one.field.removeprefix(prefix) in rows]
    if mine:
        rows[mine[0].field.removeprefix(prefix)].field.setFocus()
    return [one for one in problems if one not in mine]


class PaymentFields(QWidget):
    """Nickname, brand, last four, expiry month, holder, where the card is on file, billing address."""

    changed = Signal()

    def __init__(self, kit: Kit, method: PaymentMethod, year: int) -> None:
        super().__init__()
        tr = kit.tr
        self._kit = kit
        self._nickname, self._last4 = LineEdit(kit, method.nickname), LineEdit(kit, method.last4, placeholder="4242")
        self._holder, self._on_file = LineEdit(kit, method.holder), LineEdit(kit, method.on_file_at)
        self._brand = QComboBox()
        self._brand.setEditable(True)
        self._brand.addItems(["", *BRANDS])
        self._brand.setCurrentText(method.brand)
        self._month, self._year = _month_box(kit, method.expires), _year_box(kit, method.expires, year)
        self._address = AddressForm(kit, method.address, contact=False)
        self._rows = self._make_rows(tr)
        self._lay_out()
        for name, edit in (
            ("nickname", self._nickname),
            ("last4", self._last4),
            ("holder", self._holder),
            ("on_file_at", self._on_file),
        ):
            guard(edit, partial(self._refuse, name))
            edit.textChanged.connect(lambda _text: self.changed.emit())
        for address_edit in self._address.findChildren(LineEdit):
            guard(address_edit, partial(self._refuse, "on_file_at"))
        self._brand.currentTextChanged.connect(self._brand_changed)
        self._month.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._year.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._address.changed.connect(self.changed)

    def _make_rows(self, tr: Tr) -> dict[str, FormRow]:
        kit = self._kit
        expiry = holder(row(kit, self._month, self._year, gap=8))
        return {
            "nickname": FormRow(kit, tr("Nickname"), self._nickname, tr("What people here call it.")),
            "brand": FormRow(kit, tr("Brand"), self._brand, optional=True),
            "last4": FormRow(kit, tr("Last four digits"), self._last4, optional=True),
            "expires": FormRow(kit, tr("Expiry month"), expiry, optional=True),
            "holder": FormRow(kit, tr("Holder of the card or account"), self._holder),
            "on_file_at": FormRow(
                kit, tr("Where the card is on file"), self._on_file, tr("For example the provider's portal.")
            ),
        }

    def _lay_out(self) -> None:
        kit, tr = self._kit, self._kit.tr
        why = tr(
            "Card numbers are never entered here: the card itself is on file with the provider. "
            "Your card statement will say {text}.",
            text=STATEMENT_TEXT,
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setVerticalSpacing(kit.px(12))
        for name, line, left, span in (
            ("nickname", 0, 0, 3),
            ("holder", 0, 3, 3),
            ("brand", 1, 0, 2),
            ("last4", 1, 2, 2),
            ("expires", 1, 4, 2),
            ("on_file_at", 2, 0, 6),
        ):
            grid.addWidget(self._rows[name], line, left, 1, span)
        for index in range(6):
            grid.setColumnStretch(index, 1)
        layout = column(kit, gap=16)
        layout.addWidget(Notice(kit, Tone.ACCENT, Ico.SHIELD_CHECK, why))
        layout.addLayout(grid)
        layout.addWidget(Label(kit, tr("Billing address"), TextStyle.HEADING))
        layout.addWidget(self._address)
        self.setLayout(layout)

    def method(self) -> PaymentMethod:
        """What stands in the fields."""
        month, year = str(self._month.currentData() or ""), str(self._year.currentData() or "")
        return PaymentMethod(
            self._nickname.text(),
            self._brand.currentText(),
            self._last4.text(),
            f"{year}-{month}" if month or year else "",
            self._holder.text(),
            self._address.address(),
            self._on_file.text(),
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """All problems at once, each where it belongs."""
        tr = self._kit.tr
        rest = put_problems(tr, self._rows, problems)
        inner = [Problem(p.field.removeprefix(_ADDRESS), p.code, p.value) for p in rest if p.field.startswith(_ADDRESS)]
        self._address.show_problems(inner, lambda problem: problem_text(tr, problem))

    def _refuse(self, field: str) -> None:
        self._rows[field].set_problem(problem_text(self._kit.tr, Problem(field, "accounts.card-number")))

    def _brand_changed(self, text: str) -> None:
        if looks_like_card_number(text):
            self._brand.setCurrentText("")
            self._refuse("brand")
        self.changed.emit()


def _month_box(kit: Kit, expires: str) -> QComboBox:
    tr, box = kit.tr, QComboBox()
    box.setAccessibleName(tr("Month"))
    box.addItem(tr("Month"), "")
    for month in range(1, 13):
        box.addItem(f"{month:02}", f"{month:02}")
    box.setCurrentIndex(max(0, box.findData(expires[5:])))
    return box


def _year_box(kit: Kit, expires: str, year: int) -> QComboBox:
    """Years from the one that is kept, or this one, on."""
    tr, box = kit.tr, QComboBox()
    box.setAccessibleName(tr("Year"))
    box.addItem(tr("Year"), "")
    first = min(year, int(expires[:4])) if expires[:4].isdecimal() else year
    for each in range(first, year + _YEARS_AHEAD + 1):
        box.addItem(str(each), str(each))
    box.setCurrentIndex(max(0, box.findData(expires[:4])))
    return box
