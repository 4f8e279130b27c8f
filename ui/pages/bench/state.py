"""What the bench has in hand: one frozen record that the presenter replaces as things happen."""

from dataclasses import dataclass, field
from enum import Enum

from core.accounts.records import Wallet
from core.carriers.catalogue import Catalogue
from core.carriers.model import Requirement
from core.errors import StationError
from core.orders.records import OrderState, WeightSource
from core.purchases.port import Rate
from core.shipments.service_rating import Rated
from core.units import Dimensions, Weight
from ui.pages.bench.finding import FoundMany, FoundOrder
from ui.pages.bench.work import Surroundings
from ui.pictures import LabelPicture
from ui.questions import Question


class Busy(Enum):
    """What is under way; one thing at a time."""

    NOTHING = "nothing"
    FINDING = "finding"
    BUYING = "buying"
    REPRINTING = "reprinting"
    VOIDING = "voiding"
    KEEPING = "keeping"


@dataclass(frozen=True, slots=True)
class Hand:
    """The order in hand.

    Attributes:
        found: The order, and what there is of it already.
        form: Number of this filling of the inputs.
        weight: As it lies on the scale.
        source: Where the weight is from.
        dims: As measured.
        rated: Prices for exactly this, or None while they are on their way.
        picked: Rate that a person picked, empty for what the order asks for.
        without_size: Reason of an override.
        half_size: The three sides as typed, while they are begun and no size can be read from them.
        error: What the last attempt came to.
    """

    found: FoundOrder
    form: int
    weight: Weight | None
    source: WeightSource
    dims: Dimensions | None
    rated: Rated | None = None
    picked: str = ""
    without_size: str = ""
    half_size: tuple[str, ...] = ()
    error: StationError | None = None

    @property
    def is_open(self) -> bool:
        """Whether a label can be bought for it at all."""
        return (
            self.found.order.state is OrderState.OPEN and self.found.label is None and self.found.open_purchase is None
        )

    @property
    def is_waiting(self) -> bool:
        """Whether it is open or held: it can be weighed."""
        return self.found.order.state in (OrderState.OPEN, OrderState.HELD) and self.found.open_purchase is None

    def chosen(self) -> Rate | None:
        """The rate that the button buys."""
        if self.rated is None:
            return None
        picked = [rate for rate in self.rated.quotes.rates if rate_key(rate) == self.picked]
        return picked[0] if picked else self.rated.chosen

    def lacks_size(self, catalogue: Catalogue) -> bool:
        """Whether the chosen carrier wants a size and none is known."""
        rate = self.chosen()
        return rate is not None and self.dims is None and Requirement.DIMENSIONS in catalogue.get(rate.carrier).requires


def rate_key(rate: Rate) -> str:
    """What names a rate on the bench."""
    return f"{rate.carrier}/{rate.service_code}"


@dataclass(frozen=True, slots=True)
class BenchState:
    """All of it.

    Attributes:
        around: What was read, None before the first time.
        text: What narrows the list.
        hand: The order in hand.
        many: Several orders that a scan may have meant.
        nothing: A scan that meant nothing.
        busy: What is under way.
        question: What is being asked in place.
        shown: Label in the panel, empty for the newest.
        picture: Its picture.
        picture_error: Why there is none.
        reason: Reason of the last reprint, and the label that it was for.
        dismissed: Notices that a person took away.
        error: Why the list could not be read.
    """

    around: Surroundings | None = None
    text: str = ""
    hand: Hand | None = None
    many: FoundMany | None = None
    nothing: str = ""
    busy: Busy = Busy.NOTHING
    question: Question | None = None
    shown: str = ""
    picture: LabelPicture | None = None
    picture_error: StationError | None = None
    reason: tuple[str, str] = ("", "")
    dismissed: frozenset[str] = field(default_factory=frozenset)
    error: StationError | None = None

    def payer(self, rate: Rate) -> Wallet | None:
        """The wallet that pays a rate."""
        found = [w.wallet for w in (self.around.wallets if self.around else ()) if rate.carrier in w.wallet.carriers]
        return next((wallet for wallet in found if wallet.currency == rate.price.currency), None)
