"""The Orders page's decisions: the list, the panel, and what mends an order. WB-1, WB-2; MISSION section 5."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from window_world import BURLINGTON, World, open_world

from core.orders.records import OrderState
from core.orders.rules import QUANTITY_UNREADABLE
from core.orders.service import cancel_order, hold_order
from core.orders.store import get_order
from core.orders.store_lists import OrderRow, list_orders
from core.shipments.service_shipping import ship_orders
from core.units import Dimensions, Weight
from ui.order_words import source_words
from ui.pages.orders.detail_view import act_words, detail_view
from ui.pages.orders.presenter import OrdersPresenter
from ui.pages.orders.rows import Act, OrderFacts, Pane, Tab
from ui.pages.orders.work import read_order
from ui.running import HeldRunner
from ui.views import Tone

WRONG_POSTAL = replace(BURLINGTON, postal="90210")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    yield opened
    opened.close()


@pytest.fixture
def presenter(world: World) -> OrdersPresenter:
    return OrdersPresenter(world.app)


def state_of(world: World, order_id: str) -> OrderState:
    return world.services.read(lambda q: get_order(q, order_id)).state


def pane_of(presenter: OrdersPresenter) -> Pane:
    return presenter.state.pane


def shown(presenter: OrdersPresenter, order_id: str) -> OrdersPresenter:
    presenter.load()
    presenter.show(order_id)
    return presenter


def acts(presenter: OrdersPresenter) -> set[Act]:
    """Everything that the panel offers."""
    view = presenter.detail()
    assert view is not None
    return {one.act for one in view.acts} | {act for hold in view.holds for act in hold.acts} | view.edits


def test_the_tabs_count_every_state(world: World, presenter: OrdersPresenter) -> None:
    world.fund()
    ids = [world.order(str(n)).id for n in range(6)]
    services = world.services
    hold_order(services.store, services.desk, ids[0], "stock")
    cancel_order(services.store, services.desk, ids[1], "phone")
    ship_orders(services.bench, ids[2:4])
    presenter.load()
    counts = [presenter.state.count(tab) for tab in Tab]
    assert counts == [6, 2, 1, 2, 1]
    assert presenter.shippable() == 2


def test_an_address_that_the_tables_doubt_is_mended_or_used_as_it_is(world: World, presenter: OrdersPresenter) -> None:
    """The table may be wrong; a person may be right, with a reason that is kept."""
    order = world.order("1001", ship_to=WRONG_POSTAL)
    assert order.state is OrderState.HELD
    shown(presenter, order.id)
    view = presenter.detail()
    assert view is not None
    assert "90210" in view.holds[0].text
    assert view.holds[0].acts == (Act.EDIT_ADDRESS, Act.USE_AS_IS)
    presenter.mending.use_as_is("asked the customer")
    assert state_of(world, order.id) is OrderState.OPEN
    changed = presenter.detail()
    assert changed is not None
    assert changed.as_is
    assert world.window.said[-1][0] is Tone.OK


def test_a_mended_address_frees_the_order(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001", ship_to=WRONG_POSTAL)
    shown(presenter, order.id)
    assert presenter.mending.check_address(WRONG_POSTAL)
    assert presenter.mending.check_address(BURLINGTON) == ()
    presenter.mending.change_address(BURLINGTON)
    assert state_of(world, order.id) is OrderState.OPEN
    presenter.mending.change_address(WRONG_POSTAL)
    assert state_of(world, order.id) is OrderState.HELD
    presenter.mending.change_address(WRONG_POSTAL, "the customer says so")
    assert state_of(world, order.id) is OrderState.OPEN


def test_a_missing_name_cannot_be_waved_through(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001", ship_to=replace(BURLINGTON, name="", company=""))
    shown(presenter, order.id)
    assert Act.USE_AS_IS not in acts(presenter)
    presenter.mending.use_as_is("no matter")
    assert state_of(world, order.id) is OrderState.HELD
    assert world.window.said[-1][0] is Tone.ERROR


def test_a_weight_of_zero_is_mended_with_a_weight(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001", weight="0 lb")
    shown(presenter, order.id)
    view = presenter.detail()
    assert view is not None
    assert view.holds[0].acts == (Act.EDIT_MEASURES,)
    presenter.mending.change_measures(Weight(500_000), Dimensions(300_000, 200_000, 100_000))
    assert state_of(world, order.id) is OrderState.OPEN
    changed = presenter.detail()
    assert changed is not None
    assert ("Weight", "1.102 lb") in changed.facts


def test_what_a_person_holds_a_person_releases_and_both_can_be_taken_back(
    world: World, presenter: OrdersPresenter
) -> None:
    order = world.order("1001")
    shown(presenter, order.id)
    assert {Act.BENCH, Act.HOLD, Act.CANCEL} <= acts(presenter)
    presenter.mending.hold("waits for stock")
    assert state_of(world, order.id) is OrderState.HELD
    assert Act.RELEASE in acts(presenter)
    assert world.window.undo is not None
    world.window.undo()
    assert state_of(world, order.id) is OrderState.OPEN
    presenter.mending.hold("again")
    presenter.mending.release("came in")
    assert state_of(world, order.id) is OrderState.OPEN


def test_a_cancelled_order_leaves_and_can_come_back(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001")
    shown(presenter, order.id)
    presenter.mending.cancel("asked by phone")
    assert state_of(world, order.id) is OrderState.CANCELLED
    assert acts(presenter) == {Act.REOPEN}
    presenter.act(Act.REOPEN)
    assert state_of(world, order.id) is OrderState.OPEN
    presenter.mending.cancel("again")
    assert world.window.undo is not None
    world.window.undo()
    assert state_of(world, order.id) is OrderState.OPEN


def test_the_service_asked_for_is_changed(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001", service="Overnight by balloon")
    shown(presenter, order.id)
    presenter.mending.change_service("USPS", "Priority Mail")
    facts = presenter.state.detail
    assert facts is not None
    assert (facts.order.carrier, facts.order.service) == ("USPS", "Priority Mail")


def test_a_shipped_order_shows_its_label_and_cannot_be_changed(world: World, presenter: OrdersPresenter) -> None:
    world.fund()
    order = world.order("1001")
    ship_orders(world.services.bench, [order.id])
    shown(presenter, order.id)
    assert acts(presenter) == {Act.SHIPMENT}
    facts = presenter.state.detail
    assert facts is not None
    assert facts.label is not None
    presenter.go_on()
    assert world.window.gone == [("shipments", facts.label.label)]


def test_enter_takes_an_open_order_to_the_bench(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001")
    shown(presenter, order.id)
    presenter.go_on()
    assert world.window.gone == [("bench", order.id)]


def test_a_label_whose_outcome_is_open_keeps_the_order_from_being_changed(tmp_path: Path) -> None:
    """M5: nothing is changed under a purchase that may have happened."""
    world = open_world(tmp_path, faults="buy_label 1 drop-before-commit")
    try:
        world.fund()
        order = world.order("1001")
        ship_orders(world.services.bench, [order.id])
        presenter = shown(OrdersPresenter(world.app), order.id)
        assert acts(presenter) == set()
        view = presenter.detail()
        assert view is not None
        assert "not bought twice" in view.warning
    finally:
        world.close()


def test_an_order_without_a_weight_says_so(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001", weight="")
    shown(presenter, order.id)
    view = presenter.detail()
    assert view is not None
    assert "No weight yet" in view.warning
    assert ("Weight", "not weighed") in view.facts


def test_somebody_who_goes_to_an_order_finds_it_in_the_panel(world: World, presenter: OrdersPresenter) -> None:
    order = world.order("1001")
    presenter.choose_tab(Tab.CANCELLED)
    presenter.search("nothing")
    world.app.links.visits["orders"](order.id)
    assert (presenter.state.tab, presenter.state.text) == (Tab.ALL, "")
    view = presenter.detail()
    assert view is not None
    assert view.number == "1001"
    assert presenter.close_detail()
    assert not presenter.close_detail()
    presenter.load()
    assert presenter.detail() is None


def test_the_held_orders_and_the_import_are_reached_from_other_pages_by_name(
    world: World, presenter: OrdersPresenter
) -> None:
    visit = world.app.links.visits["orders"]
    tabs: list[Tab] = []
    for subject in ("held", "import"):
        visit(subject)
        tabs.append(presenter.state.tab)
    assert tabs == [Tab.HELD, Tab.ALL]
    assert world.window.said == []


def test_the_panel_goes_with_a_search_or_a_tab_that_does_not_list_its_order(
    world: World, presenter: OrdersPresenter
) -> None:
    order = world.order("1001").id
    world.order("2002")
    shown(presenter, order).search("1001")
    presenter.choose_tab(Tab.OPEN)
    assert presenter.detail() is not None
    presenter.search("2002")
    assert presenter.detail() is None
    presenter.search("")
    presenter.show(order)
    presenter.choose_tab(Tab.HELD)
    assert presenter.detail() is None


def test_an_answer_that_comes_late_does_not_change_the_panel(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    try:
        first, second = world.order("1"), world.order("2")
        presenter = OrdersPresenter(world.app)
        presenter.show(first.id)
        presenter.show(second.id)
        runner.release(1)
        runner.release(0)
        assert presenter.state.detail is not None
        assert presenter.state.detail.order.number == "2"
    finally:
        world.close()


def test_what_moves_while_it_is_read_is_read_once_more(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    try:
        presenter = OrdersPresenter(world.app)
        presenter.load()
        presenter.load()
        presenter.load()
        world.order("1")
        assert len(runner) == 1
        runner.release()
        assert len(runner) == 1
        runner.release()
        assert len(runner) == 0
        assert presenter.state.count(Tab.ALL) == 1
    finally:
        world.close()


def test_chosen_open_orders_are_shipped_else_all_open_ones(world: World, presenter: OrdersPresenter) -> None:
    for n in range(3):
        world.order(str(n))
    presenter.load()
    rows: list[OrderRow] = world.services.read(list_orders)
    presenter.choose(rows[:2], 2)
    assert presenter.shippable() == 2
    presenter.ship()
    assert pane_of(presenter) is Pane.SHIP
    assert [one.rated.order.number for one in presenter.shipping.state.candidates] == ["2", "1"]
    presenter.shipping.close()
    assert pane_of(presenter) is Pane.LIST
    presenter.choose((), 0)
    presenter.ship()
    assert [one.rated.order.number for one in presenter.shipping.state.candidates] == ["0", "1", "2"]


def test_an_order_in_words_names_its_source_country_and_items(world: World) -> None:
    tr = world.window.tr()
    order = world.order("1001")
    facts = read_order(world.services, order.id)
    view = detail_view(tr, facts, "lb", "in")
    assert view.address[-1] == "United States"
    assert view.source == "typed in here"
    assert source_words(tr, "shopify") == "Shopify"
    assert source_words(tr, "my-own-shop") == "my-own-shop"
    assert facts == OrderFacts(facts.order, None, None)


def test_every_mend_has_its_words(world: World) -> None:
    tr = world.window.tr()
    for act in (Act.EDIT_ADDRESS, Act.EDIT_MEASURES, Act.EDIT_SERVICE, Act.USE_AS_IS, Act.RELEASE):
        assert act_words(tr, act).text.endswith("…")
    assert QUANTITY_UNREADABLE.startswith("order.")
