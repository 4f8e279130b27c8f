"""From a file to rows: delimiter, heading, and the csv module in strict mode.

Facts (measured, facts/desktop 4.2): ``csv.Sniffer`` called Amazon's TAB file space-delimited and fails on empty
files, so the heading itself is tried with each delimiter; the csv module's default mode swallows an unterminated quote
into one giant row without an error, strict mode raises.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from core.orders.errors import RowUnreadable
from core.orders.layouts import Quotes, best_layout
from core.orders.source import Encoding, SourceFile, open_text

DELIMITERS = (",", ";", "\t", "|")
_HEAD_CHARS = 1 << 16
_LINES_BEFORE_HEADING_MAX = 50


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading is and what it says.

    Attributes:
        delimiter: Between cells.
        columns: As given.
        row: Its row number, counted as a spreadsheet does.
    """

    delimiter: str
    columns: tuple[str, ...]
    row: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows, with the number of each; no blank ones."""

    rows: list[list[str]]
    numbers: list[int]


def find_heading(file: SourceFile, encoding: Encoding) -> Heading | None:
    """The first row that is not blank, read with the delimiter that makes most sense of it; None in an empty file.

    Sense is the number of columns that a layout knows, then the number of columns.
    """
    with open_text(file, encoding.codec) as text:
        head = text.read(_HEAD_CHARS)
    declared = head[4:5] if head[:4].lower() == "sep=" and head[4:5] in DELIMITERS else ""
    candidates = [
        found for delimiter in (declared or DELIMITERS) if (found := _heading(head, delimiter, bool(declared)))
    ]
    return max(candidates, key=_sense, default=None)


def row_chunks(file: SourceFile, encoding: Encoding, heading: Heading, quotes: Quotes, size: int) -> Iterator[Chunk]:
    """All rows below the heading, in chunks of about `size`.

    Raises:
        RowUnreadable: The quoting of a row is broken. Rows before it have been given out already.
    """
    with open_text(file, encoding.codec) as text:
        reader = _reader(text, heading.delimiter, quotes)
        next_row = 1
        try:
            next_row += sum(1 for _ in islice(reader, heading.row))
            while rows := list(islice(reader, size)):
                first, next_row = next_row, next_row + len(rows)
                yield _without_blanks(rows, first)
        except csv.Error as error:
            why = _why(str(error))
            raise RowUnreadable(row=_failing_row(file, encoding, heading, quotes), why=why) from error


def _reader(text: TextIO, delimiter: str, quotes: Quotes) -> Iterator[list[str]]:
    if quotes is Quotes.LITERAL:
        return csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(text, delimiter=delimiter, strict=True)


def _without_blanks(rows: list[list[str]], first: int) -> Chunk:
    if [] not in rows:
        return Chunk(rows, list(range(first, first + len(rows))))
    kept = [(number, row) for number, row in enumerate(rows, first) if row]
    return Chunk([row for _number, row in kept], [number for number, _row in kept])


def _heading(head: str, delimiter: str, declared: bool) -> Heading | None:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(islice(reader, _LINES_BEFORE_HEADING_MAX), 1):
            if any(cell.strip() for cell in row) and not (declared and number == 1):
                return Heading(delimiter, tuple(row), number)
    except csv.Error:
        return None
    return None


def _sense(heading: Heading) -> tuple[int, int]:
    return best_layout(heading.columns)[1], len(heading.columns)


def _failing_row(file: SourceFile, encoding: Encoding, heading: Heading, quotes: Quotes) -> int:
    """The number of the row that the csv module cannot read."""
    count = 0
    with open_text(file, encoding.codec) as text:
        reader = _reader(text, heading.delimiter, quotes)
        try:
            for _ in reader:
                count += 1
        except csv.Error:
            count += 1
    return count


def _why(message: str) -> str:
    if "unexpected end of data" in message:
        return "quote-open"
    return "field-too-big" if "field larger" in message else "quote-inside"
