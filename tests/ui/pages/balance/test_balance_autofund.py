"""Auto-fund on the window: the rule, the verdict, set, stop, resume; never both (S0-15, S0-27; M6)."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from balance_page_kit import Lists, put_up
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.accounts.store import get_wallet
from core.people.acts import Act
from core.wallet.autofund.rules import Autofund, Owner
from core.wallet.autofund.service import rule_of, run
from ui.pages.balance.rows import Report

RULE: Mapping[str, str] = {"When less than": "20", "Buy": "50", "Times a day": "2"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    yield opened
    opened.close()


@pytest.fixture
def lists(qtbot: QtBot, world: World) -> Lists:
    return put_up(qtbot, world, Report.AUTOFUND)


def rule(world: World) -> Autofund:
    return world.services.read(lambda q: rule_of(q, get_wallet(q, "usd")))


def test_a_rule_is_set_with_the_providers_own_off_and_a_pin(lists: Lists, world: World) -> None:
    assert lists.reads("Auto-funding is off.")
    assert "fund twice" in lists.answer("Change the rule…", RULE)
    assert lists.answer("Change the rule…", RULE, ticks=("off",)) == ""
    kept = rule(world)
    assert (kept.owner, kept.threshold.minor, kept.amount.minor) == (Owner.US, 2000, 5000)
    assert (kept.max_times, kept.max_day.minor) == (2, 10_000)
    assert world.window.asks[-1].act is Act.AUTOFUND
    assert lists.reads("must stay off")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"Buy": "55"}, "multiple of 10.00"), ({"Times a day": "many"}, "1 to 24"), ({"When less than": "x"}, "guessing")],
)
def test_what_is_wrong_with_a_rule_stands_in_the_form(lists: Lists, wrong: Mapping[str, str], said: str) -> None:
    assert said in lists.answer("Change the rule…", {**RULE, **wrong}, ticks=("off",))


def test_anyone_stops_it_at_once_and_a_second_person_lets_it_run(lists: Lists, world: World) -> None:
    lists.answer("Change the rule…", RULE, ticks=("off",))
    asked = len(world.window.asks)
    assert lists.answer("Stop…", {"Why is it stopped?": "price went up"}) == ""
    assert len(world.window.asks) == asked
    assert rule(world).paused == "price went up"
    assert lists.reads("price went up")
    lists.press("Let it run again")
    assert world.window.asks[-1].act is Act.AUTOFUND
    assert rule(world).paused == ""
    assert lists.buttons("Stop…")


def test_what_it_did_today_is_told(lists: Lists, world: World) -> None:
    lists.answer("Change the rule…", RULE, ticks=("off",))
    assert run(world.services.till("usd"), "usd").purchase is not None
    lists.presenter.load()
    assert lists.reads("1 purchase, $50.00 USD")
    assert lists.reads("The balance is high enough.")


def test_a_person_who_gives_no_pin_changes_nothing(lists: Lists, world: World) -> None:
    world.window.prover = lambda _ask: None
    lists.answer("Change the rule…", RULE, ticks=("off",))
    assert rule(world).owner is Owner.NOBODY


def test_the_provider_may_be_the_one_who_buys(lists: Lists, world: World) -> None:
    assert lists.answer("Change the rule…", {"Who buys": "provider"}) == ""
    assert rule(world).owner is Owner.PROVIDER
    assert not lists.buttons("Stop…")
    assert lists.reads("this station never does")
