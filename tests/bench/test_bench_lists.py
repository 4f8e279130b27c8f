"""Pages and searches at 100,000 labels, against the least SQL that answers the same question.

Every label has its order, shipment, parcel and print job, as after some months of work.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench_kit import Work, at_least, at_most, in_turns, short, show
from stations import station

from core.orders.store import search_key
from core.services import Services
from core.shipments.listing import count_labels, list_shipments
from core.store.connecting import connect
from core.store.database import Query

pytestmark = pytest.mark.bench
LABELS, ROUNDS, TIMES = 100_000, 7, 20
PAGE = 50
NAMES = ("Marisol Quintero", "Éloïse Tremblay", "Jo Ann Smith", "Noël Desrosiers", "Kim Park", "Ada Byron")
WHO = ("ana", "st-1", "run-1")
NOW = "2026-11-22T06:00:00.000000Z"


def tracking(n: int) -> str:
    """The n-th label's number."""
    return f"92055902423{n * 7919 % 10**11:011d}"


def order_row(n: int) -> tuple[object, ...]:
    """An order that was shipped."""
    name = f"{NAMES[n % len(NAMES)]} {n}"
    places = ("Portland", "OR", "97205", "US")
    texts = (name, "", "418 Larkspur Lane", "", "", *places, "", "")
    measures = (907_185, None, None, None)
    return (
        f"O{n:08d}", "file", f"N-{n}", "shipped", *texts, *measures, "", "", None, "USD", "", "",
        "h", search_key(name, "", places[0], places[2]), None, NOW, "", "",
    )  # fmt: skip


def label_row(n: int) -> tuple[object, ...]:
    """Its label."""
    number = tracking(n)
    money = (780, 780, "USD")
    return (
        f"L{n:08d}", f"U{n:08d}", f"P{n:08d}", "usd", "usps", "PRIORITY_MAIL", number, number[::-1], *money,
        "bought", "drawn", "x", "f" * 64, "h", "2026-11-22", "", "", "ref", NOW, *WHO,
    )  # fmt: skip


def job_row(n: int, printer: str) -> tuple[object, ...]:
    """Its print."""
    place = ("B", 1, n + 1, LABELS)
    return (
        f"J{n:08d}", f"L{n:08d}", printer, *place, 1, "", "handed-over", 1, "s", "m", "f", "", "", 1, NOW, NOW, NOW,
        *WHO,
    )  # fmt: skip


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A station with many labels."""
    folder = tmp_path_factory.mktemp("lists")
    with station(folder) as opened:
        printer = str(opened.read(lambda q: q.value("select id from printer limit 1")))
    fill(folder / "data" / "station.db", printer)
    with station(folder, seed=2) as opened:
        yield opened


def fill(path: Path, printer: str) -> None:
    """Write the rows without the station, which would take an hour."""
    conn = connect(path).conn
    conn.execute("pragma foreign_keys = off")
    conn.execute("begin immediate")

    def insert(table: str, row: Callable[[int], tuple[object, ...]]) -> None:
        places = ", ".join("?" * len(row(0)))
        conn.executemany(f"insert into {table} values ({places})", map(row, range(LABELS)))

    insert("orders", order_row)
    insert("shipment", lambda n: (f"S{n:08d}", f"O{n:08d}", NOW, *WHO))
    insert("parcel", lambda n: (f"P{n:08d}", f"S{n:08d}", 1, 907_185, "order", None, None, None, NOW))
    insert("label", label_row)
    conn.execute("insert into print_batch values ('B', 1, ?, ?, ?, ?, ?, ?)", (printer, LABELS, NOW, *WHO))
    insert("print_job", lambda n: job_row(n, printer))
    conn.commit()
    conn.execute("pragma wal_checkpoint(truncate)").fetchall()
    conn.close()


ROWS = (
    "select l.id, l.carrier, l.service_code, l.tracking, l.price_minor, l.currency, l.state, l.made_at, l.ship_day, "
    "l.wallet, l.override, o.id, o.number, o.name, o.company, o.city, o.country, b.n, "
    "(select j.state from print_job j where j.label = l.id order by j.id desc limit 1), "
    "(select count(*) from print_job j where j.label = l.id and j.copy_number > 1) from label l "
    "join parcel b on b.id = l.parcel join shipment s on s.id = b.shipment join orders o on o.id = s.order_id "
)


def test_pages_and_searches(services: Services) -> None:
    """Goals: facts 8, 9."""
    middle, wanted = f"L{LABELS // 2:08d}", tracking(LABELS // 3)

    def raw(sql: str, **params: str) -> Work:
        def work(_turn: int) -> int:
            for _ in range(TIMES):
                with services.store.read() as q:
                    assert q.all(sql, params)
            return TIMES

        return work

    def ours(count: int, *, text: str = "", before: str = "") -> Work:
        def ask(q: Query) -> None:
            assert len(list_shipments(q, text=text, before=before, limit=PAGE)) == count

        def work(_turn: int) -> int:
            for _ in range(TIMES):
                services.read(ask)
            return TIMES

        return work

    page = f"{ROWS} where l.id < :before order by l.id desc limit {PAGE}"
    exact = f"{ROWS} where l.tracking = :number"
    scan = f"{ROWS} where l.tracking like :ending"
    ways = {
        "first page, SQL": raw(page, before="M"),
        "first page": ours(PAGE),
        "page in the middle, SQL": raw(page, before=middle),
        "page in the middle": ours(PAGE, before=middle),
        "tracking number, SQL": raw(exact, number=wanted),
        "tracking number": ours(1, text=wanted),
        "its last 8 digits, LIKE": raw(scan, ending=f"%{wanted[-8:]}"),
        "its last 8 digits": ours(1, text=wanted[-8:]),
        "order number": ours(1, text=f"N-{LABELS - 1}"),
        "part of a name that many have": ours(PAGE, text="eloïse"),
        "part of a name that one has": ours(1, text=f"tremblay {LABELS - 9}"),
    }
    times = in_turns(ROUNDS, time.process_time, ways)
    rows = [(way, short(times.each(way))) for way in times.by_way]
    notes = [
        at_most("first page / SQL", times.ratio("first page", "first page, SQL"), 1.5),
        at_most("middle / SQL", times.ratio("page in the middle", "page in the middle, SQL"), 1.5),
        at_most("middle / first", times.ratio("page in the middle", "first page"), 1.3),
        at_most("tracking number / SQL", times.ratio("tracking number", "tracking number, SQL"), 1.5),
        at_least("LIKE / last digits", times.ratio("its last 8 digits, LIKE", "its last 8 digits"), 40),
    ]
    show(f"Lists at {LABELS:,} labels, each printed", ("question", "time"), rows, notes)
    assert services.read(count_labels) == LABELS
    (row,) = services.read(lambda q: list_shipments(q, text=wanted))
    assert (row.number, row.tracking, row.print_state) == (f"N-{LABELS // 3}", wanted, "handed-over")
    first = services.read(lambda q: list_shipments(q, limit=PAGE))
    assert [row.label for row in first] == [f"L{n:08d}" for n in range(LABELS - 1, LABELS - 1 - PAGE, -1)]
