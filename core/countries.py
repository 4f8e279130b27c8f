"""Country and region names: what shops write, turned into the codes that carriers want.

Data: ``resources/addresses/countries.csv`` and ``regions.csv``; each file names its source and date. Read on first
use, kept for the life of the program.
"""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.resources import resource

_PUNCTUATION = {code: " " for code in range(128) if not chr(code).isalnum()}


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with its own ISO 3166-1 code.

    Attributes:
        alpha2: Two letters, as in `core.address.Address.country`.
        alpha3: Three letters.
        numeric: Three digits, as MaxiCode and customs forms want it.
        name_en: English name for people.
        name_fr: French name for people.
    """

    alpha2: str
    alpha3: str
    numeric: str
    name_en: str
    name_fr: str


def fold(text: str) -> str:
    """A key for comparing names: no accents, no case, no punctuation, single spaces (``QUÉBEC`` is ``quebec``)."""
    if text.isascii() and "&" not in text:
        return " ".join(text.lower().translate(_PUNCTUATION).split())
    plain = unicodedata.normalize("NFKD", text.replace("&", " and "))
    kept = (char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join("".join(kept).casefold().split())


def country_code(text: str) -> str:
    """The alpha-2 code of a country given by code (2 or 3 letters) or by English or French name; "" if unknown."""
    if len(text) == 2 and text.isascii() and text.isupper() and text in _countries():
        return text
    key = fold(text)
    return _country_keys().get(key) or _country_keys().get(key.removeprefix("the ")) or _dotted(key)


def country(alpha2: str) -> Country | None:
    """The record of an alpha-2 code, or None."""
    return _countries().get(alpha2)


def all_countries() -> tuple[Country, ...]:
    """Every country that we know, for lists to choose from."""
    return tuple(_countries().values())


def has_region_codes(alpha2: str) -> bool:
    """Whether addresses of this country carry a region code that we know (US, CA, AU)."""
    return alpha2 in _region_keys()


def region_code(alpha2: str, text: str) -> str:
    """The region's code where the country has codes that we know; elsewhere, or when unknown, `text` itself.

    ``Quebec``, ``Québec``, ``QC`` and ``CA-QC`` are all ``QC``.
    """
    keys = _region_keys().get(alpha2)
    if keys is None or not text or is_region(alpha2, text):
        return text
    bare = text[3:] if text.upper().startswith(f"{alpha2}-") else text
    return keys.get(fold(bare)) or keys.get(fold(bare).replace(" ", "")) or text


def is_region(alpha2: str, code: str) -> bool:
    """Whether `code` is a region code of a country for which `has_region_codes` holds."""
    return code in _region_codes().get(alpha2, frozenset())


def _dotted(key: str) -> str:
    """``U.S.A.`` folds to ``u s a``; read it once more without the spaces when only single letters stand there."""
    parts = key.split(" ")
    return _country_keys().get("".join(parts), "") if all(len(part) == 1 for part in parts) else ""


def _rows(name: str) -> Iterator[list[str]]:
    with resource("addresses", name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        next(rows)
        yield from rows


@cache
def _countries() -> dict[str, Country]:
    found = {}
    for alpha2, alpha3, numeric, names in _rows("countries.csv"):
        english, *others = names.split("|")
        found[alpha2] = Country(alpha2, alpha3, numeric, english, others[0] if others else english)
    return found


@cache
def _country_keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for alpha2, alpha3, _numeric, names in _rows("countries.csv"):
        for name in (alpha2, alpha3, *names.split("|")):
            keys.setdefault(fold(name), alpha2)
    return keys


@cache
def _region_keys() -> dict[str, dict[str, str]]:
    keys: dict[str, dict[str, str]] = {}
    for alpha2, code, names in _rows("regions.csv"):
        of_country = keys.setdefault(alpha2, {})
        for name in (code, *names.split("|")):
            of_country.setdefault(fold(name), code)
            of_country.setdefault(fold(name).replace(" ", ""), code)
    return keys


@cache
def _region_codes() -> dict[str, frozenset[str]]:
    return {alpha2: frozenset(keys.values()) for alpha2, keys in _region_keys().items()}
