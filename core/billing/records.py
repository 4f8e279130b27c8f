"""What is billed outside the wallet, as frozen records and closed sets."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.money import Money, total


class AccountKind(Enum):
    """What a carrier account is (S1-01, S1-14)."""

    SMALL_BUSINESS = "small-business"
    COMMERCIAL = "commercial"
    PARTNER = "partner"
    CANCELLED = "cancelled"


class Terms(Enum):
    """When what is ordered is paid (S1-09)."""

    AT_ORDER = "at-order"
    NET_15 = "net-15"


class Channel(Enum):
    """Where something is bought (S1-05)."""

    TOOL = "tool"
    SHOP = "shop"
    DIRECT_MAIL = "direct-mail"
    COUNTER = "counter"
    PARTNER = "partner"


class Method(Enum):
    """How it is paid (S1-02, S1-03, S1-07, S1-09)."""

    CARD = "card"
    SUPPLIER = "supplier-account"
    METER = "meter"
    BILL_TO_ACCOUNT = "bill-to-account"
    NET_15 = "net-15"

    @property
    def is_credit(self) -> bool:
        """Whether it makes a payable with a due date."""
        return self in (Method.SUPPLIER, Method.BILL_TO_ACCOUNT, Method.NET_15)


class What(Enum):
    """What an order is for."""

    POSTAGE = "postage"
    METER_REFILL = "meter-refill"


class Stream(Enum):
    """What volumes and revenue are kept apart by (S1-08); a meter's register does not say which."""

    SHIPPING = "shipping"
    DIRECT_MAIL = "direct-mail"
    METERED = "metered"


class OrderState(Enum):
    """Where an order that was recorded stands. A draft never outlives the transaction that pays it (S1-04)."""

    DRAFT = "draft"
    CREATED = "created"
    UNDONE = "undone"


class PayableState(Enum):
    """Where a payable stands."""

    OPEN = "open"
    PAID = "paid"
    DROPPED = "dropped"


class PaidFrom(Enum):
    """What a payable is paid with."""

    CARD = "card"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class Support:
    """Who helps with an account's billing (S1-12)."""

    phone: str = ""
    page: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CarrierAccount:
    """An account with a carrier, outside the wallet.

    Attributes:
        id: Ours.
        carrier: Catalogue code.
        number: The customer number there.
        currency: ISO code.
        kind: What it is now.
        terms: When its orders are paid.
        since: Local day of the last change, ISO.
    """

    id: str
    carrier: str
    number: str
    currency: str
    kind: AccountKind
    terms: Terms
    since: str


@dataclass(frozen=True, slots=True)
class AccountChange:
    """One change of an account: what it became, on which day, why, who entered it and when (UTC text)."""

    kind: AccountKind
    terms: Terms
    day: str
    reason: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Meter:
    """A postage meter of an account; the supplier account needs an active one (S1-03)."""

    number: str
    account: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment line of an order; `meter` is the meter's number where it pays."""

    method: Method
    amount: Money
    meter: str = ""


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What a person records of a purchase that was made elsewhere.

    Attributes:
        account: Id of the carrier account.
        channel: Where it was bought.
        postage: Before tax; what went into the meter for a refill.
        payments: They add up to postage and tax.
        tax: What comes back (GST, HST, QST, VAT), zero for none.
        what: Postage, or a refill of `meter`.
        stream: Shipping or direct mail.
        pieces: How many parcels or pieces.
        day: Local day of the purchase, ISO; today when empty.
        reference: The receipt's or the shop's number; each is recorded once for an account and channel.
        order_ref: Our own order that it was for, or empty.
        receipt: PDF, PNG or JPG, or nothing.
        meter: Of a refill.
    """

    account: str
    channel: Channel
    postage: Money
    payments: tuple[Payment, ...]
    tax: Money
    what: What = What.POSTAGE
    stream: Stream = Stream.SHIPPING
    pieces: int = 1
    day: str = ""
    reference: str = ""
    order_ref: str = ""
    receipt: bytes = b""
    meter: str = ""

    @property
    def total(self) -> Money:
        """Postage and tax."""
        return self.postage + self.tax

    @property
    def paid(self) -> Money:
        """What the payment lines come to."""
        return total([one.amount for one in self.payments], self.postage.currency)


@dataclass(frozen=True, slots=True)
class BilledOrder:
    """An order as recorded; fields as in `NewOrder`, with its entry, its receipt's SHA-256 and who recorded it."""

    id: str
    account: str
    carrier: str
    channel: Channel
    what: What
    stream: Stream
    pieces: int
    day: str
    reference: str
    order_ref: str
    postage: Money
    tax: Money
    payments: tuple[Payment, ...]
    receipt: str
    meter: str
    state: OrderState
    journal: int
    undone_journal: int | None
    undone_reason: str
    at: str
    actor: str

    @property
    def total(self) -> Money:
        """Postage and tax."""
        return self.postage + self.tax


@dataclass(frozen=True, slots=True)
class Payable:
    """What is owed for an order on credit.

    Attributes:
        id: Ours.
        account: Id of the carrier account.
        order: The order that made it.
        amount: What was bought.
        fees: Late fees on top.
        due: By when, in the station's calendar.
        state: Where it stands.
        paid_from: What paid it, None while it is not.
        paid_day: Local day of the payment, ISO, or empty.
        reference: Of the payment.
    """

    id: str
    account: str
    order: str
    amount: Money
    fees: Money
    due: date
    state: PayableState
    paid_from: PaidFrom | None
    paid_day: str
    reference: str

    @property
    def owed(self) -> Money:
        """Amount and late fees."""
        return self.amount + self.fees

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been paid before `today`."""
        return self.state is PayableState.OPEN and self.due < today


@dataclass(frozen=True, slots=True)
class MeterReading:
    """What a meter's register showed: left in it, and what the books took for used since the last time."""

    id: str
    meter: str
    remaining: Money
    used: Money
    day: str
    at: str
    actor: str
