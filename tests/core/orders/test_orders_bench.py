"""How fast an import is, as ratios against plain code in the same run (facts/performance, goal 8)."""

import csv
import io
import random
import sqlite3
import time
from itertools import islice
from pathlib import Path

import pytest
from orders_kit import open_world

from core.orders.schema import ROOM
from core.orders.source import SourceFile
from core.store.schema import expected_fingerprint

ROWS = 100_000
HEAD = (
    "order,order date,name,company,address1,address2,city,region,postal,country,phone,email,service,weight,unit,length,"
    "width,height,dim unit,sku,total"
)
COLUMNS = HEAD.count(",") + 1
ZIPS = {"MA": (1001, 2791), "CA": (90001, 96162), "TX": (75001, 79999), "WA": (98001, 99403)}
INSERT = (
    "insert into orders (id, source, number, state, name, company, line1, line2, line3, city, region, postal, country, "
    "phone, email, weight_mg, length_um, width_um, height_um, service, carrier, total_minor, currency, day, notes, "
    "content_hash, search_key, import_id, created_at) values (?)"
).replace("?", ", ".join("?" * 29))


def orders_file() -> bytes:
    """100,000 orders of 21 columns, 17 MB."""
    dice = random.Random(3)
    lines = [HEAD]
    for n in range(ROWS):
        state = dice.choice(list(ZIPS))
        street = f"{dice.randint(1, 9999)} Main Street,{dice.choice(['', 'Apt 4'])}"
        weight, total = f"{dice.randint(1, 60)}.5", f"{dice.randint(5, 200)}.{n % 100:02d}"
        lines.append(
            f"O-{n:07d},2026-11-20,Ana Person {n % 997},,{street},Springfield,{state},{dice.randint(*ZIPS[state]):05d},"
            f"US,206555{n % 10000:04d},b{n}@shop.example,USPS Ground Advantage,{weight},oz,10,8,4,in,SKU-{n % 300},"
            f"{total}"
        )
    return "\r\n".join(lines).encode()


def plain_connection(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        conn.execute(f"pragma {pragma}").fetchall()
    return conn


def one_table_s(data: bytes, folder: Path) -> float:
    """The floor of facts/performance: csv.reader -> executemany into one table without an index."""
    conn = plain_connection(folder / "one.db")
    conn.execute(f"create table t ({', '.join(f'c{n} text' for n in range(COLUMNS))})")
    started = time.process_time()
    conn.execute("begin")
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    conn.executemany(f"insert into t values ({', '.join('?' * COLUMNS)})", rows)
    conn.commit()
    spent = time.process_time() - started
    conn.close()
    return spent


def same_tables_s(data: bytes, folder: Path) -> float:
    """The same work without a thought: csv.reader -> executemany into our tables, nothing checked or converted."""
    conn = plain_connection(folder / "same.db")
    for kind, _name, sql in expected_fingerprint([ROOM]):
        if sql and kind == "table" and "_sqlite_migrations" not in sql:
            conn.execute(sql)
    conn.execute("create index orders_state on orders (state, id)")
    conn.execute("insert into order_import values ('i', '', '', '', '', 0, 0, 0, '', '', '', '')")
    started = time.process_time()
    conn.execute("begin")
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    next(rows)
    count = 0
    while some := list(islice(rows, 200)):
        orders, items = [], []
        for row in some:
            count += 1
            key = f"{count:026d}"
            orders.append(
                (key, "file", row[0], "open", *row[2:6], "", *row[6:12], 1, 1, 1, 1, row[12], "", 1, "USD", row[1], "",
                 row[0], row[2], "i", "now")
            )  # fmt: skip
            items.append((key, 1, row[19], "", 1, None))
        conn.executemany(INSERT, orders)
        conn.executemany("insert into order_item values (?, ?, ?, ?, ?, ?)", items)
    conn.commit()
    spent = time.process_time() - started
    conn.close()
    return spent


@pytest.mark.bench
def test_an_import_costs_little_more_than_storing_the_same_rows(tmp_path: Path) -> None:
    """Checked, converted, hashed and searched for duplicates, into three tables with their indexes."""
    data = orders_file()
    worst_same = worst_one = worst_again = 0.0
    for n in range(3):
        folder = tmp_path / str(n)
        folder.mkdir()
        one, same = one_table_s(data, folder), same_tables_s(data, folder)
        world = open_world(folder / "data")
        started = time.process_time()
        report = world.commit(SourceFile.of("orders.csv", data))
        ours = time.process_time() - started
        started = time.process_time()
        assert world.commit(SourceFile.of("orders.csv", data)).same == ROWS
        again = time.process_time() - started
        world.store.close()
        assert (report.new, len(report.held), report.refused) == (ROWS, 0, ())
        worst_same, worst_one = max(worst_same, ours / same), max(worst_one, ours / one)
        worst_again = max(worst_again, again / same)
    figures = f"x same tables {worst_same:.2f}, x one table {worst_one:.2f}, again x same tables {worst_again:.2f}"
    assert worst_same < 3, figures
    assert worst_again < 2.5, figures
