"""The rules of orders: what holds one, what moves its state, what makes two the same. Pure.

Codes that hold an order, besides those of `core.postal.check_address`: ``order.weight-zero``,
``order.weight-unreadable``, ``order.weight-unit-missing``, ``order.dims-unreadable``, ``order.dims-unit-missing``,
``order.quantity-unreadable``, ``order.cancelled-at-source``, ``order.held-by-operator``, ``order.label-voided``.
"""

import hashlib
from collections.abc import Iterable

from core.address import Address
from core.errors import Problem
from core.orders.errors import MoveRefused
from core.orders.records import HEAD_NAMES, OrderDraft, OrderEvent, OrderItem, OrderState
from core.postal import check_address

MOVES: dict[tuple[OrderState, OrderEvent], OrderState] = {
    (OrderState.OPEN, OrderEvent.HOLD): OrderState.HELD,
    (OrderState.HELD, OrderEvent.HOLD): OrderState.HELD,
    (OrderState.HELD, OrderEvent.RELEASE): OrderState.OPEN,
    (OrderState.OPEN, OrderEvent.SHIP): OrderState.SHIPPED,
    (OrderState.HELD, OrderEvent.SHIP): OrderState.SHIPPED,  # held while its label was being bought: a fact is kept
    (OrderState.SHIPPED, OrderEvent.UNSHIP): OrderState.OPEN,
    (OrderState.OPEN, OrderEvent.CANCEL): OrderState.CANCELLED,
    (OrderState.HELD, OrderEvent.CANCEL): OrderState.CANCELLED,
    (OrderState.CANCELLED, OrderEvent.REOPEN): OrderState.OPEN,
}

HELD_BY_OPERATOR = "order.held-by-operator"
LABEL_VOIDED = "order.label-voided"  # a person says whether it ships again; the value is the tracking number
CANCELLED_AT_SOURCE = "order.cancelled-at-source"
QUANTITY_UNREADABLE = "order.quantity-unreadable"
# An operator lifts these with a word; no label needs the quantity.
BY_HAND = frozenset({HELD_BY_OPERATOR, LABEL_VOIDED, CANCELLED_AT_SOURCE, QUANTITY_UNREADABLE})
OUR_OWN = frozenset({HELD_BY_OPERATOR, LABEL_VOIDED})  # what happened here; no file of the shop lifts it
_HEAD_TEXT = "\x1f".join(["%s"] * len(HEAD_NAMES))
_ITEM_TEXT = "\x1e" + "\x1f".join(["%s"] * len(OrderItem._fields))
_WEIGHT_CODES = frozenset({"order.weight-zero", "order.weight-unreadable", "order.weight-unit-missing"})
_DIMS_CODES = frozenset({"order.dims-unreadable", "order.dims-unit-missing"})
# Tables can be wrong about these, so an operator may use the address as it is; no table is needed to see that a
# name, a street or the country is missing.
USABLE_AS_IS = frozenset(
    {
        "address.city-missing",
        "address.region-missing",
        "address.region-unknown",
        "address.postal-missing",
        "address.postal-impossible",
        "address.postal-not-in-region",
    }
)


def move(order: str, state: OrderState, event: OrderEvent) -> OrderState:
    """The state after `event`; `order` is its number, for the refusal.

    Raises:
        MoveRefused: An order in `state` cannot do that.
    """
    after = MOVES.get((state, event))
    if after is None:
        raise MoveRefused(order=order, state=state.value, event=event.value)
    return after


def problems_of(draft: OrderDraft, *, as_is: bool = False) -> tuple[Problem, ...]:
    """All that holds an order with this content: what was unreadable, the address, a weight of zero.

    Args:
        draft: The content; its own `problems` are those of reading it.
        as_is: The operator uses the address as it stands.
    """
    found = list(draft.problems)
    found.extend(address_problems(draft.ship_to, as_is=as_is))
    if draft.weight_mg == 0:
        found.append(Problem("weight", "order.weight-zero", "0"))
    return tuple(dict.fromkeys(found))


def address_problems(address: Address, *, as_is: bool) -> tuple[Problem, ...]:
    """What blocks about the address; with `as_is` only what no label can do without."""
    blocking = check_address(address).blocking
    return tuple(problem for problem in blocking if not (as_is and problem.code in USABLE_AS_IS))


def still_holding(codes: Iterable[str], *, address: bool = False, weight: bool = False, dims: bool = False) -> set[str]:
    """The codes that stay when new values of the named kinds came in: a new weight mends an unreadable one."""
    mended = (_WEIGHT_CODES if weight else frozenset()) | (_DIMS_CODES if dims else frozenset())
    return {code for code in codes if code not in mended and not (address and code.startswith("address."))}


def content_hash(draft: OrderDraft) -> str:
    """What tells whether the shop's data changed: a hash over everything but number, rows and problems."""
    text = _HEAD_TEXT % draft[1:22]
    for item in draft.items:
        text += _ITEM_TEXT % item
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def number_by_content(draft: OrderDraft) -> str:
    """A number for an order that came without one, made of its content, so that the same file gives the same number."""
    return f"AUTO-{content_hash(draft)[:12].upper()}"


def differing_fields(first: OrderDraft, second: OrderDraft) -> tuple[str, ...]:
    """Names of the fields in which two versions of an order differ, notes aside."""
    pairs = zip(HEAD_NAMES, first.head(), second.head(), strict=True)
    names = [name for name, one, two in pairs if one != two and name != "notes"]
    return (*names, "items") if first.items != second.items else tuple(names)
