"""Accounts and funding at the practice provider."""

import sqlite3
from pathlib import Path

import pytest
from practice_kit import START, fund_request, label_request, practice, wallet

from core.errors import NotFound
from core.gateways.postage.practice_books import ChargeKind
from core.gateways.postage.practice_file import PracticeFile
from core.money import Money
from core.purchases.port import Absent, CannotTell, Funded, GatewayRefused, GatewayUnavailable


def refused(error: pytest.ExceptionInfo[GatewayRefused]) -> str:
    return str(error.value.fields["reason"])


def test_an_account_opens_at_its_first_use_and_is_empty(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    reading = provider.gateway.reading("wallet-usd", "USD")
    assert (reading.balance, reading.lifetime_spent, reading.as_of) == (Money(0, "USD"), Money(0, "USD"), START)
    assert reading.state == "ok"
    assert provider.gateway.balance("wallet-usd") == Money(0, "USD")
    assert provider.gateway.charges() == []


def test_a_witness_opens_no_account(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    with pytest.raises(NotFound):
        provider.gateway.balance("wallet-usd")


def test_one_wallet_may_hold_accounts_in_two_currencies(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    provider.gateway.reading("both", "USD")
    provider.gateway.reading("both", "CAD")
    with pytest.raises(NotFound):
        provider.gateway.balance("both")
    assert provider.gateway.balance("both", "CAD") == Money(0, "CAD")


def test_money_that_is_added_is_there_and_on_the_statement(tmp_path: Path) -> None:
    """S0-25, S0-26"""
    provider = practice(tmp_path)
    answer = provider.gateway.add_funds(fund_request("F1", 5000))
    assert isinstance(answer, Funded)
    assert (answer.amount, answer.balance_after) == (Money(5000, "USD"), Money(5000, "USD"))
    (charge,) = provider.gateway.charges()
    assert (charge.key, charge.kind, charge.wallet) == ("F1", ChargeKind.FUNDING, "wallet-usd")
    assert (charge.amount, charge.balance_after, charge.ref) == (
        answer.amount,
        answer.balance_after,
        answer.provider_ref,
    )
    assert provider.gateway.find_funding("wallet-usd", "F1") == answer


def test_the_same_key_adds_money_once_and_has_one_answer(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    answers = {provider.gateway.add_funds(fund_request("F1", 5000)) for _ in range(50)}
    assert len(answers) == 1
    assert provider.gateway.balance("wallet-usd") == Money(5000, "USD")


def test_a_key_with_another_request_is_refused_and_keeps_its_first_answer(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    first = provider.gateway.add_funds(fund_request("F1", 5000))
    with pytest.raises(GatewayRefused) as caught:
        provider.gateway.add_funds(fund_request("F1", 6000))
    assert refused(caught) == "key-reused"
    with pytest.raises(GatewayRefused) as caught:
        provider.gateway.buy_label(label_request("F1"))
    assert refused(caught) == "key-reused"
    assert provider.gateway.find_funding("wallet-usd", "F1") == first
    assert provider.gateway.balance("wallet-usd") == Money(5000, "USD")


@pytest.mark.parametrize(
    ("minor", "reason"),
    [(999, "below-minimum"), (0, "below-minimum"), (-1000, "below-minimum"), (1_000_001, "above-maximum")],
)
def test_amounts_out_of_the_providers_limits_are_refused(tmp_path: Path, minor: int, reason: str) -> None:
    provider = practice(tmp_path)
    with pytest.raises(GatewayRefused) as caught:
        provider.gateway.add_funds(fund_request("F1", minor))
    assert refused(caught) == reason
    assert provider.gateway.balance("wallet-usd") == Money(0, "USD")
    found = provider.gateway.find_funding("wallet-usd", "F1")
    assert isinstance(found, GatewayRefused)
    assert found.fields == caught.value.fields


def test_multiples_of_ten_are_not_the_providers_rule(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    for key, minor in (("F1", 1000), ("F2", 1550), ("F3", 2500)):
        assert isinstance(provider.gateway.add_funds(fund_request(key, minor)), Funded)
    assert provider.gateway.balance("wallet-usd") == Money(5050, "USD")


def test_an_account_holds_ten_thousand_at_most(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    provider.fund(400_000)
    with pytest.raises(GatewayRefused) as caught:
        provider.gateway.add_funds(fund_request("F2", 600_001))
    assert refused(caught) == "balance-limit"
    assert isinstance(provider.gateway.add_funds(fund_request("F3", 600_000)), Funded)


def test_a_key_that_never_came_is_absent_for_good_and_another_wallets_is_not_told(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    provider.gateway.add_funds(fund_request("F1", 5000))
    assert provider.gateway.find_funding("wallet-usd", "F2") == Absent(settled=True)
    assert provider.gateway.find_label("wallet-usd", "L1") == Absent(settled=True)
    assert provider.gateway.find_funding("wallet-cad", "F1") == CannotTell("other-request")
    assert provider.gateway.find_label("wallet-usd", "F1") == CannotTell("other-request")


def test_what_was_ever_spent_never_falls(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    provider.fund(5000)
    assert provider.gateway.reading(wallet("USD"), "USD").lifetime_spent == Money(0, "USD")
    bought = provider.buy(label_request("L1"))
    reading = provider.gateway.reading(wallet("USD"), "USD")
    assert reading.lifetime_spent == bought.price
    assert reading.balance == Money(5000, "USD") - bought.price == bought.balance_after
    provider.gateway.post_adjustment(bought.provider_ref, Money(185, "USD"), "lighter")
    assert provider.gateway.reading(wallet("USD"), "USD").lifetime_spent == bought.price


def test_the_providers_file_is_the_owners_alone(tmp_path: Path) -> None:
    """D6"""
    practice(tmp_path).fund(5000)
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "practice.db": 0o600,
        "practice.lock": 0o600,
    }


def test_what_the_provider_has_said_survives_a_power_cut(tmp_path: Path) -> None:
    """A rollback journal with synchronous EXTRA; FULL alone may lose the last commit."""
    with PracticeFile(tmp_path).session() as db:
        assert db.execute("pragma journal_mode").fetchone()[0] == "delete"
        assert db.execute("pragma synchronous").fetchone()[0] == 3


def test_an_entry_can_be_neither_changed_nor_taken_away(tmp_path: Path) -> None:
    practice(tmp_path).fund(5000)
    db = sqlite3.connect(tmp_path / "practice.db", isolation_level=None)
    for statement in ("update entry set amount_minor = 1", "delete from entry"):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement)
    db.close()


@pytest.mark.parametrize("spoil", ["garbage", "newer", "folder"])
def test_a_file_that_cannot_be_used_refuses_before_anything_happens(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "practice.db"
    if spoil == "garbage":
        path.write_bytes(b"this is no database, whatever its name says" * 100)
    elif spoil == "folder":
        path.mkdir()
    else:
        practice(tmp_path).fund(5000)
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("pragma user_version = 99")
        db.close()
    with pytest.raises(GatewayUnavailable):
        practice(tmp_path).gateway.reading("wallet-usd", "USD")


def test_a_provider_that_is_busy_too_long_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = practice(tmp_path)
    provider.fund(5000)
    monkeypatch.setattr("core.gateways.postage.practice_file._LOCK_TIMEOUT_S", 0.0)
    holder = sqlite3.connect(tmp_path / "practice.lock", isolation_level=None)
    holder.execute("begin exclusive")
    with pytest.raises(GatewayUnavailable) as caught:
        provider.gateway.add_funds(fund_request("F2", 5000))
    assert caught.value.fields["reason"] == "practice-busy"
    holder.close()
    assert isinstance(provider.gateway.add_funds(fund_request("F2", 5000)), Funded)
