"""Operators, proofs and limits."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.money import Money


class Role(Enum):
    """What an operator may do: a supervisor besides looks after people and limits, and is the second person."""

    PACKER = "packer"
    SUPERVISOR = "supervisor"


class OperatorState(Enum):
    """Where an operator stands; rows are never deleted."""

    ACTIVE = "active"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who works at the stations of these books.

    Attributes:
        id: Ours.
        name: Short and unique, whatever its case; written as the actor on every row of record.
        role: Packer or supervisor.
        state: Active or inactive.
        made_at: UTC text.
    """

    id: str
    name: str
    role: Role
    state: OperatorState
    made_at: str

    @property
    def is_active(self) -> bool:
        """Whether this person may sign in."""
        return self.state is OperatorState.ACTIVE


@dataclass(frozen=True, slots=True)
class PinLock:
    """What wrong PINs have done to an operator.

    Attributes:
        wrong: Wrong PINs in a row.
        until: No PIN is looked at before this moment; None when one may be tried now.
    """

    wrong: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Proof:
    """That a person gave their PIN for one act, a moment ago, in this run of the program.

    Attributes:
        id: Ours; used once.
        operator: Their name.
        act: What it is for, a value of `core.people.acts.Act`.
        expires_at: Of no use from this moment on.
    """

    id: str
    operator: str
    act: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Proofs:
    """Ids of proofs, as a use case takes them; empty texts are proofs that were not given.

    Attributes:
        own: Of the person who acts.
        second: Of the second person.
    """

    own: str = ""
    second: str = ""


NO_PROOFS = Proofs()


class LimitKind(Enum):
    """The limits that a supervisor sets, each for one currency."""

    SECOND_PERSON = "second-person"  # a purchase of postage above it needs a second person
    POSTAGE_PER_DAY = "postage-per-day"  # postage bought at one station on one business day
    LABELS_PER_DAY = "labels-per-day"  # labels bought at one station on one business day


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in force. Attributes: which; how much; since when (UTC text); who set it."""

    kind: LimitKind
    amount: Money
    at: str
    actor: str
