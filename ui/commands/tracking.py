"""`tracking check`, `tracking scan`: numbers and scans, understood offline."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.carriers.catalogue import Catalogue
    from core.carriers.scanning import Scan
    from core.carriers.tracking.numbers import Candidate


@click.group(cls=StationGroup)
def tracking() -> None:
    """Tracking numbers and scans, understood offline."""


@tracking.command()
@click.argument("numbers", nargs=-1, required=True)
@pass_session
def check(session: Session, numbers: tuple[str, ...]) -> Answer:
    """Say which carriers each number may belong to, and whether its check digit is right.

    JSON: [{"number", "formatted", "candidates": [{"carrier", "post", "scheme", "valid": true|false|null}]}];
    null where no rule is known. `carrier` is "UPU S10" for the format of all posts; `post` is then the post that the
    number names, and else null. The verdict is in the answer; the exit status is 0 whatever it is.
    """
    from core.carriers.tracking.owners import owner_of
    from ui.commands.output import clip, table

    catalogue = _catalogue(session)
    found = [(number, catalogue.numbers.format(number), catalogue.numbers.candidates(number)) for number in numbers]
    data = [
        {
            "number": number,
            "formatted": formatted,
            "candidates": [_candidate_data(catalogue, candidate) for candidate in candidates],
        }
        for number, formatted, candidates in found
    ]
    tr = session.tr
    rows = []
    for _, formatted, candidates in found:
        for candidate in candidates or (None,):
            owner = owner_of(catalogue.get(candidate.carrier), candidate.scheme) if candidate else None
            name = owner.name if owner else tr("no carrier known")
            shown = f"{owner.post} ({name})" if owner and owner.post else name
            rows.append((clip(formatted), shown, _verdict(session, candidate)))
    lines = table((tr("Number"), tr("Carrier"), tr("Check digit")), rows)
    return Answer(data, lines)


def _candidate_data(catalogue: "Catalogue", candidate: "Candidate") -> dict[str, object]:
    from core.carriers.tracking.owners import owner_of

    owner = owner_of(catalogue.get(candidate.carrier), candidate.scheme)
    return {
        "carrier": owner.name, "post": owner.post or None, "scheme": candidate.scheme, "valid": candidate.valid,
    }  # fmt: skip


def _verdict(session: Session, candidate: "Candidate | None") -> str:
    tr = session.tr
    if candidate is None:
        return ""
    words = {True: tr("right"), False: tr("wrong"), None: tr("no rule known")}
    return words[candidate.valid]


@tracking.command()
@click.argument("texts", nargs=-1, required=True)
@pass_session
def scan(session: Session, texts: tuple[str, ...]) -> Answer:
    """Understand what a scanner sent; write control characters as <GS>, <RS>, <EOT>.

    JSON: [{"text", "carrier", "kind", "tracking", "routing", "ambiguous", "valid"}], one for each text. `kind` is
    tracking, routing only, scan form, ambiguous, partial or unknown; an ambiguous text has all readings in
    `tracking`, joined by " or ". The exit status is 0 whatever was scanned.
    """
    from core.carriers.scanning import parse_scan
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_words import SCAN_KINDS

    catalogue = _catalogue(session)
    found = [(text, parse_scan(catalogue, text)) for text in texts]
    data = [_scan_data(catalogue, text, one) for text, one in found]
    tr = session.tr
    rows = [
        (str(row["carrier"]), word(tr, SCAN_KINDS, one.kind.value), one.tracking, one.routing)
        for row, (_, one) in zip(data, found, strict=True)
    ]
    lines = table((tr("Carrier"), tr("Kind"), tr("Tracking number"), tr("Routing")), rows)
    return Answer(data, lines)


def _scan_data(catalogue: "Catalogue", text: str, one: "Scan") -> dict[str, object]:
    from ui.carrier_words import owner_of

    return {
        "text": text,
        "carrier": " or ".join(owner_of(catalogue, carrier) for carrier in one.carriers),
        "kind": one.kind,
        "tracking": one.tracking,
        "routing": one.routing,
        "ambiguous": one.is_ambiguous,
        "valid": one.valid,
    }


def _catalogue(session: Session) -> "Catalogue":
    """The carriers, without opening the station: numbers need no books."""
    from core.carriers.catalogue import load_catalogue

    return load_catalogue(session.directory)[0]
