"""The Orders page in a practice station, shown offscreen: shared by its tests."""

from dataclasses import dataclass, replace
from pathlib import Path

from page_checks import settle
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import BURLINGTON, World, open_world

from core.i18n import Lang
from core.orders.records import OrderState
from core.orders.store import get_order
from ui.pages.orders.page import OrdersPage
from ui.pages.orders.presenter import OrdersPresenter
from ui.pages.orders.rows import Pane
from ui.views import ThemeName
from ui.widgets.buttons import Button
from ui.widgets.data_table import DataTable
from ui.widgets.dialogs import Dialog

PAGE_1280 = (1280 - 88, 720 - 56 - 40)
WRONG_POSTAL = replace(BURLINGTON, postal="90210")


@dataclass
class Desk:
    world: World
    page: OrdersPage
    presenter: OrdersPresenter

    @property
    def table(self) -> DataTable[object]:
        settle()
        return next(table for table in self.page.list.findChildren(DataTable) if table.isVisibleTo(self.page.list))

    def numbers(self) -> list[str]:
        model = self.table.model()
        settle()
        return [str(model.index(row, 0).data()).partition(",")[0] for row in range(model.rowCount())]

    def button(self, text: str) -> Button:
        settle()
        found = [b for b in self.page.findChildren(Button) if text in (b.words(), b.accessibleName())]
        return next(b for b in found if b.isVisibleTo(self.page))

    def dialog(self) -> Dialog:
        settle()
        return next(d for d in self.page.window().findChildren(Dialog) if d.isVisible())

    def state(self, order: str) -> OrderState:
        return self.world.services.read(lambda q: get_order(q, order)).state

    def show(self, order: str) -> None:
        self.presenter.show(order)
        settle()

    def pane(self) -> Pane:
        return self.presenter.state.pane


def set_out(
    qtbot: QtBot, folder: Path, lang: Lang = "en", theme: ThemeName = ThemeName.LIGHT, percent: int = 100,
    faults: str = "",
) -> Desk:  # fmt: skip
    world = open_world(folder, lang=lang, faults=faults)
    world.app.startup.ask()
    presenter = OrdersPresenter(world.app)
    page = OrdersPage(make_kit(lang, theme, percent), presenter)
    qtbot.addWidget(page)
    page.resize(*PAGE_1280)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.entered()
    settle()
    return Desk(world, page, presenter)
