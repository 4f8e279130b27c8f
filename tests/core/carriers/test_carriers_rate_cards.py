"""An operator's rate card: read without a guess, every problem by its row, written safely, kept and edited."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.address import Address
from core.carriers.catalogue import shipped_catalogue
from core.carriers.rate_book import CardKind, RateLine
from core.carriers.rate_cards import COLUMNS, export_rate_card, parse_rate_card
from core.carriers.rating import Ask, Shopper
from core.carriers.schema import ROOM
from core.carriers.service import (
    BadRateLine,
    LastDay,
    RateCardRejected,
    active_lines,
    edit_rate_line,
    import_rate_card,
    list_rate_cards,
    list_rate_lines,
    rate_book,
    withdraw_rate_card,
)
from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.csv_text import safe_cell
from core.errors import NotFound
from core.ids import SeededIds
from core.money import Money
from core.store.database import Store
from core.store.history import moves
from core.store.opening import open_store
from core.topics import Topic
from core.units import Weight, parse_weight, weight_of

CATALOGUE = shipped_catalogue()
HEADER = ",".join(COLUMNS)
GOOD = "canpar,1,*,5,lb,9.90,CAD,2026-01-01,"
MONTREAL = Address(line1="1 rue A", city="Montréal", region="QC", postal="H2X 1Y4", country="CA")
TORONTO = Address(line1="2 King", city="Toronto", region="ON", postal="M5E 1G4", country="CA")
DAY = date(2026, 11, 22)


def card(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows)).encode()


# --- Reading


def test_a_card_is_read_with_names_or_codes_and_its_numbers_as_written() -> None:
    parsed = parse_rate_card(
        card(GOOD, "Canada Post,Regular Parcel,ca-qc,0.5,KG,7.25,cad,2026-01-01,2026-12-31"), CATALOGUE
    )
    assert parsed.problems == ()
    first, second = parsed.lines
    assert (first.carrier, first.service, first.price_minor, first.up_to_mg) == ("canpar", "1", 990, 2267961)
    assert (second.carrier, second.service, second.zone) == ("canada_post", "DOM.RP", "CA-QC")
    assert (second.up_to_mg, second.valid_to) == (500_000, "2026-12-31")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_files_of_spreadsheets_are_read(encoding: str, delimiter: str) -> None:
    text = f"{HEADER}\r\n{GOOD}\r\n\r\n".replace(",", delimiter)
    parsed = parse_rate_card(text.encode(encoding), CATALOGUE)
    assert parsed.problems == ()
    assert len(parsed.lines) == 1


def test_a_decimal_comma_is_read_where_it_parts_no_fields() -> None:
    parsed = parse_rate_card(card(GOOD).replace(b",", b";").replace(b"9.90", b"9,90"), CATALOGUE)
    assert parsed.lines[0].price_minor == 990


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("canpar", "purolator", "carrier", "rate-card.unknown-carrier"),
        (",1,", ",99,", "service", "rate-card.unknown-service"),
        ("*", "moon", "zone", "rate-card.bad-zone"),
        (",5,", ",0,", "weight_up_to", "rate-card.bad-weight"),
        (",5,", ",5.0001,", "weight_up_to", "rate-card.bad-weight"),
        (",5,", ',"1,234",', "weight_up_to", "rate-card.bad-weight"),
        (",lb,", ",stone,", "unit", "rate-card.bad-unit"),
        ("9.90", "0", "price", "rate-card.bad-price"),
        ("9.90", "9.905", "price", "rate-card.bad-price"),
        ("9.90", '"1,000"', "price", "rate-card.bad-price"),
        ("9.90", "nine", "price", "rate-card.bad-price"),
        ("CAD", "USD", "currency", "rate-card.wrong-currency"),
        ("CAD", "dollars", "currency", "rate-card.bad-currency"),
        ("2026-01-01", "01/02/2026", "valid_from", "rate-card.bad-day"),
        ("2026-01-01", "2026-02-30", "valid_from", "rate-card.bad-day"),
        ("2026-01-01", "", "valid_from", "rate-card.bad-day"),
        ("2026-01-01,", "2026-01-02,2026-01-01", "valid_to", "rate-card.days-reversed"),
        ("*", "=1+1", "zone", "rate-card.formula"),
        ("9.90", "-9.90", "price", "rate-card.bad-price"),
        (",CAD", "", "", "rate-card.row-length"),
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_a_problem_with_its_row(
    old: str, new: str, field: str, code: str
) -> None:
    assert old in GOOD
    parsed = parse_rate_card(card(GOOD.replace("*", "remote"), GOOD.replace(old, new, 1)), CATALOGUE)
    assert (3, field, code) in {(p.row, p.field, p.code) for p in parsed.problems}
    assert {p.row for p in parsed.problems} == {3}


def test_all_problems_of_all_rows_are_told_at_once() -> None:
    bad = "purolator,1,moon,x,stone,nine,ZZZ,today,"
    parsed = parse_rate_card(card(bad, bad), CATALOGUE)
    assert [problem.row for problem in parsed.problems] == [2] * 7 + [3] * 7


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "rate-card.missing-column"),
        (HEADER.encode(), "rate-card.empty"),
        (card(GOOD).replace(b"unit", b"unitt"), "rate-card.unknown-column"),
        (card(GOOD).replace(b"zone", b"unit"), "rate-card.column-twice"),
        ("é".encode("cp1252"), "rate-card.not-text"),
        (b"%PDF-1.7\x00", "rate-card.not-text"),
    ],
)
def test_a_file_that_is_no_rate_card_is_refused_as_a_whole(data: bytes, code: str) -> None:
    parsed = parse_rate_card(data, CATALOGUE)
    assert parsed.lines == ()
    assert code in {problem.code for problem in parsed.problems}


def test_two_prices_for_the_same_step_and_day_are_not_chosen_between() -> None:
    parsed = parse_rate_card(card(GOOD, GOOD.replace("9.90", "8.80")), CATALOGUE)
    assert [(p.row, p.code, p.value) for p in parsed.problems] == [(3, "rate-card.overlap", "2")]
    apart = parse_rate_card(card(GOOD + "2026-06-30", GOOD.replace("01-01", "07-01")), CATALOGUE)
    assert apart.problems == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["*", "CA-QC", "CA:H2X", "regional"]), st.integers(1, 10**6), st.integers(1, 10**6)),
        min_size=1,
        max_size=20,
        unique_by=lambda row: row[:2],
    )
)
def test_an_exported_card_reads_back_as_it_was(rows: list[tuple[str, int, int]]) -> None:
    lines = tuple(
        RateLine("canpar", "1", zone, weight_of(Fraction(step, 1000), "lb").mg, "lb", minor, "CAD", "2026-01-01")
        for zone, step, minor in rows
    )
    again = parse_rate_card(export_rate_card(lines).encode(), CATALOGUE)
    assert again.problems == ()
    assert again.lines == lines


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_an_exported_cell_is_never_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("canpar") == "canpar"


# --- Keeping


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "d", [ROOM], Mode.PRACTICE, clock(), SeededIds(1))
    yield opened
    opened.close()


@pytest.fixture
def desk() -> Desk:
    return Desk(clock(), SeededIds(2), Actor("ana", "st-1", "run-1", ZoneInfo("UTC")), Mode.PRACTICE)


def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))


def price_of(store: Store, mode: Mode = Mode.PRACTICE, pounds: str = "4 lb") -> tuple[int, CardKind] | None:
    shopper = Shopper(CATALOGUE, rate_book(store, mode, DAY), "CAD", DAY, carriers=["canpar"])
    quotes = shopper.shop(Ask(TORONTO, MONTREAL, parse_weight(pounds), None)).quotes
    return (quotes[0].price.minor, quotes[0].kind) if quotes else None


def test_an_imported_card_prices_parcels_from_then_on(store: Store, desk: Desk) -> None:
    """S0-03."""
    invented = price_of(store)
    assert invented is not None
    assert invented[1] is CardKind.PRACTICE
    versions = store.versions()
    imported = import_rate_card(store, desk, CATALOGUE, name="canpar.csv", data=card(GOOD))
    assert imported.is_new
    assert (imported.card.first_day, imported.card.last_day, imported.card.line_count) == ("2026-01-01", "", 1)
    assert price_of(store) == (990, CardKind.OWN)
    assert store.versions()[Topic.RATE_CARDS.value] > versions.get(Topic.RATE_CARDS.value, 0)


def test_invented_prices_serve_practice_only(store: Store, desk: Desk) -> None:
    assert price_of(store, Mode.RECORDED) is None
    import_rate_card(store, desk, CATALOGUE, name="canpar.csv", data=card(GOOD))
    assert price_of(store, Mode.LIVE) == (990, CardKind.OWN)


def test_the_same_file_twice_changes_nothing(store: Store, desk: Desk) -> None:
    first = import_rate_card(store, desk, CATALOGUE, name="canpar.csv", data=card(GOOD))
    again = import_rate_card(store, desk, CATALOGUE, name="copy.csv", data=card(GOOD))
    assert (again.card, again.is_new) == (first.card, False)
    assert len(list_rate_cards(store)) == 1


def test_a_file_with_one_bad_row_is_not_imported_at_all(store: Store, desk: Desk) -> None:
    with pytest.raises(RateCardRejected) as rejected:
        import_rate_card(store, desk, CATALOGUE, name="x.csv", data=card(GOOD, GOOD.replace("9.90", "?")))
    assert [problem.row for problem in rejected.value.problems] == [3]
    assert rejected.value.fields == {"name": "x.csv", "count": 1}
    assert list_rate_cards(store) == []


def test_an_edit_changes_the_price_and_is_kept_in_the_history(store: Store, desk: Desk) -> None:
    imported = import_rate_card(store, desk, CATALOGUE, name="canpar.csv", data=card(GOOD))
    (line,) = list_rate_lines(store, imported.card.id)
    edited = edit_rate_line(store, desk, line.id, price=Money(1010, "CAD"), reason="fuel")
    assert edited.price_minor == 1010
    assert price_of(store) == (1010, CardKind.OWN)
    with store.read() as q:
        ((_, event, new, reason),) = moves(q, "rate_line", line.id)
    assert (event, new, reason) == ("edited", "1010 CAD 2026-01-01..", "fuel")


def test_an_edit_that_a_file_could_not_hold_is_refused(store: Store, desk: Desk) -> None:
    data = card(GOOD + "2026-06-30", GOOD.replace("01-01", "07-01"))
    imported = import_rate_card(store, desk, CATALOGUE, name="canpar.csv", data=data)
    first, second = list_rate_lines(store, imported.card.id)
    for price in (Money(0, "CAD"), Money(500, "USD")):
        with pytest.raises(BadRateLine):
            edit_rate_line(store, desk, first.id, price=price)
    with pytest.raises(BadRateLine):
        edit_rate_line(store, desk, first.id, valid_to=date(2025, 12, 31))
    with pytest.raises(BadRateLine):
        edit_rate_line(store, desk, first.id, valid_to=date(2026, 7, 1))
    with pytest.raises(NotFound):
        edit_rate_line(store, desk, "nothing", price=Money(1, "CAD"))
    assert list_rate_lines(store, imported.card.id) == [first, second]


def test_a_last_day_is_taken_away_unless_another_line_has_the_days(store: Store, desk: Desk) -> None:
    imported = import_rate_card(store, desk, CATALOGUE, name="one.csv", data=card(GOOD + "2026-06-30"))
    (line,) = list_rate_lines(store, imported.card.id)
    assert edit_rate_line(store, desk, line.id, valid_to=LastDay.OPEN).valid_to == ""
    assert edit_rate_line(store, desk, line.id, reason="nothing named").valid_to == ""
    data = card(GOOD + "2026-06-30", GOOD.replace("01-01", "07-01"))
    both = import_rate_card(store, desk, CATALOGUE, name="two.csv", data=data)
    first, _second = list_rate_lines(store, both.card.id)
    with pytest.raises(BadRateLine):
        edit_rate_line(store, desk, first.id, valid_to=LastDay.OPEN)


def test_only_the_lines_of_the_day_are_active(store: Store, desk: Desk) -> None:
    data = card(GOOD + "2026-06-30", GOOD.replace("01-01", "07-01").replace("9.90", "10.90"))
    import_rate_card(store, desk, CATALOGUE, name="canpar.csv", data=data)
    for day, price in ((date(2026, 6, 30), [990]), (date(2026, 7, 1), [1090]), (date(2025, 12, 31), [])):
        assert [line.price_minor for line in active_lines(store, day)] == price


def test_a_newer_card_goes_before_an_older_and_a_withdrawn_one_steps_back(store: Store, desk: Desk) -> None:
    import_rate_card(store, desk, CATALOGUE, name="old.csv", data=card(GOOD))
    newer = import_rate_card(store, desk, CATALOGUE, name="new.csv", data=card(GOOD.replace("9.90", "8.80")))
    assert price_of(store) == (880, CardKind.OWN)
    withdrawn = withdraw_rate_card(store, desk, newer.card.id, reason="mistake")
    assert withdrawn.withdrawn_at
    assert withdraw_rate_card(store, desk, newer.card.id) == withdrawn
    assert price_of(store) == (990, CardKind.OWN)
    assert import_rate_card(store, desk, CATALOGUE, name="new.csv", data=card(GOOD.replace("9.90", "8.80"))).is_new
    assert price_of(store) == (880, CardKind.OWN)


def test_cards_and_lines_that_are_not_there_are_refused(store: Store, desk: Desk) -> None:
    with pytest.raises(NotFound):
        list_rate_lines(store, "nothing")
    with pytest.raises(NotFound):
        withdraw_rate_card(store, desk, "nothing")


def test_a_step_in_pounds_holds_its_own_weight() -> None:
    """Weights are rounded down to the milligram on both sides, so 5 lb fits the step "5 lb"."""
    (line,) = parse_rate_card(card(GOOD), CATALOGUE).lines
    assert Weight(line.up_to_mg) == parse_weight("5 lb")
