"""Pictures in ZPL: `^GFA` with the language's own run-length letters, the same bytes on every machine.

The letter ``!``, which fills a row with ones, is not used: one interpreter takes it for the digit 1 (measured 2026-11).
"""

import re
from collections.abc import Sequence

_RUN = re.compile(r"(.)\1*")
_ONES = " GHIJKLMNOPQRSTUVWXY"  # G is 1 ... Y is 19
_TWENTIES = " ghijklmnopqrstuvwxyz"  # g is 20 ... z is 400


def graphic_field(rows: Sequence[bytes]) -> str:
    """A `^GFA` command for rows of dots (most significant bit left, 1 is black), without ^FO and ^FS."""
    stride = len(rows[0])
    total = stride * len(rows)
    body: list[str] = []
    previous = b""
    for row in rows:
        body.append(":" if row == previous else _row(row))
        previous = row
    return f"^GFA,{total},{total},{stride},{''.join(body)}"


def _row(row: bytes) -> str:
    digits = row.hex().upper()
    bare = digits.rstrip("0")
    if len(bare) < len(digits):
        return _RUN.sub(_shorten, bare) + ","  # a comma fills the row with white
    return _RUN.sub(_shorten, digits)


def _shorten(run: re.Match[str]) -> str:
    count, digit = len(run[0]), run[1]
    if count < 3:
        return run[0]
    out = ""
    while count >= 20:
        twenties = min(20, count // 20)
        out += _TWENTIES[twenties]
        count -= 20 * twenties
    return out + _ONES[count].strip() + digit
