"""What a statement says and how its sums add up (S0-40; facts: ledger 3.8). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.errors import Refused, Rule
from core.ledger.lines import Transaction
from core.money import Money, total, zero

_CLOSED_RULE = Rule("A statement covers whole days that are over", "facts: ledger 3.8", "2026-11-22")


class TransactionType(Enum):
    """The types of the report selector, as the provider's own list has them (S0-40).

    Insurance is a type of the provider's list that never touches this balance (S0-20, S0-44).
    """

    LABELS = "label-purchases"
    ADJUSTMENTS = "adjustments"
    FUNDS = "debits-and-credits"
    REFUNDS = "refunds"


_TYPES = {
    "label": TransactionType.LABELS,
    "adjustment": TransactionType.ADJUSTMENTS,
    "refund": TransactionType.REFUNDS,
    "refund-lost": TransactionType.REFUNDS,
}


def type_of(kind: str) -> TransactionType:
    """The type of an entry; what is neither label, adjustment nor refund moves funds."""
    return _TYPES.get(kind, TransactionType.FUNDS)


@dataclass(frozen=True, slots=True)
class TypeSum:
    """How many transactions of a type a period has, and what they come to."""

    type: TransactionType
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Report:
    """The transactions of a wallet in a period.

    Attributes:
        wallet: Which.
        first: First day, in the station's calendar.
        last: Last day.
        opening: Booked balance before the first day.
        lines: In journal order, all of them or those of the wanted types.
        sums: One for each type of the whole period, whatever types are shown; they add up to the movement.
        closing: Opening plus the sums.
    """

    wallet: str
    first: date
    last: date
    opening: Money
    lines: tuple[Transaction, ...]
    sums: tuple[TypeSum, ...]
    closing: Money


class BadPeriod(Refused):
    """It ends before it begins. Fields: ``first``, ``last`` (ISO days)."""

    code = "reports.bad-period"


class DayNotOver(Refused):
    """A statement is made when its last day is over. Fields: ``last``, ``today`` (ISO days)."""

    code = "reports.day-not-over"
    rule = _CLOSED_RULE


class StatementOverlaps(Refused):
    """Another statement of the wallet covers a part of it. Fields: ``first``, ``last`` of the other one."""

    code = "reports.statement-overlaps"
    rule = _CLOSED_RULE


class ClosingDiffers(Refused):
    """The last statement ended with another balance. Fields: ``statement``, ``closing``, ``opening``."""

    code = "reports.closing-differs"


def report_of(
    wallet: str,
    first: date,
    last: date,
    opening: Money,
    lines: Sequence[Transaction],
    types: frozenset[TransactionType],
) -> Report:
    """Add a period up. `lines` are all of the period; `types` says which are shown, all when it is empty."""
    currency = opening.currency
    sums = []
    for kind in TransactionType:
        amounts = [line.amount for line in lines if type_of(line.kind) is kind]
        sums.append(TypeSum(kind, len(amounts), total(amounts, currency)))
    shown = tuple(line for line in lines if not types or type_of(line.kind) in types)
    moved = total([one.amount for one in sums], currency)
    return Report(wallet, first, last, opening, shown, tuple(sums), opening + moved)


def days_between(first: date, last: date) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        BadPeriod: It does.
    """
    if last < first:
        raise BadPeriod(first=first.isoformat(), last=last.isoformat())


def movement(lines: Sequence[Transaction], currency: str) -> Money:
    """What the lines come to."""
    return total([line.amount for line in lines], currency) if lines else zero(currency)
