"""What a scan or a typed text means on the bench."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from core.carriers.scanning import parse_scan
from core.carriers.tracking.numbers import compact
from core.labels.rules import USABLE
from core.labels.store import get_label, label_of_purchase
from core.orders.records import Order, OrderState
from core.orders.store import get_order, ids_numbered
from core.orders.store_lists import OrderRow, list_orders
from core.purchases.rules import OPEN
from core.purchases.store import Purchase, label_of_parcel
from core.services import Services
from core.shipments.content import label_differs
from core.shipments.listing import ShipmentRow, list_shipments, shipment_of_label
from core.shipments.store import parcels_of_order

LIST_ROWS = 200
_LABELS_LOOKED_AT = 5
_CODED = re.compile(r"\^#\^\s*([0-9A-Fa-f]+)\s*\^?")  # an order id in hexadecimal (facts: desktop 1.9)


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """An order, with what there is of it already.

    Attributes:
        order: The order.
        label: Its newest label, if it has one.
        open_purchase: A label purchase of it that is not settled.
        void: A label of it that was scanned and is good for nothing any more.
    """

    order: Order
    label: ShipmentRow | None
    open_purchase: Purchase | None
    void: ShipmentRow | None = None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundMany:
    """Several orders fit; a person picks."""

    text: str
    rows: tuple[OrderRow, ...]


@dataclass(frozen=True, slots=True)
class FoundNothing:
    """Nothing matches this text."""

    text: str


Found = FoundOrder | FoundMany | FoundNothing


def find(services: Services, scanned: str) -> Found:
    """What a scanned or typed text means: a coded order id, an order number, a label's number, else a search."""
    text = scanned.strip()
    ids = _orders_numbered(services, _spellings(text))
    if len(ids) == 1:
        return load(services, ids[0])
    if ids:
        return FoundMany(text, _rows_of(services, ids))
    label = _label_numbered(services, text)
    if label is not None:
        found = load(services, label.order)
        return replace(found, label=label) if label.state in USABLE else replace(found, void=label)
    if _CODED.fullmatch(text):
        return FoundNothing(text)
    rows = services.read(lambda q: list_orders(q, text=text, limit=LIST_ROWS, newest=False))
    waiting = [row for row in rows if row.state in (OrderState.OPEN, OrderState.HELD)]
    if len(waiting) == 1 or len(rows) == 1:
        return load(services, (waiting or rows)[0].id)
    return FoundMany(text, tuple(waiting or rows)) if rows else FoundNothing(text)


def _spellings(text: str) -> list[str]:
    coded = _CODED.fullmatch(text)
    if coded:
        return [coded[1], str(int(coded[1], 16))]
    bare = text.lstrip("#")
    return list(dict.fromkeys([text, bare, f"#{bare}", text.upper()]))


def _orders_numbered(services: Services, spellings: Sequence[str]) -> list[str]:
    with services.store.read() as q:
        for spelling in spellings:
            if spelling and (ids := ids_numbered(q, spelling)):
                return ids
    return []


def _rows_of(services: Services, ids: Sequence[str]) -> tuple[OrderRow, ...]:
    with services.store.read() as q:
        number = get_order(q, ids[0]).number
        rows = list_orders(q, text=number, limit=LIST_ROWS, newest=False)
    return tuple(row for row in rows if row.id in ids)


def _label_numbered(services: Services, text: str) -> ShipmentRow | None:
    scan = parse_scan(services.catalogue, text)
    for number in dict.fromkeys([*scan.numbers, compact(text)]):
        if not number:
            continue
        rows = services.read(partial(list_shipments, text=number, limit=_LABELS_LOOKED_AT))
        for row in rows:
            if row.tracking == number:
                return row
    return None


def load(services: Services, order_id: str) -> FoundOrder:
    """One order with what there is of it.

    Raises:
        NotFound: No order has this id.
    """
    with services.store.read() as q:
        order = get_order(q, order_id)
        open_purchase: Purchase | None = None
        label: ShipmentRow | None = None
        for parcel in parcels_of_order(q, order_id):
            purchase = label_of_parcel(q, parcel.id)
            if purchase is None:
                continue
            if purchase.state in OPEN:
                open_purchase = purchase
            elif (bought := label_of_purchase(q, purchase.id)) is not None:
                label = shipment_of_label(q, bought.id)
        differs = label_differs(q, get_label(q, label.label)) if label is not None else ()
        return FoundOrder(order, label, open_purchase, differs=differs)
