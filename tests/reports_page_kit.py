"""A station with two months of money, for the tests of reports and safety in the window."""

from datetime import timedelta
from pathlib import Path

from window_world import World, open_world

from core.i18n import Lang
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from ui.running import Runner


def two_months(folder: Path, lang: Lang = "en", runner: Runner | None = None) -> World:
    """2026-11-20: postage in both wallets, three labels, one voided; 2026-12-11, which is today: postage, a label."""
    world = open_world(folder, lang=lang, runner=runner)
    services = world.services
    world.fund("usd", 100)
    world.fund("cad", 70)
    shipped = ship_orders(services.bench, [world.order(f"10{n:02}").id for n in range(3)])
    first = shipped[0].label
    assert first is not None, shipped
    world.clock.move(timedelta(hours=2))
    void_label(services.bench, first.id)
    world.clock.move(timedelta(days=21))
    world.fund("usd", 50)
    ship_orders(services.bench, [world.order("2001").id])
    return world


BANK = (
    "Date,Description,Amount\n"
    "2026-11-21,STAMPS.COM,-100.00\n"
    "2026-12-11,STAMPS,-30.00\n"
    "2026-13-40,STAMPS,-10.00\n"
    "2026-11-22,Café,-3.10\n"
)


def bank_file(folder: Path, text: str = BANK) -> Path:
    """A bank's export."""
    path = folder / "bank.csv"
    path.write_text(text, encoding="utf-8")
    return path
