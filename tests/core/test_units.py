"""Weights and sizes are read without guessing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadText
from core.units import Dimensions, Weight, parse_dimensions, parse_weight, weight_of, weight_text


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("3 lb", 1_360_777), ("12,5 oz", 354_369), ("12.5oz", 354_369), ("2 lb 3 oz", 992_233), ("250 g", 250_000),
        ("1.2 kg", 1_200_000), ("1 kg 200 g", 1_200_000), ("1 once", 28_349), ("0 g", 0),
    ],
)  # fmt: skip
def test_weights_are_milligrams_rounded_down(text: str, mg: int) -> None:
    assert parse_weight(text) == Weight(mg)


@pytest.mark.parametrize(
    "text", ["", "3", "1.234,5 oz", "1,234 g", "-5 g", "1e3 g", "3 stones", "3 oz 2 lb", "lb", "3 lb lb"]
)
def test_weights_with_doubt_are_refused(text: str) -> None:
    with pytest.raises(BadText):
        parse_weight(text)


@given(st.integers(1, 9_000), st.sampled_from(["oz", "lb", "kg", "g"]))
def test_whole_units_are_never_billed_as_one_more(n: int, unit: str) -> None:
    weight = parse_weight(f"{n} {unit}")
    assert weight.ceil_in(unit) == n


@given(st.fractions(min_value=0, max_value=1000), st.sampled_from(["oz", "lb", "kg", "g"]))
def test_rounding_down_never_raises_the_billed_unit(number: Fraction, unit: str) -> None:
    exact_up = -((-number).__floor__())
    assert weight_of(number, unit).ceil_in(unit) <= exact_up


def test_sizes_need_one_unit_and_three_positive_sides() -> None:
    assert parse_dimensions("12.2x12x12 in") == Dimensions(309_880, 304_800, 304_800)
    assert parse_dimensions("30 × 20 × 10 cm") == Dimensions(300_000, 200_000, 100_000)
    for text in ("12x12 in", "12x12x0 in", "12x12x12", "a x b x c in", "1.234,5x1x1 cm"):
        with pytest.raises(BadText):
            parse_dimensions(text)


def test_weights_are_shown_with_their_unit() -> None:
    assert weight_text(parse_weight("1.25 lb"), "lb") == "1.25 lb"
    assert weight_text(parse_weight("3 lb"), "oz") == "48 oz"
