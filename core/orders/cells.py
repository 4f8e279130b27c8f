"""Columns of text to columns of values, a few hundred rows at a time.

Reading by column is what makes an import fast: a column of clean text is recognised by a few searches over the joined
cells, and each different weight, price or date is understood once. What cannot be read without guessing becomes a
`Problem` beside the row, never a wrong value.
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from core.address import clean_block, clean_line
from core.errors import BadText, Problem
from core.money import MINOR_DIGITS, parse_money
from core.orders.layouts import DateStyle
from core.phone import plain_number, read_phone
from core.postal import FIELD_LIMITS, line_warnings
from core.units import parse_dimensions, parse_weight

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Sides = tuple[int | None, int | None, int | None]
NO_SIDES: Sides = (None, None, None)
_MEMO_MAX = 20_000
_UNCLEAN = ("  ", " |", "| ", "|=", "|+", "|-", "|@", "|'", "^", "~", "|＝", "|＋", "|－", "|＠")
_EATEN_FORMULA = re.compile(r"'[=+\-@]")
_PLAIN_PHONE = re.compile(r"\+?[0-9]{5,17}")
_PLAIN_CENTS = re.compile(r"[0-9]{1,9}\.[0-9]{2}")
_WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAY_SHAPES = {
    DateStyle.ISO: re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?"),
    DateStyle.MONTH_FIRST: re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?:[ ,].*)?"),
    DateStyle.EITHER: re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?:[ ,].*)?"),
    DateStyle.MONTH_DAY_YEAR: re.compile(r"([A-Za-z]{3})-([0-9]{1,2})-([0-9]{4}|[0-9]{2})"),
}

_SIDE_WITH_UNIT = re.compile(r"([0-9][0-9.,/ \u00a0]*?)\s*([A-Za-z]{1,6}|[\"″])")


@dataclass(slots=True)
class Notes:
    """What was odd in one chunk, by the index of the row in it: problems hold an order, warnings only tell."""

    problems: dict[int, list[Problem]] = field(default_factory=dict)
    warnings: list[tuple[int, Problem]] = field(default_factory=list)

    def hold(self, index: int, problem: Problem) -> None:
        """The order of the row may not ship before the problem is mended."""
        self.problems.setdefault(index, []).append(problem)

    def warn(self, index: int, problem: Problem) -> None:
        """A person should look at it."""
        self.warnings.append((index, problem))


class Memo(Generic[Key, Value]):
    """Understands each different key once; `read` gives the value, and a Problem when there is one."""

    def __init__(self, read: Callable[[Key], tuple[Value, Problem | None]]) -> None:
        self._read = read
        self._values: dict[Key, Value] = {}
        self._problems: dict[Key, Problem] = {}

    def column(self, keys: Sequence[Key], tell: Callable[[int, Problem], None]) -> list[Value]:
        """The values of `keys`; `tell` hears of each row with a problem."""
        values, problems = self._values, self._problems
        if len(values) > _MEMO_MAX:
            values.clear()
            problems.clear()
        for key in set(keys).difference(values):
            values[key], problem = self._read(key)
            if problem is not None:
                problems[key] = problem
        if problems and not problems.keys().isdisjoint(keys):
            for index, key in enumerate(keys):
                if key in problems:
                    tell(index, problems[key])
        return list(map(values.__getitem__, keys))


def text_columns(columns: Mapping[str, Sequence[str]], notes: Notes) -> dict[str, Sequence[str]]:
    """Clean text, by field name; warns of formulas, printer commands, control characters and over-long lines."""
    all_plain = is_plain(f"|{'|'.join(map('|'.join, columns.values()))}|")
    clean = {name: cells if all_plain else _text_column(name, cells, notes) for name, cells in columns.items()}
    for name, cells in clean.items():
        warn_long(name, cells, notes)
    return clean


def _text_column(name: str, cells: Sequence[str], notes: Notes) -> Sequence[str]:
    if not any(cells) or is_plain(f"|{'|'.join(cells)}|"):
        return cells
    return [_line(name, index, cell, notes) if cell else cell for index, cell in enumerate(cells)]


def warn_long(name: str, cells: Sequence[str], notes: Notes) -> None:
    """Warn of lines that are too long for a label, with the count; nothing is cut."""
    limit = FIELD_LIMITS.get(name)
    if limit is not None and max(map(len, cells)) > limit:
        for index, cell in enumerate(cells):
            if len(cell) > limit:
                notes.warn(index, Problem(name, "address.too-long", str(len(cell))))


def is_plain(joined: str) -> bool:
    """Whether cells, joined and enclosed by ``|``, are clean already and hold nothing to warn of."""
    if not joined.isprintable() or not (joined.isascii() or unicodedata.is_normalized("NFC", joined)):
        return False
    return not any(mark in joined for mark in _UNCLEAN)


def notes_column(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    """Several columns of notes as one, each clean and on its own lines."""
    if len(columns) == 1 and is_plain(f"|{'|'.join(columns[0])}|"):
        return columns[0]
    return [
        "\n".join(filter(None, map(clean_block, cells))) if any(cells) else "" for cells in zip(*columns, strict=True)
    ]


def phone_column(cells: Sequence[str], notes: Notes) -> list[str]:
    """Clean phones; one that holds no readable number stays as its text, with a warning."""
    match = _PLAIN_PHONE.fullmatch
    return [
        cell if not cell or match(cell) else plain_number(cell) or _phone(index, cell, notes)
        for index, cell in enumerate(cells)
    ]


def read_weight_cell(key: tuple[str, str]) -> tuple[int | None, Problem | None]:
    """Milligrams of ``(text, unit)``; a text may carry its own unit. An empty text is no weight, and no problem."""
    text, unit = key[0].strip(), key[1].strip()
    if not text:
        return None, None
    has_own_unit = any(char.isalpha() for char in text)
    if not unit and not has_own_unit:
        return None, Problem("weight", "order.weight-unit-missing", text)
    try:
        return parse_weight(text if has_own_unit else f"{text} {unit}").mg, None
    except BadText:
        return None, Problem("weight", "order.weight-unreadable", f"{text} {unit}".strip())


def read_sides_cell(key: tuple[str, str, str, str]) -> tuple[Sides, Problem | None]:
    """Micrometres of ``(length, width, height, unit)``; none or only zeros means that the file does not know."""
    sides, unit = _with_own_unit([text.strip() for text in key[:3]], key[3].strip())
    given = [text for text in sides if text.strip("0.,")]
    if not given:
        return NO_SIDES, None
    value = " x ".join(sides) + f" {unit}".rstrip()
    if len(given) < 3:
        return NO_SIDES, Problem("dims", "order.dims-incomplete", value)
    if not unit:
        return NO_SIDES, Problem("dims", "order.dims-unit-missing", value)
    try:
        dims = parse_dimensions(value)
    except BadText:
        return NO_SIDES, Problem("dims", "order.dims-unreadable", value)
    return (dims.length_um, dims.width_um, dims.height_um), None


def _with_own_unit(sides: list[str], unit: str) -> tuple[list[str], str]:
    """Bare sides and the unit: one that stands in the cells themselves wins over that of the heading."""
    found = [_SIDE_WITH_UNIT.fullmatch(text) for text in sides if text]
    units = {match[2].lower() for match in found if match}
    if len(units) != 1 or not all(found):
        return sides, unit
    bare = [match[1] if (match := _SIDE_WITH_UNIT.fullmatch(text)) else text for text in sides]
    return bare, next(iter(units))


def read_price_cell(field_name: str, key: tuple[str, str]) -> tuple[int | None, Problem | None]:
    """Minor units of ``(text, currency)``; a price without a reading is left out, with a warning."""
    text, currency = key[0].strip(), key[1]
    if not text:
        return None, None
    if _PLAIN_CENTS.fullmatch(text) and MINOR_DIGITS.get(currency) == 2:
        return int(text.replace(".", "")), None
    if MINOR_DIGITS.get(currency, 2) == 0:
        text = re.sub(r"[.,]0{1,2}$", "", text)  # shops write 20.00 for 20 yen
    try:
        return parse_money(text, currency).minor, None
    except BadText:
        return None, Problem(field_name, "order.price-unreadable", key[0])


def read_currency_cell(default: str, text: str) -> tuple[str, Problem | None]:
    """An ISO code, or `default`."""
    code = text.strip().upper()
    if not code:
        return default, None
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code, None
    return default, Problem("currency", "order.currency-unknown", text)


def read_quantity_cell(text: str) -> tuple[int, Problem | None]:
    """A whole number; none given is one. A number that we cannot read holds the order, it is not taken as one."""
    bare = text.strip()
    if not bare:
        return 1, None
    match = _WHOLE.fullmatch(bare)
    return (int(match[1]), None) if match else (1, Problem("quantity", "order.quantity-unreadable", text))


def read_day_cell(styles: Sequence[DateStyle], text: str) -> tuple[str, Problem | None]:
    """The calendar day as written, ISO text; unreadable or doubtful days are left out, with a warning."""
    bare = text.strip()
    if not bare:
        return "", None
    for style in styles:
        match = _DAY_SHAPES[style].fullmatch(bare)
        day = _day(style, match[1], match[2], match[3]) if match else ""
        if day:
            return day, None
    return "", Problem("day", "order.day-unreadable", text)


def _day(style: DateStyle, first: str, second: str, third: str) -> str:
    if style is DateStyle.ISO:
        year, month, day = int(first), int(second), int(third)
    elif style is DateStyle.MONTH_DAY_YEAR:
        year, month, day = int(third), _MONTHS.get(first.lower(), 0), int(second)
    else:
        year, month, day = int(third), int(first), int(second)
        if style is DateStyle.EITHER and month <= 12 and day <= 12 and month != day:
            return ""
        if style is DateStyle.EITHER and month > 12:
            month, day = day, month
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return ""


def _line(name: str, index: int, cell: str, notes: Notes) -> str:
    if _EATEN_FORMULA.match(cell):
        cell = cell[1:]  # the apostrophe that exports, also ours, put before a formula
    for problem in line_warnings(name, cell.strip()):
        notes.warn(index, problem)
    return clean_line(cell)


def _phone(index: int, cell: str, notes: Notes) -> str:
    phone = read_phone(cell[1:] if _EATEN_FORMULA.match(cell) else cell)
    if not phone.number and str(phone):
        notes.warn(index, Problem("phone", "address.phone-unreadable", str(phone)))
    return str(phone)
