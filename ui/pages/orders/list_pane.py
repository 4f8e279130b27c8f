"""The list of orders: search, states with their counts, the table over any number of rows, the panel."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import StationError
from core.i18n import Tr
from core.orders.store_lists import FOUND_MAX, OrderRow
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.orders.columns import held_columns, order_columns
from ui.pages.orders.detail import DetailPanel, PanelPlace
from ui.pages.orders.head import PaneHead
from ui.pages.orders.presenter import BATCH_MAX, OrdersPresenter
from ui.pages.orders.rows import Act, Listing, OrdersState, Pane, Tab
from ui.pages.orders.source import OrderBlocks
from ui.pages.redrawing import drop
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Notice
from ui.widgets.choices import Choice, Segmented
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.fields import SearchBox
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import PagedModel
from ui.widgets.text import Label

_ROW_PX = 52


def tab_words(tr: Tr, tab: Tab, n: int) -> str:
    """A tab with its count: ``3 held``."""
    match tab:
        case Tab.ALL:
            return tr("All {n}", n=tr.number(n))
        case Tab.OPEN:
            return tr.n("{n} open", "{n} open", n)
        case Tab.HELD:
            return tr.n("{n} held", "{n} held", n)
        case Tab.SHIPPED:
            return tr.n("{n} shipped", "{n} shipped", n)
        case Tab.CANCELLED:
            return tr.n("{n} cancelled", "{n} cancelled", n)


class ListPane(QWidget):
    """Draws the list of what the presenter has."""

    def __init__(
        self, kit: Kit, presenter: OrdersPresenter, ask_file: Callable[[], None], act: Callable[[Act], None]
    ) -> None:
        super().__init__()
        tr = kit.tr
        self.kit, self._presenter = kit, presenter
        self._ask_file, self._act = ask_file, act
        self._tabs: Segmented | None = None
        self._tabs_drawn: object = None
        self._listing: Listing | None = None
        self._version = 0
        self._awaited = -1
        self._model: PagedModel[OrderRow, str] | None = None
        self._table: DataTable[OrderRow] | None = None
        self._result: Notice | None = None
        self._result_drawn: object = None
        self._panel_drawn: object = None
        self._head = PaneHead(kit, tr("Orders"), tr("Drop an order file anywhere on this page to check it."))
        self.ship = Button(kit, tr("Ship…"), icon=Ico.TRUCK)
        self.ship.clicked.connect(presenter.ship)
        self.load_file = Button(kit, tr("Import orders…"), Kind.PRIMARY, icon=Ico.FILE_UP)
        self.load_file.clicked.connect(ask_file)
        self._head.add_action(self.ship)
        self._head.add_action(self.load_file)
        self.search = SearchBox(kit, tr("Number, name, city, postal code"))
        self.search.setText(presenter.state.text)
        self.search.searched.connect(presenter.search)
        self.search.left_down.connect(self._go_down)
        self._tools = row(kit, self.search, gap=12)
        self._tools.setStretch(0, 1)
        self._more = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL)
        self._more.hide()
        self._place = PanelPlace(kit)
        self._body = QHBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(kit.px(16))
        self._body.addWidget(self._place)
        self._column = column(kit, gap=16)
        self._column.addWidget(self._head)
        self._column.addLayout(self._tools)
        self._column.addWidget(self._more)
        self._column.addLayout(self._body, 1)
        self.setLayout(self._column)
        self._card: QWidget | None = None

    def draw(self) -> None:
        """Show what the presenter has, as far as it changed."""
        state = self._presenter.state
        self._draw_actions(state)
        self._head.arrange()
        self._draw_tabs(state)
        self._draw_result(state)
        self._draw_table(state)
        self._draw_panel()

    def _draw_actions(self, state: OrdersState) -> None:
        tr, count = self.kit.tr, self._presenter.shippable()
        if state.chosen_count > BATCH_MAX:
            words, reason = tr("Ship…"), tr("At most {n} orders at once.", n=tr.number(BATCH_MAX))
        elif state.chosen_count > 1 and not count:
            words, reason = tr("Ship…"), tr("None of the chosen orders is open.")
        elif any(row.state.value == "open" for row in state.chosen) and state.chosen_count > 1:
            words, reason = tr.n("Ship {n} chosen order…", "Ship {n} chosen orders…", count), ""
        else:
            words, reason = tr("Ship all open…"), "" if count else tr("No order is open.")
        self.ship.set_text(words)
        self.ship.forbid(reason or None)
        batch = state.chosen_count > 1 and not reason
        self.ship.set_kind(Kind.PRIMARY if batch else Kind.SECONDARY)
        self.load_file.set_kind(Kind.SECONDARY if batch else Kind.PRIMARY)

    def _draw_tabs(self, state: OrdersState) -> None:
        tr = self.kit.tr
        texts = [(tab.value, tab_words(tr, tab, state.count(tab))) for tab in Tab]
        if self._tabs_drawn != (texts, state.tab):
            self._tabs_drawn = (texts, state.tab)
            if self._tabs is not None:
                self._tools.removeWidget(self._tabs)
                drop(self._tabs)
            choices = [Choice(key, text) for key, text in texts]
            self._tabs = Segmented(self.kit, tr("State"), choices, state.tab.value)
            self._tabs.chosen.connect(lambda key: self._presenter.choose_tab(Tab(key)))
            self._tools.addWidget(self._tabs)
        if self.search.text().strip() != state.text and not self.search.hasFocus():
            self.search.setText(state.text)

    def _draw_result(self, state: OrdersState) -> None:
        if state.result == self._result_drawn:
            return
        self._result_drawn = state.result
        if self._result is not None:
            self._column.removeWidget(self._result)
            drop(self._result)
            self._result = None
        if state.result is None:
            return
        tr, result = self.kit.tr, state.result
        icon = Ico.CIRCLE_CHECK if result.tone is Tone.OK else Ico.TRIANGLE_ALERT
        self._result = Notice(self.kit, result.tone, icon, result.text)
        if result.tab is not None:
            tab = result.tab
            words = tr("Show the held ones") if tab is Tab.HELD else tr("Show them")
            go = Button(self.kit, words, size=Size.SMALL)
            go.clicked.connect(lambda _checked=False: self._presenter.choose_tab(tab))
            self._result.add_action(go)
        away = Button(self.kit, "", Kind.GHOST, icon=Ico.CLOSE, size=Size.SMALL, name=tr("Dismiss"))
        away.clicked.connect(self._presenter.dismiss_result)
        self._result.add_action(away)
        self._column.insertWidget(1, self._result)

    # The table

    def _draw_table(self, state: OrdersState) -> None:
        if state.error is not None and state.counts is None:
            self._put(self._failed(state.error))
            return
        if state.counts is None:
            return
        if state.listing != self._listing:
            self._listing, self._version = state.listing, state.version
            self._put(self._new_table(state))
        elif state.version != self._version and self._model is not None:
            self._version = state.version
            self._model.reload()

    def _failed(self, error: StationError) -> QWidget:
        stack = StateStack(self.kit, QWidget())
        stack.show_error(explain(self.kit.tr, error), self._presenter.load)
        self._listing = None
        return stack

    def _put(self, card: QWidget) -> None:
        if self._card is not None:
            self._body.removeWidget(self._card)
            drop(self._card)
        self._card = card
        self._body.insertWidget(0, card, 1)

    def _new_table(self, state: OrdersState) -> QWidget:
        kit, tr, app = self.kit, self.kit.tr, self._presenter.app
        columns = held_columns(tr) if state.tab is Tab.HELD else order_columns(tr, self._presenter.units[0])
        model: PagedModel[OrderRow, str] = PagedModel(columns, app.runner)
        table: DataTable[OrderRow] = DataTable(kit, model, tr("Orders"), _ROW_PX)
        model.setParent(table)
        blocks = OrderBlocks(app.services, state.listing)
        stack = StateStack(kit, table, inset=16)
        stack.show_loading()

        def counted(count: int) -> None:
            self._more.setVisible(blocks.has_more)
            self._more.setText(
                tr("The newest {n} of those found; type more to narrow the list.", n=tr.number(FOUND_MAX))
            )
            if count:
                stack.show_content()
            else:
                stack.show_empty(self._nothing())

        def failed(error: object) -> None:
            assert isinstance(error, StationError)
            stack.show_error(explain(tr, error), model.reload)

        model.counted.connect(counted)
        model.failed.connect(failed)
        model.modelReset.connect(self._choose)
        model.dataChanged.connect(lambda *_area: self._arrived())
        table.moved.connect(self._moved)
        table.opened.connect(self._open)
        table.selectionModel().selectionChanged.connect(lambda _now, _before: self._choose())
        model.set_source(blocks)
        self._model, self._table = model, table
        return TableCard(kit, stack)

    def _nothing(self) -> EmptyState:
        tr, state = self.kit.tr, self._presenter.state
        if state.text:
            words = tr("No order in this state matches “{text}”.", text=state.text)
            return EmptyState(self.kit, Ico.SEARCH, tr("Nothing found"), words)
        if state.count(Tab.ALL):
            words = {
                Tab.OPEN: tr("Every order is shipped, held or cancelled."),
                Tab.HELD: tr("Nothing needs correcting."),
                Tab.SHIPPED: tr("Orders appear here once their label is paid."),
            }.get(state.tab, tr("No order was cancelled."))
            return EmptyState(self.kit, Ico.CLIPBOARD_LIST, tr("None here"), words)
        load = Button(self.kit, tr("Choose a file…"), icon=Ico.FILE_UP)
        load.clicked.connect(self._ask_file)
        words = tr(
            "Export your shop's orders as CSV and drop the file here. It is checked first; nothing is written until "
            "you agree."
        )
        return EmptyState(self.kit, Ico.FILE_SPREADSHEET, tr("No orders yet"), words, load)

    def _choose(self) -> None:
        """Tell which rows are chosen; a selection too large for a batch is counted, not read."""
        if self._table is None:
            return
        selection = self._table.selectionModel().selection()
        count = sum(selection.at(i).height() for i in range(selection.count()))
        self._presenter.choose(self._table.chosen() if count <= BATCH_MAX else (), count)

    def _moved(self, number: int) -> None:
        row_ = self._model.row(number) if self._model is not None and number >= 0 else None
        self._awaited = number if row_ is None else -1
        if row_ is not None and self.isVisible():
            self._presenter.show(row_.id)

    def _arrived(self) -> None:
        """Rows came in: the one that the cursor waits for may be among them."""
        if self._awaited >= 0:
            self._moved(self._awaited)

    def _open(self, number: int) -> None:
        """Enter, or a double click: on with it."""
        row_ = self._model.row(number) if self._model is not None else None
        if row_ is not None:
            self._presenter.show(row_.id)
            self._presenter.go_on()

    def _go_down(self) -> None:
        if self._table is not None and self._model is not None and self._model.rowCount():
            self._table.setFocus()
            self._table.go_to(max(0, self._table.currentIndex().row()))

    # The panel

    def _draw_panel(self) -> None:
        view = self._presenter.detail()
        if view == self._panel_drawn:
            return
        self._panel_drawn = view
        panel = None
        if view is not None:
            panel = DetailPanel(self.kit, view, self._act, self._close_panel)
        self._place.show_panel(panel)

    def _close_panel(self) -> None:
        self._presenter.close_detail()
        if self._table is not None:
            self._table.clearSelection()

    def escape(self) -> bool:
        """Put the panel away, else empty the search."""
        if self._presenter.state.pane is not Pane.LIST:
            return False
        if self._presenter.close_detail():
            return True
        if self.search.text():
            self.search.clear()
            return True
        return False
