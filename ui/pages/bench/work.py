"""What the bench does off the window's thread. Each function is one errand; the presenter decides which."""

from dataclasses import dataclass, replace

from core.errors import StationError
from core.labels.store import Label, label_of_purchase
from core.money import Money
from core.orders.records import Order, OrderState, WeightSource
from core.orders.rules import still_holding
from core.orders.service import change_measures
from core.orders.store import get_order
from core.orders.store_lists import OrderRow, count_orders, list_orders
from core.printing.records import Batch, Printer
from core.printing.rules import JobState, NoPrinter
from core.printing.service import default_printer, list_printers
from core.printing.service_queue import enqueue_labels, fail_over, reprint_labels, retry_failed
from core.printing.store import count_unprinted, counted_copies, jobs_in_states, unprinted_labels
from core.purchases.rules import TO_ASK, Kind
from core.purchases.store import Purchase, in_states
from core.purchases.store import get as get_purchase
from core.services import Services
from core.settings import BOX_PRESETS, LENGTH_UNIT, WEIGHT_UNIT
from core.shipments.listing import ShipmentRow, list_shipments, shipment_of_label
from core.shipments.rules import Asked
from core.shipments.service_rating import Rated, rate_orders
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from core.shipments.store import get_parcel
from core.stations.service import boxes
from core.units import Dimensions, Weight, WeightUnit
from core.wallet.service import WalletView, views
from ui.pages.bench.finding import LIST_ROWS
from ui.pages.bench.rows import Units

RECENT = 5
_NEWEST = 2000  # older labels that are not on paper are found on the Shipments page


@dataclass(frozen=True, slots=True)
class UnknownLabel:
    """A label that may have been bought: the answer is missing."""

    purchase: Purchase
    number: str


def read_units(services: Services) -> Units:
    """The station's units and boxes; what a setting does not say rightly falls back."""
    weight, length = services.setting(WEIGHT_UNIT), services.setting(LENGTH_UNIT)
    known: dict[str, WeightUnit] = {"lb": "lb", "oz": "oz", "kg": "kg", "g": "g"}
    return Units(known.get(weight, "lb"), "cm" if length == "cm" else "in", boxes(services.setting(BOX_PRESETS)))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the bench shows around the order in hand.

    Attributes:
        rows: Open orders, the oldest first.
        open_count: All open orders.
        held_count: All held orders.
        shown: The label in the panel: the one asked for, else the newest.
        recent: The last labels, the newest first.
        wallets: Balances.
        printers: In use.
        printer: The station's own, or None.
        waiting: Printer id to the number of labels that wait for it.
        unprinted: Paid labels of which no copy waits or came out.
        unknown: Labels whose purchase is being looked up.
        scale: How sizes and weights are typed here.
    """

    rows: tuple[OrderRow, ...]
    open_count: int
    held_count: int
    shown: ShipmentRow | None
    recent: tuple[ShipmentRow, ...]
    wallets: tuple[WalletView, ...]
    printers: tuple[Printer, ...]
    printer: Printer | None
    waiting: tuple[tuple[str, int], ...]
    unprinted: int
    unknown: tuple[UnknownLabel, ...]
    scale: Units


def read_surroundings(services: Services, text: str, label: str) -> Surroundings:
    """Everything around the order in hand, in one snapshot.

    Args:
        services: The station.
        text: Only open orders that this finds.
        label: Id of the label in the panel, empty for the newest.
    """
    waiting: dict[str, int] = {}
    units = read_units(services)
    with services.store.read() as q:
        try:
            printer = default_printer(q, services.desk)
        except NoPrinter:
            printer = None
        for job in jobs_in_states(q, frozenset({JobState.QUEUED})):
            waiting[job.printer] = waiting.get(job.printer, 0) + 1
        counts, recent = count_orders(q), list_shipments(q, limit=RECENT)
        unknown = [
            UnknownLabel(purchase, get_order(q, get_parcel(q, purchase.subject).order).number)
            for purchase in in_states(q, TO_ASK, Kind.LABEL)
        ]
        return Surroundings(
            rows=tuple(list_orders(q, state=OrderState.OPEN, text=text, limit=LIST_ROWS, newest=False)),
            open_count=counts[OrderState.OPEN],
            held_count=counts[OrderState.HELD],
            shown=shipment_of_label(q, label) if label else next(iter(recent), None),
            recent=tuple(recent),
            wallets=tuple(views(q)),
            printers=tuple(list_printers(q)),
            printer=printer,
            waiting=tuple(sorted(waiting.items())),
            unprinted=count_unprinted(q, _NEWEST),
            unknown=tuple(unknown),
            scale=units,
        )


def rate(
    services: Services, order: Order, weight: Weight | None, source: WeightSource, dims: Dimensions | None
) -> tuple[Order, Rated]:
    """Price the order as it lies on the scale. A weight that mends what holds the order is kept at once."""
    if order.state is OrderState.HELD and (weight, dims) != (order.weight, order.dims):
        codes = [hold.code for hold in order.holds]
        if not still_holding(codes, weight=weight is not None, dims=dims is not None):
            order = change_measures(services.store, services.desk, order.id, weight=weight, dims=dims, source=source)
    return order, rate_orders(services.bench, [replace(order, weight=weight, dims=dims)])[0]


@dataclass(frozen=True, slots=True)
class BuyPlan:
    """What the button says, frozen when it is pressed; `price` is its price."""

    order: Order
    weight: Weight
    source: WeightSource
    dims: Dimensions | None
    carrier: str
    service_code: str
    price: Money
    without_dims: str


@dataclass(frozen=True, slots=True)
class BuyEnd:
    """What came of it.

    Attributes:
        label: The paid label, or None.
        error: Why there is none.
        purchase: The paid call, where it came to one.
        printer: Where the label was queued.
        print_error: Why it was not queued; it is paid all the same.
    """

    label: Label | None
    error: StationError | None
    purchase: Purchase | None
    printer: Printer | None = None
    print_error: StationError | None = None


def buy(services: Services, plan: BuyPlan) -> BuyEnd:
    """Keep what was weighed, buy the label once, queue its print."""
    order = plan.order
    if (plan.weight, plan.dims) != (order.weight, order.dims):
        change_measures(services.store, services.desk, order.id, weight=plan.weight, dims=plan.dims, source=plan.source)
    shipped = ship_orders(
        services.bench,
        [order.id],
        asked=Asked(plan.carrier, plan.service_code),
        without_dims_reasons={order.id: plan.without_dims} if plan.without_dims else None,
        shown={order.id: plan.price},
    )[0]
    end = BuyEnd(shipped.label, shipped.error, shipped.purchase)
    return end if shipped.label is None else queue(services, end, shipped.label)


def queue(services: Services, end: BuyEnd, label: Label) -> BuyEnd:
    """Give a paid label to the station's printer."""
    try:
        printer = services.read(lambda q: default_printer(q, services.desk))
        enqueue_labels(services.store, services.desk, printer.id, [label.id])
    except StationError as error:
        return replace(end, print_error=error)
    return replace(end, printer=printer)


def settled(services: Services, purchase_id: str) -> BuyEnd:
    """What became of a purchase after it was looked up; its label is queued if it never was."""
    with services.store.read() as q:
        purchase, label = get_purchase(q, purchase_id), label_of_purchase(q, purchase_id)
        waits = label is not None and not counted_copies(q, label.id)
    end = BuyEnd(label, None, purchase)
    return queue(services, end, label) if label is not None and waits else end


def reprint(services: Services, label_id: str, reason: str) -> tuple[Printer, Batch]:
    """Queue a further copy on the station's printer; nothing is charged."""
    printer = services.read(lambda q: default_printer(q, services.desk))
    return printer, reprint_labels(services.store, services.desk, printer.id, [label_id], reason)


def void(services: Services, label_id: str) -> Label:
    """Ask the carrier to void a label."""
    return void_label(services.bench, label_id).label


def print_unprinted(services: Services) -> tuple[Printer, int]:
    """Queue every paid label that was never sent to a printer."""
    printer = services.read(lambda q: default_printer(q, services.desk))
    labels = [label.id for label in services.read(unprinted_labels)]
    if labels:
        enqueue_labels(services.store, services.desk, printer.id, labels)
    return printer, len(labels)


def retry(services: Services, printer_id: str) -> int:
    """Queue again what failed on a printer without a byte leaving."""
    return len(retry_failed(services.store, services.desk, printer_id))


def hand_over(services: Services, from_printer: str, to_printer: str) -> int:
    """Give what waits for a printer to another one."""
    return len(fail_over(services.store, services.desk, from_printer, to_printer).jobs)
