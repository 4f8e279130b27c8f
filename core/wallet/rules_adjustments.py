"""Adjustments after shipment and their disputes (S0-36, S0-37). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from core.errors import Refused, Rule
from core.money import Money

UNKNOWN_CARRIER = "unknown"  # of an adjustment that names neither a label of ours nor its carrier


class Cause(Enum):
    """Why a carrier corrected a price."""

    WEIGHT = "weight"
    DIMENSIONS = "dimensions"
    SERVICE = "service"
    ADDRESS = "address"
    DISPUTE = "dispute"  # a credit after a dispute that was won
    REFUND = "refund"  # money back for a label that nobody here bought
    OTHER = "other"


class Source(Enum):
    """Who told us."""

    PROVIDER = "provider"
    PERSON = "person"
    IMPORT = "import"


class DisputeState(Enum):
    """Where a dispute stands."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class DisputeEvent(Enum):
    """What ends one."""

    WIN = "win"
    LOSE = "lose"


DISPUTE_MOVES: dict[tuple[DisputeState, DisputeEvent], DisputeState] = {
    (DisputeState.OPEN, DisputeEvent.WIN): DisputeState.WON,
    (DisputeState.OPEN, DisputeEvent.LOSE): DisputeState.LOST,
}


class NothingAdjusted(Refused):
    """An adjustment of zero is none. Fields: ``amount``."""

    code = "wallet.nothing-adjusted"


class AdjustmentKnown(Refused):
    """The provider's adjustment is in the books already. Fields: ``reference``, ``wallet``."""

    code = "wallet.adjustment-known"


class OtherWallet(Refused):
    """The label was paid from another wallet. Fields: ``label``, ``wallet``."""

    code = "wallet.other-wallet"


class NotDisputable(Refused):
    """Only money that was taken is disputed, and once. Fields: ``adjustment``, ``reason`` (credit, disputed, over)."""

    code = "wallet.not-disputable"
    rule = Rule(
        "An adjustment is disputed within 90 days of delivery",
        "ShippingEasy help, carrier adjustments",
        "2026-11-22",
    )


class NoOpenDispute(Refused):
    """There is no dispute that could end. Fields: ``adjustment``."""

    code = "wallet.no-open-dispute"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A correction of a price after shipment.

    Attributes:
        id: Ours.
        wallet: Whose balance it moved.
        carrier: Catalogue code.
        label: Our label id, empty where none is known.
        tracking: As it was given, compact.
        amount: Its effect on the balance: negative takes money.
        cause: Why.
        reason: In the words of the carrier or of a person.
        provider_ref: The provider's id, empty where it gave none.
        source: Who told us.
        day: The provider's day, ISO.
        journal: Number of its entry.
        at: When it was booked, UTC text.
        actor: Who booked it.
        dispute: State of its dispute, or None.
        dispute_due: Last day of the dispute, ISO, empty without one.
    """

    id: str
    wallet: str
    carrier: str
    label: str
    tracking: str
    amount: Money
    cause: Cause
    reason: str
    provider_ref: str
    source: Source
    day: str
    journal: int
    at: str
    actor: str
    dispute: DisputeState | None = None
    dispute_due: str = ""


def last_dispute_day(delivered: date | None, ship_day: date | None, adjusted: date, days: int) -> date:
    """Until when an adjustment may be disputed.

    The days count from delivery; where that is not known they count from the ship day, and without a label from the
    day of the adjustment: never later than what the carrier means where the label is known.
    """
    return (delivered or ship_day or adjusted) + timedelta(days=days)


def move_dispute(state: DisputeState, event: DisputeEvent) -> DisputeState:
    """The state after `event`; an unknown move is a programming error."""
    after = DISPUTE_MOVES.get((state, event))
    assert after is not None, (state, event)
    return after


_WORDS = (
    (Cause.DIMENSIONS, ("dim", "size", "length", "volum", "dépass", "taille", "cubage")),
    (Cause.WEIGHT, ("weight", "weigh", "poids", "lb", "kg", "oz")),
    (Cause.SERVICE, ("service", "zone", "package type", "packaging", "emballage")),
    (Cause.ADDRESS, ("address", "adresse", "return")),
)


def cause_of(words: str) -> Cause:
    """The cause that a carrier's words name; `OTHER` where they name none."""
    text = words.casefold()
    return next((cause for cause, signs in _WORDS if any(sign in text for sign in signs)), Cause.OTHER)
