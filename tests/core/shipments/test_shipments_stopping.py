"""A batch that a person stops: what was bought stays, the rest is given up unsent."""

from pathlib import Path

from stations import MIAMI, fund, order, station

from core.orders.records import OrderState
from core.orders.store import get_order
from core.purchases.rules import OPEN, Kind
from core.purchases.store import in_states
from core.shipments.rules import Stopped
from core.shipments.service_shipping import Shipped, ship_orders
from core.wallet.service import views


def test_stopping_a_batch_keeps_what_was_bought_and_frees_the_rest(tmp_path: Path) -> None:
    """M5: no intent of a stopped batch stays open, no hold stays."""
    with station(tmp_path) as services:
        fund(services, "usd", 10_000)
        placed = [order(services, MIAMI._replace(number=f"S{n}")) for n in range(4)]
        seen: list[Shipped] = []
        answers = ship_orders(
            services.bench, [one.id for one in placed],
            progress=lambda _n, _count, answer: seen.append(answer), stopped=lambda: len(seen) == 2,
        )  # fmt: skip
        assert [answer.label is not None for answer in answers] == [True, True, False, False]
        assert all(isinstance(answer.error, Stopped) for answer in answers[2:])
        assert services.read(lambda q: in_states(q, OPEN, Kind.LABEL)) == []
        assert services.read(views)[0].reserved.minor == 0
        states = services.read(lambda q: [get_order(q, one.id).state for one in placed])
        assert states == [OrderState.SHIPPED] * 2 + [OrderState.OPEN] * 2
        again = ship_orders(services.bench, [one.id for one in placed[2:]])
        assert all(answer.label is not None for answer in again)
        assert services.findings() == []
