"""What the station asks of a provider that sells postage. Adapters in `core/gateways/postage` implement it.

Error classes (facts: gateways 7.3), all raised, never returned:

* `GatewayRefused` (a `Refused`): a definite no before any charge, from a short whitelist.
* `GatewayUnavailable` (an `Unavailable`): never connected; nothing was sent.
* `GatewayUnknown` (an `OutcomeUnknown`): anything else: time-out, reset, 5xx, an answer that cannot be read.

A gateway is called outside every transaction (asserted by the caller) and never retries by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from core.address import Address
from core.errors import OutcomeUnknown, Refused, Unavailable
from core.labels.document import LabelDocument
from core.money import Money
from core.purchases.after_sales import StatementSource
from core.units import Dimensions, Weight


class GatewayRefused(Refused):
    """The provider said no before charging. Fields: ``reason`` (a code), ``detail`` (its own words)."""

    code = "gateway.refused"


class GatewayUnavailable(Unavailable):
    """The provider could not be reached; nothing was sent. Fields: ``reason``."""

    code = "gateway.unavailable"


class GatewayUnknown(OutcomeUnknown):
    """The request may have been carried out. Fields: ``reason``."""

    code = "gateway.unknown"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a gateway can do at all.

    `drafts`: it sells a label in two steps, the first free and repeatable. `statement`: it can be asked what happened
    after a sale.
    """

    funds_by_api: bool
    sells_labels: bool
    voids: bool
    quotes: bool
    drafts: bool = False
    statement: bool = False


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """A parcel to be priced with every carrier of `carriers`."""

    carriers: tuple[str, ...]
    currency: str
    ship_from: Address
    ship_to: Address
    weight: Weight
    dims: Dimensions | None
    ship_day: str  # local calendar day, ISO


@dataclass(frozen=True, slots=True)
class Rate:
    """One service's price.

    Attributes:
        carrier: Catalogue code.
        service_code: Catalogue service code.
        price: What the label will cost.
        zone: The zone that was used.
        billable: The billable weight as text, for example ``4 lb``.
        source: ``practice``, ``live`` or ``own-card``: a price from the operator's rate card is never called live.
        source_day: For ``own-card`` the day of the card, ISO; else empty.
        rule_id: The dimensional-weight rule that was used, empty where none.
        at_risk: What a missing or doubtful size could cost later (S0-39), or None.
        buyable: False for prices that are shown for comparison only.
    """

    carrier: str
    service_code: str
    price: Money
    zone: str
    billable: str
    source: str
    source_day: str = ""
    rule_id: str = ""
    at_risk: Money | None = None
    buyable: bool = True


@dataclass(frozen=True, slots=True)
class NoRate:
    """A service that cannot be had for this parcel, and why (`code` with `detail`)."""

    carrier: str
    service_code: str
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The answer to a quote: what can be bought, cheapest first, and what cannot."""

    rates: tuple[Rate, ...]
    refused: tuple[NoRate, ...]


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """One parcel's label, to be paid from a wallet.

    Attributes:
        key: Our purchase id, the idempotency key; made and stored before the call.
        wallet: Wallet id, the provider's account.
        price: What was quoted; the provider charges its own price, which may differ.
        allow_without_dims: An override was recorded for a carrier that wants dimensions.
    """

    key: str
    wallet: str
    carrier: str
    service_code: str
    ship_from: Address
    ship_to: Address
    weight: Weight
    dims: Dimensions | None
    ship_day: str
    reference: str
    price: Money
    piece: int = 1
    pieces: int = 1
    allow_without_dims: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A label that may be bought: nothing is paid yet. `price` is what it would cost, None where it is not said."""

    reference: str
    price: Money | None


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A label as the carrier issued it."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Bought:
    """A paid label.

    Attributes:
        provider_ref: The provider's id of the transaction; unique for ever.
        tracking: Compact tracking number.
        price: What was charged.
        label: What to print.
        balance_after: The wallet at the provider after the charge.
    """

    provider_ref: str
    tracking: str
    price: Money
    label: LabelDocument | IssuedFile
    balance_after: Money


@dataclass(frozen=True, slots=True)
class Processing:
    """The provider has it under its own id and has not finished: neither paid nor refused yet."""

    provider_ref: str


@dataclass(frozen=True, slots=True)
class Absent:
    """The provider knows nothing of the key, and after its settle time that is final."""

    settled: bool


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The provider could not be asked, or its answer means nothing. Fields: why."""

    reason: str


@dataclass(frozen=True, slots=True)
class FundRequest:
    """Add money to a wallet.

    Attributes:
        key: Our purchase id.
        wallet: Wallet id.
        amount: A multiple of 10.00; core has checked it already.
        method: Nickname of the payment method, never a number.
    """

    key: str
    wallet: str
    amount: Money
    method: str


@dataclass(frozen=True, slots=True)
class Funded:
    """Money was added."""

    provider_ref: str
    amount: Money
    balance_after: Money


class VoidState(Enum):
    """What the provider said to a void."""

    ACCEPTED = "accepted"  # the refund comes later
    REFUNDED = "refunded"  # the money is back already
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class VoidRequest:
    """Void one label; may be repeated safely."""

    key: str
    wallet: str
    carrier: str
    label_ref: str  # the `provider_ref` of the purchase


@dataclass(frozen=True, slots=True)
class VoidAnswer:
    """The outcome of a void. `refund` is what came or will come back; `reason` a code when refused."""

    state: VoidState
    provider_ref: str
    refund: Money | None
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The wallet as the provider reports it at a moment. `state` is ok, payment-problem or verification."""

    balance: Money
    as_of: datetime
    lifetime_spent: Money
    state: str = "ok"


class PostageGateway(StatementSource, Protocol):
    """One provider connection."""

    @property
    def kind(self) -> str:
        """``practice``, ``recorded`` or a provider's name."""
        ...

    def capabilities(self) -> Capabilities:
        """What it can do; asked first."""
        ...

    def reading(self, wallet: str, currency: str) -> Reading:
        """The provider's balance now."""
        ...

    def quote(self, request: QuoteRequest) -> Quotes:
        """Prices; costs nothing."""
        ...

    def prepare_label(self, request: LabelRequest) -> Draft:
        """The provider's draft, its reference empty where it has none. Free and repeatable."""
        ...

    def buy_label(self, request: LabelRequest) -> Bought | Processing:
        """Buy, once. Money."""
        ...

    def find_label(self, wallet: str, key: str) -> Bought | Processing | GatewayRefused | Absent | CannotTell:
        """What became of a purchase; asks, never buys."""
        ...

    def add_funds(self, request: FundRequest) -> Funded | Processing:
        """Fund, once. Money."""
        ...

    def find_funding(self, wallet: str, key: str) -> Funded | Processing | GatewayRefused | Absent | CannotTell:
        """What became of a funding; asks, never funds."""
        ...

    def void_label(self, request: VoidRequest) -> VoidAnswer:
        """Void; repeating the same request gives the same answer."""
        ...
