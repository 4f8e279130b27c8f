"""Weights in whole milligrams, lengths in whole micrometres, read from text without guessing.

Weight text becomes milligrams rounded DOWN: rounding to the nearest would bill 1 oz (28 349.523125 mg) as 2 oz after
the carrier's rounding up; with rounding down ``ceil_ounces(n oz) == n`` holds for every n.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from core.errors import BadText

WeightUnit = Literal["mg", "g", "kg", "oz", "lb"]
LengthUnit = Literal["mm", "cm", "m", "in"]

MG_PER: dict[str, Fraction] = {
    "mg": Fraction(1),
    "g": Fraction(1000),
    "kg": Fraction(1_000_000),
    "oz": Fraction(28_349_523_125, 1_000_000),
    "lb": Fraction(45_359_237, 100),
}
UM_PER: dict[str, Fraction] = {
    "mm": Fraction(1000),
    "cm": Fraction(10_000),
    "m": Fraction(1_000_000),
    "in": Fraction(25_400),
}
_WEIGHT_WORDS = {
    "mg": "mg", "g": "g", "gr": "g", "gram": "g", "grams": "g", "gramme": "g", "grammes": "g",
    "kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg",
    "oz": "oz", "ounce": "oz", "ounces": "oz", "once": "oz", "onces": "oz",
    "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb", "livre": "lb", "livres": "lb",
}  # fmt: skip
_LENGTH_WORDS = {
    "mm": "mm", "cm": "cm", "m": "m", "in": "in", "inch": "in", "inches": "in", "po": "in", '"': "in", "″": "in",
}  # fmt: skip
MAX_WEIGHT_MG = 10**10
MAX_LENGTH_UM = 10**8


@dataclass(frozen=True, slots=True, order=True)
class Weight:
    """A weight.

    Attributes:
        mg: Whole milligrams, 0 or more.
    """

    mg: int

    def __post_init__(self) -> None:
        if type(self.mg) is not int or not 0 <= self.mg <= MAX_WEIGHT_MG:
            message = f"weight out of range: {self.mg!r} mg"
            raise ValueError(message)

    def ceil_in(self, unit: str) -> int:
        """The smallest whole number of `unit` (a key of MG_PER) that is not lighter than this weight."""
        return -((-Fraction(self.mg) / MG_PER[unit]).__floor__())


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Outside size of a parcel, longest side first after `sorted_sides`.

    Attributes:
        length_um: Micrometres, more than 0, likewise the others.
        width_um: Micrometres.
        height_um: Micrometres.
    """

    length_um: int
    width_um: int
    height_um: int

    def __post_init__(self) -> None:
        for side in (self.length_um, self.width_um, self.height_um):
            if type(side) is not int or not 0 < side <= MAX_LENGTH_UM:
                message = f"side out of range: {side!r} um"
                raise ValueError(message)

    def sorted_sides(self) -> tuple[int, int, int]:
        """The three sides in micrometres, longest first."""
        a, b, c = sorted((self.length_um, self.width_um, self.height_um), reverse=True)
        return a, b, c


def parse_number(text: str, want: str) -> Fraction:
    """Read a plain number of at most 6 decimals; a lone comma or point is the decimal sign.

    Refuses what has two readings (``1,234`` could be a thousand), exponents, signs and grouping.

    Raises:
        BadText: No single reading; its ``want`` field is `want`.
    """
    bare = text.strip()
    match = re.fullmatch(r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?", bare, flags=re.ASCII)
    if not match or ("," in bare and len(match[2]) == 3 and len(match[1]) <= 3 and match[1] != "0"):
        raise BadText(text=text, want=want)
    part = match[2] or ""
    return Fraction(int(match[1] + part), 10 ** len(part))


def weight_of(number: Fraction, unit: str) -> Weight:
    """`number` of `unit` (a key of MG_PER) as a Weight, rounded down to the milligram."""
    return Weight((number * MG_PER[unit]).__floor__())


def parse_weight(text: str, default_unit: WeightUnit | None = None) -> Weight:
    """Read ``3 lb``, ``12,5 oz``, ``2 lb 3 oz``, ``250g``; a bare number needs `default_unit`.

    Raises:
        BadText: No unit, an unknown unit, or a number with two readings; its ``want`` is ``lighter`` for a weight
            above `MAX_WEIGHT_MG`.
    """
    pieces = re.findall(r"([^A-Za-zéÉ]+)([A-Za-zéÉ]*)", text.strip())
    if not pieces or "".join(a + b for a, b in pieces) != text.strip() or len(pieces) > 2:
        raise BadText(text=text, want="weight")
    total = Fraction(0)
    units: list[str] = []
    for number_text, word in pieces:
        unit = _WEIGHT_WORDS.get(word.lower()) if word else default_unit
        if unit is None:
            raise BadText(text=text, want="weight")
        units.append(unit)
        total += parse_number(number_text, "weight") * MG_PER[unit]
    if len(units) == 2 and units not in (["lb", "oz"], ["kg", "g"]):
        raise BadText(text=text, want="weight")
    mg = total.__floor__()
    if mg > MAX_WEIGHT_MG:
        raise BadText(text=text, want="lighter")
    return Weight(mg)


def length_um(number: Fraction, unit: str) -> int:
    """`number` of `unit` (a key of UM_PER) in micrometres, rounded to the nearest."""
    return (number * UM_PER[unit] + Fraction(1, 2)).__floor__()


def parse_dimensions(text: str, default_unit: LengthUnit | None = None) -> Dimensions:
    """Read ``12.2x12x12 in`` or ``30 × 20 × 10 cm``.

    Raises:
        BadText: Not three positive numbers with one unit.
    """
    match = re.fullmatch(r"\s*(.+?)\s*(mm|cm|m|inches|inch|in|po|\"|″)?\s*", text, flags=re.IGNORECASE)
    sides = re.split(r"\s*[x×X*]\s*", match[1]) if match else []
    unit = _LENGTH_WORDS.get((match[2] or "").lower(), default_unit) if match else None
    if len(sides) != 3 or unit is None:
        raise BadText(text=text, want="dimensions")
    values = [length_um(parse_number(side, "dimensions"), unit) for side in sides]
    if not all(0 < value <= MAX_LENGTH_UM for value in values):
        raise BadText(text=text, want="dimensions")
    return Dimensions(*values)


def weight_text(weight: Weight, unit: WeightUnit) -> str:
    """Text for people with its unit, at most 3 decimals, rounded to the nearest: ``1.25 lb``."""
    value = Fraction(weight.mg) / MG_PER[unit]
    return f"{_short(value)} {unit}"


def dimensions_text(dims: Dimensions, unit: LengthUnit) -> str:
    """Text for people: ``12.2 × 12 × 12 in``."""
    sides = (dims.length_um, dims.width_um, dims.height_um)
    return " × ".join(_short(Fraction(side) / UM_PER[unit]) for side in sides) + f" {unit}"


def _short(value: Fraction) -> str:
    thousandths = (value * 1000 + Fraction(1, 2)).__floor__()
    whole, part = divmod(thousandths, 1000)
    return f"{whole}.{part:03d}".rstrip("0").rstrip(".")
