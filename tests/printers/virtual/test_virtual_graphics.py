"""Pictures in ZPL: four ways of writing the same dots give the same dots, damaged ones are refused."""

import base64
import binascii
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_reading import ink_box, is_black

from printers.virtual.graphics import bits_drawing, field_bytes
from printers.virtual.page import Fault
from printers.virtual.zpl import read_zpl

_PICTURES = st.tuples(st.integers(1, 6), st.integers(1, 12)).flatmap(
    lambda size: st.tuples(st.just(size[0]), st.binary(min_size=size[0] * size[1], max_size=size[0] * size[1]))
)


def _encoded(kind: str, data: bytes) -> bytes:
    text = base64.b64encode(data if kind == "B64" else zlib.compress(data))
    return b":" + kind.encode() + b":" + text + f":{binascii.crc_hqx(text, 0):04X}".encode()


def _run_lengths(data: bytes, row_bytes: int) -> bytes:
    """The scheme of the manual, written for the test: repeat counts, fills, repeated rows."""
    out: list[str] = []
    previous = ""
    for start in range(0, len(data), row_bytes):
        row = data[start : start + row_bytes].hex().upper()
        out.append(":" if row == previous else _row(row))
        previous = row
    return "".join(out).encode()


def _row(row: str) -> str:
    for digit, mark in (("0", ","), ("F", "!")):
        if row.endswith(digit):
            return _runs(row.rstrip(digit)) + mark
    return _runs(row)


def _runs(row: str) -> str:
    out = ""
    while row:
        count = len(row) - len(row.lstrip(row[0]))
        digit, row = row[0], row[count:]
        while count > 400:
            out, count = out + "z" + digit, count - 400
        if count >= 20:
            out += chr(ord("g") + count // 20 - 1)
        if count % 20:
            out += chr(ord("G") + count % 20 - 1)
        out += digit
    return out


@given(_PICTURES)
def test_hex_run_lengths_b64_and_z64_are_the_same_picture(picture: tuple[int, bytes]) -> None:
    row_bytes, data = picture
    for written in (
        data.hex().encode(),
        data.hex().upper().encode(),
        _run_lengths(data, row_bytes),
        _encoded("B64", data),
        _encoded("Z64", data),
    ):
        assert field_bytes(written, len(data), row_bytes) == data


@pytest.mark.parametrize(
    "damaged",
    [
        _encoded("Z64", bytes(8))[:-1] + b"~",
        _encoded("Z64", bytes(8)).replace(b":Z64:", b":Z64:A"),
        _encoded("B64", bytes(7)),
        b":Z64:!!!!:0000",
        b"FFFF",
        b"FFFFFFFFFFFFFFFFFF",
        b"XYZ",
        b"K",
        b":",
        b"zzzzzzzzz0",
    ],
)
def test_damaged_pictures_are_refused(damaged: bytes) -> None:
    with pytest.raises(Fault):
        field_bytes(damaged, 8, 2)


def test_a_small_file_that_would_inflate_to_a_huge_one_is_refused() -> None:
    bomb = _encoded("Z64", bytes(50_000_000))
    with pytest.raises(Fault):
        field_bytes(bomb, 3_000_000, 100)


def test_a_bit_of_one_is_ink_in_zpl_and_paper_in_epl() -> None:
    assert bits_drawing(b"\x80", 1).mask.getpixel((0, 0)) == 255
    assert bits_drawing(b"\x80", 1, one_is_ink=False).mask.getpixel((0, 0)) == 0
    assert bits_drawing(b"\x80", 1, one_is_ink=False).mask.getpixel((1, 0)) == 255


def test_a_graphic_field_stands_on_its_origin() -> None:
    reading = read_zpl(b"^XA^PW400^LL400^FO100,50^GFA,4,4,2,FF,8001^FS^XZ")
    (page,) = reading.pages
    assert ink_box(page) == (100, 50, 116, 52)
    assert is_black(page, 107, 50) and not is_black(page, 108, 50) and is_black(page, 115, 51)
    assert reading.faults == ()


def test_binary_graphics_may_hold_prefixes() -> None:
    reading = read_zpl(b"^XA^PW400^LL400^FO100,50^GFB,4,4,2,^XZ~^FS^XZ")
    (page,) = reading.pages
    assert reading.faults == ()
    assert is_black(page, 101, 50)  # 0x5E = 01011110


def test_a_downloaded_graphic_can_be_recalled_larger() -> None:
    reading = read_zpl(b"~DGR:LOGO.GRF,2,1,FFFF^XA^PW400^LL400^FO10,10^XGR:LOGO.GRF,3,2^FS^XZ")
    assert ink_box(reading.pages[0]) == (10, 10, 34, 14)
    assert "no such graphic" in read_zpl(b"^XA^FO1,1^XGNONE^FS^XZ").faults[0]
