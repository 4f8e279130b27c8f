"""The firmware's Code 128 against published code words and an encoder that knows nothing of it."""

import csv
from pathlib import Path

import pytest
import zint
from hypothesis import given
from hypothesis import strategies as st

from printers.virtual import zpl_code128
from printers.virtual.code128 import FNC1, GS, CodeSet, decoded, modules, shortest
from printers.virtual.page import Fault

VECTORS = Path(__file__).parents[2] / "vectors" / "barcode_encodings.csv"
_ASCII = st.text(st.characters(min_codepoint=0, max_codepoint=127), min_size=1, max_size=40)


def _rows() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["id"])
def test_published_field_data_says_what_was_published_and_the_best_packing_is_as_long(row: dict[str, str]) -> None:
    """S2-17"""
    values, faults = zpl_code128.mode_n(row["zpl_FD_example"])
    assert faults == ()
    assert len(values) + 2 >= int(row["symbol_chars"])  # with check and stop; some carriers do not pack their best
    assert len(modules(values)) == 11 * (len(values) + 1) + 13
    is_gs1, text = decoded(values)
    expected = row["data (<F1>=FNC1)"].replace("<F1>", GS)
    best = shortest(row["data (<F1>=FNC1)"].replace("<F1>", FNC1))
    assert len(modules(best)) == int(row["modules"])
    assert is_gs1 == expected.startswith(GS)
    assert text == expected.removeprefix(GS)


@given(_ASCII)
def test_the_shortest_symbol_says_what_it_was_given(text: str) -> None:
    assert decoded(shortest(text)) == (False, text)


@given(st.lists(st.from_regex(r"[0-9]{2,12}", fullmatch=True), min_size=1, max_size=4))
def test_element_strings_come_back_with_separators(fields: list[str]) -> None:
    assert decoded(shortest(FNC1 + FNC1.join(fields))) == (True, GS.join(fields))


@given(st.from_regex(r"[0-9A-Z]{1,30}", fullmatch=True))
def test_bars_of_another_encoder_are_never_shorter(text: str) -> None:
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.CODE128
    symbol.encode(text)
    assert len(modules(shortest(text))) <= symbol.width


@pytest.mark.parametrize("code_set", list(CodeSet))
def test_bars_are_those_of_another_encoder_where_there_is_no_choice(code_set: CodeSet) -> None:
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.CODE128
    text = {CodeSet.A: "\x01AB\x02", CodeSet.B: "abcxyz", CodeSet.C: "0123456789"}[code_set]
    symbol.encode(text)
    bits = symbol.encoded_data
    other = "".join(str(bits[0, column // 8] >> (column % 8) & 1) for column in range(symbol.width))
    assert modules(shortest(text)) == other
    assert modules(shortest(text, code_set)) == other


def test_text_that_no_code_set_holds_is_a_fault() -> None:
    with pytest.raises(Fault):
        shortest("é")
    with pytest.raises(Fault):
        shortest("123", CodeSet.C)
    with pytest.raises(Fault):
        shortest("")


@pytest.mark.parametrize(
    ("data", "values", "complaints"),
    [
        ("AB", (104, 33, 34), 0),
        (">9354736", (103, 35, 47, 36), 0),
        (">;1234", (105, 12, 34), 0),
        (">;123", (105, 12), 1),  # the odd digit is ignored
        (">;12A4", (105, 12), 2),  # a letter spoils its pair, the digit after it has no partner
        (">:A>512>6B", (104, 33, 99, 12, 100, 34), 0),
        (">:A>0B", (104, 33, 30, 34), 0),
        (">:A><>=", (104, 33, 62, 94), 0),
        (">;>842042345>89205", (105, 102, 42, 4, 23, 45, 102, 92, 5), 0),
        (">:A>x", (104, 33), 1),
    ],
)
def test_mode_n_follows_the_table_of_invocation_characters(data: str, values: tuple[int, ...], complaints: int) -> None:
    got, faults = zpl_code128.mode_n(data)
    assert got == values
    assert len(faults) == complaints


def test_mode_a_with_invocation_codes_is_doubted_but_built() -> None:
    values, faults = zpl_code128.mode_a(">;>842012345")
    assert decoded(values) == (True, "42012345")
    assert "firmwares differ" in faults[0]


def test_mode_d_leads_with_fnc1_and_merges_what_is_not_separated() -> None:
    assert decoded(zpl_code128.mode_d("(420) 12345 (92) 0559")[0]) == (True, "42012345920559")
    assert decoded(zpl_code128.mode_d("(420)12345>8(92)0559")[0]) == (True, f"42012345{GS}920559")


def test_mode_u_adds_the_check_digit() -> None:
    assert decoded(zpl_code128.mode_u("0000614141123456789")[0]) == (True, "00006141411234567890")
    with pytest.raises(Fault):
        zpl_code128.mode_u("12A")
