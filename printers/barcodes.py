"""The one door to the barcode encoder (zint-bindings): exact modules, never a picture.

zint gives the shortest Code 128 and exact matrices for every symbol of the mission, MaxiCode modes 2 and 3 included
(measured 2026-11: 3 to 60 us a symbol). It is imported on first use, for the window must start without it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refused

if TYPE_CHECKING:
    from zint import Symbol, Symbology

_GS1_TEXT = re.compile(r"[0-9A-Za-z!\"%&'()*+,\-./:;<=>?_]{3,90}", flags=re.ASCII)
_PRINTABLE = re.compile(r"[ -~]{1,80}", flags=re.ASCII)
_MAXICODE_PRIMARY = re.compile("([0-9]{9}|[0-9A-Z ]{6})[0-9]{6}", flags=re.ASCII)
_PLAIN_MAXICODE = re.compile(r"\[\)>\x1e01\x1d[0-9A-Z ,./\-\x1d]{1,70}\x1e\x04", flags=re.ASCII)  # hardly any shifts
_BLACK = re.compile("1+")
_STOP_MODULES = 13
_DATA_MATRIX_SIDES = ((3, 10), (5, 12), (8, 14), (12, 16), (18, 18), (22, 20), (30, 22), (36, 24), (44, 26))
_ZINT_ROWS = 200  # encoded_data always has this many rows of equal length
_CHARACTER_MODULES = 11


class CannotEncode(Refused):
    """Data that the symbol cannot hold. Fields: ``symbol``, ``reason``; never the data, it may be personal."""

    code = "labels.cannot-encode"


@dataclass(frozen=True, slots=True)
class Bars:
    """A linear symbol without quiet zones.

    Attributes:
        modules: Width in modules.
        bits: Bit i is module i from the left; 1 is black.
    """

    modules: int
    bits: int

    def runs(self) -> Iterator[tuple[int, int]]:
        """(start, width) of each bar in modules, from the left."""
        for start, end in map(re.Match.span, _BLACK.finditer(f"{self.bits:b}"[::-1])):
            yield start, end - start

    def packed(self, module_dots: int) -> bytes:
        """One row of dots, most significant bit left, each module `module_dots` wide, 1 is black."""
        text = f"{self.bits:b}"[::-1].ljust(self.modules, "0")
        return pack_bits("".join(bit * module_dots for bit in text))


@dataclass(frozen=True, slots=True)
class Matrix:
    """A two-dimensional symbol without quiet zone.

    Attributes:
        columns: Width in modules.
        rows: One text of ``0`` and ``1`` a row, top first; 1 is black.
    """

    columns: int
    rows: tuple[str, ...]

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """(row, start, width) of each horizontal run of black, in modules."""
        for at, row in enumerate(self.rows):
            for start, end in map(re.Match.span, _BLACK.finditer(row)):
                yield at, start, end - start

    def packed(self, module_dots: int, row_dots: int) -> tuple[bytes, ...]:
        """Rows of dots, most significant bit left, 1 is black."""
        found: list[bytes] = []
        for row in self.rows:
            found += [pack_bits("".join(bit * module_dots for bit in row))] * row_dots
        return tuple(found)


def pack_bits(bits: str) -> bytes:
    """A text of ``0`` and ``1`` as bytes, most significant bit left, filled up with 0."""
    size = -(-len(bits) // 8)
    return int(bits.ljust(size * 8, "0"), 2).to_bytes(size, "big")


def code128(data: str) -> Bars:
    """Code 128 of printable ASCII in the shortest mixture of code sets.

    Raises:
        CannotEncode: Other characters, nothing, or too long.
    """
    if not _PRINTABLE.fullmatch(data):
        raise CannotEncode(symbol="Code 128", reason="characters")
    return _bars(data)


def code128_modules(data: str) -> int:
    """Width of `code128(data)` in modules; counted without encoding for an even number of digits."""
    if len(data) % 2 == 0 and data.isascii() and data.isdigit() and len(data) <= 80:
        return _CHARACTER_MODULES * (len(data) // 2 + 2) + _STOP_MODULES
    return code128(data).modules


def gs1_128(fields: Sequence[str]) -> Bars:
    """GS1-128 of element strings, FNC1 before each (also where a length is fixed: readers allow it).

    Raises:
        CannotEncode: A character outside the GS1 set, or too long.
    """
    _check_gs1(fields, "GS1-128")
    return _bars("".join("\\^1" + field for field in fields), escapes=True)


def gs1_128_modules(fields: Sequence[str]) -> int:
    """Width of `gs1_128(fields)` in modules; counted without encoding when all fields are digit pairs."""
    if is_digit_pairs(fields):
        characters = len(fields) + len("".join(fields)) // 2 + 2
        return _CHARACTER_MODULES * characters + _STOP_MODULES
    return gs1_128(fields).modules


def is_digit_pairs(fields: Sequence[str]) -> bool:
    """Whether every field is an even number of digits: its symbol's size is then known without encoding."""
    return all(len(field) % 2 == 0 and field.isdigit() and field.isascii() for field in fields)


def data_matrix(fields: Sequence[str], *, gs1: bool) -> Matrix:
    """Square ECC 200; with `gs1` the fields are GS1 element strings.

    Raises:
        CannotEncode: Unfit data.
    """
    from zint import DataMatrixOptions, InputMode, Symbol, Symbology

    symbol = Symbol()
    symbol.symbology = Symbology.DATAMATRIX
    symbol.option_3 = DataMatrixOptions.SQUARE
    if gs1:
        _check_gs1(fields, "GS1 Data Matrix")
        symbol.input_mode = InputMode.GS1 | InputMode.GS1NOCHECK
        return _matrix(symbol, "".join(f"[{field[:n]}]{field[n:]}" for field in fields for n in [_ai_length(field)]))
    return _matrix(symbol, "".join(fields).encode("utf-8"))


def data_matrix_modules(fields: Sequence[str], *, gs1: bool) -> int:
    """Side of `data_matrix(...)` in modules; counted without encoding when all fields are digit pairs."""
    if gs1 and is_digit_pairs(fields):
        words = len(fields) + len("".join(fields)) // 2
        for most, side in _DATA_MATRIX_SIDES:
            if words <= most:
                return side
    return data_matrix(fields, gs1=gs1).columns


def pdf417(data: str, columns: int) -> Matrix:
    """PDF417, error correction level 5 as FedEx prints it; rows are one module high here.

    Raises:
        CannotEncode: Not Latin-1, or too much for `columns`.
    """
    from zint import Symbol, Symbology

    symbol = Symbol()
    symbol.symbology = Symbology.PDF417
    symbol.option_1 = 5
    symbol.option_2 = columns
    try:
        raw = data.encode("latin-1")
    except UnicodeEncodeError as error:
        raise CannotEncode(symbol="PDF417", reason="characters") from error
    return _matrix(symbol, raw)


def maxicode(postal: str, country: str, service_class: str, message: str) -> Matrix:
    """MaxiCode mode 2 (nine digits) or 3 (six characters): 30 columns by 33 rows of hexagons.

    zint's primary message is postal, country, class; ZPL wants class, country, postal.

    Raises:
        CannotEncode: Unfit data; about 84 characters of message fit.
    """
    from zint import Symbol, Symbology

    if not _MAXICODE_PRIMARY.fullmatch(postal + country + service_class):
        raise CannotEncode(symbol="MaxiCode", reason="primary")
    symbol = Symbol()
    symbol.symbology = Symbology.MAXICODE
    symbol.option_1 = 2 if len(postal) == 9 else 3
    symbol.primary = postal + country + service_class
    if not message.isascii():
        raise CannotEncode(symbol="MaxiCode", reason="characters")
    return _matrix(symbol, message.encode("ascii"))


def check_maxicode(postal: str, country: str, service_class: str, message: str) -> None:
    """Refuse what `maxicode` cannot encode; plain messages are known to fit by their length.

    Raises:
        CannotEncode: As `maxicode`.
    """
    if not _PLAIN_MAXICODE.fullmatch(message) or not _MAXICODE_PRIMARY.fullmatch(postal + country + service_class):
        maxicode(postal, country, service_class, message)


def qr(data: str) -> Matrix:
    """QR code, error correction M.

    Raises:
        CannotEncode: Nothing, or too much.
    """
    from zint import Symbol, Symbology

    symbol = Symbol()
    symbol.symbology = Symbology.QRCODE
    symbol.option_1 = 2
    return _matrix(symbol, data.encode("utf-8"))


def _check_gs1(fields: Sequence[str], symbol: str) -> None:
    if not fields or not all(_GS1_TEXT.fullmatch(field) for field in fields):
        raise CannotEncode(symbol=symbol, reason="characters")


def _ai_length(field: str) -> int:
    """Digits of the application identifier that begins `field` (GS1 General Specifications, section 3.2)."""
    first = field[:2]
    if first in ("23", "24", "25", "40", "41", "42", "71"):
        return 3
    if first in ("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"):
        return 4
    return 2


def _bars(data: str, *, escapes: bool = False) -> Bars:
    from zint import InputMode, Symbol, Symbology

    symbol = Symbol()
    symbol.symbology = Symbology.CODE128
    if escapes:
        symbol.input_mode = InputMode.ESCAPE | InputMode.EXTRA_ESCAPE
    _encode(symbol, data, Symbology.CODE128)
    width = symbol.width
    size = -(-width // 8)
    return Bars(width, int.from_bytes(symbol.encoded_data.cast("B")[:size], "little"))


def _matrix(symbol: "Symbol", data: str | bytes) -> Matrix:
    _encode(symbol, data, symbol.symbology)
    width, raw = symbol.width, bytes(symbol.encoded_data)
    stride = len(raw) // _ZINT_ROWS
    rows: list[str] = []
    for top in range(0, symbol.rows * stride, stride):
        bits = int.from_bytes(raw[top : top + -(-width // 8)], "little")
        rows.append(f"{bits:0{width}b}"[::-1])
    return Matrix(width, tuple(rows))


def _encode(symbol: "Symbol", data: str | bytes, symbology: "Symbology") -> None:
    from zint import WarningLevel

    symbol.warn_level = WarningLevel.DEFAULT
    try:
        symbol.encode(data)
    except (RuntimeError, ValueError) as error:
        raise CannotEncode(symbol=symbology.name, reason="data") from error
