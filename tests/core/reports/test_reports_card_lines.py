"""Card statement lines «STAMPS» find their purchases, and orphans are told (S0-14; section 7 no. 15)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from report_world import days_of_money

from core.reports.card_lines import (
    BYTES_MAX,
    CardStatementTooBig,
    Matched,
    NotACardStatement,
    match_card_statement,
    read_card_statement,
)
from core.services import Services

BANK = """Date,Description,Amount
2026-11-20,STAMPS.COM 855-608-2677 CA,-50.00
2026-11-21,CORNER CAFE,-4.75
2026-11-23,STAMPS,-10.00
2026-11-25,STAMPS,-30.00
2027-01-05,STAMPS,-20.00
"""


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with days_of_money(tmp_path) as (made, _):
        yield made


def match(services: Services, text: str) -> Matched:
    return match_card_statement(services.store, services.desk, text.encode(), "USD")


def test_each_line_finds_its_purchase_and_orphans_are_told(services: Services) -> None:
    found = match(services, BANK)
    assert (found.read, found.known, found.unread) == (4, 0, ())
    assert [(line.day, line.amount.minor) for line in found.paired] == [
        (date(2026, 11, 20), 5000),
        (date(2026, 11, 23), 1000),
    ]
    assert len({line.purchase for line in found.paired}) == 2
    assert [line.amount.minor for line in found.orphans] == [3000, 2000]
    assert found.unpaired == ()


def test_the_same_file_twice_changes_nothing_and_equal_lines_are_different_charges(services: Services) -> None:
    match(services, BANK)
    again = match(services, BANK)
    assert (again.read, again.known, again.paired) == (0, 4, ())
    twice = match(services, BANK + "2026-11-25,STAMPS,-30.00\n")
    assert (twice.read, len(twice.orphans)) == (1, 3)


def test_a_purchase_that_is_on_no_statement_is_told_when_it_should_be(services: Services) -> None:
    found = match(services, "Date;Libellé;Débit\n2026-12-24;STAMPS;99,00\n")
    assert [one.amount.minor for one in found.unpaired] == [5000, 1000]
    assert match(services, BANK).unpaired == ()


def test_nothing_but_our_lines_is_kept(services: Services) -> None:
    """Other people's spending is not our business."""
    match(services, BANK)
    with services.store.read() as q:
        assert q.value("select count(*) from card_line where text like '%CAFE%'") == 0


HEAD = "Date,Description,Amount\n"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{HEAD}25/11/2026,STAMPS,10\n03/04/2026,STAMPS,10\n", ["2026-11-25", "2026-04-03"]),
        (f"{HEAD}11/25/2026,STAMPS,10\n03/04/2026,STAMPS,10\n", ["2026-11-25", "2026-03-04"]),
        ('Bank of X\nAccount 9\n\nPosting Date,Details,Debit\n2026/11/25,stamps.com,"1,010.00"\n', ["2026-11-25"]),
    ],
)
def test_days_are_read_as_the_file_shows_them(text: str, days: list[str]) -> None:
    lines, unread = read_card_statement(text.encode(), "USD")
    assert [line.day.isoformat() for line in lines] == days
    assert unread == []


def test_what_cannot_be_read_without_guessing_is_told_and_not_guessed() -> None:
    text = "Date,Description,Amount\n03/04/2026,STAMPS,10\n2026-13-40,STAMPS,10\n2026-11-02,STAMPS,ten\n"
    lines, unread = read_card_statement(text.encode(), "USD")
    assert lines == []
    assert [(one.row, one.column) for one in unread] == [(2, "day"), (3, "day"), (4, "amount")]


@pytest.mark.parametrize("data", [b"", b"nothing here", b"\x00\xff\x81\x8d", b"Date,Amount\n2026-11-02,1\n"])
def test_what_is_no_card_statement_is_refused(data: bytes) -> None:
    with pytest.raises(NotACardStatement):
        read_card_statement(data, "USD")


def test_a_file_that_is_too_big_is_refused_before_it_is_read() -> None:
    with pytest.raises(CardStatementTooBig):
        read_card_statement(b"x" * (BYTES_MAX + 1), "USD")
