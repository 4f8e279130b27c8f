"""What an import does to many orders at once is what it does to each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.orders.store import search_key, search_keys
from core.phone import plain_number, read_phone

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), max_size=6))
def test_search_keys_of_many_addresses_are_those_of_each(addresses: list[tuple[str, str, str, str]]) -> None:
    assert search_keys(addresses) == [search_key(*one) for one in addresses]


def test_search_keys_keep_apart_what_a_line_feed_or_an_accent_could_join() -> None:
    addresses = [
        ("Ana\n", "", "Québec", "G1R 5A8"),
        ("\u0301Éloïse", "ELM", "", ""),
        ("Straße", "Σίσυφος", "İzmir", ""),
    ]
    assert search_keys(addresses) == [search_key(*one) for one in addresses]
    assert search_keys(addresses[1:]) == [search_key(*one) for one in addresses[1:]]
    assert search_keys([]) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("512 555-0100", "5125550100"), ("+1 503.555.0118", "+15035550118"), ("5125550100", "5125550100"),
        ("1234", ""), ("1 2 3 4", ""), ("(512) 555 0100", ""), ("512 555 0100 x12", ""), ("'+15035550118", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text_that_is_nothing_but_a_number_is_read_as_read_phone_does(text: str, number: str) -> None:
    assert plain_number(text) == number
    assert not number or number == str(read_phone(text))


@given(st.text(alphabet="0123456789+-. ", max_size=20))
def test_the_quick_reading_never_differs(text: str) -> None:
    found = plain_number(text)
    assert not found or found == str(read_phone(text)) == read_phone(text).number
