"""The same label on heads of 203 and 300 dpi, and in PDF: one data, bars of whole dots, one size in millimetres.

S2-16, S2-17. Widths are measured in the picture, not taken from the command (printing.md 1.3, labels.md 2).
"""

from itertools import groupby

import pytest
from evidence_kit import Sold, all_sold, page, printed, rendered, says
from PIL import Image

from printers.profiles import profile
from printers.raster import pdf_page_to_image
from printers.virtual.page import PrintedSymbol, SymbolKind

PAIRS = [("zpl-203", "zpl-300"), ("epl-203", "epl-300")]
LINEAR = (SymbolKind.CODE128, SymbolKind.GS1_128)
LEAST_UM = 330  # 13 mil
SOME = slice(0, None, 6)  # ten labels, with all seven carriers and all five lengths among them


def _linear(sold: Sold, code: str) -> list[PrintedSymbol]:
    return [symbol for symbol in page(sold, code).symbols if symbol.kind in LINEAR]


def _runs(picture: Image.Image, left: int, right: int, y: int) -> list[int]:
    """Widths of bars and spaces along one row, in pixels."""
    row = picture.convert("L").crop((left, y, right, y + 1)).tobytes()
    return [len(list(run)) for _, run in groupby(value < 128 for value in row)]


@pytest.mark.parametrize("code", [code for pair in PAIRS for code in pair])
def test_both_heads_print_the_same_data(code: str) -> None:
    for one in all_sold()[SOME]:
        assert says(printed(one, code).symbols, one), one.name
        assert printed(one, code).lacks(one) == set(), one.name


@pytest.mark.parametrize("code", [code for pair in PAIRS for code in pair])
def test_every_bar_and_space_is_a_whole_number_of_modules_and_each_module_of_dots(code: str) -> None:
    for one in all_sold()[SOME]:
        label = page(one, code)
        picture = label.image
        for symbol in _linear(one, code):
            module = symbol.module_dots
            for y in (symbol.y, symbol.y + symbol.height_dots // 2, symbol.y + symbol.height_dots - 1):
                runs = _runs(picture, symbol.x, symbol.x + symbol.width_dots, y)
                assert {run % module for run in runs} == {0}, one.name
                assert min(runs) == module, one.name
                assert max(runs) <= 4 * module, one.name
            assert module * 25_400 // label.dpi >= LEAST_UM, one.name


@pytest.mark.parametrize(("coarse", "fine"), PAIRS)
def test_both_heads_print_the_same_size(coarse: str, fine: str) -> None:
    """Middles and heights within half a millimetre; a module differs by what a dot of the coarser head is."""
    for one in all_sold()[SOME]:
        for left, right in zip(_linear(one, coarse), _linear(one, fine), strict=True):
            a, b = (profile(code).module_um for code in (coarse, fine))
            assert left.data == right.data, one.name
            assert abs(a(left.x + left.width_dots // 2) - b(right.x + right.width_dots // 2)) <= 500, one.name
            assert abs(a(left.y) - b(right.y)) <= 500, one.name
            assert abs(a(left.height_dots) - b(right.height_dots)) <= 500, one.name
            assert abs(a(left.module_dots) - b(right.module_dots)) <= 125, one.name


@pytest.mark.parametrize("dpi", [300, 600])
def test_bars_of_a_pdf_are_whole_dots_of_laser_printers(dpi: int) -> None:
    """Steps of 1/300 inch. The bars are looked for where the thermal label has them, and half their quiet zone."""
    for one in all_sold()[SOME]:
        picture = pdf_page_to_image(rendered(one, "pdf-4x6").data, 0, dpi)
        for symbol in _linear(one, "zpl-203"):
            quiet = 5 * symbol.module_dots
            left, right, middle = (
                dots * 125 * dpi // 25_400
                for dots in (
                    symbol.x - quiet,
                    symbol.x + symbol.width_dots + quiet,
                    symbol.y + symbol.height_dots // 2,
                )
            )
            white, *runs, also_white = _runs(picture, left, right, middle)
            module = min(runs)
            assert min(white, also_white) >= 3 * module, one.name
            assert module % (dpi // 300) == 0 and module * 25_400 // dpi >= LEAST_UM, one.name
            assert {run % module for run in runs} == {0}, one.name
            assert max(runs) <= 4 * module, one.name
