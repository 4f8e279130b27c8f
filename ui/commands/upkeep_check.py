"""What `check` says of damage, restored books, the clock, the disk, attestations and the place of the directory."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.i18n import Tr
    from core.ledger.attestation import Attested
    from ui.commands.session import Session


def read_attestations(session: "Session") -> "Attested":
    """Compare every attestation that there is a key for with the chain."""
    from core.ledger.attestation import chain_key, check_attestations

    services = session.services
    key = chain_key(services.keychain, services.store.uuid, make=False)
    return services.read(partial(check_attestations, uuid=services.store.uuid, key=key))


def attested_line(tr: "Tr", attested: "Attested") -> list[str]:
    """How many attestations hold, and how many could not be verified; nothing where there are none."""
    if not attested.verified and not attested.unverified:
        return []
    line = tr.n("One attestation of the journal holds.", "{n} attestations of the journal hold.", attested.verified)
    if attested.unverified:
        line += " " + tr.n(
            "One could not be verified: its key is not on this computer.",
            "{n} could not be verified: their key is not on this computer.",
            attested.unverified,
        )
    return [line]


def upkeep_findings(session: "Session", attested: "Attested") -> Iterator[tuple[str, str, str, str]]:
    """Area, code, subject and sentence of each finding."""
    from core.upkeep.gates import refusals
    from ui.messages import one_line
    from ui.messages_money import finding_text

    for error in refusals(session.services.store):
        yield ("store", error.code.removeprefix("store."), str(error.fields.get("backup", "")),
               one_line(session.tr, error))  # fmt: skip
    for text in attested.findings:
        code, _, subject = text.partition(": ")
        yield "books", code, subject, finding_text(session.tr, text)


def place_notes(session: "Session") -> list[str]:
    """Warnings about where the directory lies."""
    from core.upkeep.place import place_of

    tr, found = session.tr, place_of(session.services.directory)
    notes = []
    if found.share:
        notes.append(
            tr("The directory lies on a network share ({kind}); that is well enough for practice only.",
               kind=found.share)
        )  # fmt: skip
    if found.cloud:
        notes.append(
            tr("{service} copies this directory while it is being written; keep the station outside of it.",
               service=found.cloud)
        )  # fmt: skip
    return notes
