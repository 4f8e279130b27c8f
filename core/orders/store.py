"""SQL of single orders: reading, moving, holding, changing. Lists are in `store_lists`, imports in `store_import`."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace

from core.address import Address, address_id
from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound, Problem
from core.money import Money
from core.orders.records import Hold, Order, OrderEvent, OrderItem, OrderState, WeightSource
from core.orders.rules import move
from core.store.database import Query, Tx
from core.store.history import record_move
from core.topics import Topic
from core.units import Dimensions, Weight

_LATIN_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")


def get_order(q: Query, order_id: str) -> Order:
    """One order with its lines and what holds it.

    Raises:
        NotFound: No order has this id.
    """
    row = q.one("select * from orders where id = :id", {"id": order_id})
    if row is None:
        raise NotFound(kind="order", id=order_id)
    items = q.all("select * from order_item where order_id = :id order by line", {"id": order_id})
    return _order(row, [_item(item) for item in items], open_holds(q, order_id))


def ids_numbered(q: Query, number: str) -> list[str]:
    """Ids of the orders with this number, one per source at most."""
    rows = q.all("select id from orders where number = :number order by id", {"number": number})
    return [str(row["id"]) for row in rows]


def open_holds(q: Query, order_id: str) -> list[Hold]:
    """What holds the order now."""
    rows = q.all(
        "select code, field, value, since from order_hold where order_id = :id and lifted_at = '' order by n",
        {"id": order_id},
    )
    return [Hold(str(row["code"]), str(row["field"]), str(row["value"]), str(row["since"])) for row in rows]


def move_order(tx: Tx, desk: Desk, order: Order, event: OrderEvent, reason: str = "") -> OrderState:
    """Move the state of an order and write it into the history; gives the new state.

    Raises:
        MoveRefused: An order in this state cannot do that.
    """
    after = move(order.number, order.state, event)
    tx.run("update orders set state = :state where id = :id", {"state": after.value, "id": order.id})
    record_move(tx, desk, "orders", order.id, old=order.state.value, event=event.value, new=after.value, reason=reason)
    tx.touch(Topic.ORDERS)
    if event is OrderEvent.UNSHIP and open_holds(tx, order.id):
        return move_order(tx, desk, replace(order, state=after), OrderEvent.HOLD, reason)
    return after


def set_holds(tx: Tx, desk: Desk, order_id: str, problems: Iterable[Problem], how: str, reason: str = "") -> None:
    """Make `problems` all that holds the order: new ones are added, those that are gone are lifted with who and how."""
    wanted = {(problem.code, problem.field): problem for problem in problems}
    held = {(hold.code, hold.field): hold for hold in open_holds(tx, order_id)}
    now = utc_text(desk.clock.now())
    for code, field in held.keys() - wanted.keys():
        tx.run(
            "update order_hold set lifted_at = :at, lifted_by = :by, lifted_how = :how, reason = :reason "
            "where order_id = :id and code = :code and field = :field and lifted_at = ''",
            {
                "at": now, "by": desk.actor.operator, "how": how, "reason": reason, "id": order_id, "code": code,
                "field": field,
            },
        )  # fmt: skip
    taken = tx.integer("select coalesce(max(n), 0) from order_hold where order_id = :id", {"id": order_id})
    new = [problem for key, problem in wanted.items() if key not in held]
    add_holds(tx, [(order_id, taken + n, problem, now) for n, problem in enumerate(new, 1)])


def add_holds(tx: Tx, holds: Iterable[tuple[str, int, Problem, str]]) -> None:
    """New holds: order id, number within the order, what, since when."""
    tx.many(
        "insert into order_hold (order_id, n, code, field, value, since) values (?, ?, ?, ?, ?, ?)",
        [(order, n, problem.code, problem.field, problem.value, since) for order, n, problem, since in holds],
    )


def set_address(tx: Tx, order_id: str, address: Address, edited_at: str) -> str:
    """Write a new recipient; the former one is kept as an immutable row, its id is given back."""
    former = save_address(tx, get_order(tx, order_id).ship_to)
    tx.run(
        "update orders set name = :name, company = :company, line1 = :line1, line2 = :line2, line3 = :line3, "
        "city = :city, region = :region, postal = :postal, country = :country, phone = :phone, email = :email, "
        "search_key = :key, as_is = '', edited_at = :at where id = :id",
        {
            "name": address.name, "company": address.company, "line1": address.line1, "line2": address.line2,
            "line3": address.line3, "city": address.city, "region": address.region, "postal": address.postal,
            "country": address.country, "phone": address.phone, "email": address.email,
            "key": search_key(address.name, address.company, address.city, address.postal),
            "at": edited_at, "id": order_id,
        },
    )  # fmt: skip
    return former


def set_measures(
    tx: Tx, order_id: str, weight: Weight | None, source: WeightSource, dims: Dimensions | None, edited_at: str
) -> None:
    """Write a new weight, with where it is from, and size; None clears."""
    tx.run(
        "update orders set weight_mg = :weight, weight_source = :source, length_um = :length, width_um = :width, "
        "height_um = :height, edited_at = :at where id = :id",
        {
            "weight": None if weight is None else weight.mg,
            "source": source.value,
            "length": None if dims is None else dims.length_um,
            "width": None if dims is None else dims.width_um,
            "height": None if dims is None else dims.height_um,
            "at": edited_at,
            "id": order_id,
        },
    )


def set_service(tx: Tx, order_id: str, carrier: str, service: str, edited_at: str) -> None:
    """Write what is asked for."""
    tx.run(
        "update orders set carrier = :carrier, service = :service, edited_at = :at where id = :id",
        {"carrier": carrier, "service": service, "at": edited_at, "id": order_id},
    )


def set_as_is(tx: Tx, order_id: str, address: Address) -> None:
    """Note that this very address is used as it stands; another one is checked anew."""
    tx.run("update orders set as_is = :as_is where id = :id", {"as_is": address_id(address), "id": order_id})


def save_address(tx: Tx, address: Address) -> str:
    """Keep an address for good; gives its content id. The same address is kept once."""
    tx.run(
        "insert into address (id, name, company, line1, line2, line3, city, region, postal, country, phone, email) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
        (address_id(address), *astuple(address)),
    )
    return address_id(address)


def get_address(q: Query, content_id: str) -> Address:
    """An address that `save_address` kept.

    Raises:
        NotFound: There is none.
    """
    row = q.one("select * from address where id = :id", {"id": content_id})
    if row is None:
        raise NotFound(kind="address", id=content_id)
    return _address(row)


def search_key(name: str, company: str, city: str, postal: str) -> str:
    """What a search looks in: name, company, city and postal code, without case and accents."""
    return plain(f"{name} {company} {city} {postal}")


def search_keys(addresses: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """The search keys of many ``(name, company, city, postal)`` at once; an import asks this of every order."""
    texts = list(map("%s %s %s %s".__mod__, addresses))
    keys = plain("\n".join(texts)).split("\n")  # a line feed stays what it is, and nothing combines with it
    return keys if len(keys) == len(texts) else list(map(plain, texts))


def plain(text: str) -> str:
    """Text without case and accents, with its punctuation: ``Éloïse`` is ``eloise``."""
    if text.isascii():
        return text.lower()
    text = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text))
    if text.isascii():
        return text.lower()
    return "".join(char for char in text if not unicodedata.combining(char)).casefold()


def orders_of(q: Query, rows: Sequence[sqlite3.Row]) -> list[Order]:
    """Whole orders out of rows of the orders table."""
    result = []
    for row in rows:
        items = q.all("select * from order_item where order_id = :id order by line", {"id": row["id"]})
        holds = open_holds(q, row["id"]) if row["state"] == OrderState.HELD.value else []
        result.append(_order(row, [_item(item) for item in items], holds))
    return result


def _order(row: sqlite3.Row, items: Sequence[OrderItem], holds: Sequence[Hold]) -> Order:
    address = _address(row)
    sides = (row["length_um"], row["width_um"], row["height_um"])
    return Order(
        id=row["id"],
        source=row["source"],
        number=row["number"],
        state=OrderState(row["state"]),
        ship_to=address,
        weight=None if row["weight_mg"] is None else Weight(row["weight_mg"]),
        weight_source=WeightSource(row["weight_source"]),
        dims=None if None in sides else Dimensions(*sides),
        service=row["service"],
        carrier=row["carrier"],
        items=tuple(items),
        total=None if row["total_minor"] is None else Money(row["total_minor"], row["currency"]),
        day=row["day"],
        notes=row["notes"],
        holds=tuple(holds),
        used_as_is=row["as_is"] == address_id(address),
        edited_at=row["edited_at"],
        created_at=row["created_at"],
    )


def _address(row: sqlite3.Row) -> Address:
    return Address(
        name=row["name"], company=row["company"], line1=row["line1"], line2=row["line2"], line3=row["line3"],
        city=row["city"], region=row["region"], postal=row["postal"], country=row["country"], phone=row["phone"],
        email=row["email"],
    )  # fmt: skip


def _item(row: sqlite3.Row) -> OrderItem:
    return OrderItem(row["sku"], row["name"], row["quantity"], row["unit_price_minor"])
