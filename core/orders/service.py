"""Use cases of single orders: mend, hold, release, use as is, cancel, enter by hand."""

from dataclasses import replace

from core.address import Address
from core.clock import utc_text
from core.context import Desk
from core.errors import Problem
from core.orders.errors import MoveRefused, NumberTaken, ReasonMissing, StillBlocked
from core.orders.records import Hold, Order, OrderDraft, OrderEvent, OrderState, WeightSource
from core.orders.rules import (
    BY_HAND,
    HELD_BY_OPERATOR,
    USABLE_AS_IS,
    address_problems,
    move,
    problems_of,
    still_holding,
)
from core.orders.store import (
    get_order,
    ids_numbered,
    move_order,
    set_address,
    set_as_is,
    set_holds,
    set_measures,
    set_service,
)
from core.orders.store_import import insert_orders
from core.postal import normalise_address
from core.store.database import Store, Tx
from core.store.history import record_move
from core.topics import Topic
from core.units import Dimensions, Weight

MANUAL = "manual"
_EDITABLE = (OrderState.OPEN, OrderState.HELD)


def add_order(store: Store, desk: Desk, draft: OrderDraft) -> Order:
    """Enter an order by hand; an address with problems is kept and held, like one out of a file.

    Raises:
        NumberTaken: There is a manual order with this number.
    """
    address = normalise_address(draft.ship_to)
    clean = draft._replace(**{name: getattr(address, name) for name in Address.__slots__})
    clean = clean._replace(problems=problems_of(clean))
    with store.write() as tx:
        for order_id in ids_numbered(tx, clean.number):
            if get_order(tx, order_id).source == MANUAL:
                raise NumberTaken(source=MANUAL, number=clean.number)
        order_id = desk.ids.new()
        insert_orders(tx, MANUAL, None, utc_text(desk.clock.now()), [(order_id, clean)])
        tx.touch(Topic.ORDERS)
        return get_order(tx, order_id)


def change_address(store: Store, desk: Desk, order_id: str, address: Address) -> Order:
    """Give the order another recipient. It is normalised and checked; what was wrong with the old one is lifted.

    Raises:
        MoveRefused: The order was shipped or cancelled.
    """
    clean = normalise_address(address)
    with store.write() as tx:
        order = _editable(tx, order_id, "edit")
        former = set_address(tx, order_id, clean, utc_text(desk.clock.now()))
        _note(tx, desk, order, "edit-address", former)
        kept = _keep(order, still_holding((hold.code for hold in order.holds), address=True))
        return _rehold(tx, desk, order, [*kept, *address_problems(clean, as_is=False)], "edited")


def change_measures(
    store: Store,
    desk: Desk,
    order_id: str,
    *,
    weight: Weight | None,
    dims: Dimensions | None,
    source: WeightSource = WeightSource.TYPED,
) -> Order:
    """Give the order's parcel a weight and a size, as weighed and measured; None clears.

    Args:
        store: The books.
        desk: Who, where, when.
        order_id: Our id.
        weight: Of the parcel.
        dims: Of the parcel.
        source: Where a weight that differs from the order's is from; the same weight keeps its own.

    Raises:
        MoveRefused: The order was shipped or cancelled.
    """
    with store.write() as tx:
        order = _editable(tx, order_id, "edit")
        known = WeightSource.ORDER if weight is None else order.weight_source if weight == order.weight else source
        set_measures(tx, order_id, weight, known, dims, utc_text(desk.clock.now()))
        _note(tx, desk, order, "edit-measures", "")
        codes = still_holding((hold.code for hold in order.holds), weight=weight is not None, dims=dims is not None)
        kept = _keep(order, codes)
        if weight is not None and weight.mg == 0:
            kept.append(Problem("weight", "order.weight-zero", "0"))
        return _rehold(tx, desk, order, kept, "edited")


def change_service(store: Store, desk: Desk, order_id: str, *, carrier: str, service: str) -> Order:
    """Ask for another service.

    Raises:
        MoveRefused: The order was shipped or cancelled.
    """
    with store.write() as tx:
        order = _editable(tx, order_id, "edit")
        set_service(tx, order_id, carrier, service, utc_text(desk.clock.now()))
        _note(tx, desk, order, "edit-service", "")
        tx.touch(Topic.ORDERS)
        return get_order(tx, order_id)


def use_address_as_is(store: Store, desk: Desk, order_id: str, reason: str) -> Order:
    """The operator says that the address is right although a table says otherwise; kept with name and reason.

    Raises:
        ReasonMissing: No reason.
        StillBlocked: A name, a street or the country is missing; that no label can do without.
        MoveRefused: The order was shipped or cancelled.
    """
    said = _said(reason, "use-as-is")
    with store.write() as tx:
        order = _editable(tx, order_id, "use-as-is")
        codes = [hold.code for hold in order.holds if hold.code.startswith("address.")]
        blocking = [code for code in codes if code not in USABLE_AS_IS]
        if blocking:
            raise StillBlocked(order=order.number, problems=blocking)
        set_as_is(tx, order_id, order.ship_to)
        _note(tx, desk, order, "use-as-is", said)
        return _rehold(tx, desk, order, _keep(order, {hold.code for hold in order.holds} - USABLE_AS_IS), "as-is", said)


def hold_order(store: Store, desk: Desk, order_id: str, reason: str) -> Order:
    """Keep an order from shipping until somebody releases it.

    Raises:
        ReasonMissing: No reason.
        MoveRefused: The order was shipped or cancelled.
    """
    said = _said(reason, "hold")
    with store.write() as tx:
        order = _editable(tx, order_id, "hold")
        problems = [*_keep(order), Problem("order", HELD_BY_OPERATOR, said)]
        return _rehold(tx, desk, order, problems, "held", said)


def release_order(store: Store, desk: Desk, order_id: str, reason: str = "") -> Order:
    """Lift what an operator, a voided label or the shop's cancellation holds the order for; data must be mended.

    Raises:
        StillBlocked: Nothing that a word can lift.
        MoveRefused: The order is not held.
    """
    with store.write() as tx:
        order = get_order(tx, order_id)
        move(order.number, order.state, OrderEvent.RELEASE)
        rest = _keep(order, {hold.code for hold in order.holds} - BY_HAND)
        if len(rest) == len(order.holds):
            raise StillBlocked(order=order.number, problems=[hold.code for hold in order.holds])
        return _rehold(tx, desk, order, rest, "released", reason.strip())


def cancel_order(store: Store, desk: Desk, order_id: str, reason: str) -> Order:
    """Take an order off the list for good; importing it again does not bring it back.

    Raises:
        ReasonMissing: No reason.
        MoveRefused: The order was shipped or is cancelled already.
    """
    said = _said(reason, "cancel")
    with store.write() as tx:
        move_order(tx, desk, get_order(tx, order_id), OrderEvent.CANCEL, said)
        return get_order(tx, order_id)


def reopen_order(store: Store, desk: Desk, order_id: str) -> Order:
    """Bring a cancelled order back; what is wrong with it holds it again.

    Raises:
        MoveRefused: The order is not cancelled.
    """
    with store.write() as tx:
        order = get_order(tx, order_id)
        move_order(tx, desk, order, OrderEvent.REOPEN)
        held = replace(order, state=OrderState.OPEN)
        return _rehold(tx, desk, held, _keep(held), "reopened")


def _editable(tx: Tx, order_id: str, event: str) -> Order:
    order = get_order(tx, order_id)
    if order.state not in _EDITABLE:
        raise MoveRefused(order=order.number, state=order.state.value, event=event)
    return order


def _said(reason: str, event: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise ReasonMissing(event=event)
    return said


def _keep(order: Order, codes: set[str] | None = None) -> list[Problem]:
    """What holds the order now, as problems; of these only `codes` where given."""

    def stays(hold: Hold) -> bool:
        return codes is None or hold.code in codes

    return [Problem(hold.field, hold.code, hold.value) for hold in order.holds if stays(hold)]


def _rehold(tx: Tx, desk: Desk, order: Order, problems: list[Problem], how: str, reason: str = "") -> Order:
    """Make `problems` what holds the order, move its state to match, and give the order as it is now."""
    set_holds(tx, desk, order.id, problems, how, reason)
    if problems and order.state is OrderState.OPEN:
        move_order(tx, desk, order, OrderEvent.HOLD, reason)
    elif not problems and order.state is OrderState.HELD:
        move_order(tx, desk, order, OrderEvent.RELEASE, reason)
    tx.touch(Topic.ORDERS)
    return get_order(tx, order.id)


def _note(tx: Tx, desk: Desk, order: Order, event: str, reason: str) -> None:
    """A row of history for a change that does not move the state."""
    state = order.state.value
    record_move(tx, desk, "orders", order.id, old=state, event=event, new=state, reason=reason)
