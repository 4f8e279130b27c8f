"""Comparing 30 services for 10,000 orders, against the same in bare integers; and what a batch really does.

The floor rounds each side and the weight, takes the larger of actual and dimensional weight, bisects one tuple for
each service and sorts; all prices are kept.
"""

import time
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

import pytest
from bench_kit import at_least, at_most, in_turns, short, show
from stations import MIAMI, station

from core.address import Address
from core.carriers.catalogue import load_catalogue
from core.carriers.rate_book import CardKind, RateBook, RateLine
from core.carriers.rating import Ask, Shopper
from core.carriers.zones import Route, Zone, route
from core.orders.records import Order
from core.orders.service import add_order
from core.shipments.service_rating import rate_orders
from core.units import Dimensions, Weight

pytestmark = pytest.mark.bench
SERVICES, ORDERS, ROUNDS, REAL = 30, 10_000, 5, 300
DAY = date(2026, 11, 23)
LB, INCH = 453_592.37, 25_400
STEPS = tuple(range(1, 71))
HOME = Address(company="Here", line1="1 Main", city="Boston", region="MA", postal="02110", country="US")
AWAY = Address(company="There", line1="1 Main", city="Austin", region="TX", postal="73301", country="US")
ZONES = (Zone.LOCAL, Zone.REGIONAL, Zone.NATIONAL)

CARRIER = """
format = 1
code = "thirty"
name = "Thirty"
kind = "courier"
wallet = "USD"
as_of = 2026-11-22
[[source]]
id = "own"
title = "made for measuring"
as_of = 2026-11-22
[[void]]
id = "thirty.void"
channel = "one_balance"
policy = "by_ship_date"
refund = "immediate"
source = "own"
[[dimensional]]
id = "thirty.dim"
group = "all"
services = ["*"]
size_unit = "in"
side_rounding = "up"
divisor = "139"
weight_unit = "lb"
weight_rounding = "up"
source = "own"
[[tracking]]
id = "thirty"
valid = ["VX0000000017", "VX1234567895", "VX9000000058"]
invalid = ["VX0000000018", "VX1234567896", "VY0000000017"]
source = "own"
check = { algorithm = "weighted", over = ["serial"], weights = [3, 1], start = "right", modulus = 10 }
[[tracking.shape]]
parts = ["text VX", "digits 9 serial", "digits 1 check"]
printed = "2 5*"
"""
SERVICE = """
[[service]]
code = "S{n:02d}"
name_en = "Service {n}"
scope = "domestic"
state = "available"
source = "own"
"""


def price(service: int, zone: int, pounds: int) -> int:
    """Minor units, invented."""
    return 500 + 37 * service + 90 * zone + (11 + service % 7) * pounds


def made(n: int) -> tuple[Route, int, tuple[int, int, int]]:
    """The n-th order: route, milligrams, sides."""
    away = replace(AWAY, postal=("02115", "01001", "73301")[n % 3], region=("MA", "MA", "TX")[n % 3])
    return (
        route(HOME, away),
        200_000 + n * 7_919 % 20_000_000,
        (100_000 + n % 300_000, 90_000 + n % 200_000, 50_000 + n % 150_000),
    )


@pytest.fixture
def shopper(tmp_path: Path) -> Shopper:
    """Thirty services with an own rate card."""
    (tmp_path / "carriers").mkdir()
    text = CARRIER + "".join(SERVICE.format(n=n) for n in range(SERVICES))
    (tmp_path / "carriers" / "thirty.toml").write_text(text, encoding="utf-8")
    catalogue, problems = load_catalogue(tmp_path)
    assert problems == ()
    lines = [
        RateLine("thirty", f"S{n:02d}", zone.value, int(LB * up_to), "lb", price(n, at, up_to), "USD", "2026-01-01")
        for n in range(SERVICES)
        for at, zone in enumerate(ZONES)
        for up_to in STEPS
    ]
    return Shopper(catalogue, RateBook([(CardKind.OWN, lines)]), "USD", DAY, carriers=["thirty"])


def test_rate_shopping(shopper: Shopper) -> None:
    """Goals: facts 8, 10. Every price is the floor's price, and the price that a person is shown."""
    orders = [made(n) for n in range(ORDERS)]
    steps = tuple(int(LB * up_to) for up_to in STEPS)
    prices = {
        zone.value: [tuple(price(n, at, up_to) for up_to in STEPS) for n in range(SERVICES)]
        for at, zone in enumerate(ZONES)
    }
    kept: dict[str, list[list[tuple[int, int]]]] = {}

    def floor(_turn: int) -> int:
        found = []
        for way, milligrams, (a, b, c) in orders:
            pounds = -(-milligrams * 100 // 45_359_237)
            volume = -(-a // INCH) * -(-b // INCH) * -(-c // INCH)
            charged = max(pounds, -(-volume // 139)) * 45_359_237 // 100
            row = []
            for n, one in enumerate(prices[way.zone.value]):
                at = bisect_left(steps, charged)
                if at < len(one):
                    row.append((one[at], n))
            row.sort()
            found.append(row)
        kept["floor"] = found
        return ORDERS

    def ours(_turn: int) -> int:
        kept["ours"] = [shopper.minor_prices(*order) for order in orders]
        return ORDERS

    def decimals(_turn: int) -> int:
        up, ounce = Decimal(1), Decimal("453592.37")
        for way, milligrams, sides in orders[: ORDERS // 10]:
            pounds = (Decimal(milligrams) / ounce).quantize(up, ROUND_CEILING)
            volume = Decimal(1)
            for side in sides:
                volume *= (Decimal(side) / INCH).quantize(up, ROUND_CEILING)
            charged = max(pounds, (volume / 139).quantize(up, ROUND_CEILING)) * ounce
            row = []
            for n, one in enumerate(prices[way.zone.value]):
                at = next((at for at, step in enumerate(steps) if charged <= step), len(steps))
                if at < len(one):
                    row.append((Decimal(one[at]) / 100, n))
            row.sort()
        return ORDERS // 10

    ways = {"bare integers": floor, "ours": ours, "Decimal, one by one": decimals}
    times = in_turns(ROUNDS, time.process_time, ways)
    assert kept["ours"] == kept["floor"]
    assert len(kept["ours"][0]) == SERVICES
    for way, milligrams, sides in orders[:50]:
        shown = shopper.shop(
            Ask(HOME, replace(AWAY, postal=way.keys[0][3:] + "01"), Weight(milligrams), Dimensions(*sides))
        )
        fast = shopper.minor_prices(way, milligrams, sides)
        assert [(quote.price.minor, quote.service) for quote in shown.quotes] == [(p, f"S{n:02d}") for p, n in fast]
    rows = [
        (way, short(times.each(way)), f"{SERVICES / times.each(way):,.0f}", str(times.ratio(way, "bare integers")))
        for way in times.by_way
    ]
    notes = [
        at_most("ours / bare integers", times.ratio("ours", "bare integers"), 1.2),
        at_least("Decimal / ours", times.ratio("Decimal, one by one", "ours"), 5),
        times.unsteady("bare integers"),
    ]
    head = ("way", "an order", "prices/s", "x bare integers")
    show(f"{SERVICES} services for {ORDERS:,} orders", head, rows, notes)


def test_rating_a_batch(tmp_path: Path) -> None:
    """What "rate all" and `ship --all` do for each order: two wallets, every service of five carriers, all reasons."""
    with station(tmp_path) as services:
        drafts = [MIAMI._replace(number=f"B-{n}", postal=f"{33100 + n % 90}") for n in range(REAL)]
        orders: list[Order] = [add_order(services.store, services.desk, draft) for draft in drafts]
        rate_orders(services.bench, orders[:5])
        times = in_turns(3, time.process_time, {"rate_orders": lambda _turn: len(rate_orders(services.bench, orders))})
        rated = rate_orders(services.bench, orders)
    assert all(one.chosen is not None and one.refusal is None for one in rated)
    each = times.each("rate_orders")
    show("Rating a batch", ("way", "an order", "orders/s"), [("rate_orders", short(each), f"{1 / each:,.0f}")])
