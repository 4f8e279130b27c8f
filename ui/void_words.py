"""Until when a label may be voided, in words: for lists of the window and of the commands. No Qt."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.i18n import Tr

if TYPE_CHECKING:
    from core.wallet.clocks import RefundDue, VoidTime


def void_text(tr: Tr, zone: ZoneInfo, found: "VoidTime") -> str:
    """The window in words."""
    from core.carriers.rules import VoidMoment

    window = found.window
    words = {
        VoidMoment.UNKNOWN: tr("no rule known"),
        VoidMoment.NOT_NEEDED: tr("not needed: unused labels are not charged"),
        VoidMoment.NOTHING_TO_REFUND: tr("nothing to refund"),
    }
    if found.moment in words or window.latest is None or window.earliest is None:
        return words.get(found.moment, "")
    until = tr("until {moment}", moment=tr.datetime(window.latest, zone))
    if found.moment is VoidMoment.TOO_EARLY:
        return tr("from {moment}, {until}", moment=tr.datetime(window.earliest, zone), until=until)
    return tr("too late: {until}", until=until) if found.moment is VoidMoment.TOO_LATE else until


def days_text(tr: Tr, found: "VoidTime") -> str:
    """The days that are left, for a column: ``15 days``, ``last day``, a dash where nothing can be saved."""
    if found.days_left is None:
        return "–"
    return tr.n("{n} day", "{n} days", found.days_left) if found.days_left else tr("last day")


def expected_text(tr: Tr, due: "RefundDue") -> str:
    """When a refund should come, for a column."""
    expected = tr.day(due.expected.isoformat()) if due.expected else tr("no figure known")
    return tr("overdue since {day}", day=expected) if due.is_overdue else expected
