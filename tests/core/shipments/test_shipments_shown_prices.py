"""What a person saw is what is paid at most: MISSION section 7 no. 3, M3, M5."""

import json
from pathlib import Path

import pytest
from stations import MIAMI, fund, order, station

from core.money import Money
from core.orders.records import OrderState
from core.orders.store import get_order
from core.purchases.prices import PriceRose
from core.purchases.rules import OPEN, Kind
from core.purchases.store import in_states
from core.shipments.service_rating import rate_orders
from core.shipments.service_shipping import ship_orders
from core.wallet.service import views


def drifting(folder: Path, cents: int) -> None:
    """The provider's prices move after the first order was rated: two wallets, so from its third answer on."""
    (folder / "data").mkdir()
    fault = {"operation": "quote", "kind": "price-drift", "nth": 3, "times": 99, "cents": cents}
    (folder / "data" / "practice-faults.json").write_text(json.dumps({"faults": [fault]}), encoding="utf-8")


def test_nothing_is_bought_for_an_order_that_costs_more_than_was_shown(tmp_path: Path) -> None:
    drifting(tmp_path, 25)
    with station(tmp_path) as services:
        fund(services, "usd", 10_000)
        placed = order(services, MIAMI._replace(number="P1"))
        seen = rate_orders(services.bench, [placed])[0].chosen
        assert seen is not None
        answer = ship_orders(services.bench, [placed.id], shown={placed.id: seen.price})[0]
        assert isinstance(answer.error, PriceRose)
        fields = answer.error.fields
        assert (fields["order"], fields["shown"], fields["now"]) == ("P1", seen.price, seen.price + Money(25, "USD"))
        assert (answer.label, answer.purchase, answer.shown) == (None, None, seen.price)
        assert services.read(lambda q: in_states(q, OPEN, Kind.LABEL)) == []
        assert services.read(views)[0].booked.minor == services.read(views)[0].available.minor == 10_000
        assert services.read(lambda q: get_order(q, placed.id)).state is OrderState.OPEN
        again = ship_orders(services.bench, [placed.id], shown={placed.id: seen.price + Money(25, "USD")})[0]
        assert again.label is not None


def test_an_order_that_costs_less_than_was_shown_is_bought_and_the_answer_has_both_prices(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 10_000)
        placed = order(services, MIAMI._replace(number="P1"))
        answer = ship_orders(services.bench, [placed.id], shown={placed.id: Money(9_00, "USD")})[0]
        assert answer.label is not None and answer.shown is not None
        assert answer.label.price < answer.shown == Money(9_00, "USD")


def test_a_price_in_another_currency_than_the_one_shown_is_not_the_one_shown(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 10_000)
        placed = order(services, MIAMI._replace(number="P1"))
        answer = ship_orders(services.bench, [placed.id], shown={placed.id: Money(99_00, "CAD")})[0]
        assert isinstance(answer.error, PriceRose)


def test_in_a_batch_only_the_order_that_costs_more_is_left_out(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 10_000)
        placed = [order(services, MIAMI._replace(number=f"P{n}")) for n in range(3)]
        prices = [one.chosen.price for one in rate_orders(services.bench, placed) if one.chosen]
        shown = {one.id: price for one, price in zip(placed, prices, strict=True)}
        shown[placed[1].id] = prices[1] - Money(1, "USD")
        answers = ship_orders(services.bench, [one.id for one in placed], shown=shown)
        assert [answer.label is not None for answer in answers] == [True, False, True]
        assert services.findings() == []


@pytest.mark.parametrize("known", [True, False])
def test_what_is_charged_above_the_quote_is_a_fact_and_is_booked_beside_what_was_shown(
    tmp_path: Path, known: bool
) -> None:
    """M3: limits sit on the hold, never on facts."""
    (tmp_path / "data").mkdir()
    fault = {"operation": "buy_label", "kind": "price-drift", "nth": 1, "cents": 40}
    (tmp_path / "data" / "practice-faults.json").write_text(json.dumps({"faults": [fault]}), encoding="utf-8")
    with station(tmp_path) as services:
        fund(services, "usd", 10_000)
        placed = order(services, MIAMI._replace(number="P1"))
        seen = rate_orders(services.bench, [placed])[0].chosen
        assert seen is not None
        answer = ship_orders(services.bench, [placed.id], shown={placed.id: seen.price} if known else None)[0]
        assert answer.label is not None
        assert answer.label.price == seen.price + Money(40, "USD")
        assert answer.shown == (seen.price if known else None)
        assert services.findings() == []
