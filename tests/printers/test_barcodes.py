"""Symbols as exact modules: the vectors, the counts made without encoding, and what is refused."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from label_reading import decoded
from PIL import Image, ImageOps

from core.labels.document import MaxiCode
from printers import barcodes
from printers.barcodes import Bars, CannotEncode, Matrix
from printers.languages.head import head_of
from printers.languages.pictures import maxicode_rows
from printers.profiles import profile

VECTORS = Path(__file__).parent.parent / "vectors"


def _rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _bars(data: str) -> Bars:
    first, *fields = data.split("<F1>")
    return barcodes.gs1_128(fields) if fields and not first else barcodes.code128(data)


def _picture(rows: tuple[bytes, ...], width: int) -> Image.Image:
    image = Image.frombytes("1", (len(rows[0]) * 8, len(rows)), b"".join(rows))
    return ImageOps.expand(ImageOps.invert(image.convert("L")).crop((0, 0, width, len(rows))), 40, 255)


@pytest.mark.parametrize("row", _rows("barcode_encodings.csv"), ids=lambda row: row["id"])
def test_a_linear_symbol_has_the_modules_of_the_vector_and_says_its_data(row: dict[str, str]) -> None:
    data = row["data (<F1>=FNC1)"]
    bars = _bars(data)
    assert bars.modules == int(row["modules"])
    ((identifier, text),) = decoded(_picture((bars.packed(3),) * 60, bars.modules * 3))
    assert text == data.replace("<F1>", "")
    assert identifier == ("]C1" if "<F1>" in data else "]C0")


@pytest.mark.parametrize("row", _rows("maxicode.csv"), ids=lambda row: row["id"])
@pytest.mark.parametrize("code", ["epl-203", "epl-300"])
def test_maxicode_gives_the_stream_of_the_vector(row: dict[str, str], code: str) -> None:
    message = row["zpl_BD_field_with_FH_underscore"][6 + len(row["postal"]) :]
    for sign in ("_1E", "_1D", "_04"):
        message = message.replace(sign, chr(int(sign[1:], 16)))
    symbol = MaxiCode(0, 0, row["postal"].ljust(6), row["country_iso_num"], row["class_of_service"], message)
    rows = maxicode_rows(symbol, head_of(profile(code)))
    ((identifier, text),) = decoded(_picture(rows, len(rows[0]) * 8))
    want = row["expected_decoded_stream"]
    for name, sign in (("<RS>", "\x1e"), ("<GS>", "\x1d"), ("<EOT>", "\x04")):
        want = want.replace(name, sign)
    assert identifier == "]U1"
    assert text.replace(" ", "") == want.replace(" ", "")  # the reader drops the pad of mode 3


def test_maxicode_has_the_size_of_the_standard() -> None:
    """ISO/IEC 16023: 24.82 to 27.93 by 23.71 to 26.69 mm."""
    for code in ("epl-203", "epl-300"):
        head = head_of(profile(code))
        rows = maxicode_rows(MaxiCode(0, 0, "902100000", "840", "003", "X"), head)
        assert 23_710 <= head.um(len(rows)) <= 26_690
        assert 24_820 <= head.um(len(rows[0]) * 8) <= 27_930


@settings(max_examples=50, deadline=None)
@given(st.text("0123456789", min_size=2, max_size=40))
def test_modules_of_digits_are_counted_as_the_encoder_makes_them(digits: str) -> None:
    assert barcodes.code128_modules(digits) == barcodes.code128(digits).modules


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(2, 15).flatmap(lambda n: st.text("0123456789", min_size=2 * n, max_size=2 * n)), min_size=1,
                max_size=2))  # fmt: skip
def test_modules_of_gs1_digits_are_counted_as_the_encoder_makes_them(fields: list[str]) -> None:
    assert barcodes.gs1_128_modules(fields) == barcodes.gs1_128(fields).modules


@pytest.mark.parametrize("zip_", ["90210", "902104567"])
@pytest.mark.parametrize("number", ["9205590242327008598961", "92055987654321000000001234"])
def test_the_side_of_a_usps_data_matrix_is_counted_as_the_encoder_makes_it(zip_: str, number: str) -> None:
    fields = ("420" + zip_, number)
    assert barcodes.data_matrix_modules(fields, gs1=True) == barcodes.data_matrix(fields, gs1=True).columns


@settings(max_examples=50, deadline=None)
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,./-\x1d", min_size=1, max_size=70))
def test_every_message_that_is_let_through_unseen_fits_a_maxicode(body: str) -> None:
    message = f"[)>\x1e01\x1d{body}\x1e\x04"
    barcodes.check_maxicode("902100000", "840", "003", message)
    assert barcodes.maxicode("902100000", "840", "003", message).columns == 30
    assert barcodes.maxicode("H2X1Y4", "124", "011", message).columns == 30


def test_a_gs1_data_matrix_is_18_modules_for_zip_and_22_digits() -> None:
    matrix = barcodes.data_matrix(("42012345", "9205598765432100000174"), gs1=True)
    assert (matrix.columns, len(matrix.rows)) == (18, 18)
    assert decoded(_picture(matrix.packed(4, 4), 72)) == {("]d2", "420123459205598765432100000174")}


@pytest.mark.parametrize(
    ("matrix", "want"),
    [
        (barcodes.data_matrix(("plain é",), gs1=False), ("]d1", "plain é")),
        (barcodes.pdf417("[)>\x1e01\x1dA", 6), ("]L2", "[)>\x1e01\x1dA")),
        (barcodes.qr("https://example.org/é"), ("]Q1", "https://example.org/é")),
    ],
    ids=["data matrix", "pdf417", "qr"],
)
def test_a_two_dimensional_symbol_says_its_data(matrix: Matrix, want: tuple[str, str]) -> None:
    rows = matrix.packed(4, 4 if len(matrix.rows) == matrix.columns else 12)
    ((identifier, text),) = decoded(_picture(rows, matrix.columns * 4))
    assert (identifier, text) in (want, (want[0].replace("1", "4"), want[1]))  # with or without a character set mark


@pytest.mark.parametrize("data", ["", "é", "a\nb", "東京", "x" * 200, "\x00", "tab\t"])
def test_code_128_refuses_what_it_cannot_hold(data: str) -> None:
    with pytest.raises(CannotEncode):
        barcodes.code128(data)


@pytest.mark.parametrize("fields", [(), ("",), ("42",), ("420é",), ("420 1",), ("420\\^1",), ("420[1]",)])
def test_gs1_refuses_what_is_no_element_string(fields: tuple[str, ...]) -> None:
    with pytest.raises(CannotEncode):
        barcodes.gs1_128(fields)
    with pytest.raises(CannotEncode):
        barcodes.data_matrix(fields, gs1=True)


@pytest.mark.parametrize(
    ("postal", "country", "service", "message"),
    [
        ("12345", "840", "003", "X"),
        ("902100000", "84", "003", "X"),
        ("h2x1y4", "124", "003", "X"),
        ("902100000", "840", "003", "é"),
        ("902100000", "840", "003", "X" * 120),
    ],
)
def test_maxicode_refuses_what_it_cannot_hold(postal: str, country: str, service: str, message: str) -> None:
    with pytest.raises(CannotEncode):
        barcodes.maxicode(postal, country, service, message)
    with pytest.raises(CannotEncode):
        barcodes.check_maxicode(postal, country, service, message)


def test_printable_signs_of_other_languages_are_data_and_no_commands() -> None:
    data = '>;>8^~\\"_{}'
    bars = barcodes.code128(data)
    assert decoded(_picture((bars.packed(3),) * 60, bars.modules * 3)) == {("]C0", data)}


def test_refusals_never_carry_the_data() -> None:
    with pytest.raises(CannotEncode) as refused:
        barcodes.code128("Mme Lefèvre")
    assert "Lef" not in str(refused.value)
