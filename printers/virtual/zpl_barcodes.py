"""The linear bar codes of ZPL, each a small record that draws itself when its field data is complete.

Source: Zebra ZPL II Programming Guide 45541L: ^BC, ^B2, ^B3, ^B8, ^BA, ^BE, ^BK, ^BU.
"""

from dataclasses import dataclass, replace

import zint

from printers.virtual import zpl_code128, zpl_matrix_codes
from printers.virtual.glyphs import scalable
from printers.virtual.page import Fault, SymbolKind, printable
from printers.virtual.sheet import Drawing
from printers.virtual.symbols import bars_mask, code128_drawing, encoded, symbol_drawing, with_line
from printers.virtual.zpl_state import BarcodeField, Params, Settings


def _text(data: bytes) -> str:
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Fault(f"bar code data beyond ASCII: {printable(data)}") from error


def _line(shown: str, symbol: Drawing, module: int, above: bool) -> Drawing:
    height = max(10, 10 * module)
    line = scalable(shown, height, height)
    if line.width > symbol.width * 2:
        raise Fault("interpretation line far wider than its bars")
    return with_line(symbol, line, above, max(2, module))


@dataclass(frozen=True, slots=True)
class Code128Field:
    """^BCo,h,f,g,e,m."""

    turns: int
    module: int
    height: int
    line: bool
    above: bool
    mode: str
    drop_dots: int = 0

    def draw(self, data: bytes) -> Drawing:
        """Bars and, if wanted, the interpretation line."""
        text = _text(data)
        values, faults = zpl_code128.MODES[self.mode](text)
        symbol = code128_drawing(values, self.module, self.height)
        if self.line:
            shown = text if self.mode == "D" else zpl_code128.shown(text)
            symbol = _line(shown, symbol, self.module, self.above)
        return replace(symbol, faults=faults)


@dataclass(frozen=True, slots=True)
class LinearField:
    """^B2 ^B3 ^BA ^BE ^BK ^BU: other linear symbols, drawn by zint."""

    kind: SymbolKind
    symbology: zint.Symbology
    turns: int
    module: int
    height: int
    line: bool
    above: bool
    drop_dots: int = 0

    def draw(self, data: bytes) -> Drawing:
        """Bars and, if wanted, the interpretation line."""
        text = _text(data)
        row = encoded(self.symbology, text).rows[0]
        pattern = "".join("1" if black else "0" for black in row)
        symbol = symbol_drawing(bars_mask(pattern, self.module, self.height), self.kind, text, self.module)
        return _line(text, symbol, self.module, self.above) if self.line else symbol


def _code128(params: Params, settings: Settings) -> Code128Field:
    params.none_after(6)
    if params.letter(4, "N", "YN") == "Y":
        raise Fault("^BC: UCC check digit is not drawn here")
    return Code128Field(
        params.turns(0, settings.turns),
        settings.module,
        params.whole(1, settings.bar_height, 1, 32000),
        params.letter(2, "Y", "YN") == "Y",
        params.letter(3, "N", "YN") == "Y",
        params.letter(5, "N", "NUAD"),
    )


_LINEAR = {
    # name: kind, symbology, place of the height, of the line, of "above"
    "^B2": (SymbolKind.ITF, zint.Symbology.C25INTER, 1, 2, 3),
    "^B3": (SymbolKind.CODE39, zint.Symbology.CODE39, 2, 3, 4),
    "^BA": (SymbolKind.CODE93, zint.Symbology.CODE93, 1, 2, 3),
    "^BE": (SymbolKind.EAN13, zint.Symbology.EANX, 1, 2, 3),
    "^B8": (SymbolKind.EAN8, zint.Symbology.EANX, 1, 2, 3),
    "^BK": (SymbolKind.CODABAR, zint.Symbology.CODABAR, 2, 3, 4),
    "^BU": (SymbolKind.UPC_A, zint.Symbology.UPCA, 1, 2, 3),
}
NAMES = frozenset(_LINEAR) | {"^BC"} | zpl_matrix_codes.NAMES


def barcode_field(params: Params, settings: Settings) -> BarcodeField:
    """The field of a bar code command; its name must be one of `NAMES`."""
    if params.name == "^BC":
        return _code128(params, settings)
    if params.name in zpl_matrix_codes.NAMES:
        return zpl_matrix_codes.matrix_field(params, settings)
    kind, symbology, height_at, line_at, above_at = _LINEAR[params.name]
    return LinearField(
        kind,
        symbology,
        params.turns(0, settings.turns),
        settings.module,
        params.whole(height_at, settings.bar_height, 1, 32000),
        params.letter(line_at, "Y", "YN") == "Y",
        params.letter(above_at, "N", "YN") == "Y",
    )
