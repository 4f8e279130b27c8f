"""Rules of carriers, pure: void windows, requirements, addresses, sizes. Every value comes from a carrier file."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from urllib.parse import quote
from zoneinfo import ZoneInfo

from core.address import Address
from core.carriers.model import AddressKind, Carrier, Requirement, SizeLimit, VoidPolicy, VoidRule
from core.units import Dimensions, Weight

ONE_BALANCE = "one_balance"
_MOMENT = timedelta(microseconds=1)


class VoidMoment(Enum):
    """Where a moment lies in a void window."""

    TOO_EARLY = "too-early"
    OPEN = "open"
    TOO_LATE = "too-late"
    NOT_NEEDED = "not-needed"
    NOTHING_TO_REFUND = "nothing-to-refund"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class VoidWindow:
    """When one label may be voided.

    Attributes:
        rule: The rule that the label was bought under, or None where no source knows one for the channel.
        earliest: First moment, in UTC; None where the policy has no window.
        ends_before: First moment after the window, in UTC; None likewise.
    """

    rule: VoidRule | None
    earliest: datetime | None
    ends_before: datetime | None

    @property
    def latest(self) -> datetime | None:
        """The last moment at which a void is in time."""
        return None if self.ends_before is None else self.ends_before - _MOMENT

    def at(self, moment: datetime) -> VoidMoment:
        """Where `moment` (timezone-aware) lies."""
        if self.rule is None:
            return VoidMoment.UNKNOWN
        match self.rule.policy:
            case VoidPolicy.NOT_NEEDED:
                return VoidMoment.NOT_NEEDED
            case VoidPolicy.NOTHING_TO_REFUND:
                return VoidMoment.NOTHING_TO_REFUND
            case VoidPolicy.UNKNOWN:
                return VoidMoment.UNKNOWN
            case VoidPolicy.WINDOW | VoidPolicy.BY_SHIP_DATE:
                assert self.earliest is not None
                assert self.ends_before is not None
        if moment < self.earliest:
            return VoidMoment.TOO_EARLY
        return VoidMoment.OPEN if moment < self.ends_before else VoidMoment.TOO_LATE


def void_rule(carrier: Carrier, channel: str, created_at: datetime, zone: ZoneInfo) -> VoidRule | None:
    """The rule for labels that are made at `created_at` in `channel`; None where no source has one."""
    day = created_at.astimezone(zone).date()
    for rule in carrier.voids:
        begun = rule.valid_from is None or rule.valid_from <= day
        if rule.channel == channel and begun and (rule.valid_to is None or day <= rule.valid_to):
            return rule
    return None


def void_window(carrier: Carrier, channel: str, created_at: datetime, zone: ZoneInfo) -> VoidWindow:
    """The window of a label.

    The wait is elapsed time (60 minutes are 60 minutes); the days are calendar days of the station, so that a label of
    any hour may be voided until the last day ends, across a change of the clocks too.

    Args:
        carrier: Whose label it is.
        channel: How it was paid, for example `ONE_BALANCE`.
        created_at: When it was made, timezone-aware; for a rule by ship date, a moment of that day.
        zone: The station's zone, in which days are counted.
    """
    return window_of(void_rule(carrier, channel, created_at, zone), created_at, zone)


def window_of(rule: VoidRule | None, created_at: datetime, zone: ZoneInfo) -> VoidWindow:
    """The window under a rule that is known already: a label keeps the one it was bought under."""
    if rule is None or rule.policy not in (VoidPolicy.WINDOW, VoidPolicy.BY_SHIP_DATE):
        return VoidWindow(rule, None, None)
    earliest = created_at + timedelta(minutes=rule.earliest_minutes)
    last_day = created_at.astimezone(zone).date() + timedelta(days=rule.latest_days)
    end = datetime.combine(last_day + timedelta(days=1), time(0), zone)
    return VoidWindow(rule, earliest.astimezone(UTC), end.astimezone(UTC))


def find_void_rule(carrier: Carrier, rule_id: str) -> VoidRule | None:
    """The rule with this id, for a label that kept it."""
    return next((rule for rule in carrier.voids if rule.id == rule_id), None)


def missing_requirements(
    carrier: Carrier, dims: Dimensions | None, ship_from: Address, ship_to: Address
) -> tuple[Requirement, ...]:
    """What the carrier wants and the shipment lacks (S0-38; DHL: company and size)."""
    have = {
        Requirement.DIMENSIONS: dims is not None,
        Requirement.COMPANY: bool(ship_from.company and ship_to.company),
        Requirement.PHONE: bool(ship_from.phone and ship_to.phone),
    }
    return tuple(want for want in Requirement if want in carrier.requires and not have[want])


_PO_BOX = re.compile(
    r"\b(?:p\s?\.?\s?o\s?\.?\s?box|post\s+office\s+box|postal\s+box|postfach|apartado(?:\s+postal)?"
    r"|bo[iî]te\s+postale|case\s+postale|c\.?\s?p\.?|b\.?\s?p\.?)\s*(?:no\.?|n[°º]|#)?\s*\d",
    re.IGNORECASE,
)
_MILITARY_REGIONS = frozenset({"AA", "AE", "AP"})
_MILITARY_CITIES = frozenset({"APO", "FPO", "DPO"})


def address_kinds(address: Address) -> frozenset[AddressKind]:
    """The kinds of `address` that some carriers refuse; read from its street lines, in English and French."""
    lines = " \n ".join((address.company, *address.street_lines()))
    found = {AddressKind.PO_BOX} if _PO_BOX.search(lines) else set()
    if address.country == "US" and (
        address.region.upper() in _MILITARY_REGIONS or address.city.upper() in _MILITARY_CITIES
    ):
        found.add(AddressKind.MILITARY)
    return frozenset(found)


def refused_kinds(carrier: Carrier, address: Address) -> frozenset[AddressKind]:
    """Why the carrier cannot deliver to `address`; empty when it can."""
    return carrier.refuses & address_kinds(address) if carrier.refuses else frozenset()


class Breach(Enum):
    """What a parcel breaks of a size limit."""

    TOO_HEAVY = "too-heavy"
    TOO_LONG = "too-long"
    LENGTH_AND_GIRTH = "length-and-girth"
    SUM_OF_SIDES = "sum-of-sides"
    TOO_THICK = "too-thick"
    TOO_SHORT = "too-short"
    TOO_NARROW = "too-narrow"


def size_limit(carrier: Carrier, service: str) -> SizeLimit | None:
    """The limit of a service: one that names it, else one for all others."""
    named = [limit for limit in carrier.limits if service in limit.services]
    rest = [limit for limit in carrier.limits if "*" in limit.services]
    return next(iter((*named, *rest)), None)


def size_breaches(limit: SizeLimit | None, weight: Weight, dims: Dimensions | None) -> tuple[Breach, ...]:
    """Everything that a parcel breaks; a size that is not known breaks nothing here."""
    if limit is None:
        return ()
    broken = [Breach.TOO_HEAVY] if 0 < limit.max_weight_mg < weight.mg else []
    if dims is None:
        return tuple(broken)
    long, middle, short = dims.sorted_sides()
    upper = (
        (Breach.TOO_LONG, long, limit.max_length_um),
        (Breach.LENGTH_AND_GIRTH, long + 2 * (middle + short), limit.max_length_girth_um),
        (Breach.SUM_OF_SIDES, long + middle + short, limit.max_sum_um),
        (Breach.TOO_THICK, short, limit.max_height_um),
    )
    broken += [breach for breach, value, most in upper if 0 < most < value]
    broken += [Breach.TOO_SHORT] if long < limit.min_length_um else []
    broken += [Breach.TOO_NARROW] if middle < limit.min_width_um else []
    return tuple(broken)


def tracking_page(carrier: Carrier, number: str) -> str:
    """The carrier's web page for `number`, empty where none is known."""
    return carrier.tracking_link.replace("{number}", quote(number, safe=""))
