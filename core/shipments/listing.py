"""Labels in lists: pages by key over any number of rows, and search by tracking number, order number or recipient."""

import sqlite3
from dataclasses import dataclass

from core.labels.rules import LabelState
from core.money import Money
from core.store.database import Query, Value

PAGE = 50
_FIRST = "\U0010ffff"
_COLUMNS = (
    "l.id, l.carrier, l.service_code, l.tracking, l.price_minor, l.currency, l.state, l.made_at, l.ship_day, l.wallet, "
    "l.override, o.id as order_id, o.number, o.name, o.company, o.city, o.country, b.n as piece, "
    "(select j.state from print_job j where j.label = l.id order by j.id desc limit 1) as print_state, "
    "(select count(*) from print_job j where j.label = l.id and j.copy_number > 1) as copies"
)
_FROM = (
    "from label l join parcel b on b.id = l.parcel join shipment s on s.id = b.shipment "
    "join orders o on o.id = s.order_id"
)


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """One label with its order, as lists show it.

    Attributes:
        label: Label id, also the key of the next page.
        order: Order id.
        number: Order number.
        recipient: Name, or company where there is no name.
        city: City.
        country: Alpha-2 code.
        piece: Box number.
        carrier: Catalogue code, likewise `service_code`.
        tracking: Compact tracking number.
        price: What was charged.
        state: Where it stands with the carrier's money.
        print_state: State of its last print job, empty when it was never sent to a printer.
        copies: Reprints.
        made_at: UTC text.
        ship_day: Local day.
        wallet: Who paid.
        override: ``operator: reason`` or empty.
    """

    label: str
    order: str
    number: str
    recipient: str
    city: str
    country: str
    piece: int
    carrier: str
    service_code: str
    tracking: str
    price: Money
    state: LabelState
    print_state: str
    copies: int
    made_at: str
    ship_day: str
    wallet: str
    override: str


def list_shipments(q: Query, *, text: str = "", before: str = "", limit: int = PAGE) -> list[ShipmentRow]:
    """At most `limit` labels with an id below `before`, newest first.

    `text` finds a tracking number (its beginning or its end), an order number (its beginning), or the recipient's
    name, company, city or postal code (any part, without case and accents).
    """
    wanted = "".join(text.split()).upper()
    params: dict[str, Value] = {"before": before or _FIRST, "limit": limit}
    if not wanted:
        return [
            _row(r)
            for r in q.all(f"select {_COLUMNS} {_FROM} where l.id < :before order by l.id desc limit :limit", params)
        ]
    found: dict[str, ShipmentRow] = {}
    for where, extra in _searches(text, wanted):
        sql = f"select {_COLUMNS} {_FROM} where l.id < :before and {where} order by l.id desc limit :limit"
        found |= {row.label: row for row in map(_row, q.all(sql, {**params, **extra}))}
    return sorted(found.values(), key=lambda row: row.label, reverse=True)[:limit]


def _searches(text: str, wanted: str) -> list[tuple[str, dict[str, str]]]:
    from core.countries import fold

    end = "\U0010ffff"
    words = text.strip()
    inside = "%" + fold(words).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    return [
        ("l.tracking >= :a and l.tracking < :b", {"a": wanted, "b": wanted + end}),
        ("l.tracking_reversed >= :a and l.tracking_reversed < :b", {"a": wanted[::-1], "b": wanted[::-1] + end}),
        ("o.number >= :a and o.number < :b", {"a": words, "b": words + end}),
        ("o.search_key like :inside escape '!'", {"inside": inside}),
    ]


def shipment_of_label(q: Query, label: str) -> ShipmentRow | None:
    """One label with its order."""
    row = q.one(f"select {_COLUMNS} {_FROM} where l.id = :id", {"id": label})
    return _row(row) if row else None


def count_labels(q: Query) -> int:
    """How many labels there are."""
    return q.integer("select count(*) from label")


def _row(r: sqlite3.Row) -> ShipmentRow:
    return ShipmentRow(
        label=r["id"], order=r["order_id"], number=r["number"], recipient=r["name"] or r["company"], city=r["city"],
        country=r["country"], piece=r["piece"], carrier=r["carrier"], service_code=r["service_code"],
        tracking=r["tracking"], price=Money(r["price_minor"], r["currency"]), state=LabelState(r["state"]),
        print_state=r["print_state"] or "", copies=r["copies"], made_at=r["made_at"], ship_day=r["ship_day"],
        wallet=r["wallet"], override=r["override"],
    )  # fmt: skip
