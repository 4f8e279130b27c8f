"""Inputs that read what is typed while it is typed: money, weight."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from core.errors import BadText
from core.money import Money, parse_money
from core.units import Weight, WeightUnit, parse_weight
from ui.icon_names import Ico
from ui.messages_money import amount_unread
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.fields import LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.text import IconLabel, Label

_LEAST = Weight(1000)  # what is lighter reads as nothing in the other unit


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says about an amount.

    Attributes:
        allowed: True when it may be bought.
        text: The rule's words, or a remark such as the balance after.
        offers: Amounts to take instead, one click each.
    """

    allowed: bool
    text: str
    offers: tuple[Money, ...] = ()


class _Said(QWidget):
    """The line under a reading input."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._icon = IconLabel(kit, Ico.CIRCLE_ALERT, Tone.ERROR, 16)
        self.words = Label(kit, "", TextStyle.BODY, wrap=True)
        line = row(kit, gap=8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.setLayout(line)

    def say(self, text: str, tone: Tone) -> None:
        """Say `text`; ERROR and OK bring their icon."""
        self.words.setText(text)
        self.words.set_tone(tone)
        self._icon.setVisible(bool(text) and tone in (Tone.ERROR, Tone.OK))
        self._icon.show_icon(Ico.CIRCLE_CHECK if tone is Tone.OK else Ico.CIRCLE_ALERT, tone)


class MoneyEdit(QWidget):
    """An amount of one currency. The rule's answer stands below while one types; refused ones come with offers.

    Args:
        kit: Words and look.
        currency: ISO code.
        judge: The rule: called with each amount that can be read.
        hint: Shown while the box is empty.
        rule: Follows what is said of a text that is no amount.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self, kit: Kit, currency: str, judge: Callable[[Money], Judgement], hint: str = "", rule: str = ""
    ) -> None:
        super().__init__()
        self._kit, self._currency, self._judge, self._hint, self._rule = kit, currency, judge, hint, rule
        self._allowed: Money | None = None
        self.input = LineEdit(kit, name=kit.tr("Amount"))
        self.input.setObjectName("big")
        self.input.setFont(kit.look.font(TextStyle.BENCH_NAME))
        self.input.textChanged.connect(lambda _text: self._read())
        self.input.returnPressed.connect(self._enter)
        self.setFocusProxy(self.input)
        self._said = _Said(kit)
        self._offers = row(kit, gap=8)
        top = row(kit, gap=12)
        top.addWidget(self.input, 1)
        top.addWidget(Label(kit, currency, TextStyle.HEADING, Tone.NEUTRAL))
        layout = column(kit, gap=8)
        layout.addLayout(top)
        layout.addWidget(self._said)
        layout.addLayout(self._offers)
        self.setLayout(layout)
        self._read()

    def amount(self) -> Money | None:
        """The amount, if it can be read and the rule allows it."""
        return self._allowed

    def set_amount(self, money: Money) -> None:
        """Write `money` into the box."""
        self.input.setText(self._kit.tr.money(money, with_currency=False))

    def said(self) -> str:
        """The words below the box."""
        return self._said.words.text()

    def offers(self) -> tuple[Button, ...]:
        """The buttons offered now."""
        items = (self._offers.itemAt(i) for i in range(self._offers.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(w for w in widgets if isinstance(w, Button))

    def _enter(self) -> None:
        if self._allowed is not None:
            self.entered.emit()

    def _read(self) -> None:
        text = self.input.text().strip()
        self._allowed = None
        judgement: Judgement | None = None
        if not text:
            self._show(self._hint, Tone.NEUTRAL, ())
        else:
            try:
                money = parse_money(text, self._currency)
            except BadText as error:
                why = amount_unread(self._kit.tr, error, self._currency)
                self._show(f"{why} {self._rule}".rstrip(), Tone.ERROR, ())
            else:
                judgement = self._judge(money)
                self._allowed = money if judgement.allowed else None
                self._show(judgement.text, Tone.OK if judgement.allowed else Tone.ERROR, judgement.offers)
        self.changed.emit()

    def _show(self, text: str, tone: Tone, offers: tuple[Money, ...]) -> None:
        self._said.say(text, tone)
        self.input.set_state(tone if tone is Tone.ERROR else None)
        self.input.setAccessibleDescription(text)
        while (item := self._offers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for offer in offers:
            button = Button(self._kit, self._kit.tr.round_money(offer), size=Size.SMALL)
            button.clicked.connect(lambda _checked=False, money=offer: self._take(money))
            self._offers.addWidget(button)
        self._offers.addStretch(1)

    def _take(self, money: Money) -> None:
        self.set_amount(money)
        self.input.setFocus()


class WeightEdit(QWidget):
    """A weight in any of the usual ways: ``3 lb 5 oz``, ``1.2`` with the unit beside it.

    `big` is for the bench: digits that are read at two metres.
    """

    changed = Signal()
    entered = Signal()

    UNITS: tuple[WeightUnit, ...] = ("lb", "oz", "kg", "g")

    def __init__(self, kit: Kit, unit: WeightUnit = "lb", *, big: bool = False) -> None:
        super().__init__()
        self._kit = kit
        self._weight: Weight | None = None
        tr = kit.tr
        self.input = LineEdit(kit, name=tr("Weight"))
        if big:
            self.input.setObjectName("huge")
            self.input.setFont(kit.look.font(TextStyle.BENCH_WEIGHT))
        self.units = QComboBox()
        self.units.addItems(list(self.UNITS))
        self.units.setCurrentText(unit)
        self.units.setAccessibleName(tr("Unit of weight"))
        self.input.textChanged.connect(lambda _text: self._read())
        self.units.currentTextChanged.connect(lambda _text: self._read())
        self.input.returnPressed.connect(self._enter)
        self.setFocusProxy(self.input)
        self._said = _Said(kit)
        top = row(kit, gap=8)
        top.addWidget(self.input, 1)
        top.addWidget(self.units, 0, Qt.AlignmentFlag.AlignBottom if big else Qt.AlignmentFlag.AlignVCenter)
        layout = column(kit, gap=4)
        layout.addLayout(top)
        layout.addWidget(self._said)
        self.setLayout(layout)
        self._read()

    def unit(self) -> WeightUnit:
        """The unit for bare numbers."""
        return self.UNITS[self.units.currentIndex()]

    def weight(self) -> Weight | None:
        """The weight, a gram or more, or None while it cannot be read."""
        return self._weight

    def set_weight(self, weight: Weight | None) -> None:
        """Write `weight` in the unit chosen; None empties the box."""
        if weight is None:
            self.input.clear()
            return
        text = self._kit.tr.weight(weight, self.unit())
        bare = text.rsplit("\u00a0", 1)[0].rsplit(" ", 1)[0]
        self.input.setText(bare)
        if self._weight is None:  # three digits after a comma may be thousands: 1,984
            self.input.setText(bare.replace(",", "."))

    def said(self) -> str:
        """The words below the box."""
        return self._said.words.text()

    def _enter(self) -> None:
        if self._weight is not None:
            self.entered.emit()

    def _read(self) -> None:
        tr = self._kit.tr
        text = self.input.text().strip()
        self._weight, said = None, ""
        if text:
            try:
                weight = parse_weight(text, self.unit())
            except BadText as error:
                said = tr("This is not a weight. Type it like 12.5 or 2 lb 3 oz.")
                if error.fields["want"] == "lighter":
                    said = tr("No parcel is that heavy.")
            else:
                if weight >= _LEAST:
                    self._weight, said = weight, self._other_way(weight)
                elif weight.mg:
                    said = tr("That is less than a gram: is the unit right?")
                else:
                    said = tr("A parcel weighs more than zero.")
        tone = Tone.ERROR if said and self._weight is None else Tone.NEUTRAL
        self._said.say(said, tone)
        self.input.set_state(tone if tone is Tone.ERROR else None)
        self.changed.emit()

    def _other_way(self, weight: Weight) -> str:
        """The same weight in the other system, so that a wrong unit is seen."""
        metric = self.unit() in ("kg", "g")
        other: WeightUnit = "lb" if metric else "kg"
        return f"= {self._kit.tr.weight(weight, other)}"
