"""Every member of billing's closed sets has its word, in every language; no word is left over."""

from enum import Enum

import pytest

from core.billing.dated_rules import load_billing_rules
from core.billing.records import (
    AccountKind,
    Channel,
    Method,
    OrderState,
    PaidFrom,
    PayableState,
    Stream,
    Terms,
    What,
)
from core.billing.service_other import OtherKind
from core.billing.statement import LineKind
from core.i18n import LANGUAGES, translator
from core.resources import resource
from ui.messages_base import Table
from ui.messages_billing import (
    ACCOUNT_KINDS,
    BILLED_STATES,
    BILLING_RULES,
    CHANNELS,
    LINE_KINDS,
    METHOD_REASONS,
    METHODS,
    OTHER_KINDS,
    PAID_FROM,
    PAYABLE_STATES,
    STREAMS,
    TERMS,
    WHATS,
)
from ui.messages_words import TRANSACTION_KINDS

SETS: list[tuple[Table, type[Enum]]] = [
    (ACCOUNT_KINDS, AccountKind), (TERMS, Terms), (CHANNELS, Channel), (METHODS, Method), (WHATS, What),
    (STREAMS, Stream), (BILLED_STATES, OrderState), (PAYABLE_STATES, PayableState), (PAID_FROM, PaidFrom),
    (LINE_KINDS, LineKind), (OTHER_KINDS, OtherKind),
]  # fmt: skip


@pytest.mark.parametrize(("table", "members"), SETS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_member_of_billing_has_its_word(table: Table, members: type[Enum]) -> None:
    assert set(table) == {member.value for member in members}
    assert all(words(tr).strip() for words in table.values() for tr in map(translator, LANGUAGES))


def test_every_reason_of_a_refused_method_has_its_words() -> None:
    """S1-07: those of the rules' file, and those that the rules find themselves."""
    said = {denied.reason for denied in load_billing_rules(resource("billing_rules.toml").parent).denied}
    found = {"no-active-meter", "no-credit-terms", "not-at-channel", "cancelled"}
    assert set(METHOD_REASONS) == said | found


def test_every_entry_of_billing_has_its_word_and_every_rule_its_card() -> None:
    posted = {"billing", "billing-undone", "billing-paid", "late-fee", "meter-reading", "other-charge"}
    assert posted <= set(TRANSACTION_KINDS)
    from core.billing.rules import MethodRefused, NotPaidAtOrder, TermsRefused

    rules = [NotPaidAtOrder.rule, TermsRefused.rule, MethodRefused(source="x", as_of="2026-11-22").rule]
    assert {rule.name for rule in rules if rule} == set(BILLING_RULES)
