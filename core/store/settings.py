"""Reading and writing settings."""

from core.clock import utc_text
from core.context import Desk
from core.settings import Key
from core.store.database import Query, Tx
from core.topics import Topic


def get_setting(q: Query, key: Key, owner: str) -> str:
    """The value of `key` for `owner` (a station, wallet or person id), or the key's default."""
    value = q.value(
        "select value from setting where scope = :scope and owner = :owner and key = :key",
        {"scope": key.scope.value, "owner": owner, "key": key.name},
    )
    return key.default if value is None else str(value)


def put_setting(tx: Tx, desk: Desk, key: Key, owner: str, value: str) -> None:
    """Keep `value`; the last one wins."""
    tx.run(
        "insert into setting (scope, owner, key, value, at, actor) "
        "values (:scope, :owner, :key, :value, :at, :actor) on conflict (scope, owner, key) "
        "do update set value = excluded.value, at = excluded.at, actor = excluded.actor",
        {
            "scope": key.scope.value, "owner": owner, "key": key.name, "value": value,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator,
        },
    )  # fmt: skip
    tx.touch(Topic.SETTINGS)
