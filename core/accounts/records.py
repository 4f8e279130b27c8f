"""Wallets and what setting one up needs."""

from dataclasses import dataclass, field

from core.address import Address
from core.money import Money


@dataclass(frozen=True, slots=True)
class Wallet:
    """A prepaid balance of one currency.

    Attributes:
        id: Short name, for example ``usd``.
        name: As shown.
        gateway: The kind of gateway that serves it; a practice directory knows only ``practice``.
        currency: ISO code.
        carriers: Catalogue codes that it pays for, in the order of display.
        max_purchase: Ceiling of one purchase of postage (contradiction C3: data, not code).
        max_balance: Ceiling of the balance after a purchase.
        state: ``open``, ``closing`` or ``closed``.
    """

    id: str
    name: str
    gateway: str
    currency: str
    carriers: tuple[str, ...]
    max_purchase: Money
    max_balance: Money
    state: str = "open"


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """Where the money of purchases comes from. There is no field for a card number, by design.

    Attributes:
        nickname: What people call it.
        brand: Visa, Mastercard ...
        last4: Last four digits, or empty for a method that is no card.
        expires: ``YYYY-MM`` or empty.
        holder: The card holder.
        address: Billing address.
        on_file_at: Where the card itself is on file, for example the provider's portal.
    """

    nickname: str
    brand: str
    last4: str
    expires: str
    holder: str
    address: Address
    on_file_at: str


@dataclass(frozen=True, slots=True)
class PaymentVersion:
    """One version of a wallet's payment method: what it was, since when (UTC text), who entered it."""

    method: PaymentMethod
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Acceptance of one carrier's terms: which text, which version, who and when."""

    carrier: str
    sha256: str
    version: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Setup:
    """The set-up of one wallet, as far as it has come; kept after every page."""

    wallet: str
    holder: str = ""
    username: str = ""
    username_confirmed: bool = False
    location: Address = field(default_factory=Address)
    label_format: str = ""
    finished_at: str = ""
    payment: PaymentMethod | None = None
    terms: tuple[Terms, ...] = ()
