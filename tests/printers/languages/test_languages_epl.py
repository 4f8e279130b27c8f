"""The bytes of EPL2."""

import pytest
from label_reading import only_page

from core.labels.document import (
    Align,
    Box,
    Code128,
    DataMatrix,
    Element,
    Fit,
    Gs1128,
    LabelDocument,
    Rule,
    Text,
)
from core.printing.records import Language
from printers.languages import epl
from printers.profiles import profile
from printers.rendered import CannotScan


def _body(element: Element, code: str = "epl-203") -> bytes:
    data = epl.render(LabelDocument(101_600, 152_400, (element,)), profile(code)).data
    head = b"\nI8,A,001\nq812\nQ1219,24\nN\n" if code.endswith("203") else b"\nI8,A,001\nq1200\nQ1800,35\nN\n"
    assert data.startswith(head)
    assert data.endswith(b"P1\n")
    return data[len(head) : -3]


@pytest.mark.parametrize(
    ("element", "code", "want"),
    [
        (Rule(1000, 2000, 50_000, 250), "epl-203", b"LO8,16,400,2\n"),
        (Rule(1000, 2000, 50_000, 250), "epl-300", b"LO12,24,591,3\n"),
        (Box(1000, 2000, 50_000, 25_000, 250), "epl-203", b"X8,16,2,408,216\n"),
        (Text(1000, 2000, 50_000, 3000, "Abc", 3000), "epl-203", b'A8,14,0,4,1,1,N,"Abc"\n'),
        (Text(1000, 2000, 50_000, 3000, "Abc", 3000), "epl-300", b'A12,21,0,3,1,1,N,"Abc"\n'),
        (
            Text(1000, 2000, 50_000, 3000, "Abc", 3000, bold=True),
            "epl-203",
            b'A8,14,0,4,1,1,N,"Abc"\nA9,14,0,4,1,1,N,"Abc"\n',
        ),
        (
            Text(1000, 2000, 50_000, 3000, "AB", 3000, align=Align.RIGHT, white=True),
            "epl-203",
            b'A376,14,0,4,1,1,R,"AB"\n',
        ),
        (Text(0, 0, 50_000, 3000, 'é"\\', 3000), "epl-203", b'A0,0,0,4,1,1,N,"\xe9\\"\\\\"\n'),
        (
            Code128(1000, 2000, 12_500, 375, "1Z999AA10123456784", 80_000),
            "epl-203",
            b'B44,16,0,1,3,6,100,N,"1Z999AA10123456784"\n',
        ),
        (
            Gs1128(1000, 2000, 20_000, 375, ("42042345", "9205590242327008598961"), 90_000),
            "epl-203",
            b'B35,16,0,1E,3,6,160,N,"42042345\x069205590242327008598961"\n',
        ),
    ],
)
def test_an_element_becomes_its_command(element: Element, code: str, want: bytes) -> None:
    assert _body(element, code) == want


@pytest.mark.parametrize(
    ("size_um", "letters", "advance", "height"),
    [(1500, 40, 10, 12), (2000, 40, 12, 16), (2500, 40, 14, 20), (3000, 40, 16, 24)],
)
def test_text_is_measured_by_the_real_advances_of_the_fonts(
    size_um: int, letters: int, advance: int, height: int
) -> None:
    """Nominal cells are 8 to 14 dots wide; laid out by them text overflows (printing.md 0.7)."""
    words = "x" * letters
    fits = Text(0, 1000, advance * letters * 125, size_um, words, size_um)
    page = only_page(epl.render(LabelDocument(101_600, 152_400, (fits,)), profile("epl-203")).data, Language.EPL, 203)
    assert (page.texts[0].width_dots, page.texts[0].height_dots) == (advance * letters, height)


def test_a_line_one_letter_too_long_goes_to_the_next_smaller_font() -> None:
    assert _body(Text(0, 1000, 16 * 10 * 125, 3000, "x" * 10, 3000)).startswith(b"A0,6,0,4,")
    assert _body(Text(0, 1000, 16 * 10 * 125, 3000, "x" * 11, 3000)).startswith(b"A0,6,0,3,")


def test_lines_of_a_block_share_one_font() -> None:
    body = _body(Text(0, 1000, 16 * 10 * 125, 20_000, "short\n" + "x" * 11, 3000, fit=Fit.WRAP))
    assert [line.split(b",")[3] for line in body.splitlines()] == [b"3", b"3"]


def test_the_biggest_font_has_capitals_only_so_small_letters_use_another() -> None:
    assert _body(Text(0, 1000, 80_000, 6000, "UPS 2", 6000)).split(b",")[3] == b"5"
    assert _body(Text(0, 1000, 80_000, 6000, "Ups 2", 6000)).split(b",")[3] != b"5"


def test_a_data_matrix_is_a_small_picture_of_as_many_bytes_as_announced() -> None:
    body = _body(DataMatrix(8000, 8000, 500, ("42012345", "9205598765432100000174"), True, 10_000))
    assert body.startswith(b"GW64,64,9,72,")
    assert len(body) == len(b"GW64,64,9,72,") + 9 * 72 + 1


def test_a_symbol_that_cannot_scan_stops_the_label() -> None:
    with pytest.raises(CannotScan):
        _body(Code128(0, 0, 20_000, 375, "X" * 40, 70_000))


def test_a_job_begins_with_an_empty_line_and_clears_before_it_draws() -> None:
    """q, Q and N clear the image, so they come before the first drawing (printing.md 1.1)."""
    data = epl.render(LabelDocument(101_600, 152_400, (Rule(0, 0, 125, 125),)), profile("lp2844")).data
    assert data.split(b"\n")[:6] == [b"", b"I8,A,001", b"q812", b"Q1219,24", b"N", b"LO0,0,1,1"]
