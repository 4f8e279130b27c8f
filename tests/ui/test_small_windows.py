"""The smallest window with the largest text: nothing lies beyond the right edge (S2-18)."""

from pathlib import Path

import pytest
from page_checks import outside, settle, sideways
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import open_world

from core.i18n import Lang
from ui.pages.balance.page import make_spec as balance
from ui.pages.help.page import HelpPage
from ui.pages.help.page import make_spec as help_page
from ui.pages.orders.page import make_spec as orders
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.page import make_spec as settings
from ui.pages.shipments.page import make_spec as shipments
from ui.views import ThemeName

RAIL_PX = 88
SECTIONS = ("display", "printers", "rate-cards", "support", "about")


@pytest.mark.parametrize(("lang", "percent"), [("fr", 200), ("en", 150)])
def test_nothing_lies_beyond_the_right_edge(qtbot: QtBot, tmp_path: Path, lang: Lang, percent: int) -> None:
    world = open_world(tmp_path, lang=lang)
    world.fund("usd", 100)
    world.order("1001")
    try:
        for make in (orders, balance, shipments, settings, help_page):
            page = make(world.app).factory(make_kit(lang, ThemeName.LIGHT, percent))
            qtbot.addWidget(page)
            page.resize(1280 - RAIL_PX * percent // 100, 400)
            page.show()
            page.entered()
            for key in SECTIONS if isinstance(page, SettingsPage | HelpPage) else ("",):
                if isinstance(page, SettingsPage | HelpPage):
                    page.sections.show_section(key)
                settle()
                assert (page.accessibleName(), key, [*outside(page), *sideways(page)]) == (
                    page.accessibleName(), key, [],
                )  # fmt: skip
            page.hide()
    finally:
        world.close()
