"""States of a paid label (DESIGN M7): voided is not refunded. Pure."""

from enum import Enum


class LabelState(Enum):
    """Where a label stands with the carrier's money."""

    BOUGHT = "bought"
    VOID_REQUESTED = "void-requested"
    REFUND_DUE = "refund-due"  # the void was accepted, the money is not back
    REFUNDED = "refunded"
    VOID_REFUSED = "void-refused"  # the label is still good
    REFUND_REFUSED = "refund-refused"


class LabelEvent(Enum):
    """What moves a label."""

    REQUEST_VOID = "request-void"
    ACCEPT_VOID = "accept-void"
    REFUSE_VOID = "refuse-void"
    REFUND = "refund"
    REFUSE_REFUND = "refuse-refund"


LABEL_MOVES: dict[tuple[LabelState, LabelEvent], LabelState] = {
    (LabelState.BOUGHT, LabelEvent.REQUEST_VOID): LabelState.VOID_REQUESTED,
    (LabelState.VOID_REFUSED, LabelEvent.REQUEST_VOID): LabelState.VOID_REQUESTED,
    (LabelState.VOID_REQUESTED, LabelEvent.REQUEST_VOID): LabelState.VOID_REQUESTED,
    (LabelState.VOID_REQUESTED, LabelEvent.ACCEPT_VOID): LabelState.REFUND_DUE,
    (LabelState.VOID_REQUESTED, LabelEvent.REFUSE_VOID): LabelState.VOID_REFUSED,
    (LabelState.REFUND_DUE, LabelEvent.REFUND): LabelState.REFUNDED,
    (LabelState.REFUND_DUE, LabelEvent.REFUSE_REFUND): LabelState.REFUND_REFUSED,
    # Money that was written off and comes after all is a fact like any other.
    (LabelState.REFUND_REFUSED, LabelEvent.REFUND): LabelState.REFUNDED,
}

USABLE = frozenset({LabelState.BOUGHT, LabelState.VOID_REFUSED})


def move_label(state: LabelState, event: LabelEvent) -> LabelState:
    """The state after `event`; an unknown move is a programming error."""
    after = LABEL_MOVES.get((state, event))
    assert after is not None, (state, event)
    return after
