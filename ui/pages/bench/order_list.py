"""The list that an order is picked from, and what stands in its place when it is empty."""

from ui.icon_names import Ico
from ui.pages.bench.presenter import BenchPresenter
from ui.pages.bench.rows import ActionView, BenchView, EmptyView, OrderLine
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.page import scrolled
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Align, Column, TableModel
from ui.widgets.text import Label

_ROW_PX, _LEAST_PX = 52, 160
_BESIDE_PERCENT = 120  # with larger text the other actions stand below each other


class OrderList(Card):
    """Open orders, the oldest first; arrows and Enter pick one."""

    def __init__(self, kit: Kit, presenter: BenchPresenter) -> None:
        super().__init__(kit, padding=0, gap=0)
        tr = kit.tr
        self._kit, self._presenter = kit, presenter
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(1, kit.px(14), 1, kit.px(8))
        self._title = Label(kit, "", TextStyle.HEADING)
        self._note = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        head = column(kit, gap=2, margins=(12, 0, 12, 8))
        self.held = Button(kit, tr("held", context="order"), Kind.GHOST, icon=Ico.CIRCLE_PAUSE, size=Size.SMALL)
        self.held.clicked.connect(self._go_held)
        self._to_held: ActionView | None = None
        line = row(kit, self._title, gap=8)
        line.addWidget(self.held)
        line.addStretch(1)
        head.addLayout(line)
        head.addWidget(self._note)
        columns: tuple[Column[OrderLine], ...] = (
            Column("number", tr("Order"), lambda r: r.number, width=136, strong=True, second=lambda r: r.state),
            Column("recipient", tr("Recipient"), lambda r: r.recipient, second=lambda r: r.place),
            Column("service", tr("Requested"), lambda r: r.service, width=176),
            Column("weight", tr("Weight"), lambda r: r.weight, width=112, align=Align.RIGHT),
        )
        self.model = TableModel[OrderLine](columns)
        self.table = DataTable[OrderLine](kit, self.model, tr("Orders to pick from"), row_px=_ROW_PX)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self._states = StateStack(kit, self.table, inset=16)
        self._empty: EmptyView | None = None
        self.empty_buttons: list[Button] = []
        self.add(holder(head))
        self.add(self._states, 1)

    def _open(self, number: int) -> None:
        line = self.model.row(number)
        if line is not None:
            self._presenter.pick(line.id)

    def take_focus(self) -> None:
        """The arrows are in the list now."""
        if self.model.rowCount():
            self.table.setFocus()
            self.table.go_to(max(0, self.table.currentIndex().row()))

    def show_list(self, view: BenchView) -> None:
        """Show the list, or its empty, loading and error states."""
        self._title.setText(view.list.title)
        self._to_held = view.list.held
        if view.list.held is not None:
            self.held.set_text(view.list.held.text)
        self.held.setVisible(view.list.held is not None and view.empty is None)
        self._note.setText(view.list.note)
        self._note.setVisible(bool(view.list.note))
        self.model.set_rows(view.list.lines)
        if view.error is not None:
            self._states.show_error(view.error, self._presenter.load)
        elif view.list.loading:
            self._states.show_loading()
        elif view.empty is not None:
            self._show_empty(view.empty)
            return
        elif not view.list.lines:
            self._states.show_empty(self._nothing(searched=bool(view.list.searched)))
        else:
            self._states.show_content()
        self._empty = None

    def _nothing(self, *, searched: bool) -> EmptyState:
        kit, tr = self._kit, self._kit.tr
        if searched:
            return EmptyState(kit, Ico.SEARCH, tr("Nothing found"), tr("Type fewer characters, or scan the order."))
        done = tr("Every open order has its label.")
        return EmptyState(kit, Ico.PACKAGE_CHECK, tr("No open orders"), done)

    def _go_held(self) -> None:
        if self._to_held is not None:
            self._presenter.act(self._to_held)

    def _show_empty(self, view: EmptyView) -> None:
        if view == self._empty:
            return
        self._empty = view
        kit = self._kit
        self.empty_buttons = []
        for index, action in enumerate(view.actions):
            button = Button(kit, action.text, Kind.SECONDARY if index else Kind.PRIMARY, icon=action.icon)
            button.clicked.connect(lambda _checked=False, a=action: self._presenter.act(a))
            self.empty_buttons.append(button)
        main, *others = self.empty_buttons
        pairs = kit.look.percent <= _BESIDE_PERCENT
        below = column(kit, gap=8)
        below.addWidget(main)
        for at in range(0, len(others), 2 if pairs else 1):
            below.addLayout(row(kit, *others[at : at + (2 if pairs else 1)], gap=8))
        empty = EmptyState(kit, Ico.PACKAGE_OPEN, view.title, view.text, holder(below))
        if not pairs:  # the page scrolls anyway
            self._states.show_empty(empty)
            return
        around = column(kit)
        around.addWidget(empty, 1)
        self._states.show_empty(scrolled(around, kit.px(_LEAST_PX)))
