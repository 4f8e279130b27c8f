"""ZPL settings, fonts and line breaking: what stays, what turns, what a printer does with too much text."""

import pytest
from virtual_reading import ink_box, is_black, texts

from printers.virtual.zpl import read_zpl


def label(body: str) -> bytes:
    return f"^XA^CI28^PW812^LL1218{body}^XZ".encode()


@pytest.mark.parametrize(
    ("font", "advance", "height"),
    [("A", 6, 9), ("B", 9, 11), ("D", 12, 18), ("E", 20, 28), ("F", 16, 26), ("G", 48, 60), ("H", 19, 21)],
)
def test_bitmap_fonts_have_their_cells(font: str, advance: int, height: int) -> None:
    (page,) = read_zpl(label(f"^FO10,10^A{font}N^FDHHH^FS^FO10,200^CF{font},{2 * height},1^FDHHH^FS")).pages
    first, second = page.texts
    assert (first.width_dots, first.height_dots) == (3 * advance, height)
    assert second.height_dots == 2 * height


def test_the_default_font_and_orientation_hold_for_fields_without_their_own() -> None:
    reading = read_zpl(label("^CF0,60^FWR^FO100,100^FDHHHH^FS^FO300,100^A0N,60^FDHHHH^FS"))
    turned, upright = reading.pages[0].texts
    assert (turned.quarter_turns, upright.quarter_turns) == (1, 0)
    assert (turned.width_dots, upright.height_dots) == (60, 60)
    assert reading.faults == ()


def test_bar_code_defaults_hold_until_changed() -> None:
    (page,) = read_zpl(label("^BY4,3,70^FO9,9^BCN,,N^FD>;12^FS^FO9,200^BCN,30,N^FD>;12^FS")).pages
    assert [(symbol.module_dots, symbol.height_dots) for symbol in page.symbols] == [(4, 70), (4, 30)]


def test_a_reversed_label_turns_overlaps_white() -> None:
    (page,) = read_zpl(label("^LRY^FO10,10^GB50,50,50^FS^FO30,30^GB50,50,50^FS")).pages
    assert is_black(page, 12, 12) and not is_black(page, 40, 40) and is_black(page, 70, 70)


def test_an_inverted_label_is_told_and_stays_readable() -> None:
    (page,) = read_zpl(label("^POI^FO10,10^GB50,50,50^FS")).pages
    assert page.inverted and is_black(page, 12, 12)


def test_white_boxes_erase() -> None:
    (page,) = read_zpl(label("^FO10,10^GB50,50,50^FS^FO20,20^GB10,10,10,W^FS")).pages
    assert is_black(page, 12, 12) and not is_black(page, 25, 25)


def test_circles_and_slanting_lines_have_their_size() -> None:
    (page,) = read_zpl(label("^FO100,100^GC60,5^FS")).pages
    assert ink_box(page) == (100, 100, 160, 160)
    assert not is_black(page, 130, 130)
    (page,) = read_zpl(label("^FO100,100^GD60,40,4,B,L^FS")).pages
    assert is_black(page, 101, 100) and not is_black(page, 159, 101)


def test_right_justified_fields_end_at_their_origin() -> None:
    (page,) = read_zpl(label("^FO400,100,1^A0N,50^FD1234^FS")).pages
    (line,) = page.texts
    assert line.x + line.width_dots == 400


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("^PMY", "mirrored"),
        ("^MUI", "only dots"),
        ("^LS20", "shift"),
        ("^CI5", "^CI5 is not read"),
        ("^FO1,1^GB5,5,5^FS^PW300", "^PW after the first field"),
        ("^FO1,1^AZ,5^FDa^FS", "not in the printer"),
        ("^FO1,1^A0X,5^FDa^FS", "not an orientation"),
        ("^CFZ", "not in the printer"),
        ("^FO1,1^FHxy^FDa^FS", "one character"),
        ("^FO1,1^FDa^FDb^FS", "a second ^FD"),
        ("^FO1,1^GB5,5,5^FDa^FS", "has a graphic"),
        ("^FT^FDa^FS", "without a position"),
        ("^GB5,5,5^FS", "graphic without ^FO"),
        ("^FO1,1^FB0^A0N,20^FDa^FS", "without a width"),
        ("^FO1,1^BXN,4,140^FDa^FS", "quality 200"),
        ("^FO1,1^BQN,1,4^FDQA,a^FS", "only model 2"),
        ("^FO1,1^BCN,50,N,N,Y^FDa^FS", "UCC check digit"),
        ("^FO1,1^BD2,2,3^FDa^FS", "structured append"),
        ("^FO1,1^BCN,50,N^FD^FS", "nothing to encode"),
        ("^FO1,1^BEN,50,N^FDabc^FS", "symbol refused"),
        ("^FO1,1^GB32000,32000,1^FS", "too large to draw"),
        ("^FO1,1^A0N,3000,3000^FDa^FS", "font 0 at"),
    ],
)
def test_what_is_not_printed_as_asked_is_a_fault(body: str, expected: str) -> None:
    reading = read_zpl(label(body))
    assert any(expected in fault for fault in reading.faults), reading.faults


def test_a_reset_forgets_everything_and_the_label_in_work() -> None:
    reading = read_zpl(b"^XA^PW300^LH50,50^CC#~JR^XA^FO0,0^GB5,5,5^FS^XZ")
    (page,) = reading.pages
    assert (page.width_dots, ink_box(page)) == (812, (0, 0, 5, 5))


def test_cancelled_labels_are_not_printed() -> None:
    assert read_zpl(b"^XA^FO0,0^GB5,5,5^FS~JA^XZ").pages == ()


def test_a_changed_delimiter_is_obeyed() -> None:
    (page,) = read_zpl(b"^XA^CD;^FO10;20^GB30;30;30^FS^XZ").pages
    assert ink_box(page) == (10, 20, 40, 50)


def test_a_word_that_is_too_long_is_broken_with_a_hyphen() -> None:
    (page,) = read_zpl(label("^FO10,10^A0N,40^FB200,4^FDDonaudampfschifffahrt^FS")).pages
    assert len(texts(page)) > 1
    assert all(line.endswith("-") for line in texts(page)[:-1])
    assert "".join(line.removesuffix("-") for line in texts(page)) == "Donaudampfschifffahrt"
    assert all(line.width_dots <= 200 for line in page.texts)


def test_a_backslash_before_a_letter_is_a_soft_hyphen_and_a_fault() -> None:
    """Written by accident far more often than meant: an address with a backslash loses a letter."""
    reading = read_zpl(label(r"^FO10,10^A0N,40^FB220,3^FDDonau\adampf\aschiff^FS"))
    assert texts(reading.pages[0]) == ["Donaudampf-", "schiff"]
    assert "backslash" in reading.faults[0]
    reading = read_zpl(label(r"^FO10,10^A0N,20^FB600,3^FDDonau\adampf\aschiff^FS"))
    assert texts(reading.pages[0]) == ["Donaudampfschiff"]
    reading = read_zpl(label(r"^FO10,10^A0N,20^FB600,3^FDC:\\label \ x^FS"))
    assert texts(reading.pages[0]) == [r"C:\label \ x"]
    assert len(reading.faults) == 1


def test_right_justified_and_hanging_lines() -> None:
    (page,) = read_zpl(label(r"^FO10,10^A0N,40^FB300,2,0,R^FDone\&three^FS")).pages
    assert [line.x + line.width_dots for line in page.texts] == [310, 310]
    (page,) = read_zpl(label(r"^FO10,10^A0N,40^FB300,2,0,L,30^FDone\&three^FS")).pages
    assert [line.x for line in page.texts] == [10, 40]


def test_a_typeset_block_stands_on_the_base_line_of_its_last_possible_line() -> None:
    (page,) = read_zpl(label("^FT10,500^A0N,40^FB300,3^FDHHH^FS")).pages
    box = ink_box(page)
    assert box is not None and abs(box[3] - (500 - 2 * 40)) <= 2


def test_field_data_is_cut_at_the_limit_of_the_language() -> None:
    reading = read_zpl(label("^FO10,10^A0N,20^FB700,200^FD" + "x " * 2000 + "^FS"))
    assert any("cut at 3072" in fault for fault in reading.faults)


def test_a_huge_label_is_refused_not_drawn() -> None:
    reading = read_zpl(b"^XA^PW32000^LL32000^FO1,1^GB5,5,5^FS^XZ")
    assert reading.pages == ()
    assert "label too large" in reading.faults[0]
