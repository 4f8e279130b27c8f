"""Why is my balance X? Every step adds up, and what is open has its day (idea 2; S0-32, S0-35)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from balance_page_kit import put_up, ship
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.i18n import translator
from core.money import Money
from core.shipments.service_voiding import void_label
from core.wallet.rules_adjustments import Cause, Source
from core.wallet.service_adjustments import NewAdjustment, add_adjustment
from core.wallet.service_readings import add_reading
from ui.pages.balance.explaining.presenter import WhyPresenter
from ui.pages.balance.explaining.rows import open_lines, provider_line, step_lines
from ui.pages.balance.rows import Report

EN = translator("en")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    yield opened
    opened.close()


def shown(world: World) -> WhyPresenter:
    presenter = WhyPresenter(world.app)
    presenter.show("usd")
    assert presenter.facts is not None
    return presenter


def test_the_subtotals_run_from_the_confirmed_reading_to_what_is_available(world: World) -> None:
    world.fund("usd", 100)
    ship(world, "1001", "1002")
    world.clock.move(timedelta(minutes=1))
    services, day = world.services, world.clock.now().date()
    for ref in ("A-1", "A-2"):
        new = NewAdjustment(
            "usd", "usps", "", "", Money(-150, "USD"), Cause.WEIGHT, "weight", ref, Source.PERSON, day
        )  # fmt: skip
        add_adjustment(services.store, services.desk, new)
    facts = shown(world).facts
    assert facts is not None
    lines = step_lines(EN, services.desk.actor.zone, facts)
    assert lines[0].name.startswith("Confirmed")
    assert [(line.name, line.count) for line in lines[1:]] == [("Adjustment", "2"), ("Booked", ""), ("Available", "")]
    assert lines[1].amount == EN.money(Money(-300, "USD"))
    assert lines[1].after == lines[-1].after == EN.money(facts.available)
    assert facts.start.minor - 300 == facts.booked.minor


def test_a_refund_that_is_due_stands_beside_the_balance_with_its_day(world: World) -> None:
    world.fund("usd", 100)
    label = ship(world, "1001")[0]
    world.clock.move(timedelta(hours=2))
    void_label(world.services.bench, label)
    facts = shown(world).facts
    assert facts is not None
    [due] = open_lines(EN, facts)
    assert due.name == "Refund due"
    assert due.about.startswith("94")
    assert "Dec" in due.expected


def test_what_nobody_can_explain_is_said_in_red(qtbot: QtBot, world: World) -> None:
    world.fund("usd", 100)
    world.clock.move(timedelta(minutes=1))
    services = world.services
    add_reading(services.store, services.desk, "usd", Money(9000, "USD"), services.desk.clock.now(), "portal")
    facts = shown(world).facts
    assert facts is not None
    words, agrees = provider_line(EN, facts, services.desk.clock.now())
    assert not agrees
    assert "−$10.00" in words
    lists = put_up(qtbot, world, Report.WHY)
    assert lists.reads("Unexplained difference")
    assert lists.reads("Why is the balance $100.00 USD?")


def test_the_waterfall_follows_the_wallet_that_is_chosen(qtbot: QtBot, world: World) -> None:
    world.fund("usd", 100)
    lists = put_up(qtbot, world, Report.WHY)
    lists.presenter.choose_wallet("cad")
    assert lists.reads("Why is the balance $0.00 CAD?")
    assert lists.reads("The provider was not asked yet.")
    world.fund("cad", 30)
    lists.presenter.load()
    assert lists.reads("Why is the balance $30.00 CAD?")
