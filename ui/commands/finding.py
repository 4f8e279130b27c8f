"""From what a person types to the one thing that is meant: orders by number or id, labels by id or tracking number."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from core.errors import NotFound, Refused

if TYPE_CHECKING:
    from core.orders.records import Order
    from core.printing.records import Printer
    from ui.commands.session import Session


class Ambiguous(Refused):
    """Several things go by this name. Fields: ``kind``, ``text``, ``choices`` (ids, with where they came from)."""

    code: ClassVar[str] = "commands.ambiguous"


def order_id(session: "Session", text: str) -> str:
    """The id of the order with this number, or with this id.

    Raises:
        Ambiguous: Two shops have an order of this number.
        NotFound: No order is called so.
    """
    return order_named(session, text).id


def order_named(session: "Session", text: str) -> "Order":
    """The order with this number, or with this id; raises as `order_id`."""
    from core.orders.store import get_order, ids_numbered

    read = session.services.read
    found = [read(partial(get_order, order_id=order)) for order in read(partial(ids_numbered, number=text))]
    if len(found) > 1:
        raise Ambiguous(kind="order", text=text, choices=[f"{order.id} ({order.source})" for order in found])
    return found[0] if found else read(partial(get_order, order_id=text))


def label_id(session: "Session", text: str) -> str:
    """The id of the label with this id or tracking number.

    Raises:
        Ambiguous: Two labels have this tracking number.
        NotFound: No label is called so.
    """
    from core.carriers.tracking.numbers import compact
    from core.shipments.listing import list_shipments, shipment_of_label

    read = session.services.read
    if read(partial(shipment_of_label, label=text)) is not None:
        return text
    number = compact(text)
    found = [row.label for row in read(partial(list_shipments, text=number)) if number and row.tracking == number]
    if len(found) > 1:
        raise Ambiguous(kind="label", text=text, choices=found)
    if not found:
        raise NotFound(kind="label", id=text)
    return found[0]


def label_or_order(session: "Session", text: str) -> str:
    """The id of the label with this id or tracking number, or of the order with this number.

    Raises:
        Ambiguous: The order had several labels, or there are two of them.
        NotFound: Nothing is called so, or the order has no label.
    """
    from core.labels.store import labels_of_parcel
    from core.shipments.store import parcels_of_order

    try:
        return label_id(session, text)
    except NotFound:
        order = order_named(session, text)
    parcels = session.services.read(partial(parcels_of_order, order=order.id))
    found = [
        label.id for parcel in parcels for label in session.services.read(partial(labels_of_parcel, parcel=parcel.id))
    ]
    if len(found) > 1:
        raise Ambiguous(kind="label", text=text, choices=found)
    if not found:
        raise NotFound(kind="label", id=text)
    return found[0]


def printer(session: "Session", name: str) -> "Printer":
    """The printer of this name or id; the station's own when nothing is named.

    Raises:
        NotFound: No printer in use is called so.
        NoPrinter: Nothing is named and the station has none.
    """
    from core.printing.service import default_printer, list_printers, printer_named

    if name:
        by_id = [one for one in session.services.read(list_printers) if one.id == name]
        return by_id[0] if by_id else session.services.read(lambda q: printer_named(q, name))
    return session.services.read(lambda q: default_printer(q, session.services.desk))
