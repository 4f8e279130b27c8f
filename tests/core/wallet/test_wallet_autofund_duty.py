"""Auto-fund as a duty: by `tick` and the window's timer, for every wallet, never on a doubtful clock (S0-15, M6)."""

from datetime import timedelta
from pathlib import Path

from stations import MIAMI, START, fund, order, station

from core.clock import SteppingClock
from core.duties import tick
from core.money import Money
from core.services import Services
from core.shipments.service_shipping import ship_orders
from core.upkeep.clock_watch import ClockWatch
from core.wallet.autofund.rules import Autofund, Owner
from core.wallet.autofund.service import set_rule
from core.wallet.service import views


def rule(services: Services, wallet: str, currency: str) -> None:
    wanted = Autofund(wallet, Owner.US, Money(2000, currency), Money(3000, currency), 1, Money(3000, currency))
    set_rule(services.store, services.desk, wanted, provider_is_off=True)


def booked(services: Services) -> list[int]:
    return [view.booked.minor for view in services.read(views)]


def test_a_tick_buys_for_each_wallet_whose_rule_says_so_and_the_next_one_does_not(tmp_path: Path) -> None:
    clock = SteppingClock(START)
    with station(tmp_path, clock=clock) as services:
        tick(services)
        assert booked(services) == [0, 0]
        rule(services, "usd", "USD")
        rule(services, "cad", "CAD")
        clock.move(timedelta(minutes=6))
        ran = {one.duty: one.outcome for one in tick(services).ran}
        assert ran["autofund"] == "usd-buy cad-buy"
        assert booked(services) == [3000, 3000]
        clock.move(timedelta(minutes=6))
        tick(services)
        assert booked(services) == [3000, 3000]


def test_a_program_that_was_closed_for_weeks_goes_on_with_one_purchase(tmp_path: Path) -> None:
    clock = SteppingClock(START)
    with station(tmp_path, clock=clock) as services:
        rule(services, "usd", "USD")
    for weeks in (6, 8):
        clock.move(timedelta(weeks=weeks))
        with station(tmp_path, clock=clock, seed=weeks) as services:
            tick(services)
            tick(services)
            assert booked(services) == [3000, 0]
            assert services.findings() == []


def test_a_clock_that_jumps_while_the_program_runs_stops_it_until_a_person_confirms(tmp_path: Path) -> None:
    clock = SteppingClock(START)
    with station(tmp_path, clock=clock) as services:
        watch = ClockWatch()
        tick(services, watch)
        rule(services, "usd", "USD")
        clock.move(timedelta(days=3))
        ticked = tick(services, watch)
        assert ticked.clock_doubt is not None
        assert booked(services) == [0, 0]


def test_a_batch_that_leaves_the_wallet_low_is_followed_by_a_purchase(tmp_path: Path) -> None:
    """Peers look when a label is bought (facts: gateways 4.3); the day's cap holds all the same."""
    with station(tmp_path) as services:
        fund(services, "usd", 2000)
        rule(services, "usd", "USD")
        placed = [order(services, MIAMI._replace(number=str(n))).id for n in range(3)]
        ship_orders(services.bench, placed[:1])
        after_one = booked(services)[0]
        assert 2000 < after_one < 5000
        ship_orders(services.bench, placed[1:])
        assert booked(services)[0] < after_one
        assert services.findings() == []
