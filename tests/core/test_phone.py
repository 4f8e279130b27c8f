"""Phones: digits, plus, extension; what cannot be read stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.phone import read_phone


@pytest.mark.parametrize(
    ("raw", "number", "extension"),
    [
        ("+1 206-555-0187 ext. 12345", "+12065550187", "12345"),
        ("5145550123 // call first", "5145550123", ""),
        ("(514) 555-0143 poste 12", "5145550143", "12"),
        ("514.555.0143x9", "5145550143", "9"),
        ("+1 514-555-0143 #22", "+15145550143", "22"),
        ("+44 (0)20 7946 0018", "+442079460018", ""),
        ("tel:+1-514-555-0199", "+15145550199", ""),
        ("0142685300", "0142685300", ""),
        ("1-800-FLOWERS", "", ""),
        ("911", "", ""),
        ("1" * 18, "", ""),
        ("++15145550199", "", ""),
        ("", "", ""),
    ],
)
def test_a_phone_is_reduced_to_what_can_be_dialled(raw: str, number: str, extension: str) -> None:
    phone = read_phone(raw)
    assert (phone.raw, phone.number, phone.extension) == (raw, number, extension)


def test_a_phone_as_text_can_be_read_again() -> None:
    text = str(read_phone("+1 206-555-0187 ext. 12345"))
    assert text == "+12065550187 x12345"
    assert str(read_phone(text)) == text
    assert str(read_phone(" call\tme ")) == "call me"


@given(st.text())
def test_no_text_breaks_the_reading_of_a_phone(text: str) -> None:
    phone = read_phone(text)
    assert phone.raw == text
    assert phone.number.lstrip("+").isdigit() or not phone.number
    again = read_phone(str(phone))
    assert str(again) == str(phone)
