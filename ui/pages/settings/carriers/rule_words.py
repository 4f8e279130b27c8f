"""Rules of a carrier in sentences: voids, dimensional weight, sizes. No Qt."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import assert_never

from core.carriers.model import Carrier, DimRule, RefundTiming, Rounding, SizeLimit, VoidPolicy, VoidRule
from core.i18n import Tr
from core.units import Weight
from ui.carrier_words import service_name
from ui.messages_base import word
from ui.pages.settings.carriers.words import GROUPS

_UM_PER_CM, _UM_PER_IN = 10_000, 25_400


def note_of(tr: Tr, thing: VoidRule | DimRule) -> str:
    """The fine print of a rule."""
    return (thing.note_fr or thing.note_en) if tr.lang == "fr" else thing.note_en


def span_words(tr: Tr, first: date | None, last: date | None) -> str:
    """The days for which a rule holds; nothing for a rule without dates."""
    if first and last:
        return tr("from {first} to {last}", first=tr.day(first.isoformat()), last=tr.day(last.isoformat()))
    if first:
        return tr("from {first}", first=tr.day(first.isoformat()))
    return tr("until {last}", last=tr.day(last.isoformat())) if last else ""


def void_words(tr: Tr, rule: VoidRule) -> str:
    """When a label may be voided, and when its money comes back."""
    return f"{_void_when(tr, rule)} {_refund(tr, rule)}".strip()


def _void_when(tr: Tr, rule: VoidRule) -> str:
    match rule.policy:
        case VoidPolicy.WINDOW:
            days = tr.n(
                "within {n} day of the day it was made", "within {n} days of the day it was made", rule.latest_days
            )
            if rule.earliest_minutes:
                return tr("From {minutes} minutes after it was made, {days}.", minutes=rule.earliest_minutes, days=days)
            return tr("A label may be voided {days}.", days=days)
        case VoidPolicy.BY_SHIP_DATE:
            return tr("A label may be voided until the end of its ship date.")
        case VoidPolicy.NOT_NEEDED:
            return tr("No void is needed: unused labels are never charged.")
        case VoidPolicy.NOTHING_TO_REFUND:
            return tr("Nothing to refund: no money moves when the label is made; only a number is used.")
        case VoidPolicy.UNKNOWN:
            return tr("Unknown: no source states it.")
        case _:
            assert_never(rule.policy)


def _refund(tr: Tr, rule: VoidRule) -> str:
    match rule.refund:
        case RefundTiming.IMMEDIATE:
            return tr("The refund is immediate.")
        case RefundTiming.PENDING if rule.refund_days:
            return tr.n(
                "The refund waits for the carrier's approval, up to {n} day.",
                "The refund waits for the carrier's approval, up to {n} days.",
                rule.refund_days,
            )
        case RefundTiming.PENDING:
            return tr("The refund waits for the carrier's approval.")
        case RefundTiming.TO_BALANCE:
            return tr("The refund goes to the balance later.")
        case RefundTiming.NONE | RefundTiming.UNKNOWN:
            return ""
        case _:
            assert_never(rule.refund)


def services_words(tr: Tr, carrier: Carrier, codes: tuple[str, ...], group: str = "") -> str:
    """The services that a rule is for: their names, or the group where it is for all others."""
    if "*" in codes or not codes:
        return word(tr, GROUPS, group or "all")
    found = [service for code in codes if (service := carrier.service(code))]
    return ", ".join(service_name(service, tr.lang) for service in found)


def dim_words(tr: Tr, rule: DimRule) -> str:
    """How the weight that is charged follows from scale and size."""
    if not rule.divisor:
        return tr("Charged by actual weight; size never counts.")
    unit = tr("in", context="inches") if rule.size_unit == "in" else rule.size_unit
    divisor = _number(tr, rule.divisor)
    text = tr(
        "Length × width × height ÷ {divisor} ({size}³ per {weight}); the greater of this and the scale is charged.",
        divisor=divisor, size=unit, weight=rule.weight_unit,
    )  # fmt: skip
    if rule.threshold_volume:
        volume = tr.number(rule.threshold_volume)
        text += " " + tr("Only above {volume} {size}³.", volume=volume, size=unit)
    if rule.side_rounding is not Rounding.NONE:
        text += " " + _rounding(tr, rule, unit)
    return text if rule.confirmed else text + " " + tr("Not confirmed: sources differ.")


def _rounding(tr: Tr, rule: DimRule, unit: str) -> str:
    if rule.side_rounding is Rounding.UP:
        return tr("Sides are rounded up to whole {size}.", size=unit)
    return tr("Sides are rounded to the nearest whole {size}.", size=unit)


def _number(tr: Tr, value: Fraction) -> str:
    """At most one decimal."""
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    whole, part = divmod(tenths, 10)
    text = f"{whole}.{part}".removesuffix(".0")
    return text.replace(".", ",") if tr.lang == "fr" else text


def length_words(tr: Tr, length_um: int) -> str:
    """A length in the unit in which it is the rounder number, the other one in brackets."""
    cm, inches = _number(tr, Fraction(length_um, _UM_PER_CM)), _number(tr, Fraction(length_um, _UM_PER_IN))
    metric, imperial = f"{cm}\u00a0cm", f"{inches}\u00a0{tr('in')}"
    return f"{metric} ({imperial})" if _is_round(length_um, _UM_PER_CM) else f"{imperial} ({metric})"


def _is_round(length_um: int, unit_um: int) -> bool:
    return length_um % unit_um == 0


def weight_words(tr: Tr, weight_mg: int) -> str:
    """A weight in the unit in which it is the rounder number, the other one in brackets."""
    is_metric = weight_mg % 100_000 == 0
    kg, lb = _weight(tr, weight_mg, 1_000_000, "kg"), _weight(tr, weight_mg, 453_592, "lb")
    if is_metric and weight_mg < 1_000_000:
        return tr.weight(Weight(weight_mg), "g")
    return f"{kg} ({lb})" if is_metric else f"{lb} ({kg})"


def _weight(tr: Tr, weight_mg: int, unit_mg: int, unit: str) -> str:
    return f"{_number(tr, Fraction(weight_mg, unit_mg))}\u00a0{unit}"


def limit_words(tr: Tr, limit: SizeLimit) -> str:
    """The largest and smallest parcel, each limit that is known."""
    parts = []
    if limit.max_weight_mg:
        parts.append(tr("at most {weight}", weight=weight_words(tr, limit.max_weight_mg)))
    lengths: tuple[tuple[int, Callable[[str], str]], ...] = (
        (limit.max_length_um, lambda text: tr("longest side {length}", length=text)),
        (limit.max_length_girth_um, lambda text: tr("length and girth {length}", length=text)),
        (limit.max_sum_um, lambda text: tr("three sides together {length}", length=text)),
        (limit.max_height_um, lambda text: tr("height {length}", length=text)),
        (limit.min_length_um, lambda text: tr("longest side at least {length}", length=text)),
        (limit.min_width_um, lambda text: tr("second side at least {length}", length=text)),
    )
    parts += [say(length_words(tr, length_um)) for length_um, say in lengths if length_um]
    return "; ".join(parts)
