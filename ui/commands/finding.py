"""From what a person types to the one thing that is meant: orders by number or id, labels by id or tracking number."""

from typing import TYPE_CHECKING, ClassVar

from core.errors import NotFound, Refused

if TYPE_CHECKING:
    from core.printing.records import Printer
    from core.store.database import Query
    from ui.commands.session import Session


class Ambiguous(Refused):
    """Several things go by this name. Fields: ``kind``, ``text``, ``choices`` (ids, with where they came from)."""

    code: ClassVar[str] = "commands.ambiguous"


def order_id(q: "Query", text: str) -> str:
    """The id of the order with this number, or with this id.

    Raises:
        Ambiguous: Two shops have an order of this number.
        NotFound: No order is called so.
    """
    from core.orders.store import get_order, ids_numbered

    found = ids_numbered(q, text)
    if len(found) > 1:
        choices = [f"{order} ({get_order(q, order).source})" for order in found]
        raise Ambiguous(kind="order", text=text, choices=choices)
    return found[0] if found else get_order(q, text).id


def label_id(q: "Query", text: str) -> str:
    """The id of the label with this id or tracking number.

    Raises:
        Ambiguous: Two labels have this tracking number.
        NotFound: No label is called so.
    """
    from core.carriers.tracking.numbers import compact
    from core.shipments.listing import list_shipments, shipment_of_label

    if shipment_of_label(q, text) is not None:
        return text
    number = compact(text)
    found = [row.label for row in list_shipments(q, text=number) if number and row.tracking == number]
    if len(found) > 1:
        raise Ambiguous(kind="label", text=text, choices=found)
    if not found:
        raise NotFound(kind="label", id=text)
    return found[0]


def printer(session: "Session", name: str) -> "Printer":
    """The printer of this name; the station's own when nothing is named.

    Raises:
        NotFound: No printer in use is called so.
        NoPrinter: Nothing is named and the station has none.
    """
    from core.printing.service import default_printer, printer_named

    if name:
        return session.read(lambda q: printer_named(q, name))
    return session.read(lambda q: default_printer(q, session.services.desk))
