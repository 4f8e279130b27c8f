"""Drawing for layouts, in eighths of a millimetre: one unit is the 125 um grid, and one dot of a 203 dpi head.

A 4x6 inch label is 812 by 1218 units. Measures here carry no unit in their names, for all of them are these units.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.labels.document import (
    GRID_UM,
    Align,
    Box,
    Code128,
    DataMatrix,
    Element,
    Fit,
    Gs1128,
    LabelDocument,
    MaxiCode,
    Pdf417,
    Rule,
    Text,
)

shared = lru_cache(maxsize=1024)  # equal elements are one object: renderers recognise those they drew before
LEFT, RIGHT = 16, 796  # 2 mm stay free at the sides: heads do not print the last millimetre
INNER = RIGHT - LEFT


def sheet(elements: Sequence[Element]) -> LabelDocument:
    """A 4x6 inch label of `elements`."""
    return LabelDocument(101_600, 152_400, tuple(elements))


@shared
def text(
    x: int, y: int, width: int, size: int, words: str, *, bold: bool = False, align: Align = Align.LEFT, role: str = ""
) -> Text:
    """One line, shrunk to its width where needed."""
    at = (x * GRID_UM, y * GRID_UM, width * GRID_UM, size * GRID_UM)
    return Text(*at, words, size * GRID_UM, bold=bold, align=align, role=role)


def centred(x: int, y: int, width: int, size: int, words: str, *, bold: bool = False, role: str = "") -> Text:
    """One line in the middle of its width."""
    return text(x, y, width, size, words, bold=bold, role=role, align=Align.CENTRE)


def flush_right(x: int, y: int, width: int, size: int, words: str, *, bold: bool = False, role: str = "") -> Text:
    """One line that ends at the right."""
    return text(x, y, width, size, words, bold=bold, role=role, align=Align.RIGHT)


def block(
    x: int, y: int, width: int, height: int, size: int, lines: Iterable[str], role: str, *, bold: bool = False
) -> Text:
    """Lines under each other in one size, at most `size`; the renderer makes them fit the box by its own letters."""
    return _block((x, y, width, height, size), lines, role, bold=bold, align=Align.LEFT)


def column(x: int, y: int, width: int, height: int, size: int, lines: Iterable[str], *, bold: bool = False) -> Text:
    """Facts under each other, flush right."""
    return _block((x, y, width, height, size), lines, "facts", bold=bold, align=Align.RIGHT)


@shared
def banner(x: int, y: int, width: int, height: int, size: int, words: str) -> Text:
    """Bold centred words, over two lines where they are long."""
    text = _block((x, y, width, height, size), (words,), "service", bold=True, align=Align.CENTRE)
    return dataclasses.replace(text, middle=True)


@shared
def band(x: int, y: int, width: int, height: int, size: int, words: str, *, role: str = "") -> tuple[Rule, Text]:
    """White words in the middle of a black field."""
    black = _block((x + 8, y + 4, width - 16, height - 8, size), (words,), role, bold=True, align=Align.CENTRE)
    return rule(x, y, width, height), dataclasses.replace(black, white=True, middle=True)


@shared
def rule(x: int, y: int, width: int, height: int) -> Rule:
    """A black bar."""
    return Rule(x * GRID_UM, y * GRID_UM, width * GRID_UM, height * GRID_UM)


@shared
def box(x: int, y: int, width: int, height: int, line: int = 2) -> Box:
    """A frame."""
    return Box(x * GRID_UM, y * GRID_UM, width * GRID_UM, height * GRID_UM, line * GRID_UM)


def bars(x: int, y: int, width: int, height: int, data: str, *, module: int = 3) -> Code128:
    """Code 128 in the middle of `width`, which holds the bars without their quiet zones."""
    return Code128(x * GRID_UM, y * GRID_UM, height * GRID_UM, module * GRID_UM, data, width * GRID_UM)


def gs1_bars(x: int, y: int, width: int, height: int, fields: tuple[str, ...]) -> Gs1128:
    """GS1-128 of three-unit modules in the middle of `width`."""
    return Gs1128(x * GRID_UM, y * GRID_UM, height * GRID_UM, 3 * GRID_UM, fields, width * GRID_UM)


def gs1_matrix(x: int, y: int, side: int, fields: tuple[str, ...]) -> DataMatrix:
    """GS1 Data Matrix of four-unit modules in a square of `side`."""
    return DataMatrix(x * GRID_UM, y * GRID_UM, 4 * GRID_UM, fields, gs1=True, max_side_um=side * GRID_UM)


def pdf417(x: int, y: int, columns: int, data: str) -> Pdf417:
    """PDF417 of two-unit modules and ten-unit rows, as FedEx prints it."""
    return Pdf417(x * GRID_UM, y * GRID_UM, 2 * GRID_UM, 10 * GRID_UM, columns, data)


def maxicode(x: int, y: int, postal: str, country: str, service_class: str, message: str) -> MaxiCode:
    """MaxiCode with its top left at (x, y)."""
    return MaxiCode(x * GRID_UM, y * GRID_UM, postal, country, service_class, message)


def _block(box_and_size: tuple[int, ...], lines: Iterable[str], role: str, *, bold: bool, align: Align) -> Text:
    x, y, width, height, size = (value * GRID_UM for value in box_and_size)
    return _block_text(x, y, width, height, size, "\n".join(line for line in lines if line), (bold, align, role))


@shared
def _block_text(x: int, y: int, width: int, height: int, size: int, lines: str, style: tuple[bool, Align, str]) -> Text:
    bold, align, role = style
    return Text(x, y, width, height, lines, size, bold=bold, align=align, fit=Fit.WRAP, role=role)
