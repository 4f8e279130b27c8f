"""Single orders: mended, held, released, used as is, cancelled; each with a person's name behind it."""

from collections.abc import Callable

import pytest
from orders_kit import OrderWorld, table

from core.address import Address
from core.errors import NotFound
from core.orders import service
from core.orders.errors import MoveRefused, NumberTaken, ReasonMissing, StillBlocked
from core.orders.records import Order, OrderDraft, OrderEvent, OrderState
from core.orders.rules import MOVES, move
from core.orders.store import get_address, get_order, move_order
from core.orders.store_lists import list_orders, pending_orders
from core.store.history import moves
from core.units import Dimensions, Weight

HEAD = "order,name,address1,city,region,postal,country,weight,unit"
GOOD = "Éloïse Roy,1 A,Dallas,TX,75201,US,250,g"
WRONG_ZIP = "Bo Zed,2 B,Dallas,TX,02138,US,250,g"
FROM_AUSTIN = Address(name="Bo Zed", line1="2 B", city="Austin", region="Texas", postal="78749", country="usa")


def stocked(world: OrderWorld, *rows: str) -> list[Order]:
    """Orders A1, A2 ... with these contents."""
    world.commit(table(HEAD, *(f"A{n},{content}" for n, content in enumerate(rows, 1))))
    return [world.order(f"A{n}") for n in range(1, len(rows) + 1)]


def events(world: OrderWorld, order: Order) -> list[tuple[str, str, str]]:
    with world.store.read() as q:
        return [(event, state, reason) for _at, event, state, reason in moves(q, "orders", order.id)]


@pytest.mark.parametrize("state", list(OrderState))
@pytest.mark.parametrize("event", list(OrderEvent))
def test_an_order_moves_only_as_the_table_says(state: OrderState, event: OrderEvent) -> None:
    if (state, event) in MOVES:
        assert move("o", state, event) is MOVES[state, event]
    else:
        with pytest.raises(MoveRefused):
            move("o", state, event)


def test_an_order_entered_by_hand_is_checked_like_one_from_a_file(world: OrderWorld) -> None:
    draft = OrderDraft(
        "H-1", name=" Ana ", line1="1 A", city="Montréal", region="Québec", postal="h2x1y4", country="CA"
    )
    order = service.add_order(world.store, world.desk, draft)
    assert (order.source, order.state, order.ship_to.region) == ("manual", OrderState.OPEN, "QC")
    with pytest.raises(NumberTaken):
        service.add_order(world.store, world.desk, draft)
    poor = service.add_order(world.store, world.desk, OrderDraft("H-2", name="Ana", country="CA"))
    assert poor.state is OrderState.HELD
    assert "address.street-missing" in [hold.code for hold in poor.holds]


def test_a_new_address_lifts_the_hold_and_the_old_one_is_kept(world: OrderWorld) -> None:
    (order,) = stocked(world, WRONG_ZIP)
    assert order.state is OrderState.HELD
    mended = service.change_address(world.store, world.desk, order.id, FROM_AUSTIN)
    assert (mended.state, mended.holds) == (OrderState.OPEN, ())
    assert (mended.ship_to.region, mended.ship_to.country) == ("TX", "US")
    assert mended.edited_at
    (edit, _release) = events(world, order)
    assert edit[0] == "edit-address"
    with world.store.read() as q:
        assert get_address(q, edit[2]) == order.ship_to
        row = q.one("select * from order_hold where order_id = :id", {"id": order.id})
        assert row is not None
        assert (row["lifted_by"], row["lifted_how"]) == ("ana", "edited")
        with pytest.raises(NotFound):
            get_address(q, "nothing")


def test_a_worse_address_holds_an_open_order(world: OrderWorld) -> None:
    (order,) = stocked(world, GOOD)
    held = service.change_address(world.store, world.desk, order.id, Address(name="Ana", country="US"))
    assert held.state is OrderState.HELD
    assert {hold.code for hold in held.holds} >= {"address.street-missing", "address.postal-missing"}


def test_a_weight_mends_what_was_unreadable(world: OrderWorld) -> None:
    first, second = stocked(world, "Ana,1 A,Dallas,TX,75201,US,1e3,g", "Ana,1 A,Dallas,TX,75201,US,0,g")
    size = Dimensions(1000, 1000, 1000)
    mended = service.change_measures(world.store, world.desk, first.id, weight=Weight(500_000), dims=size)
    assert (mended.state, mended.weight, mended.dims) == (OrderState.OPEN, Weight(500_000), size)
    still = service.change_measures(world.store, world.desk, second.id, weight=None, dims=size)
    assert [hold.code for hold in still.holds] == ["order.weight-zero"]
    zero = service.change_measures(world.store, world.desk, first.id, weight=Weight(0), dims=None)
    assert (zero.state, zero.dims) == (OrderState.HELD, None)


def test_another_service_can_be_asked_for(world: OrderWorld) -> None:
    (order,) = stocked(world, GOOD)
    changed = service.change_service(world.store, world.desk, order.id, carrier="UPS", service="UPS Ground")
    assert (changed.carrier, changed.service) == ("UPS", "UPS Ground")


def test_an_address_is_used_as_is_with_a_name_and_a_reason(world: OrderWorld) -> None:
    (order,) = stocked(world, WRONG_ZIP)
    with pytest.raises(ReasonMissing):
        service.use_address_as_is(world.store, world.desk, order.id, "  ")
    accepted = service.use_address_as_is(world.store, world.desk, order.id, "called the\nbuyer")
    assert (accepted.state, accepted.used_as_is, accepted.ship_to) == (OrderState.OPEN, True, order.ship_to)
    assert ("use-as-is", "held", "called the buyer") in events(world, order)
    changed = service.change_address(world.store, world.desk, order.id, order.ship_to)
    assert (changed.state, changed.used_as_is) == (OrderState.HELD, False)


def test_nobody_can_use_an_address_without_a_street(world: OrderWorld) -> None:
    (order,) = stocked(world, "Ana,,Dallas,TX,02138,US,250,g")
    with pytest.raises(StillBlocked) as refusal:
        service.use_address_as_is(world.store, world.desk, order.id, "hurry")
    assert refusal.value.fields["problems"] == ["address.street-missing"]
    assert world.order("A1").holds == order.holds


def test_a_hold_is_released_by_a_word_and_a_fault_is_not(world: OrderWorld) -> None:
    good, wrong = stocked(world, GOOD, WRONG_ZIP)
    held = service.hold_order(world.store, world.desk, good.id, "waits for stock")
    assert [(hold.code, hold.value) for hold in held.holds] == [("order.held-by-operator", "waits for stock")]
    assert service.release_order(world.store, world.desk, good.id).state is OrderState.OPEN
    assert [event for event, _state, _reason in events(world, good)] == ["hold", "release"]
    with pytest.raises(StillBlocked):
        service.release_order(world.store, world.desk, wrong.id, "please")
    with pytest.raises(MoveRefused):
        service.release_order(world.store, world.desk, good.id)
    both = service.hold_order(world.store, world.desk, wrong.id, "asked")
    assert len(both.holds) == 2
    rest = service.release_order(world.store, world.desk, wrong.id, "answered")
    assert (rest.state, [hold.code for hold in rest.holds]) == (OrderState.HELD, ["address.postal-not-in-region"])


def test_a_shipped_order_is_not_edited_and_opens_again_when_its_label_is_void(world: OrderWorld) -> None:
    (order,) = stocked(world, GOOD)
    with world.store.write() as tx:
        assert move_order(tx, world.desk, order, OrderEvent.SHIP) is OrderState.SHIPPED
    changes: list[Callable[[], Order]] = [
        lambda: service.change_address(world.store, world.desk, order.id, FROM_AUSTIN),
        lambda: service.hold_order(world.store, world.desk, order.id, "late"),
        lambda: service.cancel_order(world.store, world.desk, order.id, "late"),
    ]
    for change in changes:
        with pytest.raises(MoveRefused):
            change()
    with world.store.write() as tx:
        assert move_order(tx, world.desk, world.order("A1"), OrderEvent.UNSHIP) is OrderState.OPEN


def test_an_order_shipped_while_it_was_held_is_held_again_when_its_label_is_void(world: OrderWorld) -> None:
    (order,) = stocked(world, WRONG_ZIP)
    with world.store.write() as tx:
        move_order(tx, world.desk, order, OrderEvent.SHIP)
    with world.store.write() as tx:
        assert move_order(tx, world.desk, world.order("A1"), OrderEvent.UNSHIP) is OrderState.HELD


def test_a_cancelled_order_comes_back_with_what_was_wrong(world: OrderWorld) -> None:
    good, wrong = stocked(world, GOOD, WRONG_ZIP)
    for order in (good, wrong):
        assert service.cancel_order(world.store, world.desk, order.id, "asked").state is OrderState.CANCELLED
    with world.store.read() as q:
        assert pending_orders(q) == []
    assert service.reopen_order(world.store, world.desk, good.id).state is OrderState.OPEN
    assert service.reopen_order(world.store, world.desk, wrong.id).state is OrderState.HELD


def test_orders_come_in_pages_by_key(world: OrderWorld) -> None:
    stocked(world, *([GOOD] * 7))
    with world.store.read() as q:
        first = list_orders(q, limit=3)
        second = list_orders(q, limit=3, after=first[-1].id)
        third = list_orders(q, limit=3, after=second[-1].id)
        assert [row.number for row in (*first, *second, *third)] == ["A7", "A6", "A5", "A4", "A3", "A2", "A1"]
        oldest = list_orders(q, limit=2, newest=False, state=OrderState.OPEN)
        assert [row.number for row in oldest] == ["A1", "A2"]
        assert list_orders(q, limit=2, newest=False, after=oldest[-1].id)[0].number == "A3"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("eloise", ["A1"]),
        ("ÉLOÏSE roy", ["A1"]),
        ("A2", ["A2"]),
        ("02138", ["A2"]),
        ("dallas", ["A1", "A2"]),
        ("%", []),
        ('"*', []),
        ("", ["A1", "A2"]),
    ],
)
def test_a_search_finds_without_case_and_accents(world: OrderWorld, text: str, numbers: list[str]) -> None:
    stocked(world, GOOD, WRONG_ZIP)
    with world.store.read() as q:
        assert [row.number for row in list_orders(q, text=text, newest=False)] == numbers


def test_a_list_row_says_why_an_order_is_held(world: OrderWorld) -> None:
    stocked(world, GOOD, WRONG_ZIP)
    with world.store.read() as q:
        (row,) = list_orders(q, state=OrderState.HELD)
        assert (row.number, row.holds, row.recipient) == ("A2", ("address.postal-not-in-region",), "Bo Zed")
        assert [order.number for order in pending_orders(q)] == ["A1"]
        assert pending_orders(q, after=pending_orders(q)[0].id) == []


def test_an_order_that_is_not_there_is_named(world: OrderWorld) -> None:
    with world.store.read() as q, pytest.raises(NotFound):
        get_order(q, "nothing")


def test_a_move_that_is_refused_names_the_order_as_people_know_it(world: OrderWorld) -> None:
    (order,) = stocked(world, GOOD)
    service.cancel_order(world.store, world.desk, order.id, "asked")
    acts: list[Callable[[], Order]] = [
        lambda: service.hold_order(world.store, world.desk, order.id, "late"),
        lambda: service.release_order(world.store, world.desk, order.id),
        lambda: service.cancel_order(world.store, world.desk, order.id, "again"),
    ]
    for act in acts:
        with pytest.raises(MoveRefused) as refused:
            act()
        assert refused.value.fields["order"] == order.number != order.id
