"""What the transactions section shows. No Qt."""

from dataclasses import dataclass

from core.accounts.records import Wallet
from core.i18n import Tr
from core.money import Money
from core.reports.rules import Report, TransactionType
from ui.messages_base import word
from ui.messages_reports import TRANSACTION_TYPES

ALL = "all"
TYPES = (ALL, *(one.value for one in TransactionType))


@dataclass(frozen=True, slots=True)
class Found:
    """A period as read: all wallets, and the report of one of them."""

    wallets: tuple[Wallet, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class SumRow:
    """One sum of the period.

    Attributes:
        name: In words.
        amount: What it comes to.
        note: How many transactions are behind it, or of which day a balance is.
        is_balance: It is a balance, not a movement.
    """

    name: str
    amount: Money
    note: str
    is_balance: bool = False


def sum_rows(tr: Tr, report: Report) -> tuple[SumRow, ...]:
    """Opening, one for each type, closing: the last is the sum of those before it."""
    first, last = tr.day(report.first.isoformat()), tr.day(report.last.isoformat())
    types = tuple(
        SumRow(
            word(tr, TRANSACTION_TYPES, one.type.value), one.amount,
            tr.n("{n} transaction", "{n} transactions", one.count),
        )
        for one in report.sums
    )  # fmt: skip
    return (
        SumRow(tr("Opening balance"), report.opening, tr("before {day}", day=first), is_balance=True),
        *types,
        SumRow(tr("Closing balance"), report.closing, tr("after {day}", day=last), is_balance=True),
    )


def type_words(tr: Tr) -> tuple[tuple[str, str], ...]:
    """The choices of the type selector: code and words."""
    return tuple((code, tr("All types") if code == ALL else word(tr, TRANSACTION_TYPES, code)) for code in TYPES)
