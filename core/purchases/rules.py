"""The state machine of every paid call (DESIGN M5). Pure."""

from enum import Enum

from core.errors import Refused, Rule


class Kind(Enum):
    """What is asked of the provider."""

    LABEL = "label"
    FUNDING = "funding"
    VOID = "void"


class State(Enum):
    """Where a purchase stands."""

    INTENT = "intent"  # stored with its hold; nothing was sent
    PREPARED = "prepared"  # the provider has a free draft
    SENT = "sent"  # committed before the first byte left; a crash here is unknown
    CONFIRMED = "confirmed"
    PENDING = "pending"  # the provider has it under its own id
    REFUSED = "refused"  # a definite no
    FAILED = "failed"  # it never left; a new purchase is safe
    UNKNOWN = "unknown"  # may have happened; is being asked
    ABSENT = "absent"  # asked: the provider has nothing of it
    CANCELLED = "cancelled"  # given up before it was sent


class Event(Enum):
    """What moves a purchase."""

    PREPARE = "prepare"
    SEND = "send"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    PEND = "pend"
    REFUSE = "refuse"
    FAIL = "fail"
    LOSE = "lose"
    FIND_NOTHING = "find-nothing"


MOVES: dict[tuple[State, Event], State] = {
    (State.INTENT, Event.PREPARE): State.PREPARED,
    (State.INTENT, Event.SEND): State.SENT,
    (State.INTENT, Event.CANCEL): State.CANCELLED,
    (State.PREPARED, Event.SEND): State.SENT,
    (State.PREPARED, Event.CANCEL): State.CANCELLED,
    (State.SENT, Event.CONFIRM): State.CONFIRMED,
    (State.SENT, Event.PEND): State.PENDING,
    (State.SENT, Event.REFUSE): State.REFUSED,
    (State.SENT, Event.FAIL): State.FAILED,
    (State.SENT, Event.LOSE): State.UNKNOWN,
    (State.UNKNOWN, Event.CONFIRM): State.CONFIRMED,
    (State.UNKNOWN, Event.PEND): State.PENDING,
    (State.UNKNOWN, Event.REFUSE): State.REFUSED,
    (State.UNKNOWN, Event.FIND_NOTHING): State.ABSENT,
    (State.PENDING, Event.CONFIRM): State.CONFIRMED,
    (State.PENDING, Event.REFUSE): State.REFUSED,
    # An answer that comes later than everyone thought is a fact all the same and is adopted.
    (State.ABSENT, Event.CONFIRM): State.CONFIRMED,
}

OPEN = frozenset({State.INTENT, State.PREPARED, State.SENT, State.PENDING, State.UNKNOWN})
TO_ASK = frozenset({State.UNKNOWN, State.PENDING})


class IllegalMove(AssertionError):
    """A programming error: this state does not know this event."""


def move(state: State, event: Event) -> State:
    """The state after `event`.

    Raises:
        IllegalMove: The table has no such move.
    """
    after = MOVES.get((state, event))
    if after is None:
        raise IllegalMove(state, event)
    return after


class AlreadyOpen(Refused):
    """One open or live purchase per parcel, one open funding per wallet. Fields: ``kind``, ``subject``, ``state``."""

    code = "purchases.already-open"
    rule = Rule("One open purchase at a time", "Postbench, exactly once (M5)", "2026-11-22")
