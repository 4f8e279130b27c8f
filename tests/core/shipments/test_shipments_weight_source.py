"""A label keeps where its weight came from: S0-37 (who is to blame for an adjustment), S0-39."""

from pathlib import Path

from stations import MIAMI, fund, order, station

from core.orders.records import WeightSource
from core.orders.service import change_measures
from core.orders.store import get_order
from core.services import Services
from core.shipments.service_shipping import ship_orders
from core.shipments.store import get_parcel
from core.units import Dimensions, Weight

BOX = Dimensions(200_000, 150_000, 100_000)


def bought_for(services: Services, order_id: str) -> tuple[Weight | None, WeightSource]:
    """Weight and source of the parcel that was bought."""
    label = ship_orders(services.bench, [order_id])[0].label
    assert label is not None
    parcel = services.read(lambda q: get_parcel(q, label.parcel))
    return parcel.weight, parcel.weight_source


def test_the_parcel_says_whether_the_weight_was_the_shops_typed_or_weighed(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 10_000)
        ids = [order(services, MIAMI._replace(number=f"W{n}")).id for n in range(4)]
        store, desk, other = services.store, services.desk, Weight(400_000)
        change_measures(store, desk, ids[1], weight=other, dims=None)
        change_measures(store, desk, ids[2], weight=other, dims=None, source=WeightSource.SCALE)
        change_measures(store, desk, ids[3], weight=MIAMI.weight, dims=BOX)
        assert [bought_for(services, one) for one in ids] == [
            (MIAMI.weight, WeightSource.ORDER), (other, WeightSource.TYPED), (other, WeightSource.SCALE),
            (MIAMI.weight, WeightSource.ORDER),
        ]  # fmt: skip


def test_a_size_that_is_measured_later_leaves_the_weights_source_alone(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        placed, other = order(services, MIAMI._replace(number="W1")), Weight(400_000)
        change_measures(services.store, services.desk, placed.id, weight=other, dims=None, source=WeightSource.SCALE)
        change_measures(services.store, services.desk, placed.id, weight=other, dims=BOX)
        assert services.read(lambda q: get_order(q, placed.id)).weight_source is WeightSource.SCALE
        cleared = change_measures(services.store, services.desk, placed.id, weight=None, dims=BOX)
        assert cleared.weight_source is WeightSource.ORDER
