"""The bytes of ZPL."""

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
    Image,
    LabelDocument,
    MaxiCode,
    Pdf417,
    QrCode,
    Rule,
    Text,
)
from core.printing.records import Language
from printers.languages import zpl
from printers.languages.zpl_graphics import graphic_field
from printers.profiles import profile
from printers.rendered import CannotScan, NoteKind, TooLarge
from printers.virtual.zpl import read_zpl


def _body(element: Element, code: str = "zpl-203") -> str:
    data = zpl.render(LabelDocument(101_600, 152_400, (element,)), profile(code)).data.decode("ascii")
    head = "^XA^CI28^LH0,0^PW812^LL1219" if code.endswith("203") else "^XA^CI28^LH0,0^PW1200^LL1800"
    assert data.startswith(head)
    assert data.endswith("^XZ\n")
    return data[len(head) : -4]


@pytest.mark.parametrize(
    ("element", "code", "want"),
    [
        (Rule(1000, 2000, 50_000, 250), "zpl-203", "^FO8,16^GB400,2,2^FS"),
        (Rule(1000, 2000, 50_000, 250), "zpl-300", "^FO12,24^GB591,3,3^FS"),
        (Rule(0, 0, 10, 50_000), "zpl-203", "^FO0,0^GB1,400,1^FS"),
        (Box(1000, 2000, 50_000, 25_000, 250), "zpl-203", "^FO8,16^GB400,200,2^FS"),
        (Text(1000, 2000, 50_000, 3000, "Abc", 3000), "zpl-203", "^FO8,16^A0N,24^FH_^FDAbc^FS"),
        (
            Text(1000, 2000, 50_000, 3000, "Abc", 3000, align=Align.CENTRE),
            "zpl-203",
            "^FO8,16^A0N,24^FB400,1,0,C^FH_^FDAbc^FS",
        ),
        (
            Text(1000, 2000, 50_000, 3000, "Abc", 3000, align=Align.RIGHT, white=True),
            "zpl-203",
            "^FO8,16^FR^A0N,24^FB400,1,0,R^FH_^FDAbc^FS",
        ),
        (Text(0, 0, 50_000, 3000, "é^~_\\", 3000), "zpl-203", "^FO0,0^A0N,24^FH_^FD_C3_A9_5E_7E_5F_5C^FS"),
        (
            Code128(1000, 2000, 12_500, 375, "1Z999AA10123456784", 80_000),
            "zpl-203",
            "^FO44,16^BY3^BCN,100,N,N,N,A^FH_^FD1Z999AA10123456784^FS",
        ),
        (
            Gs1128(1000, 2000, 20_000, 375, ("42042345", "9205590242327008598961"), 90_000),
            "zpl-203",
            "^FO35,16^BY3^BCN,160,N,N,N,N^FH_^FD>;>842042345>89205590242327008598961^FS",
        ),
        (
            Gs1128(1000, 2000, 20_000, 375, ("42042345", "9205590242327008598961"), 90_000),
            "zpl-300",
            "^FO99,24^BY4^BCN,236,N,N,N,N^FH_^FD>;>842042345>89205590242327008598961^FS",
        ),
        (
            DataMatrix(0, 0, 500, ("42012345", "9205598765432100000174"), True, 10_000),
            "zpl-203",
            "^FO0,0^BXN,4,200,,,,|^FH_^FD|142012345|19205598765432100000174^FS",
        ),
        (Pdf417(0, 0, 250, 1250, 8, "A\x1dB"), "zpl-203", "^FO0,0^BY2^B7N,10,5,8,,N^FH_^FDA_1DB^FS"),
        (
            MaxiCode(0, 0, "943040000", "840", "003", "[)>\x1e01\x1d961Z\x1e\x04"),
            "zpl-203",
            "^FO0,0^BD2^FH_^FD003840943040000[)>_1E01_1D961Z_1E_04^FS",
        ),
        (MaxiCode(0, 0, "M5E1G4", "124", "066", "X"), "zpl-203", "^FO0,0^BD3^FH_^FD066124M5E1G4X^FS"),
        (QrCode(0, 1250, 500, "hello"), "zpl-203", "^FO0,0^BQN,2,4^FH_^FDMA,hello^FS"),
        (Image(0, 0, 8, (b"\xf0", b"\xf0", b"\x00"), 125), "zpl-203", "^FO0,0^GFA,3,3,1,F,:,^FS"),
    ],
)
def test_an_element_becomes_its_command(element: Element, code: str, want: str) -> None:
    assert _body(element, code) == want


def test_a_block_is_one_field_a_line_in_one_size() -> None:
    body = _body(Text(0, 0, 50_000, 12_500, "one\ntwo\n\nthree", 3000, fit=Fit.WRAP))
    assert body == ("^FO0,0^A0N,24^FH_^FDone^FS^FO0,28^A0N,24^FH_^FDtwo^FS^FO0,56^A0N,24^FH_^FDthree^FS")


def test_a_line_feed_outside_a_block_is_a_space() -> None:
    assert "^FDone two^FS" in _body(Text(0, 0, 50_000, 3000, "one\ntwo", 3000))


def test_text_that_is_cut_is_told_with_what_is_missing() -> None:
    words = Text(0, 0, 10_000, 3000, "a very long text indeed", 3000, fit=Fit.CUT, role="reference")
    (note,) = zpl.render(LabelDocument(101_600, 152_400, (words,)), profile("zpl-203")).notes
    assert (note.kind, note.role) == (NoteKind.CUT, "reference")
    assert "a very long text indeed".endswith(note.text)


def test_a_symbol_that_cannot_scan_stops_the_label() -> None:
    bars = Gs1128(0, 0, 20_000, 375, ("420123456789", "92055987654321000000001234"), 70_000)
    with pytest.raises(CannotScan):
        _body(bars)


def test_a_label_larger_than_the_paper_is_refused() -> None:
    with pytest.raises(TooLarge):
        zpl.render(LabelDocument(101_600, 203_200, ()), profile("zpl-203"))


def test_the_same_document_gives_the_same_bytes_the_second_time_from_memory() -> None:
    document = LabelDocument(101_600, 152_400, (Text(0, 0, 50_000, 3000, "Abc", 3000), Rule(0, 0, 1000, 1000)))
    first = zpl.render(document, profile("zpl-203"))
    assert zpl.render(document, profile("zpl-203")) == first
    assert zpl.render(document, profile("zpl-300")).data != first.data


def test_graphics_are_run_length_coded_and_read_back_dot_for_dot() -> None:
    rows = (b"\xff" * 60, b"\xff" * 60, b"\x00" * 60, bytes(range(60)), b"\xaa" * 30 + b"\x00" * 30, b"\x0f" * 60)
    field = graphic_field(rows)
    assert len(field) < 400
    assert "!" not in field  # understood in two ways
    (page,) = read_zpl(f"^XA^FO0,0{field}^FS^XZ".encode(), 203).pages
    picture = page.image.crop((0, 0, 480, 6)).tobytes()
    assert picture == bytes(255 - value for value in b"".join(rows))


def test_a_qr_code_lies_where_the_document_says() -> None:
    qr = QrCode(10_000, 10_000, 500, "hello")
    page = only_page(zpl.render(LabelDocument(101_600, 152_400, (qr,)), profile("zpl-203")).data, Language.ZPL, 203)
    assert (page.symbols[0].x, page.symbols[0].y) == (80, 80)
