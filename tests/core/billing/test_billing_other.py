"""Other charges are a book of their own, with a method of their own (S0-20, S0-44)."""

import sqlite3

import pytest
from billing_kit import PDF, account, bought

from core.accounts.rules import FormProblems
from core.billing.rules import BadAmount, ReferenceRecorded, WordsNeeded
from core.billing.service_other import (
    OtherKind,
    OtherMethod,
    other_charges,
    other_methods,
    other_totals,
    record_other,
    set_other_method,
)
from core.ledger.accounts import other, wallet_account
from core.ledger.checks import ledger_findings
from core.ledger.entries import Entry, Line, post
from core.money import Money
from core.services import Services
from core.wallet.service import views

FEE = Money(2999, "USD")


def method(services: Services, kind: OtherKind = OtherKind.SUBSCRIPTION) -> OtherMethod:
    made = OtherMethod(kind, "Office card", "Visa", "4242", "Subscription settings")
    return set_other_method(services.store, services.desk, made)


def test_no_entry_of_the_other_book_has_a_line_of_a_wallet_or_of_anything_else(services: Services) -> None:
    """S0-20: whatever is recorded there, the balance is as it was."""
    before = services.read(views)
    method(services)
    method(services, OtherKind.INSURANCE)
    record_other(services.store, services.desk, services.files, OtherKind.SUBSCRIPTION, FEE, receipt=PDF)
    record_other(services.store, services.desk, services.files, OtherKind.INSURANCE, Money(125, "USD"), reference="I-1")
    record_other(services.store, services.desk, services.files, OtherKind.SUBSCRIPTION, Money(-999, "USD"))
    kinds = services.read(
        lambda q: q.all(
            "select distinct a.kind, a.wallet from posting p join journal j on j.number = p.journal "
            "join account a on a.code = p.account where j.kind = 'other-charge'"
        )
    )
    assert [tuple(row) for row in kinds] == [("memo", None)]
    assert services.read(views) == before
    assert services.read(other_totals) == [
        (OtherKind.INSURANCE, Money(125, "USD")), (OtherKind.SUBSCRIPTION, Money(2000, "USD")),
    ]  # fmt: skip
    assert services.read(ledger_findings) == []


def test_the_books_refuse_an_entry_that_pays_another_charge_from_a_wallet(services: Services) -> None:
    """S0-44: not even a fault of the program can do it."""
    usd = Money(2999, "USD")
    lines = (Line(other("subscription", "USD"), usd), Line(wallet_account("usd", "USD"), -usd))
    with pytest.raises(sqlite3.IntegrityError, match="memo accounts stay apart"), services.store.write() as tx:
        post(tx, services.desk, Entry("x", "other-charge", lines, "x", "x"))
    bought(services, account(services))
    assert services.read(ledger_findings) == []


def test_a_charge_needs_a_method_of_its_own_kind_and_keeps_it(services: Services) -> None:
    method(services)
    with pytest.raises(WordsNeeded):
        record_other(services.store, services.desk, services.files, OtherKind.INSURANCE, FEE)
    record_other(services.store, services.desk, services.files, OtherKind.SUBSCRIPTION, FEE, reference="S-1")
    set_other_method(services.store, services.desk, OtherMethod(OtherKind.SUBSCRIPTION, "New card"))
    assert [one.method for one in services.read(other_charges)] == ["Office card"]
    assert [one.nickname for one in services.read(other_methods)] == ["New card"]
    with pytest.raises(ReferenceRecorded):
        record_other(services.store, services.desk, services.files, OtherKind.SUBSCRIPTION, FEE, reference="S-1")
    with pytest.raises(BadAmount):
        record_other(services.store, services.desk, services.files, OtherKind.SUBSCRIPTION, Money(0, "USD"))


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (OtherMethod(OtherKind.INSURANCE, "4242 4242 4242 4242"), "nickname"),
        (OtherMethod(OtherKind.INSURANCE, "Card", last4="12"), "last4"),
        (OtherMethod(OtherKind.INSURANCE, " "), "nickname"),
    ],
)
def test_a_method_has_no_card_number(services: Services, made: OtherMethod, field: str) -> None:
    """D6."""
    with pytest.raises(FormProblems) as refused:
        set_other_method(services.store, services.desk, made)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert services.read(other_methods) == []
