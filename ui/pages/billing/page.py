"""The Billing page: its sections at the left, the chosen one beside them."""

from functools import partial

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout

from ui.app_context import App
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.billing.dialog import BillingDialog
from ui.pages.billing.presenter import PAGE, BillingPresenter
from ui.pages.billing.rows import (
    ACCOUNTS,
    DRAWER,
    METERS,
    OTHER,
    PAYABLES,
    PURCHASES,
    SECTIONS,
    STATEMENTS,
    VOLUME,
    Grid,
    GridRow,
    SectionView,
)
from ui.pages.billing.showing import titles
from ui.pages.redrawing import empty, while_alive
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card, Facts
from ui.widgets.data_table import DataTable
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.page import Page, PageSpec
from ui.widgets.sections import Section, Sections, SectionSpec
from ui.widgets.states import ErrorPanel
from ui.widgets.tables import Align, Column, TableModel
from ui.widgets.text import Label

_ROW_PX, _HEAD_PX, _ROWS_SHOWN, _AIR_PX, _WIDEST_PX = 40, 64, 8, 32, 220
_ICONS = {
    ACCOUNTS: Ico.LANDMARK, PURCHASES: Ico.RECEIPT_TEXT, PAYABLES: Ico.HOURGLASS, METERS: Ico.SCALE,
    STATEMENTS: Ico.FILE_TEXT, DRAWER: Ico.INBOX, VOLUME: Ico.TRUCK, OTHER: Ico.WALLET,
}  # fmt: skip


def make_spec(app: App) -> PageSpec:
    """The page for the window."""
    presenter = BillingPresenter(app)
    return PageSpec(PAGE, lambda tr: tr("Billing"), Ico.RECEIPT_TEXT, lambda kit: BillingPage(kit, presenter))


class BillingPage(Page):
    """Eight sections over one reading."""

    def __init__(self, kit: Kit, presenter: BillingPresenter) -> None:
        super().__init__(kit)
        self.setAccessibleName(kit.tr("Billing"))
        self._presenter = presenter
        names = titles(kit.tr)
        specs = [
            SectionSpec(key, names[key], _ICONS[key], partial(self._section, key=key, title=names[key]))
            for key in SECTIONS
        ]
        self.sections = Sections(kit, kit.tr("Billing"), specs, presenter.state.section)
        self.sections.chosen.connect(presenter.choose)
        self.add(self.sections, 1)
        self.destroyed.connect(presenter.listeners.join(while_alive(self, self.refresh)))

    def _section(self, kit: Kit, key: str, title: str) -> "BillingSection":
        return BillingSection(kit, self._presenter, key, title)

    def entered(self) -> None:
        """Load what is shown."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show the section that is meant."""
        if self.sections.key() != self._presenter.state.section:
            self.sections.show_section(self._presenter.state.section)


class BillingSection(Section):
    """Tables, and buttons that open forms."""

    def __init__(self, kit: Kit, presenter: BillingPresenter, key: str, title: str) -> None:
        super().__init__(kit, title)
        self._presenter, self._key = presenter, key
        self._shown: SectionView | None = None
        self._body: QVBoxLayout = column(kit, gap=16)
        self.add(holder(self._body))
        self.add_rest()
        self.dialog: BillingDialog | None = None
        self.destroyed.connect(presenter.listeners.join(while_alive(self, self.draw)))
        self.draw()

    def entered(self) -> None:
        """The section is shown."""
        self.draw()

    def draw(self) -> None:
        """Draw what was read, where it changed."""
        error, view = self._presenter.state.error, self._presenter.view(self._key)
        if error is not None:
            empty(self._body)
            self._shown = None
            self._body.addWidget(ErrorPanel(self.kit, explain(self.kit.tr, error), self._presenter.load))
            return
        if view is None or view == self._shown:
            return
        self._shown = view
        empty(self._body)
        self._body.addWidget(Label(self.kit, view.note, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        self._body.addWidget(self._buttons(view))
        for grid in view.grids:
            self._body.addWidget(self._card(grid))
        for title, lines in view.cards:
            card = Card(self.kit, title, gap=8)
            card.add(Facts(self.kit, lines))
            self._body.addWidget(card)

    def _buttons(self, view: SectionView) -> "Card":
        flow = FlowLayout(self.kit.px(8))
        for number, (key, words, why_not) in enumerate(reversed(view.forms)):
            button = Button(self.kit, words, Kind.PRIMARY if number == 0 else Kind.SECONDARY)
            button.forbid(why_not)
            button.clicked.connect(partial(self.open_form, key))
            flow.addWidget(button)
        card = Card(self.kit, padding=12)
        card.add(flow)
        return card

    def open_form(self, key: str, _checked: bool = False) -> None:
        """Open a form."""
        self.dialog = BillingDialog(self.kit, self.window(), self._presenter, self._presenter.form(key))
        self.dialog.open()

    def _card(self, grid: Grid) -> Card:
        card = Card(self.kit, grid.title, gap=8)
        if not grid.rows:
            card.add(Label(self.kit, grid.empty, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
            return card
        widths = self._widths(grid)
        columns = [
            Column[GridRow](
                str(n), name, partial(_cell, n), widths[n], Align.RIGHT if n in grid.amounts else Align.LEFT,
                strong=n == 0,
            )
            for n, name in enumerate(grid.head)
        ]  # fmt: skip
        table = DataTable[GridRow](self.kit, TableModel(columns, grid.rows), grid.title, row_px=_ROW_PX)
        shown = min(len(grid.rows), _ROWS_SHOWN)
        table.setFixedHeight(self.kit.px(_HEAD_PX + 4 + shown * _ROW_PX))
        card.add(table)
        return card

    def _widths(self, grid: Grid) -> list[int | None]:
        """As wide as the words, so that a table seldom has to be moved sideways; the widest takes what is left."""
        metrics = QFontMetrics(self.kit.look.font(TextStyle.STRONG))
        scale = self.kit.px(100)
        texts = [(name, *(row.cells[n] for row in grid.rows)) for n, name in enumerate(grid.head)]
        needed = [max(metrics.horizontalAdvance(text) for text in column) * 100 // scale + _AIR_PX for column in texts]
        widest = needed.index(max(needed))
        return [None if n == widest else min(width, _WIDEST_PX) for n, width in enumerate(needed)]


def _cell(number: int, row: GridRow) -> str:
    return row.cells[number]
