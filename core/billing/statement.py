"""Our own monthly statement of charges, since the carrier sends no invoices (S1-13): its lines and sums. Pure."""

from dataclasses import dataclass
from enum import Enum

from core.billing.records import CarrierAccount, Channel, Method
from core.csv_text import csv_text, safe_cell
from core.money import Money, decimal_text, total

_HEAD = (
    "booked", "day", "entry", "type", "channel", "reference", "order", "methods", "postage", "tax", "fee", "total",
    "currency",
)  # fmt: skip


class LineKind(Enum):
    """What a line of the statement is."""

    POSTAGE = "postage"
    METER_REFILL = "meter-refill"
    UNDONE = "undone"
    LATE_FEE = "late-fee"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One charge, or the taking back of one (negative).

    Attributes:
        journal: Number of its entry.
        booked: Business day on which it was booked; it decides the month.
        day: Local day of the purchase.
        kind: What it is.
        channel: Where, None for a fee.
        reference: Of the receipt.
        order_ref: Our own order.
        paid: By which method how much.
        postage: Before tax.
        tax: What comes back.
        fee: Late fee.
    """

    journal: int
    booked: str
    day: str
    kind: LineKind
    channel: Channel | None
    reference: str
    order_ref: str
    paid: tuple[tuple[Method, Money], ...]
    postage: Money
    tax: Money
    fee: Money

    @property
    def total(self) -> Money:
        """All of it."""
        return self.postage + self.tax + self.fee


@dataclass(frozen=True, slots=True)
class MonthStatement:
    """What an account was charged in a month.

    Attributes:
        account: Which.
        month: ``YYYY-MM``.
        lines: In the order of booking.
        opening: Owed when the month began.
        on_credit: Bought on credit in the month, late fees included.
        paid: What was paid of what was owed.
        closing: Opening and credit less what was paid.
        meter_used: What registers of meters fell by; paid for by their refills.
        is_over: Whether the month is over, so that it may be issued.
    """

    account: CarrierAccount
    month: str
    lines: tuple[StatementLine, ...]
    opening: Money
    on_credit: Money
    paid: Money
    closing: Money
    meter_used: Money
    is_over: bool

    @property
    def postage(self) -> Money:
        """Sum before tax."""
        return self._sum([line.postage for line in self.lines])

    @property
    def tax(self) -> Money:
        """Sum of tax."""
        return self._sum([line.tax for line in self.lines])

    @property
    def fee(self) -> Money:
        """Sum of late fees."""
        return self._sum([line.fee for line in self.lines])

    @property
    def total(self) -> Money:
        """Sum of all lines."""
        return self._sum([line.total for line in self.lines])

    def by_method(self) -> list[tuple[Method, Money]]:
        """What each method paid; with the late fees they add up to the total."""
        sums = [(m, self._sum([a for line in self.lines for n, a in line.paid if n is m])) for m in Method]
        used = {method for line in self.lines for method, _ in line.paid}
        return [(method, amount) for method, amount in sums if method in used]

    def by_channel(self) -> list[tuple[Channel, Money]]:
        """What was bought at each channel; with the late fees they add up to the total."""
        at = {line.channel for line in self.lines}
        return [(c, self._sum([x.total for x in self.lines if x.channel is c])) for c in Channel if c in at]

    def _sum(self, amounts: list[Money]) -> Money:
        return total(amounts, self.account.currency)


def statement_csv(made: MonthStatement) -> str:
    """The lines and their sum as CSV: amounts as plain numbers, text safe from spreadsheets."""
    lines = [
        (
            line.booked, line.day, line.journal, line.kind.value, line.channel.value if line.channel else "",
            safe_cell(line.reference), safe_cell(line.order_ref),
            " ".join(f"{method.value}={decimal_text(amount)}" for method, amount in line.paid),
            decimal_text(line.postage), decimal_text(line.tax), decimal_text(line.fee), decimal_text(line.total),
            made.account.currency,
        )
        for line in made.lines
    ]  # fmt: skip
    sums = ("", "", "", "total", "", "", "", "", decimal_text(made.postage), decimal_text(made.tax),
            decimal_text(made.fee), decimal_text(made.total), made.account.currency)  # fmt: skip
    return csv_text(_HEAD, [*lines, sums])
