"""Settings > Carriers on the window: cards, the table of features, or one sheet."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.carriers.model import Answer, Carrier
from ui.icon_names import Ico
from ui.pages.redrawing import empty, while_alive
from ui.pages.settings.carriers.presenter import CARDS, TABLE, CarriersPresenter
from ui.pages.settings.carriers.sheet import available, carrier_chips, name_of
from ui.pages.settings.carriers.sheet_view import SheetView
from ui.pages.settings.carriers.words import answer_chip
from ui.pages.settings.scrolling import SidewaysScroll
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Notice
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, Segmented
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, column, flowing, holder, row
from ui.widgets.sections import Section
from ui.widgets.text import Label, rule


class CarriersSection(Section):
    """Every carrier that the station knows, and "Set up carriers"."""

    def __init__(self, kit: Kit, presenter: CarriersPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Carriers"), tr("What each carrier does, with its source. Unknown does not mean no."))
        self._presenter = presenter
        self._set_up = Button(kit, tr("Set up carriers"), Kind.PRIMARY, icon=Ico.LIST_CHECKS)
        self._set_up.clicked.connect(lambda _checked=False: presenter.set_up())
        self.add_action(self._set_up)
        self._body = column(kit)
        self.add(holder(self._body), 1)
        presenter.attach(while_alive(self, self.refresh))
        self._drawn: tuple[str, str] | None = None
        self.refresh()

    def entered(self) -> None:
        """Read how far the set-up is."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter names."""
        tr, presenter = self.kit.tr, self._presenter
        self._set_up.set_text(tr("Continue setup") if presenter.is_begun() else tr("Set up carriers"))
        self._set_up.set_kind(Kind.SECONDARY if presenter.is_set_up() else Kind.PRIMARY)
        wanted = (presenter.mode, presenter.carrier)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        empty(self._body)
        sheet = presenter.sheet(tr)
        if sheet is not None:
            self._body.addWidget(SheetView(self.kit, sheet, partial(presenter.open, "")))
        else:
            self._body.addWidget(self._choice())
            for text in presenter.problems(tr):
                self._body.addWidget(Notice(self.kit, Tone.WARN, Ico.FILE_TEXT, text))
            self._body.addWidget(self._cards() if presenter.mode == CARDS else self._table())
        self._body.addStretch(1)

    def _choice(self) -> QWidget:
        tr = self.kit.tr
        choices = [Choice(CARDS, tr("Carriers")), Choice(TABLE, tr("Features compared"))]
        field = Segmented(self.kit, tr("View"), choices, self._presenter.mode)
        field.chosen.connect(self._presenter.show)
        return holder(row(self.kit, field, 1))

    def _cards(self) -> QWidget:
        cards = Columns(self.kit.px(16))
        for carrier in self._presenter.carriers():
            cards.addWidget(self._card(carrier))
        return flowing(cards)

    def _card(self, carrier: Carrier) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, name_of(tr, carrier), padding=16, gap=10)
        go = Button(kit, tr("Open", context="verb"), icon=Ico.FILE_TEXT, size=Size.SMALL)
        go.setAccessibleName(tr("Open the sheet of {carrier}", carrier=name_of(tr, carrier)))
        go.clicked.connect(partial(self._presenter.open, carrier.code))
        card.add_action(go)
        chips = FlowLayout(kit.px(6))
        for chip in carrier_chips(tr, carrier):
            chips.addWidget(Chip(kit, chip))
        card.add(holder(chips))
        total, sold = len(carrier.services), available(carrier)
        words = (
            tr.n("{n} service from the One Balance", "{n} services from the One Balance", sold)
            if carrier.wallet
            else tr.n("{n} service in the catalogue", "{n} services in the catalogue", total)
        )
        card.add(Label(kit, words, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        card.body.addStretch(1)
        return card

    def _table(self) -> QWidget:
        """The capability matrix: features down, carriers across."""
        kit, tr = self.kit, self.kit.tr
        names, rows = self._presenter.matrix(tr)
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(8))
        grid.setVerticalSpacing(kit.px(10))
        middle = Qt.AlignmentFlag.AlignCenter
        for place, name in enumerate(names, 1):
            head = Label(kit, name, TextStyle.SMALL_STRONG, Tone.NEUTRAL, wrap=True)
            head.setAlignment(middle)
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 2)
        grid.setColumnStretch(0, 3)
        for number, (feature, answers) in enumerate(rows):
            line = 2 * number + 2
            grid.addWidget(rule(), line - 1, 0, 1, len(names) + 1)
            grid.addWidget(Label(kit, feature, wrap=True), line, 0)
            for place, answer in enumerate(answers, 1):
                grid.addWidget(self._answer(answer, feature, names[place - 1]), line, place, middle)
        card = Card(kit)
        card.add(grid)
        return SidewaysScroll(card)

    def _answer(self, answer: Answer, feature: str, carrier: str) -> Chip:
        chip = Chip(self.kit, answer_chip(self.kit.tr, answer))
        chip.setToolTip(f"{carrier}: {feature}")
        return chip
