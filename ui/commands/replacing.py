"""`labels replace`: void the old label, buy a new one, say what it cost."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.shipments.service_replacing import Replaced


@click.command(cls=StationCommand)
@click.argument("label")
@click.option("--reason", default="", help="Why; kept.")
@click.option("--weight", default="", help="Weight of the new label with its unit; else that of the order.")
@click.option("--size", default="", help="Three sides with their unit: 12x8x4 in; else those of the order.")
@click.option("--carrier", default="", help="Carrier of the new label.")
@click.option("--service", default="", help="Service of the new label.")
@pass_session
def replace(session: Session, /, label: str, **said: str) -> Answer:
    """Void a label and buy another for its parcel, in one act.

    The new label is priced and its price held first. Only when the carrier has accepted the void is it bought. Whatever
    stops it, the end is stated: the old label is good, or it is void and the order waits. The exit status is 0 when
    there is a new label.

    JSON: {"replacement", "state", "old", "new", "price", "back", "net", "destroy", "error"}; old and new as in `labels
    list`, price, back and net null while there is no new label.
    """
    from core.shipments.service_replacing import Corrected, replace_label
    from core.units import parse_dimensions, parse_weight
    from ui.commands.asked import asked_service
    from ui.commands.finding import label_id
    from ui.commands.recovering import note_recovered, recover

    services = session.services
    chosen = label_id(session, label)
    note_recovered(session, recover(session))
    corrected = Corrected(
        parse_weight(said["weight"]) if said["weight"] else None,
        parse_dimensions(said["size"]) if said["size"] else None,
        asked_service(services.catalogue, said["carrier"], said["service"]),
    )
    return _answer(session, replace_label(services.bench, chosen, said["reason"], corrected))


def _answer(session: Session, done: "Replaced") -> Answer:
    from core.shipments.listing import shipment_of_label
    from core.shipments.replacements import must_be_destroyed
    from ui.commands.label_view import label_data
    from ui.commands.output import error_data
    from ui.messages import one_line
    from ui.messages_base import word
    from ui.messages_purchases import REPLACING_STATES

    tr, read, cost = session.tr, session.services.read, done.cost
    old = read(partial(shipment_of_label, label=done.old.id))
    new = read(partial(shipment_of_label, label=done.new.id)) if done.new is not None else None
    destroy = read(lambda q: must_be_destroyed(q, done.old))
    data = {
        "replacement": done.replacement.id, "state": done.replacement.state,
        "old": label_data(session, old) if old else None,
        "new": label_data(session, new) if new else None,
        "price": cost.new if cost else None, "back": cost.back if cost else None, "net": cost.net if cost else None,
        "destroy": destroy, "error": error_data(tr, done.error) if done.error else None,
    }  # fmt: skip
    state = word(tr, REPLACING_STATES, done.replacement.state.value)
    lines = [tr("{tracking}: {state}.", tracking=done.old.tracking, state=state)]
    if done.error is not None:
        lines.append(one_line(tr, done.error))
    if done.new is not None and cost is not None:
        lines.append(
            tr(
                "New label {tracking}: {price}. Back for the old one: {back}. Net cost: {net}.",
                tracking=done.new.tracking, price=cost.new, back=cost.back, net=cost.net,
            )
        )  # fmt: skip
    if destroy:
        lines.append(tr("DESTROY the printed label {tracking}.", tracking=done.old.tracking))
    return Answer(data, lines, ok=done.new is not None)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a label besides its own state: data for programs, sentences for people."""

    data: dict[str, object]
    texts: tuple[str, ...]


def label_fate(session: Session, label: str) -> Fate:
    """Whether the label differs from its shipment, and whether it was replaced."""
    from core.labels.store import get_label
    from core.shipments.content import label_differs
    from core.shipments.replacements import must_be_destroyed, replacement_of
    from ui.messages_base import word
    from ui.messages_purchases import REPLACING_STATES, differs_text

    tr, read = session.tr, session.services.read
    stored = read(partial(get_label, label_id=label))
    differs = read(partial(label_differs, label=stored))
    known = read(partial(replacement_of, label=label))
    texts = [differs_text(tr, differs)]
    if known is not None:
        texts.append(word(tr, REPLACING_STATES, known.state.value))
    if read(partial(must_be_destroyed, label=stored)):
        texts.append(tr("DESTROY the printed label {tracking}.", tracking=stored.tracking))
    data: dict[str, object] = {"differs": differs, "replaced": known.state if known else None}
    return Fate(data, tuple(filter(None, texts)))
