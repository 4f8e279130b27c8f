"""What the Orders page does off the window's thread."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, get_args

from core.accounts.records import Wallet
from core.accounts.service import wallets
from core.labels.store import label_of_purchase
from core.orders.records import OrderState
from core.orders.store import get_order
from core.orders.store_lists import OrderHeads, OrderRow, count_orders, order_heads, orders_from, pending_orders
from core.purchases.rules import OPEN
from core.purchases.store import Purchase, label_of_parcel
from core.services import Services
from core.settings import LENGTH_UNIT, WEIGHT_UNIT
from core.shipments.listing import ShipmentRow, shipment_of_label
from core.shipments.store import parcels_of_order
from core.units import LengthUnit, WeightUnit
from ui.pages.orders.rows import Listing, OrderFacts

if TYPE_CHECKING:
    from core.store.database import Query


@dataclass(frozen=True, slots=True)
class Around:
    """What the list shows around its rows."""

    counts: tuple[tuple[OrderState, int], ...]
    units: tuple[WeightUnit, LengthUnit]
    wallets: tuple[Wallet, ...]
    order: OrderFacts | None


def read_around(services: Services, order_id: str) -> Around:
    """Counts, units, wallets, and the order in the panel where there is one."""
    weight_unit, length_unit = services.setting(WEIGHT_UNIT), services.setting(LENGTH_UNIT)
    return Around(
        tuple(services.read(count_orders).items()),
        (
            next((unit for unit in get_args(WeightUnit) if unit == weight_unit), "lb"),
            next((unit for unit in get_args(LengthUnit) if unit == length_unit), "in"),
        ),
        tuple(services.read(wallets)),
        read_order(services, order_id) if order_id else None,
    )


def read_heads(services: Services, listing: Listing, every: int) -> OrderHeads:
    """Where the blocks of the table begin."""
    return services.read(partial(order_heads, state=listing.state, text=listing.text, every=every))


def read_rows(services: Services, listing: Listing, first: str, limit: int) -> list[OrderRow]:
    """A block of the table."""
    return services.read(partial(orders_from, first=first, state=listing.state, text=listing.text, limit=limit))


def is_listed(services: Services, listing: Listing, order_id: str) -> bool:
    """Whether a list shows an order."""
    rows = read_rows(services, listing, order_id, 1)
    return bool(rows) and rows[0].id == order_id


def read_order(services: Services, order_id: str) -> OrderFacts:
    """One order with its label.

    Raises:
        NotFound: No order has this id.
    """
    return services.read(partial(_order, order_id=order_id))


def _order(q: "Query", order_id: str) -> OrderFacts:
    label: ShipmentRow | None = None
    open_purchase: Purchase | None = None
    for parcel in parcels_of_order(q, order_id):
        purchase = label_of_parcel(q, parcel.id)
        if purchase is None:
            continue
        if purchase.state in OPEN:
            open_purchase = purchase
        elif (bought := label_of_purchase(q, purchase.id)) is not None:
            label = shipment_of_label(q, bought.id)
    return OrderFacts(get_order(q, order_id), label, open_purchase)


def open_ids(services: Services, most: int) -> tuple[str, ...]:
    """Ids of the oldest open orders."""
    return tuple(order.id for order in services.read(partial(pending_orders, limit=most)))
