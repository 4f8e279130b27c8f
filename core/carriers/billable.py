"""The weight that is charged: the larger of what the scale says and what the size says, by a dated rule.

Rules differ by carrier, service and ship date (USPS on 2026-07-12, UPS and FedEx on 2025-08-18: every fraction of an
inch now rounds up), so nothing here is a constant. All arithmetic is in whole micrometres, milligrams and fractions.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from core.carriers.catalogue import Catalogue
from core.carriers.model import Carrier, DimRule, Rounding
from core.errors import Refused
from core.units import MG_PER, UM_PER, Dimensions, Weight


class NoWeightRule(Refused):
    """No dated rule covers this service on this day. Fields: ``carrier``, ``service``, ``day``."""

    code: ClassVar[str] = "carriers.no-weight-rule"


@dataclass(frozen=True, slots=True)
class Billable:
    """A charged weight and how it came about.

    Attributes:
        billable: In `unit`; whole where the rule rounds to whole units.
        unit: ``lb`` or ``kg``.
        actual: The scale's weight after the rule's rounding, in `unit`.
        dim_weight: The size's weight in `unit`; 0 where size does not count or is not known.
        sides: Rounded sides in `size_unit`, in the order given; empty where the size is not known.
        size_unit: ``in`` or ``cm``.
        volume: Their product, 0 where the size is not known.
        divisor: Volume per weight unit, 0 where size never counts.
        threshold_volume: Size counts only above it.
        rule_id: The rule; a label keeps it.
        confirmed: False where the sources of the rule conflict.
    """

    billable: Fraction
    unit: str
    actual: Fraction
    dim_weight: Fraction
    sides: tuple[Fraction, ...]
    size_unit: str
    volume: Fraction
    divisor: Fraction
    threshold_volume: int
    rule_id: str
    confirmed: bool

    @property
    def by_size(self) -> bool:
        """Whether the size decided."""
        return self.dim_weight > self.actual

    @property
    def mg(self) -> int:
        """The charged weight in milligrams, rounded down as all weights are; a vast box has more than a Weight may."""
        return (self.billable * MG_PER[self.unit]).__floor__()

    def text(self) -> str:
        """``4 lb``, ``7.5 kg``: at most 3 decimals, with a point."""
        thousandths = (self.billable * 1000).__ceil__()
        whole, part = divmod(thousandths, 1000)
        return f"{whole}.{part:03d}".rstrip("0").rstrip(".") + f" {self.unit}"


def billable_weight(
    catalogue: Catalogue, carrier: str, service: str, ship_day: date, weight: Weight, dims: Dimensions | None
) -> Billable:
    """The weight that `carrier` charges.

    Args:
        catalogue: Where the rules are.
        carrier: Code, display name or alias.
        service: Service code, service name or the name of a rule group ("Regular Parcel", "all").
        ship_day: Local calendar day of shipping; it picks the rule.
        weight: What the scale said.
        dims: Outside size, None where nobody measured: then only the weight counts.

    Raises:
        UnknownCarrier: No carrier has this name.
        NoWeightRule: No rule covers the service on that day.
    """
    found = catalogue.get(carrier)
    rule = find_rule(found, service, ship_day)
    if rule is None:
        raise NoWeightRule(carrier=found.name, service=service, day=ship_day.isoformat())
    return apply_rule(rule, weight, dims)


def find_rule(carrier: Carrier, service: str, day: date) -> DimRule | None:
    """The rule of `service` (a code, a name, or a group's name) on `day`, or None.

    A rule that names the service goes before one for all others (``*``); among equals the first of the file wins, and
    a user's own rules come first. Where a single rule covers everything that a carrier does, the service's name does
    not matter. An empty `service` takes the rule for all others, else the first of the file.
    """
    alive = [rule for rule in carrier.dims if _is_alive(rule, day)]
    wanted = _plain(service)
    codes = [s.code for s in carrier.services if wanted in (_plain(s.code), _plain(s.name_en), _plain(s.name_fr))]
    named = [rule for rule in alive if any(code in rule.services for code in codes)]
    grouped = [rule for rule in alive if wanted in (_plain(rule.group), *(_plain(n) for n in rule.other_names))]
    rest = [rule for rule in alive if "*" in rule.services]
    if not wanted:
        return next(iter((*rest, *alive)), None)
    if codes:
        return next(iter((*named, *rest)), None)
    if grouped:
        return grouped[0]
    return rest[0] if rest and {rule.group for rule in alive} == {rest[0].group} else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_alive(rule: DimRule, day: date) -> bool:
    return (rule.valid_from is None or rule.valid_from <= day) and (rule.valid_to is None or day <= rule.valid_to)


def apply_rule(rule: DimRule, weight: Weight, dims: Dimensions | None) -> Billable:
    """What `rule` makes of a weight and a size."""
    actual = _round(weight.mg / MG_PER[rule.weight_unit], rule.weight_rounding)
    sides: tuple[Fraction, ...] = ()
    volume = Fraction(0)
    if dims is not None:
        each = (dims.length_um, dims.width_um, dims.height_um)
        sides = tuple(_round(side / UM_PER[rule.size_unit], rule.side_rounding) for side in each)
        volume = sides[0] * sides[1] * sides[2]
    counts = rule.divisor > 0 and volume > rule.threshold_volume
    dim_weight = _round(volume / rule.divisor, rule.weight_rounding) if counts else Fraction(0)
    return Billable(
        billable=max(actual, dim_weight),
        unit=rule.weight_unit,
        actual=actual,
        dim_weight=dim_weight,
        sides=sides,
        size_unit=rule.size_unit,
        volume=volume,
        divisor=rule.divisor,
        threshold_volume=rule.threshold_volume,
        rule_id=rule.id,
        confirmed=rule.confirmed,
    )


def _round(value: Fraction, how: Rounding) -> Fraction:
    match how:
        case Rounding.UP:
            return Fraction(value.__ceil__())
        case Rounding.NEAREST:
            return Fraction((value + Fraction(1, 2)).__floor__())
        case Rounding.NONE:
            return value


class FastRule:
    """A `DimRule` in plain integers, for pricing thousands of orders; gives what `apply_rule` gives (tested).

    Inches and centimetres are whole numbers of micrometres, and a pound is 45 359 237 hundredths of a milligram.
    """

    __slots__ = ("_divisor_down", "_divisor_up", "_lift", "_mg_down", "_mg_up", "_side_um", "_threshold", "_up", "rule")

    def __init__(self, rule: DimRule) -> None:
        self.rule = rule
        self._side_um = UM_PER[rule.size_unit].numerator
        self._mg_up = MG_PER[rule.weight_unit].numerator
        self._mg_down = MG_PER[rule.weight_unit].denominator
        self._divisor_up = rule.divisor.numerator
        self._divisor_down = rule.divisor.denominator
        self._threshold = rule.threshold_volume
        self._up = rule.weight_rounding is Rounding.UP
        self._lift = {Rounding.UP: self._side_um - 1, Rounding.NEAREST: self._side_um // 2, Rounding.NONE: -1}[
            rule.side_rounding
        ]

    def billable_mg(self, weight_mg: int, sides_um: tuple[int, int, int] | None) -> int:
        """The charged weight in milligrams, rounded down, as `Billable.mg` is."""
        up, down = self._mg_up, self._mg_down
        units = -(-weight_mg * down // up) if self._up else 0
        actual_mg = units * up // down if self._up else weight_mg
        if sides_um is None or not self._divisor_up:
            return actual_mg
        a, b, c = sides_um
        if self._lift < 0:
            return self._exact(actual_mg, a * b * c)
        side, lift = self._side_um, self._lift
        volume = ((a + lift) // side) * ((b + lift) // side) * ((c + lift) // side)
        if volume <= self._threshold:
            return actual_mg
        scaled = volume * self._divisor_down
        if self._up:
            return max(actual_mg, -(-scaled // self._divisor_up) * up // down)
        return max(actual_mg, scaled * up // (self._divisor_up * down))

    def _exact(self, actual_mg: int, volume_um3: int) -> int:
        """As above for sides that are not rounded."""
        volume = Fraction(volume_um3, self._side_um**3)
        if volume <= self._threshold:
            return actual_mg
        dim = volume / self.rule.divisor
        units = Fraction(dim.__ceil__()) if self._up else dim
        return max(actual_mg, (units * self._mg_up / self._mg_down).__floor__())
