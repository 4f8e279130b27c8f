"""Labels as ZPL II: native text, rules and symbols; pictures only for letters and data that the language lacks.

A job is one format. It says what the label is (width, length, home) and sends nothing that changes the printer: no
media, mode, darkness or saved setting. Every piece of text goes through `escaped` behind ^FH_, so that no address can
hold a command. Facts: Zebra ZPL II guides 45541L; measured with an independent interpreter, 2026-11.
"""

import re
from typing import assert_never

from core.labels.document import (
    Align,
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
from printers.languages import fitting, glyphs, setting
from printers.languages.head import Head, check_size, head_of
from printers.languages.memory import Memory
from printers.languages.metrics import helvetica_bold_milli
from printers.languages.pictures import image_rows
from printers.languages.writing import in_code_page, visual
from printers.languages.zpl_graphics import graphic_field
from printers.profiles import PrinterProfile
from printers.rendered import Note, Rendered

MEDIA_TYPE = "application/vnd.zebra-zpl"
# Font 0 is a bold condensed face; 93 % of Helvetica Bold is an upper bound that keeps text inside its box (measured).
_CONDENSED_PERCENT = 93
_WIDE_HYPHEN_MILLI = 500  # its hyphen is as wide as a dash
_NOT_PLAIN = re.compile(r"[^ -\[\]`-}]")
_ESCAPES = {code: f"_{code:02X}" for code in (*range(0x20), *map(ord, "^~_\\"), *range(0x7F, 0x100))}
_NATIVE_128 = re.compile(r"[0-9A-Za-z +\-./$%]+", flags=re.ASCII)
_QR_DROP = 10  # printers draw a QR code 10 dots below its origin (docs.zebra.com, ^BQ; measured)

_MEMORY: dict[int, Memory[str]] = {203: Memory(), 300: Memory()}


def render(document: LabelDocument, profile: PrinterProfile) -> Rendered:
    """`document` as one ZPL format for a head of `profile.dpi`.

    Raises:
        TooLarge: The label is larger than the paper.
        CannotScan: A symbol does not fit its place with bars that scan.
        CannotEncode: A symbol cannot hold its data.
    """
    check_size(document, profile)
    head = head_of(profile)
    notes: list[Note] = []
    width, length = head.dots(document.width_um) // 4 * 4, head.dots(document.height_um)
    parts = [f"^XA^CI28^LH0,0^PW{width}^LL{length}"]
    memory = _MEMORY[profile.dpi]
    parts += memory.rendered(document.elements, lambda element: _element(element, head, notes), notes)
    parts.append("^XZ\n")
    return Rendered("".join(parts).encode("ascii"), tuple(notes), MEDIA_TYPE)


def escaped(text: str) -> str:
    """`text` for a field behind ^FH_: commands, the escape sign itself and all that is not ASCII as hexadecimal."""
    if not _NOT_PLAIN.search(text):
        return text
    return text.encode("utf-8").decode("latin-1").translate(_ESCAPES)


def _element(element: Element, head: Head, notes: list[Note]) -> str:
    match element:
        case Text():
            return _text(element, head, notes)
        case Rule():
            width, height = head.line(element.width_um), head.line(element.height_um)
            return f"{_at(element, head)}^GB{width},{height},{min(width, height)}^FS"
        case Box():
            size = f"{head.line(element.width_um)},{head.line(element.height_um)}"
            return f"{_at(element, head)}^GB{size},{head.line(element.line_um)}^FS"
        case Image():
            return f"{_at(element, head)}{graphic_field(image_rows(element, head))}^FS"
        case Code128():
            return _code128(element, head)
        case Gs1128():
            return _gs1_128(element, head)
        case DataMatrix():
            return _data_matrix(element, head)
        case Pdf417():
            return _pdf417(element, head)
        case MaxiCode():
            mode = 2 if len(element.postal) == 9 else 3
            data = element.service_class + element.country + element.postal + element.message
            barcodes.check_maxicode(element.postal, element.country, element.service_class, element.message)
            return f"{_at(element, head)}^BD{mode}^FH_^FD{escaped(data)}^FS"
        case QrCode():
            return _qr(element, head)
        case _:
            assert_never(element)


def _at(element: Element, head: Head) -> str:
    return f"^FO{head.grid[element.x_um]},{head.grid[element.y_um]}"


def _text(element: Text, head: Head, notes: list[Note]) -> str:
    lines = setting.clean_lines(element)
    if not lines:
        return ""
    size = head.grid[element.size_um]
    if setting.fits_plainly(element, lines, size, head, _milli):  # nearly always
        y = setting.first_line(element, len(lines), size, head)
        if len(lines) == 1:
            return _line(element, lines[0], size, y, head)
        step = fitting.pitch(size)
        return "".join([_line(element, line, size, y + at * step, head) for at, line in enumerate(lines)])
    fitted = setting.set_lines(element, lines, setting.dot_face(element, head, _measure), head, notes)
    step, y = fitting.pitch(fitted.size), setting.first_line(element, len(fitted.lines), fitted.size, head)
    drawn = [line for line in fitted.lines if not in_code_page(line, "cp1252")]
    if drawn:
        setting.note_letters(element, drawn, drawn=True, notes=notes)
    return "".join(
        (_drawn if line in drawn else _line)(element, line, fitted.size, y + at * step, head)
        for at, line in enumerate(fitted.lines)
    )


def _line(element: Text, text: str, size: int, y: int, head: Head) -> str:
    if _NOT_PLAIN.search(text):
        text = escaped(text)
    x, align = head.grid[element.x_um], element.align
    if align is Align.LEFT and not element.white:
        return f"^FO{x},{y}^A0N,{size}^FH_^FD{text}^FS"
    block = ""
    if align is not Align.LEFT:
        width = head.grid[element.width_um]
        if "_5C" in text:  # a field block has its own use of a backslash; without one the place is an estimate
            x += setting.indent(align, width - _measure(text, size))
        else:
            block = f"^FB{width},1,0,{'C' if align is Align.CENTRE else 'R'}"
    reverse = "^FR" if element.white else ""
    return f"^FO{x},{y}{reverse}^A0N,{size}{block}^FH_^FD{text}^FS"


def _drawn(element: Text, text: str, size: int, y: int, head: Head) -> str:
    picture = glyphs.picture(visual(text), size, bold=element.bold)
    x = head.dots(element.x_um) + setting.indent(element.align, head.dots(element.width_um) - picture.width)
    reverse = "^FR" if element.white else ""
    return f"^FO{x},{max(0, y - picture.above)}{reverse}{graphic_field(picture.rows)}^FS"


def _milli(text: str) -> int:
    return (helvetica_bold_milli(text) + _WIDE_HYPHEN_MILLI * text.count("-")) * _CONDENSED_PERCENT // 100


def _measure(text: str, size: int) -> int:
    return -(-_milli(text) * size // 1000)


def _bars_at(x_um: int, y_um: int, max_width_um: int, dots_wide: int, head: Head) -> str:
    return f"^FO{head.dots(x_um) + (head.dots(max_width_um) - dots_wide) // 2},{head.dots(y_um)}"


def _code128(element: Code128, head: Head) -> str:
    modules = barcodes.code128_modules(element.data)
    module = head.bar_module("Code 128", modules, element.module_um, element.min_module_um, element.max_width_um)
    height = head.dots(element.height_um)
    place = _bars_at(element.x_um, element.y_um, element.max_width_um, modules * module, head)
    if _NATIVE_128.fullmatch(element.data):
        return f"{place}^BY{module}^BCN,{height},N,N,N,A^FH_^FD{element.data}^FS"
    rows = (barcodes.code128(element.data).packed(module),) * height
    return f"{place}{graphic_field(rows)}^FS"


def _gs1_128(element: Gs1128, head: Head) -> str:
    modules = barcodes.gs1_128_modules(element.fields)
    module = head.bar_module("GS1-128", modules, element.module_um, element.min_module_um, element.max_width_um)
    height = head.dots(element.height_um)
    place = _bars_at(element.x_um, element.y_um, element.max_width_um, modules * module, head)
    if barcodes.is_digit_pairs(element.fields):
        data = ">;" + "".join(">8" + field for field in element.fields)
        return f"{place}^BY{module}^BCN,{height},N,N,N,N^FH_^FD{data}^FS"
    rows = (barcodes.gs1_128(element.fields).packed(module),) * height
    return f"{place}{graphic_field(rows)}^FS"


def _data_matrix(element: DataMatrix, head: Head) -> str:
    side = barcodes.data_matrix_modules(element.fields, gs1=element.gs1)
    module = head.matrix_module("Data Matrix", side, element.module_um, element.max_side_um)
    mark = "|1" if element.gs1 else ""
    data = mark + mark.join(element.fields)
    if data.isascii() and data.isprintable() and data.count("|") == mark.count("|") * len(element.fields):
        return f"{_at(element, head)}^BXN,{module},200,,,,|^FH_^FD{escaped(data)}^FS"
    matrix = barcodes.data_matrix(element.fields, gs1=element.gs1)
    return f"{_at(element, head)}{graphic_field(matrix.packed(module, module))}^FS"


def _pdf417(element: Pdf417, head: Head) -> str:
    matrix = barcodes.pdf417(element.data, element.columns)
    module = head.matrix_module("PDF417", matrix.columns, element.module_um)
    row = max(3 * module, head.dots(element.row_um))
    if element.data.isascii():
        return f"{_at(element, head)}^BY{module}^B7N,{row},5,{element.columns},,N^FH_^FD{escaped(element.data)}^FS"
    return f"{_at(element, head)}{graphic_field(matrix.packed(module, row))}^FS"


def _qr(element: QrCode, head: Head) -> str:
    matrix = barcodes.qr(element.data)
    module = head.matrix_module("QR", matrix.columns, element.module_um)
    x, y = head.dots(element.x_um), head.dots(element.y_um)
    if element.data.isascii() and element.data.isprintable() and y >= _QR_DROP and module <= 10:
        return f"^FO{x},{y - _QR_DROP}^BQN,2,{module}^FH_^FDMA,{escaped(element.data)}^FS"
    return f"{_at(element, head)}{graphic_field(matrix.packed(module, module))}^FS"
