"""The tables of paid calls are made anew for decisions, and keep every row, trigger and foreign key (D4)."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from money_world import ROOMS

from core.accounts.schema import ROOM as ACCOUNTS
from core.clock import SteppingClock
from core.context import Mode
from core.ids import SeededIds
from core.labels.schema import ROOM as LABELS
from core.ledger.schema import ROOM as LEDGER
from core.purchases.journal import attempts
from core.purchases.rules import State
from core.purchases.schema import _FIRST, ROOM
from core.purchases.store import get
from core.store.opening import open_store
from core.store.schema import Room, append_only_triggers, migration_set

OLD = Room("purchases", migration_set("purchases", [("0001_first", _FIRST)]), frozenset({"attempt", "attempt_end"}))
PURCHASE = (
    "insert into purchase (id, kind, wallet, gateway, subject, state, live, amount_minor, currency, request, "
    "request_hash, reason, made_at, changed_at, actor, station, instance) values ('p-1', 'funding', 'usd', 'practice', "
    "'usd', 'unknown', 1, 5000, 'USD', '{}', '', 'timeout', 't', 't', 'ana', 'st', 'run-1')"
)


def test_a_station_of_the_first_schema_keeps_its_purchases_and_attempts(tmp_path: Path) -> None:
    clock, ids = SteppingClock(datetime(2026, 11, 22, tzinfo=UTC)), SeededIds(1)
    old_rooms = (ACCOUNTS, LEDGER, OLD, LABELS)  # rooms above came later, also those that point at purchases
    before = open_store(tmp_path / "data", old_rooms, Mode.PRACTICE, clock, ids)
    with before.write() as tx:
        tx.run(
            "insert into wallet (id, name, gateway, currency, position, max_purchase_minor, max_balance_minor, state, "
            "made_at) values ('usd', 'USD', 'practice', 'USD', 0, 1000000, 1000000, 'open', 't')"
        )
        tx.run(PURCHASE)
        tx.run("insert into attempt (purchase, n, sent_at, station, instance) values ('p-1', 1, 't1', 'st', 'run-1')")
        tx.run(
            "insert into attempt_end (purchase, n, ended_at, outcome, evidence) "
            "values ('p-1', 1, 't2', 'unknown', 'timeout')"
        )
    before.close()
    after = open_store(tmp_path / "data", ROOMS, Mode.PRACTICE, clock, ids)
    try:
        with after.read() as q:
            assert get(q, "p-1").state is State.UNKNOWN
            assert [(one.n, one.outcome) for one in attempts(q, "p-1")] == [(1, "unknown")]
            assert q.all("select * from pragma_foreign_key_check") == []
        with pytest.raises(sqlite3.IntegrityError), after.write() as tx:
            tx.run(PURCHASE.replace("'p-1'", "'p-2'"))  # one open funding of a wallet
        with pytest.raises(sqlite3.DatabaseError), after.write() as tx:
            tx.run("update attempt set sent_at = 'later'")
    finally:
        after.close()


def test_what_is_known_of_an_outcome_is_append_only() -> None:
    assert {"attempt", "attempt_end", "look_up", "decision"} <= ROOM.append_only
    assert len(append_only_triggers("look_up")) == 2
