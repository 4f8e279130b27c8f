"""What the Orders page shows, as frozen records."""

from dataclasses import dataclass
from enum import Enum

from core.errors import StationError
from core.orders.records import Order, OrderState
from core.orders.store_lists import OrderRow
from core.purchases.store import Purchase
from core.shipments.listing import ShipmentRow
from ui.icon_names import Ico
from ui.views import Tone


class Tab(Enum):
    """Which orders are listed."""

    ALL = "all"
    OPEN = "open"
    HELD = "held"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"

    @property
    def state(self) -> OrderState | None:
        """The state that the tab stands for, None for all."""
        return None if self is Tab.ALL else OrderState(self.value)


class Pane(Enum):
    """What fills the page: the list, or a sheet over it."""

    LIST = "list"
    IMPORT = "import"
    SHIP = "ship"


class Act(Enum):
    """What can be done to an order."""

    EDIT_ADDRESS = "edit-address"
    EDIT_MEASURES = "edit-measures"
    EDIT_SERVICE = "edit-service"
    USE_AS_IS = "use-as-is"
    HOLD = "hold"
    RELEASE = "release"
    CANCEL = "cancel"
    REOPEN = "reopen"
    BENCH = "bench"
    SHIPMENT = "shipment"


@dataclass(frozen=True, slots=True)
class Listing:
    """The query behind the table."""

    state: OrderState | None
    text: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order, with what there is of it already.

    Attributes:
        order: The order.
        label: Its newest label, if it has a good one.
        open_purchase: A label purchase of it that is not settled.
    """

    order: Order
    label: ShipmentRow | None
    open_purchase: Purchase | None


@dataclass(frozen=True, slots=True)
class HoldView:
    """Why an order is held, as a sentence, and what mends it."""

    text: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class ActView:
    """A button: its words and icon."""

    act: Act
    text: str
    icon: Ico


@dataclass(frozen=True, slots=True)
class DetailView:
    """The detail panel.

    Attributes:
        id: Order id.
        number: Order number.
        source: Where it came from, in words.
        state: Where it stands.
        address: Lines of the address.
        contact: Phone and email.
        as_is: An operator uses the address as it stands.
        items: Lines of the order: quantity and name.
        facts: Names and values.
        notes: Notes of buyer and shop.
        holds: What holds it.
        warning: Something to know that holds nothing, or empty.
        edits: What can be changed.
        acts: What can be done, the first one being the main one.
    """

    id: str
    number: str
    source: str
    state: OrderState
    address: tuple[str, ...]
    contact: tuple[str, ...]
    as_is: bool
    items: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    notes: str
    holds: tuple[HoldView, ...]
    warning: str
    edits: frozenset[Act]
    acts: tuple[ActView, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What an import or a batch came to, above the list until a person takes it away.

    Attributes:
        tone: Its colour.
        text: In words.
        tab: The tab that its button shows, None for no button.
    """

    tone: Tone
    text: str
    tab: Tab | None = None


@dataclass(frozen=True, slots=True)
class OrdersState:
    """All that the list shows.

    Attributes:
        tab: Which orders.
        text: What is searched for.
        counts: Orders per state, None before the first reading.
        version: Counts readings, so that the table knows when to look again.
        chosen: Chosen rows, those that are loaded.
        chosen_count: How many rows are chosen, loaded or not.
        detail: The order in the panel.
        result: What the last import or batch came to.
        pane: What fills the page.
        error: Why the orders could not be read.
    """

    tab: Tab = Tab.ALL
    text: str = ""
    counts: tuple[tuple[OrderState, int], ...] | None = None
    version: int = 0
    chosen: tuple[OrderRow, ...] = ()
    chosen_count: int = 0
    detail: OrderFacts | None = None
    result: Result | None = None
    pane: Pane = Pane.LIST
    error: StationError | None = None

    @property
    def listing(self) -> Listing:
        """The query behind the table."""
        return Listing(self.tab.state, self.text)

    def count(self, tab: Tab) -> int:
        """Orders of a tab."""
        counts = dict(self.counts or ())
        return sum(counts.values()) if tab.state is None else counts.get(tab.state, 0)
