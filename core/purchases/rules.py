"""The state machine of every paid call (DESIGN M5). Pure."""

from datetime import timedelta
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
    DECIDED_CHARGED = "decided-charged"  # nobody can be asked; a person says that it was charged
    DECIDED_ABSENT = "decided-absent"  # nobody can be asked; a person says that it was not
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
    DECIDE_CHARGED = "decide-charged"
    DECIDE_ABSENT = "decide-absent"


MOVES: dict[tuple[State, Event], State] = {
    (State.INTENT, Event.PREPARE): State.PREPARED,
    (State.INTENT, Event.SEND): State.SENT,
    (State.INTENT, Event.CANCEL): State.CANCELLED,
    (State.PREPARED, Event.SEND): State.SENT,
    (State.PREPARED, Event.CANCEL): State.CANCELLED,
    # Only in books that were restored: whether it was sent after the backup, nobody here knows.
    (State.INTENT, Event.LOSE): State.UNKNOWN,
    (State.PREPARED, Event.LOSE): State.UNKNOWN,
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
    (State.UNKNOWN, Event.DECIDE_CHARGED): State.DECIDED_CHARGED,
    (State.UNKNOWN, Event.DECIDE_ABSENT): State.DECIDED_ABSENT,
    (State.PENDING, Event.DECIDE_CHARGED): State.DECIDED_CHARGED,
    (State.PENDING, Event.DECIDE_ABSENT): State.DECIDED_ABSENT,
    (State.ABSENT, Event.DECIDE_CHARGED): State.DECIDED_CHARGED,
    (State.DECIDED_ABSENT, Event.DECIDE_CHARGED): State.DECIDED_CHARGED,
    (State.DECIDED_CHARGED, Event.DECIDE_ABSENT): State.DECIDED_ABSENT,
    # An answer that comes later than everyone thought is a fact all the same and is adopted.
    (State.ABSENT, Event.CONFIRM): State.CONFIRMED,
    (State.REFUSED, Event.CONFIRM): State.CONFIRMED,
    (State.DECIDED_ABSENT, Event.CONFIRM): State.CONFIRMED,
    (State.DECIDED_ABSENT, Event.REFUSE): State.REFUSED,
    (State.DECIDED_CHARGED, Event.CONFIRM): State.CONFIRMED,
    (State.DECIDED_CHARGED, Event.REFUSE): State.REFUSED,
    # What a person bought in a portal, or a number of our own, needs nobody to be asked.
    (State.INTENT, Event.CONFIRM): State.CONFIRMED,
}

OPEN = frozenset({State.INTENT, State.PREPARED, State.SENT, State.PENDING, State.UNKNOWN})
TO_ASK = frozenset({State.UNKNOWN, State.PENDING})
# Settled without the provider's word; it is asked on for a day, and its word counts more than a person's.
MAY_TURN_UP = frozenset({State.ABSENT, State.DECIDED_ABSENT, State.DECIDED_CHARGED})
PAID = frozenset({State.CONFIRMED, State.DECIDED_CHARGED})
WATCHED_FOR = timedelta(hours=24)  # facts/gateways 1.4


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


class NotOpen(Refused):
    """No decision is needed: the outcome is known. Fields: ``purchase``, ``state``."""

    code = "purchases.not-open"


class ReasonMissing(Refused):
    """What a person decides or records is kept with the reason. Fields: ``what``."""

    code = "purchases.reason-missing"


class ReferenceMissing(Refused):
    """A person says that it was charged and names no reference of the provider. Fields: ``purchase``."""

    code = "purchases.reference-missing"


class ReferenceUsed(Refused):
    """Another purchase has this reference of the provider. Fields: ``reference``, ``purchase``."""

    code = "purchases.reference-used"
