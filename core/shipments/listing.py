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
    "l.override, l.void_rule, o.id as order_id, o.number, o.name, o.company, o.city, o.country, b.n as piece, "
    "(select j.state from print_job j where j.label = l.id order by j.id desc limit 1) as print_state, "
    "(select count(*) from print_job j where j.label = l.id and j.copy_number > 1) as copies"
)
_FROM = (
    "from label l join parcel b on b.id = l.parcel join shipment s on s.id = b.shipment "
    "join orders o on o.id = s.order_id"
)

# Asked so, the orders are found first; with a plain condition on them the newest labels would be gone through.
_OF_ORDERS = "o.id in (select id from orders where {})"
_NAMED = "search_key like :inside escape '!'"
_NUMBERED = (
    "l.tracking >= :tracking and l.tracking < :tracking_end",
    "l.tracking_reversed >= :ending and l.tracking_reversed < :ending_end",
    _OF_ORDERS.format("number >= :number and number < :number_end"),
)
_SEARCHES = (*_NUMBERED, _OF_ORDERS.format(_NAMED))
_FEW = 500
_NO_NAME_DIGITS = 8  # no name has so many, and postal codes of that length are written with a hyphen


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
        void_rule: As the label kept it.
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
    void_rule: str = ""


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
    params |= _searched(text)
    found = {row.label: row for where in _NUMBERED for row in _found(q, where, params)}
    if not (found and sum(map(str.isdigit, wanted)) >= _NO_NAME_DIGITS):
        found |= {row.label: row for row in _named(q, params)}
    return sorted(found.values(), key=lambda row: row.label, reverse=True)[:limit]


def _found(q: Query, where: str, params: dict[str, Value]) -> list[ShipmentRow]:
    sql = f"select {_COLUMNS} {_FROM} where l.id < :before and {where} order by l.id desc limit :limit"
    return [_row(r) for r in q.all(sql, params)]


def _named(q: Query, params: dict[str, Value]) -> list[ShipmentRow]:
    """Labels of orders with these words: of the few orders that have them, else the newest, as enough of those do."""
    few = f"select id from orders where {_NAMED} limit :few"  # noqa: S608 - fixed texts
    orders = [str(row["id"]) for row in q.all(few, {"inside": params["inside"], "few": _FEW})]
    if len(orders) == _FEW:
        return _found(q, _NAMED, params)
    places = {f"order{n}": order for n, order in enumerate(orders)}
    return _found(q, f"o.id in (:{', :'.join(places)})", {**params, **places}) if orders else []


def shipments_from(q: Query, first: str, *, text: str = "", limit: int = PAGE) -> list[ShipmentRow]:
    """As `list_shipments`, from the label with id `first` on, that one included."""
    return list_shipments(q, text=text, before=first + _FIRST, limit=limit)


def outline_shipments(q: Query, *, text: str = "", step: int) -> tuple[int, list[str]]:
    """How many labels `text` finds, and the ids at which blocks of `step` of them begin, newest first."""
    if "".join(text.split()):
        each = " union ".join(
            f"select l.id {_FROM} where {where}" for where in _SEARCHES
        )  # a label once, however found
        params: dict[str, Value] = {**_searched(text)}
    else:
        each, params = "select id from label", {}
    heads = q.all(
        "select id from (select id, row_number() over (order by id desc) as n "  # noqa: S608 - fixed texts
        f"from ({each}) as found) as numbered where (n - 1) % :step = 0 order by id desc",
        {**params, "step": step},
    )
    return q.integer(f"select count(*) from ({each}) as found", params), [str(row["id"]) for row in heads]  # noqa: S608 - fixed texts


def _searched(text: str) -> dict[str, str]:
    """The values of `_SEARCHES`."""
    from core.countries import fold

    wanted, words = "".join(text.split()).upper(), text.strip()
    inside = fold(words).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return {
        "tracking": wanted, "tracking_end": wanted + _FIRST, "ending": wanted[::-1],
        "ending_end": wanted[::-1] + _FIRST, "number": words, "number_end": words + _FIRST, "inside": f"%{inside}%",
    }  # fmt: skip


def place_of_label(q: Query, label: str) -> int:
    """How many labels are newer than this one: its row in the list of all."""
    return q.integer("select count(*) from label where id > :id", {"id": label})


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
        wallet=r["wallet"], override=r["override"], void_rule=r["void_rule"],
    )  # fmt: skip
