"""Orders in lists: pages by key over any number of rows, search, counts."""

import sqlite3
from dataclasses import dataclass

from core.orders.records import Order, OrderState
from core.orders.store import orders_of, plain
from core.store.database import Query
from core.units import Weight

_COLUMNS = (
    "id, source, number, state, name, company, city, region, country, service, carrier, weight_mg, length_um, day, "
    "edited_at"
)
_SEARCH = (
    "(:text = '' or search_key like :inside escape '!' or (number >= :text and number < :text_end) "
    "or number like :inside_number escape '!')"
)
_OLDEST = "select COLUMNS from orders where id > :after and SEARCH order by id limit :limit".replace(
    "COLUMNS", _COLUMNS
).replace("SEARCH", _SEARCH)
_NEWEST = _OLDEST.replace("id > :after", "id < :after").replace("order by id", "order by id desc")
_OLDEST_OF_STATE = _OLDEST.replace("where", "where state = :state and")
_NEWEST_OF_STATE = _NEWEST.replace("where", "where state = :state and")
_FIRST_KEY, _LAST_KEY = "", "\U0010ffff"


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One line of an order list.

    Attributes:
        id: Our id, also the key of the next page.
        source: Where it came from.
        number: The source's number.
        state: Where it stands.
        recipient: Name, or company where there is no name.
        city: City.
        region: Region.
        country: Alpha-2 code.
        service: Requested service.
        carrier: Requested carrier.
        weight: None until weighed.
        has_dims: Whether its size is known.
        day: Order day.
        holds: Codes of what holds it.
        edited: A person has changed it here.
    """

    id: str
    source: str
    number: str
    state: OrderState
    recipient: str
    city: str
    region: str
    country: str
    service: str
    carrier: str
    weight: Weight | None
    has_dims: bool
    day: str
    holds: tuple[str, ...]
    edited: bool


def list_orders(
    q: Query, *, state: OrderState | None = None, text: str = "", after: str = "", limit: int = 50, newest: bool = True
) -> list[OrderRow]:
    """One page of orders, by key.

    Args:
        q: A reader.
        state: Only these; None for all.
        text: Found in the order number, name, company, city or postal code, without case and accents.
        after: Id of the last row of the page before; empty for the first page.
        limit: Rows of a page.
        newest: The newest first.
    """
    if state is None:
        sql = _NEWEST if newest else _OLDEST
    else:
        sql = _NEWEST_OF_STATE if newest else _OLDEST_OF_STATE
    words = text.strip()
    rows = q.all(
        sql,
        {
            "state": state.value if state else "",
            "after": after or (_LAST_KEY if newest else _FIRST_KEY),
            "text": words,
            "text_end": f"{words}\U0010ffff",
            "inside": f"%{_like(plain(words))}%",
            "inside_number": f"%{_like(words)}%",
            "limit": limit,
        },
    )
    return [_row(q, row) for row in rows]


def pending_orders(q: Query, *, after: str = "", limit: int = 500) -> list[Order]:
    """Open orders, the oldest first: what is there to ship. `after` is the id of the last one seen."""
    rows = q.all(
        "select * from orders where state = 'open' and id > :after order by id limit :limit",
        {"after": after, "limit": limit},
    )
    return orders_of(q, rows)


def count_orders(q: Query) -> dict[OrderState, int]:
    """How many there are of each state."""
    counts = dict.fromkeys(OrderState, 0)
    for row in q.all("select state, count(*) as n from orders group by state"):
        counts[OrderState(row["state"])] = int(row["n"])
    return counts


def _row(q: Query, row: sqlite3.Row) -> OrderRow:
    holds: tuple[str, ...] = ()
    if row["state"] == OrderState.HELD.value:
        codes = q.all(
            "select code from order_hold where order_id = :id and lifted_at = '' order by n", {"id": row["id"]}
        )
        holds = tuple(str(code["code"]) for code in codes)
    return OrderRow(
        id=row["id"],
        source=row["source"],
        number=row["number"],
        state=OrderState(row["state"]),
        recipient=row["name"] or row["company"],
        city=row["city"],
        region=row["region"],
        country=row["country"],
        service=row["service"],
        carrier=row["carrier"],
        weight=None if row["weight_mg"] is None else Weight(row["weight_mg"]),
        has_dims=row["length_um"] is not None,
        day=row["day"],
        holds=holds,
        edited=bool(row["edited_at"]),
    )


def _like(text: str) -> str:
    """`text` as a literal inside a LIKE pattern."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
