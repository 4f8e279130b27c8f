"""Money refuses doubt: M1, S2-23."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadText
from core.money import CurrencyMismatch, Money, as_minor, decimal_text, format_money, parse_money, total


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("10", 1000), ("50", 5000), ("1 000,00", 100000), ("1,000.00", 100000), ("1\u00a0000,00", 100000),
        ("1\u202f000", 100000), ("10.5", 1050), ("10,50", 1050), ("$20", 2000), ("20 $", 2000), ("-10", -1000),
        ("1.000,00", 100000), ("1'000.00", 100000), ("US$ 30", 3000), ("0", 0), ("30 USD", 3000),
    ],
)  # fmt: skip
def test_amounts_with_one_reading_are_understood(text: str, minor: int) -> None:
    assert parse_money(text, "USD") == Money(minor, "USD")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ten",
        "10.005",
        "1,000",
        "1.000",
        "1.234,5x",
        "1,00,000.00",
        "1e3",
        "10 00",
        "٣",
        "10..0",
        "--10",
        "1 000 00",
    ],
)
def test_amounts_with_two_readings_or_none_are_refused(text: str) -> None:
    with pytest.raises(BadText):
        parse_money(text, "USD")


@pytest.mark.parametrize("text", ["50 CAD", "CAD 50", "CA$50", "€50", "50 GBP", "10 USD CAD", "9" * 5000, "9" * 30])
def test_an_amount_in_another_currency_or_without_end_is_refused(text: str) -> None:
    with pytest.raises(BadText):
        parse_money(text, "USD")


def test_each_currency_knows_its_own_words() -> None:
    assert parse_money("CA$ 30", "CAD") == Money(3000, "CAD")
    assert parse_money("30,00 $ CA", "CAD") == Money(3000, "CAD")
    assert parse_money("30 €", "EUR") == Money(3000, "EUR")


def test_currencies_without_minor_units_take_no_decimals() -> None:
    assert parse_money("500", "JPY") == Money(500, "JPY")
    with pytest.raises(BadText):
        parse_money("500.50", "JPY")


@given(st.integers(-(10**12), 10**12), st.sampled_from(["USD", "CAD", "EUR"]), st.sampled_from(["en", "fr"]))
def test_what_people_read_can_be_typed_again(minor: int, currency: str, lang: str) -> None:
    money = Money(minor, currency)
    assert parse_money(format_money(money, lang), currency) == money
    assert parse_money(decimal_text(money), currency) == money


def test_currencies_never_mix() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "USD") + Money(1, "CAD")
    with pytest.raises(CurrencyMismatch):
        total([Money(1, "USD"), Money(1, "CAD")], "USD")


@pytest.mark.parametrize("value", [1.0, "10", True, None, b"1"])
def test_only_true_integers_pass_the_door_to_the_store(value: object) -> None:
    with pytest.raises(TypeError):
        as_minor(value)


def test_french_and_english_money_look_as_printed_there() -> None:
    assert format_money(Money(123450, "USD"), "fr") == "1\u00a0234,50\u00a0$\u00a0US"
    assert format_money(Money(123450, "CAD"), "en") == "$1,234.50\u00a0CAD"
    assert format_money(Money(-185, "CAD"), "en") == "−$1.85\u00a0CAD"
