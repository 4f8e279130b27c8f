"""Accounts with carriers, and what they may be paid by (S1-01 to S1-03, S1-06, S1-07, S1-09, S1-12, S1-14)."""

from pathlib import Path

import pytest
from billing_kit import METER, account, bought, cad, meter, own_rules, rules
from people_kit import staffed
from stations import station

from core.accounts.rules import CardNumberTyped
from core.billing.dated_rules import BillingRulesUnreadable
from core.billing.records import AccountKind, Channel, Method, PayableState, Support, Terms
from core.billing.rules import AccountKnown, BadDay, MethodRefused, NothingChanges, TermsRefused, WordsNeeded
from core.billing.service import NewAccount, add_account, change_account, set_meter, set_support, standing_of
from core.billing.store import account_changes, list_accounts, list_orders
from core.context import Mode
from core.people.rules import OperatorNeeded, ProofNeeded
from core.services import Services
from core.store.history import moves


def refusals(services: Services, owner: str, channel: Channel) -> dict[Method, str]:
    """The methods that are refused, with the reason; those that are allowed have none."""
    standing = services.read(lambda q: standing_of(q, rules(services), owner))
    return {offer.method: offer.reason for at, offers in standing.offers if at is channel for offer in offers}


def test_an_account_keeps_what_it_was_since_when_why_and_who_said_so(services: Services) -> None:
    """S1-01."""
    made = account(services, AccountKind.COMMERCIAL)
    change_account(
        services.store, services.desk, made.id, AccountKind.SMALL_BUSINESS, "moved by letter", day="2026-11-01"
    )
    history = services.read(lambda q: account_changes(q, made.id))
    assert [(c.kind, c.terms, c.day, c.reason, c.actor) for c in history] == [
        (AccountKind.COMMERCIAL, Terms.NET_15, "2026-11-20", "", "ana"),
        (AccountKind.SMALL_BUSINESS, Terms.AT_ORDER, "2026-11-01", "moved by letter", "ana"),
    ]
    events = services.read(lambda q: moves(q, "billing_account", made.id))
    assert [(event, after) for _, event, after, _ in events] == [
        ("add", "commercial"),
        ("become-small-business", "small-business"),
    ]
    [now] = services.read(list_accounts)
    assert (now.kind, now.terms, now.since) == (AccountKind.SMALL_BUSINESS, Terms.AT_ORDER, "2026-11-01")


def test_a_number_is_entered_once_and_a_change_changes_something(services: Services) -> None:
    made = account(services)
    with pytest.raises(AccountKnown):
        account(services)
    with pytest.raises(NothingChanges):
        change_account(services.store, services.desk, made.id, AccountKind.SMALL_BUSINESS, "again")
    with pytest.raises(WordsNeeded):
        change_account(services.store, services.desk, made.id, AccountKind.PARTNER, " ")
    with pytest.raises(BadDay):
        change_account(services.store, services.desk, made.id, AccountKind.PARTNER, "x", day="2030-01-01")


def test_credit_of_fifteen_days_is_for_commercial_accounts_alone(services: Services) -> None:
    """S1-09."""
    with pytest.raises(TermsRefused):
        add_account(
            services.store, services.desk, services.catalogue,
            NewAccount("canada_post", "1", AccountKind.SMALL_BUSINESS, terms=Terms.NET_15),
        )  # fmt: skip
    at_order = add_account(
        services.store, services.desk, services.catalogue, NewAccount("canada_post", "1", AccountKind.COMMERCIAL)
    )
    assert refusals(services, at_order.id, Channel.TOOL)[Method.NET_15] == "no-credit-terms"
    changed = change_account(
        services.store, services.desk, at_order.id, AccountKind.COMMERCIAL, "credit granted", terms=Terms.NET_15
    )
    assert refusals(services, changed.id, Channel.TOOL)[Method.NET_15] == ""


def test_bill_to_account_is_shown_to_a_small_business_and_refused_with_its_source(services: Services) -> None:
    """S1-07: visible, and the reason is the carrier's."""
    made = account(services)
    for channel in Channel:
        assert refusals(services, made.id, channel)[Method.BILL_TO_ACCOUNT] == "no-bill-to-account"
        assert refusals(services, made.id, channel)[Method.CARD] == ""
    with pytest.raises(MethodRefused) as refused:
        bought(services, made, by=Method.BILL_TO_ACCOUNT)
    assert refused.value.fields["reason"] == "no-bill-to-account"
    assert refused.value.rule is not None
    assert "Canada Post" in refused.value.rule.source
    assert services.read(list_orders) == []


def test_the_supplier_account_needs_an_active_meter(services: Services) -> None:
    """S1-03, S1-11."""
    made = account(services)
    assert refusals(services, made.id, Channel.TOOL)[Method.SUPPLIER] == "no-active-meter"
    meter(services, made)
    assert refusals(services, made.id, Channel.TOOL)[Method.SUPPLIER] == ""
    set_meter(services.store, services.desk, made.id, METER, active=False, reason="sent back")
    with pytest.raises(MethodRefused, match="no-active-meter"):
        bought(services, made, by=Method.SUPPLIER)


def test_methods_depend_on_the_channel(services: Services) -> None:
    """S1-05, S1-06: the supplier account at partners and in the tool, not over the counter."""
    made = account(services)
    meter(services, made)
    reasons = {channel: refusals(services, made.id, channel)[Method.SUPPLIER] for channel in Channel}
    assert reasons == {
        Channel.TOOL: "", Channel.PARTNER: "", Channel.SHOP: "not-at-channel", Channel.DIRECT_MAIL: "not-at-channel",
        Channel.COUNTER: "not-at-channel",
    }  # fmt: skip


def test_a_cancelled_account_says_what_is_owed_and_how_things_may_still_be_paid(services: Services) -> None:
    """S1-14."""
    made = account(services, AccountKind.COMMERCIAL)
    bought(services, made, 4200, by=Method.NET_15)
    change_account(services.store, services.desk, made.id, AccountKind.CANCELLED, "letter of the 1st", day="2026-11-15")
    standing = services.read(lambda q: standing_of(q, rules(services), made.id))
    assert (standing.account.kind, standing.account.since) == (AccountKind.CANCELLED, "2026-11-15")
    assert [(one.owed, one.state) for one in standing.owed] == [(cad(4200), PayableState.OPEN)]
    allowed = {(at, offer.method) for at, offers in standing.offers for offer in offers if offer.is_allowed}
    assert allowed == {(Channel.SHOP, Method.CARD), (Channel.COUNTER, Method.CARD)}
    with pytest.raises(MethodRefused, match="cancelled"):
        bought(services, made, by=Method.CARD, at=Channel.TOOL)
    assert standing.support.phone == "1-800-267-7651"


def test_the_support_card_is_edited_and_keeps_no_card_number(services: Services) -> None:
    """S1-12."""
    made = account(services)
    with pytest.raises(CardNumberTyped):
        set_support(services.store, services.desk, made.id, Support(note="4242 4242 4242 4242"))
    set_support(services.store, services.desk, made.id, Support("1-866-555-0100", "", "Ask for Léa"))
    assert services.read(lambda q: standing_of(q, rules(services), made.id)).support.note == "Ask for Léa"


def test_the_stations_own_rules_come_before_those_of_the_program(services: Services) -> None:
    """S1-06, C9: data with source and date."""
    made = account(services)
    mine = own_rules(
        services,
        '[[allowed]]\ncarrier = "canada_post"\nkind = "small-business"\nchannels = ["counter"]\n'
        'methods = ["card", "supplier-account"]\nsource = "our postmaster"\nas_of = 2026-12-01\n',
    )
    meter(services, made)
    assert refusals(services, made.id, Channel.COUNTER)[Method.SUPPLIER] == ""
    mine.write_text('[[allowed]]\ncarrier = "canada_post"\n', encoding="utf-8")
    with pytest.raises(BillingRulesUnreadable):
        rules(services)
    mine.write_text("[[allowed]\n", encoding="utf-8")
    with pytest.raises(BillingRulesUnreadable):
        rules(services)


def test_outside_practice_somebody_has_a_pin_first(tmp_path: Path) -> None:
    """S2-26."""
    with station(tmp_path, mode=Mode.RECORDED) as services, pytest.raises(OperatorNeeded):
        account(services)


def test_every_refusal_names_its_source(services: Services) -> None:
    """S1-06: also at a channel where an account may use nothing."""
    made = account(services, AccountKind.CANCELLED)
    with pytest.raises(MethodRefused) as refused:
        bought(services, made)
    assert refused.value.rule is not None
    assert refused.value.rule.source.startswith("Canada Post")


def test_a_money_setting_asks_for_the_pin(services: Services) -> None:
    """S2-13."""
    made = account(services)
    seated = staffed(services)
    with pytest.raises(ProofNeeded):
        change_account(seated.store, seated.desk, made.id, AccountKind.COMMERCIAL, "x")
    with pytest.raises(ProofNeeded):
        set_meter(seated.store, seated.desk, made.id, METER, active=True)
    with pytest.raises(ProofNeeded):
        bought(seated, made)
    assert services.read(list_accounts)[0].kind is AccountKind.SMALL_BUSINESS
