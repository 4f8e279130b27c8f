"""What the card's statement section shows. No Qt."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from core.accounts.records import Wallet
from core.accounts.rules import STATEMENT_TEXT
from core.clock import from_utc_text, local_day
from core.context import Desk
from core.i18n import Tr
from core.money import Money
from core.purchases.store import Purchase
from core.reports.card_lines import CardLine, Unread
from ui.icon_names import Ico
from ui.views import ChipView, Tone


class Pairing(Enum):
    """What came of a line or of a purchase."""

    ORPHAN = "orphan"
    UNPAIRED = "unpaired"
    UNREAD = "unread"
    PAIRED = "paired"


@dataclass(frozen=True, slots=True)
class Open:
    """What the books hold apart from any file: all wallets, lines without a purchase, purchases on no statement."""

    wallets: tuple[Wallet, ...]
    orphans: tuple[CardLine, ...]
    unpaired: tuple[Purchase, ...]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line of the list.

    Attributes:
        pairing: What came of it.
        day: ISO; empty for a row that cannot be read.
        text: What the statement says, or what the row holds.
        about: Our purchase, or the row's number.
        amount: Of the charge; None for a row that cannot be read.
    """

    pairing: Pairing
    day: str
    text: str
    about: str
    amount: Money | None


def orphan_row(line: CardLine) -> CardRow:
    """A charge that we do not know."""
    return CardRow(Pairing.ORPHAN, line.day.isoformat(), line.text, "", line.amount)


def paired_row(line: CardLine) -> CardRow:
    """A charge and its purchase."""
    return CardRow(Pairing.PAIRED, line.day.isoformat(), line.text, line.purchase, line.amount)


def unpaired_row(desk: Desk, one: Purchase) -> CardRow:
    """A purchase that no line names."""
    day = local_day(from_utc_text(one.made_at), desk.actor.zone)
    return CardRow(Pairing.UNPAIRED, day, STATEMENT_TEXT, one.id, one.amount)


def unread_row(tr: Tr, one: Unread) -> CardRow:
    """A row of the file that nobody can read for certain."""
    about = tr("Row {row}", row=tr.number(one.row))
    return CardRow(Pairing.UNREAD, "", tr("“{value}”", value=one.value), about, None)


def chip_of(tr: Tr, pairing: Pairing) -> ChipView:
    """The state in colour, icon and word."""
    match pairing:
        case Pairing.ORPHAN:
            return ChipView(Tone.ERROR, Ico.CIRCLE_ALERT, tr("No purchase of ours"))
        case Pairing.UNPAIRED:
            return ChipView(Tone.WARN, Ico.HOURGLASS, tr("On no statement"))
        case Pairing.UNREAD:
            return ChipView(Tone.WARN, Ico.FILE_TEXT, tr("Cannot be read"))
        case Pairing.PAIRED:
            return ChipView(Tone.OK, Ico.CIRCLE_CHECK, tr("Paired"))
        case _:
            assert_never(pairing)
