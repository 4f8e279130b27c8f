"""Cells to values: weights, sizes, prices, days, quantities; nothing is guessed."""

import pytest
from orders_kit import table

from core.errors import Problem
from core.orders.drafting import Choices
from core.orders.grouping import VERSIONS_MAX, Batch
from core.orders.mapping import OrderFile
from core.orders.records import OrderDraft, OrderItem
from core.orders.report import SkipReason

HEAD = "order,name,address1,city,region,postal,country"
WHERE = "Ana,1 A,Dallas,TX,75201,US"


def read(*rows: str, choices: Choices | None = None) -> Batch:
    """All batches of a small file as one."""
    whole = Batch([])
    for batch in OrderFile(table(*rows)).batches(choices or Choices()):
        for name in Batch.__slots__:
            getattr(whole, name).extend(getattr(batch, name))
    return whole


def only(*rows: str, choices: Choices | None = None) -> OrderDraft:
    (order,) = read(*rows, choices=choices).orders
    return order


@pytest.mark.parametrize(
    ("text", "unit", "weight_mg", "problem"),
    [
        ("12.5", "oz", 354_369, None),
        ('"12,5"', "oz", 354_369, None),
        ("1 lb", "", 453_592, None),
        ("2 lb 3 oz", "g", 992_233, None),
        ("250", "g", 250_000, None),
        ("", "g", None, None),
        ("0", "g", 0, "order.weight-zero"),
        ("0.0", "kg", 0, "order.weight-zero"),
        ('"1.234,5"', "oz", None, "order.weight-unreadable"),
        ('"1,234"', "g", None, "order.weight-unreadable"),
        ("-5", "g", None, "order.weight-unreadable"),
        ("1e3", "g", None, "order.weight-unreadable"),
        ("99999999", "kg", None, "order.weight-unreadable"),
        ("3", "stone", None, "order.weight-unreadable"),
        ("250", "", None, "order.weight-unit-missing"),
    ],
)
def test_a_weight_has_one_reading_or_holds_the_order(
    text: str, unit: str, weight_mg: int | None, problem: str | None
) -> None:
    order = only(f"{HEAD},weight,unit", f"A1,{WHERE},{text},{unit}")
    assert order.weight_mg == weight_mg
    assert [p.code for p in order.problems] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("cells", "sides", "problem"),
    [
        ("10,8,4,in", (254_000, 203_200, 101_600), None),
        ('"30,5",20,10,cm', (305_000, 200_000, 100_000), None),
        (",,,", (None, None, None), None),
        ("0,0,0,in", (None, None, None), None),
        ("10 in,8 in,4in,", (254_000, 203_200, 101_600), None),
        ("25cm,20cm,10 CM,in", (250_000, 200_000, 100_000), None),
        ("10 in,8 cm,4 in,", (None, None, None), "order.dims-unit-missing"),
        ("10,8,4,", (None, None, None), "order.dims-unit-missing"),
        ("-1,8,4,in", (None, None, None), "order.dims-unreadable"),
    ],
)
def test_a_size_is_whole_or_not_there(cells: str, sides: tuple[int | None, ...], problem: str | None) -> None:
    order = only(f"{HEAD},length,width,height,dim unit", f"A1,{WHERE},{cells}")
    assert (order.length_um, order.width_um, order.height_um) == sides
    assert [p.code for p in order.problems] == ([problem] if problem else [])


def test_an_incomplete_size_warns_and_is_left_out() -> None:
    batch = read(f"{HEAD},length,width,height,dim unit", f"A1,{WHERE},10,,4,in")
    assert batch.orders[0].problems == ()
    assert batch.orders[0].dims is None
    assert [(w.row, w.problem.code) for w in batch.warnings] == [(2, "order.dims-incomplete")]


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("18.50", "USD", 1850),
        ("$18.50", "USD", 1850),
        ('"1 234,50"', "EUR", 123_450),
        ("20.00", "JPY", 20),
        ("", "USD", None),
        ("abc", "USD", None),
        ('"1,234"', "USD", None),
    ],
)
def test_a_price_is_minor_units_or_left_out_with_a_warning(text: str, currency: str, minor: int | None) -> None:
    batch = read(f"{HEAD},total,currency", f"A1,{WHERE},{text},{currency}")
    assert batch.orders[0].total_minor == minor
    assert [w.problem.code for w in batch.warnings] == ([] if minor or not text else ["order.price-unreadable"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20T03:11:22+00:00", "2026-11-20"),
        ("2026-11-20 10:12:00 -0500", "2026-11-20"),
        ("11/20/2026", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("11/11/2026", "2026-11-11"),
        ("05/06/2026", ""),
        ("2026-02-30", ""),
        ("yesterday", ""),
    ],
)
def test_a_day_with_two_readings_is_left_out(text: str, day: str) -> None:
    batch = read(f"{HEAD},date", f"A1,{WHERE},{text}")
    assert batch.orders[0].day == day
    assert [w.problem.code for w in batch.warnings] == ([] if day else ["order.day-unreadable"])


@pytest.mark.parametrize(
    ("text", "quantity", "held"),
    [("", 1, False), ("3", 3, False), ("2.0", 2, False), ("two", 1, True), ("-1", 1, True), ("1.5", 1, True)],
)
def test_a_quantity_that_cannot_be_read_holds_the_order(text: str, quantity: int, held: bool) -> None:
    order = only(f"{HEAD},sku,quantity", f"A1,{WHERE},MUG,{text}")
    assert order.items == (OrderItem("MUG", "", quantity, None),)
    assert [p.code for p in order.problems] == (["order.quantity-unreadable"] if held else [])


def test_nothing_left_to_send_needs_no_label() -> None:
    batch = read(f"{HEAD},sku,quantity", f"A1,{WHERE},MUG,0", f"A2,{WHERE},MUG,0", f"A2,{WHERE},CUP,2")
    assert [(s.number, s.reason) for s in batch.skipped] == [("A1", SkipReason.NEEDS_NO_SHIPPING)]
    assert [item.sku for item in batch.orders[0].items] == ["CUP"]


def test_rows_of_a_wrong_shape_are_refused_with_their_order() -> None:
    batch = read(
        f"{HEAD},sku",
        f"A1,{WHERE},MUG",
        "A1,Ana",
        f",{WHERE},MUG",
        f"A2,{WHERE},MUG,,",
        ",,,,,,,",
        f"A3,{WHERE},MUG,more",
    )
    assert {(r.row, r.number, r.problems[0].code) for r in batch.refused} == {
        (2, "A1", "row.order-refused"),
        (3, "A1", "row.too-short"),
        (4, "", "row.number-missing"),
        (7, "A3", "row.too-long"),
    }
    assert [order.number for order in batch.orders] == ["A2"]
    assert batch.ignored == [6]


def test_what_a_further_row_leaves_blank_the_first_says() -> None:
    batch = read(
        f"{HEAD},weight,unit,sku,notes",
        f"A1,{WHERE},,,MUG,first",
        "A1,,,,,,,250,g,CUP,second",
        f"A1,{WHERE},250,g,POT,first",
    )
    (order,) = batch.orders
    assert (order.weight_mg, order.notes, order.rows) == (250_000, "first\nsecond", (2, 3, 4))
    assert [item.sku for item in order.items] == ["MUG", "CUP", "POT"]


def test_the_same_row_twice_is_one_line_and_is_told() -> None:
    batch = read(f"{HEAD},sku", f"A1,{WHERE},MUG", f"A1,{WHERE},MUG", f"A1,{WHERE},CUP")
    assert [item.sku for item in batch.orders[0].items] == ["MUG", "CUP"]
    assert [(d.row, d.first_row) for d in batch.duplicates] == [(3, 2)]


def test_versions_of_an_order_that_contradict_each_other_are_kept_apart_and_whole() -> None:
    other = WHERE.replace("1 A", "2 B")
    batch = read(f"{HEAD},sku", f"A1,{WHERE},MUG", f"A1,{other},MUG", f"A1,{WHERE},CUP", f"A1,{other},POT")
    (conflict,) = batch.conflicts
    assert (conflict.rows, conflict.fields) == ((2, 3, 4, 5), ("line1", "items"))
    assert [(c.line1, c.rows, [i.sku for i in c.items]) for c in conflict.choices] == [
        ("1 A", (2, 4), ["MUG", "CUP"]),
        ("2 B", (3, 5), ["MUG", "POT"]),
    ]


def test_a_heap_of_contradictions_stays_small() -> None:
    rows = [f"A1,Ana,{n} A,Dallas,TX,75201,US" for n in range(300)]
    (conflict,) = read(HEAD, *rows).conflicts
    assert (len(conflict.rows), len(conflict.choices)) == (300, VERSIONS_MAX)


def test_a_file_without_countries_takes_the_one_that_the_operator_names() -> None:
    head, where = "order,name,address1,city,region,postal", "Ana,1 A,Dallas,TX,75201"
    assert only(head, f"A1,{where}").problems == (Problem("country", "address.country-missing"),)
    assert only(head, f"A1,{where}", choices=Choices(country="US")).problems == ()


def test_the_apostrophe_that_a_spreadsheet_needs_is_taken_off_again() -> None:
    order = only(HEAD, "A1,'=SUM(1),'Ana's Street,Dallas,TX,'75201,US")
    assert (order.name, order.line1, order.postal) == ("=SUM(1)", "'Ana's Street", "75201")


def test_an_order_without_a_number_is_numbered_by_its_content() -> None:
    rows = (HEAD, f"AUTO,{WHERE}", f"AUTO,{WHERE.replace('Ana', 'Bo')}")
    first, second = read(*rows).orders
    assert first.number != second.number
    assert [o.number for o in read(*rows).orders] == [first.number, second.number]


def test_the_same_content_twice_without_a_number_is_two_orders_and_a_warning() -> None:
    batch = read(HEAD, f"AUTO,{WHERE}", f"B,{WHERE}", f"AUTO,{WHERE}")
    first, _b, second = sorted(batch.orders, key=lambda order: order.rows)
    assert second.number == f"{first.number}-2"
    assert [(w.row, w.problem.code, w.problem.value) for w in batch.warnings] == [
        (4, "order.same-as-earlier", first.number)
    ]
