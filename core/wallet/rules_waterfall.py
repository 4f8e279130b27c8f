"""Why a balance is what it is: from a confirmed reading to now, with subtotals that add up (idea 2). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from core.money import Money


class OpenKind(Enum):
    """What is not in the balance yet, or may leave it."""

    HOLD = "hold"  # reserved for purchases under way
    IN_TRANSIT = "in-transit"  # bought and not credited
    REFUND_DUE = "refund-due"
    UNKNOWN = "unknown"  # sent, outcome being looked up
    DISPUTE = "dispute"
    SUSPENSE = "suspense"  # in the balance, and nobody can name it
    CLOSE_DUE = "close-due"


@dataclass(frozen=True, slots=True)
class Step:
    """One subtotal of the waterfall.

    Attributes:
        kind: The journal's kind.
        amount: Its effect on the balance.
        count: How many entries.
        after: The balance below it.
    """

    kind: str
    amount: Money
    count: int
    after: Money


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something open beside the balance.

    Attributes:
        kind: What.
        amount: How much.
        subject: Id of the label, purchase, adjustment or wallet.
        memo: Tracking number or another code for people.
        expected: Day on which it is expected to end, None where nobody says.
    """

    kind: OpenKind
    amount: Money
    subject: str
    memo: str = ""
    expected: date | None = None


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From a confirmed balance to the one of now.

    Attributes:
        start: The confirmed balance; zero where nothing was confirmed yet.
        start_at: When it was confirmed, None for the beginning of the books.
        start_reading: Id of the reading, empty likewise.
        steps: What moved it since, in the order in which each kind first came; sums to `booked` less `start`.
        booked: The balance by our books.
        reserved: Held for purchases under way.
        available: What may be spent.
        open_items: What is beside it, with expected days.
        reported: What the provider said last, None before the first reading.
        reported_at: When.
        difference: What it said less our books of that moment, None likewise; not zero is unexplained.
    """

    start: Money
    start_at: datetime | None
    start_reading: str
    steps: tuple[Step, ...]
    booked: Money
    reserved: Money
    available: Money
    open_items: tuple[OpenItem, ...]
    reported: Money | None
    reported_at: datetime | None
    difference: Money | None


def steps_from(start: Money, moved: Iterable[tuple[str, Money, int]]) -> tuple[Step, ...]:
    """Subtotals with the balance below each."""
    steps, after = [], start
    for kind, amount, count in moved:
        after = after + amount
        steps.append(Step(kind, amount, count, after))
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class ServiceUse:
    """What a service cost lately: `count` labels for `spent` together, the cheapest of them `least`."""

    carrier: str
    service_code: str
    count: int
    spent: Money
    least: Money


BURN_DAYS = 28


class Avoid(Enum):
    """What not to buy while a balance is used up."""

    POSTAGE = "postage"  # no more postage: what is there lasts
    AUTOFUND = "autofund"
    SERVICE = "service"  # a label of this service is dearer than what is left


@dataclass(frozen=True, slots=True)
class Drain:
    """How a balance runs out, for there are no partial refunds (S0-34, idea 22).

    Attributes:
        available: What may be spent.
        burn: What labels cost in the last 28 days, less their refunds.
        days_left: Whole days that `available` lasts at that burn; None without a burn.
        run_out: The day on which it is used up; None likewise.
        labels_left: Labels of the mean price that still fit; None without labels.
        too_dear: Services of the last 28 days whose cheapest label no longer fits.
        avoid: What not to buy.
    """

    available: Money
    burn: Money
    days_left: int | None
    run_out: date | None
    labels_left: int | None
    too_dear: tuple[ServiceUse, ...]
    avoid: tuple[Avoid, ...]


def drain(available: Money, refunds: Money, used: Iterable[ServiceUse], today: date, *, has_autofund: bool) -> Drain:
    """Plan the using up of a balance.

    Args:
        available: What may be spent now.
        refunds: What came back for voided labels in the last 28 days.
        used: What each service cost in that time.
        today: The station's day.
        has_autofund: Whether the balance would be filled up by itself.
    """
    services = list(used)
    spent = sum(one.spent.minor for one in services)
    count = sum(one.count for one in services)
    burn = max(0, spent - refunds.minor)
    left = max(0, available.minor)
    days = left * BURN_DAYS // burn if burn else None
    labels = left * count // spent if spent else None
    too_dear = tuple(one for one in services if one.least.minor > left)
    avoid = [Avoid.POSTAGE] if left else []
    avoid += [Avoid.AUTOFUND] if has_autofund else []
    avoid += [Avoid.SERVICE] if too_dear else []
    run_out = date.fromordinal(min(today.toordinal() + days, date.max.toordinal())) if days is not None else None
    return Drain(available, Money(burn, available.currency), days, run_out, labels, too_dear, tuple(avoid))
