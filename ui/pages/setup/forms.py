"""What a person has typed into the pages of the set-up, kept by the presenter while the window changes its words."""

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from core.accounts.records import PaymentMethod, Setup, Wallet
from core.address import Address
from core.postal import normalise_address

MAX_TERMS_BYTES = 2_000_000
TERMS = "terms."
HOLDER, PAYMENT, LOCATION, FORMAT, FINISH = "holder", "payment", "location", "label-format", "finish"
NO_PAYMENT = PaymentMethod("", "", "", "", "", Address(), "")


@dataclass(frozen=True, slots=True)
class HolderForm:
    """Who holds the balance, the account's name there, and whether the person verified it."""

    holder: str = ""
    username: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class TermsForm:
    """A terms text that was opened and perhaps ticked; empty before.

    Attributes:
        file: Name of the file.
        text: To be read.
        data: The bytes whose hash is recorded.
        version: As the text names itself.
        ticked: "I have read and accept"; never true by itself.
    """

    file: str = ""
    text: str = ""
    data: bytes = b""
    version: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Drafts:
    """All pages.

    Attributes:
        holder: The account page.
        payment: The payment page.
        location: The location page.
        terms: By carrier; a carrier without an opened text has none.
        label_format: The format page.
    """

    holder: HolderForm = HolderForm()
    payment: PaymentMethod = NO_PAYMENT
    location: Address = field(default_factory=Address)
    terms: tuple[tuple[str, TermsForm], ...] = ()
    label_format: str = ""

    def terms_of(self, carrier: str) -> TermsForm:
        """The opened text of a carrier."""
        return dict(self.terms).get(carrier, TermsForm())

    def with_terms(self, carrier: str, form: TermsForm) -> tuple[tuple[str, TermsForm], ...]:
        """The texts with another one for `carrier`."""
        return tuple((dict(self.terms) | {carrier: form}).items())


class Unreadable(Enum):
    """Why a terms file cannot be shown."""

    MISSING = "missing"
    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    EMPTY = "empty"


def drafts_of(setup: Setup) -> Drafts:
    """The pages as they are kept."""
    return Drafts(
        HolderForm(setup.holder, setup.username, setup.username_confirmed),
        setup.payment or NO_PAYMENT,
        setup.location,
        (),
        setup.label_format,
    )


def steps_of(wallet: Wallet) -> tuple[str, ...]:
    """The pages in order, as codes that core's missing steps use; `FINISH` is the last."""
    return (HOLDER, PAYMENT, LOCATION, *(TERMS + carrier for carrier in wallet.carriers), FORMAT, FINISH)


def read_terms(path: Path) -> TermsForm | Unreadable:
    """A terms file as text: UTF-8, or UTF-16 with its mark; nothing is guessed and nothing is shown that is no text."""
    try:
        if path.stat().st_size > MAX_TERMS_BYTES:
            return Unreadable.TOO_LARGE
        data = path.read_bytes()
    except OSError:
        return Unreadable.MISSING
    text = text_of(data)
    if text is None:
        return Unreadable.NOT_TEXT
    return TermsForm(path.name, text, data, path.stem) if text.strip() else Unreadable.EMPTY


def text_of(data: bytes) -> str | None:
    """The bytes as text, or None."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def clean_payment(method: PaymentMethod) -> PaymentMethod:
    """A payment method as it is kept: no spaces at the ends, its address in the kept form."""
    return replace(
        method,
        nickname=method.nickname.strip(),
        brand=method.brand.strip(),
        last4=method.last4.strip(),
        holder=method.holder.strip(),
        on_file_at=method.on_file_at.strip(),
        address=normalise_address(method.address),
    )
