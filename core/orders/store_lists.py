"""Orders in lists: pages by key over any number of rows, search, counts."""

import sqlite3
from dataclasses import dataclass

from core.orders.records import Order, OrderState
from core.orders.store import orders_of, plain
from core.store.database import Query, Value
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
_NEWEST_FROM = _NEWEST.replace("id < :after", "id <= :after")
_NEWEST_FROM_OF_STATE = _NEWEST_OF_STATE.replace("id < :after", "id <= :after")
_STEP = "select id from orders where id <= :after order by id desc limit 1 offset :skip"
_STEP_OF_STATE = _STEP.replace("where", "where state = :state and")
_FOUND = "select id from orders where (:state = '' or state = :state) and SEARCH order by id desc limit :limit".replace(
    "SEARCH", _SEARCH
)
_REST = "select count(*) from (select 1 from orders where id <= :after limit :limit) as page"
_REST_OF_STATE = _REST.replace("where", "where state = :state and")
_FIRST_KEY, _LAST_KEY = "", "\U0010ffff"
FOUND_MAX = 5000


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


@dataclass(frozen=True, slots=True)
class OrderHeads:
    """How long a list of orders is, and where its pages begin.

    Attributes:
        count: Orders in the list; at most FOUND_MAX for a search.
        keys: Id of the first order, of the one a page further down, and so on; newest first.
        has_more: A search that found more than FOUND_MAX; the newest are listed.
    """

    count: int
    keys: tuple[str, ...]
    has_more: bool = False


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
    rows = q.all(sql, _params(state, text, after or (_LAST_KEY if newest else _FIRST_KEY), limit))
    return [_row(q, row) for row in rows]


def _params(state: OrderState | None, text: str, after: str, limit: int) -> dict[str, Value]:
    words = text.strip()
    return {
        "state": state.value if state else "",
        "after": after,
        "text": words,
        "text_end": f"{words}\U0010ffff",
        "inside": f"%{_like(plain(words))}%",
        "inside_number": f"%{_like(words)}%",
        "limit": limit,
    }


def orders_from(q: Query, first: str, *, state: OrderState | None = None, text: str = "", limit: int) -> list[OrderRow]:
    """At most `limit` orders from the one with id `first` on, that one included, newest first."""
    sql = _NEWEST_FROM if state is None else _NEWEST_FROM_OF_STATE
    return [_row(q, row) for row in q.all(sql, _params(state, text, first, limit))]


def order_heads(q: Query, *, state: OrderState | None = None, text: str = "", every: int) -> OrderHeads:
    """Where the pages of `every` orders begin, newest first.

    Each page is stepped over inside the index: a million orders take about 50 ms.
    """
    if text.strip():
        found = [str(row["id"]) for row in q.all(_FOUND, _params(state, text, "", FOUND_MAX + 1))]
        listed = found[:FOUND_MAX]
        return OrderHeads(len(listed), tuple(listed[::every]), len(found) > FOUND_MAX)
    step = _STEP if state is None else _STEP_OF_STATE
    params: dict[str, Value] = {"state": state.value if state else ""}
    keys: list[str] = []
    at, skip = _LAST_KEY, 0
    while (row := q.one(step, {**params, "after": at, "skip": skip})) is not None:
        at, skip = str(row["id"]), every
        keys.append(at)
    rest = _REST if state is None else _REST_OF_STATE
    last = q.integer(rest, {**params, "after": at, "limit": every}) if keys else 0
    return OrderHeads(every * max(0, len(keys) - 1) + last, tuple(keys))


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
