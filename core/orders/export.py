"""Refused rows as a CSV file: mend it in a spreadsheet and import it again.

Source: OWASP, CSV injection (facts/ledger 6.4). A spreadsheet takes a cell that begins with ``= + - @`` for a
formula; such cells get an apostrophe in front, which the import takes off again.
"""

import csv
import io
from collections.abc import Callable

from core.errors import Problem
from core.orders.report import ImportReport

_RISKY = frozenset("=+-@\t\r\n＝＋－＠")
ROW_HEADING = "Refused row"
WHY_HEADING = "Refused because"


def formula_safe(text: str) -> str:
    """`text` such that no spreadsheet runs it: an apostrophe before what looks like a formula.

    Spaces in front do not protect a formula, so they do not hide one here.
    """
    bare = text.lstrip(" \u00a0")
    return f"'{text}" if bare[:1] in _RISKY and bare else text


def refused_rows_csv(report: ImportReport, say: Callable[[Problem], str] = lambda problem: problem.code) -> bytes:
    """The refused rows with their numbers and reasons before the columns of the file.

    Args:
        report: Of a preview or an import.
        say: Turns a problem into words for people; its code when not given.

    Returns:
        UTF-8 with a byte order mark, so that Excel shows accents; commas; CRLF.
    """
    width = max([len(report.file.columns), *(len(refused.cells) for refused in report.refused)])
    heading = [*report.file.columns, *[""] * (width - len(report.file.columns))]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([ROW_HEADING, WHY_HEADING, *map(formula_safe, heading)])
    for refused in report.refused:
        reasons = "; ".join(say(problem) for problem in refused.problems)
        writer.writerow([str(refused.row), formula_safe(reasons), *map(formula_safe, refused.cells)])
    return out.getvalue().encode("utf-8-sig", "replace")
