"""Until when a label may be voided, by the rule of its carrier, and what is lost after that (S0-35, idea 4)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.shipments.listing import ShipmentRow
    from core.wallet.clocks import Paid, RefundDue, VoidTime
    from ui.commands.session import Session


@dataclass(frozen=True, slots=True)
class VoidFacts:
    """The window of one label.

    Attributes:
        data: For programs: void_state, void_from, void_until, void_rule, days_left, at_risk, refund_expected.
        text: For people.
    """

    data: dict[str, object]
    text: str


def time_of(session: "Session", row: "Paid") -> "VoidTime":
    """How a label stands to its window now."""
    from core.wallet.clocks import void_time

    services = session.services
    return void_time(services.catalogue, row, services.desk.clock.now(), services.desk.actor.zone)


def void_facts(session: "Session", row: "ShipmentRow") -> VoidFacts:
    """The window of a label that was paid from the One Balance, or the refund that is to come for it."""
    found, due = time_of(session, row), _refund_due(session, row)
    window = found.window
    data: dict[str, object] = {
        "void_state": found.moment, "void_from": window.earliest, "void_until": window.latest,
        "void_rule": window.rule.id if window.rule else "", "days_left": found.days_left, "at_risk": found.at_risk,
        "refund_expected": due.expected if due else None,
    }  # fmt: skip
    return VoidFacts(data, _refund_text(session, due) if due else void_text(session, found))


def _refund_due(session: "Session", row: "ShipmentRow") -> "RefundDue | None":
    from core.labels.rules import LabelState
    from core.wallet.clocks import refund_due_of

    if row.state is not LabelState.REFUND_DUE:
        return None
    services = session.services
    now, zone = services.desk.clock.now(), services.desk.actor.zone
    return services.read(lambda q: refund_due_of(q, services.catalogue, row.label, now, zone))


def _refund_text(session: "Session", due: "RefundDue") -> str:
    tr = session.tr
    if due.expected is None:
        return tr("{amount} to come back; the carrier names no day", amount=due.amount)
    day = tr.day(due.expected.isoformat())
    if due.is_overdue:
        return tr("{amount} should have come back by {day}", amount=due.amount, day=day)
    return tr("{amount} to come back, usually by {day}", amount=due.amount, day=day)


def void_text(session: "Session", found: "VoidTime") -> str:
    """The window in words."""
    from core.carriers.rules import VoidMoment

    tr, window, zone = session.tr, found.window, session.services.desk.actor.zone
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


def days_text(session: "Session", found: "VoidTime") -> str:
    """The days that are left, for a column: ``15 days``, ``last day``, a dash where nothing can be saved."""
    tr = session.tr
    if found.days_left is None:
        return "–"
    return tr.n("{n} day", "{n} days", found.days_left) if found.days_left else tr("last day")
