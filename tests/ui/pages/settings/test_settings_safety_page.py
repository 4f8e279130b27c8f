"""Settings > Safety on a window that nobody sees: every button does something, nothing is cut (S2-09, M5, D2)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, sideways, words
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from restored_world import open_restored
from window_kit import make_kit
from window_world import START, World, open_world

from core.i18n import LANGUAGES, Lang
from core.settings import BACKUP_SECOND_PLACE
from core.store.conditions import Condition, begin
from core.upkeep.backups import backups_of, root_of
from core.upkeep.clock_watch import doubt_of
from core.upkeep.gates import refusals
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.presenter import SettingsPresenter
from ui.pages.settings.safety.view import SafetySection
from ui.views import ThemeName

PAGE_1280 = (1280 - 88, 720 - 56 - 40)


def set_out(qtbot: QtBot, world: World, lang: Lang = "en", percent: int = 100) -> tuple[SettingsPage, SafetySection]:
    """The section, reached as other pages do."""
    presenter = SettingsPresenter(world.app)
    theme = ThemeName.LIGHT if percent == 100 else ThemeName.DARK
    page = SettingsPage(make_kit(lang, theme, percent), presenter)
    qtbot.addWidget(page)
    page.resize(*PAGE_1280)
    with qtbot.waitExposed(page):
        page.show()
    world.app.links.visits["settings"]("safety")
    page.entered()
    settle()
    section = page.sections.section()
    assert isinstance(section, SafetySection)
    return page, section


def doubt(world: World) -> None:
    """The clock jumped."""
    with world.services.store.write() as tx:
        begin(tx, world.services.desk, Condition.CLOCK_DOUBT, "forward", START)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def test_a_backup_is_made_checked_and_its_restore_is_named(qtbot: QtBot, world: World) -> None:
    page, section = set_out(qtbot, world)
    card = section.backups
    assert "There is no backup yet." in words(page)
    assert not card.check.isEnabled()
    assert not card.copy.isEnabled()
    card.make.click()
    (made,) = backups_of(root_of(world.services.directory))
    assert any("checked." in text for text in words(card.said))
    card.check.click()
    assert "This backup can be restored." in words(card.said)
    card.copy.click()
    command = f"backups restore {made.backup.id}"
    assert QGuiApplication.clipboard().text() == command
    assert card.command.text() == command
    assert any("Close every window" in text for text in words(card))


def test_the_second_place_is_chosen_looked_at_and_left(qtbot: QtBot, world: World, tmp_path: Path) -> None:
    page, section = set_out(qtbot, world)
    card, place = section.backups, tmp_path / "disk"
    place.mkdir()
    assert not card.where.isVisibleTo(page)
    card.choose_place.click()
    dialog = card.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(place))
    dialog.reject()
    assert world.services.setting(BACKUP_SECOND_PLACE) == str(place)
    card.make.click()
    card.where._options[1].click()
    assert str(place) in card.command.text()
    place.rename(tmp_path / "unplugged")
    card.where._options[1].click()
    assert "The second place is not there" in words(page)
    card.no_place.click()
    assert world.services.setting(BACKUP_SECOND_PLACE) == ""
    assert not card.where.isVisibleTo(page)


def test_the_clock_is_confirmed_with_a_reason(qtbot: QtBot, world: World) -> None:
    doubt(world)
    page, section = set_out(qtbot, world)
    card = section.gates.clock
    assert card.isVisibleTo(page)
    assert any("it jumped forward" in text for text in words(card))
    assert not card.right.isEnabled()
    card.reason.setText("looked at my phone")
    card.right.click()
    assert world.services.read(doubt_of) is None
    assert "Nothing stands against buying." in words(page)


def test_restored_books_are_compared_and_the_gate_opens(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_restored(tmp_path)
    try:
        page, section = set_out(qtbot, world)
        card = section.gates.restored
        assert any("not compared with the provider yet" in text for text in words(card))
        card.compare.click()
        assert list(refusals(world.services.store)) == []
        assert not card.isVisibleTo(page)
        assert any("The books and the provider agree" in text for text in words(section.gates.well))
    finally:
        world.close()


def test_what_is_left_after_a_restore_needs_a_reason(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_restored(tmp_path, lost_label=True)
    try:
        _page, section = set_out(qtbot, world)
        card = section.gates.restored
        card.compare.click()
        settle()
        assert "Nothing is bought until this is settled." in words(card)
        assert [one.why.value for one in section.gates._presenter.left()] == ["no-order", "balance"]
        assert not card.book.isEnabled()
        card.reason.setText("it left on Friday")
        assert card.book.isEnabled()
        assert not card.accept.isEnabled()
        card._table.go_to(1)
        assert not card.book.isEnabled()
        card._table.go_to(0)
        card.book.click()
        assert list(refusals(world.services.store)) == []
    finally:
        world.close()


def test_what_else_stands_is_said_without_a_way_out(qtbot: QtBot, world: World) -> None:
    world.services.store.stop_writes("page 7")
    page, section = set_out(qtbot, world)
    assert section.gates.other.isVisibleTo(page)
    assert any("The books are damaged (page 7)" in text for text in words(section.gates.other))
    assert not section.gates.well.isVisibleTo(page)


def test_the_stations_stand_with_their_version(qtbot: QtBot, world: World) -> None:
    page, section = set_out(qtbot, world)
    assert any("All stations are updated together" in text for text in words(page))
    assert [row.state.text for row in section.stations._presenter.rows()] == ["This station"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_word_is_cut_and_every_control_has_a_name(qtbot: QtBot, tmp_path: Path, lang: Lang, percent: int) -> None:
    world = open_restored(tmp_path, lang, lost_label=True)
    try:
        doubt(world)
        page, section = set_out(qtbot, world, lang, percent)
        for button in (None, section.gates.restored.compare, section.backups.make):
            if button is not None:
                button.click()
            settle()
            settle()
            assert list(cut(page)) == []
            assert list(nameless(page)) == []
            assert list(sideways(page)) == []
            assert list(outside(page)) == []
            assert not any("{" in text for text in words(page))
    finally:
        world.close()
