"""The welcome as a newcomer meets it: three ways to begin, each of which does what it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import Lang
from ui.pages.welcome import work
from ui.pages.welcome.dialog import Welcome, WelcomeDialog, make_welcome
from ui.pages.welcome.presenter import WelcomePresenter
from ui.pages.welcome.rows import Stage
from ui.running import HeldRunner, Runner
from ui.views import ThemeName
from ui.widgets.kit import Kit
from ui.widgets.text import Label


class Host(QWidget):
    """A window, as far as the welcome knows it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit


@dataclass
class Hall:
    """The welcome over a window."""

    world: World
    host: Host
    welcome: Welcome
    opened: list[str] = field(default_factory=list)

    @property
    def dialog(self) -> WelcomeDialog:
        assert self.welcome.dialog is not None
        return self.welcome.dialog

    def words(self) -> set[str]:
        return {label.text() for label in self.dialog.findChildren(Label) if label.isVisible()}


Make = Callable[..., Hall]


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    made: list[World] = []

    def everything(_key: str) -> bool:
        return True

    monkeypatch.setattr(work, "has_page", everything)

    def make(
        lang: Lang = "en", theme: ThemeName = ThemeName.LIGHT, runner: Runner | None = None, percent: int = 100
    ) -> Hall:
        world = open_world(tmp_path, lang=lang, runner=runner)
        made.append(world)
        host = Host(make_kit(lang, theme, percent))
        qtbot.addWidget(host)
        host.resize(1280, 720)
        host.show()
        found = Hall(world, host, Welcome(WelcomePresenter(world.app, tmp_path / "day")))

        def keep(url: QUrl) -> bool:
            found.opened.append(url.toLocalFile())
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", keep)
        return found

    yield make
    for world in made:
        world.close()


def test_the_first_start_offers_three_ways_to_begin(hall: Make) -> None:
    here = hall()
    here.welcome.offer(here.host)
    assert here.dialog.isVisible()
    assert {"See it work", "Start with your orders", "Just look"} <= here.words()
    first = here.dialog
    here.welcome.open(here.host)
    assert here.dialog is first
    here.dialog.close_it.click()
    assert not first.isVisible()
    here.welcome.offer(here.host)
    assert here.dialog is first


def test_ship_a_practice_day_tells_its_story_and_opens_its_folder(hall: Make, tmp_path: Path) -> None:
    here = hall()
    here.welcome.open(here.host)
    here.dialog.ship.click()
    assert here.welcome.presenter.state.stage is Stage.SHIPPED
    told = here.dialog.story.texts()
    assert len(told) > 20
    assert told == tuple(line.text for line in here.welcome.presenter.going().lines)
    assert any("books close to the cent" in words for words in here.words())
    here.dialog.open_folder.click()
    assert here.opened == [str((tmp_path / "day").resolve())]
    here.dialog.again.click()
    assert "See it work" in here.words()


def test_the_story_follows_its_own_end(hall: Make, qtbot: QtBot) -> None:
    here = hall()
    here.welcome.open(here.host)
    here.dialog.ship.click()
    bar = here.dialog.story.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())


def test_the_story_is_live_and_outlives_the_dialog(hall: Make) -> None:
    held = HeldRunner()
    here = hall(runner=held)
    here.welcome.open(here.host)
    held.release()
    here.dialog.ship.click()
    assert "Shipping a practice day…" in here.words()
    assert here.dialog.bar.isVisible()
    here.dialog.close_it.click()
    held.release()
    assert here.welcome.presenter.state.stage is Stage.SHIPPED
    here.welcome.open(here.host)
    assert "See it work" in here.words()


def test_import_orders_goes_to_the_orders(hall: Make) -> None:
    here = hall()
    here.welcome.open(here.host)
    here.dialog.orders.click()
    assert here.world.window.gone == [("orders", "import")]
    assert not here.dialog.isVisible()


def test_look_around_leaves_the_window_free(hall: Make) -> None:
    here = hall()
    here.welcome.open(here.host)
    here.dialog.look.click()
    assert not here.dialog.isVisible()
    assert here.world.window.gone == []


def test_the_folder_can_be_changed(hall: Make, tmp_path: Path) -> None:
    here = hall()
    here.welcome.open(here.host)
    here.dialog.change.click()
    chooser = here.dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "there"))
    chooser.close()
    assert here.welcome.presenter.state.folder == tmp_path / "there" / work.FOLDER
    assert str(tmp_path / "there" / work.FOLDER) in here.words()


def test_a_refusal_says_why_and_offers_another_try(hall: Make, tmp_path: Path) -> None:
    here = hall()
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "mine.txt").write_text("x", encoding="utf-8")
    here.welcome.open(here.host)
    here.dialog.ship.click()
    assert "practice.place-taken" in here.words()
    here.dialog.again.click()
    assert "See it work" in here.words()


def test_the_other_language_is_one_click_away(hall: Make, qtbot: QtBot) -> None:
    here = hall()
    here.welcome.open(here.host)
    before = here.dialog
    here.host.kit = make_kit("fr")
    before.language.click()
    assert here.world.window.lang == "fr"
    qtbot.waitUntil(lambda: here.welcome.dialog is not None and here.dialog.isVisible())
    assert here.dialog is not before
    assert here.dialog.windowTitle() == "Bienvenue dans Postbench"


def test_without_a_page_for_orders_there_is_no_button_for_it(hall: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    here = hall()

    def nothing(_key: str) -> bool:
        return False

    monkeypatch.setattr(work, "has_page", nothing)
    here.welcome.open(here.host)
    assert not here.dialog.orders.isVisible()
    assert "Start with your orders" not in here.words()


def test_a_station_has_one_welcome_in_the_home_folder(hall: Make) -> None:
    here = hall()
    assert make_welcome(here.world.app).presenter.state.folder == Path.home() / work.FOLDER


@pytest.mark.parametrize(("lang", "theme"), [("en", ThemeName.LIGHT), ("fr", ThemeName.DARK)])
def test_it_fits_the_smallest_window_and_no_word_is_cut(hall: Make, lang: Lang, theme: ThemeName) -> None:
    here = hall(lang, theme)
    here.welcome.open(here.host)
    QApplication.processEvents()
    assert here.dialog.height() <= 720
    assert here.dialog.width() <= 1280
    for label in here.dialog.findChildren(Label):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed - 1, label.text()
