"""Drawing a paper as PDF. The bytes depend on nothing but the paper: no time, no random id.

Text is set in the bundled fonts, as on labels: Liberation Sans, and others for the letters that it lacks.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, assert_never
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    Image,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from printers.languages import glyphs
from printers.languages.writing import visual
from printers.papers.blocks import Block, Facts, Gap, Heading, Paper, PaperSize, Picture, Sentence, Table

if TYPE_CHECKING:
    from reportlab.platypus.doctemplate import BaseDocTemplate

MEDIA_TYPE = "application/pdf"
_MARGIN = 16 * mm
_UM = mm / 1000
_FRAME_PAD = 6  # points that reportlab leaves inside a frame
_CELL_PAD = 4
_INK, _GREY, _RULE = HexColor("#1a1d21"), HexColor("#5c6470"), HexColor("#c9ced6")
_BAND = HexColor("#dfe4ec73", hasAlpha=True)  # a mark across the page shows through
_REGULAR, _BOLD = "LiberationSans-Regular", "LiberationSans-Bold"
_SIZES = {PaperSize.LETTER: LETTER, PaperSize.A4: A4}
_TEXT = ParagraphStyle("text", fontName=_REGULAR, fontSize=9.5, leading=13, textColor=_INK, splitLongWords=True)
_STRONG = ParagraphStyle("strong", parent=_TEXT, fontName=_BOLD)
_CELL = ParagraphStyle("cell", parent=_TEXT, fontSize=8.5, leading=11)
_CELL_BOLD = ParagraphStyle("cell-bold", parent=_CELL, fontName=_BOLD)
_HEAD_CELL = ParagraphStyle("head-cell", parent=_CELL_BOLD, textColor=_GREY)
_TITLE = ParagraphStyle("title", parent=_TEXT, fontName=_BOLD, fontSize=18, leading=23)
_SUBTITLE = ParagraphStyle("subtitle", parent=_TEXT, textColor=_GREY, spaceAfter=8)
_HEADING = ParagraphStyle("heading", parent=_TEXT, fontName=_BOLD, fontSize=11.5, leading=15, spaceBefore=10)


def draw(paper: Paper, size: PaperSize) -> bytes:
    """`paper` as a PDF."""
    for font in (_REGULAR, _BOLD):
        _register(font)
    buffer = BytesIO()
    pages = _build(BytesIO(), paper, size, 0)  # for nothing but the count: the foot of the first page names the last
    _build(buffer, paper, size, pages)
    return buffer.getvalue()


def _build(file: BytesIO, paper: Paper, size: PaperSize, pages: int) -> int:
    """Write the PDF; how many pages it took."""
    width, _ = _SIZES[size]
    template = SimpleDocTemplate(
        file, pagesize=_SIZES[size], leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN,
        bottomMargin=_MARGIN + 6 * mm, title=paper.title, author="Postbench", invariant=1,
    )  # fmt: skip

    def foot(canvas: Canvas, made: "BaseDocTemplate") -> None:
        _foot(canvas, paper, size, made.page, pages)

    story: list[Flowable] = [_words(paper.title, _TITLE), _words(paper.subtitle, _SUBTITLE)]
    for block in paper.blocks:
        story.extend(_flowables(block, width - 2 * _MARGIN - 2 * _FRAME_PAD))
    template.build(story, onFirstPage=foot, onLaterPages=foot)
    return int(template.page)


def _flowables(block: Block, width: float) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield _words(block.text, _HEADING)
        case Sentence():
            yield _words(block.text, _STRONG if block.strong else _TEXT)
            yield Spacer(1, 4)
        case Facts():
            yield _facts(block, width)
        case Table():
            yield _grid(block, width)
            yield Spacer(1, 6)
        case Picture():
            yield KeepTogether(list(_picture(block)))
        case Gap():
            yield Spacer(1, block.height_um * _UM)
        case _:
            assert_never(block)


def _facts(block: Facts, width: float) -> Flowable:
    rows = [[_words(name, _HEAD_CELL), _words(value, _CELL)] for name, value in block.pairs]
    grid = Grid(rows, colWidths=[width * 0.3, width * 0.7])
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("LEFTPADDING", (0, 0), (0, -1), 0),
            ]
        )
    )  # fmt: skip
    return grid


def _grid(block: Table, width: float) -> Flowable:
    body = [*block.rows, *block.totals]
    columns = range(len(block.head))
    first_total = 1 + len(block.rows)
    cells = [[_cell(text, n in block.amounts, _HEAD_CELL) for n, text in enumerate(block.head)]]
    for row, texts in enumerate(body, start=1):
        face = _CELL_BOLD if row >= first_total else _CELL
        cells.append([_cell(text, n in block.amounts, face) for n, text in enumerate(texts)])
    needed = [max(_wide(text, _BOLD) for text in (block.head[n], *(row[n] for row in body))) for n in columns]
    room = _column_widths([one + 2 * _CELL_PAD + 1 for one in needed], block.wide, width)
    grid = Grid(cells, colWidths=room, repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, 0), 0.8, _RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PAD), ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PAD),
                ("ROWBACKGROUNDS", (0, 1), (-1, first_total - 1), [None, _BAND]),
                ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ("LINEABOVE", (0, first_total), (-1, first_total), 0.8, _RULE) if block.totals
                else ("LINEBELOW", (0, -1), (-1, -1), 0.4, _RULE),
            ]
        )
    )  # fmt: skip
    return grid


def _column_widths(needed: list[float], wide: int, width: float) -> list[float]:
    """What each column gets: as much as it needs, the wide one the rest; where that is too little, the widest yield."""
    least = min(needed[wide], width * 0.25)
    others = [n for n in range(len(needed)) if n != wide]
    room = dict(enumerate(needed))
    while sum(room[n] for n in others) > width - least:
        widest = max(others, key=lambda n: room[n])
        room[widest] *= 0.9
    room[wide] = width - sum(room[n] for n in others)
    return [room[n] for n in range(len(needed))]


def _cell(text: str, is_amount: bool, face: ParagraphStyle) -> Flowable:
    return _words(text, ParagraphStyle(f"{face.name}-right", parent=face, alignment=TA_RIGHT) if is_amount else face)


def _picture(block: Picture) -> Iterator[Flowable]:
    image = Image(BytesIO(block.png))
    wanted = block.width_um * _UM
    image.drawWidth, image.drawHeight = wanted, image.imageHeight * wanted / image.imageWidth
    image.hAlign = "LEFT"
    yield Spacer(1, 6)
    yield image
    if block.caption:
        yield _words(block.caption, _SUBTITLE)


def _foot(canvas: Canvas, paper: Paper, size: PaperSize, page: int, pages: int) -> None:
    width, height = _SIZES[size]
    if paper.marked:
        canvas.saveState()
        canvas.setFillColor(HexColor("#e3e6eb"))
        canvas.setFont(_BOLD, 64)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(50)
        canvas.drawCentredString(0, 0, paper.marked)
        canvas.restoreState()
    canvas.saveState()
    canvas.setFillColor(_GREY)
    canvas.setStrokeColor(_RULE)
    canvas.line(_MARGIN, _MARGIN + 3 * mm, width - _MARGIN, _MARGIN + 3 * mm)
    foot = _words(paper.footer, ParagraphStyle("foot", parent=_CELL, textColor=_GREY, fontSize=7, leading=8.5))
    _, tall = foot.wrap(width - 2 * _MARGIN - 20 * mm, 20 * mm)
    foot.drawOn(canvas, _MARGIN, _MARGIN + 1.5 * mm - tall)
    canvas.setFont(_REGULAR, 7)
    canvas.drawRightString(width - _MARGIN, _MARGIN - 1 * mm, f"{page} / {pages}")
    canvas.restoreState()


def _words(text: str, face: ParagraphStyle) -> Paragraph:
    """`text` as it is, never as markup; letters that the face lacks come from another font, run by run."""
    lines = []
    for line in text.split("\n"):
        runs = glyphs.runs(visual(" ".join(line.split())), bold=face.fontName == _BOLD)
        for run in runs:
            _register(run.font)
        lines.append(
            "".join(
                escape(run.text) if run.font == face.fontName else f'<font name="{run.font}">{escape(run.text)}</font>'
                for run in runs
            )
        )
    return Paragraph("<br/>".join(lines), face)


def _wide(text: str, font: str) -> float:
    longest = max(text.split("\n"), key=len)
    return pdfmetrics.stringWidth(longest, font, _CELL.fontSize)


@cache
def _register(font: str) -> None:
    pdfmetrics.registerFont(TTFont(font, glyphs.font_path(font), shapable=False))
