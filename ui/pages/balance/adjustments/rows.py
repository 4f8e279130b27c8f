"""Adjustments and their disputes in words."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from core.i18n import Tr
from core.wallet.rules_adjustments import UNKNOWN_CARRIER, Adjustment, Cause, DisputeState
from core.wallet.service_adjustment_files import AdjustmentsRead, Column, RowFate
from ui.carrier_words import carrier_name
from ui.icon_names import Ico
from ui.messages_base import capital, word
from ui.messages_wallet import ADJUSTMENT_CAUSES, DISPUTE_STATES, ROW_FATES
from ui.views import ChipView, Tone

_REFUSED_SHOWN = 6
# What a person may say; the other causes come with a dispute or a refund.
CAUSES = (Cause.WEIGHT, Cause.DIMENSIONS, Cause.SERVICE, Cause.ADDRESS, Cause.OTHER)


class Sign(Enum):
    """What an amount above zero does."""

    TAKES = "takes"
    GIVES = "gives"


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """One adjustment.

    Attributes:
        adjustment: It.
        deadline: Until when it may be disputed; None where it gave money.
        today: The station's day.
    """

    adjustment: Adjustment
    deadline: date | None
    today: date

    @property
    def may_be_disputed(self) -> bool:
        """Whether a dispute may be opened now."""
        return self.adjustment.dispute is None and self.deadline is not None and self.today <= self.deadline

    @property
    def is_disputed(self) -> bool:
        """Whether a dispute is open."""
        return self.adjustment.dispute is DisputeState.OPEN


@dataclass(frozen=True, slots=True)
class TypedAdjustment:
    """An adjustment as it was typed; `cause` None is read from the reason."""

    amount: str
    sign: Sign
    tracking: str
    carrier: str
    reason: str
    cause: Cause | None
    reference: str
    day: str


@dataclass(frozen=True, slots=True)
class TypedImport:
    """A file to import, what its amounts mean, and the columns that were named."""

    file: Path
    sign: Sign
    columns: tuple[tuple[Column, str], ...] = ()


def dispute_chip(tr: Tr, row: AdjustmentRow) -> ChipView | None:
    """Where its dispute stands, with its clock."""
    one = row.adjustment
    if one.dispute is not None:
        words = capital(word(tr, DISPUTE_STATES, one.dispute.value))
        match one.dispute:
            case DisputeState.OPEN:
                left = (date.fromisoformat(one.dispute_due) - row.today).days if one.dispute_due else 0
                tone = Tone.ERROR if left < 0 else Tone.WARN
                return ChipView(tone, Ico.SCALE, words)
            case DisputeState.WON:
                return ChipView(Tone.OK, Ico.CIRCLE_CHECK, words)
            case DisputeState.LOST:
                return ChipView(Tone.NEUTRAL, Ico.CIRCLE_X, words)
    return None


def _due(row: AdjustmentRow) -> date | None:
    """The last day of its dispute, open or possible; None where there is none any more."""
    if row.is_disputed and row.adjustment.dispute_due:
        return date.fromisoformat(row.adjustment.dispute_due)
    return row.deadline if row.adjustment.dispute is None else None


def clock_text(tr: Tr, row: AdjustmentRow) -> str:
    """Until when."""
    due = _due(row)
    if due is None:
        return ""
    day = tr.day(due.isoformat())
    return tr("over since {day}", day=day) if due < row.today else tr("until {day}", day=day)


def days_left(tr: Tr, row: AdjustmentRow) -> str:
    """How many days are left."""
    due = _due(row)
    if due is None or due < row.today:
        return ""
    return tr.n("{n} day left", "{n} days left", (due - row.today).days)


def carrier_text(tr: Tr, row: AdjustmentRow) -> str:
    """Whose it is."""
    code = row.adjustment.carrier
    return tr("carrier not known") if code == UNKNOWN_CARRIER else carrier_name(tr, code)


def cause_text(tr: Tr, row: AdjustmentRow) -> str:
    """Why."""
    return capital(word(tr, ADJUSTMENT_CAUSES, row.adjustment.cause.value))


def import_lines(tr: Tr, done: AdjustmentsRead, *, preview: bool) -> str:
    """What became of the rows, or would: the sums, then those that were refused."""
    taken, known = done.count(RowFate.TAKEN), done.count(RowFate.KNOWN)
    refused = [row for row in done.rows if row.fate not in (RowFate.TAKEN, RowFate.KNOWN)]
    text = (
        tr(
            "Would be booked: {taken}; in the books already: {known}; refused: {refused}.",
            taken=taken, known=known, refused=len(refused),
        )
        if preview
        else tr(
            "Booked: {taken}; in the books already: {known}; refused: {refused}.",
            taken=taken, known=known, refused=len(refused),
        )
    )  # fmt: skip
    lines = [
        tr(
            "Row {row}: {why}", row=row.row,
            why=word(tr, ROW_FATES, row.fate.value) + (f" ({row.text})" * bool(row.text)),
        )
        for row in refused[:_REFUSED_SHOWN]
    ]  # fmt: skip
    return "\n".join([text, *lines])
