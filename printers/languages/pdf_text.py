"""Text in PDF pages: the standard fonts where cp1252 has the letters, embedded subsets where it has not."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from core.labels.document import Align, Fit, Text
from printers.languages import fitting, glyphs, setting
from printers.languages.head import Head
from printers.languages.metrics import HELVETICA, HELVETICA_BOLD, width_milli
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
    table = HELVETICA_BOLD if element.bold else HELVETICA
    fitted = _fitted(element, lines, table, head, notes)
    foreign = [line for line in fitted.lines if not in_code_page(line, "cp1252")]
    if foreign:
        setting.note_letters(element, foreign, drawn=False, notes=notes)
    if element.white:
        yield "1 g"
    baseline = page_height - head.dots(element.y_um) - fitted.size * _CAPITAL_MILLI // 1000
    for line in fitted.lines:
        yield (_embedded if line in foreign else _standard)(element, line, fitted.size, baseline, head, canvas)
        baseline -= fitting.pitch(fitted.size)
    if element.white:
        yield "0 g"


def _fitted(
    element: Text, lines: list[str], table: tuple[int, ...], head: Head, notes: list[Note]
) -> fitting.Fitted[int]:
    def measure(line: str, size: int) -> int:
        return -(-width_milli(line, table) * size // 1000)

    if element.fit is Fit.SHRINK and lines[0].isascii():
        size = head.dots(element.size_um)
        if measure(lines[0], size) <= head.dots(element.width_um):  # nearly every single line
            return fitting.Fitted((lines[0],), size, "")
    return setting.set_lines(element, lines, setting.dot_face(element, head, measure), head, notes)


def _standard(element: Text, line: str, size: int, y: int, head: Head, _canvas: "Canvas") -> str:
    x = head.dots(element.x_um)
    if element.align is not Align.LEFT:
        table = HELVETICA_BOLD if element.bold else HELVETICA
        x += setting.indent(element.align, head.dots(element.width_um) - width_milli(line, table) * size // 1000)
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
