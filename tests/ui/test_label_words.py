"""Labels in words, chips and pictures, the same on every page."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from window_world import World, open_world

from core.clock import utc_text
from core.i18n import translator
from core.labels.rules import LabelState
from core.labels.store import Label
from core.printing.records import Language
from core.printing.rules import JobState
from core.printing.service import choose_printer, list_printers, retire_printer
from core.shipments.listing import list_shipments
from core.shipments.service_shipping import ship_orders
from ui.label_words import VOIDED, job_chip, label_chip, matter_chip, refund_words, service_words, void_clock
from ui.pictures import label_picture
from ui.questions import Question, reprint_question, void_question
from ui.views import Tone

EN, FR = translator("en"), translator("fr")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def bought(world: World) -> Label:
    world.fund()
    label = ship_orders(world.services.bench, [world.order("1001").id])[0].label
    assert label is not None
    return label


def test_voided_refund_due_and_refunded_differ_in_words_icon_and_strike_through() -> None:
    """M7 and desktop check 16: told apart in grey print too."""
    chips = [label_chip(EN, state) for state in LabelState]
    assert len({(chip.text, chip.icon) for chip in chips}) == len(LabelState)
    assert {state for state in LabelState if label_chip(EN, state).struck} == VOIDED


def test_every_state_of_paper_has_its_chip_in_both_languages() -> None:
    for tr in (EN, FR):
        texts = {job_chip(tr, state.value).text for state in JobState} | {job_chip(tr, "").text}
        assert len(texts) == len(JobState) + 1
    assert job_chip(EN, JobState.UNKNOWN.value).tone is Tone.WARN


def test_paper_matters_while_a_label_is_good_and_money_once_it_is_not() -> None:
    assert matter_chip(EN, LabelState.BOUGHT, "failed").text == "Not printed"
    assert matter_chip(EN, LabelState.REFUND_DUE, "confirmed").text == "Refund due"


@pytest.mark.parametrize(
    ("carrier", "service", "words"),
    [("usps", "USPS_GROUND_ADVANTAGE", "USPS Ground Advantage"), ("ups", "03", "UPS Ground"),
     ("dhl_express", "P", "DHL Express WORLDWIDE (non-document)")],
)  # fmt: skip
def test_a_service_names_its_carrier_once(world: World, carrier: str, service: str, words: str) -> None:
    assert service_words(EN, world.services.catalogue, carrier, service) == words


def test_the_void_clock_counts_down_and_says_when_it_is_over(world: World) -> None:
    made_at = utc_text(world.clock.now())
    clock = void_clock(world.services, EN, "usps", made_at)
    assert clock.is_open and clock.tone is Tone.NEUTRAL
    assert clock.text == "until Dec\u00a018, 2026, 11:59\u00a0PM (28 d left)"
    world.clock.move(timedelta(days=28))
    assert void_clock(world.services, EN, "usps", made_at).tone is Tone.WARN
    world.clock.move(timedelta(days=2))
    over = void_clock(world.services, EN, "usps", made_at)
    assert not over.is_open and over.text.startswith("too late")
    assert void_clock(world.services, FR, "usps", made_at).text.startswith("trop tard")


def test_a_refund_is_due_first_unless_the_carrier_pays_at_once(world: World) -> None:
    made_at = utc_text(world.clock.now())
    usps = refund_words(EN, world.services.catalogue.find("usps"), made_at, world.services)
    assert usps == "The refund is then due, not yet paid: usually within 21 days."
    assert "stays due" in refund_words(EN, None, made_at, world.services)


def test_a_first_print_is_asked_without_a_reason_and_a_copy_with_one(world: World) -> None:
    bought(world)
    (row,) = world.services.read(list_shipments)
    first = reprint_question(EN, world.services, row, "")
    assert (first.question, first.reasons) == (Question.REPRINT, ())
    assert void_question(EN, world.services, row).danger


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_picture_is_made_of_the_bytes_for_the_stations_printer(world: World, index: int) -> None:
    """Desktop check 19: the preview is what is printed."""
    label = bought(world)
    printer = world.services.read(list_printers)[index]
    choose_printer(world.services.store, world.services.desk, printer.id)
    picture = label_picture(world.services, label.id)
    assert picture.language is printer.kind.language
    wide, high = picture.media_um
    assert abs(picture.image.width / picture.image.height - wide / high) < 0.01


def test_a_station_without_a_printer_still_shows_its_labels(world: World) -> None:
    label = bought(world)
    for printer in world.services.read(list_printers):
        retire_printer(world.services.store, world.services.desk, printer.id)
    assert label_picture(world.services, label.id).language is Language.ZPL
