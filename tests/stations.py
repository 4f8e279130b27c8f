"""A practice station in a folder of its own, for tests: real store, real practice provider, fixed clock and ids."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.clock import SteppingClock
from core.context import Mode
from core.ids import SeededIds
from core.money import Money
from core.orders.records import Order, OrderDraft
from core.orders.service import add_order
from core.services import Services, open_station
from core.wallet.service import buy_postage
from printers.device import StationDevice

START = datetime(2026, 11, 20, 11, tzinfo=UTC)


@contextmanager
def station(
    folder: Path, *, mode: Mode = Mode.PRACTICE, seed: int = 1, clock: SteppingClock | None = None
) -> Iterator[Services]:
    """An open station under `folder`."""
    data = folder / "data"
    services = open_station(
        data, mode, folder / "config", StationDevice(base=data), clock=clock or SteppingClock(START),
        ids=SeededIds(seed), operator="ana", zone=ZoneInfo("America/Toronto"),
    )  # fmt: skip
    try:
        yield services
    finally:
        services.close()


def fund(services: Services, wallet: str, minor: int) -> None:
    """Buy postage in play money."""
    currency = "CAD" if wallet == "cad" else "USD"
    buy_postage(services.till(wallet), wallet, Money(minor, currency))


MIAMI = OrderDraft(
    "", name="Ana Núñez", line1="77 Ocean Dr", city="Miami Beach", region="FL", postal="33139", country="US",
    weight_mg=500_000,
)  # fmt: skip
TORONTO = OrderDraft(
    "", name="Ana Núñez", company="Elm Inc.", line1="5 Elm", city="Toronto", region="ON", postal="M5V 3L9",
    country="CA", weight_mg=500_000,
)  # fmt: skip


def order(services: Services, draft: OrderDraft) -> Order:
    """An order entered by hand."""
    return add_order(services.store, services.desk, draft)
