"""Whatever the bytes: a refusal or a report whose sums close, never a crash."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from orders_kit import OrderWorld, open_world, table

from core.errors import Refused
from core.orders import mapping
from core.orders.drafting import Choices
from core.orders.grouping import Batch
from core.orders.mapping import OrderFile, look_at
from core.orders.source import SourceFile

HEAD = (
    "order,name,address1,city,region,postal,country,weight,unit,length,width,height,dim unit,sku,quantity,price,total,"
    "currency,date,phone,notes"
)
COLUMNS = HEAD.count(",") + 1
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "A1",
            "A2",
            "AUTO",
            "US",
            "CA",
            "QC",
            "H2X1Y4",
            "02138",
            "1e3",
            "-5",
            "12,5",
            "0",
            "=1",
            '"',
            "^XA",
            "\u0301",
        ]
    ),
    st.text(max_size=12),
)


def refusal_of(use: Callable[[], object]) -> str:
    """The code of the refusal, or that there was none; any other exception is the fault that is looked for."""
    try:
        use()
    except Refused as refusal:
        return refusal.code
    return "orders.read"


def read(file: SourceFile) -> list[Batch]:
    order_file = OrderFile(file)
    apart = order_file.scattered_numbers() if order_file.plan else frozenset()
    batches = list(order_file.batches(Choices(), apart))
    rows = sum(
        sum(len(order.rows) for order in batch.orders)
        + len(batch.duplicates) + len(batch.refused) + len(batch.ignored)
        + sum(len(skipped.rows) for skipped in batch.skipped)
        + sum(len(conflict.rows) for conflict in batch.conflicts)
        for batch in batches
    )  # fmt: skip
    assert rows == order_file.rows
    return batches


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00\x00")
@example(b"\xef\xbb\xbf")
@example(b"sep=;")
@example(b'"')
@example(b"\0" * 9)
def test_random_bytes_never_crash_the_reader(data: bytes) -> None:
    file = SourceFile.of("x.csv", data)
    assert refusal_of(lambda: read(file)).startswith("orders.")
    assert refusal_of(lambda: look_at(file)).startswith("orders.")


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252", "mac_roman"]))
def test_random_bytes_below_a_good_heading_never_crash_the_reader(data: bytes, codec: str) -> None:
    file = SourceFile.of("x.csv", f"{HEAD}\r\n".encode(codec) + data)
    assert refusal_of(lambda: read(file)).startswith("orders.")


@given(st.lists(st.lists(CELLS, min_size=COLUMNS - 1, max_size=COLUMNS + 1), max_size=12))
def test_random_cells_are_read_or_refused_row_by_row(rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    for batch in read(SourceFile.of("x.csv", "\n".join([HEAD, *lines]).encode("utf-8", "replace"))):
        for order in batch.orders:
            assert order.number
            assert order.weight_mg is None or order.weight_mg >= 0
            assert order.ship_to.street_lines() or order.problems


@given(st.permutations(["A1", "A1", "A2", "A2", "A3", "B"]), st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_rows_in_any_order_make_the_same_orders(numbers: list[str], streets: list[int]) -> None:
    """Far apart or side by side: an order is the sum of its rows."""
    rows = [f"{number},Ana,{street} A" for number, street in zip(numbers, streets, strict=True)]
    sides = [rows, sorted(rows, key=lambda line: line.split(",", 1)[0])]
    together = []
    for lines in sides:
        batches = read(table("order,name,address1", *lines))
        together.append(
            (
                sorted((order.number, order.line1) for batch in batches for order in batch.orders),
                sorted(conflict.number for batch in batches for conflict in batch.conflicts),
            )
        )
    assert together[0] == together[1]


LINES = st.lists(
    st.tuples(st.sampled_from(["A1", "A2", "A3", "AUTO"]), st.sampled_from(["1 A", "2 B", ""]), st.sampled_from("xy")),
    max_size=8,
)


def as_file(lines: list[tuple[str, str, str]]) -> SourceFile:
    return table("order,name,address1,sku", *(f"{number},Ana,{street},{sku}" for number, street, sku in lines))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=3), st.integers(1, 3))
def test_a_preview_tells_what_the_commit_does_and_a_second_commit_does_nothing(
    files: list[list[tuple[str, str, str]]], chunk: int
) -> None:
    with TemporaryDirectory() as folder, patch.object(mapping, "CHUNK_ROWS", chunk):
        world = open_world(Path(folder) / "data")
        try:
            for lines in files:
                _foresee_commit_repeat(world, as_file(lines))
        finally:
            world.store.close()


def _foresee_commit_repeat(world: OrderWorld, file: SourceFile) -> None:
    foreseen = world.preview(file)
    done = world.commit(file)
    for name in ("rows", "rows_in_orders", "new", "updated", "same", "held", "duplicates", "refused", "conflicts"):
        assert getattr(foreseen, name) == getattr(done, name)
    after = world.everything()
    again = world.commit(file)
    assert (again.new, again.updated, again.same) == (0, 0, done.new + done.updated + done.same)
    assert world.everything() == after
