"""The books: M1, M2, M3, M8."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.ids import SeededIds
from core.ledger.accounts import Account, Kind, card, postage, wallet_account
from core.ledger.balances import balances_of
from core.ledger.checks import ledger_findings
from core.ledger.entries import Entry, KeyReused, Line, head, post
from core.ledger.holds import InsufficientFunds, end_hold, place_hold
from core.ledger.lines import newest, oldest
from core.ledger.schema import ROOM
from core.money import Money
from core.store.database import Store
from core.store.opening import open_store

USD = wallet_account("usd", "USD")


def usd(minor: int) -> Money:
    return Money(minor, "USD")


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, clock: SteppingClock) -> Iterator[Store]:
    opened = open_store(tmp_path / "data", [ROOM], Mode.PRACTICE, clock, SeededIds(1))
    yield opened
    opened.close()


@pytest.fixture
def desk(clock: SteppingClock) -> Desk:
    return Desk(clock, SeededIds(2), Actor("ana", "st-1", "run-1", ZoneInfo("America/Toronto")), Mode.PRACTICE)


def funding(idem: str, minor: int) -> Entry:
    return Entry(
        idem, "postage-purchase", (Line(USD, usd(minor)), Line(card("usd", "USD"), usd(-minor))), "purchase", "p"
    )


def test_a_posting_is_sealed_chained_and_summed(store: Store, desk: Desk) -> None:
    with store.write() as tx:
        first = post(tx, desk, funding("fund:1", 5000))
        second = post(tx, desk, funding("fund:2", 1000))
    with store.read() as q:
        assert balances_of(q, USD).booked == usd(6000)
        assert head(q) == (2, second.hash)
        assert first.hash != second.hash
        assert [t.balance.minor for t in oldest(q, USD.code)] == [5000, 6000]
        assert [t.number for t in newest(q, USD.code, before=2)] == [1]
        assert ledger_findings(q) == []


def test_the_same_fact_twice_is_booked_once(store: Store, desk: Desk) -> None:
    with store.write() as tx:
        first = post(tx, desk, funding("fund:1", 5000))
        again = post(tx, desk, funding("fund:1", 5000))
        assert again.replayed
        assert again.number == first.number
        with pytest.raises(KeyReused):
            post(tx, desk, funding("fund:1", 6000))
    with store.read() as q:
        assert balances_of(q, USD).booked == usd(5000)


def test_an_entry_that_does_not_balance_is_refused_whole(store: Store, desk: Desk) -> None:
    crooked = Entry("x", "label", (Line(USD, usd(-100)), Line(postage("usps", "USD"), usd(99))), "purchase", "p")
    with pytest.raises(sqlite3.IntegrityError, match="does not balance"), store.write() as tx:
        post(tx, desk, crooked)
    with store.read() as q:
        assert q.integer("select count(*) from journal") == 0


def test_an_entry_balances_in_each_currency(store: Store, desk: Desk) -> None:
    cad = wallet_account("cad", "CAD")
    mixed = Entry("x", "label", (Line(USD, usd(-100)), Line(cad, Money(100, "CAD"))), "purchase", "p")
    with pytest.raises(sqlite3.IntegrityError, match="does not balance"), store.write() as tx:
        post(tx, desk, mixed)


def test_an_account_takes_only_its_own_currency(store: Store, desk: Desk) -> None:
    wrong = Account(USD.code, Kind.ASSET, "CAD")
    with pytest.raises(sqlite3.IntegrityError), store.write() as tx:
        post(tx, desk, funding("fund:1", 5000))
        post(
            tx,
            desk,
            Entry("y", "k", (Line(wrong, Money(1, "CAD")), Line(card("c", "CAD"), Money(-1, "CAD"))), "p", "p"),
        )


@pytest.mark.parametrize("table", ["journal", "posting", "seal", "hold", "hold_end"])
def test_journals_are_append_only_from_a_plain_shell_too(store: Store, desk: Desk, table: str) -> None:
    with store.write() as tx:
        post(tx, desk, funding("fund:1", 5000))
        place_hold(tx, desk, USD, usd(100), "p1")
        end_hold(tx, desk, "p1", None)
    store.close()
    plain = sqlite3.connect(store.path)
    column = plain.execute(f"select name from pragma_table_info('{table}')").fetchone()[0]
    for sql in (f"delete from {table}", f"update {table} set {column} = {column}"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            plain.execute(sql)
    row = plain.execute(f"select * from {table}").fetchone()
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(f"insert or replace into {table} values ({', '.join('?' * len(row))})", row)
    plain.close()


def test_sums_are_changed_by_triggers_alone(store: Store, desk: Desk) -> None:
    with store.write() as tx:
        post(tx, desk, funding("fund:1", 5000))
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"), store.write() as tx:
        tx.run("update account set posted = 999999")


def test_a_hold_may_not_exceed_what_is_available(store: Store, desk: Desk) -> None:
    with store.write() as tx:
        post(tx, desk, funding("fund:1", 1000))
        place_hold(tx, desk, USD, usd(700), "p1")
        with pytest.raises(InsufficientFunds) as refused:
            place_hold(tx, desk, USD, usd(301), "p2")
        assert refused.value.fields["short"] == usd(1)
        place_hold(tx, desk, USD, usd(300), "p3")
    with pytest.raises(sqlite3.IntegrityError, match="hold exceeds"), store.write() as tx:
        tx.run("insert into hold values ('h', :account, 'USD', 1, 'p4', 'at', 'a', 's', 'i')", {"account": USD.code})


def test_a_fact_may_take_the_balance_below_zero_and_then_nothing_is_held(store: Store, desk: Desk) -> None:
    """S0-37: an adjustment is deducted whatever the balance; buying stops."""
    with store.write() as tx:
        post(tx, desk, funding("fund:1", 1000))
        lines = (Line(Account("adjust:canpar:USD", Kind.EXPENSE, "USD"), usd(1185)), Line(USD, usd(-1185)))
        post(tx, desk, Entry("adj:1", "adjustment", lines, "label", "l"))
        assert balances_of(tx, USD).available == usd(-185)
        with pytest.raises(InsufficientFunds):
            place_hold(tx, desk, USD, usd(1), "p")


def test_a_hold_ends_once(store: Store, desk: Desk) -> None:
    with store.write() as tx:
        post(tx, desk, funding("fund:1", 1000))
        place_hold(tx, desk, USD, usd(700), "p1")
        end_hold(tx, desk, "p1", None)
        assert balances_of(tx, USD).reserved == usd(0)
    with pytest.raises(sqlite3.IntegrityError), store.write() as tx:
        end_hold(tx, desk, "p1", None)


def test_a_clock_set_back_never_opens_an_earlier_business_day(store: Store, desk: Desk, clock: SteppingClock) -> None:
    with store.write() as tx:
        post(tx, desk, funding("fund:1", 1000))
    clock.move(timedelta(days=-3))
    with store.write() as tx:
        post(tx, desk, funding("fund:2", 1000))
    with store.read() as q:
        days = [t.business_day for t in oldest(q, USD.code)]
    assert days[0] == days[1] == "2026-11-22"


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("update posting set minor = minor + 1 where journal = 1 and n = 1", "unbalanced-entry"),
        ("update journal set memo = 'other' where number = 1", "chain-broken"),
        ("update account set posted = posted + 1 where code = 'wallet:usd'", "posted-sum"),
        ("update account set held = held + 1 where code = 'wallet:usd'", "held-sum"),
        ("delete from seal where journal = 2", "unsealed-entry"),
        ("update posting set after_minor = after_minor + 1 where journal = 2", "running-balance"),
        ("delete from journal where number = 1", "gap-in-journal"),
    ],
)
def test_the_check_finds_what_somebody_with_the_file_changed(store: Store, desk: Desk, sql: str, code: str) -> None:
    with store.write() as tx:
        post(tx, desk, funding("fund:1", 1000))
        post(tx, desk, funding("fund:2", 1000))
    store.close()
    plain = sqlite3.connect(store.path)
    plain.row_factory = sqlite3.Row
    for (name,) in plain.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        plain.execute(f"drop trigger {name}")
    plain.execute(sql)
    from sqlite_utils import Database

    from core.store.database import Query

    findings = ledger_findings(Query(Database(plain)))
    plain.close()
    assert any(finding.startswith(code) for finding in findings), findings
