"""Buy Postage and its rules: M4, M6, S0-13, S0-14, S2-21 to S2-23, C2, C3."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from money_world import World, usd

from core.accounts.records import Wallet
from core.errors import BadText, Refused
from core.money import Money
from core.wallet.rules import (
    AboveBalanceCeiling,
    AbovePurchaseCeiling,
    BelowMinimum,
    NotAMultiple,
    NotPositive,
    check_amount,
    read_amount,
    smallest_purchase_covering,
)
from core.wallet.service import buy_postage, preview_postage, suggestion, transactions, view

WALLET = Wallet("usd", "One Balance USD", "practice", "USD", ("usps",), usd(1_000_000), usd(1_000_000))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "data")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("0", NotPositive), ("-10", NotPositive), ("5", BelowMinimum), ("25", NotAMultiple), ("10.005", BadText),
        ("ten", BadText), ("", BadText), ("10000.01", AbovePurchaseCeiling), ("10010", AbovePurchaseCeiling),
        ("1,000", BadText),
    ],
)  # fmt: skip
def test_amounts_that_may_not_be_bought_are_refused_with_their_rule(text: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        read_amount(text, WALLET, usd(0))


@pytest.mark.parametrize(("text", "minor"), [("10", 1000), ("50", 5000), ("1 000,00", 100000), ("1,000.00", 100000)])
def test_amounts_that_may_be_bought_are_understood(text: str, minor: int) -> None:
    assert read_amount(text, WALLET, usd(0)) == usd(minor)


def test_a_refused_amount_names_the_nearest_that_may_be_bought() -> None:
    with pytest.raises(NotAMultiple) as refused:
        check_amount(usd(2500), WALLET, usd(0))
    assert refused.value.fields["lower"] == usd(2000)
    assert refused.value.fields["upper"] == usd(3000)
    assert refused.value.rule is not None


def test_no_amount_above_a_ceiling_is_named_instead() -> None:
    low = Wallet("usd", "One Balance USD", "practice", "USD", ("usps",), usd(5500), usd(10_000))
    with pytest.raises(NotAMultiple) as refused:
        check_amount(usd(5400), low, usd(0))
    assert (refused.value.fields["lower"], refused.value.fields["upper"]) == (usd(5000), usd(5000))
    with pytest.raises(AbovePurchaseCeiling):
        check_amount(usd(9_999_999_999_900), low, usd(0))
    with pytest.raises(AboveBalanceCeiling):
        check_amount(usd(1234), low, usd(9000))


def test_the_balance_ceiling_counts_what_is_there_already() -> None:
    check_amount(usd(1_000_000), WALLET, usd(0))
    with pytest.raises(AboveBalanceCeiling):
        check_amount(usd(1000), WALLET, usd(999_001))


@given(st.integers(1, 10**7))
def test_the_suggestion_covers_and_is_the_smallest_that_does(short: int) -> None:
    buy = smallest_purchase_covering(usd(short)).minor
    assert buy >= short
    assert buy % 1000 == 0
    assert buy == 1000 or buy - 1000 < short


def test_a_purchase_says_what_it_did_and_what_the_card_will_say(world: World) -> None:
    bought = buy_postage(world.till, "usd", usd(5000))
    assert (bought.before, bought.after) == (usd(0), usd(5000))
    assert bought.method == "Card"
    assert bought.statement_text == "STAMPS"


def test_the_three_balances_are_apart(world: World) -> None:
    buy_postage(world.till, "usd", usd(5000))
    world.intend("parcel-1", 700)
    with world.store.read() as q:
        seen = view(q, WALLET)
    assert (seen.booked, seen.reserved, seen.available, seen.reported) == (usd(5000), usd(700), usd(4300), usd(5000))
    assert seen.reported_at is not None


def test_nothing_is_bought_before_its_preview_would_be_right(world: World) -> None:
    with world.store.read() as q:
        preview = preview_postage(q, "usd", usd(5000))
        assert (preview.before, preview.after, preview.statement_text) == (usd(0), usd(5000), "STAMPS")
        with pytest.raises(NotAMultiple):
            preview_postage(q, "usd", usd(2500))
    with pytest.raises(NotAMultiple):
        buy_postage(world.till, "usd", usd(2500))
    assert world.gateway.calls == 0


def test_the_suggestion_is_none_when_the_wallet_can_pay(world: World) -> None:
    buy_postage(world.till, "usd", usd(1000))
    with world.store.read() as q:
        assert suggestion(q, WALLET, usd(1000)) is None
        assert suggestion(q, WALLET, usd(1001)) == usd(1000)


def test_transactions_add_up_to_the_balance(world: World) -> None:
    buy_postage(world.till, "usd", usd(5000))
    world.buy("parcel-1", 735)
    with world.store.read() as q:
        lines = transactions(q, WALLET)
    assert sum(line.amount.minor for line in lines) == lines[0].balance.minor == 4265
    assert [line.kind for line in lines] == ["label", "postage-purchase"]
    assert all(isinstance(line.amount, Money) for line in lines)
