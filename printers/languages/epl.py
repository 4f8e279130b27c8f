"""Labels as EPL2: native text, lines and linear symbols; two-dimensional symbols and foreign letters as `GW`.

A job starts with an empty line, which ends whatever another program left half sent, names the code page and the size
(`q`, `Q` and `N` clear the image, so they come first), and prints once. Nothing else of the printer is set. Every
piece of text goes through `escaped`. Facts: Zebra EPL Programming Guide 14245L-003 (2013); LP 2844 units draw no Data
Matrix without added firmware, and carriers' own units differ, so what is not in all of them is drawn.
"""

import re
from collections.abc import Sequence
from typing import assert_never

from core.labels.document import (
    Box,
    Code128,
    DataMatrix,
    Element,
    Gs1128,
    Image,
    LabelDocument,
    MaxiCode,
    Pdf417,
    QrCode,
    Rule,
    Text,
)
from printers import barcodes
from printers.languages import epl_fonts, fitting, glyphs, setting
from printers.languages.epl_fonts import EplFont
from printers.languages.head import Head, check_size, head_of
from printers.languages.memory import Memory
from printers.languages.pictures import image_rows, maxicode_rows
from printers.languages.writing import in_code_page, visual
from printers.profiles import PrinterProfile
from printers.rendered import Note, Rendered

MEDIA_TYPE = "application/vnd.zebra-epl"
_PAGES = {"cp1252": b"A", "cp1250": b"B", "cp1251": b"C", "cp1253": b"D", "cp1254": b"E", "cp1255": b"F"}
_GAP_UM = 3000  # between labels; the printer's own sensor finds the edge, EPL wants a figure
_ABOVE_CAPITALS_PERCENT = 10  # of a cell lies above its capital letters
_NATIVE_128 = re.compile(r"[0-9A-Za-z +\-./$%]+", flags=re.ASCII)
_INVERTED = bytes(255 - value for value in range(256))

_MEMORY: dict[tuple[int, str], Memory[bytes]] = {}


def render(document: LabelDocument, profile: PrinterProfile) -> Rendered:
    """`document` as one EPL2 label for a head of `profile.dpi`.

    Raises:
        TooLarge: The label is larger than the paper.
        CannotScan: A symbol does not fit its place with bars that scan.
        CannotEncode: A symbol cannot hold its data.
    """
    check_size(document, profile)
    head, page = head_of(profile), profile.code_page
    notes: list[Note] = []
    width, length = head.dots(document.width_um) // 4 * 4, head.dots(document.height_um)
    parts = [b"\nI8,%s,001\nq%d\nQ%d,%d\nN\n" % (_PAGES[page], width, length, head.dots(_GAP_UM))]
    memory = _MEMORY.setdefault((profile.dpi, page), Memory())
    parts += memory.rendered(document.elements, lambda element: _element(element, head, page, notes), notes)
    parts.append(b"P1\n")
    return Rendered(b"".join(parts), tuple(notes), MEDIA_TYPE)


def escaped(text: str, code_page: str) -> bytes:
    """`text`, which `code_page` must have, as the inside of an EPL string: no control codes, quotes escaped."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text.encode(code_page)
    plain = "".join(letter for letter in text if letter.isprintable() or letter == "\xa0")
    return plain.replace("\\", "\\\\").replace('"', '\\"').encode(code_page)


def _element(element: Element, head: Head, page: str, notes: list[Note]) -> bytes:
    match element:
        case Text():
            return _text(element, head, page, notes)
        case Rule():
            size = (head.line(element.width_um), head.line(element.height_um))
            return b"LO%d,%d,%d,%d\n" % (*_at(element, head), *size)
        case Box():
            x, y = _at(element, head)
            right, bottom = x + head.line(element.width_um), y + head.line(element.height_um)
            return b"X%d,%d,%d,%d,%d\n" % (x, y, head.line(element.line_um), right, bottom)
        case Image():
            return _graphic(*_at(element, head), image_rows(element, head))
        case Code128():
            return _code128(element, head)
        case Gs1128():
            return _gs1_128(element, head)
        case DataMatrix():
            matrix = barcodes.data_matrix(element.fields, gs1=element.gs1)
            module = head.matrix_module("Data Matrix", matrix.columns, element.module_um, element.max_side_um)
            return _graphic(*_at(element, head), matrix.packed(module, module))
        case Pdf417():
            matrix = barcodes.pdf417(element.data, element.columns)
            module = head.matrix_module("PDF417", matrix.columns, element.module_um)
            row = max(3 * module, head.dots(element.row_um))
            return _graphic(*_at(element, head), matrix.packed(module, row))
        case MaxiCode():
            return _graphic(*_at(element, head), maxicode_rows(element, head))
        case QrCode():
            matrix = barcodes.qr(element.data)
            module = head.matrix_module("QR", matrix.columns, element.module_um)
            return _graphic(*_at(element, head), matrix.packed(module, module))
        case _:
            assert_never(element)


def _at(element: Element, head: Head) -> tuple[int, int]:
    return head.dots(element.x_um), head.dots(element.y_um)


def _graphic(x: int, y: int, rows: Sequence[bytes]) -> bytes:
    """A picture; in EPL a 1 is white, and as many bytes must follow as are announced."""
    data = b"".join(rows).translate(_INVERTED)
    return b"GW%d,%d,%d,%d,%s\n" % (x, y, len(rows[0]), len(rows), data)


def _text(element: Text, head: Head, page: str, notes: list[Note]) -> bytes:
    lines = setting.clean_lines(element)
    if not lines:
        return b""
    fitted = setting.set_lines(element, lines, epl_fonts.face(element, lines, head, page), head, notes)
    step = fitting.pitch(fitted.size.height)
    top = setting.first_line(element, len(fitted.lines), fitted.size.height, head)
    drawn = [line for line in fitted.lines if not in_code_page(line, page)]
    if drawn:
        setting.note_letters(element, drawn, drawn=True, notes=notes)
    found: list[bytes] = []
    for at, line in enumerate(fitted.lines):
        y = top + at * step
        if line in drawn:
            found.append(_drawn(element, line, fitted.size.height, y, head))
        else:
            found.append(_line(element, line, fitted.size, y, head, page))
    return b"".join(found)


def _line(element: Text, line: str, font: EplFont, y: int, head: Head, page: str) -> bytes:
    x = head.dots(element.x_um)
    x += setting.indent(element.align, head.dots(element.width_um) - len(line) * font.advance)
    top = max(0, y - font.height * _ABOVE_CAPITALS_PERCENT // 100)
    mode, data = b"R" if element.white else b"N", escaped(line, page)
    rest = b'%d,0,%d,%d,%d,%s,"%s"\n' % (top, font.number, font.across, font.down, mode, data)
    if element.bold and font.down == 1 and not element.white:  # EPL has no bold: written twice, one dot apart
        return b"A%d,%sA%d,%s" % (x, rest, x + 1, rest)
    return b"A%d,%s" % (x, rest)


def _drawn(element: Text, line: str, size: int, y: int, head: Head) -> bytes:
    picture = glyphs.picture(visual(line), size, bold=element.bold)
    x = head.dots(element.x_um) + setting.indent(element.align, head.dots(element.width_um) - picture.width)
    rows = tuple(row.translate(_INVERTED) for row in picture.rows) if element.white else picture.rows
    return _graphic(x, max(0, y - picture.above), rows)


def _code128(element: Code128, head: Head) -> bytes:
    modules = barcodes.code128_modules(element.data)
    module = head.bar_module("Code 128", modules, element.module_um, element.min_module_um, element.max_width_um)
    place = _bars_at(element, modules * module, head)
    height = head.dots(element.height_um)
    if _NATIVE_128.fullmatch(element.data):
        data = element.data.encode("ascii")
        return b'B%d,%d,0,1,%d,%d,%d,N,"%s"\n' % (*place, module, 2 * module, height, data)
    return _graphic(*place, (barcodes.code128(element.data).packed(module),) * height)


def _gs1_128(element: Gs1128, head: Head) -> bytes:
    modules = barcodes.gs1_128_modules(element.fields)
    module = head.bar_module("GS1-128", modules, element.module_um, element.min_module_um, element.max_width_um)
    place = _bars_at(element, modules * module, head)
    height = head.dots(element.height_um)
    if barcodes.is_digit_pairs(element.fields):
        data = b"\x06".join(field.encode("ascii") for field in element.fields)  # 0x06 is FNC1; the first is automatic
        return b'B%d,%d,0,1E,%d,%d,%d,N,"%s"\n' % (*place, module, 2 * module, height, data)
    return _graphic(*place, (barcodes.gs1_128(element.fields).packed(module),) * height)


def _bars_at(element: Code128 | Gs1128, dots_wide: int, head: Head) -> tuple[int, int]:
    spare = head.dots(element.max_width_um) - dots_wide
    return head.dots(element.x_um) + spare // 2, head.dots(element.y_um)
