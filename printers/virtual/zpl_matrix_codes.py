"""The two-dimensional bar codes of ZPL, each a small record that draws itself when its field data is complete.

Source: Zebra ZPL II Programming Guide 45541L: ^BX, ^B7, ^BD, ^BQ, ^BO.
"""

from collections.abc import Callable
from dataclasses import dataclass

import zint

from printers.virtual import gs1
from printers.virtual.page import Fault, SymbolKind, printable
from printers.virtual.sheet import Drawing
from printers.virtual.symbols import encoded, matrix_mask, maxicode_drawing, symbol_drawing
from printers.virtual.zpl_state import BarcodeField, Params, Settings

_QR_DROP_DOTS = 10
_MAXICODE_LENGTHS = {2: 15, 3: 12}  # class 3, country 3, postal code 9 or 6


@dataclass(frozen=True, slots=True)
class DataMatrixField:
    """^BXo,h,s,c,r,f,g of quality 200."""

    turns: int
    module: int
    escape: int
    drop_dots: int = 0

    def draw(self, data: bytes) -> Drawing:
        """The square, without quiet zone."""
        content = _data_matrix_content(data, self.escape)
        matrix = gs1.data_matrix(content)
        kind = SymbolKind.GS1_DATA_MATRIX if content.gs1 else SymbolKind.DATA_MATRIX
        mask = matrix_mask(matrix, self.module, self.module)
        return symbol_drawing(mask, kind, content.said(), self.module)


def _data_matrix_content(data: bytes, escape: int) -> gs1.Content:
    """Resolve the escape sequences: FNC1, control characters, decimal codes, the escape character itself."""
    fields: list[bytearray] = [bytearray()]
    is_gs1 = False
    place = 0
    while place < len(data):
        if data[place] != escape:
            fields[-1].append(data[place])
            place += 1
            continue
        code = data[place + 1 : place + 2]
        place += 2
        if code == b"1":
            if place == 2:
                is_gs1 = True
            elif not is_gs1:
                raise Fault("^BX: FNC1 inside data that does not begin with it")
            else:
                fields.append(bytearray())
        elif code == bytes((escape,)):
            fields[-1].append(escape)
        elif code == b"d" and data[place : place + 3].isdigit() and int(data[place : place + 3]) < 256:
            fields[-1].append(int(data[place : place + 3]))
            place += 3
        elif code and 0x40 <= code[0] <= 0x5F:
            fields[-1].append(code[0] - 0x40)
        else:
            raise Fault(f"^BX: escape sequence {printable(bytes((escape,)) + code)}")
    return gs1.Content(is_gs1, tuple(bytes(field) for field in fields))


@dataclass(frozen=True, slots=True)
class Pdf417Field:
    """^B7o,h,s,c,r,t."""

    turns: int
    module: int
    row_height: int
    security: int
    columns: int
    rows: int
    total_height: int
    truncated: bool
    drop_dots: int = 0

    def draw(self, data: bytes) -> Drawing:
        """The stacked rows."""
        symbology = zint.Symbology.PDF417COMP if self.truncated else zint.Symbology.PDF417
        security = self.security or -1
        matrix = encoded(symbology, data, zint.InputMode(0), (security, self.columns, self.rows))
        height = self.row_height or max(1, self.total_height // len(matrix.rows))
        said = data.decode("latin-1")
        return symbol_drawing(matrix_mask(matrix, self.module, height), SymbolKind.PDF417, said, self.module)


@dataclass(frozen=True, slots=True)
class MaxiCodeField:
    """^BDm,n,t: in modes 2 and 3 the data begins with class, country and postal code run together."""

    mode: int
    dpi: int
    turns: int = 0
    drop_dots: int = 0

    def draw(self, data: bytes) -> Drawing:
        """The fixed-size symbol."""
        length = _MAXICODE_LENGTHS.get(self.mode, 0)
        head, message = data[:length], data[length:]
        if not length:
            return maxicode_drawing(self.mode, "", data, data.decode("latin-1"), self.dpi)
        text = head.decode("ascii", "replace")
        if len(text) < length or not text[:6].isdigit() or (self.mode == 2 and not text.isdigit()):
            raise Fault(f"^BD: mode {self.mode} needs class, country and postal code first")
        service, country, postal = text[:3], text[3:6], text[6:]
        return maxicode_drawing(
            self.mode,
            postal + country + service,
            message,
            gs1.maxicode_said(postal, country, service, message.decode("latin-1")),
            self.dpi,
        )


@dataclass(frozen=True, slots=True)
class QrField:
    """^BQa,b,c: the data begins with error correction and input mode, as in ``QA,``."""

    turns: int
    module: int
    drop_dots: int = _QR_DROP_DOTS

    def draw(self, data: bytes) -> Drawing:
        """The square, without quiet zone."""
        head, content = data[:3], data[3:]
        level = "LMQH".find(chr(head[0])) if head else -1
        if len(head) < 3 or level < 0 or head[1:2] not in (b"A", b"M") or head[2:3] != b",":
            raise Fault(f"^BQ: data must begin like QA, and begins {printable(head)}")
        if head[1:2] == b"M":
            content = content[1:]  # the character mode letter, which the encoder chooses by itself
        matrix = encoded(zint.Symbology.QRCODE, content, zint.InputMode(0), (level + 1, 0, 0))
        said = content.decode("utf-8", "replace")
        return symbol_drawing(matrix_mask(matrix, self.module, self.module), SymbolKind.QR, said, self.module)


@dataclass(frozen=True, slots=True)
class AztecField:
    """^BO and ^B0."""

    turns: int
    module: int
    drop_dots: int = 0

    def draw(self, data: bytes) -> Drawing:
        """The square, without quiet zone."""
        matrix = encoded(zint.Symbology.AZTEC, data, zint.InputMode(0))
        mask = matrix_mask(matrix, self.module, self.module)
        return symbol_drawing(mask, SymbolKind.AZTEC, data.decode("latin-1"), self.module)


def _data_matrix(params: Params, settings: Settings) -> DataMatrixField:
    if params.whole(2, 0, 0, 200) != 200:
        raise Fault("^BX: only quality 200 is ECC 200")
    escape = params.text(6, "_")
    return DataMatrixField(params.turns(0, settings.turns), params.whole(1, 0, 1, 400), ord(escape[0]))


def _pdf417(params: Params, settings: Settings) -> Pdf417Field:
    return Pdf417Field(
        params.turns(0, settings.turns),
        settings.module,
        params.whole(1, 0, 1, 32000),
        params.whole(2, 0, 0, 8),
        params.whole(3, 0, 0, 30),
        params.whole(4, 0, 0, 90),
        settings.bar_height,
        params.letter(5, "N", "YN") == "Y",
    )


def _maxicode(params: Params, settings: Settings) -> MaxiCodeField:
    if params.whole(1, 1, 1, 8) != 1 or params.whole(2, 1, 1, 8) != 1:
        raise Fault("^BD: structured append is not drawn here")
    return MaxiCodeField(params.whole(0, 2, 2, 6), settings.dpi)


def _qr(params: Params, settings: Settings) -> QrField:
    if params.whole(1, 2, 1, 2) != 2:
        raise Fault("^BQ: only model 2 is drawn here")
    default = {203: 2, 300: 3}.get(settings.dpi, 2)
    return QrField(params.turns(0, 0), params.whole(2, default, 1, 100))


def _aztec(params: Params, settings: Settings) -> AztecField:
    return AztecField(params.turns(0, settings.turns), params.whole(1, 2, 1, 10))


_BUILDERS: dict[str, Callable[[Params, Settings], BarcodeField]] = {
    "^BX": _data_matrix,
    "^B7": _pdf417,
    "^BD": _maxicode,
    "^BQ": _qr,
    "^BO": _aztec,
    "^B0": _aztec,
}
NAMES = frozenset(_BUILDERS)


def matrix_field(params: Params, settings: Settings) -> BarcodeField:
    """The field of a two-dimensional bar code command; its name must be one of `NAMES`."""
    return _BUILDERS[params.name](params, settings)
