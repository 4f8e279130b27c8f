"""The Billing page as people use it: every section in both languages, nothing cut, forms that are filled in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, sideways, words
from pytestqt.qtbot import QtBot
from test_billing_presenter import credit, give
from window_kit import make_kit
from window_world import World, open_world

from core.billing.store import list_accounts
from core.i18n import Lang
from ui.pages.billing.page import BillingPage, BillingSection
from ui.pages.billing.presenter import BillingPresenter
from ui.pages.billing.rows import ACCOUNTS, SECTIONS
from ui.views import ThemeName
from ui.widgets.buttons import Button


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def shown(qtbot: QtBot, world: World, lang: Lang = "en") -> BillingPage:
    """The page in a small window."""
    world.window.lang = lang
    presenter = BillingPresenter(world.app)
    page = BillingPage(make_kit(lang, ThemeName.LIGHT, 100), presenter)
    qtbot.addWidget(page)
    page.resize(1280 - 88, 720 - 56 - 40)
    page.show()
    page.entered()
    return page


def fill(presenter: BillingPresenter) -> None:
    """Something in every section."""
    credit(presenter)
    give(presenter, "set-meter", number="M-7")
    give(presenter, "record", amount="40", tax="5.99", method="net-15", reference="CP-1")
    give(presenter, "make-statement", month="2026-10", issue="yes")
    give(presenter, "other-method", nickname="Office card")
    give(presenter, "other-charge", amount="29.99")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_section_can_be_read(qtbot: QtBot, world: World, lang: Lang) -> None:
    page = shown(qtbot, world, lang)
    fill(page._presenter)
    for key in SECTIONS:
        page.sections.show_section(key)
        settle()
        section = page.sections.section()
        assert words(section)
        assert list(cut(section)) == []
        assert list(outside(page)) == []
        assert list(sideways(page)) == []
        assert list(nameless(section)) == []
        assert not [text for text in words(section) if "{" in text]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_form_can_be_read(qtbot: QtBot, world: World, lang: Lang) -> None:
    page = shown(qtbot, world, lang)
    fill(page._presenter)
    for key in SECTIONS:
        view = page._presenter.view(key)
        assert view is not None
        for form, _, why_not in view.forms:
            if why_not is not None:
                continue
            section = page.sections.section()
            assert isinstance(section, BillingSection)
            section.open_form(form)
            settle()
            assert section.dialog is not None
            assert list(cut(section.dialog)) == []
            assert list(nameless(section.dialog)) == []
            section.dialog.reject()


def test_an_account_is_entered_by_its_form(qtbot: QtBot, world: World) -> None:
    """S1-01."""
    page = shown(qtbot, world)
    section = page.sections.section()
    assert isinstance(section, BillingSection)
    button = next(one for one in section.findChildren(Button) if one.words() == "Add an account…")
    button.click()
    dialog = section.dialog
    assert dialog is not None and dialog.save is not None
    dialog.save.click()
    assert "a number" in dialog.trouble.accessibleName()
    dialog.set_text("number", "0007654321")
    dialog.save.click()
    assert [one.number for one in world.services.read(list_accounts)] == ["0007654321"]
    settle()
    assert any("Accounts, with what they were" in text for text in words(page.sections.section()))
    assert page.sections.key() == ACCOUNTS
