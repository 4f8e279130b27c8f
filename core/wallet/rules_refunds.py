"""What becomes of money that was promised back. Pure."""

from enum import Enum

from core.errors import Refused
from core.ledger.accounts import Account
from core.ledger.entries import Line
from core.money import Money


class NoRefundDue(Refused):
    """Nothing is to come back for this label. Fields: ``label``, ``state``."""

    code = "wallet.no-refund-due"


class ReasonMissing(Refused):
    """A person who decides about money says why. Fields: ``what``."""

    code = "wallet.reason-missing"


class Outcome(Enum):
    """What was done with an event of the provider."""

    CREDITED = "credited"  # a refund that was due
    VOIDED_ELSEWHERE = "voided-elsewhere"  # a void that was not asked for here, and its refund
    LATE = "late"  # a refund that was written off before
    KNOWN = "known"  # in the books already
    LOST = "lost"  # the provider refused a refund
    ADJUSTED = "adjusted"
    UNKNOWN_LABEL = "unknown-label"  # money for a label that nobody here bought
    WAITS = "waits"  # its void is being looked up; the event is read again


def arrival_lines(wallet: Account, due: Account, shortage: Account, *, promised: Money, came: Money) -> list[Line]:
    """The lines of a refund that came: all that was promised is no longer due, a difference is named.

    Args:
        wallet: Where it came to.
        due: Where it was promised.
        shortage: Takes what came less (a debit) or more (a credit).
        promised: What was due, above zero.
        came: What came, above zero.
    """
    lines = [Line(wallet, came), Line(due, -promised)]
    return lines if came == promised else [*lines, Line(shortage, promised - came)]


def required(reason: str, what: str) -> str:
    """`reason` without blanks around it.

    Raises:
        ReasonMissing: There is none.
    """
    if not reason.strip():
        raise ReasonMissing(what=what)
    return reason.strip()
