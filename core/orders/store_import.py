"""SQL of imports: what the store knows of a file's orders, and writing many of them."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from core.clock import utc_text
from core.context import Desk
from core.orders.layouts import DateStyle
from core.orders.plan import OwnMapping
from core.orders.records import HEAD_NAMES, Field, OrderDraft, OrderState
from core.orders.report import FileFacts
from core.orders.rules import content_hash
from core.orders.store import add_holds, search_key, search_keys
from core.store.database import Query, Tx, Value

_FIND_AT_ONCE = 200
_FIND = (
    "select number, id, state, content_hash, edited_at, import_id from orders where source = ? and number in (?)"
).replace("(?)", f"({', '.join('?' * _FIND_AT_ONCE)})")
_INSERT_COLUMNS = (
    "id", "source", "number", "state", *HEAD_NAMES, "content_hash", "search_key", "import_id", "created_at",
)  # fmt: skip
_INSERT = "insert into orders (COLUMNS) values (?)".replace("COLUMNS", ", ".join(_INSERT_COLUMNS)).replace(
    "?", ", ".join("?" * len(_INSERT_COLUMNS))
)
_INSERT_ITEM = (
    "insert into order_item (order_id, line, sku, name, quantity, unit_price_minor) values (?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    "update orders set HEAD, content_hash = ?, search_key = ?, import_id = ?, edited_at = '', "
    "weight_source = 'order' where id = ?"
).replace("HEAD", ", ".join(f"{name} = ?" for name in HEAD_NAMES))
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # as in core.ids
_OPEN, _HELD = OrderState.OPEN.value, OrderState.HELD.value
_PAIRS = [one + two for one in _ALPHABET for two in _ALPHABET]


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of one order of a file."""

    id: str
    state: OrderState
    content_hash: str
    edited: bool
    import_id: str


def find_known(q: Query, source: str, numbers: Sequence[str]) -> dict[str, Known]:
    """Those of `numbers` that the store has from `source`."""
    found: dict[str, Known] = {}
    for start in range(0, len(numbers), _FIND_AT_ONCE):
        some = numbers[start : start + _FIND_AT_ONCE]
        padded = [*some, *([some[-1]] * (_FIND_AT_ONCE - len(some)))]
        for row in q.all(_FIND, (source, *padded)):
            found[row["number"]] = Known(
                row["id"], OrderState(row["state"]), row["content_hash"], bool(row["edited_at"]), row["import_id"] or ""
            )
    return found


def knows_source(q: Query, source: str) -> bool:
    """Whether any order of `source` is there."""
    return q.one("select 1 from orders where source = :source limit 1", {"source": source}) is not None


def order_ids(new: Callable[[], str]) -> Iterator[str]:
    """Ids in order: the first 22 characters of a new id (its time and 60 random bits), then a counter.

    A random id for each of 100,000 orders would cost as much as storing them.
    """
    while True:
        first = new()[:22]
        for upper in _PAIRS:
            for lower in _PAIRS:
                yield first + upper + lower


def insert_orders(
    tx: Tx, source: str, import_id: str | None, created_at: str, orders: Iterable[tuple[str, OrderDraft]]
) -> None:
    """Store new orders with their lines and what holds them.

    Args:
        tx: The transaction.
        source: Of all of them.
        import_id: Of the import, None for an order made by hand.
        created_at: UTC text.
        orders: Id and content.
    """
    pairs = list(orders)
    keys = search_keys([(draft.name, draft.company, draft.city, draft.postal) for _, draft in pairs])
    tx.many(
        _INSERT,
        [
            _row(source, import_id, created_at, order_id, draft, key)
            for (order_id, draft), key in zip(pairs, keys, strict=True)
        ],
    )
    _insert_items(tx, pairs)
    add_holds(
        tx, [(i, n, problem, created_at) for i, d in pairs if d.problems for n, problem in enumerate(d.problems, 1)]
    )


def update_order(tx: Tx, order_id: str, import_id: str, draft: OrderDraft) -> None:
    """Replace the content of an order by that of a file; its holds and state are the caller's."""
    tx.run(
        _UPDATE,
        (
            *draft[1:22],
            content_hash(draft),
            search_key(draft.name, draft.company, draft.city, draft.postal),
            import_id,
            order_id,
        ),
    )
    tx.run("delete from order_item where order_id = :id", {"id": order_id})
    _insert_items(tx, [(order_id, draft)])


def keep_ours(tx: Tx, order_id: str, draft: OrderDraft) -> None:
    """A person chose our data over the file's: note the file's content as seen, so that it is not asked again."""
    tx.run("update orders set content_hash = :hash where id = :id", {"hash": content_hash(draft), "id": order_id})


def insert_import(tx: Tx, desk: Desk, import_id: str, facts: FileFacts) -> None:
    """The record of an import that changes something; its counts follow in `finish_import`."""
    tx.run(
        "insert into order_import (id, file_name, file_sha256, source, encoding, rows_read, orders_new, "
        "orders_updated, at, actor, station, instance) values (:id, :name, :sha256, :source, :encoding, 0, 0, 0, "
        ":at, :actor, :station, :instance)",
        {
            "id": import_id, "name": facts.name, "sha256": facts.sha256, "source": facts.source,
            "encoding": facts.encoding, "at": utc_text(desk.clock.now()), "actor": desk.actor.operator,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip


def finish_import(tx: Tx, import_id: str, *, rows: int, new: int, updated: int) -> None:
    """Write the counts of an import."""
    tx.run(
        "update order_import set rows_read = :rows, orders_new = :new, orders_updated = :updated where id = :id",
        {"rows": rows, "new": new, "updated": updated, "id": import_id},
    )


def save_mapping(tx: Tx, desk: Desk, mapping: OwnMapping) -> None:
    """Keep an operator's mapping for files with this heading; a newer one replaces it."""
    data = asdict(mapping)
    data["columns"] = [[field.value, heading] for field, heading in mapping.columns]
    data["dates"] = [style.value for style in mapping.dates]
    tx.run(
        "insert into order_mapping (fingerprint, mapping, at, actor, station, instance) "
        "values (:fingerprint, :mapping, :at, :actor, :station, :instance) on conflict (fingerprint) do update set "
        "mapping = excluded.mapping, at = excluded.at, actor = excluded.actor, station = excluded.station, "
        "instance = excluded.instance",
        {
            "fingerprint": mapping.fingerprint, "mapping": json.dumps(data, ensure_ascii=False, sort_keys=True),
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip


def load_mapping(q: Query, fingerprint: str) -> OwnMapping | None:
    """The mapping kept for this heading, or None."""
    text = q.value("select mapping from order_mapping where fingerprint = :id", {"id": fingerprint})
    if not isinstance(text, str):
        return None
    data = json.loads(text)
    return OwnMapping(
        fingerprint=data["fingerprint"],
        source=data["source"],
        columns=tuple((Field(field), heading) for field, heading in data["columns"]),
        weight_unit=data["weight_unit"],
        length_unit=data["length_unit"],
        dates=tuple(DateStyle(style) for style in data["dates"]),
    )


def _row(
    source: str, import_id: str | None, created_at: str, order_id: str, draft: OrderDraft, key: str
) -> tuple[Value, ...]:
    """The values of _INSERT_COLUMNS; `key` is the search key."""
    state = _HELD if draft.problems else _OPEN
    return (order_id, source, draft.number, state, *draft[1:22], content_hash(draft), key, import_id, created_at)


def _insert_items(tx: Tx, orders: Sequence[tuple[str, OrderDraft]]) -> None:
    tx.many(
        _INSERT_ITEM,
        [(order_id, line, *item) for order_id, draft in orders for line, item in enumerate(draft.items, 1)],
    )
