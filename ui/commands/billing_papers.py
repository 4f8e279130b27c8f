"""`billing statement | drawer | volume`: our statements, the provider's, and what a carrier earned."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.billing_orders import ACCOUNT, FILE
from ui.commands.house import StationCommand, StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.billing.service_drawer import Paper
    from core.billing.service_statement import Issued
    from core.billing.statement import MonthStatement

OUT = click.Path(dir_okay=False, path_type=Path)
MONTH = click.argument("month", metavar="YYYY-MM")


@click.group("statement", cls=StationGroup)
def statement() -> None:
    """Our own monthly statement of charges, since the carrier sends no invoices."""


@statement.command("make")
@MONTH
@ACCOUNT
@click.option("--issue", is_flag=True, help="Keep the PDF as issued; the month must be over.")
@click.option("--pdf", type=OUT, help="Write the PDF.")
@click.option("--csv", "csv_file", type=OUT, help="Write the lines as CSV.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@pass_session
def make(
    session: Session, month: str, account: str, issue: bool, pdf: Path | None, csv_file: Path | None, paper: str
) -> Answer:  # fmt: skip
    """Make the statement of a month: totals that add up, by method and by channel.

    JSON: {"account", "month", "over", "lines": [{"entry", "day", "type", "channel", "reference", "order", "postage",
    "tax", "fee", "total", "methods": [{"method", "amount"}]}], "postage", "tax", "fees", "total", "by_method",
    "by_channel", "opening", "on_credit", "paid", "closing", "meter_used", "issued": {"statement", "sha256"} or null}.
    """
    from core.billing.service_statement import issue_statement, month_statement
    from core.billing.statement import statement_csv
    from core.ledger.attestation import Occasion
    from core.ledger.entries import head
    from printers.papers.blocks import PaperSize
    from printers.papers.sheet import draw
    from ui.commands.billing_view import billing_account
    from ui.commands.target import check_target, write_whole
    from ui.papers.billing_statement import billing_paper

    services, chosen = session.services, billing_account(session, account)
    for path, suffix in ((pdf, ".pdf"), (csv_file, ".csv")):
        if path is not None:
            check_target(path, services.directory, suffix)
    made = services.read(lambda q: month_statement(q, services.desk, chosen.id, month))
    kept: Issued | None = None
    if pdf is not None or issue:
        sheet = billing_paper(session.tr, services.catalogue, made, mode=services.mode, head=services.read(head))
        data = draw(sheet, PaperSize(paper))
        if issue:
            kept = issue_statement(services.store, services.desk, services.files, made, data)
            services.attest(Occasion.STATEMENT)
        if pdf is not None:
            write_whole(pdf, data)
    if csv_file is not None:
        write_whole(csv_file, statement_csv(made).encode())
    return Answer(_statement_data(made, kept), _statement_lines(session, made))


@statement.command("list")
@ACCOUNT
@pass_session
def list_(session: Session, account: str) -> Answer:
    """List the statements that were issued.

    JSON: [{"statement", "account", "month", "sha256", "entry", "at"}].
    """
    from core.billing.service_statement import issued_statements
    from ui.commands.billing_view import billing_account

    wanted = billing_account(session, account).id if account else ""
    found = session.services.read(lambda q: issued_statements(q, wanted))
    lines = [f"{one.month}  {one.id}" for one in found] or [session.tr("No statement was issued yet.")]
    return Answer([_issued_data(one) for one in found], lines)


@statement.command("show")
@click.argument("statement_id", metavar="STATEMENT")
@click.option("--out", type=OUT, required=True, help="The file to write.")
@pass_session
def show(session: Session, statement_id: str, out: Path) -> Answer:
    """Write the PDF of STATEMENT, exactly as it was issued.

    JSON: as one entry of `billing statement list`.
    """
    from core.billing.service_statement import issued_statement
    from ui.commands.target import check_target, write_whole

    check_target(out, session.services.directory, ".pdf")
    found = session.services.read(lambda q: issued_statement(q, statement_id))
    write_whole(out, session.services.files.get(found.sha256))
    return Answer(_issued_data(found), [session.tr("Wrote {file}.", file=out)])


def _issued_data(one: "Issued") -> dict[str, object]:
    return {
        "statement": one.id, "account": one.account, "month": one.month, "sha256": one.sha256, "entry": one.head,
        "at": one.at,
    }  # fmt: skip


def _statement_data(made: "MonthStatement", kept: "Issued | None") -> dict[str, object]:
    return {
        "account": made.account.id, "month": made.month, "over": made.is_over,
        "lines": [
            {
                "entry": one.journal, "day": one.day, "type": one.kind, "channel": one.channel,
                "reference": one.reference, "order": one.order_ref or None, "postage": one.postage, "tax": one.tax,
                "fee": one.fee, "total": one.total,
                "methods": [{"method": method, "amount": amount} for method, amount in one.paid],
            }
            for one in made.lines
        ],
        "postage": made.postage, "tax": made.tax, "fees": made.fee, "total": made.total,
        "by_method": [{"method": method, "amount": amount} for method, amount in made.by_method()],
        "by_channel": [{"channel": channel, "amount": amount} for channel, amount in made.by_channel()],
        "opening": made.opening, "on_credit": made.on_credit, "paid": made.paid, "closing": made.closing,
        "meter_used": made.meter_used, "issued": {"statement": kept.id, "sha256": kept.sha256} if kept else None,
    }  # fmt: skip


def _statement_lines(session: Session, made: "MonthStatement") -> list[str]:
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_billing import CHANNELS, LINE_KINDS

    tr = session.tr
    rows = [
        (
            tr.day(one.day), word(tr, LINE_KINDS, one.kind.value),
            word(tr, CHANNELS, one.channel.value) if one.channel else "", one.reference, tr.money(one.total),
        )
        for one in made.lines
    ]  # fmt: skip
    rows.append(("", tr("Total"), "", "", tr.money(made.total)))
    head = (tr("Day"), tr("What"), tr("Where"), tr("Reference"), tr("Total"))
    owed = tr("Owed: {opening} at the beginning, {closing} at the end.", opening=made.opening, closing=made.closing)
    return [*table(head, rows, right="4"), "", owed]


@click.group("drawer", cls=StationGroup)
def drawer() -> None:
    """The provider's own monthly statements, kept, with their lines tied to our orders."""


@drawer.command("add")
@MONTH
@click.argument("file", type=FILE)
@ACCOUNT
@click.option("--lines", "lines_file", type=FILE, help="The statement's lines as CSV: day, text, amount.")
@pass_session
def add(session: Session, month: str, file: Path, account: str, lines_file: Path | None) -> Answer:
    """Keep FILE, the provider's statement of a month; lines that are beyond doubt are tied to orders.

    JSON: {"paper", "account", "month", "name", "sha256", "place", "at", "by", "lines": [{"line", "day", "text",
    "amount", "order"}]}.
    """
    from core.billing.rules import RECEIPT_MAX
    from core.billing.service_drawer import keep_paper, parse_lines
    from core.people.acts import Act
    from ui.commands.billing_view import billing_account
    from ui.file_access import read_file

    services, chosen = session.services, billing_account(session, account)
    text = read_file(lines_file, RECEIPT_MAX).decode("utf-8-sig") if lines_file else ""
    lines, data = parse_lines(text, chosen.currency), read_file(file, RECEIPT_MAX)
    proofs = session.prove(Act.RECORD, about=chosen.id)
    made = keep_paper(
        services.store, services.desk, services.files, chosen.id, month, file.name, data, lines, proofs=proofs
    )  # fmt: skip
    return Answer(_paper_data(made), _paper_lines(session, made))


@drawer.command("list")
@ACCOUNT
@pass_session
def drawer_list(session: Session, account: str) -> Answer:
    """List what lies in the drawer, the newest month first.

    JSON: a list of what `billing drawer add` answers.
    """
    from core.billing.service_drawer import papers
    from ui.commands.billing_view import billing_account

    wanted = billing_account(session, account).id if account else ""
    found = session.services.read(lambda q: papers(q, wanted))
    lines = [line for one in found for line in _paper_lines(session, one)] or [session.tr("The drawer is empty.")]
    return Answer([_paper_data(one) for one in found], lines)


@drawer.command("show")
@click.argument("paper")
@click.option("--out", type=OUT, required=True, help="The file to write.")
@pass_session
def drawer_show(session: Session, paper: str, out: Path) -> Answer:
    """Write the file of PAPER as it was kept.

    JSON: as of `billing drawer add`.
    """
    from core.billing.service_drawer import get_paper
    from ui.commands.target import check_target, write_whole

    found = session.services.read(lambda q: get_paper(q, paper))
    check_target(out, session.services.directory, Path(found.name).suffix.lower())
    write_whole(out, session.services.files.get(found.sha256))
    return Answer(_paper_data(found), [session.tr("Wrote {file}.", file=out)])


@drawer.command("tie")
@click.argument("line")
@click.argument("billed")
@pass_session
def tie(session: Session, line: str, billed: str) -> Answer:
    """Say that LINE of a statement is of the recorded order BILLED.

    JSON: as of `billing drawer add`.
    """
    from core.billing.service_drawer import tie_line
    from core.billing.store import get_order
    from core.people.acts import Act

    services = session.services
    account = services.read(lambda q: get_order(q, billed)).account
    made = tie_line(services.store, services.desk, line, billed, proofs=session.prove(Act.RECORD, about=account))
    return Answer(_paper_data(made), _paper_lines(session, made))


@drawer.command("place")
@click.argument("text", default="")
@ACCOUNT
@pass_session
def place(session: Session, text: str, account: str) -> Answer:
    """Show where the provider's statements live, or write it (TEXT).

    JSON: {"account", "place"}.
    """
    from core.billing.dated_rules import load_billing_rules
    from core.billing.service_drawer import place_of, set_place
    from core.people.acts import Act
    from ui.commands.billing_view import billing_account

    services, chosen = session.services, billing_account(session, account)
    if text:
        proofs = session.prove(Act.RECORD, about=chosen.id)
        set_place(services.store, services.desk, chosen.id, text, proofs=proofs)
    found = services.read(lambda q: place_of(q, load_billing_rules(services.directory), chosen.id))
    return Answer({"account": chosen.id, "place": found}, [found or "—"])


def _paper_data(one: "Paper") -> dict[str, object]:
    return {
        "paper": one.id, "account": one.account, "month": one.month, "name": one.name, "sha256": one.sha256,
        "place": one.place, "at": one.at, "by": one.actor,
        "lines": [
            {"line": x.id, "day": x.day, "text": x.text, "amount": x.amount, "order": x.order or None}
            for x in one.lines
        ],
    }  # fmt: skip


def _paper_lines(session: Session, one: "Paper") -> list[str]:
    from ui.commands.output import clip, table

    tr = session.tr
    tied = sum(bool(line.order) for line in one.lines)
    head = tr(
        "{month}: {name}, {tied} of {lines} lines tied ({id})", month=one.month, name=clip(one.name),
        tied=tr.number(tied), lines=tr.number(len(one.lines)), id=one.id,
    )  # fmt: skip
    rows = [(tr.day(x.day), clip(x.text), tr.money(x.amount), x.order or tr("not tied"), x.id) for x in one.lines]
    names = (tr("Day"), tr("Line"), tr("Amount"), tr("Recorded as"), tr("Id"))
    return [head, *(table(names, rows, right="2") if rows else [])]


@click.command("volume", cls=StationCommand)
@click.option("--carrier", default="", help="Name or code; all when left out.")
@click.option("--from", "first", default="", metavar="YYYY-MM", help="First month.")
@click.option("--to", "last", default="", metavar="YYYY-MM", help="Last month.")
@click.option("--csv", "csv_file", type=OUT, help="Write it as CSV.")
@pass_session
def volume(session: Session, carrier: str, first: str, last: str, csv_file: Path | None) -> Answer:
    """Show pieces and revenue for each carrier and month, shipping and direct mail apart; labels of wallets included.

    JSON: [{"carrier", "month", "stream", "pieces", "revenue"}].
    """
    from core.billing.rules import month_of
    from core.billing.volume import volumes, volumes_csv
    from ui.carrier_words import carrier_of
    from ui.commands.output import table
    from ui.commands.target import check_target, write_whole
    from ui.messages_base import word
    from ui.messages_billing import STREAMS

    services, tr = session.services, session.tr
    for text in filter(None, (first, last)):
        month_of(text)
    code = services.catalogue.get(carrier).code if carrier else ""
    found = services.read(lambda q: volumes(q, carrier=code, first=first, last=last or "9999-12"))
    if csv_file is not None:
        check_target(csv_file, services.directory, ".csv")
        write_whole(csv_file, volumes_csv(found).encode())
    rows = [
        (
            one.month, carrier_of(services.catalogue, one.carrier, tr.lang), word(tr, STREAMS, one.stream.value),
            tr.number(one.pieces), tr.money(one.revenue),
        )
        for one in found
    ]  # fmt: skip
    head = (tr("Month"), tr("Carrier"), tr("Kind of mail"), tr("Pieces"), tr("Revenue"))
    data = [
        {"carrier": v.carrier, "month": v.month, "stream": v.stream, "pieces": v.pieces, "revenue": v.revenue}
        for v in found
    ]
    return Answer(data, table(head, rows, right="34") if rows else [tr("Nothing was bought yet.")])
