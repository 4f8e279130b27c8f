"""Text in PDF pages: the standard fonts where cp1252 has the letters, embedded subsets where it has not."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from core.labels.document import Align, Text
from printers.languages import fitting, glyphs, setting
from printers.languages.head import Head
from printers.languages.metrics import helvetica_bold_milli, helvetica_milli
from printers.languages.writing import in_code_page, visual
from printers.rendered import Note

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

FONTS = ("Helvetica", "Helvetica-Bold")  # reportlab calls them F1 and F2 in this order
_CAPITAL_MILLI = 718  # height of a capital letter (Adobe AFM)
_NOT_PLAIN = re.compile(r"[^ -'*-\[\]-~]")
_ESCAPES = {code: f"\\{code:03o}" for code in (*range(0x20), *map(ord, "()\\"), *range(0x7F, 0x100))}


def escaped(text: str) -> str:
    """`text`, which cp1252 must have, as the inside of a PDF string."""
    if not _NOT_PLAIN.search(text):
        return text
    return text.encode("cp1252").decode("latin-1").translate(_ESCAPES)


def text_operators(element: Text, head: Head, page_height: int, canvas: "Canvas", notes: list[Note]) -> Iterator[str]:
    """The operators that draw one text on a page of `page_height` steps."""
    lines = setting.clean_lines(element)
    if not lines:
        return
    size = head.grid[element.size_um]
    if element.white:
        yield "1 g"
    if setting.fits_plainly(element, lines, size, head, _milli_of(element)):  # nearly always
        step = fitting.pitch(size)
        baseline = page_height - setting.first_line(element, len(lines), size, head) - size * _CAPITAL_MILLI // 1000
        for line in lines:
            yield _standard(element, line, size, baseline, head, canvas)
            baseline -= step
    else:
        fitted = setting.set_lines(element, lines, setting.dot_face(element, head, _measure_of(element)), head, notes)
        foreign = [line for line in fitted.lines if not in_code_page(line, "cp1252")]
        if foreign:
            setting.note_letters(element, foreign, drawn=False, notes=notes)
        top = setting.first_line(element, len(fitted.lines), fitted.size, head)
        baseline = page_height - top - fitted.size * _CAPITAL_MILLI // 1000
        for line in fitted.lines:
            yield (_embedded if line in foreign else _standard)(element, line, fitted.size, baseline, head, canvas)
            baseline -= fitting.pitch(fitted.size)
    if element.white:
        yield "0 g"


def _milli_of(element: Text) -> Callable[[str], int]:
    return helvetica_bold_milli if element.bold else helvetica_milli


def _measure_of(element: Text) -> Callable[[str, int], int]:
    milli = _milli_of(element)
    return lambda line, size: -(-milli(line) * size // 1000)


def _standard(element: Text, line: str, size: int, y: int, head: Head, _canvas: "Canvas") -> str:
    x = head.grid[element.x_um]
    if element.align is not Align.LEFT:
        width = head.grid[element.width_um]
        x += setting.indent(element.align, width - _milli_of(element)(line) * size // 1000)
    return f"BT {'/F2' if element.bold else '/F1'} {size} Tf {x} {y} Td ({escaped(line)}) Tj ET"


def _embedded(element: Text, line: str, size: int, y: int, head: Head, canvas: "Canvas") -> str:
    shown = visual(line)
    width = glyphs.picture_width(shown, size, bold=element.bold)
    x = head.dots(element.x_um) + setting.indent(element.align, head.dots(element.width_um) - width)
    writer = canvas.beginText(x, y)
    for run in glyphs.runs(shown, bold=element.bold):
        _register(run.font)
        writer.setFont(run.font, size)
        writer.textOut(run.text)
    return str(writer.getCode())


@cache
def _register(font: str) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(font, glyphs.font_path(font), shapable=False))
