"""A station with a few days of money, for the tests of reports."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from stations import MIAMI, START, TORONTO, fund, order, station

from core.clock import SteppingClock
from core.services import Services
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label


@contextmanager
def days_of_money(folder: Path) -> Iterator[tuple[Services, SteppingClock]]:
    """2026-11-20: postage in both wallets, a label each, the first one voided; 2026-11-21: postage; today the 22nd."""
    clock = SteppingClock(START)
    with station(folder, clock=clock) as services:
        fund(services, "usd", 5000)
        fund(services, "cad", 7000)
        drafts = (MIAMI._replace(number="1"), TORONTO._replace(number="2"))
        placed = [order(services, draft).id for draft in drafts]
        shipped = ship_orders(services.bench, placed)
        first = shipped[0].label
        assert first is not None, shipped
        clock.move(timedelta(hours=2))
        void_label(services.bench, first.id)
        clock.move(timedelta(days=1))
        fund(services, "usd", 1000)
        clock.move(timedelta(days=1))
        yield services, clock
