"""What the batch sheet shows, as frozen records."""

from dataclasses import dataclass
from enum import Enum

from core.errors import StationError
from core.money import Money
from core.shipments.rules import Affordability
from core.shipments.service_rating import Rated
from core.shipments.service_shipping import Shipped
from core.wallet.service import WalletView
from ui.views import ChipView


class Stage(Enum):
    """Where the batch stands; it is bought from READY alone, so pressing again buys nothing more."""

    RATING = "rating"
    READY = "ready"
    BUYING = "buying"
    DONE = "done"
    FAILED = "failed"


class Fit(Enum):
    """What happens to an order of the batch when the button is pressed."""

    BUY = "buy"
    TOO_DEAR = "too-dear"  # the balance does not reach
    NO_SIZE = "no-size"  # the carrier charges by size and none is known
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order of the batch with its price and what will become of it."""

    rated: Rated
    fit: Fit


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One order of the batch, before or after.

    Attributes:
        id: Order id.
        number: Order number.
        recipient: Name or company.
        place: City, region, country.
        service: Carrier and service, or empty.
        note: Tracking number, or why not.
        state: What will be, or was, done.
        price: In its own currency, None where there is none.
    """

    id: str
    number: str
    recipient: str
    place: str
    service: str
    note: str
    state: ChipView
    price: Money | None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the labels come out.

    Attributes:
        printer: Its name, empty when there is none.
        labels: How many were queued.
        error: Why they were not, or None.
    """

    printer: str
    labels: int
    error: StationError | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """What pricing a batch found."""

    rated: tuple[Rated, ...]
    wallets: tuple[WalletView, ...]


@dataclass(frozen=True, slots=True)
class ShipState:
    """All that the sheet shows.

    Attributes:
        stage: Where it stands.
        candidates: The orders, in their order.
        wallets: Balances.
        waiting: Open orders that come after these, in a batch of their own.
        lines: Per wallet, how many labels the balance can pay.
        reason: Why labels are bought without a size, empty for leaving those out.
        done: Orders dealt with while buying.
        total: Orders of the batch while buying.
        last: Number of the order dealt with last.
        stopping: A person asked to stop.
        answers: What became of each.
        printed: Where the labels come out.
        error: Why it failed as a whole.
    """

    stage: Stage = Stage.RATING
    candidates: tuple[Candidate, ...] = ()
    wallets: tuple[WalletView, ...] = ()
    waiting: int = 0
    lines: tuple[Affordability, ...] = ()
    reason: str = ""
    done: int = 0
    total: int = 0
    last: str = ""
    stopping: bool = False
    answers: tuple[Shipped, ...] = ()
    printed: Printed | None = None
    error: StationError | None = None

    def of(self, fit: Fit) -> tuple[Candidate, ...]:
        """The orders that share a fate."""
        return tuple(one for one in self.candidates if one.fit is fit)
