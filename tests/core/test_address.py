"""Text of addresses: cleaning, post office boxes, military addresses."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.address import Address, address_id, clean_block, clean_line, has_control, is_military, is_po_box


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  spaced  ", "spaced"),
        ("\u00a0nbsp\u202f", "nbsp"),
        ("tab\there", "tab here"),
        ("two\r\nlines", "two lines"),
        ("nul\0byte", "nulbyte"),
        ("ctrl\x07bell\x1b[0m", "ctrlbell[0m"),
        ("e\u0301lodie", "élodie"),
        ("right\u202eleft\u2066", "rightleft"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("^XA^FO fake ^XZ", "^XA^FO fake ^XZ"),
        ("", ""),
    ],
)
def test_a_line_is_kept_without_what_nobody_sees(given_text: str, kept: str) -> None:
    assert clean_line(given_text) == kept


@given(st.text())
@example("\x1c")
@example(" \u0301")
def test_cleaning_a_line_twice_changes_nothing_more(text: str) -> None:
    kept = clean_line(text)
    assert clean_line(kept) == kept
    assert kept == kept.strip(" ")
    assert "  " not in kept
    assert not any(unicodedata.category(char) == "Cc" for char in kept)
    assert unicodedata.is_normalized("NFC", kept)


def test_a_block_keeps_its_lines_and_loses_blank_edges() -> None:
    assert clean_block("\r\n Ring twice \r\nLeave\twith neighbour\n\n") == "Ring twice\nLeave with neighbour"
    assert clean_block(" one line ") == "one line"


def test_dropped_characters_are_noticed_and_line_ends_are_not() -> None:
    assert has_control("nul\0byte")
    assert not has_control("tab\tand\nline")


@pytest.mark.parametrize(
    ("line", "is_box"),
    [
        ("PO BOX 12", True),
        ("P.O. Box #5", True),
        ("p o box 7", True),
        ("Post Office Box 9", True),
        ("POB 3", True),
        ("Box 12", True),
        ("C.P. 22, succ. A", True),
        ("Case postale 9", True),
        ("BP 20", True),
        ("Boîte postale 4", True),
        ("Postfach 10 20 30", True),
        ("Apartado Postal 77", True),
        ("12 Boxwood Road", False),
        ("Unit 4, Box Hill 3", False),
        ("RR 2", False),
        ("CPR 5", False),
        ("100 Pobst Avenue", False),
    ],
)
def test_a_post_office_box_is_told_from_a_street(line: str, is_box: bool) -> None:
    assert is_po_box(Address(line1="Bâtiment C", line2=line, country="CA")) is is_box


def test_a_military_box_is_military_and_no_post_office_box() -> None:
    soldier = Address(line1="PSC 3 Box 4321", city="APO", region="AP", postal="96266", country="US")
    assert is_military(soldier)
    assert not is_po_box(soldier)
    assert is_military(Address(city="fpo", country="US"))
    assert not is_military(Address(city="APO", region="AP", country="PH"))


def test_an_address_is_named_by_its_content() -> None:
    first = Address(name="Ana", line1="1 A", country="FR")
    assert address_id(first) == address_id(Address(name="Ana", line1="1 A", country="FR"))
    assert address_id(first) != address_id(Address(name="Ana", line2="1 A", country="FR"))
    assert len(address_id(first)) == 32
