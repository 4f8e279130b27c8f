"""The bar codes of EPL2: linear ones (B) and two-dimensional ones (b).

Source: Zebra EPL Programming Guide 14245L-003, commands B and b with their tables and notes; the 1E type leads with
FNC1 by itself and takes the byte 06 between fields.
"""

import re
from dataclasses import dataclass

import zint

from printers.virtual import gs1
from printers.virtual.code128 import FNC1, CodeSet, shortest
from printers.virtual.epl_stream import EplParams, whole
from printers.virtual.glyphs import EPL_FONTS, cells
from printers.virtual.page import Fault, SymbolKind, printable
from printers.virtual.sheet import Drawing
from printers.virtual.symbols import (
    bars_mask,
    code128_drawing,
    encoded,
    matrix_mask,
    maxicode_drawing,
    symbol_drawing,
    with_line,
)

_CODE128 = {"1": None, "1A": CodeSet.A, "1B": CodeSet.B, "1C": CodeSet.C}
_LINEAR = {
    "2": (SymbolKind.ITF, zint.Symbology.C25INTER),
    "3": (SymbolKind.CODE39, zint.Symbology.CODE39),
    "9": (SymbolKind.CODE93, zint.Symbology.CODE93),
    "E30": (SymbolKind.EAN13, zint.Symbology.EANX),
    "E80": (SymbolKind.EAN8, zint.Symbology.EANX),
    "UA0": (SymbolKind.UPC_A, zint.Symbology.UPCA),
    "UE0": (SymbolKind.UPC_E, zint.Symbology.UPCE),
    "K": (SymbolKind.CODABAR, zint.Symbology.CODABAR),
}
_FIELD_MARK = "\x06"
_OPTION = re.compile(r"([a-z])([0-9A-Z]*)")
_PDF417_MODULE, _PDF417_DEFAULT_ROWS = 6, 4
_ZIP_PLUS_4 = re.compile(r"\d{4},")
_MAXICODE_MESSAGE_MAX = 84


@dataclass(frozen=True, slots=True)
class Placed2d:
    """A drawing with how it stands on its origin."""

    drawing: Drawing
    turns: int = 0
    centred: bool = False
    margin: int = 0


def linear(params: EplParams, dpi: int) -> tuple[Drawing, int]:
    """Bx,y,rotation,type,narrow,wide,height,B|N,"data": the bars and their clockwise quarter turns."""
    params.count(8)
    turns = params.whole(2, 0, 3)
    kind, module = params.parts[3], params.whole(4, 1, 10)
    params.whole(5, 1, 30)
    height = params.whole(6, 1, 9999)
    text = _ascii(params)
    if kind in _CODE128:
        symbol = code128_drawing(shortest(_printable_data(text), _CODE128[kind]), module, height)
    elif kind == "1E":
        marked = FNC1 + text.replace(_FIELD_MARK, FNC1)
        _printable_data(text.replace(_FIELD_MARK, ""))
        symbol = code128_drawing(shortest(marked), module, height)
    elif kind in _LINEAR:
        row = encoded(_LINEAR[kind][1], text).rows[0]
        bars = bars_mask("".join("1" if black else "0" for black in row), module, height)
        symbol = symbol_drawing(bars, _LINEAR[kind][0], text, module)
    else:
        raise Fault(f"B: type {printable(kind)} is not drawn here")
    if params.choice(7, "BN") == "N":
        return symbol, turns
    shown = text.replace(_FIELD_MARK, "")
    return with_line(symbol, cells(shown, EPL_FONTS[dpi]["3"], 1, 1, "3"), above=False, gap=4), turns


def _ascii(params: EplParams) -> str:
    data = params.string()
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Fault(f"{params.name}: bar code data beyond ASCII: {printable(data)}") from error


def _printable_data(text: str) -> str:
    """Control characters in a Code 128 are undefined in this language; a strict printer prints nothing."""
    if not text.isprintable():
        raise Fault("B: control bytes in bar code data")
    return text


def two_dimensional(params: EplParams, dpi: int) -> Placed2d:
    """bx,y,type,options,"data"."""
    kind = params.parts[2] if len(params.parts) > 2 else ""
    options = params.parts[3:]
    data = params.string()
    if kind == "P":
        return _pdf417(options, data)
    if kind == "M":
        return Placed2d(_maxicode(options, data, dpi))
    if kind == "D":
        return _data_matrix(options, data)
    if kind == "Q":
        return Placed2d(_qr(options, data))
    raise Fault(f"b: type {printable(kind)} is not drawn here")


def _options(name: str, options: list[str], known: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in options:
        match = _OPTION.fullmatch(option)
        if match is None or match[1] not in known:
            raise Fault(f"{name}: option {printable(option)}")
        found[match[1]] = match[2]
    return found


def _number(name: str, options: dict[str, str], letter: str, default: int, low: int, high: int) -> int:
    return whole(f"{name} option {letter}", options[letter], low, high) if letter in options else default


def _pdf417(options: list[str], data: bytes) -> Placed2d:
    """Maximum width and height first; modules shrink until the symbol fits; the origin is the centre unless f0."""
    if len(options) < 2:
        raise Fault("b P: no maximum width and height")
    widest, highest = whole("b P", options[0], 1, 9999), whole("b P", options[1], 1, 9999)
    found = _options("b P", options[2:], "scpfxyrlto")
    security = _number("b P", found, "s", -1, 0, 8)
    columns = _number("b P", found, "l", 0, 1, 30)
    module = _number("b P", found, "x", _PDF417_MODULE, 2, 9)
    row = _number("b P", found, "y", module * _PDF417_DEFAULT_ROWS, 4, 99)
    rows = _number("b P", found, "r", 0, 4, 90)
    shortened = _number("b P", found, "t", 0, 0, 1)
    if found.get("p"):
        raise Fault("b P: the interpretation text is not drawn here")
    symbology = zint.Symbology.PDF417COMP if shortened else zint.Symbology.PDF417
    matrix = encoded(symbology, data, zint.InputMode(0), (security, columns, rows))
    while module > 1 and matrix.width * module > widest:
        module -= 1
    while row > 1 and len(matrix.rows) * row > highest:
        row -= 1
    if matrix.width * module > widest or len(matrix.rows) * row > highest:
        raise Fault("b P: the symbol is larger than its maximum (error 93)")
    said = data.decode("latin-1")
    drawing = symbol_drawing(matrix_mask(matrix, module, row), SymbolKind.PDF417, said, module)
    centred = _number("b P", found, "f", 1, 0, 1) == 1
    return Placed2d(drawing, _number("b P", found, "o", 0, 0, 3), centred)


def _maxicode(options: list[str], data: bytes, dpi: int) -> Drawing:
    """Data of modes 2 and 3 is class,country,postal code,message; mode 2 with letters prints nothing."""
    mode = 0
    if options:
        mode = whole("b M", options[0].removeprefix("m"), 2, 6)
    if len(options) > 1:
        raise Fault("b M: linked symbols are not drawn here")
    text = data.decode("latin-1")
    if mode in (4, 5, 6):
        return maxicode_drawing(mode, "", data, text, dpi)
    parts = text.split(",", 3)
    if len(parts) < 4:
        raise Fault("b M: the data is class,country,postal code,message")
    service, country, postal, message = parts
    if _ZIP_PLUS_4.match(message) and len(postal) == 5 and postal.isdigit():
        postal, message = postal + message[:4], message[5:]
    if len(service) != 3 or len(country) != 3 or not (service + country).isdigit():
        raise Fault("b M: class and country are three digits each")
    if len(message) > _MAXICODE_MESSAGE_MAX:
        raise Fault(f"b M: {len(message)} characters in one symbol")
    mode = mode or (2 if postal.isdigit() else 3)
    if mode == 2 and not (postal.isdigit() and len(postal) <= 9):
        raise Fault("b M: mode 2 with this postal code prints nothing")
    postal = postal.ljust(9, "0") if mode == 2 else postal[:6].ljust(6)
    said = gs1.maxicode_said(postal, country, service, message)
    return maxicode_drawing(mode, postal + country + service, message.encode("latin-1"), said, dpi)


def _data_matrix(options: list[str], data: bytes) -> Placed2d:
    """The symbol stands inside a quiet zone of one module."""
    found = _options("b D", options, "crhv")
    module = _number("b D", found, "h", 5, 1, 40)
    matrix = gs1.data_matrix(gs1.Content(False, (data,)))
    mask = matrix_mask(matrix, module, module)
    drawing = symbol_drawing(mask, SymbolKind.DATA_MATRIX, data.decode("latin-1"), module)
    return Placed2d(drawing, margin=module)


def _qr(options: list[str], data: bytes) -> Drawing:
    found = _options("b Q", options, "msei")
    if found.get("m", "2") != "2":
        raise Fault("b Q: only model 2 is drawn here")
    level = "LMQH".find(found.get("e", "M"))
    if level < 0 or found.get("i", "A") not in ("A", "N", "M", "B"):
        raise Fault("b Q: error correction or input mode")
    module = _number("b Q", found, "s", 3, 1, 99)
    matrix = encoded(zint.Symbology.QRCODE, data, zint.InputMode(0), (level + 1, 0, 0))
    said = data.decode("latin-1")
    return symbol_drawing(matrix_mask(matrix, module, module), SymbolKind.QR, said, module)
