"""Settings > Rate cards without a window (S0-03)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from window_world import World, open_world

from core.carriers.service import active_lines
from core.carriers.zones import Zone
from core.errors import StationError
from core.i18n import translator
from core.money import Money
from ui.pages.settings.rate_cards.line_dialog import read_day
from ui.pages.settings.rate_cards.presenter import EXAMPLE_LINES, RateCardsPresenter
from ui.pages.settings.rate_cards.rows import ZONES, card_row, line_row, problem_row
from ui.views import Tone

EN, FR = translator("en"), translator("fr")
HEAD = "carrier,service,zone,weight_up_to,unit,price,currency,valid_from,valid_to\n"
GOOD = HEAD + "ups,03,local,1,lb,5.00,USD,2026-01-01,\nups,03,local,2,lb,6.00,USD,2026-01-01,2027-06-30\n"
BAD = HEAD + "usps,Nope,moon,x,stone,0,EUR,2027-13-01,\nups,03,local,1,lb,5.00,USD,2026-01-01,\n"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def cards(world: World) -> RateCardsPresenter:
    presenter = RateCardsPresenter(world.app)
    presenter.load()
    return presenter


def write(folder: Path, text: str, name: str = "rates-2027.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_card_is_imported_whole_and_shown_with_its_prices(cards: RateCardsPresenter, tmp_path: Path) -> None:
    cards.import_file(write(tmp_path, GOOD))
    cards.open()
    assert cards.opened is not None
    rows = [line_row(EN, cards._app.services.catalogue, line) for line in cards.lines]
    assert [(row.carrier, row.zone, row.up_to, row.price, row.last) for row in rows] == [
        ("UPS", "local", "1 lb", "$5.00\u00a0USD", "until further notice"),
        ("UPS", "local", "2 lb", "$6.00\u00a0USD", "Jun\u00a030, 2027"),
    ]
    assert line_row(FR, cards._app.services.catalogue, cards.lines[0]).zone == "locale"


def test_a_file_with_problems_changes_nothing_and_all_of_them_are_shown_by_row(
    world: World, cards: RateCardsPresenter, tmp_path: Path
) -> None:
    cards.import_file(write(tmp_path, BAD, "bad.csv"))
    assert cards.rejected == "bad.csv"
    rows = [problem_row(EN, problem) for problem in cards.problems]
    assert {row.row for row in rows} == {"2"}
    assert len(rows) == 7
    assert all(row.text and "{" not in row.text for row in rows)
    assert active_lines(world.services.store, date(2027, 1, 1)) == []
    cards.close()
    assert cards.rejected == ""


def test_a_problem_of_the_whole_file_has_no_row(cards: RateCardsPresenter, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xff\x00\xff")
    cards.import_file(path)
    assert [problem_row(EN, problem).row for problem in cards.problems] == ["whole file"]


def test_a_file_that_is_not_there_is_said(world: World, cards: RateCardsPresenter, tmp_path: Path) -> None:
    cards.import_file(tmp_path / "gone.csv")
    assert world.window.said[-1][0] is Tone.ERROR
    assert cards.rejected == ""


def test_the_same_file_again_says_that_nothing_changed(world: World, cards: RateCardsPresenter, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    cards.import_file(path)
    cards.import_file(path)
    assert world.window.said[-1][1] == "rates-2027.csv is already in use; nothing was changed."
    assert len(cards.cards) == 1


def test_the_example_may_be_imported(cards: RateCardsPresenter, tmp_path: Path) -> None:
    path = tmp_path / "example.csv"
    cards.save_example(path)
    cards.import_file(path)
    assert cards.rejected == ""
    assert cards.cards[0].line_count == EXAMPLE_LINES


def test_a_card_is_saved_as_the_file_that_gives_it_again(cards: RateCardsPresenter, tmp_path: Path) -> None:
    cards.import_file(write(tmp_path, GOOD))
    cards.open()
    saved = tmp_path / "out.csv"
    cards.save_card(saved)
    cards.withdraw("old")
    cards.import_file(saved)
    assert [card.line_count for card in cards.cards if not card.withdrawn_at] == [2]


def test_a_price_and_its_days_are_changed_and_kept(world: World, cards: RateCardsPresenter, tmp_path: Path) -> None:
    cards.import_file(write(tmp_path, GOOD))
    cards.open()
    done: list[str] = []
    failed: list[StationError] = []
    first = cards.lines[0].id
    days = (date(2026, 2, 1), date(2026, 12, 31))
    cards.change_line(first, Money(555, "USD"), days, lambda: done.append("kept"), failed.append)
    line = cards.line(first)
    assert line is not None
    assert (line.price_minor, line.valid_from, line.valid_to) == (555, "2026-02-01", "2026-12-31")
    assert done == ["kept"]
    cards.change_line(first, Money(555, "USD"), (date(2027, 1, 2), date(2027, 1, 1)), lambda: None, failed.append)
    assert failed[0].fields["field"] == "valid_to"
    assert cards.line(first) == line
    cards.change_line(first, Money(555, "USD"), (date(2026, 2, 1), None), lambda: None, failed.append)
    opened = cards.line(first)
    assert opened is not None and (opened.valid_from, opened.valid_to) == ("2026-02-01", "")


def test_a_withdrawn_card_stays_readable(world: World, cards: RateCardsPresenter, tmp_path: Path) -> None:
    cards.import_file(write(tmp_path, GOOD))
    cards.withdraw("too old")
    row = card_row(EN, cards.cards[0], world.services.desk.actor.zone)
    assert not row.is_used
    assert row.state.struck
    assert active_lines(world.services.store, date(2027, 1, 1)) == []
    cards.open()
    assert len(cards.lines) == 2


def test_every_zone_has_its_word() -> None:
    assert {zone.value for zone in Zone} <= set(ZONES)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2027-01-31", date(2027, 1, 31)), (" 2027-01-31 ", date(2027, 1, 31)), ("31.1.2027", None), ("20270131", None)],
)
def test_a_day_is_read_in_one_form_only(text: str, day: date | None) -> None:
    assert read_day(text) == day
