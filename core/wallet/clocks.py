"""The clock on each paid label: until when it may be voided, what is at risk, when its refund is expected (S0-35).

Ideas 4 of MISSION section 7: all labels that may still be voided, by money and days left.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from core.carriers.catalogue import Catalogue
from core.carriers.kept_rules import rule_of
from core.carriers.model import Carrier, VoidPolicy
from core.carriers.rules import VoidMoment, VoidWindow, window_of
from core.clock import from_utc_text, utc_text
from core.labels.rules import USABLE, LabelState
from core.labels.store import Label, get_label, label_from_row
from core.ledger.entries import find
from core.money import Money
from core.store.database import Query

_AHEAD_DAYS = 30  # a label is made at most so long before its ship day
_PAGE = 500


class Paid(Protocol):
    """What a clock needs of a label, or of a row that shows one."""

    @property
    def carrier(self) -> str:
        """Catalogue code."""
        ...

    @property
    def price(self) -> Money:
        """What was charged."""
        ...

    @property
    def state(self) -> LabelState:
        """Where it stands with the carrier's money."""
        ...

    @property
    def made_at(self) -> str:
        """UTC text."""
        ...

    @property
    def ship_day(self) -> str:
        """Local day, ISO."""
        ...

    @property
    def void_rule(self) -> str:
        """The rule that it was bought under, as it was kept."""
        ...


@dataclass(frozen=True, slots=True)
class VoidTime:
    """How a paid label stands to its carrier's window.

    Attributes:
        window: The window under the rule of the day it was made.
        moment: Where now lies.
        at_risk: What is lost when the window ends unused; None where no void would bring money back.
        days_left: Whole days until the end, 0 on the last one; None where there is no end.
    """

    window: VoidWindow
    moment: VoidMoment
    at_risk: Money | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class VoidClock:
    """One label and its time; fields as in `VoidTime`."""

    label: Label
    time: VoidTime

    @property
    def window(self) -> VoidWindow:
        """The window under the rule of the day it was made."""
        return self.time.window

    @property
    def moment(self) -> VoidMoment:
        """Where now lies."""
        return self.time.moment

    @property
    def at_risk(self) -> Money | None:
        """What is lost when the window ends unused."""
        return self.time.at_risk

    @property
    def days_left(self) -> int | None:
        """Whole days until the end."""
        return self.time.days_left


def window_of_label(carrier: Carrier | None, label: Paid, zone: ZoneInfo) -> VoidWindow:
    """The window of a label that was paid from the One Balance, under the rule that it kept when it was bought.

    Without a rule where it kept none and its carrier is not known.
    """
    made = from_utc_text(label.made_at)
    kept = rule_of(label.void_rule, carrier, made, zone)
    window = window_of(kept.rule if kept else None, made, zone)
    if window.rule is None or window.rule.policy is not VoidPolicy.BY_SHIP_DATE:
        return window
    shipped = datetime.combine(date.fromisoformat(label.ship_day), time(0), zone)
    return replace(window_of(window.rule, shipped, zone), earliest=made)


def clock_of(catalogue: Catalogue, label: Label, now: datetime, zone: ZoneInfo) -> VoidClock:
    """The clock of one label at `now`."""
    return VoidClock(label, void_time(catalogue, label, now, zone))


def void_time(catalogue: Catalogue, label: Paid, now: datetime, zone: ZoneInfo) -> VoidTime:
    """How `label` stands to its window at `now`."""
    window = window_of_label(catalogue.find(label.carrier), label, zone)
    moment = window.at(now)
    runs = label.state in USABLE and moment in (VoidMoment.OPEN, VoidMoment.TOO_EARLY)
    left = None
    if runs and window.latest is not None:
        left = (window.latest.astimezone(zone).date() - now.astimezone(zone).date()).days
    return VoidTime(window, moment, label.price if runs else None, left)


def still_voidable(
    q: Query, catalogue: Catalogue, now: datetime, zone: ZoneInfo, *, wallet: str = ""
) -> list[VoidClock]:
    """Every label whose window is open or will open: the soonest to end first, the dearest first among those."""
    longest = max((rule.latest_days for carrier in catalogue.carriers for rule in carrier.voids), default=0)
    since = utc_text(now - timedelta(days=longest + _AHEAD_DAYS))
    clocks = [clock_of(catalogue, label, now, zone) for label in _usable_since(q, since, wallet)]
    running = [clock for clock in clocks if clock.at_risk is not None]
    return sorted(running, key=lambda clock: (clock.days_left or 0, -clock.label.price.minor, clock.label.id))


def _usable_since(q: Query, since: str, wallet: str) -> Iterator[Label]:
    """Good labels that were made since, the newest first: ids sort by time, so older ones are never read."""
    before, made_at = "\U0010ffff", since
    while made_at >= since:
        rows = q.all(
            "select * from label where id < :before order by id desc limit :limit", {"before": before, "limit": _PAGE}
        )
        if not rows:
            return
        for label in map(label_from_row, rows):
            if label.state in USABLE and label.made_at >= since and wallet in ("", label.wallet):
                yield label
        before, made_at = str(rows[-1]["id"]), str(rows[-1]["made_at"])


@dataclass(frozen=True, slots=True)
class RefundDue:
    """A void that was accepted and whose money is not back.

    Attributes:
        label: Which.
        amount: What was promised.
        accepted_at: When the void was accepted.
        expected: The day by which the money usually is back; None where no source says.
        is_overdue: That day is over.
    """

    label: Label
    amount: Money
    accepted_at: datetime
    expected: date | None
    is_overdue: bool


def refunds_due(q: Query, catalogue: Catalogue, now: datetime, zone: ZoneInfo, *, wallet: str = "") -> list[RefundDue]:
    """Every refund that is still to come, the oldest first."""
    rows = q.all(
        "select * from label where state = :state and (:wallet = '' or wallet = :wallet) order by id",
        {"state": LabelState.REFUND_DUE.value, "wallet": wallet},
    )
    return [_due(q, catalogue, label_from_row(row), now, zone) for row in rows]


def refund_due_of(q: Query, catalogue: Catalogue, label_id: str, now: datetime, zone: ZoneInfo) -> RefundDue | None:
    """The refund of one label that is still to come, or None."""
    label = get_label(q, label_id)
    return _due(q, catalogue, label, now, zone) if label.state is LabelState.REFUND_DUE else None


def _due(q: Query, catalogue: Catalogue, label: Label, now: datetime, zone: ZoneInfo) -> RefundDue:
    accepted = from_utc_text(
        str(
            q.value(
                "select max(at) from history where subject = 'label' and subject_id = :id and event = 'accept-void'",
                {"id": label.id},
            )
        )
    )
    rule = window_of_label(catalogue.find(label.carrier), label, zone).rule
    expected = None
    if rule is not None and rule.refund_days:
        expected = accepted.astimezone(zone).date() + timedelta(days=rule.refund_days)
    overdue = expected is not None and expected < now.astimezone(zone).date()
    return RefundDue(label, amount_due(q, label), accepted, expected, overdue)


def amount_due(q: Query, label: Label) -> Money:
    """What the books say is to come back for a voided label; nothing where the void was never booked."""
    number = find(q, f"void:{label.purchase}")
    minor = q.value("select minor from posting where journal = :n and minor > 0", {"n": number})
    return Money(int(str(minor)) if minor is not None else 0, label.price.currency)
