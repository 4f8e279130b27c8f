"""The five letter sizes of EPL2 and their multiples.

Real advances, not the nominal cells: laid out by its cell, text overflows by 12 to 25 % (facts: section 0.7; cpi
figures of Zebra's EPL guide 14245L-003).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.labels.document import Fit, Text
from printers.languages import fitting, glyphs
from printers.languages.fitting import Face
from printers.languages.head import Head
from printers.languages.writing import in_code_page, visual

_CAPITALS = re.compile(r"[0-9A-Z \-./]+", flags=re.ASCII)
_BIGGEST = 5  # font 5 has capitals and digits only
_MULTIPLIERS = (1, 2, 3, 4, 5, 6)  # horizontal also 8, vertical up to 9; never needed on 4x6
_MOST_PERCENT = 112  # a cell may be this much of the wanted size


@dataclass(frozen=True, slots=True)
class EplFont:
    """One way to write: a font with its multipliers.

    Attributes:
        number: 1 to 5.
        across: Horizontal multiplier.
        down: Vertical multiplier.
        advance: Dots from letter to letter.
        height: Dots of the cell.
    """

    number: int
    across: int
    down: int
    advance: int
    height: int


_CELLS = {  # dpi: (number, advance, height)
    203: ((1, 10, 12), (2, 12, 16), (3, 14, 20), (4, 16, 24), (5, 36, 48)),
    300: ((1, 12, 20), (2, 16, 28), (3, 20, 36), (4, 24, 44), (5, 48, 80)),
}


def face(element: Text, lines: Sequence[str], head: Head, code_page: str) -> Face[EplFont]:
    """The fonts that an element may use, best first; foreign letters are drawn as high as the font's cell."""

    def measure(line: str, font: EplFont) -> int:
        if in_code_page(line, code_page):
            return len(line) * font.advance
        return glyphs.picture_width(visual(line), font.height, bold=element.bold)

    size = head.dots(element.size_um)
    least = head.dots(fitting.SMALLEST_UM) if element.fit is Fit.WRAP else size * fitting.LEAST_PERCENT // 100
    capitals = all(_CAPITALS.fullmatch(line) for line in lines)
    return Face(_fonts(size, min(size, least), head.dpi, capitals), measure, _height)


def _height(font: EplFont) -> int:
    return font.height


@lru_cache(maxsize=256)
def _fonts(size: int, least: int, dpi: int, capitals: bool) -> tuple[EplFont, ...]:
    found = [
        EplFont(number, across, down, advance * across, height * down)
        for number, advance, height in _CELLS[dpi]
        for down in _MULTIPLIERS
        for across in _MULTIPLIERS
        if across <= down <= across * 3 // 2
        if capitals or number != _BIGGEST
        if least <= height * down <= size * _MOST_PERCENT // 100
    ]
    if not found:
        number, advance, height = _CELLS[dpi][0]
        found = [EplFont(number, 1, 1, advance, height)]
    found.sort(key=lambda font: (-font.height, font.down, -font.advance))
    return tuple(found)
