"""Whether an order still says what its label was bought for. Purchases keep hashes, never names or addresses (D9)."""

import hashlib

from core.labels.rules import USABLE
from core.labels.store import Label
from core.orders.records import Order
from core.orders.store import get_order
from core.purchases.store import get
from core.shipments.store import get_parcel
from core.store.database import Query

PARTS = ("address", "measures", "service")
_SHORT = 16


def content_of(order: Order) -> str:
    """One short hash for each of `PARTS`, with points between."""
    dims = order.dims
    sides = (dims.length_um, dims.width_um, dims.height_um) if dims else ()
    weight = order.weight.mg if order.weight else None
    return ".".join(map(_hash, (order.ship_to, (weight, sides), (order.carrier, order.service))))


def differing(bought_for: str, now: str) -> tuple[str, ...]:
    """The parts that changed; nothing where one of the two is not known."""
    if not bought_for or not now:
        return ()
    pairs = zip(PARTS, bought_for.split("."), now.split("."), strict=True)
    return tuple(part for part, one, other in pairs if one != other)


def label_differs(q: Query, label: Label) -> tuple[str, ...]:
    """In what a good label differs from its shipment by now: ``address``, ``measures``, ``service``."""
    if label.state not in USABLE:
        return ()
    bought_for = str(get(q, label.purchase).request.get("content") or "")
    return differing(bought_for, content_of(get_order(q, get_parcel(q, label.parcel).order)))


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]
