"""The statement of a wallet, and the report of its transactions, on paper (S0-40; facts: ledger 3.8)."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from core.accounts.records import Wallet
from core.carriers.catalogue import Catalogue
from core.clock import from_utc_text
from core.context import Mode
from core.i18n import Tr
from core.ledger.lines import Transaction
from core.reports.rules import Report
from core.reports.standing import Standing
from printers.papers.blocks import Block, Facts, Heading, Paper, Sentence, Table
from ui.carrier_words import carrier_of
from ui.messages_base import word
from ui.messages_reports import TRANSACTION_TYPES
from ui.messages_words import TRANSACTION_KINDS

_AMOUNTS = frozenset({4, 5})


def statement_paper(
    tr: Tr,
    catalogue: Catalogue,
    wallet: Wallet,
    report: Report,
    standing: Standing,
    *,
    mode: Mode,
    zone: ZoneInfo,
    issued: bool,
) -> Paper:
    """The paper. `issued` is False for a report of any days, which is no statement and does not say so."""
    first, last = tr.day(report.first.isoformat()), tr.day(report.last.isoformat())
    number, digest = standing.head
    title = tr("Statement") if issued else tr("Transactions")
    return Paper(
        title=tr("{title}: {wallet}", title=title, wallet=wallet.name),
        subtitle=tr("{first} to {last}", first=first, last=last),
        blocks=tuple(_blocks(tr, catalogue, report, standing, zone)),
        footer=tr("Journal entry {number}, chain head {hash}", number=number, hash=digest),
        marked=tr("PRACTICE") if mode is Mode.PRACTICE else "",
    )


def _blocks(tr: Tr, catalogue: Catalogue, report: Report, standing: Standing, zone: ZoneInfo) -> list[Block]:
    blocks: list[Block] = [
        _sums(tr, report),
        Heading(tr("Transactions")),
        _lines(tr, report, zone) if report.lines else Sentence(tr("Nothing was booked in these days.")),
        Heading(tr("When this was made")),
        _standing(tr, standing, zone),
    ]
    if standing.unsettled:
        blocks += [
            Heading(tr("Outcome unknown, being looked up")),
            *(Sentence(f"{one.id} · {tr.money(one.amount)}") for one in standing.unsettled),
        ]
    if standing.refunds_due:
        due = tuple((carrier_of(catalogue, code, tr.lang), tr.money(amount)) for code, amount in standing.refunds_due)
        blocks += [Heading(tr("Refunds due")), Facts(due)]
    return blocks


def _sums(tr: Tr, report: Report) -> Table:
    rows = [(tr("Opening balance"), "", tr.money(report.opening))]
    rows += [
        (word(tr, TRANSACTION_TYPES, one.type.value), tr.number(one.count), tr.money(one.amount)) for one in report.sums
    ]
    total = ((tr("Closing balance"), "", tr.money(report.closing)),)
    return Table((tr("Type"), tr("Count"), tr("Amount")), tuple(rows), frozenset({1, 2}), total)


def _lines(tr: Tr, report: Report, zone: ZoneInfo) -> Table:
    head = (tr("No."), tr("Time"), tr("Type"), tr("Reference"), tr("Amount"), tr("Balance"))
    return Table(head, tuple(_line(tr, line, zone) for line in report.lines), _AMOUNTS, wide=3)


def _line(tr: Tr, line: Transaction, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        str(line.number), tr.datetime(from_utc_text(line.at), zone), word(tr, TRANSACTION_KINDS, line.kind),
        line.memo or line.ref_id, tr.money(line.amount, with_currency=False),
        tr.money(line.balance, with_currency=False),
    )  # fmt: skip


def _standing(tr: Tr, standing: Standing, zone: ZoneInfo) -> Facts:
    view = standing.view
    pairs: Sequence[tuple[str, str]] = (
        (tr("Booked"), tr.money(view.booked)),
        (tr("Reserved"), tr.money(view.reserved)),
        (tr("Available"), tr.money(view.available)),
        (tr("Provider says"), tr.money(view.reported) if view.reported else tr("not asked yet")),
        (tr("Asked"), tr.datetime(view.reported_at, zone) if view.reported_at else ""),
    )
    return Facts(tuple(pair for pair in pairs if pair[1]))
