"""`check`: the books, the provider's books, the labels' files, carriers, open purchases, doubtful prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.purchases.store import Purchase

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be.

    Attributes:
        area: ``books``, ``clock``, ``provider``, ``purchases``, ``files``, ``carriers`` or ``printing``.
        code: A code of the area.
        subject: Id or name of what it is about.
        message: For people.
    """

    area: str
    code: str
    subject: str
    message: str


@click.command(cls=StationCommand)
@click.option("--no-recover", is_flag=True, help="Leave open what runs that died left open, and report it.")
@pass_session
def check(session: Session, no_recover: bool) -> Answer:
    """Check books, provider, files, carriers and print jobs.

    What runs that died left open is settled first, by asking the provider, never by buying. Then: every invariant of
    the ledger; a clock that was set back behind the newest journal entry; in practice our books against the
    provider's, both ways; purchases whose outcome is not known; the stored file of every label; carrier files; print
    jobs of which nobody knows whether they came out. The exit status is 1 when anything is found.

    JSON: {"ok", "findings": [{"area", "code", "subject", "message"}], "recovered": [{"kind", "id", "before",
    "after"}], "journal": {"entries", "head"}, "labels", "unprinted", "attestations": {"verified",
    "unverified"}, "station": {"id", "name"}}.
    """
    from core.ledger.entries import head
    from core.printing.store import unprinted_labels
    from core.settings import STATION_NAME
    from core.shipments.listing import count_labels
    from ui.commands.recovering import note_recovered, read_balances, recover
    from ui.commands.upkeep_check import attested_line, place_notes, read_attestations, upkeep_findings

    no_recover = no_recover or bool(session.services.store.damage)
    recovered = [] if no_recover else recover(session)
    note_recovered(session, recovered)
    if not no_recover:
        read_balances(session)
    attested = read_attestations(session)
    findings = [
        *(Finding(*one) for one in upkeep_findings(session, attested)),
        *_books(session),
        *_clock(session),
        *_provider(session),
        *_open(session),
        *_files(session),
        *_data(session),
        *_jobs(session),
    ]
    entries, last = session.services.read(head)
    labels = session.services.read(count_labels)
    station = session.services.desk.actor.station
    name = session.services.setting(STATION_NAME)
    unprinted = len(session.services.read(unprinted_labels))
    data = {
        "ok": not findings, "findings": findings, "recovered": recovered,
        "journal": {"entries": entries, "head": last}, "labels": labels, "unprinted": unprinted,
        "attestations": {"verified": attested.verified, "unverified": attested.unverified},
        "station": {"id": station, "name": name},
    }  # fmt: skip
    tr = session.tr
    seen = tr(
        "Journal entries: {entries}. Labels: {labels}. Chain head: {head}.",
        entries=tr.number(entries), labels=tr.number(labels), head=last[:16],
    )  # fmt: skip
    verdict = tr.n("One finding:", "{n} findings:", len(findings)) if findings else tr("Everything is in order.")
    seen = f"{seen} " + tr("Station: {name}.", name=f"{name} ({station})" if name else station)
    seen = "\n".join([seen, *attested_line(session.tr, attested), *place_notes(session)])
    if unprinted:
        note = tr.n("One paid label was never printed.", "{n} paid labels were never printed.", unprinted)
        seen = f"{seen}\n{note} " + tr("See “labels print --unprinted”.")
    return Answer(data, [verdict, *(f"  {one.message}" for one in findings), seen], ok=not findings)


def _books(session: Session) -> Iterator[Finding]:
    from ui.messages_money import finding_text

    for text in session.services.findings():
        code, _, subject = text.partition(": ")
        yield Finding("books", code, subject, finding_text(session.tr, text))


def _clock(session: Session) -> Iterator[Finding]:
    """Money is booked by the clock: one that was set back would date new entries before old ones."""
    from core.clock import utc_text
    from core.ledger.checks import newest_entry_at

    tr, services = session.tr, session.services
    newest, zone = services.read(newest_entry_at), services.desk.actor.zone
    now = services.desk.clock.now()
    if newest is not None and now < newest:
        message = tr(
            "The clock was set back: it says {now}, and the newest journal entry is of {newest}. Set it right first.",
            now=tr.datetime(now, zone), newest=tr.datetime(newest, zone),
        )  # fmt: skip
        yield Finding("clock", "set-back", f"{utc_text(now)} {utc_text(newest)}", message)


def _provider(session: Session) -> Iterator[Finding]:
    """Differences of the two books, but for purchases that are open: those are findings of their own."""
    from core.accounts.service import wallets
    from core.errors import Unavailable
    from ui.commands.two_books import differences
    from ui.messages import one_line
    from ui.messages_base import word
    from ui.messages_words import MOVEMENTS

    tr = session.tr
    still_open = {purchase.id for purchase in _open_purchases(session)}
    try:
        differing = differences(session.services)
    except Unavailable as error:
        yield Finding("provider", "unreachable", str(error.fields.get("reason", "")), one_line(tr, error))
        return
    names = {wallet.id: wallet.name for wallet in session.services.read(wallets)}
    for one in differing:
        moved = one.movement
        if moved.key in still_open:
            continue
        what, wallet = f"{word(tr, MOVEMENTS, moved.kind)} {moved.key}", names.get(moved.wallet, moved.wallet)
        message = (
            tr("Only in our books: {amount} ({what}, {wallet}).", amount=moved.amount, what=what, wallet=wallet)
            if one.ours
            else tr(
                "Only in the provider's books: {amount} ({what}, {wallet}).",
                amount=moved.amount, what=what, wallet=wallet,
            )
        )  # fmt: skip
        yield Finding("provider", "only-ours" if one.ours else "only-theirs", moved.key, message)


def _open_purchases(session: Session) -> "list[Purchase]":
    from core.purchases.rules import OPEN
    from core.purchases.store import in_states

    return session.services.read(partial(in_states, states=OPEN))


def _open(session: Session) -> Iterator[Finding]:
    from ui.messages_base import word
    from ui.messages_words import PURCHASE_KINDS, PURCHASE_STATES

    tr = session.tr
    for purchase in _open_purchases(session):
        kind = word(tr, PURCHASE_KINDS, purchase.kind.value)
        state = word(tr, PURCHASE_STATES, purchase.state.value)
        message = tr(
            "Open purchase {id}: {kind}, {amount}, {state}.",
            id=purchase.id,
            kind=kind,
            amount=purchase.amount,
            state=state,
        )
        yield Finding("purchases", purchase.state.value, purchase.id, message)


def _files(session: Session) -> Iterator[Finding]:
    """Read the stored file of every label; a drawn one must also be a label document."""
    from core.errors import StationError
    from core.labels.store import get_label, read_document
    from core.shipments.listing import list_shipments
    from ui.messages import one_line

    before = ""
    while rows := session.services.read(partial(list_shipments, before=before, limit=_PAGE)):
        for row in rows:
            label = session.services.read(partial(get_label, label_id=row.label))
            try:
                if label.form == "drawn":
                    read_document(session.services.files, label)
                else:
                    session.services.files.get(label.file)
            except StationError as error:
                yield Finding("files", error.code, label.id, f"{label.id}: {one_line(session.tr, error)}")
        before = rows[-1].label


def _data(session: Session) -> Iterator[Finding]:
    from ui.messages_problems import code_text

    for problem in dict.fromkeys(session.services.carrier_problems):
        message = f"{problem.file}: {code_text(session.tr, problem.code, problem.field, problem.value)}"
        yield Finding("carriers", problem.code, problem.file, message)


def _jobs(session: Session) -> Iterator[Finding]:
    from core.printing.rules import JobState
    from core.printing.store import jobs_in_states

    for job in session.services.read(partial(jobs_in_states, states=frozenset({JobState.UNKNOWN}))):
        message = session.tr(
            "Print job {job} of label {label}: it is not known whether it came out; check the printer.",
            job=job.id,
            label=job.label,
        )
        yield Finding("printing", job.state.value, job.label, message)
