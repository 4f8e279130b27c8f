"""`transactions list | export`: Reports > Balances > Transactions (S0-40)."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session
from ui.commands.transactions_import import import_, unmatched

if TYPE_CHECKING:
    from core.accounts.records import Wallet
    from core.reports.rules import Report

TYPES = ("label-purchases", "adjustments", "debits-and-credits", "refunds")
WALLET = click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
DAY = click.DateTime(formats=["%Y-%m-%d"])
FIRST = click.option("--from", "first", type=DAY, help="First day; that of this month when left out.")
LAST = click.option("--to", "last", type=DAY, help="Last day; today when left out.")


@click.group(cls=StationGroup)
def transactions() -> None:
    """See and export what moved the balance."""


transactions.add_command(import_)
transactions.add_command(unmatched)


@transactions.command("list")
@WALLET
@FIRST
@LAST
@click.option("--type", "types", type=click.Choice(TYPES), multiple=True, help="Only these; all when left out.")
@pass_session
def list_(session: Session, wallet: str, first: "date | None", last: "date | None", types: tuple[str, ...]) -> Answer:
    """List the transactions of a period, with sums of all its types that add up.

    JSON: {"wallet", "first", "last", "opening", "closing", "sums": [{"type", "count", "amount"}], "lines": [{"number",
    "at", "day", "type", "kind", "amount", "balance", "reference", "memo", "operator", "station"}]}.
    """
    found = read_report(session, session.wallet(wallet), first, last, types)
    return Answer(_data(found), _lines(session, found))


@transactions.command("export")
@WALLET
@FIRST
@LAST
@click.option("--format", "form", type=click.Choice(["csv", "json", "beancount", "pdf"]), required=True)
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True, help="For PDF.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@pass_session
def export(
    session: Session, wallet: str, first: "date | None", last: "date | None", form: str, paper: str, out: Path
) -> Answer:  # fmt: skip
    """Write the transactions: CSV and PDF of one wallet and period, JSON and Beancount of the whole journal.

    JSON: {"file", "format", "bytes", "sha256"}.
    """
    import hashlib

    from ui.file_access import write_file
    from ui.report_files import FileForm, report_bytes

    chosen, days = session.wallet(wallet), _period(session, first, last)
    data = report_bytes(session.services, session.tr, chosen, *days, FileForm(form), paper)
    write_file(out, data)
    said = session.tr("Wrote {file}.", file=out)
    return Answer({"file": out, "format": form, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}, [said])


def read_report(
    session: Session, wallet: "Wallet", first: "date | None", last: "date | None", types: tuple[str, ...] = ()
) -> "Report":
    """The report of a period as it was typed."""
    from core.reports.rules import TransactionType
    from core.reports.service import report

    start, end = _period(session, first, last)
    wanted = frozenset(TransactionType(one) for one in types)
    return session.services.read(lambda q: report(q, wallet, start, end, types=wanted))


def _period(session: Session, first: "date | None", last: "date | None") -> tuple[date, date]:
    """The days as typed; from the first of this month until today where nothing was."""
    desk = session.services.desk
    today = desk.clock.now().astimezone(desk.actor.zone).date()
    return _day(first) or today.replace(day=1), _day(last) or today


def _day(typed: "date | None") -> "date | None":
    return date(typed.year, typed.month, typed.day) if typed else None


def _data(found: "Report") -> dict[str, object]:
    from core.reports.rules import type_of

    return {
        "wallet": found.wallet, "first": found.first.isoformat(), "last": found.last.isoformat(),
        "opening": found.opening, "closing": found.closing,
        "sums": [{"type": one.type, "count": one.count, "amount": one.amount} for one in found.sums],
        "lines": [
            {
                "number": line.number, "at": line.at, "day": line.business_day, "type": type_of(line.kind),
                "kind": line.kind, "amount": line.amount, "balance": line.balance,
                "reference": f"{line.ref_kind} {line.ref_id}", "memo": line.memo, "operator": line.actor,
                "station": line.station,
            }
            for line in found.lines
        ],
    }  # fmt: skip


def _lines(session: Session, found: "Report") -> list[str]:
    from core.clock import from_utc_text
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_reports import TRANSACTION_TYPES
    from ui.messages_words import TRANSACTION_KINDS

    tr, zone = session.tr, session.services.desk.actor.zone
    head = (tr("No."), tr("Time"), tr("Type"), tr("Reference"), tr("Amount"), tr("Balance"))
    rows = [
        (
            str(line.number), tr.datetime(from_utc_text(line.at), zone), word(tr, TRANSACTION_KINDS, line.kind),
            line.memo or line.ref_id, tr.money(line.amount), tr.money(line.balance),
        )
        for line in found.lines
    ]  # fmt: skip
    sums = [("", tr("Opening balance"), tr.money(found.opening))]
    sums += [
        (tr.number(one.count), word(tr, TRANSACTION_TYPES, one.type.value), tr.money(one.amount)) for one in found.sums
    ]
    sums.append(("", tr("Closing balance"), tr.money(found.closing)))
    shown = table(head, rows, right="45") if rows else [tr("Nothing was booked in these days.")]
    return [*shown, "", *table((tr("Count"), tr("Type"), tr("Amount")), sums, right="02")]
