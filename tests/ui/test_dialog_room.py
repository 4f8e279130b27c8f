"""A dialog is never larger than the window it stands over: its answers can be reached (S2-18)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_checks import settle
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.address import Address
from core.i18n import LANGUAGES, Lang
from ui.crash import CrashDialog
from ui.pages.balance.buy_postage import BuyPostage
from ui.pages.balance.buying.presenter import BuyPresenter
from ui.pages.finder.dialog import FinderDialog
from ui.pages.orders.dialogs import AddressDialog, ReasonDialog
from ui.pages.welcome.dialog import WelcomeDialog
from ui.pages.welcome.presenter import WelcomePresenter
from ui.views import ThemeName
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.kit import Kit
from ui.widgets.text import Label

SMALLEST = QSize(1280, 720)
Make = Callable[["Stage"], Dialog]


@dataclass
class Stage:
    """What a dialog is made over."""

    world: World
    kit: Kit
    window: QWidget


def buying(stage: Stage) -> Dialog:
    presenter = BuyPresenter(stage.world.app, "usd", None)
    dialog = BuyPostage(stage.kit, stage.window, presenter, stage.world.app)
    presenter.start()
    return dialog


def welcome(stage: Stage) -> Dialog:
    return WelcomeDialog(stage.kit, stage.window, WelcomePresenter(stage.world.app), lambda: None)


def welcome_with_a_day(stage: Stage) -> Dialog:
    dialog = WelcomeDialog(stage.kit, stage.window, WelcomePresenter(stage.world.app), lambda: None)
    dialog._stack.setCurrentIndex(1)
    return dialog


MAKERS: dict[str, Make] = {
    "buy": buying,
    "find": lambda stage: FinderDialog(stage.kit, stage.window, stage.world.app, ()),
    "welcome": welcome,
    "welcome-day": welcome_with_a_day,
    "crash": lambda stage: CrashDialog(stage.kit, stage.window, "Expéditions", "ValueError: " + "x " * 300, Path("/a")),
    "address": lambda stage: AddressDialog(
        stage.kit, stage.window, Address(country="CA"), lambda _address: (), lambda _address, _reason: None
    ),
    "reason": lambda stage: ReasonDialog(
        stage.kit, stage.window, "Retenir", "mot " * 200, "Retenir", lambda _why: None
    ),
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, lang="fr")
    made.fund("usd", 100)
    made.order("1001")
    yield made
    made.close()


def open_over(qtbot: QtBot, world: World, make: Make, lang: Lang, percent: int) -> tuple[QWidget, Dialog]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    dialog = make(Stage(world, make_kit(lang, ThemeName.LIGHT, percent), window))
    dialog.show()
    settle()
    return window, dialog


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", MAKERS)
def test_no_dialog_is_larger_than_the_smallest_window(qtbot: QtBot, world: World, name: str, lang: Lang) -> None:
    _window, dialog = open_over(qtbot, world, MAKERS[name], lang, 200)
    size = dialog.frameGeometry().size()
    assert size.boundedTo(SMALLEST) == size
    screen = dialog.screen().availableGeometry()
    assert screen.contains(dialog.frameGeometry())
    answers = [b for b in dialog.findChildren(Button) if b.isVisible() and b.parentWidget() is dialog]
    assert answers
    for answer in answers:
        place = QRect(answer.mapTo(dialog, QPoint(0, 0)), answer.size())
        assert dialog.rect().contains(place), answer.words()
        assert answer.height() >= answer.sizeHint().height()
        assert answer.width() >= answer.minimumSizeHint().width()


def tall(kit: Kit, window: QWidget | None, lines: int) -> Dialog:
    dialog = Dialog(kit, window, "A question")
    for n in range(lines):
        dialog.add(Label(kit, f"Line {n}"))
    dialog.add_cancel()
    return dialog


def test_what_does_not_fit_scrolls_with_the_keys_and_the_answers_stay(qtbot: QtBot, kit: Kit) -> None:
    dialog = tall(kit, None, 100)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    bar = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_a_dialog_with_room_shows_all_of_it_and_grows_with_its_words(qtbot: QtBot, kit: Kit) -> None:
    dialog = tall(kit, None, 3)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    bar, before = dialog.findChildren(QScrollArea)[0].verticalScrollBar(), dialog.height()
    assert bar.maximum() == 0
    dialog.add(Label(kit, "word " * 200, wrap=True))
    qtbot.waitUntil(lambda: dialog.height() > before)
    settle()
    assert bar.maximum() == 0
