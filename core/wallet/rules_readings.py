"""Readings against books: what differs, and how a person names it (M4). Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.errors import Refused
from core.money import Money


class ClearAs(Enum):
    """What an unexplained difference turned out to be."""

    ADJUSTMENT = "adjustment"  # a carrier's correction
    FEES = "fees"
    LOST = "lost"
    MISTAKE = "mistake"  # the reading was wrong, or its cause came as an entry of its own: the explanation is undone


class ReadingNotNewest(Refused):
    """Only the newest reading is explained. Fields: ``reading``, ``newest``."""

    code = "wallet.reading-not-newest"


class NothingToExplain(Refused):
    """The books say what the provider says, or the difference was explained. Fields: ``reading``."""

    code = "wallet.nothing-to-explain"


class ReadingNotClear(Refused):
    """While purchases are open, a difference proves nothing. Fields: ``reading``, ``open`` (how many)."""

    code = "wallet.reading-not-clear"


class ReadingInFuture(Refused):
    """A balance cannot be read before its time. Fields: ``as_of``."""

    code = "wallet.reading-in-future"


class AlreadyCleared(Refused):
    """An explanation is cleared once. Fields: ``explanation``."""

    code = "wallet.already-cleared"


class BooksNotEmpty(Refused):
    """An opening balance comes before the first entry of a wallet. Fields: ``wallet``."""

    code = "wallet.books-not-empty"


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What the provider's balance was, by whom we know it, and the proof.

    Attributes:
        id: Ours.
        wallet: Which.
        balance: What it said.
        as_of: When it said so.
        source: The gateway's kind, or ``person``.
        state: As the provider called the account; ``ok`` for a person's reading.
        actor: Who took it.
        evidence: Where a person read it; empty for a provider's own.
        file: SHA-256 of a picture or paper, or empty.
    """

    id: str
    wallet: str
    balance: Money
    as_of: datetime
    source: str
    state: str
    actor: str
    evidence: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A difference that a person let into the books, with a reason.

    Attributes:
        id: Ours.
        wallet: Which.
        reading: The reading that showed it.
        amount: Its effect on the balance.
        reason: In the person's words.
        journal: Its entry.
        at: When, UTC text.
        actor: Who.
        cleared_as: What it turned out to be, None while nobody knows.
    """

    id: str
    wallet: str
    reading: str
    amount: Money
    reason: str
    journal: int
    at: str
    actor: str
    cleared_as: ClearAs | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A reading beside the books of its moment.

    Attributes:
        reading: What the provider said.
        booked: What the books say of that moment, with what was learnt since.
        difference: The reading less the books; above zero the provider has more than we know of.
        in_flight: Purchases that were open at that moment; a difference proves nothing then.
    """

    reading: ReadingRow
    booked: Money
    difference: Money
    in_flight: int

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.difference.minor == 0
