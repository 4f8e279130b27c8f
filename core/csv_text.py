"""Writing CSV files that no spreadsheet takes for a program (bar 4)."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """`text`, with an apostrophe in front where a spreadsheet would take it for a formula.

    For text of people only; amounts are written by us and stay numbers.
    Source: OWASP, CSV injection.
    """
    return f"'{text}" if text.startswith(_STARTS) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A CSV file: comma, LF, quotes where needed; the caller has made text cells safe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()
