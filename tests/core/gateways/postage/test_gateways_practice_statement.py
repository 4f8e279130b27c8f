"""The practice provider's statement: what happened after a sale, by its own clock (S0-35, S0-36)."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from practice_kit import Practice, label_request, practice, wallet

from core.errors import NotFound
from core.gateways.postage.practice_faults import Fault, FaultKind, Operation
from core.gateways.postage.practice_file import _SCHEMA, FILE_NAME
from core.money import Money
from core.purchases.after_sales import AfterSaleKind
from core.purchases.port import GatewayUnavailable, VoidRequest, VoidState


def rich(folder: Path, *faults: Fault) -> Practice:
    provider = practice(folder, *faults)
    provider.fund(50_000)
    return provider


def test_a_statement_of_a_later_day_has_the_refund_that_came_due(tmp_path: Path) -> None:
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", "usps"))
    name = wallet("USD")
    request = VoidRequest("V1", name, "usps", bought.provider_ref)
    assert provider.gateway.void_label(request).state is VoidState.ACCEPTED
    assert provider.gateway.after_sales(name, "USD", None) == ()
    before = provider.gateway.balance(name)
    provider.clock.move(timedelta(days=22))
    (event,) = provider.gateway.after_sales(name, "USD", None)
    assert (event.kind, event.amount, event.label_ref) == (AfterSaleKind.REFUND, bought.price, bought.provider_ref)
    assert provider.gateway.balance(name) == before + bought.price
    assert provider.gateway.after_sales(name, "USD", None) == (event,)
    assert provider.gateway.after_sales(name, "USD", event.at + timedelta(seconds=1)) == ()
    assert provider.gateway.after_sales(name, "CAD", None) == ()


def test_a_reading_of_a_later_day_has_it_too(tmp_path: Path) -> None:
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", "usps"))
    name = wallet("USD")
    provider.gateway.void_label(VoidRequest("V1", name, "usps", bought.provider_ref))
    before = provider.gateway.reading(name, "USD").balance
    provider.clock.move(timedelta(days=22))
    assert provider.gateway.reading(name, "USD").balance == before + bought.price


def test_a_refused_refund_is_told_and_never_credited(tmp_path: Path) -> None:
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", "usps"))
    name = wallet("USD")
    with pytest.raises(NotFound):
        provider.gateway.refuse_refund(bought.provider_ref, "label_already_used")
    provider.gateway.void_label(VoidRequest("V1", name, "usps", bought.provider_ref))
    before = provider.gateway.balance(name)
    provider.gateway.refuse_refund(bought.provider_ref, "label_already_used")
    provider.clock.move(timedelta(days=60))
    (event,) = provider.gateway.after_sales(name, "USD", None)
    assert (event.kind, event.amount, event.reason) == (
        AfterSaleKind.REFUND_REFUSED, Money(0, "USD"), "label_already_used",
    )  # fmt: skip
    assert provider.gateway.balance(name) == before


def test_a_statement_may_fail_like_any_request(tmp_path: Path) -> None:
    provider = rich(tmp_path, Fault(Operation.AFTER_SALES, FaultKind.NOT_SENT, nth=1))
    with pytest.raises(GatewayUnavailable):
        provider.gateway.after_sales(wallet("USD"), "USD", None)
    assert provider.gateway.after_sales(wallet("USD"), "USD", None) == ()


def test_a_file_of_the_first_version_learns_of_refusals(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.executescript(f"{_SCHEMA} pragma user_version = 1;")
    db.close()
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", "usps"))
    name = wallet("USD")
    provider.gateway.void_label(VoidRequest("V1", name, "usps", bought.provider_ref))
    provider.gateway.refuse_refund(bought.provider_ref, "used")
    assert [event.reason for event in provider.gateway.after_sales(name, "USD", None)] == ["used"]
