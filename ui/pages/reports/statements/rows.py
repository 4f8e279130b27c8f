"""What the statements section shows. No Qt."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.accounts.records import Wallet
from core.reports.store import Statement
from ui.pages.reports.rows import Period, last_month


@dataclass(frozen=True, slots=True)
class Found:
    """All wallets, and the statements of one, newest first."""

    wallets: tuple[Wallet, ...]
    statements: tuple[Statement, ...]


def proposal(statements: tuple[Statement, ...], today: date) -> Period | None:
    """The days of the next statement: from where the last one ended to the end of the last month, else to yesterday.

    None where every day that is over has one.
    """
    yesterday, month = today - timedelta(days=1), last_month(today)
    first = statements[0].last + timedelta(days=1) if statements else month.first
    if first > yesterday:
        return None
    return Period(first, month.last if first <= month.last else yesterday)
