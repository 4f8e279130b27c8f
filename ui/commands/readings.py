"""`readings take | add | list | explain | clear`: what the provider says, beside what our books say (M4)."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from core.wallet.rules_readings import Comparison, Explanation

WALLET = click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
_SHOWN = 20
_MOST = 500


@click.group(cls=StationGroup)
def readings() -> None:
    """Balances as the provider shows them, compared with our books."""


@readings.command(context_settings={"ignore_unknown_options": True})
@click.argument("amount")
@click.option("--as-of", default="", metavar="YYYY-MM-DDTHH:MM", help="When it was read; now when left out.")
@click.option("--evidence", required=True, help="Where it was read.")
@click.option("--file", type=click.Path(exists=True, dir_okay=False), help="A picture or paper of it; kept.")
@click.option("--opening", is_flag=True, help="What the wallet held when the station began; before any other entry.")
@WALLET
@pass_session
def add(
    session: Session, amount: str, as_of: str, evidence: str, file: str | None, opening: bool, wallet: str
) -> Answer:
    """Keep a balance that a person read in the portal. It changes no books; a difference is told.

    JSON: {"reading", "wallet", "balance", "as_of", "source", "booked", "difference", "in_flight", "agrees",
    "evidence", "file"}. The exit status is 0 when the books agree.
    """
    from pathlib import Path

    from core.money import parse_money
    from core.people.acts import Act
    from core.wallet.service_readings import add_reading, book_opening

    services, chosen = session.services, session.wallet(wallet)
    said = parse_money(amount, chosen.currency)
    kept = services.files.keep(_small(Path(file))) if file else ""
    store, desk = services.store, services.desk
    if opening:
        book_opening(store, desk, chosen.id, said, evidence, proofs=session.prove(Act.READING, about=chosen.id))
    at = _moment(session, as_of)
    proofs = session.prove(Act.READING, about=chosen.id)
    found = add_reading(store, desk, chosen.id, said, at, evidence, file=kept, proofs=proofs)
    return Answer(_data(found), _table(session, [found]), ok=found.agrees)


def _small(path: "Path") -> bytes:
    """A file of at most 10 MiB."""
    most = 10 << 20
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise click.BadParameter("the file is larger than 10 MB", param_hint="--file")
    return data


def _moment(session: Session, text: str) -> "datetime":
    from datetime import datetime

    from core.errors import BadText

    desk = session.services.desk
    if not text:
        return desk.clock.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadText(text=text, want="day") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=desk.actor.zone)


@readings.command()
@WALLET
@pass_session
def take(session: Session, wallet: str) -> Answer:
    """Ask the provider for the balance now, and compare it with our books.

    JSON: as of `readings add`, null where the provider could not be asked. The exit status is 0 when the books agree.
    """
    from core.wallet.service import take_reading
    from core.wallet.service_readings import latest_comparison

    services, chosen = session.services, session.wallet(wallet)
    began = services.read(lambda q: latest_comparison(q, chosen.id))
    take_reading(services.store, services.desk, services.gateways[chosen.gateway], chosen.id)
    found = services.read(lambda q: latest_comparison(q, chosen.id))
    if found is None or (began is not None and began.reading.id == found.reading.id):
        return Answer(None, [session.tr("The provider could not be asked.")], ok=False)
    return Answer(_data(found), _table(session, [found]), ok=found.agrees)


@readings.command(name="list")
@click.option("--limit", type=click.IntRange(1, _MOST), default=_SHOWN, show_default=True, help="At most so many.")
@WALLET
@pass_session
def list_(session: Session, limit: int, wallet: str) -> Answer:
    """List readings, the newest first, each beside the books of its moment; and what lies in suspense.

    JSON: {"wallet", "reconciled", "in_suspense", "readings": [as of `readings add`], "explanations": [{"explanation",
    "reading", "amount", "reason", "entry", "at", "by", "cleared_as"}]}.
    """
    from core.wallet.service_readings import in_suspense, is_reconciled
    from core.wallet.service_readings import readings as compared
    from core.wallet.store_readings import list_explanations

    read, chosen, tr = session.services.read, session.wallet(wallet), session.tr
    rows = read(lambda q: compared(q, chosen.id, limit))
    named = read(lambda q: list_explanations(q, chosen.id))
    unnamed, sound = read(lambda q: in_suspense(q, chosen)), read(lambda q: is_reconciled(q, chosen.id))
    data = {
        "wallet": chosen.id, "reconciled": sound, "in_suspense": unnamed, "readings": [_data(row) for row in rows],
        "explanations": [_explained(one) for one in named],
    }  # fmt: skip
    lines = _table(session, rows) or [tr("No reading was taken yet.")]
    lines += ["", *_explanations(session, named)] if named else []
    state = tr("Reconciled.") if sound else tr("Not reconciled; in suspense: {amount}.", amount=unnamed)
    return Answer(data, [*lines, "", state])


@readings.command()
@click.argument("reading")
@click.option("--reason", required=True, help="What is believed to be behind it.")
@pass_session
def explain(session: Session, reading: str, reason: str) -> Answer:
    """Let the newest reading's difference into the books, to suspense, until somebody can name it.

    JSON: {"explanation", "reading", "amount", "reason", "entry", "at", "by", "cleared_as"}.
    """
    from core.people.acts import Act
    from core.wallet.service_readings import explain_reading
    from core.wallet.store_readings import get_reading

    services = session.services
    found = services.read(lambda q: get_reading(q, reading))
    proofs = session.prove(Act.READING, about=found.wallet)
    made = explain_reading(services.store, services.desk, found.id, reason, proofs=proofs)
    return Answer(_explained(made), _explanations(session, [made]))


@readings.command()
@click.argument("explanation")
@click.option(
    "--as", "cleared", required=True, type=click.Choice(["adjustment", "fees", "lost", "mistake"]), help="What it was."
)
@click.option("--reason", required=True, help="How it is known.")
@click.option("--carrier", default="", help="Of an adjustment.")
@pass_session
def clear(session: Session, explanation: str, cleared: str, reason: str, carrier: str) -> Answer:
    """Name what lay in suspense, by an entry of its own; a mistake is undone.

    JSON: as of `readings explain`.
    """
    from core.people.acts import Act
    from core.wallet.rules_readings import ClearAs
    from core.wallet.service_readings import clear_explanation
    from core.wallet.store_readings import get_explanation

    services = session.services
    found = services.read(lambda q: get_explanation(q, explanation))
    code = services.catalogue.get(carrier).code if carrier else ""
    proofs = session.prove(Act.READING, about=found.wallet)
    done = clear_explanation(
        services.store, services.desk, found.id, ClearAs(cleared), reason, carrier=code, proofs=proofs
    )  # fmt: skip
    return Answer(_explained(done), _explanations(session, [done]))


def _data(one: "Comparison") -> dict[str, object]:
    reading = one.reading
    return {
        "reading": reading.id, "wallet": reading.wallet, "balance": reading.balance, "as_of": reading.as_of,
        "source": reading.source, "booked": one.booked, "difference": one.difference, "in_flight": one.in_flight,
        "agrees": one.agrees, "evidence": reading.evidence, "file": reading.file,
    }  # fmt: skip


def _table(session: Session, rows: "list[Comparison]") -> list[str]:
    from ui.commands.output import clip, table

    tr, services = session.tr, session.services
    now, zone = services.desk.clock.now(), services.desk.actor.zone
    head = (
        tr("Reading"), tr("As of"), tr("Age"), tr("Provider says"), tr("Booked"), tr("Difference"), tr("By"),
        tr("Evidence"),
    )  # fmt: skip
    cells = [
        (
            one.reading.id, tr.datetime(one.reading.as_of, zone), tr.age(now - one.reading.as_of),
            tr.money(one.reading.balance), tr.money(one.booked), tr.money(one.difference),
            one.reading.actor if one.reading.source == "person" else one.reading.source, clip(one.reading.evidence),
        )
        for one in rows
    ]  # fmt: skip
    return table(head, cells, right="345")


def _explained(one: "Explanation") -> dict[str, object]:
    return {
        "explanation": one.id, "reading": one.reading, "amount": one.amount, "reason": one.reason,
        "entry": one.journal, "at": one.at, "by": one.actor, "cleared_as": one.cleared_as,
    }  # fmt: skip


def _explanations(session: Session, rows: "list[Explanation]") -> list[str]:
    from ui.commands.output import clip, table
    from ui.messages_base import word
    from ui.messages_wallet import CLEARED_AS

    tr = session.tr
    head = (tr("Explanation"), tr("Amount"), tr("By"), tr("Reason"), tr("State"))
    cells = [
        (
            one.id, tr.money(one.amount), one.actor, clip(one.reason),
            word(tr, CLEARED_AS, one.cleared_as.value) if one.cleared_as else tr("in suspense"),
        )
        for one in rows
    ]  # fmt: skip
    return table(head, cells, right="1")
