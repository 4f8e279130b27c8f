"""Use cases of reports: the transactions of a period, and statements that are issued once and kept as issued."""

from datetime import date

from core.accounts.records import Wallet
from core.clock import local_day
from core.context import Desk
from core.ledger.accounts import wallet_account
from core.ledger.entries import head, last_business_day
from core.ledger.lines import between, booked_before
from core.reports.rules import (
    ClosingDiffers,
    DayNotOver,
    Report,
    StatementOverlaps,
    TransactionType,
    days_between,
    report_of,
)
from core.reports.store import Statement, get_statement, insert_statement, list_statements
from core.store.database import Query, Store
from core.store.files import Files


def report(
    q: Query, wallet: Wallet, first: date, last: date, *, types: frozenset[TransactionType] = frozenset()
) -> Report:
    """The transactions of a wallet from `first` to `last`, both included, with sums that add up.

    Raises:
        BadPeriod: It ends before it begins.
    """
    days_between(first, last)
    account = wallet_account(wallet.id, wallet.currency)
    opening = booked_before(q, account, first.isoformat())
    lines = between(q, account.code, first.isoformat(), last.isoformat())
    return report_of(wallet.id, first, last, opening, lines, types)


def statement_report(q: Query, desk: Desk, wallet: Wallet, first: date, last: date) -> Report:
    """What a statement of this period says, when one may be made.

    Raises:
        BadPeriod, DayNotOver, StatementOverlaps: It may not.
        ClosingDiffers: The statement before it closed with another balance; the books were damaged in between.
    """
    made = report(q, wallet, first, last)
    today = max(local_day(desk.clock.now(), desk.actor.zone), last_business_day(q))
    if last.isoformat() >= today:
        raise DayNotOver(last=last.isoformat(), today=today)
    before = None
    for other in list_statements(q, wallet.id):
        if other.first <= last and first <= other.last:
            raise StatementOverlaps(first=other.first.isoformat(), last=other.last.isoformat())
        if other.last < first:
            before = other
    if before is not None:
        between_them = booked_before(q, wallet_account(wallet.id, wallet.currency), _day_after(before.last))
        if between_them != before.closing:
            raise ClosingDiffers(statement=before.id, closing=before.closing, opening=between_them)
    return made


def keep_statement(store: Store, desk: Desk, files: Files, wallet: Wallet, made: Report, paper: bytes) -> Statement:
    """Keep a statement as issued; the paper lies in the station's files before its row does.

    Raises:
        As `statement_report`, if another was made in the meantime.
    """
    sha256 = files.keep(paper)
    with store.write() as tx:
        again = statement_report(tx, desk, wallet, made.first, made.last)
        kept = insert_statement(tx, desk, again, head(tx), sha256)
        return get_statement(tx, kept)


def statement_findings(q: Query, wallet: Wallet) -> list[str]:
    """Codes of statements that the books no longer bear out: closings must chain (facts: ledger 4.4, I13)."""
    account = wallet_account(wallet.id, wallet.currency)
    findings = []
    for one in list_statements(q, wallet.id):
        if booked_before(q, account, one.first.isoformat()) != one.opening:
            findings.append(f"statement-opening:{one.id}")
        if booked_before(q, account, _day_after(one.last)) != one.closing:
            findings.append(f"statement-closing:{one.id}")
        known = q.value("select hash from journal where number = :number", {"number": one.journal})
        if one.journal and known != one.head:
            findings.append(f"statement-head:{one.id}")
    return findings


def _day_after(day: date) -> str:
    return date.fromordinal(day.toordinal() + 1).isoformat()
