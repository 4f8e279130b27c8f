"""Labels a second into the books: hold, entry of two postings, seal, end of hold; one durable transaction each.

Against raw sqlite3 running the same statements, with their values ready made, on a database of the same schema and
pragmas; and against the least that a disk must do: append 4 KB and sync.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from bench_kit import Work, at_most, in_turns, short, show
from stations import fund, station

from core.ledger.accounts import postage, wallet_account
from core.ledger.balances import balances_of
from core.ledger.checks import ledger_findings
from core.ledger.entries import Entry, Line, post
from core.ledger.holds import end_hold, place_hold
from core.money import Money
from core.services import Services
from core.store.connecting import PRAGMAS
from core.store.database import Tx

pytestmark = pytest.mark.bench
COUNT, ROUNDS, MONEY, CHECKPOINT_PAGES = 100, 9, 1_000_000, 1000
PRICE = Money(7, "USD")
WALLET, POSTAGE = wallet_account("usd", "USD"), postage("usps", "USD")

ENSURE = "insert into account (code, kind, wallet, currency) values (?, ?, ?, ?) on conflict (code) do nothing"
BALANCES = "select posted, held from account where code = ?"
HOLD = (
    "insert into hold (id, account, currency, minor, purchase, at, actor, station, instance) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
KNOWN = "select number, hash, request_hash from journal where idem = ?"
LAST = "select number, hash, business_day from journal order by number desc limit 1"
JOURNAL = (
    "insert into journal (number, id, idem, kind, at, business_day, zone, actor, station, instance, ref_kind, ref_id, "
    "memo, request_hash, reverses, lines, prev, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
POSTED = "select posted from account where code = ?"
POSTING = "insert into posting (journal, n, account, currency, minor, after_minor) values (?, ?, ?, ?, ?, ?)"
SEAL = "insert into seal (journal) values (?)"
HELD = "select id from hold where purchase = ?"
HOLD_END = "insert into hold_end (hold, outcome, journal, at, actor, station, instance) values (?, ?, ?, ?, ?, ?, ?)"
HASH, NOW = "f" * 64, "2026-11-22T06:00:00.000000Z"
WHO = ("ana", "st-12345678", "01M822ERTVWP9DSG5MFCPFBH8Z")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A station with money."""
    with station(tmp_path / "ours") as opened:
        fund(opened, "usd", MONEY)
        yield opened


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The same schema, money and pragmas, without the station."""
    with station(tmp_path / "raw") as opened:
        fund(opened, "usd", MONEY)
    path = tmp_path / "raw" / "data" / "station.db"
    with closing(sqlite3.connect(path, isolation_level=None, cached_statements=512)) as conn:
        for name, value, _ in PRAGMAS:
            conn.execute(f"pragma {name} = {value}").fetchall()
        yield conn


def ours(services: Services, tx: Tx, key: str) -> None:
    """One label through the ledger."""
    place_hold(tx, services.desk, WALLET, PRICE, key)
    lines = (Line(POSTAGE, PRICE), Line(WALLET, -PRICE))
    posted = post(tx, services.desk, Entry(f"label:{key}", "label", lines, "purchase", key, memo="1Z999AA10323456780"))
    end_hold(tx, services.desk, key, posted.number)


def bare(conn: sqlite3.Connection, number: int, balance: int, spent: int) -> None:
    """One label by the same statements; every value is at hand."""
    run, key = conn.execute, f"01M822ERTVWP9DSG5MF{number:07d}"
    run(BALANCES, (WALLET.code,)).fetchone()
    run(HOLD, ("H" + key, WALLET.code, "USD", PRICE.minor, key, NOW, *WHO))
    run(KNOWN, (f"label:{key}",)).fetchone()
    run(LAST).fetchone()
    head = (number, "J" + key, f"label:{key}", "label", NOW, "2026-11-22", "America/Toronto", *WHO, "purchase", key)
    run(JOURNAL, (*head, "1Z999AA10323456780", HASH, None, 2, HASH, HASH))
    for n, code, kind, wallet, minor, after in (
        (1, POSTAGE.code, "expense", None, PRICE.minor, spent + PRICE.minor),
        (2, WALLET.code, "asset", "usd", -PRICE.minor, balance - PRICE.minor),
    ):
        if run(POSTED, (code,)).fetchone() is None:
            run(ENSURE, (code, kind, wallet, "USD"))
        run(POSTING, (number, n, code, "USD", minor, after))
    run(SEAL, (number,))
    run(HELD, (key,)).fetchone()
    run(HOLD_END, ("H" + key, "posted", number, NOW, *WHO))


class Ours:
    """The ledger, in transactions of some labels each."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.made = 0

    def post(self, labels: int) -> None:
        """One transaction."""
        with self._services.store.write() as tx:
            for _ in range(labels):
                ours(self._services, tx, self._services.desk.ids.new())
        self.made += labels


class Raw:
    """Plain sqlite3, likewise; folds its log back as often as the store does."""

    def __init__(self, conn: sqlite3.Connection, log: Path) -> None:
        self._conn, self._log = conn, log
        self.made = 0

    def post(self, labels: int) -> None:
        """One transaction."""
        self._conn.execute("begin immediate")
        for _ in range(labels):
            bare(self._conn, self.made + 2, MONEY - PRICE.minor * self.made, PRICE.minor * self.made)
            self.made += 1
        self._conn.commit()
        if self._log.stat().st_size > CHECKPOINT_PAGES * 4096:
            self._conn.execute("pragma wal_checkpoint(truncate)").fetchall()


def one_by_one(book: Ours | Raw) -> Work:
    """A transaction for each label."""

    def work(_turn: int) -> int:
        for _ in range(COUNT):
            book.post(1)
        return COUNT

    return work


def together(book: Ours | Raw) -> Work:
    """All labels of a round in one transaction."""

    def work(_turn: int) -> int:
        book.post(COUNT)
        return COUNT

    return work


def test_posting(services: Services, raw: sqlite3.Connection, tmp_path: Path) -> None:
    """Goals: facts 8, 7. Both books check out afterwards, entry by entry."""
    mine, plain = Ours(services), Raw(raw, tmp_path / "raw" / "data" / "station.db-wal")
    with (tmp_path / "floor").open("wb", buffering=0) as file:

        def sync(_turn: int) -> int:
            for _ in range(COUNT):
                file.write(b"x" * 4096)
                os.fdatasync(file.fileno())
            return COUNT

        times = in_turns(
            ROUNDS,
            time.perf_counter,
            {
                "4 KB and a sync": sync,
                "raw sqlite3": one_by_one(plain),
                "ours": one_by_one(mine),
                "raw, 100 in one": together(plain),
                "ours, 100 in one": together(mine),
            },
        )
    rows = [
        (way, short(times.each(way)), f"{1 / times.each(way):,.0f}", str(times.ratio(way, "4 KB and a sync")))
        for way in times.by_way
    ]
    notes = [
        at_most("ours / raw sqlite3, at most", times.ratio("ours", "raw sqlite3"), 1.5),
        at_most("ours / raw sqlite3, aim", times.ratio("ours", "raw sqlite3"), 1.15),
        at_most("ours / a sync", times.ratio("ours", "4 KB and a sync"), 2.5),
        at_most("ours, 100 in one / raw, 100 in one", times.ratio("ours, 100 in one", "raw, 100 in one"), 1.15),
        at_most("ours, 100 in one / a sync", times.ratio("ours, 100 in one", "4 KB and a sync"), 0.3),
        times.unsteady("4 KB and a sync"),
    ]
    show("Posting a label, durably", ("way", "a label", "labels/s", "x 4 KB and a sync"), rows, notes)
    assert services.read(ledger_findings) == []
    balances = services.read(lambda q: balances_of(q, WALLET))
    assert (balances.booked.minor, balances.reserved.minor) == (MONEY - PRICE.minor * mine.made, 0)
    assert raw.execute(BALANCES, (WALLET.code,)).fetchone() == (MONEY - PRICE.minor * plain.made, 0)
    assert raw.execute("select count(*) from seal").fetchone() == (plain.made + 1,)
    assert mine.made == plain.made == 2 * COUNT * (ROUNDS + 1)
