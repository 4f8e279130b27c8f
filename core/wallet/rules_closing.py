"""Closing an account: the whole amount, once nothing is open (S0-32 to S0-34). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.errors import Refused, Rule
from core.money import Money
from core.wallet.clocks import VoidClock
from core.wallet.rules_waterfall import Drain, OpenItem, OpenKind

_RULE = Rule(
    "The rest of a balance comes back only by closing the account, whole",
    "One Balance, closing the account (French general details)",
    "2026-11-22",
)


class ClosingState(Enum):
    """Where a closing stands."""

    BEGUN = "begun"  # nothing is bought any more; what is open comes in
    REQUESTED = "requested"  # the whole rest was asked back
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class ClosingEvent(Enum):
    """What moves one."""

    REQUEST = "request"
    RECEIVE = "receive"
    CANCEL = "cancel"


CLOSING_MOVES: dict[tuple[ClosingState, ClosingEvent], ClosingState] = {
    (ClosingState.BEGUN, ClosingEvent.REQUEST): ClosingState.REQUESTED,
    (ClosingState.BEGUN, ClosingEvent.CANCEL): ClosingState.CANCELLED,
    (ClosingState.REQUESTED, ClosingEvent.RECEIVE): ClosingState.REFUNDED,
    (ClosingState.REQUESTED, ClosingEvent.CANCEL): ClosingState.CANCELLED,
}
BLOCKING = frozenset({OpenKind.HOLD, OpenKind.IN_TRANSIT, OpenKind.UNKNOWN, OpenKind.REFUND_DUE, OpenKind.SUSPENSE})


class ClosingBlocked(Refused):
    """Something is open that would be lost. Fields: ``wallet``, ``open`` (codes of what is)."""

    code = "wallet.closing-blocked"
    rule = _RULE


class LabelsStillVoidable(Refused):
    """Labels may still be voided; their money is lost with the account. Fields: ``wallet``, ``labels``, ``at_risk``."""

    code = "wallet.labels-still-voidable"
    rule = _RULE


class NothingToClose(Refused):
    """Below zero there is nothing to ask back. Fields: ``wallet``, ``booked``."""

    code = "wallet.nothing-to-close"
    rule = _RULE


class NotClosing(Refused):
    """No closing of this wallet stands where this could be done. Fields: ``wallet``, ``state``."""

    code = "wallet.not-closing"


class DifferenceNeedsReason(Refused):
    """What came is not what was due: a person says why. Fields: ``due``, ``came``."""

    code = "wallet.difference-needs-reason"


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing of a wallet.

    Attributes:
        id: Ours.
        wallet: Which.
        state: Where it stands.
        amount: What was asked back, None before the request.
        rule: Id of the dated rule of the window.
        requested: The day of the request, ISO, empty before; likewise the next two.
        first_day: First day on which the money is expected.
        last_day: Last one.
        reason: Why it was begun.
        begun_at: UTC text.
        actor: Who began it.
    """

    id: str
    wallet: str
    state: ClosingState
    amount: Money | None
    rule: str
    requested: str
    first_day: str
    last_day: str
    reason: str
    begun_at: str
    actor: str


@dataclass(frozen=True, slots=True)
class ClosingView:
    """The guided flow's first page: what is there, what is open, what is at stake.

    Attributes:
        wallet: Which.
        closing: The closing under way, or None.
        booked: The whole rest.
        open_items: What is open; those that block come first.
        voidable: Labels that may still be voided: their money is lost with the account.
        plan: How the balance could be used up instead.
        first_day: When the money would come if it were asked back today, likewise `last_day`.
        rule: Id of the dated rule.
        source: Who says so.
    """

    wallet: str
    closing: Closing | None
    booked: Money
    open_items: tuple[OpenItem, ...]
    voidable: tuple[VoidClock, ...]
    plan: Drain
    first_day: date
    last_day: date
    rule: str
    source: str

    @property
    def blocked_by(self) -> tuple[OpenItem, ...]:
        """What must end before the rest can be asked back."""
        return tuple(item for item in self.open_items if item.kind in BLOCKING)


def move_closing(state: ClosingState, event: ClosingEvent) -> ClosingState:
    """The state after `event`; an unknown move is a programming error."""
    after = CLOSING_MOVES.get((state, event))
    assert after is not None, (state, event)
    return after
