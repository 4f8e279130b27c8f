"""How much postage to buy and how long it lasts (S2-23, MISSION section 7 no. 3)."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from money_world import World, usd

from core.accounts.store import get_wallet
from core.clock import local_day
from core.money import Money
from core.wallet.planning import BuyingPlan, days_left, plan, suggest


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "data")
    made.fund(10000)
    return made


def planned(world: World, queue: int, *, max_balance: int = 1_000_000) -> BuyingPlan:
    today = local_day(world.clock.now(), world.till.desk.actor.zone)
    with world.store.read() as q:
        wallet = replace(get_wallet(q, "usd"), max_balance=usd(max_balance))
        return plan(q, wallet, usd(queue), today)


def test_the_suggestion_is_the_smallest_multiple_of_ten_that_covers_the_queue_and_a_week(world: World) -> None:
    world.buy("parcel-1", 2500)
    world.buy("parcel-2", 4500)
    found = planned(world, queue=1001)
    assert (found.burn, found.available) == (usd(7000), usd(3000))
    assert found.suggested == usd(6000)  # 10.01 + 70.00 - 30.00 = 50.01
    assert found.days_left == 3


def test_labels_older_than_seven_days_do_not_count(world: World) -> None:
    world.buy("parcel-1", 2500)
    world.clock.move(timedelta(days=7))
    found = planned(world, queue=0)
    assert (found.burn, found.days_left, found.suggested) == (usd(0), None, None)


def test_the_ceilings_bound_the_suggestion_and_that_is_said(world: World) -> None:
    found = planned(world, queue=50000, max_balance=12500)
    assert (found.suggested, found.is_capped) == (usd(2000), True)
    full = planned(world, queue=50000, max_balance=10500)
    assert (full.suggested, full.is_capped) == (None, True)


@pytest.mark.parametrize(
    ("short", "amount"), [(-1, None), (0, None), (1, 1000), (1000, 1000), (1001, 2000), (3999, 4000)]
)
def test_what_is_short_is_bought_in_tens(short: int, amount: int | None) -> None:
    assert suggest(usd(short), usd(1_000_000)) == (None if amount is None else usd(amount), False)


def test_a_balance_below_zero_lasts_no_day() -> None:
    assert days_left(Money(-500, "USD"), Money(700, "USD")) == 0
