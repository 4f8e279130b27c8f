"""The states of *Replace label*: void the old one, buy the new one, and a stated end wherever it stops. Pure."""

from enum import Enum

from core.errors import Refused
from core.labels.rules import LabelState
from core.purchases.rules import OPEN, PAID, State


class ReplacingState(Enum):
    """Where a replacement stands."""

    VOIDING = "voiding"  # the old label's void is asked for; the price of the new one is held
    BUYING = "buying"  # the old label is void; the new one is being bought
    DONE = "done"
    KEPT = "kept"  # the old label was not voided and is good; nothing was bought
    VOIDED = "voided"  # the old label is void and there is no new one; the order waits for a person


class ReplacingEvent(Enum):
    """What moves a replacement."""

    VOID = "void"
    KEEP = "keep"
    BUY = "buy"
    FAIL = "fail"


REPLACING_MOVES: dict[tuple[ReplacingState, ReplacingEvent], ReplacingState] = {
    (ReplacingState.VOIDING, ReplacingEvent.VOID): ReplacingState.BUYING,
    (ReplacingState.VOIDING, ReplacingEvent.KEEP): ReplacingState.KEPT,
    (ReplacingState.VOIDING, ReplacingEvent.FAIL): ReplacingState.VOIDED,
    (ReplacingState.BUYING, ReplacingEvent.BUY): ReplacingState.DONE,
    (ReplacingState.BUYING, ReplacingEvent.FAIL): ReplacingState.VOIDED,
    # The new label's purchase was given up and turned up after all.
    (ReplacingState.VOIDED, ReplacingEvent.BUY): ReplacingState.DONE,
}
OPEN_REPLACEMENTS = frozenset({ReplacingState.VOIDING, ReplacingState.BUYING})
VOIDED_STATES = frozenset({LabelState.REFUND_DUE, LabelState.REFUNDED, LabelState.REFUND_REFUSED})


class NotReplaceable(Refused):
    """Only the good label of a parcel is replaced. Fields: ``label``, ``why`` (void, spare, being-replaced)."""

    code = "shipments.not-replaceable"


class ReplaceReasonMissing(Refused):
    """A replacement is kept with its reason. Fields: ``label``."""

    code = "shipments.replace-reason-missing"


def move_replacing(state: ReplacingState, event: ReplacingEvent) -> ReplacingState:
    """The state after `event`; an unknown move is a programming error."""
    after = REPLACING_MOVES.get((state, event))
    assert after is not None, (state, event)
    return after


def next_event(
    state: ReplacingState, void: State, old: LabelState, new: State | None, *, is_driven: bool
) -> ReplacingEvent | None:
    """What the two paid calls mean for the replacement, or None while they are open.

    Args:
        state: Of the replacement.
        void: Of the void's purchase.
        old: Of the old label.
        new: Of the new label's purchase, None where there is none yet.
        is_driven: Some process is still at it and goes on by itself.
    """
    if state is ReplacingState.VOIDING:
        if void in OPEN:
            return None
        if old in VOIDED_STATES:
            return None if is_driven else ReplacingEvent.FAIL
        return ReplacingEvent.KEEP
    if new in PAID:
        return ReplacingEvent.BUY if (state, ReplacingEvent.BUY) in REPLACING_MOVES else None
    if state is ReplacingState.BUYING and new not in OPEN:
        return ReplacingEvent.FAIL
    return None
