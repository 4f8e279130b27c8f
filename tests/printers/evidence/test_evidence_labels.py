"""Labels of the practice day and fifty made-up ones: three languages, one number, every word, no picture of a page.

S2-15, S2-16, S2-17, S0-24. What is read is read from the bytes: ZPL and EPL by the virtual printer, PDF by PDFium,
symbols from the pictures by zxing-cpp.
"""

from collections import Counter

import pytest
from evidence_kit import PDF_DPI, Sold, all_sold, page, printed, reading, rendered, says, symbols_of
from label_reading import COMMANDS

from printers.profiles import profile
from printers.raster import pdf_page_to_image
from printers.rendered import NoteKind
from printers.virtual.page import SymbolKind

LANGUAGES = ["zpl-203", "epl-203", "pdf-4x6"]
THERMAL = ["zpl-203", "epl-203"]
LINEAR = (SymbolKind.CODE128, SymbolKind.GS1_128)
JOB_BYTES_MAX = 20_000  # a bitmap of the page has 124 kB
GRAPHICS_PERCENT_MAX = 40


def test_there_are_fifty_labels_of_seven_carriers_and_nine_of_the_practice_day() -> None:
    sold = all_sold()
    assert len(sold) == 59
    assert len({one.tracking for one in sold}) == 59
    carriers = Counter(one.name.rpartition("-")[2] for one in sold[:50])
    assert len(carriers) == 7
    assert min(carriers.values()) >= 7
    assert 20 <= sum(one.speaks_cp1252 for one in sold) <= 40


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_label_says_all_that_was_sold_at_the_place_where_it_was_drawn(code: str) -> None:
    """Every symbol, the middle of all bars within a millimetre, every word of both addresses."""
    for one in all_sold():
        paper = printed(one, code)
        assert says(paper.symbols, one), one.name
        for symbol, middle in symbols_of(one.document).items():
            for pixels, want_um in zip(paper.symbols[symbol], middle or (), strict=False):
                assert abs(pixels * 25_400 // paper.dpi - want_um) <= 1000, one.name
        assert paper.lost == set(), one.name
        assert paper.lacks(one) == set(), one.name


@pytest.mark.parametrize("code", THERMAL)
def test_letters_that_the_printer_has_are_its_own_and_only_others_are_drawn(code: str) -> None:
    for one in all_sold():
        drawn = [note.text for note in rendered(one, code).notes if note.kind is NoteKind.DRAWN]
        assert (drawn == []) is one.speaks_cp1252, one.name
        written = "".join(text.text for text in page(one, code).texts)
        assert "?" not in written.replace("¿qué?", ""), one.name


def _epl_graphics(sold: Sold) -> list[int]:
    """Dots in each picture of an EPL job."""
    commands = [command for command in reading(sold, "epl-203").commands if command.name == "GW"]
    found = []
    for command in commands:
        _, _, across, down = map(int, command.data.split(b",")[:4])
        found.append(across * 8 * down)
    return found


def test_no_epl_is_a_picture_of_the_page() -> None:
    """S2-16: at 9600 baud a picture takes two minutes. All pictures of a job together are less than the limit."""
    for one in all_sold():
        label, job = page(one, "epl-203"), rendered(one, "epl-203").data
        graphics = _epl_graphics(one)
        assert sum(graphics) * 100 < GRAPHICS_PERCENT_MAX * label.width_dots * label.height_dots, one.name
        assert len(job) < JOB_BYTES_MAX, one.name


@pytest.mark.parametrize("code", THERMAL)
def test_the_number_is_in_the_printers_own_bars(code: str) -> None:
    for one in all_sold():
        native = [symbol for symbol in page(one, code).symbols if symbol.kind in LINEAR]
        assert sum(symbol.data.endswith(one.tracking) for symbol in native) == 1, one.name
        assert len(rendered(one, code).data) < JOB_BYTES_MAX, one.name


@pytest.mark.parametrize("code", THERMAL)
def test_a_job_is_one_label_without_a_fault_and_sets_nothing_else(code: str) -> None:
    for one in all_sold():
        found = reading(one, code)
        assert found.faults == (), one.name
        assert [label.copies for label in found.pages] == [1], one.name
        assert {command.name for command in found.commands} <= COMMANDS[profile(code).language], one.name


def test_each_language_says_the_size_of_the_label() -> None:
    """An EPL width or a PDF page of another size moves or shrinks the bars (printing.md 4)."""
    for one in all_sold():
        assert rendered(one, "zpl-203").data.startswith(b"^XA^CI28^LH0,0^PW812^LL1219^"), one.name
        assert rendered(one, "epl-203").data.startswith(b"\nI8,A,001\nq812\nQ1219,24\nN\n"), one.name
        assert rendered(one, "epl-203").data.endswith(b"\nP1\n"), one.name
        assert {(label.width_dots, label.height_dots) for label in (page(one, code) for code in THERMAL)} == {
            (812, 1219)
        }
        assert b"/MediaBox [ 0 0 288 432 ]" in rendered(one, "pdf-4x6").data, one.name


def test_bars_have_the_same_place_and_size_in_zpl_and_epl() -> None:
    for one in all_sold():
        zpl, epl = ({symbol for symbol in page(one, code).symbols if symbol.kind in LINEAR} for code in THERMAL)
        assert zpl == epl != set(), one.name


@pytest.mark.parametrize(("code", "wide", "high"), [("pdf-letter", 2550, 3300), ("pdf-a4", 2480, 3508)])
def test_on_a_sheet_the_label_keeps_its_size_and_its_number(code: str, wide: int, high: int) -> None:
    for one in all_sold()[::10]:
        sheet = pdf_page_to_image(rendered(one, code).data, 0, PDF_DPI)
        assert abs(sheet.width - wide) <= 1 and abs(sheet.height - high) <= 1, one.name
        label, on_sheet = printed(one, "pdf-4x6").symbols, printed(one, code).symbols
        assert says(on_sheet, one), one.name
        for symbol in symbols_of(one.document):  # the label stands in the middle, half an inch below the top
            assert abs(on_sheet[symbol][0] - label[symbol][0] - (wide - 1200) // 2) <= 2, one.name
            assert abs(on_sheet[symbol][1] - label[symbol][1] - PDF_DPI // 2) <= 2, one.name
