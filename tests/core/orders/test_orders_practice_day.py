"""The practice day's twelve rows (MISSION section 8, step 2)."""

from orders_kit import OrderWorld

from core.orders.records import OrderState
from core.orders.source import SourceFile
from core.orders.store_lists import pending_orders
from core.resources import resource


def test_three_rows_are_set_aside_with_their_reason_and_nine_orders_can_ship(world: OrderWorld) -> None:
    report = world.commit(SourceFile.at(resource("samples", "practice_day.csv")))
    assert (report.rows, report.new, report.warnings) == (12, 11, ())
    assert report.file.recognised == len(report.file.columns)
    held = {order.number: [problem.code for problem in order.problems] for order in report.held}
    assert held == {"PD-1006": ["address.postal-impossible"], "PD-1011": ["order.weight-zero"]}
    assert [(again.row, again.number) for again in report.duplicates] == [(9, "PD-1003")]
    assert world.counts() == {OrderState.OPEN: 9, OrderState.HELD: 2}
    with world.store.read() as q:
        orders = pending_orders(q)
    assert [order.number for order in orders if order.dims is None] == ["PD-1007"]
    assert [order.carrier for order in orders if order.dims is None] == ["Canpar Express"]
    assert {order.carrier for order in orders} == {"USPS", "UPS", "DHL Express", "Canada Post", "Canpar Express"}
    assert all(order.weight and order.items and order.service for order in orders)
