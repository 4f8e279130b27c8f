"""`statements make | list | show | match`: statements that are issued once, and lines of the card (S0-14, S0-40)."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.reports.card_lines import CardLine, Matched
    from core.reports.store import Statement

WALLET = click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
DAY = click.DateTime(formats=["%Y-%m-%d"])
OUT = click.Path(dir_okay=False, path_type=Path)


@click.group(cls=StationGroup)
def statements() -> None:
    """Issue statements of a wallet, and compare the card's statement with what was bought."""


@statements.command("make")
@WALLET
@click.option("--from", "first", type=DAY, required=True, help="First day.")
@click.option("--to", "last", type=DAY, required=True, help="Last day; it must be over.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@click.option("--out", type=OUT, help="Write the PDF to this file too.")
@pass_session
def make(session: Session, wallet: str, first: date, last: date, paper: str, out: Path | None) -> Answer:
    """Issue the statement of some days as PDF; it is kept as issued, and its closing opens the next one.

    JSON: {"id", "wallet", "first", "last", "opening", "closing", "journal", "head", "sha256", "at"}.
    """
    from ui.file_access import write_file
    from ui.report_files import issue_statement

    days = date(first.year, first.month, first.day), date(last.year, last.month, last.day)
    kept, pdf = issue_statement(session.services, session.tr, session.wallet(wallet), *days, paper)
    if out is not None:
        write_file(out, pdf)
    return Answer(_data(kept), [_line(session, kept)])


@statements.command("list")
@WALLET
@pass_session
def list_(session: Session, wallet: str) -> Answer:
    """List the statements of a wallet, oldest first.

    JSON: a list of what `statements make` answers.
    """
    from core.reports.store import list_statements

    chosen = session.wallet(wallet)
    found = session.services.read(lambda q: list_statements(q, chosen.id))
    lines = [_line(session, one) for one in found] or [session.tr("No statement was issued yet.")]
    return Answer([_data(one) for one in found], lines)


@statements.command("show")
@click.argument("statement")
@click.option("--out", type=OUT, required=True, help="The file to write.")
@pass_session
def show(session: Session, statement: str, out: Path) -> Answer:
    """Write the PDF of STATEMENT, exactly as it was issued.

    JSON: as of `statements make`.
    """
    from core.reports.store import get_statement
    from ui.file_access import write_file

    found = session.services.read(lambda q: get_statement(q, statement))
    write_file(out, session.services.files.get(found.sha256))
    return Answer(_data(found), [session.tr("Wrote {file}.", file=out)])


@statements.command("match")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@WALLET
@pass_session
def match(session: Session, file: Path, wallet: str) -> Answer:
    """Read a card statement (FILE, a bank's CSV) and pair its STAMPS lines with purchases of postage.

    Fails when a line has no purchase, a purchase no line, or a row cannot be read.

    JSON: {"read", "known", "paired", "orphans", "unpaired", "unread"}.
    """
    from core.reports.card_lines import BYTES_MAX, match_card_statement
    from ui.file_access import read_file

    services, chosen = session.services, session.wallet(wallet)
    found = match_card_statement(services.store, services.desk, read_file(file, BYTES_MAX), chosen.currency)
    is_clean = not (found.orphans or found.unpaired or found.unread)
    return Answer(_match_data(found), _match_lines(session, found), ok=is_clean)


def _data(one: "Statement") -> dict[str, object]:
    return {
        "id": one.id, "wallet": one.wallet, "first": one.first.isoformat(), "last": one.last.isoformat(),
        "opening": one.opening, "closing": one.closing, "journal": one.journal, "head": one.head,
        "sha256": one.sha256, "at": one.at,
    }  # fmt: skip


def _line(session: Session, one: "Statement") -> str:
    tr = session.tr
    return tr(
        "{first} to {last}: {opening} → {closing} ({id})",
        first=tr.day(one.first.isoformat()), last=tr.day(one.last.isoformat()), opening=one.opening,
        closing=one.closing, id=one.id,
    )  # fmt: skip


def _card(line: "CardLine") -> dict[str, object]:
    return {"day": line.day.isoformat(), "text": line.text, "amount": line.amount, "purchase": line.purchase or None}


def _match_data(found: "Matched") -> dict[str, object]:
    return {
        "read": found.read, "known": found.known, "paired": [_card(line) for line in found.paired],
        "orphans": [_card(line) for line in found.orphans],
        "unpaired": [{"purchase": one.id, "amount": one.amount, "at": one.made_at} for one in found.unpaired],
        "unread": [{"row": one.row, "column": one.column, "value": one.value} for one in found.unread],
    }  # fmt: skip


def _match_lines(session: Session, found: "Matched") -> list[str]:
    tr, zone = session.tr, session.services.desk.actor.zone
    from core.clock import from_utc_text

    lines = [tr.n("{n} new line, {paired} paired.", "{n} new lines, {paired} paired.", found.read,
                  paired=tr.number(len(found.paired)))]  # fmt: skip
    lines += [
        tr("No purchase of ours: {day}, {text}, {amount}", day=tr.day(one.day.isoformat()), text=one.text,
           amount=one.amount)
        for one in found.orphans
    ]  # fmt: skip
    lines += [
        tr("On no statement: {amount} of {time} ({id})", amount=one.amount,
           time=tr.datetime(from_utc_text(one.made_at), zone), id=one.id)
        for one in found.unpaired
    ]  # fmt: skip
    lines += [tr("Row {row} cannot be read: “{value}”", row=one.row, value=one.value) for one in found.unread]
    return lines
