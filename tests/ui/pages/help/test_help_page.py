"""The Help page as people use it: every button does something, in both languages, and nothing is cut."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import Lang
from ui.main_window import Hooks, MainWindow
from ui.pages.help.about import AboutSection
from ui.pages.help.keys import KeysSection
from ui.pages.help.licences import LicencesSection, LicenceText, shipped_texts
from ui.pages.help.page import HelpPage, make_spec
from ui.pages.help.presenter import ABOUT, KEYS, LICENCES, SECTIONS, SUPPORT, TROUBLES, HelpPresenter
from ui.pages.help.rows import Toolkit
from ui.pages.help.support import SupportSection
from ui.pages.help.troubleshooting import TroublesSection
from ui.views import Appearance, BarView, ThemeName, Tone
from ui.widgets.buttons import Button
from ui.widgets.text import Label


@dataclass
class Desk:
    """The page over a station; links that were opened are kept, not opened."""

    world: World
    presenter: HelpPresenter
    page: HelpPage
    links: list[str] = field(default_factory=list)

    def clipboard(self) -> str:
        return QGuiApplication.clipboard().text()


Open = Callable[..., Desk]


@pytest.fixture
def help_page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    made: list[World] = []

    def make(lang: Lang = "en", theme: ThemeName = ThemeName.LIGHT, percent: int = 100) -> Desk:
        world = open_world(tmp_path, lang=lang)
        made.append(world)
        presenter = HelpPresenter(world.app, Toolkit("6.11.3", "6.11.3"))
        page = HelpPage(make_kit(lang, theme, percent), presenter)
        qtbot.addWidget(page)
        page.resize(1280 - 88, 720 - 56 - 40)
        page.show()
        page.entered()
        desk = Desk(world, presenter, page)

        def keep(url: QUrl) -> bool:
            desk.links.append(url.toString())
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", keep)
        return desk

    yield make
    for world in made:
        world.close()


def show(desk: Desk, section: str) -> None:
    desk.presenter.choose(section)
    QApplication.processEvents()


def test_about_shows_what_was_read_and_copies_it(help_page: Open) -> None:
    """S2-06."""
    desk = help_page()
    section = desk.page.sections.section()
    assert isinstance(section, AboutSection)
    words = {label.text() for label in section.findChildren(Label)}
    assert "Version 0.1.0" in words
    assert "6.11.3 and 6.11.3" in words
    assert desk.world.services.desk.actor.station in words
    section.copy.click()
    assert desk.clipboard() == desk.presenter.diagnostics() != ""
    assert desk.world.window.said == [(Tone.OK, "Copied to the clipboard.")]
    section.welcome.click()
    assert desk.world.window.gone == [("welcome", "")]


@pytest.mark.parametrize(
    ("typed", "chip"),
    [("8.10.0", "New enough"), ("8.2.9", "Too old"), ("8.3.1 (build 5)", "Unknown"), ("", "Nothing to compare yet")],
)
def test_a_typed_version_is_judged_at_once(help_page: Open, typed: str, chip: str) -> None:
    """S2-05."""
    desk = help_page()
    section = desk.page.sections.section()
    assert isinstance(section, AboutSection)
    section.versions.field.setText("8.3.1")
    section.versions.field.setText(typed)
    assert section.versions.chip.view().text == chip


def test_what_was_typed_and_the_section_survive_a_change_of_language(qtbot: QtBot, help_page: Open) -> None:
    desk = help_page()
    desk.presenter.check("8.2")
    desk.presenter.choose(SUPPORT)
    again = HelpPage(make_kit("fr"), desk.presenter)
    qtbot.addWidget(again)
    again.entered()
    assert again.sections.key() == SUPPORT
    desk.presenter.choose(ABOUT)
    section = again.sections.section()
    assert isinstance(section, AboutSection)
    assert section.versions.field.text() == "8.2"
    assert section.versions.chip.view().text == "Trop ancien"


def test_every_trouble_has_a_button_that_leads_to_its_cure(help_page: Open) -> None:
    """S0-41, S0-42, S0-45."""
    desk = help_page()
    show(desk, TROUBLES)
    section = desk.page.sections.section()
    assert isinstance(section, TroublesSection)
    rows = desk.presenter.troubles()
    assert list(section.rows) == [row.code for row in rows]
    for row in rows:
        before = len(desk.world.window.gone)
        section.rows[row.code].button.click()
        assert len(desk.world.window.gone) == before + 1


def test_the_row_that_an_error_leads_to_is_marked_alone(help_page: Open) -> None:
    """S0-42."""
    desk = help_page()
    desk.world.app.links.visits["help"]("balance-differs")
    QApplication.processEvents()
    section = desk.page.sections.section()
    assert isinstance(section, TroublesSection)
    assert [code for code, row in section.rows.items() if row.is_marked] == ["balance-differs"]


def test_support_cards_are_copied_and_open_their_website(help_page: Open) -> None:
    """S0-31."""
    desk = help_page()
    show(desk, SUPPORT)
    section = desk.page.sections.section()
    assert isinstance(section, SupportSection)
    views = desk.presenter.support()
    copies = [b for b in section.findChildren(Button) if b.words() == "Copy details"]
    assert len(copies) == len(views)
    for view, copy in zip(views, copies, strict=True):
        copy.click()
        assert desk.clipboard().startswith(f"{view.carrier}\n")
    for web in [b for b in section.findChildren(Button) if b.words() == "Open the website"]:
        web.click()
    assert desk.links == [view.link for view in views if view.link]


def test_each_licence_can_be_read_and_qt_can_be_replaced(qtbot: QtBot, help_page: Open) -> None:
    desk = help_page()
    show(desk, LICENCES)
    section = desk.page.sections.section()
    assert isinstance(section, LicencesSection)
    for button in section.findChildren(Button):
        before = (desk.clipboard(), len(desk.links), section.text)
        button.click()
        assert (desk.clipboard(), len(desk.links), section.text) != before
        if section.text is not None and section.text.isVisible():
            assert len(section.text.text.toPlainText()) > 200
            section.text.close_it.click()
            assert not section.text.isVisible()
    assert desk.clipboard().startswith("python -m pip install PySide6==")
    words = " ".join(label.text() for label in section.findChildren(Label))
    assert "replaceable" in words
    assert "sqlite-utils" in words


def test_the_texts_of_all_that_is_shipped_are_there() -> None:
    assert [name for name, _, path in shipped_texts() if not path.is_file()] == []


def test_a_lost_licence_file_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = LicenceText(make_kit(), None, "Gone", tmp_path / "none.txt")
    qtbot.addWidget(dialog)
    assert any("missing the file" in label.text() for label in dialog.findChildren(Label))


def test_the_keys_are_those_of_f1(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_world(tmp_path)
    hooks = Hooks(lambda: None, lambda: None, lambda _: None)
    window = MainWindow(
        [make_spec(world.app)],
        hooks,
        Appearance("en", ThemeName.LIGHT, 100),
        BarView(world.services.mode, "Dock", ()),
    )
    qtbot.addWidget(window)
    window.show()
    world.app.links.visits["help"](KEYS)
    page = window.page()
    assert isinstance(page, HelpPage)
    section = page.sections.section()
    assert isinstance(section, KeysSection)
    shown = {label.text() for label in section.findChildren(Label)}
    for title, lines in window.key_groups():
        assert title in shown
        assert all(line.does in shown for line in lines)
    assert "Buy postage" in shown
    world.close()


def cut(section: QWidget) -> list[str]:
    """Words that have less room than they need."""
    found = []
    for label in section.findChildren(Label):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            found += [label.text()] if label.height() < needed - 1 else []
    return found


@pytest.mark.parametrize(
    ("lang", "theme", "percent"),
    [("en", ThemeName.LIGHT, 100), ("fr", ThemeName.DARK, 100), ("fr", ThemeName.LIGHT, 150)],
)
def test_no_section_is_wider_than_the_window_and_no_word_is_cut(
    qtbot: QtBot, help_page: Open, lang: Lang, theme: ThemeName, percent: int
) -> None:
    desk = help_page(lang, theme, percent)
    for name in SECTIONS:
        show(desk, name)
        section = desk.page.sections.section()
        qtbot.waitUntil(lambda: not cut(desk.page.sections.section()), timeout=2000)
        assert section.mapTo(desk.page, section.rect().topRight()).x() <= desk.page.width()
