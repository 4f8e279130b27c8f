"""A void label that is scanned: it is to be destroyed, and nothing prints it again."""

import pytest
from bench_page_kit import Bench

from core.labels.rules import LabelState
from core.orders.records import OrderState
from core.orders.service import hold_order, release_order
from core.orders.store import get_order
from core.shipments.listing import list_shipments
from ui.pages.bench.rows import Act

NOTICE = "This label is void: destroy it."


def voided(bench: Bench) -> str:
    """The tracking number of a voided label of order 1001."""
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    bench.presenter.ask_void()
    bench.presenter.answer("")
    (row,) = bench.world.services.read(list_shipments)
    assert row.state is LabelState.REFUND_DUE
    return row.tracking


def keys(bench: Bench) -> list[str]:
    """The notices, by their keys."""
    return [notice.key for notice in bench.view.notices]


def test_a_void_label_is_said_to_be_void_and_its_order_can_be_released(bench: Bench) -> None:
    bench.presenter.scan(voided(bench))
    assert bench.notice("void-label") == f"{NOTICE} Order 1001 has no other label and is held."
    assert keys(bench) == ["void-label"]
    assert list(bench.actions("void-label")) == [Act.RELEASE, Act.GO_SHIPMENT]
    bench.presenter.act(bench.actions("void-label")[Act.RELEASE])
    hand = bench.presenter.state.hand
    assert hand is not None and hand.found.order.state is OrderState.OPEN
    bench.presenter.buy()
    assert bench.labels == 2


def test_what_else_holds_the_order_of_a_void_label_is_said_too(bench: Bench) -> None:
    tracking = voided(bench)
    (row,) = bench.world.services.read(list_shipments)
    hold_order(bench.world.services.store, bench.world.services.desk, row.order, "out of stock")
    bench.presenter.scan(tracking)
    assert keys(bench) == ["void-label", "held"]
    assert list(bench.actions("void-label")) == [Act.GO_SHIPMENT]
    assert "out of stock" in bench.notice("held")


def test_a_void_label_of_an_order_with_another_one_says_so_and_shows_that_one(bench: Bench) -> None:
    tracking = voided(bench)
    (row,) = bench.world.services.read(list_shipments)
    release_order(bench.world.services.store, bench.world.services.desk, row.order)
    bench.presenter.scan("1001")
    bench.presenter.buy()
    bench.presenter.scan(tracking)
    assert bench.notice("void-label") == f"{NOTICE} Order 1001 has another label."
    assert keys(bench) == ["void-label"]
    assert list(bench.actions("void-label")) == [Act.GO_SHIPMENT]
    good = next(one for one in bench.world.services.read(list_shipments) if one.tracking != tracking)
    panel = bench.view.panel
    assert panel is not None and panel.of_order and panel.label == good.label


def test_the_notice_stays_when_something_else_moves(bench: Bench) -> None:
    tracking = voided(bench)
    (row,) = bench.world.services.read(list_shipments)
    release_order(bench.world.services.store, bench.world.services.desk, row.order)
    bench.presenter.scan(tracking)
    assert bench.notice("void-label") == f"{NOTICE} Order 1001 has no other label and is open."
    bench.world.order("1002")
    bench.presenter._moved()
    assert bench.notice("void-label")


def test_an_order_without_a_label_never_has_the_keys_of_another_orders_label(bench: Bench) -> None:
    """F8 on a held order voids the last label, and says so: that label is not this order's."""
    bench.presenter.scan(voided(bench))
    assert bench.view.panel is None or not bench.view.panel.of_order
    services = bench.world.services
    assert services.read(lambda q: get_order(q, list_shipments(q)[0].order)).state is OrderState.HELD


@pytest.mark.parametrize("length", [60, 200])
def test_a_long_code_is_quoted_short_and_whole_where_it_is_pointed_at(bench: Bench, length: int) -> None:
    code = "Z9" * (length // 2)
    bench.presenter.scan(code)
    (nothing,) = [notice for notice in bench.view.notices if notice.key == "nothing"]
    assert code[:40] + "…" in nothing.text and code not in nothing.text
    assert nothing.tip == code
