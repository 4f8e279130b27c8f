"""Until when a label may be voided, by the rule of its carrier."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.shipments.listing import ShipmentRow
    from ui.commands.session import Session


@dataclass(frozen=True, slots=True)
class VoidFacts:
    """The window of one label.

    Attributes:
        data: For programs: void_state, void_from, void_until, void_rule.
        text: For people.
    """

    data: dict[str, object]
    text: str


def void_facts(session: "Session", row: "ShipmentRow") -> VoidFacts:
    """The window of a label that was paid from the One Balance."""
    from core.carriers.rules import ONE_BALANCE, VoidMoment, void_window
    from core.clock import from_utc_text

    services, tr = session.services, session.tr
    carrier = services.catalogue.find(row.carrier)
    if carrier is None:
        return VoidFacts({"void_state": "unknown", "void_from": None, "void_until": None, "void_rule": ""}, "")
    zone = services.desk.actor.zone
    window = void_window(carrier, ONE_BALANCE, from_utc_text(row.made_at), zone)
    moment = window.at(services.desk.clock.now())
    data: dict[str, object] = {
        "void_state": moment, "void_from": window.earliest,
        "void_until": window.latest,
        "void_rule": window.rule.id if window.rule else "",
    }  # fmt: skip
    words = {
        VoidMoment.UNKNOWN: tr("no rule known"),
        VoidMoment.NOT_NEEDED: tr("not needed: unused labels are not charged"),
        VoidMoment.NOTHING_TO_REFUND: tr("nothing to refund"),
    }
    if moment in words or window.latest is None or window.earliest is None:
        return VoidFacts(data, words.get(moment, ""))
    until = tr("until {moment}", moment=tr.datetime(window.latest, zone))
    if moment is VoidMoment.TOO_EARLY:
        return VoidFacts(data, tr("from {moment}, {until}", moment=tr.datetime(window.earliest, zone), until=until))
    return VoidFacts(data, tr("too late: {until}", until=until) if moment is VoidMoment.TOO_LATE else until)
