"""What the Replace dialog shows, as frozen records."""

from dataclasses import dataclass
from enum import Enum

from core.errors import StationError
from core.shipments.service_replacing import AS_ORDERED, Corrected, Replaced, ReplacementQuote
from ui.views import Tone


class Stage(Enum):
    """Where the dialog stands; a replacement begins in ASKING alone, so pressing again buys nothing more."""

    PRICING = "pricing"
    ASKING = "asking"
    REFUSED = "refused"  # nothing was voided and nothing was bought
    WORKING = "working"
    ENDED = "ended"
    IN_DOUBT = "in-doubt"  # one of the two calls was not answered: asked, never sent again
    BROKEN = "broken"  # the program failed on the way; what was begun is looked up


@dataclass(frozen=True, slots=True)
class ReplaceState:
    """All that the dialog shows.

    Attributes:
        stage: Where it stands.
        corrected: What the new label is bought for.
        quote: The price of the new label, None before it is known.
        error: Why there is no price, or why nothing was done.
        done: What became of it.
        asking: The provider is being asked.
        printing: The new label is on its way to a printer.
    """

    stage: Stage = Stage.PRICING
    corrected: Corrected = AS_ORDERED
    quote: ReplacementQuote | None = None
    error: StationError | None = None
    done: Replaced | None = None
    asking: bool = False
    printing: bool = False


@dataclass(frozen=True, slots=True)
class EndView:
    """How a replacement ended, in words.

    Attributes:
        tone: Of the heading.
        title: What happened.
        text: What is true now, above all for money.
        why: Why it did not end with a new label, or nothing.
        facts: Names and values: labels, prices, net cost.
        destroy: The old paper must not travel; in words, or nothing.
    """

    tone: Tone
    title: str
    text: str
    why: str
    facts: tuple[tuple[str, str], ...]
    destroy: str
