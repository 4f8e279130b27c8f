"""Settings: the workstation's name and the boxes of the bench, checked in words while they are typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_checks import cut, nameless, settle
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import LANGUAGES, Lang
from core.settings import BOX_PRESETS, STATION_NAME
from core.stations.service import boxes
from ui.pages.settings.display.station import StationPresenter, sizes_in
from ui.pages.settings.display.station_card import StationCard
from ui.pages.settings.presenter import SettingsPresenter


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def test_the_boxes_that_are_saved_are_those_of_the_bench(qtbot: QtBot, world: World) -> None:
    """Facts, desktop 6: a box preset row; issue 2: each choice of the bench can be set in the window."""
    presenter = StationPresenter(world.app)
    presenter.load()
    assert presenter.station.boxes == BOX_PRESETS.default
    presenter.save("Packing table 1", "30,5x20x10 cm; 8x6x4 in")
    assert world.services.setting(STATION_NAME) == "Packing table 1"
    assert [one.length_um for one in boxes(world.services.setting(BOX_PRESETS))] == [305_000, 203_200]
    presenter.save("", "")
    assert (world.services.setting(STATION_NAME), boxes(world.services.setting(BOX_PRESETS))) == ("", ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("8x6x4 in; 12x9 in", "“12x9 in” is not a size."),
        ("8x6x4", "“8x6x4” is not a size."),
        ("1x1x1 in; 2x2x2 in; 3x3x3 in; 4x4x4 in; 5x5x5 in", "Enter at most 4 boxes."),
        ("8x6x4 in;", ""),
        ("", ""),
    ],
)
def test_what_is_no_size_is_said_and_not_kept(world: World, typed: str, said: str) -> None:
    presenter = StationPresenter(world.app)
    assert presenter.box_problem(typed).startswith(said)
    before = world.services.setting(BOX_PRESETS)
    presenter.save("Table", typed)
    kept = world.services.setting(BOX_PRESETS)
    assert kept == (before if said else "; ".join(sizes_in(typed)))


def test_a_name_that_cannot_be_printed_is_refused_in_words(world: World) -> None:
    presenter = StationPresenter(world.app)
    presenter.save("x" * 41, "")
    assert world.services.setting(STATION_NAME) == ""
    assert world.window.said


def test_save_is_open_only_when_something_right_was_changed(qtbot: QtBot, world: World) -> None:
    presenter = StationPresenter(world.app)
    card = StationCard(make_kit(), presenter)
    qtbot.addWidget(card)
    presenter.load()
    assert not card.save.isEnabled()
    card.boxes.setText("8x6")
    assert not card.save.isEnabled() and "not a size" in card.save.toolTip()
    card.boxes.setText("8x6x4 in")
    card.name.setText("Table 2")
    card.save.click()
    assert world.services.setting(BOX_PRESETS) == "8x6x4 in"
    assert world.services.setting(STATION_NAME) == "Table 2"
    assert not card.save.isEnabled()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_card_is_whole_in_both_languages(qtbot: QtBot, world: World, lang: Lang) -> None:
    card = StationCard(make_kit(lang), SettingsPresenter(world.app).display.station)
    qtbot.addWidget(card)
    card.resize(760, 320)
    card.show()
    settle()
    assert not list(cut(card))
    assert not list(nameless(card))
