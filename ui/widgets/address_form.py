"""The address form: one card of fields that knows what a country calls its region and postal code."""

from collections.abc import Callable, Sequence
from dataclasses import fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QSizePolicy, QWidget

from core.address import Address
from core.countries import all_countries, fold
from core.errors import Problem
from core.i18n import Words
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit

FIRST_COUNTRIES = ("US", "CA")
_REGION: dict[str, Words] = {
    "US": lambda tr: tr("State"),
    "CA": lambda tr: tr("Province"),
    "GB": lambda tr: tr("County"),
}
_POSTAL: dict[str, Words] = {"US": lambda tr: tr("ZIP code"), "GB": lambda tr: tr("Postcode")}


class CountryBox(QComboBox):
    """Every country by its name in the chosen language; the ones at home first; typing finds."""

    def __init__(self, kit: Kit, code: str) -> None:
        super().__init__()
        french = kit.tr.lang == "fr"
        pairs = [(c.name_fr if french else c.name_en, c.alpha2) for c in all_countries()]
        named = sorted(pairs, key=lambda pair: fold(pair[0]))
        first = [pair for code_ in FIRST_COUNTRIES for pair in named if pair[1] == code_]
        for name, alpha2 in first:
            self.addItem(name, alpha2)
        self.insertSeparator(len(first))
        for name, alpha2 in named:
            if alpha2 not in FIRST_COUNTRIES:
                self.addItem(name, alpha2)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer()
        assert completer is not None  # an editable box always has one
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        found = completer.popup()
        assert found is not None  # the mode has one
        found.setObjectName("completions")
        self.setMaxVisibleItems(12)
        self.set_code(code)

    def code(self) -> str:
        """The ISO code of the country whose name stands in the box, or nothing."""
        index = self.findText(self.currentText().strip())
        return str(self.itemData(index) or "") if index >= 0 else ""

    def set_code(self, code: str) -> None:
        """Show a country."""
        self.setCurrentIndex(self.findData(code))


class AddressForm(QWidget):
    """An address to type or to mend.

    Rows are named as the fields of `Address`, so that `show_problems` puts each problem where it belongs.
    """

    changed = Signal()

    def __init__(self, kit: Kit, address: Address | None = None, *, contact: bool = True) -> None:
        super().__init__()
        self._kit = kit
        self._inputs: dict[str, LineEdit] = {}
        self._rows: dict[str, FormRow] = {}
        self._country = CountryBox(kit, (address or Address()).country or FIRST_COUNTRIES[0])
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(kit.px(16))
        self._grid.setVerticalSpacing(kit.px(12))
        self._build(contact=contact)
        self._country.currentTextChanged.connect(lambda _text: self._country_changed())
        if address is not None:
            self.set_address(address)
        self._name_fields()

    def _build(self, *, contact: bool) -> None:
        tr = self._kit.tr
        plan: list[tuple[str, str, bool, int, int, int]] = [
            ("name", tr("Name"), False, 1, 0, 3),
            ("company", tr("Company"), True, 1, 3, 3),
            ("line1", tr("Address"), False, 2, 0, 6),
            ("line2", tr("Apartment, suite, unit"), True, 3, 0, 3),
            ("line3", tr("Further address line"), True, 3, 3, 3),
            ("city", tr("City"), False, 4, 0, 2),
            ("region", tr("Region"), False, 4, 2, 2),
            ("postal", tr("Postal code"), False, 4, 4, 2),
        ]
        if contact:
            plan += [("phone", tr("Phone"), True, 5, 0, 3), ("email", tr("Email"), True, 5, 3, 3)]
        self._rows["country"] = FormRow(self._kit, tr("Country"), self._country)
        self._grid.addWidget(self._rows["country"], 0, 0, 1, 6)
        for name, label, optional, line, left, span in plan:
            field = LineEdit(self._kit)
            field.textChanged.connect(lambda _text: self.changed.emit())
            self._inputs[name] = field
            self._rows[name] = FormRow(self._kit, label, field, optional=optional)
            self._rows[name].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(self._rows[name], line, left, 1, span)
        for index in range(6):
            self._grid.setColumnStretch(index, 1)

    def _country_changed(self) -> None:
        self._name_fields()
        self.changed.emit()

    def _name_fields(self) -> None:
        tr, code = self._kit.tr, self._country.code()
        region, postal = _REGION.get(code), _POSTAL.get(code)
        self._rows["region"].set_label(region(tr) if region else tr("Region"))
        self._rows["postal"].set_label(postal(tr) if postal else tr("Postal code"))

    def address(self) -> Address:
        """What stands in the form, with spaces at the ends taken off; core cleans and judges it."""
        return Address(
            country=self._country.code(), **{name: field.text().strip() for name, field in self._inputs.items()}
        )

    def set_address(self, address: Address) -> None:
        """Fill the form."""
        self._country.set_code(address.country)
        for name, field in self._inputs.items():
            field.setText(str(getattr(address, name)))

    def show_problems(self, problems: Sequence[Problem], prose: Callable[[Problem], str]) -> list[Problem]:
        """Put each problem under its field, the first one gets the focus; returns those of other fields."""
        known = {field.name for field in fields(Address)} & self._rows.keys()
        for name in known:
            texts = [prose(p) for p in problems if p.field == name]
            self._rows[name].set_problem("\n".join(texts) if texts else None)
        mine = [p for p in problems if p.field in known]
        if mine:
            self._rows[mine[0].field].field.setFocus()
        return [p for p in problems if p.field not in known]
