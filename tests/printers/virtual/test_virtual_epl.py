"""EPL2 read back: cells, turning, symbols, graphics, and what a strict printer refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_reading import ink_box, is_black, kinds, scanned, scanned_alone, texts

from printers.virtual.epl import read_epl
from printers.virtual.page import SymbolKind


def label(*lines: str | bytes) -> bytes:
    head = [b"", b"N", b"q812", b"Q1218,24", b"I8,A,001"]
    body = [line.encode("cp1252") if isinstance(line, str) else line for line in lines]
    return b"\n".join([*head, *body, b"P1", b""])


def test_size_copies_and_an_empty_first_line() -> None:
    reading = read_epl(b"\nN\nq400\nQ300,24\nLO10,20,30,40\nP2,3\n")
    (page,) = reading.pages
    assert (page.width_dots, page.height_dots, page.copies) == (400, 300, 6)
    assert ink_box(page) == (10, 20, 40, 60)
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("dpi", "font", "advance", "height"),
    [
        (203, "1", 10, 12),
        (203, "2", 12, 16),
        (203, "3", 14, 20),
        (203, "4", 16, 24),
        (203, "5", 36, 48),
        (300, "1", 12, 20),
        (300, "2", 16, 28),
        (300, "3", 20, 36),
        (300, "4", 24, 44),
        (300, "5", 48, 80),
    ],
)
def test_each_font_advances_by_its_characters_per_inch(dpi: int, font: str, advance: int, height: int) -> None:
    """S2-16"""
    (page,) = read_epl(label(f'A10,10,0,{font},1,1,N,"HHHHH"', f'A10,200,0,{font},2,3,N,"HHHHH"'), dpi).pages
    first, second = page.texts
    assert (first.width_dots, first.height_dots) == (5 * advance, height)
    assert (second.width_dots, second.height_dots) == (10 * advance, 3 * height)


@pytest.mark.parametrize(
    ("turns", "corner"),
    [(0, (300, 300)), (1, (280, 300)), (2, (188, 280)), (3, (300, 188))],
)
def test_text_turns_about_its_own_top_left_corner(turns: int, corner: tuple[int, int]) -> None:
    reading = read_epl(label(f'A300,300,{turns},3,1,1,N,"ABCDEFGH"'))
    (line,) = reading.pages[0].texts
    assert (line.x, line.y) == corner
    assert reading.faults == ()


def test_accents_of_the_code_page_and_the_two_escapes() -> None:
    reading = read_epl(label(r'A10,10,0,3,1,1,N,"Café \"Müller\" \\ 5€"'))
    assert texts(reading.pages[0]) == ['Café "Müller" \\ 5€']
    assert reading.faults == ()


def test_the_default_code_page_is_437() -> None:
    reading = read_epl(b'N\nA10,10,0,3,1,1,N,"\x82"\nP1\n')
    assert texts(reading.pages[0]) == ["é"]


def test_reverse_text_is_white_in_its_cells() -> None:
    (page,) = read_epl(label('A100,100,0,4,1,1,R," "')).pages
    assert ink_box(page) == (100, 100, 116, 124)


def test_lines_are_black_white_and_exclusive() -> None:
    (page,) = read_epl(label("LO10,10,100,100", "LW20,20,10,10", "LE30,30,10,10", "LE200,200,5,5")).pages
    assert not is_black(page, 25, 25) and not is_black(page, 35, 35)
    assert is_black(page, 202, 202) and is_black(page, 15, 15)


def test_boxes_and_slanting_lines() -> None:
    (page,) = read_epl(label("X10,10,2,59,39", "LS100,100,3,150,160")).pages
    assert is_black(page, 10, 10) and is_black(page, 59, 39) and not is_black(page, 30, 20)
    assert is_black(page, 101, 100) and is_black(page, 151, 160) and not is_black(page, 150, 100)


@pytest.mark.parametrize("separator", [b",", b"\n", b"\r\n"])
def test_graphics_are_black_where_bits_are_zero(separator: bytes) -> None:
    bits = bytes((0xFF, 0x00, 0x7F, 0xFE))
    reading = read_epl(label(b"GW100,50,2,2" + separator + bits, "LO300,300,4,4"))
    (page,) = reading.pages
    assert (
        not is_black(page, 107, 50) and is_black(page, 108, 50) and is_black(page, 100, 51) and is_black(page, 115, 51)
    )
    assert is_black(page, 301, 301)
    assert reading.faults == ()


def test_announcing_too_many_graphic_bytes_swallows_what_follows() -> None:
    reading = read_epl(label(b"GW100,50,2,200," + bytes(4), "LO300,300,4,4"))
    assert reading.pages == ()
    assert "without a line end" in reading.faults[0]


def test_commands_that_resize_lose_what_was_drawn() -> None:
    reading = read_epl(b'N\nA9,9,0,3,1,1,N,"lost"\nq500\nLO20,20,9,9\nP1\n')
    assert texts(reading.pages[0]) == []
    assert "q clears" in reading.faults[0]


def test_the_image_stays_for_a_second_print() -> None:
    first, second = read_epl(b"N\nLO20,20,9,9\nP1\nP1\n").pages
    assert first == second


def test_gs1_128_leads_with_fnc1_and_separates_at_06() -> None:
    """S2-16"""
    (page,) = read_epl(label(b'B70,880,0,1E,3,3,152,N,"42020500\x069205590242327008598961"')).pages
    (symbol,) = page.symbols
    assert (symbol.kind, symbol.width_dots, symbol.module_dots) == (SymbolKind.GS1_128, 666, 3)
    assert scanned(page) == [("]C1", "42020500\x1d9205590242327008598961")]


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("1", "1Z12345E6605272234", ("]C0", "1Z12345E6605272234")),
        ("1A", "POST1", ("]C0", "POST1")),
        ("1B", "post1", ("]C0", "post1")),
        ("1C", "123456", ("]C0", "123456")),
        ("3", "POST-1", ("]A0", "POST-1")),
        ("2", "12345678", ("]I0", "12345678")),
        ("E30", "501234567890", ("]E0", "5012345678900")),
    ],
)
def test_linear_symbols_scan(kind: str, data: str, expected: tuple[str, str]) -> None:
    (page,) = read_epl(label(f'B100,100,0,{kind},3,6,100,B,"{data}"')).pages
    assert scanned(page) == [expected]
    assert texts(page) == [data]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_bars_turn_about_their_own_top_left_corner_and_scan(turns: int) -> None:
    (page,) = read_epl(label(f'B400,600,{turns},1,2,4,80,N,"CP7023210039"')).pages
    (symbol,) = page.symbols
    long, short = max(symbol.width_dots, symbol.height_dots), 80
    assert (symbol.x, symbol.y) == [(400, 600), (400 - short, 600), (400 - long, 600 - short), (400, 600 - long)][turns]
    assert scanned(page) == [("]C0", "CP7023210039")]


def test_two_dimensional_symbols_scan() -> None:
    reading = read_epl(
        label(
            b'b20,100,M,m2,"003,840,943040000,[)>\x1e01\x1d961Z03062622\x1dUPSN\x1dH4E079\x1e\x04"',
            'b20,500,P,400,200,s3,x2,y8,f0,"Postbench 417"',
            'b20,800,D,h4,"Postbench DM"',
            'b400,800,Q,m2,s4,eM,iA,"Postbench QR"',
        )
    )
    (page,) = reading.pages
    assert reading.faults == ()
    assert kinds(page) == [SymbolKind.MAXICODE, SymbolKind.PDF417, SymbolKind.DATA_MATRIX, SymbolKind.QR]
    assert scanned_alone(page, page.symbols[0]) == page.symbols[0].data
    assert "943040000\x1d840\x1d003\x1d1Z03062622" in page.symbols[0].data
    assert [scanned_alone(page, symbol) for symbol in page.symbols[1:]] == [
        "Postbench 417",
        "Postbench DM",
        "Postbench QR",
    ]
    assert (page.symbols[2].x, page.symbols[2].y) == (24, 804)  # inside its quiet zone


def test_pdf417_without_f0_is_centred_on_its_origin_and_shrinks_to_its_maximum() -> None:
    reading = read_epl(label('b400,300,P,300,200,s1,l2,"HELLO"'))
    (symbol,) = reading.pages[0].symbols
    assert symbol.width_dots <= 300 and symbol.height_dots <= 200
    assert abs(symbol.x + symbol.width_dots // 2 - 400) <= 1 and abs(symbol.y + symbol.height_dots // 2 - 300) <= 1
    assert any("93" in fault for fault in read_epl(label('b400,300,P,30,20,s1,l2,"HELLO"')).faults)


def test_a_maxicode_of_mode_2_with_letters_prints_nothing() -> None:
    reading = read_epl(label('b20,100,M,m2,"003,124,M5E1G4,message"'))
    assert reading.pages[0].is_blank
    assert "prints nothing" in reading.faults[0]
    assert kinds(read_epl(label('b20,100,M,"003,124,M5E1G4,message"')).pages[0]) == [SymbolKind.MAXICODE]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('A10,10,0,3,1,1,N,"O"Neil"', "text after the string"),
        ('A10,10,0,3,1,1,N,"ends in \\"', "the string has no end"),
        ('A10,10,0,3,1,1,N,"a\\b"', "single backslash"),
        ('A10,10,0,3,1,1,N,"a\x01b"', "control bytes"),
        ('A10,10,0,9,1,1,N,"a"', "font 9"),
        ('A10,10,0,5,1,1,N,"lower"', "font 5 has no lower case"),
        ('A10,10,0,3,7,0,N,"a"', "outside"),
        ('A10,10,0,3,1,1,"a"', "6 parameters"),
        ('A800,10,0,3,1,1,N,"far right"', "off the label (02)"),
        ("LO10,10,0,5", "outside"),
        ("lo10,10,5,5", "syntax (01)"),
        ('B10,10,0,1E,3,3,50,N,"12\x0734"', "control bytes"),
        ('B10,10,0,1,3,3,50,N,"é"', "beyond ASCII"),
        ('B10,10,0,1C,3,3,50,N,"123"', "odd number"),
        ('B10,10,0,2G,3,3,50,N,"123"', "not drawn here"),
        ("I8,Z,001", "code page"),
        ("^default", "persistent command ^default"),
        ("xa", "persistent command xa"),
        ("US", "persistent command US"),
        ('GM"LOGO"1024', "persistent command GM"),
        ("^XA^FO10,10^FDx^FS^XZ", "syntax (01)"),
    ],
)
def test_a_strict_printer_complains(line: str, expected: str) -> None:
    reading = read_epl(label(line))
    assert any(expected in fault for fault in reading.faults), reading.faults
    assert len(reading.pages) == 1


def test_a_line_end_in_an_address_becomes_a_command() -> None:
    """What one unescaped line end does: the copies that nobody paid for are in plain sight."""
    reading = read_epl(label('A10,10,0,3,1,1,N,"Mr.\nP99\nO"'))
    assert [page.copies for page in reading.pages] == [99, 1]
    assert len(reading.faults) == 2


@given(st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30))
def test_escaped_text_comes_back_whole(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    reading = read_epl(label(f'A10,10,0,1,1,1,N,"{quoted}"'))
    assert texts(reading.pages[0]) == [text]
    assert reading.faults == ()
