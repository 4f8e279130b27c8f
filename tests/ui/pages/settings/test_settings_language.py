"""A change of language makes the settings anew while their presenters stay: nothing draws on what is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_checks import settle
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import LANGUAGES
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.presenter import SECTIONS, SettingsPresenter


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_that_was_shown_in_another_language_is_visited_again(
    qtbot: QtBot, world: World, section: str
) -> None:
    presenter = SettingsPresenter(world.app)
    pages = []
    for lang in LANGUAGES:
        page = SettingsPage(make_kit(lang), presenter)
        page.resize(1200, 640)
        page.show()
        presenter.visit(section)
        page.entered()
        settle()
        pages.append(page)
        presenter.visit(SECTIONS[0])
        if len(pages) == 1:
            page.hide()
            page.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.addWidget(pages[-1])
    presenter.visit(section)
    assert pages[-1].sections.key() == section
