"""SQL of readings."""

import sqlite3

from core.clock import from_utc_text, utc_text
from core.context import Desk
from core.money import Money
from core.purchases.port import Reading
from core.store.database import Query, Tx
from core.topics import Topic


def insert_reading(tx: Tx, desk: Desk, wallet: str, reading: Reading, source: str) -> None:
    """Keep what the provider said."""
    tx.run(
        "insert into reading (id, wallet, balance_minor, currency, lifetime_minor, provider_state, as_of, source, at, "
        "actor, station) values (:id, :wallet, :balance, :currency, :lifetime, :state, :as_of, :source, :at, :actor, "
        ":station)",
        {
            "id": desk.ids.new(), "wallet": wallet, "balance": reading.balance.minor,
            "currency": reading.balance.currency, "lifetime": reading.lifetime_spent.minor, "state": reading.state,
            "as_of": utc_text(reading.as_of), "source": source, "at": utc_text(desk.clock.now()),
            "actor": desk.actor.operator, "station": desk.actor.station,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)


def latest_reading(q: Query, wallet: str) -> Reading | None:
    """The newest reading of a wallet."""
    row = q.one("select * from reading where wallet = :wallet order by id desc limit 1", {"wallet": wallet})
    return None if row is None else _reading(row)


def reading_before(q: Query, wallet: str, moment: str) -> Reading | None:
    """The newest reading that was made before `moment` (UTC text)."""
    sql = "select * from reading where wallet = :wallet and at <= :moment order by id desc limit 1"
    row = q.one(sql, {"wallet": wallet, "moment": moment})
    return None if row is None else _reading(row)


def reading_since(q: Query, wallet: str, moment: str) -> Reading | None:
    """The newest reading of all, if it was made after `moment` (UTC text)."""
    sql = "select * from reading where wallet = :wallet and at > :moment order by id desc limit 1"
    row = q.one(sql, {"wallet": wallet, "moment": moment})
    return None if row is None else _reading(row)


def _reading(row: sqlite3.Row) -> Reading:
    return Reading(
        balance=Money(row["balance_minor"], row["currency"]), as_of=from_utc_text(row["as_of"]),
        lifetime_spent=Money(row["lifetime_minor"], row["currency"]), state=row["provider_state"],
    )  # fmt: skip
