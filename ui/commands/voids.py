"""Until when a label may be voided, by the rule of its carrier, and what is lost after that (S0-35, idea 4)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.wallet.clocks import Paid, VoidTime
    from ui.commands.session import Session


@dataclass(frozen=True, slots=True)
class VoidFacts:
    """The window of one label.

    Attributes:
        data: For programs: void_state, void_from, void_until, void_rule, days_left, at_risk.
        text: For people.
    """

    data: dict[str, object]
    text: str


def time_of(session: "Session", row: "Paid") -> "VoidTime":
    """How a label stands to its window now."""
    from core.wallet.clocks import void_time

    services = session.services
    return void_time(services.catalogue, row, services.desk.clock.now(), services.desk.actor.zone)


def void_facts(session: "Session", row: "Paid") -> VoidFacts:
    """The window of a label that was paid from the One Balance."""
    found = time_of(session, row)
    window = found.window
    data: dict[str, object] = {
        "void_state": found.moment, "void_from": window.earliest, "void_until": window.latest,
        "void_rule": window.rule.id if window.rule else "", "days_left": found.days_left, "at_risk": found.at_risk,
    }  # fmt: skip
    return VoidFacts(data, void_text(session, found))


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
