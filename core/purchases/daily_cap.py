"""What one station may spend on one business day, whoever sits there (MISSION section 7, no. 17)."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from core.clock import utc_text
from core.context import Desk
from core.errors import Refused, Rule
from core.money import Money
from core.people.records import LimitKind
from core.people.service_limits import limit_of
from core.purchases.rules import Kind
from core.store.database import Query

_LIMITS = {Kind.FUNDING: LimitKind.POSTAGE_PER_DAY, Kind.LABEL: LimitKind.LABELS_PER_DAY}


class OverDailyCap(Refused):
    """The station would spend more today than it may.

    Fields: ``kind`` (funding or label), ``amount``, ``cap``, ``used`` (today, by this station), ``left``, ``station``.
    """

    code = "purchases.over-daily-cap"
    rule = Rule("A station spends so much a day", "Postbench, two-person money", "2026-11-22", "supervisor")


def day_began(now: datetime, zone: ZoneInfo) -> datetime:
    """When the business day of `now` began."""
    return datetime.combine(now.astimezone(zone).date(), time.min, zone).astimezone(UTC)


def spent_today(q: Query, desk: Desk, kind: Kind, currency: str) -> Money:
    """What this station has bought or is buying today, at the prices that were held; a void gives nothing back.

    A clock that went back finds what was bought "later" as well.
    """
    minor = q.integer(
        "select sum(amount_minor) from purchase where station = :station and made_at >= :began and kind = :kind "
        "and currency = :currency and state not in ('refused', 'failed', 'absent', 'decided-absent', 'cancelled')",
        {
            "station": desk.actor.station, "kind": kind.value, "currency": currency,
            "began": utc_text(day_began(desk.clock.now(), desk.actor.zone)),
        },
    )  # fmt: skip
    return Money(minor, currency)


def refuse_over_cap(q: Query, desk: Desk, kind: Kind, amount: Money) -> None:
    """Refuse what would take the station over its day's cap, if it has one; called with the intent.

    Raises:
        OverDailyCap: It would.
    """
    cap = limit_of(q, _LIMITS[kind], amount.currency)
    if cap is None:
        return
    used = spent_today(q, desk, kind, amount.currency)
    if used + amount > cap:
        left = max(Money(0, amount.currency), cap - used)
        raise OverDailyCap(kind=kind.value, amount=amount, cap=cap, used=used, left=left, station=desk.actor.station)
