"""What the gates' part shows. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import Refused
from core.i18n import Tr
from core.upkeep.reconciling import DECIDABLE, Left, LeftOver
from ui.messages_base import capital, word
from ui.messages_upkeep import LEFT_OVER

RESTORED, CLOCK = "store.restored", "store.clock-doubt"
_BOOKABLE = frozenset({LeftOver.NO_ORDER, LeftOver.HAS_LABEL})


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands, worst first, and the time here when it was looked at."""

    refusals: tuple[Refused, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Something that books and provider do not agree on. Attributes: its reference; why, in words; its facts."""

    ref: str
    why: str
    facts: str
    amount: str


def left_row(tr: Tr, left: Left) -> LeftRow:
    """As the table shows it."""
    facts = " · ".join(fact for fact in (left.tracking, left.reference, left.ref, left.wallet.upper()) if fact)
    return LeftRow(
        left.ref, capital(word(tr, LEFT_OVER, left.why.value)), facts, tr.money(left.amount) if left.amount else ""
    )


def is_bookable(left: Left) -> bool:
    """Whether a person may have it booked as money alone."""
    return left.why in _BOOKABLE and bool(left.ref)


def is_acceptable(every: tuple[Left, ...]) -> bool:
    """Whether a person's reason settles all that is left."""
    return bool(every) and all(one.why in DECIDABLE for one in every)
