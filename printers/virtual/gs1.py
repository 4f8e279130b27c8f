"""GS1 element strings inside two-dimensional symbols, and what a scanner says of a MaxiCode.

Source: GS1 General Specifications, application identifiers of predefined length (section 7.8.5); ISO/IEC 16023
and Zebra ^BD for the order of the MaxiCode fields.
"""

from dataclasses import dataclass

import zint

from printers.virtual.code128 import GS
from printers.virtual.page import Fault
from printers.virtual.symbols import Matrix, encoded

# First two digits of the identifier -> length of the whole element string, where that is fixed by the standard.
_FIXED = (
    {"00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "20": 4, "41": 16}
    | {str(first): 8 for first in range(11, 20)}
    | {str(first): 10 for first in range(31, 37)}
)
_THREE_DIGITS = ("23", "24", "25", "40", "41", "42", "71")
_FOUR_DIGITS = ("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82")
_HEADER = "[)>\x1e01\x1d"
_HEADER_LENGTH = 9  # the header and the two digits of the year


@dataclass(frozen=True, slots=True)
class Content:
    """What a Data Matrix shall hold: one field, or GS1 element strings with FNC1 before and between."""

    gs1: bool
    fields: tuple[bytes, ...]

    def said(self) -> str:
        """What a scanner sends."""
        return GS.join(field.decode("utf-8", "replace") for field in self.fields)


def _elements(field: str) -> list[str]:
    """Cut off element strings of predefined length, which need no FNC1 after them."""
    out: list[str] = []
    while field:
        length = _FIXED.get(field[:2], len(field))
        out.append(field[:length])
        field = field[length:]
    return out


def _bracketed(element: str) -> str:
    digits = 4 if element[:2] in _FOUR_DIGITS else 3 if element[:2] in _THREE_DIGITS else 2
    if not element[:digits].isdigit() or len(element) <= digits:
        raise Fault("GS1 data does not begin with an application identifier")
    return f"[{element[:digits]}]{element[digits:]}"


def data_matrix(content: Content) -> Matrix:
    """The modules of a square Data Matrix."""
    square = int(zint.DataMatrixOptions.SQUARE)
    if not content.gs1:
        return encoded(zint.Symbology.DATAMATRIX, content.fields[0], zint.InputMode(0), (-1, 0, square))
    try:
        fields = [field.decode("ascii") for field in content.fields]
    except UnicodeDecodeError as error:
        raise Fault("GS1 data beyond ASCII") from error
    text = "".join(_bracketed(element) for field in fields for element in _elements(field))
    mode = zint.InputMode.GS1 | zint.InputMode.GS1NOCHECK
    return encoded(zint.Symbology.DATAMATRIX, text, mode, (-1, 0, square))


def maxicode_said(postal: str, country: str, service: str, message: str) -> str:
    """What a scanner sends for modes 2 and 3: the primary fields stand after the header of the message, if any."""
    primary = GS.join((postal, country, service)) + GS
    if message.startswith(_HEADER):
        return message[:_HEADER_LENGTH] + primary + message[_HEADER_LENGTH:]
    return primary + message
