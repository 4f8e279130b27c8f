"""Refunds that are to come, and labels that may still be voided."""

from dataclasses import dataclass

from core.i18n import Tr
from core.money import Money, total
from core.wallet.clocks import RefundDue, VoidClock
from ui.icon_names import Ico
from ui.views import ChipView, Tone

_SOON_DAYS = 2


@dataclass(frozen=True, slots=True)
class DueRow:
    """A refund that is to come. Attributes: it; the order's number."""

    due: RefundDue
    order: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A label that may still be voided. Attributes: its clock; the order's number."""

    clock: VoidClock
    order: str


def due_state(tr: Tr, row: DueRow) -> ChipView:
    """Voided is not refunded; what is late is asked for."""
    if row.due.is_overdue:
        return ChipView(Tone.ERROR, Ico.TRIANGLE_ALERT, tr("Refund overdue"))
    return ChipView(Tone.ACCENT, Ico.HOURGLASS, tr("Refund due"))


def days_tone(row: ClockRow) -> Tone | None:
    """The last days are red."""
    left = row.clock.days_left
    return Tone.ERROR if left is not None and left <= _SOON_DAYS else None


def at_risk(rows: tuple[ClockRow, ...]) -> Money:
    """What is lost when every window ends unused; there is at least one."""
    return total([row.clock.label.price for row in rows], rows[0].clock.label.price.currency)
