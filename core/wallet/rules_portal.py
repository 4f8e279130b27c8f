"""The portal's export of transactions: what its columns and words mean. Pure."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from core.errors import Refused
from core.money import Money


class Column(Enum):
    """What a column of the export may say."""

    AMOUNT = "amount"
    DAY = "day"
    KIND = "type"
    REFERENCE = "reference"
    TRACKING = "tracking"


GUESSES: Mapping[Column, tuple[str, ...]] = {
    Column.AMOUNT: ("amount", "total", "total amount", "cost", "charge", "montant", "montant total"),
    Column.DAY: ("date", "transaction date", "day", "posted", "date posted", "date de transaction"),
    Column.KIND: ("type", "transaction type", "description", "activity", "type de transaction", "opération"),
    Column.REFERENCE: ("transaction id", "transaction number", "reference", "id", "confirmation", "référence"),
    Column.TRACKING: ("tracking number", "tracking #", "tracking", "numéro de suivi", "no de suivi", "repérage"),
}
NEEDED = (Column.AMOUNT, Column.DAY)


class LineKind(Enum):
    """What a line of the export is about."""

    LABEL = "label"
    FUNDING = "funding"
    REFUND = "refund"
    ADJUSTMENT = "adjustment"
    UNKNOWN = "unknown"


class LineFate(Enum):
    """What became of a line."""

    MATCHED = "matched"  # it confirms an entry of the books
    BOOKED = "booked"  # the books did not have it: a refund or an adjustment
    DIFFERS = "differs"  # its label or purchase is in the books with another amount
    UNMATCHED = "unmatched"  # nothing in the books is like it
    KNOWN = "known"  # an earlier import had it
    NO_AMOUNT = "no-amount"
    ZERO = "zero"
    NO_DAY = "no-day"
    CARD_NUMBER = "card-number"


KEPT = frozenset({LineFate.MATCHED, LineFate.BOOKED, LineFate.DIFFERS, LineFate.UNMATCHED})
OPEN_FATES = frozenset({LineFate.DIFFERS, LineFate.UNMATCHED})
REFUSED = frozenset({LineFate.NO_AMOUNT, LineFate.ZERO, LineFate.NO_DAY, LineFate.CARD_NUMBER})


class PortalColumnsMissing(Refused):
    """The heading does not say which column is which. Fields: ``missing`` (codes), ``columns`` (the file's own)."""

    code = "wallet.portal-columns-missing"


@dataclass(frozen=True, slots=True)
class PortalLine:
    """A line of the export as it reads.

    Attributes:
        row: As a spreadsheet counts.
        day: ISO.
        kind: What it is about.
        amount: Its effect on the balance.
        reference: The portal's number, or empty.
        tracking: Compact, or empty.
    """

    row: int
    day: str
    kind: LineKind
    amount: Money
    reference: str
    tracking: str

    def key(self, count: int) -> str:
        """What makes it the same line in another file; `count` tells lines that say the same apart."""
        said = (self.reference, self.kind.value, self.tracking, self.day, self.amount.minor, count)
        return hashlib.sha256(repr(said).encode("utf-8")).hexdigest()[:32]


_WORDS: tuple[tuple[LineKind, tuple[str, ...]], ...] = (
    (LineKind.ADJUSTMENT, ("adjust", "ajust", "correction", "surcharge", "postage due")),
    (LineKind.REFUND, ("refund", "rembours", "void", "annul")),
    (LineKind.LABEL, ("label", "étiquette", "etiquette", "print", "shipment", "expédition")),
    (LineKind.FUNDING, ("fund", "deposit", "purchase", "add money", "approvision", "achat", "recharge", "dépôt")),
)
_TAKES = frozenset({LineKind.LABEL})
_GIVES = frozenset({LineKind.FUNDING, LineKind.REFUND})


def kind_of(words: str, amount: Money, tracking: str) -> LineKind:
    """What a line is about, by its words; without any, a charge with a tracking number is a label."""
    said = words.casefold()
    for kind, stems in _WORDS:
        if any(stem in said for stem in stems):
            return kind
    if tracking and amount.minor < 0:
        return LineKind.LABEL
    return LineKind.UNKNOWN


def effect_of(kind: LineKind, amount: Money) -> Money:
    """Its effect on the balance: a label takes and a funding gives, whatever sign the export writes."""
    size = Money(abs(amount.minor), amount.currency)
    return -size if kind in _TAKES else size if kind in _GIVES else amount


def plain_amount(text: str) -> str:
    """An amount in brackets, or with its sign behind, as people read it: below zero."""
    bare = text.strip()
    behind = re.fullmatch(r"\((.+)\)|(.+?)\s*[-−]", bare)
    return f"-{(behind[1] or behind[2]).strip()}" if behind else bare


def fingerprint(columns: tuple[str, ...]) -> str:
    """What tells headings apart, for the saved mapping."""
    folded = "\x1f".join(" ".join(column.split()).casefold() for column in columns)
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()
