"""Refused rows as a file that a spreadsheet opens without running anything."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders_kit import OrderWorld, sample, table

from core.orders.drafting import Choices
from core.orders.export import formula_safe, refused_rows_csv
from core.orders.mapping import OrderFile
from core.orders.source import SourceFile


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1", "＝1", "\u00a0@x"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert formula_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ana", "1-2", "'=1", " plain", "a=b"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert formula_safe(text) == text


@given(st.text())
def test_no_exported_cell_begins_like_a_formula(text: str) -> None:
    assert not formula_safe(text).lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_refused_rows_come_with_number_and_reason(world: OrderWorld) -> None:
    rows = rows_of(refused_rows_csv(world.preview(sample("worst_case.csv")), lambda problem: f"={problem.code}"))
    assert rows[0][:4] == ["Refused row", "Refused because", "order", "name"]
    assert rows[0][-2:] == ["", ""]
    assert rows[1] == ["6", "'=row.too-short", "W5", "short row"]
    assert rows[2][0] == "7"
    assert rows[2][-2:] == ["extra", "extra2"]


def test_a_refused_row_can_be_mended_and_imported(world: OrderWorld) -> None:
    head = "order,name,address1,city,region,postal,country"
    report = world.preview(table(head, ",=cmd,1 A,Dallas,TX,75201,US"))
    mended = rows_of(refused_rows_csv(report))
    assert mended[1][3] == "'=cmd"
    mended[1][2] = "A9"
    out = io.StringIO(newline="")
    csv.writer(out).writerows(mended)
    (batch,) = OrderFile(SourceFile.of("mended.csv", out.getvalue().encode())).batches(Choices())
    (order,) = batch.orders
    assert (order.number, order.name, order.problems) == ("A9", "=cmd", ())
