"""Rows a second from a file of 100,000 orders, against the least: ``csv.reader`` straight into `executemany`.

Ours types, checks, holds and reports every row, and writes orders and their items with four indexes; the floor writes
the cells as they are into one table with none. What those tables alone cost stands beside it.
"""

import csv
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from bench_kit import at_least, at_most, in_turns, short, show
from orders_kit import OrderWorld, open_world
from sqlite_utils import Database

from core.orders.records import OrderState
from core.orders.source import SourceFile
from core.resources import ROOT
from core.store.connecting import PRAGMAS

pytestmark = pytest.mark.bench
ROWS, ROUNDS = 100_000, 3
HEAD = (
    "order", "date", "name", "company", "address1", "address2", "city", "region", "postal", "country", "phone",
    "email", "carrier", "service", "weight", "unit", "sku", "item", "quantity", "price", "currency",
)  # fmt: skip
CITIES = (
    ("Austin", "TX", "78701", "US"), ("Montréal", "QC", "H2X 1Y4", "CA"), ("Denver", "CO", "80202", "US"),
    ("Québec", "QC", "G1R 5A8", "CA"), ("Saint-Étienne", "", "42000", "FR"),
)  # fmt: skip
MOST_EXTRA_KB = 20_000


def row(n: int) -> tuple[str, ...]:
    """The n-th order."""
    city, region, postal, country = CITIES[n % len(CITIES)]
    return (
        f"B-{n:06d}", f"2026-11-{n % 20 + 1:02d}", f"Zoé Customer {n}", "Elm Inc." if n % 3 else "",
        f"{n % 900 + 1} Alder Creek Rd", f"Apt {n % 40}" if n % 2 else "", city, region, postal, country,
        "512 555 0100", f"c{n}@example.org", "", "", f"{n % 60 + 1}.5", "oz", f"SKU-{n % 500}", "Mug, blue",
        str(n % 3 + 1), "12.50", "USD",
    )  # fmt: skip


@pytest.fixture(scope="module")
def orders_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file."""
    path = tmp_path_factory.mktemp("import") / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(map(row, range(ROWS)))
    return path


def plain_database(path: Path) -> sqlite3.Connection:
    """An empty database with the station's pragmas and a table of 21 texts."""
    conn = sqlite3.connect(path, isolation_level=None)
    for name, value, _ in PRAGMAS:
        conn.execute(f"pragma {name} = {value}").fetchall()
    conn.execute(f"create table raw ({', '.join(f'c{n} text' for n in range(len(HEAD)))})")
    return conn


def empty_orders(directory: Path) -> sqlite3.Connection:
    """The station's own tables and pragmas, empty; foreign keys are not checked, for the import itself is not there."""
    open_world(directory).store.close()
    conn = sqlite3.connect(directory / "station.db", isolation_level=None)
    for name, value, _ in PRAGMAS:
        conn.execute(f"pragma {name} = {value}").fetchall()
    conn.execute("pragma foreign_keys = off")
    return conn


def rows_of_orders(directory: Path, orders_file: Path) -> dict[str, list[sqlite3.Row]]:
    """What an import writes into the two big tables."""
    world = open_world(directory)
    world.commit(SourceFile.at(orders_file))
    with world.store.read() as q:
        found = {name: q.all(f"select * from {name}") for name in ("orders", "order_item")}
    world.store.close()
    return found


def test_import(orders_file: Path, tmp_path: Path) -> None:
    """Goals: facts 8, 8. All rows are there, and what they weigh adds up."""
    worlds = [open_world(tmp_path / f"ours{turn}") for turn in range(ROUNDS + 1)]
    plain = [plain_database(tmp_path / f"plain{turn}.db") for turn in range(ROUNDS + 1)]
    tables = [Database(tmp_path / f"tables{turn}.db") for turn in range(ROUNDS + 1)]

    def floor(turn: int) -> int:
        with orders_file.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            plain[turn].execute("begin immediate")
            plain[turn].executemany(f"insert into raw values ({', '.join('?' * len(HEAD))})", reader)
            plain[turn].execute("commit")
        return ROWS

    def ours(turn: int) -> int:
        report = worlds[turn].commit(SourceFile.at(orders_file))
        assert (report.rows, report.new, report.refused, report.file.recognised) == (ROWS, ROWS, (), len(HEAD))
        return ROWS

    def same_tables(turn: int) -> int:
        conn = ready[turn]
        conn.execute("begin immediate")
        for table in ("orders", "order_item"):
            found = plain_rows[table]
            conn.executemany(f"insert into {table} values ({', '.join('?' * len(found[0]))})", found)
        conn.execute("commit")
        return ROWS

    def insert_all(turn: int) -> int:
        with orders_file.open(encoding="utf-8", newline="") as file:
            tables[turn].table("raw").insert_all(csv.DictReader(file), batch_size=1000)
        return ROWS

    ready = [empty_orders(tmp_path / f"same{turn}") for turn in range(ROUNDS + 1)]
    plain_rows = rows_of_orders(tmp_path / "model", orders_file)
    ways = {
        "csv to executemany": floor,
        "ours": ours,
        "our rows, ready made, to executemany": same_tables,
        "sqlite-utils insert_all": insert_all,
    }
    times = in_turns(ROUNDS, time.process_time, ways)
    rows = [
        (way, short(times.each(way) * ROWS), f"{1 / times.each(way):,.0f}", str(times.ratio(way, "csv to executemany")))
        for way in times.by_way
    ]
    notes = [
        at_most("ours / floor", times.ratio("ours", "csv to executemany"), 1.5),
        at_most("ours / our rows", times.ratio("ours", "our rows, ready made, to executemany"), 1.5),
        at_least("insert_all / ours", times.ratio("sqlite-utils insert_all", "ours"), 2.3),
        times.unsteady("csv to executemany"),
    ]
    show(f"Import of {ROWS:,} rows of {len(HEAD)} columns", ("way", "file", "rows/s", "x floor"), rows, notes)
    for world, conn in zip(worlds, plain, strict=True):
        check(world, conn)
        conn.close()
    for conn in (*ready, *(table.conn for table in tables)):
        conn.close()


def check(world: OrderWorld, conn: sqlite3.Connection) -> None:
    """The orders are those of the file: counted, weighed, and one of them read."""
    assert world.counts() == {OrderState.OPEN: ROWS}
    with world.store.read() as q:
        assert q.integer("select count(*) from order_item") == ROWS
        milligrams = q.integer("select sum(weight_mg) from orders")
    (ounces,) = conn.execute("select sum(cast(c14 as real)) from raw").fetchone()
    assert abs(milligrams / 28_349.523125 - ounces) < ROWS / 28_349
    one = world.order(f"B-{ROWS - 1:06d}")
    assert (one.ship_to.name, one.ship_to.city) == (f"Zoé Customer {ROWS - 1}", CITIES[(ROWS - 1) % 5][0])
    world.store.close()


CHILD = """
import re, sys
from pathlib import Path
from orders_kit import open_world
from core.orders.source import SourceFile
def peak():
    return int(re.search(r"VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())[1])
world = open_world(Path(sys.argv[1]))
world.commit(SourceFile.of("warm.csv", b"order,name\\r\\n1,Ann\\r\\n"))
before = peak()
world.commit(SourceFile.at(Path(sys.argv[2])))
sys.stdout.write(str(peak() - before))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_import_memory(orders_file: Path, tmp_path: Path) -> None:
    """The highest memory that the import adds."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "data"), str(orders_file)],
        env={"PYTHONPATH": f"{ROOT.parent}:{ROOT.parent / 'tests'}"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    extra = int(done.stdout)
    verdict = "met" if extra <= MOST_EXTRA_KB else "MISSED"
    show(
        "Memory of the import",
        ("", "MB"),
        [("extra at the peak", f"{extra / 1000:.1f}")],
        [f"goal <= 20 MB: {verdict}"],
    )
    with closing(sqlite3.connect(tmp_path / "data" / "station.db")) as conn:
        assert conn.execute("select count(*) from orders").fetchone() == (ROWS + 1,)
