"""The Orders page's decisions, without Qt: the list, the order in the panel, and what is done to it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.accounts.records import Wallet
from core.errors import StationError
from core.orders.records import OrderState
from core.orders.store_lists import OrderRow
from core.topics import Topic
from core.units import LengthUnit, WeightUnit
from ui.app_context import App
from ui.pages.listening import Listeners
from ui.pages.orders import work
from ui.pages.orders.detail_view import detail_view
from ui.pages.orders.importing.presenter import ImportPresenter
from ui.pages.orders.mending import Mending
from ui.pages.orders.rows import Act, DetailView, OrderFacts, OrdersState, Pane, Result, Tab
from ui.pages.orders.shipping.presenter import ShipPresenter
from ui.running import Lane

PAGE = "orders"
TOPICS = (Topic.ORDERS, Topic.SHIPMENTS, Topic.LABELS)
BATCH_MAX = 500  # one batch; a longer list goes in several, so that its holds never lock a balance for long


class OrdersPresenter:
    """One per run; the page's widgets come and go with language and theme.

    Attributes:
        app: What the window gives.
        listeners: The page.
        importing: The import sheet.
        shipping: The batch sheet.
        mending: What is done to the order in the panel.
        wallets: Who pays, for the choice of a service.
        state: What the list shows.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.listeners = Listeners()
        self.state = OrdersState()
        self.importing = ImportPresenter(app, self._sheet_closed)
        self.shipping = ShipPresenter(app, self._sheet_closed)
        self.mending = Mending(app, self._detail_id, self._after_write)
        self._units: tuple[WeightUnit, LengthUnit] = ("lb", "in")
        self.wallets: tuple[Wallet, ...] = ()
        self._wanted = ""
        self._is_reading = self._again = False
        app.watch(PAGE, TOPICS, self.load)
        app.on_visit(PAGE, self.visit)

    def _set(self, state: OrdersState) -> None:
        self.state = state
        self.listeners.tell()

    # Reading

    def load(self) -> None:
        """Read counts and the order in the panel; what moves meanwhile is read once more."""
        if self._is_reading:
            self._again = True
            return
        self._is_reading = True
        self.app.runner.run(self._read, self._loaded, self._failed, Lane.DESK)

    def _read(self) -> work.Around:
        return work.read_around(self.app.services, self._wanted)

    def _loaded(self, found: work.Around) -> None:
        self._units, self.wallets = found.units, found.wallets
        state = self.state
        shown = found.order if found.order is not None and found.order.order.id == self._wanted else state.detail
        self._set(
            replace(
                state,
                counts=found.counts,
                version=state.version + 1,
                detail=shown if self._wanted else None,
                error=None,
            )
        )
        self._ended()

    def _failed(self, error: StationError) -> None:
        self._set(replace(self.state, error=error))
        self._ended()

    def _ended(self) -> None:
        self._is_reading = False
        if self._again:
            self._again = False
            self.load()

    def visit(self, subject: str) -> None:
        """Somebody went to an order by its id, to a tab by its name (``held``), or came to import."""
        tab = next((tab for tab in Tab if tab.value == subject), None)
        self._set(replace(self.state, pane=Pane.LIST, tab=tab or Tab.ALL, text=""))
        if tab is None and subject != Pane.IMPORT.value:
            self.show(subject)

    # The list

    def choose_tab(self, tab: Tab) -> None:
        """List other orders."""
        self._set(replace(self.state, tab=tab, chosen=(), chosen_count=0))
        self._keep_listed()

    def search(self, text: str) -> None:
        """List what goes by `text`."""
        if text != self.state.text:
            self._set(replace(self.state, text=text, chosen=(), chosen_count=0))
            self._keep_listed()

    def _keep_listed(self) -> None:
        """The panel goes where its order is not in the list that was asked for."""
        wanted, listing, services = self._wanted, self.state.listing, self.app.services

        def checked(listed: bool) -> None:
            if not listed and (wanted, listing) == (self._wanted, self.state.listing):
                self.close_detail()

        if wanted:
            self.app.runner.run(
                lambda: work.is_listed(services, listing, wanted), checked, self.app.notify_error, Lane.DESK
            )

    def choose(self, rows: Sequence[OrderRow], count: int) -> None:
        """These rows are chosen; `count` says how many, loaded or not."""
        chosen = tuple(rows)
        if (chosen, count) != (self.state.chosen, self.state.chosen_count):
            self._set(replace(self.state, chosen=chosen, chosen_count=count))

    def show(self, order_id: str) -> None:
        """Show an order in the panel."""
        if order_id == self._wanted and self.state.detail is not None:
            return
        self._wanted = order_id
        services = self.app.services
        self.app.runner.run(lambda: work.read_order(services, order_id), self._shown, self.app.notify_error, Lane.DESK)

    def _shown(self, facts: OrderFacts) -> None:
        if facts.order.id == self._wanted:
            self._set(replace(self.state, detail=facts))

    def close_detail(self) -> bool:
        """Put the panel away; False if there was none."""
        there = self.state.detail is not None
        self._wanted = ""
        self._set(replace(self.state, detail=None))
        return there

    def _detail_id(self) -> str:
        return self.state.detail.order.id if self.state.detail is not None else ""

    def detail(self) -> DetailView | None:
        """The panel in words."""
        facts = self.state.detail
        return detail_view(self.app.tr, facts, *self._units) if facts is not None else None

    @property
    def units(self) -> tuple[WeightUnit, LengthUnit]:
        """The station's units."""
        return self._units

    def dismiss_result(self) -> None:
        """Take away what the last import or batch came to."""
        self._set(replace(self.state, result=None))

    def go_on(self) -> None:
        """Enter on a row: an open order goes to the bench, a shipped one to its shipment, others to the panel."""
        facts = self.state.detail
        if facts is None or facts.order.id != self._wanted:
            return
        if facts.order.state is OrderState.OPEN:
            self.act(Act.BENCH)
        else:
            self.act(Act.SHIPMENT)

    # What is done to the order in the panel

    def act(self, act: Act) -> None:
        """Do what needs no further question."""
        facts = self.state.detail
        if facts is None:
            return
        if act is Act.BENCH:
            self.app.go_to("bench", facts.order.id)
        elif act is Act.SHIPMENT and facts.label is not None:
            self.app.go_to("shipments", facts.label.label)
        elif act is Act.REOPEN:
            self.mending.reopen()

    def _after_write(self) -> None:
        self.app.refresh()
        self.load()

    # Sheets

    def import_file(self, path: Path) -> None:
        """Look at an order file; nothing is written."""
        self._set(replace(self.state, pane=Pane.IMPORT, result=None))
        self.importing.look(path)

    def ship(self) -> None:
        """Ship the chosen open orders, else the oldest open ones."""
        ids = tuple(row.id for row in self.state.chosen if row.state is OrderState.OPEN)
        self._set(replace(self.state, pane=Pane.SHIP, result=None))
        if ids:
            self.shipping.begin(ids[:BATCH_MAX])
        else:
            waiting = max(0, self.state.count(Tab.OPEN) - BATCH_MAX)
            self.shipping.begin_with(lambda: work.open_ids(self.app.services, BATCH_MAX), waiting)

    def shippable(self) -> int:
        """How many orders the Ship button takes: the chosen open ones, else all open ones."""
        chosen = sum(row.state is OrderState.OPEN for row in self.state.chosen)
        return min(BATCH_MAX, chosen if self.state.chosen_count > 1 or chosen else self.state.count(Tab.OPEN))

    def _sheet_closed(self, result: Result | None) -> None:
        self._set(replace(self.state, pane=Pane.LIST, result=result or self.state.result))
        self._after_write()
