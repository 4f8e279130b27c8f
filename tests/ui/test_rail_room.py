"""The rail has eight entries: in a low window with large text none runs under the next (S2-18)."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from page_checks import settle
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import LANGUAGES, Lang
from ui.pages.rail import RAIL, page_specs
from ui.views import ThemeName
from ui.widgets.rail import Rail, RailButton


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("percent", "height", "worded"), [(100, 720, True), (125, 720, True), (150, 768, True), (200, 720, False)]
)
def test_an_entry_has_room_for_its_word_or_shows_its_icon_alone(
    qtbot: QtBot, world: World, lang: Lang, percent: int, height: int, worded: bool
) -> None:
    kit = make_kit(lang, ThemeName.LIGHT, percent)
    rail = Rail(kit, tuple(page_specs(world.app)))
    qtbot.addWidget(rail)
    rail.resize(rail.width(), height)
    rail.show()
    settle()
    buttons = rail.findChildren(RailButton)
    assert (rail.height(), len(buttons)) == (height, len(RAIL))
    words = kit.px(22 + 4) + kit.px(16)
    for button in buttons:
        assert button.is_worded() is worded
        assert button.height() >= (words if worded else kit.px(22 + 8)), button.accessibleName()
        assert button.accessibleName() and button.accessibleName() in button.toolTip()
    assert all(one.geometry().bottom() < other.geometry().top() for one, other in pairwise(buttons))
    assert buttons[-1].geometry().bottom() < rail.height()


def test_the_words_come_back_with_the_room(qtbot: QtBot, world: World) -> None:
    rail = Rail(make_kit("fr", ThemeName.LIGHT, 200), tuple(page_specs(world.app)))
    qtbot.addWidget(rail)
    rail.show()
    for height, worded in ((720, False), (1080, True), (720, False)):
        rail.resize(rail.width(), height)
        settle()
        assert {button.is_worded() for button in rail.findChildren(RailButton)} == {worded}
