"""The closed set of tasks and how one ends."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.errors import Refused


class TaskKind(Enum):
    """What a person is asked to do; the words are made at the edge."""

    BUY_POSTAGE = "buy-postage"
    CONFIRM_DECLARED = "confirm-declared"
    FOLLOW_CLOSING = "follow-closing"
    PAY_PAYABLE = "pay-payable"
    SAVE_STATEMENT = "save-statement"
    DISPUTE_DEADLINE = "dispute-deadline"
    REFUND_OVERDUE = "refund-overdue"
    PAYMENT_METHOD_EXPIRES = "payment-method-expires"
    SETTLE_UNKNOWN = "settle-unknown"
    RECONCILE = "reconcile"


class TaskState(Enum):
    """Open until somebody did it, or until the fact that asked for it is gone."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    Attributes:
        id: Ours.
        key: Names the fact that asks for it, for ever; the same key never makes a second task.
        kind: What to do.
        subject: Id of what it is about: a wallet, a payable, a label.
        due: By when, in the station's calendar.
        fields: What the words need: ids, codes and amounts as text, never a name or an address (D9).
        state: Where it stands.
        ended_by: Who ended it, empty while it is open.
        reason: Why it was ended, in the words of the person or a code.
    """

    id: str
    key: str
    kind: TaskKind
    subject: str
    due: date
    fields: tuple[tuple[str, str], ...]
    state: TaskState
    ended_by: str
    reason: str

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before `today`."""
        return self.state is TaskState.OPEN and self.due < today


class TaskEnded(Refused):
    """The task was done or dropped before. Fields: ``task``, ``state``."""

    code = "tasks.ended"


class ReasonMissing(Refused):
    """A person who drops a task says why. Fields: ``task``."""

    code = "tasks.reason-missing"
