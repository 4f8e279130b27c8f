"""An operator's rate card as a CSV file: read with all problems by row, written so that no spreadsheet runs it.

Columns, in any order: carrier, service, zone, weight_up_to, unit, price, currency, valid_from, valid_to. Nothing is
guessed: a number, a day or a name with two readings is a problem, and a file with a problem is not imported at all.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.carriers.catalogue import Catalogue
from core.carriers.rate_book import RateLine
from core.carriers.zones import read_zone
from core.csv_text import safe_cell
from core.errors import BadText
from core.money import MINOR_DIGITS, Money, decimal_text, parse_money
from core.units import MAX_WEIGHT_MG, MG_PER, Weight, WeightUnit, parse_number, weight_of, weight_text

COLUMNS = ("carrier", "service", "zone", "weight_up_to", "unit", "price", "currency", "valid_from", "valid_to")
MAX_ROWS = 200_000
MAX_PRICE_MINOR = 10_000_000
_UNITS: dict[str, WeightUnit] = {"lb": "lb", "oz": "oz", "kg": "kg", "g": "g"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-][\d.,\s]+")  # no spreadsheet runs it; out of range it is told as a number
_LAST_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in a file.

    Attributes:
        row: Line number of a spreadsheet, 1 for the header; 0 for the whole file.
        field: Column, empty for the whole row.
        code: A message code of `ui/messages.py`.
        value: What was given.
    """

    row: int
    field: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class RateCardFile:
    """What a file says.

    Attributes:
        lines: The good rows.
        problems: Everything wrong; the lines are only used when there is nothing.
    """

    lines: tuple[RateLine, ...]
    problems: tuple[RowProblem, ...]


def parse_rate_card(data: bytes, catalogue: Catalogue) -> RateCardFile:
    """Read a rate card.

    Args:
        data: The file: UTF-8 (with or without a mark) or UTF-16 with a mark; fields parted by comma, semicolon or tab.
        catalogue: Carriers and services that a row may name.
    """
    text = _decode(data)
    if text is None:
        return RateCardFile((), (RowProblem(0, "", "rate-card.not-text"),))
    rows = _rows(text)
    header = [name.strip().lower() for name in rows[0]] if rows else []
    problems = _header_problems(header)
    if problems:
        return RateCardFile((), tuple(problems))
    if len(rows) > MAX_ROWS:
        return RateCardFile((), (RowProblem(0, "", "rate-card.too-many-rows", str(len(rows))),))
    lines: list[tuple[int, RateLine]] = []
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        row = _Row(number, header, cells, problems)
        line = row.line(catalogue)
        if line is not None:
            lines.append((number, line))
    problems += _overlaps(lines)
    if not lines and not problems:
        problems.append(RowProblem(0, "", "rate-card.empty"))
    return RateCardFile(tuple(line for _, line in lines), tuple(sorted(problems, key=lambda p: (p.row, p.field))))


def _decode(data: bytes) -> str | None:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _rows(text: str) -> list[list[str]]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _header_problems(header: list[str]) -> list[RowProblem]:
    missing = [RowProblem(1, name, "rate-card.missing-column") for name in COLUMNS if name not in header]
    extra = [RowProblem(1, name, "rate-card.unknown-column", name) for name in header if name not in COLUMNS]
    twice = {name for name in header if header.count(name) > 1 and name in COLUMNS}
    return missing + extra + [RowProblem(1, name, "rate-card.column-twice", name) for name in sorted(twice)]


class _Row:
    """One row being read; notes its problems and gives a line only when there is none."""

    def __init__(self, number: int, header: list[str], cells: list[str], problems: list[RowProblem]) -> None:
        self._number = number
        self._problems = problems
        self._before = len(problems)
        self._cells = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if len(cells) != len(header):
            self._note("", "rate-card.row-length", str(len(cells)))
        for name, cell in self._cells.items():
            if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
                self._note(name, "rate-card.formula", cell)

    def _note(self, field: str, code: str, value: str = "") -> None:
        self._problems.append(RowProblem(self._number, field, code, value))

    def _cell(self, name: str) -> str:
        return self._cells.get(name, "").removeprefix("'")

    def line(self, catalogue: Catalogue) -> RateLine | None:
        """The line, or None with everything wrong noted."""
        if len(self._problems) > self._before:
            return None
        carrier, service = self._service(catalogue)
        currency = self._currency(catalogue, carrier)
        unit = self._unit()
        first, last = self._span()
        line = RateLine(
            carrier=carrier,
            service=service,
            zone=self._zone(),
            up_to_mg=self._step(unit),
            unit=unit,
            price_minor=self._price(currency),
            currency=currency,
            valid_from=first,
            valid_to=last,
        )
        return line if len(self._problems) == self._before else None

    def _service(self, catalogue: Catalogue) -> tuple[str, str]:
        name, wanted = self._cell("carrier"), self._cell("service")
        carrier = catalogue.find(name)
        if carrier is None:
            self._note("carrier", "rate-card.unknown-carrier", name)
            return "", ""
        folded = wanted.casefold()
        found = {s.code for s in carrier.services if folded in {n.casefold() for n in (s.code, s.name_en, s.name_fr)}}
        if len(found) != 1:
            self._note("service", "rate-card.unknown-service", wanted)
            return carrier.code, ""
        return carrier.code, found.pop()

    def _currency(self, catalogue: Catalogue, carrier: str) -> str:
        currency = self._cell("currency").upper()
        if currency not in MINOR_DIGITS:
            self._note("currency", "rate-card.bad-currency", currency)
            return "USD"
        wallet = catalogue.get(carrier).wallet if carrier else ""
        if wallet and wallet != currency:
            self._note("currency", "rate-card.wrong-currency", currency)
        return currency

    def _unit(self) -> WeightUnit:
        unit = _UNITS.get(self._cell("unit").lower())
        if unit is None:
            self._note("unit", "rate-card.bad-unit", self._cell("unit"))
        return unit or "kg"

    def _zone(self) -> str:
        zone = read_zone(self._cell("zone"))
        if zone is None:
            self._note("zone", "rate-card.bad-zone", self._cell("zone"))
        return zone or ""

    def _step(self, unit: WeightUnit) -> int:
        """The step in milligrams; at most 3 decimals, so that an export gives the same text again."""
        text = self._cell("weight_up_to")
        try:
            number = parse_number(text, "weight")
        except BadText:
            number = None
        good = number is not None and 0 < number * MG_PER[unit] <= MAX_WEIGHT_MG and (number * 1000).denominator == 1
        if number is None or not good:
            self._note("weight_up_to", "rate-card.bad-weight", text)
            return 0
        return weight_of(number, unit).mg

    def _price(self, currency: str) -> int:
        text = self._cell("price")
        try:
            minor = parse_money(text, currency).minor
        except BadText:
            minor = 0
        if not is_price(minor):
            self._note("price", "rate-card.bad-price", text)
            return 0
        return minor

    def _span(self) -> tuple[str, str]:
        first = self._day("valid_from")
        last = self._day("valid_to") if self._cell("valid_to") else ""
        if first and last and last < first:
            self._note("valid_to", "rate-card.days-reversed", last)
        return first, last

    def _day(self, name: str) -> str:
        text = self._cell(name)
        try:
            if len(text) == len(_LAST_DAY) and date.fromisoformat(text).isoformat() == text:
                return text
        except ValueError:
            pass
        self._note(name, "rate-card.bad-day", text)
        return ""


def is_price(minor: int) -> bool:
    """Whether a price is in range: more than nothing, at most 100,000.00."""
    return 0 < minor <= MAX_PRICE_MINOR


def spans_overlap(line: RateLine, other: RateLine) -> bool:
    """Whether two lines price the same step on some same day."""
    same = _step_key(line) == _step_key(other)
    return (
        same and line.valid_from <= (other.valid_to or _LAST_DAY) and other.valid_from <= (line.valid_to or _LAST_DAY)
    )


def _step_key(line: RateLine) -> tuple[str | int, ...]:
    return line.carrier, line.service, line.zone, line.currency, line.up_to_mg


def _overlaps(lines: list[tuple[int, RateLine]]) -> list[RowProblem]:
    """Two prices for the same weight step on the same day: which one holds is not ours to choose."""
    problems = []
    groups: dict[tuple[str | int, ...], list[tuple[int, RateLine]]] = {}
    for number, line in lines:
        key = _step_key(line)
        for other_number, other in groups.setdefault(key, []):
            if spans_overlap(line, other):
                problems.append(RowProblem(number, "weight_up_to", "rate-card.overlap", str(other_number)))
        groups[key].append((number, line))
    return problems


def export_rate_card(lines: Iterable[RateLine]) -> str:
    """The lines as CSV that `parse_rate_card` reads back; a cell that a spreadsheet would run begins with ``'``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        unit = _UNITS[line.unit]
        step = weight_text(Weight(line.up_to_mg), unit).removesuffix(f" {unit}")
        price = decimal_text(Money(line.price_minor, line.currency))
        cells = (line.carrier, line.service, line.zone, step, line.unit, price, line.currency)
        writer.writerow([safe_cell(cell) for cell in (*cells, line.valid_from, line.valid_to)])
    return out.getvalue()
