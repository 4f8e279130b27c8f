"""Symbols as ink: bars from modules, matrices from zint, MaxiCode in hexagons.

Code 128 is built in `code128`; everything else asks zint for the modules and is checked by decoding pictures.
"""

import math
from dataclasses import dataclass

import zint
from PIL import Image, ImageDraw

from printers.virtual.code128 import decoded, modules
from printers.virtual.page import Fault, SymbolKind
from printers.virtual.sheet import Drawing, SymbolNote, TextNote, new_mask

MAX_DATA_BYTES = 3500
# ISO/IEC 16023: hexagons 0.88 mm apart, rows 0.76 mm; 30 columns, 33 rows.
_HEXAGON_UM = 882
_UM_PER_INCH = 25400


@dataclass(frozen=True, slots=True)
class Matrix:
    """A symbol as modules: one row of booleans for each row, and how much of a row is the top and the foot."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def width(self) -> int:
        """Modules across."""
        return len(self.rows[0])


def encoded(
    symbology: zint.Symbology,
    data: str | bytes,
    mode: zint.InputMode = zint.InputMode.UNICODE,
    options: tuple[int, int, int] = (-1, 0, 0),
) -> Matrix:
    """The modules of a symbol.

    Args:
        symbology: Which.
        data: Text, or bytes with the escapes of `mode`.
        mode: zint's input mode.
        options: zint's three options; -1 and 0 leave the choice to it.

    Raises:
        Fault: The symbol cannot hold the data.
    """
    symbol = zint.Symbol()
    symbol.symbology = symbology
    symbol.input_mode = mode
    symbol.option_1, symbol.option_2, symbol.option_3 = options
    return _modules_of(symbol, data)


def _modules_of(symbol: zint.Symbol, data: str | bytes) -> Matrix:
    raw = data.encode() if isinstance(data, str) else data
    if not raw or len(raw) > MAX_DATA_BYTES:
        raise Fault(f"symbol of {len(raw)} bytes")
    symbol.warn_level = zint.WarningLevel.FAIL_ALL
    try:
        symbol.encode(raw)
    except RuntimeError as error:
        raise Fault(f"symbol refused: {error}") from error
    bits = symbol.encoded_data
    width = symbol.width
    return Matrix(
        tuple(
            tuple(bool(bits[row, column // 8] >> (column % 8) & 1) for column in range(width))
            for row in range(symbol.rows)
        )
    )


def bars_mask(pattern: str, module: int, height: int) -> Image.Image:
    """Bars from a text of 1 and 0."""
    mask = new_mask(len(pattern) * module, height)
    drawing = ImageDraw.Draw(mask)
    for place, bit in enumerate(pattern):
        if bit == "1":
            drawing.rectangle((place * module, 0, place * module + module - 1, height - 1), fill=1)
    return mask


def matrix_mask(matrix: Matrix, module: int, row_height: int) -> Image.Image:
    """A matrix with modules of `module` dots across and `row_height` dots down."""
    new_mask(matrix.width * module, len(matrix.rows) * row_height)  # refuses what is too large
    small = new_mask(matrix.width, len(matrix.rows))
    small.putdata([255 if black else 0 for row in matrix.rows for black in row])
    size = (matrix.width * module, len(matrix.rows) * row_height)
    return small.resize(size, Image.Resampling.NEAREST)


def symbol_drawing(mask: Image.Image, kind: SymbolKind, data: str, module: int) -> Drawing:
    """A drawing that is all symbol."""
    width, height = mask.size
    note = SymbolNote(kind, data, 0, 0, width, height, module)
    return Drawing(mask, 0, 0, width, height, height, (), (note,))


def code128_drawing(values: tuple[int, ...], module: int, height: int) -> Drawing:
    """Bars of a Code 128; the note says what a scanner would read."""
    gs1, data = decoded(values)
    kind = SymbolKind.GS1_128 if gs1 else SymbolKind.CODE128
    return symbol_drawing(bars_mask(modules(values), module, height), kind, data, module)


def with_line(symbol: Drawing, line: Drawing, above: bool, gap: int) -> Drawing:
    """A symbol with its interpretation line, centred, above or below; the cell stays that of the bars."""
    width = max(symbol.mask.width, line.width)
    height = symbol.mask.height + gap + line.mask.height
    mask = new_mask(width, height)
    symbol_x, line_x = (width - symbol.mask.width) // 2, (width - line.width) // 2
    symbol_y = line.mask.height + gap if above else 0
    line_y = 0 if above else symbol.mask.height + gap
    mask.paste(symbol.mask, (symbol_x, symbol_y))
    mask.paste(line.mask, (line_x - line.left, line_y), line.mask)
    note = symbol.symbols[0]
    moved = SymbolNote(note.kind, note.data, symbol_x, symbol_y, note.width, note.height, note.module_dots)
    texts: tuple[TextNote, ...] = line.shifted_text(line_x - line.left, line_y)
    foot = symbol_y + note.height
    return Drawing(mask, symbol_x, symbol_y, note.width, note.height, foot, texts, (moved,))


def maxicode_drawing(mode: int, primary: str, message: bytes, said: str, dpi: int) -> Drawing:
    """A MaxiCode in its fixed size.

    Args:
        mode: 2 to 6.
        primary: Postal code, country and class run together, as zint wants it; empty for modes 4 to 6.
        message: The secondary message.
        said: What a scanner sends.
        dpi: Of the head.
    """
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.MAXICODE
    symbol.option_1 = mode
    symbol.primary = primary
    matrix = _modules_of(symbol, message)
    across = _HEXAGON_UM * dpi / _UM_PER_INCH
    down = across * math.sqrt(3) / 2
    height = round(down * (len(matrix.rows) - 1) + across * 2 / math.sqrt(3))
    mask = new_mask(round(across * (matrix.width + 0.5)), height)
    drawing = ImageDraw.Draw(mask)
    for row, bits in enumerate(matrix.rows):
        for column, black in enumerate(bits):
            if black:
                x = (column + 0.5 + (row % 2) * 0.5) * across
                _hexagon(drawing, x, row * down + across / math.sqrt(3), across * 0.86)
    _bullseye(drawing, across)
    return symbol_drawing(mask, SymbolKind.MAXICODE, said, 0)


def _hexagon(drawing: ImageDraw.ImageDraw, x: float, y: float, across: float) -> None:
    corner = across / math.sqrt(3)
    half = across / 2
    points = (
        (x, y - corner),
        (x + half, y - corner / 2),
        (x + half, y + corner / 2),
        (x, y + corner),
        (x - half, y + corner / 2),
        (x - half, y - corner / 2),
    )
    drawing.polygon([(px - 0.5, py - 0.5) for px, py in points], fill=1)


def _bullseye(drawing: ImageDraw.ImageDraw, across: float) -> None:
    """Three rings about the middle of the hexagon grid; ring sizes as zint draws them, in hexagon widths."""
    x, y = 14.5 * across, (16 * math.sqrt(3) / 2 + 1 / math.sqrt(3)) * across
    for outer, inner in ((9.0, 7.43), (5.86, 4.29), (2.73, 1.15)):
        for diameter, ink in ((outer, 1), (inner, 0)):
            radius = diameter * across / 2
            drawing.ellipse((x - radius - 0.5, y - radius - 0.5, x + radius - 0.5, y + radius - 0.5), fill=ink)
