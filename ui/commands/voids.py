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
    from ui.void_words import void_text as words

    return words(session.tr, session.services.desk.actor.zone, found)


def days_text(session: "Session", found: "VoidTime") -> str:
    """The days that are left, for a column."""
    from ui.void_words import days_text as words

    return words(session.tr, found)
