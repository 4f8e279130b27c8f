"""ZPL read back: places, encodings, symbols, and everything that a label must never contain."""

import csv
from pathlib import Path

import pytest
from virtual_reading import ink_box, is_black, kinds, scanned, scanned_alone, texts

from printers.virtual.page import SymbolKind
from printers.virtual.zpl import read_zpl

VECTORS = Path(__file__).parents[2] / "vectors" / "maxicode.csv"


def label(body: str) -> bytes:
    return f"^XA^CI28^PW812^LL1218{body}^XZ".encode()


def test_size_copies_and_media_come_from_the_stream() -> None:
    reading = read_zpl(b"^XA^PW600^LL400^FO10,20^GB30,40,30^FS^PQ3^XZ")
    (page,) = reading.pages
    assert (page.width_dots, page.height_dots, page.copies, page.dpi) == (600, 400, 3, 203)
    assert ink_box(page) == (10, 20, 40, 60)
    assert reading.faults == ()


def test_without_a_size_the_paper_is_four_by_six_inches_of_this_head() -> None:
    (page,) = read_zpl(b"^XA^FO0,0^GB9,9,9^FS^XZ", dpi=300).pages
    assert (page.width_dots, page.height_dots) == (1200, 1800)


def test_a_frame_is_hollow_and_a_thick_one_is_solid() -> None:
    (page,) = read_zpl(label("^FO100,100^GB50,40,3^FS^FO300,100^GB50,40,20^FS")).pages
    assert is_black(page, 100, 100) and is_black(page, 102, 139) and not is_black(page, 120, 120)
    assert is_black(page, 320, 120)
    assert not is_black(page, 99, 100) and not is_black(page, 150, 120)


def test_capitals_stand_on_the_origin_and_typeset_text_on_its_base_line() -> None:
    (page,) = read_zpl(label("^FO100,200^A0N,100,100^FDHHH^FS")).pages
    box = ink_box(page)
    assert box is not None
    assert abs(box[1] - 200) <= 2 and abs(box[3] - 275) <= 2
    (page,) = read_zpl(label("^FT100,500^A0N,100,100^FDHHH^FS")).pages
    box = ink_box(page)
    assert box is not None
    assert abs(box[1] - 425) <= 2 and abs(box[3] - 500) <= 2


@pytest.mark.parametrize(("turn", "wide"), [("N", True), ("R", False), ("I", True), ("B", False)])
def test_turned_text_begins_at_its_origin_in_every_direction(turn: str, wide: bool) -> None:
    reading = read_zpl(label(f"^FO300,300^A0{turn},40,40^FDHHHHHH^FS"))
    (page,) = reading.pages
    box = ink_box(page)
    assert box is not None and reading.faults == ()
    assert box[0] >= 300 and box[1] >= 298
    assert (box[2] - box[0] > box[3] - box[1]) is wide
    (line,) = page.texts
    assert (line.x, line.y) == (300, 300)
    assert (line.width_dots > line.height_dots) is wide


def test_digits_advance_half_the_height_and_width_stretches_them() -> None:
    (page,) = read_zpl(label("^FO0,0^A0N,100,100^FD0123456789^FS^FO0,200^A0N,100,50^FD0123456789^FS")).pages
    assert [line.width_dots for line in page.texts] == [500, 250]


def test_accents_and_escapes_come_out_as_written() -> None:
    reading = read_zpl(label("^FO10,10^A0N,30,30^FH_^FDCaf_C3_A9 _5E_7E_5F _C5_81_C3_B3d_C5_BA^FS"))
    assert texts(reading.pages[0]) == ["Café ^~_ Łódź"]
    assert reading.faults == ()


def test_hexadecimal_pairs_hold_for_one_field_only() -> None:
    reading = read_zpl(label("^FO9,9^FH^FD_41^FS^FO9,99^FD_41^FS"))
    assert texts(reading.pages[0]) == ["A", "_41"]


def test_a_field_block_wraps_centres_and_knows_its_line_breaks() -> None:
    reading = read_zpl(label(r"^FO100,100^A0N,40,40^FB300,3,5,C^FDMADAME\&de la Tour d'Auvergne^FS"))
    (page,) = reading.pages
    assert texts(page) == ["MADAME", "de la Tour", "d'Auvergne"]
    assert [line.y for line in page.texts] == [100, 145, 190]
    middles = [line.x + line.width_dots // 2 for line in page.texts]
    assert all(abs(middle - 250) <= 1 for middle in middles)
    assert reading.faults == ()


def test_lines_beyond_a_block_print_over_the_last_one_and_are_a_fault() -> None:
    reading = read_zpl(label("^FO100,100^A0N,40,40^FB200,2^FDone two three four five six seven^FS"))
    lines = reading.pages[0].texts
    assert len({line.y for line in lines[1:]}) == 1
    assert any("^FB" in fault for fault in reading.faults)


def test_white_on_black_by_field_reverse() -> None:
    reading = read_zpl(label("^FO50,50^GB200,60,60^FS^FO60,60^FR^A0N,40,40^FDH^FS"))
    (page,) = reading.pages
    assert is_black(page, 52, 52)
    white = [(x, y) for x in range(60, 90) for y in range(60, 95) if not is_black(page, x, y)]
    assert white


def test_gs1_128_scans_with_its_separators_and_exact_dots() -> None:
    """S2-17"""
    reading = read_zpl(label("^BY3^FO70,880^BCN,152,N,N,N,N^FD>;>842020500>89205590242327008598961^FS"))
    (page,) = reading.pages
    (symbol,) = page.symbols
    assert (symbol.kind, symbol.data) == (SymbolKind.GS1_128, "42020500\x1d9205590242327008598961")
    assert (symbol.x, symbol.y, symbol.width_dots, symbol.height_dots, symbol.module_dots) == (70, 880, 666, 152, 3)
    assert scanned(page) == [("]C1", "42020500\x1d9205590242327008598961")]


def test_code_128_turned_ninety_degrees_keeps_its_origin_and_scans() -> None:
    (page,) = read_zpl(label("^BY2^FO100,100^BCR,80,N,N,N,A^FD1Z12345E6605272234^FS")).pages
    (symbol,) = page.symbols
    assert (symbol.x, symbol.y, symbol.width_dots, symbol.quarter_turns) == (100, 100, 80, 1)
    assert scanned(page) == [("]C0", "1Z12345E6605272234")]


def test_the_interpretation_line_stands_below_the_bars_and_leaves_them_in_place() -> None:
    (page,) = read_zpl(label("^BY3^FO100,100^BCN,100,Y,N,N^FD>:ABC>51234^FS")).pages
    assert (page.symbols[0].x, page.symbols[0].y, page.symbols[0].height_dots) == (100, 100, 100)
    assert texts(page) == ["ABC1234"]
    assert page.texts[0].y > 200


def test_data_matrix_with_fnc1_is_gs1_and_without_is_plain() -> None:
    reading = read_zpl(
        label(
            "^FO100,100^BXN,4,200,,,,_^FD_142020500_19205590242327008598961^FS"
            "^FO300,100^BXN,5,200,,,,_^FDHello __ _d065^FS"
        )
    )
    (page,) = reading.pages
    assert kinds(page) == [SymbolKind.GS1_DATA_MATRIX, SymbolKind.DATA_MATRIX]
    assert scanned(page) == [("]d1", "Hello _ A"), ("]d2", "42020500\x1d9205590242327008598961")]
    assert page.symbols[0].width_dots == 72
    assert reading.faults == ()


def _maxicodes() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _maxicodes(), ids=lambda row: row["id"])
def test_published_maxicode_fields_scan_as_published(row: dict[str, str]) -> None:
    reading = read_zpl(label(f"^FO20,436^BD{row['mode']}^FH_^FD{row['zpl_BD_field_with_FH_underscore']}^FS"))
    assert reading.faults == ()
    (page,) = reading.pages
    expected = row["expected_decoded_stream"]
    for name, sign in (("RS", "\x1e"), ("GS", "\x1d"), ("EOT", "\x04")):
        expected = expected.replace(f"<{name}>", sign)
    assert scanned_alone(page, page.symbols[0]) == expected
    assert page.symbols[0].data == expected


def test_pdf417_and_qr_scan_and_qr_lands_ten_dots_lower() -> None:
    body = "^BY2^FO30,100^B7N,6,5,4,,N^FDPostbench 417^FS^FO500,100^BQN,2,4^FDMA,Postbench QR^FS"
    (page,) = read_zpl(label(body)).pages
    assert scanned(page) == [("]L2", "Postbench 417"), ("]Q1", "Postbench QR")]
    (page,) = read_zpl(label("^FO500,100^BQN,2,4^FDQA,Postbench QR^FS")).pages
    assert scanned(page) == [("]Q1", "Postbench QR")]
    assert page.symbols[0].y == 110


@pytest.mark.parametrize(
    ("command", "data", "expected"),
    [
        ("^B2N,80,N", "1234567890", ("]I0", "1234567890")),
        ("^B3N,N,80,N", "POST-1", ("]A0", "POST-1")),
        ("^BEN,80,N", "501234567890", ("]E0", "5012345678900")),
        ("^BAN,80,N", "CODE93", ("]G0", "CODE93")),
    ],
)
def test_other_linear_symbols_scan(command: str, data: str, expected: tuple[str, str]) -> None:
    (page,) = read_zpl(label(f"^BY3^FO100,100{command}^FD{data}^FS")).pages
    assert scanned(page) == [expected]


@pytest.mark.parametrize(
    ("smuggled", "expected"),
    [
        ("^XZ", "no ^FS"),
        ("^XA", "label begun before is lost"),
        ("~JR", "printer action ~JR"),
        ("~JA", "printer action ~JA"),
        ("~jr", "lower case"),
        ("^CC#", "persistent command ^CC"),
        ("^JUS", "persistent command ^JUS"),
        ("^KP1234", "persistent command ^KP"),
        ("^MMT", "printer setting ^MM"),
        ("~SD30", "printer setting ~SD"),
        ("^ZZ", "unknown command ^ZZ"),
        ("\r\n! U1 setvar", "line end inside field data"),
    ],
)
def test_commands_smuggled_through_an_address_never_go_unseen(smuggled: str, expected: str) -> None:
    """S2-17: what an unescaped name would do to a real printer shows as a fault."""
    reading = read_zpl(label(f"^FO10,10^A0N,30,30^FDMr. O{smuggled}Neil^FS"))
    assert any(expected in fault for fault in reading.faults), reading.faults


def test_a_changed_prefix_spoils_every_later_label() -> None:
    reading = read_zpl(label("^FO9,9^FDx^CC#^FS") + label("^FO9,9^FDy^FS"))
    assert len(reading.pages) == 0


def test_copies_smuggled_in_are_counted() -> None:
    reading = read_zpl(label("^FO9,9^A0N,30,30^FDx^FS^PQ99"))
    assert reading.pages[0].copies == 99


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("^FO10,10^FDnever closed", "no ^FS"),
        ("^FO10,10^A0N,30,30^FDone^FO10,60^FDtwo^FS", "not closed by ^FS"),
        ("^FDhomeless^FS", "without ^FO"),
        ("^FO10,10^BCN,50^FS", "bar code without ^FD"),
        ("^FO800,10^A0N,30,30^FDfar right^FS", "ink off the label"),
        ("^FO10,10^GB99999,1,1^FS", "outside"),
        ("^FO10,10^GF,,^FS", "graphic of 0 bytes"),
        ("^FOx,10^FDa^FS", "not a number"),
        ("^FO10,10^A0N,30,30^FDa\x01b^FS", "control bytes"),
        ("^FO10,10^A0N,30,30^FH_^FD_C3^FS", "not utf-8"),
        ("^FO10,10^A0N,30,30^FH_^FD_G1^FS", "two hex digits"),
        ("^FO10,10^A0N,30,30^FD\u4e2d^FS", "U+4E2D"),
        ("^FO10,10^BXN,4,200,,,,_^FD_142_2^FS", "escape sequence"),
        ("^FO10,10^BQN,2,4^FDhello^FS", "must begin like QA,"),
        ("^FO10,10^BD2^FD003840ABC040000msg^FS", "class, country and postal code"),
        ("^FO10,10^BCN,50,N^FDcaf\u00e9^FS", "beyond ASCII"),
        ("^FO1,1^FSloose text", "text outside commands"),
    ],
)
def test_malformed_labels_are_faults_not_crashes(body: str, expected: str) -> None:
    reading = read_zpl(label(body))
    assert any(expected in fault for fault in reading.faults), reading.faults


def test_an_unfinished_label_is_not_printed() -> None:
    reading = read_zpl(b"^XA^FO10,10^GB9,9,9^FS")
    assert reading.pages == ()
    assert reading.faults == ("the last label has no ^XZ and is not printed",)


def test_settings_stay_for_the_next_label() -> None:
    first, second = read_zpl(b"^XA^PW400^LL300^LH20,30^FO0,0^GB5,5,5^FS^XZ^XA^FO0,0^GB5,5,5^FS^XZ").pages
    assert (second.width_dots, second.height_dots) == (400, 300)
    assert ink_box(first) == ink_box(second) == (20, 30, 25, 35)


def test_commands_are_listed_in_order_with_their_parameters() -> None:
    reading = read_zpl(b"^XA^FO1,2^FDx^FS^XZ~HS")
    assert [(command.name, command.data) for command in reading.commands][1:3] == [("^FO", b"1,2"), ("^FD", b"x")]
    assert reading.commands[-1].name == "~HS"
