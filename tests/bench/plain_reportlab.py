"""The same labels with reportlab as its manual shows it: `rect` for each bar and module, `drawString` for each line."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from label_fields import Fields
from label_floors import bar_bits, matrix_rows
from reportlab.pdfgen.canvas import Canvas

from core.labels.document import Align, Box, DataMatrix, Element, Fit, Gs1128, LabelDocument, Rule, Text

_RUN = re.compile("1+")


def plain_reportlab(documents: Sequence[LabelDocument]) -> bytes:
    """One file, a page a label."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(288, 432))
    for one in documents:
        for element in one.elements:
            _draw(canvas, element)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _points(um: int) -> float:
    return um * 72 / 25400


def _rect(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.rect(x, 432 - y - height, width, height, stroke=0, fill=1)


def _draw(canvas: Canvas, element: Element) -> None:
    x, y = _points(element.x_um), _points(element.y_um)
    match element:
        case Rule():
            _rect(canvas, x, y, _points(element.width_um), _points(element.height_um))
        case Box():
            line, width, height = map(_points, (element.line_um, element.width_um, element.height_um))
            canvas.setLineWidth(line)
            canvas.rect(x + line / 2, 432 - y - height + line / 2, width - line, height - line)
        case Text():
            _draw_text(canvas, element)
        case Gs1128():
            one = _fields_of(element.fields)
            bits, module = bar_bits(one), 0.96
            left = x + (_points(element.max_width_um) - len(bits) * module) / 2
            for run in _RUN.finditer(bits):
                wide = (run.end() - run.start()) * module
                _rect(canvas, left + run.start() * module, y, wide, _points(element.height_um))
        case DataMatrix():
            for down, row in enumerate(matrix_rows(_fields_of(element.fields))):
                for right, bit in enumerate(row):
                    if bit == "1":
                        _rect(canvas, x + right * 1.44, y + down * 1.44, 1.44, 1.44)
        case _:
            raise AssertionError(element)


def _fields_of(symbol: tuple[str, ...]) -> Fields:
    return Fields("", "", "", symbol[0][3:], symbol[1], "")


def _draw_text(canvas: Canvas, element: Text) -> None:
    size = _points(element.size_um)
    canvas.setFont("Helvetica-Bold" if element.bold else "Helvetica", size)
    canvas.setFillGray(1 if element.white else 0)
    x, width = _points(element.x_um), _points(element.width_um)
    for at, line in enumerate(_lines(element)):
        y = 432 - _points(element.y_um) - size * (0.73 + 1.2 * at)
        if element.align is Align.LEFT:
            canvas.drawString(x, y, line)
        elif element.align is Align.CENTRE:
            canvas.drawCentredString(x + width / 2, y, line)
        else:
            canvas.drawRightString(x + width, y, line)
    canvas.setFillGray(0)


def _lines(element: Text) -> Iterator[str]:
    yield from element.text.split("\n") if element.fit is Fit.WRAP else [element.text]
