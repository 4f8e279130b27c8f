"""The bench's page over a practice station, with a keyboard: shared by the tests that work it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from window_keys import Keyboard
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import Lang
from core.shipments.listing import count_labels
from ui.pages.bench.page import BenchPage
from ui.pages.bench.presenter import BenchPresenter
from ui.views import ThemeName

PAGE_1280 = (1280 - 88, 720 - 56 - 40)


@dataclass
class Desk:
    """The page over a station, and a keyboard."""

    world: World
    page: BenchPage
    presenter: BenchPresenter
    keys: Keyboard
    numbers: Iterator[int] = field(default_factory=lambda: count(1000))

    def number(self) -> str:
        """An order number that is free."""
        return str(next(self.numbers))

    @property
    def labels(self) -> int:
        return self.world.services.read(count_labels)

    def close(self) -> None:
        """End: what the page still meant to ask is not asked of a closed station."""
        for timer in self.page.findChildren(QTimer):
            timer.stop()
        self.world.close()

    def ship(self, number: str) -> None:
        self.world.order(number)
        self.presenter.scan(number)
        self.presenter.buy()


def set_out(qtbot: QtBot, folder: Path, lang: Lang = "en", faults: str = "", *, funded: bool = True) -> Desk:
    world = open_world(folder, lang=lang, faults=faults)
    if funded:
        world.fund()
    presenter = BenchPresenter(world.app)
    page = BenchPage(make_kit(lang, ThemeName.LIGHT), presenter, world.app)
    qtbot.addWidget(page)
    page.resize(*PAGE_1280)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.entered()
    world.app.startup.ask()
    qtbot.waitUntil(page.scan.hasFocus)
    return Desk(world, page, presenter, Keyboard(page))
