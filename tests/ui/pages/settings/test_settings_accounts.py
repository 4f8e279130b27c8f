"""Settings > Account settings and Language and display, without a window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from window_world import BURLINGTON, World, open_world

from core.accounts.records import PaymentMethod
from core.accounts.rules import FormProblems
from core.accounts.service import payment_versions
from core.context import Mode
from core.errors import StationError
from core.i18n import translator
from core.settings import LENGTH_UNIT, WEIGHT_UNIT
from ui.pages.settings.display.presenter import TEXT_SIZES, DisplayPresenter, Units
from ui.pages.settings.presenter import CARRIERS, DISPLAY, PRINTERS, RATE_CARDS, WALLETS, SettingsPresenter
from ui.pages.setup.summary import address_line, payment_line
from ui.views import ThemeName

CARD = PaymentMethod("Blue card", "Visa", "4242", "2027-01", "Ana Núñez", BURLINGTON, "the provider's portal")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def settings(world: World) -> SettingsPresenter:
    presenter = SettingsPresenter(world.app)
    presenter.wallets.load()
    return presenter


def test_a_practice_station_shows_both_balances_set_up(settings: SettingsPresenter) -> None:
    """D5: ready at once, and to be looked through."""
    assert [account.wallet.id for account in settings.wallets.accounts] == ["usd", "cad"]
    assert all(account.setup.finished_at and not account.missing for account in settings.wallets.accounts)
    assert settings.wallets.chosen == "usd"


def test_a_payment_method_is_updated_and_the_one_before_stays(world: World, settings: SettingsPresenter) -> None:
    """S0-16 to S0-19."""
    done: list[str] = []
    failed: list[StationError] = []
    settings.wallets.update_payment("usd", CARD, lambda: done.append("kept"), failed.append)
    account = settings.wallets.account()
    assert account is not None
    assert [version.method.nickname for version in account.payments] == ["Blue card", "Practice card"]
    assert world.window.said[-1][1] == "Postage is paid with Blue card from now on."
    assert done == ["kept"]
    assert account.setup.finished_at


def test_a_payment_method_that_is_refused_keeps_the_old_one(world: World, settings: SettingsPresenter) -> None:
    failed: list[StationError] = []
    wrong = replace(CARD, nickname="4242 4242 4242 4242", last4="42")
    settings.wallets.update_payment("usd", wrong, lambda: None, failed.append)
    assert isinstance(failed[0], FormProblems)
    assert {problem.field for problem in failed[0].problems} == {"nickname", "last4"}
    assert len(world.services.read(lambda q: payment_versions(q, "usd"))) == 1


@pytest.mark.parametrize(("expires", "warning"), [("2027-01", None), ("2026-12", 60), ("2026-11", 30)])
def test_a_card_that_ends_soon_is_seen(settings: SettingsPresenter, expires: str, warning: int | None) -> None:
    """S0-10: 60, 30 and 7 days before; the clock of the test says November 20, 2026."""
    settings.wallets.update_payment("usd", replace(CARD, expires=expires), lambda: None, lambda _error: None)
    account = settings.wallets.account()
    assert account is not None
    assert account.expiry == warning


def test_a_recorded_station_says_what_is_not_begun(tmp_path: Path) -> None:
    world = open_world(tmp_path, mode=Mode.RECORDED)
    settings = SettingsPresenter(world.app)
    settings.wallets.load()
    account = settings.wallets.account()
    assert account is not None
    assert not account.is_begun
    assert account.missing[0] == "holder"
    world.close()


@pytest.mark.parametrize(
    ("subject", "section", "setup"),
    [
        ("printers", PRINTERS, ""),
        ("display", DISPLAY, ""),
        ("carriers:usps", CARRIERS, ""),
        ("rate-cards", RATE_CARDS, ""),
        ("setup", WALLETS, "usd"),
        ("setup:cad", WALLETS, "cad"),
        ("nowhere", PRINTERS, ""),
    ],
)
def test_other_pages_lead_to_a_section_or_to_the_set_up(
    world: World, settings: SettingsPresenter, subject: str, section: str, setup: str
) -> None:
    world.app.links.visits["settings"](subject)
    assert settings.section == section
    assert (settings.setup.wallet_id if settings.setup else "") == setup


def test_a_visit_to_a_section_leaves_the_set_up(settings: SettingsPresenter) -> None:
    settings.visit("setup:usd")
    settings.visit("carriers:canpar")
    assert settings.setup is None
    assert settings.carriers.carrier == "canpar"


def test_payment_and_address_fit_on_a_line_each() -> None:
    tr = translator("en")
    assert payment_line(tr, CARD) == "Blue card, Visa •••• 4242, until 01/2027"
    assert payment_line(tr, replace(CARD, last4="", brand="", expires="")) == "Blue card"
    assert address_line(BURLINGTON).startswith("Élodie Tremblay, Boréal, 125 Cherry St, Burlington")


def test_each_choice_of_the_display_takes_effect_at_once(world: World) -> None:
    display = DisplayPresenter(world.app)
    display.set_language("fr")
    display.set_theme("dark")
    display.set_text_size(150)
    look = world.window.appearance()
    assert (look.lang, look.theme, look.text_percent) == ("fr", ThemeName.DARK, 150)
    assert display.nearest_text_size() == 150
    assert max(TEXT_SIZES) == 200


def test_units_are_kept_for_the_station(world: World) -> None:
    display = DisplayPresenter(world.app)
    display.load()
    assert display.units == Units("lb", "in")
    display.set_weight_unit("kg")
    display.set_length_unit("cm")
    assert display.units == Units("kg", "cm")
    assert (world.services.setting(WEIGHT_UNIT), world.services.setting(LENGTH_UNIT)) == ("kg", "cm")


def test_a_unit_that_is_none_of_ours_reads_as_the_usual_one(world: World) -> None:
    world.services.change_setting(WEIGHT_UNIT, "stone")
    display = DisplayPresenter(world.app)
    display.load()
    assert display.units.weight == "lb"
