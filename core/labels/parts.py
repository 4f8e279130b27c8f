"""Pieces of text that several layouts share: addresses, dates, weights, grouped numbers, the SAMPLE band."""

import datetime
import unicodedata
from collections.abc import Sequence

from core.address import Address
from core.countries import country
from core.labels import pen
from core.labels.document import Element
from core.units import Dimensions, Weight

SAMPLE = "SAMPLE - NOT POSTAGE"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def address_lines(address: Address, other_end: Address) -> list[str]:
    """All postal lines of `address`, top first; the country only where it differs from the other end's."""
    lines = [address.name, address.company, *address.street_lines(), address.city_line()]
    if address.country != other_end.country:
        lines.append(country_line(address.country))
    return [line for line in lines if line]


def country_line(alpha2: str) -> str:
    """The country as the last line, in capitals without accents, as the UPU asks."""
    record = country(alpha2)
    return plain_capitals(record.name_en if record else alpha2)


def plain_capitals(words: str) -> str:
    """Capital ASCII letters of `words`; what has none is left out (MaxiCode, country lines)."""
    folded = unicodedata.normalize("NFKD", words.upper())
    return "".join(letter for letter in folded if letter.isascii() and letter.isprintable())


def sample_band(x: int, y: int, width: int, height: int, *, size: int = 40) -> tuple[Element, ...]:
    """White on black: this is no postage. Every layout puts it where no symbol's quiet zone is."""
    return pen.band(x, y, width, height, size, SAMPLE, role="sample")


def grouped(number: str, sizes: Sequence[int]) -> str:
    """`number` in groups from the left; the last size repeats."""
    found: list[str] = []
    at = 0
    while at < len(number):
        size = sizes[min(len(found), len(sizes) - 1)]
        found.append(number[at : at + size])
        at += size
    return " ".join(found)


def day_words(ship_day: str) -> str:
    """``2026-11-22`` as ``22 NOV 2026``, which nobody reads the wrong way round."""
    day = datetime.date.fromisoformat(ship_day)
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def day_of_year(ship_day: str) -> str:
    """Three digits, as MaxiCode wants the pick-up day."""
    return f"{datetime.date.fromisoformat(ship_day).timetuple().tm_yday:03d}"


def pounds_ounces(weight: Weight) -> str:
    """``2 lb 3 oz``, rounded up to the ounce."""
    pounds, ounces = divmod(max(1, weight.ceil_in("oz")), 16)
    return " ".join(part for part in (f"{pounds} lb" if pounds else "", f"{ounces} oz" if ounces else "") if part)


def pounds(weight: Weight) -> str:
    """``3 LBS``, rounded up to the pound."""
    whole = max(1, weight.ceil_in("lb"))
    return f"{whole} LB" if whole == 1 else f"{whole} LBS"


def kilograms(weight: Weight, decimal_sign: str = ".") -> str:
    """``1.36 kg``, rounded up to ten grams."""
    tens = max(1, -(-weight.mg // 10_000))
    return f"{tens // 100}{decimal_sign}{tens % 100:02d} kg"


def centimetres(dims: Dimensions | None) -> str:
    """``30 x 20 x 10 cm``, each side rounded up; empty where unknown."""
    if dims is None:
        return ""
    return " x ".join(str(-(-side // 10_000)) for side in (dims.length_um, dims.width_um, dims.height_um)) + " cm"


def inches(dims: Dimensions | None) -> str:
    """``12 x 8 x 4 in``, each side rounded up; empty where unknown."""
    if dims is None:
        return ""
    return " x ".join(str(-(-side // 25_400)) for side in (dims.length_um, dims.width_um, dims.height_um)) + " in"
