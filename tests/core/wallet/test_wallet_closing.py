"""Closing an account, guided: S0-32 to S0-34, C4, idea 22."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stations import fund, station
from wallet_facts_kit import booked, bought, money, move, poll, posted, rules, state_of, voided

from core.accounts.rules import WalletClosed
from core.accounts.store import get_wallet
from core.ledger.accounts import bank_clearing, card, close_due, lost
from core.money import Money
from core.services import Services
from core.tasks.rules import TaskKind
from core.tasks.service import open_tasks
from core.wallet.autofund.rules import Autofund, Owner
from core.wallet.autofund.service import set_rule
from core.wallet.dated_rules import WalletRulesUnreadable, load_wallet_rules
from core.wallet.rules_adjustments import Cause, Source
from core.wallet.rules_closing import (
    Closing,
    ClosingBlocked,
    ClosingState,
    DifferenceNeedsReason,
    LabelsStillVoidable,
    NotClosing,
    NothingToClose,
)
from core.wallet.rules_waterfall import Avoid, OpenKind, ServiceUse, drain
from core.wallet.service_adjustments import NewAdjustment, add_adjustment
from core.wallet.service_closing import (
    PaidTo,
    begin_closing,
    cancel_closing,
    closing_view,
    keep_closing_paper,
    overdue_closing,
    receive_closing_refund,
    request_closing_refund,
)
from core.wallet.service_explaining import drain_plan
from core.wallet.store_closing import papers_of

DAY = date(2026, 11, 20)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Services]:
    with station(tmp_path) as services:
        yield services
        assert services.findings() == []


def begin(here: Services) -> Closing:
    return begin_closing(here.store, here.desk, "usd", "moving to another provider")


def request(here: Services, *, gives_up_voids: bool = False) -> Closing:
    return request_closing_refund(
        here.store, here.desk, "usd", here.catalogue, rules(here).closing, gives_up_voids=gives_up_voids
    )  # fmt: skip


def test_closing_stops_buying_asks_the_whole_rest_back_and_ends_with_what_comes(here: Services) -> None:
    """S0-32, S0-33: 6 and 8 weeks are two dates and two tasks."""
    fund(here, "usd", 5000)
    assert begin(here).state is ClosingState.BEGUN
    assert begin(here).state is ClosingState.BEGUN, "twice changes nothing"
    assert state_of(here) == "closing"
    with pytest.raises(WalletClosed):
        fund(here, "usd", 1000)
    asked = request(here)
    assert (asked.state, asked.amount) == (ClosingState.REQUESTED, money(5000))
    assert (asked.first_day, asked.last_day) == ("2027-01-01", "2027-01-15")
    assert (booked(here), posted(here, close_due("usd", "USD"))) == (0, 5000)
    tasks = here.read(open_tasks)
    assert [(task.kind, task.due.isoformat()) for task in tasks] == [
        (TaskKind.FOLLOW_CLOSING, "2027-01-01"), (TaskKind.FOLLOW_CLOSING, "2027-01-15"),
    ]  # fmt: skip
    assert not overdue_closing(asked, date(2027, 1, 15))
    assert overdue_closing(asked, date(2027, 1, 16))
    done = receive_closing_refund(here.store, here.desk, "usd", money(5000), PaidTo.BANK)
    assert (done.state, state_of(here)) == (ClosingState.REFUNDED, "closed")
    assert posted(here, bank_clearing("USD")) == 5000
    assert posted(here, close_due("usd", "USD")) == 0
    assert here.read(open_tasks) == []
    with pytest.raises(NotClosing):
        begin(here)


def test_what_came_short_is_lost_by_a_persons_word(here: Services) -> None:
    fund(here, "usd", 5000)
    begin(here)
    request(here)
    with pytest.raises(DifferenceNeedsReason):
        receive_closing_refund(here.store, here.desk, "usd", money(4975), PaidTo.CARD)
    was = posted(here, card("usd", "USD"))
    receive_closing_refund(here.store, here.desk, "usd", money(4975), PaidTo.CARD, "their fee")
    assert posted(here, card("usd", "USD")) == was + 4975
    assert posted(here, lost("USD")) == 25


def test_nothing_is_asked_back_while_a_refund_is_due(here: Services) -> None:
    label = voided(here)
    begin(here)
    with pytest.raises(ClosingBlocked) as blocked:
        request(here)
    assert blocked.value.fields["open"] == "refund-due"
    move(here, days=22)
    poll(here)
    assert request(here).amount == money(10_000), label


def test_labels_that_may_still_be_voided_are_named_before_their_money_is_given_up(here: Services) -> None:
    label = bought(here)
    begin(here)
    view = here.read(lambda q: closing_view(q, here.desk, "usd", here.catalogue, rules(here).closing))
    assert [clock.label.id for clock in view.voidable] == [label.id]
    assert view.blocked_by == ()
    with pytest.raises(LabelsStillVoidable) as risk:
        request(here)
    assert risk.value.fields["at_risk"] == label.price
    assert request(here, gives_up_voids=True).state is ClosingState.REQUESTED


def test_a_wallet_below_zero_has_nothing_to_ask_back_and_one_at_zero_is_simply_closed(here: Services) -> None:
    fund(here, "usd", 1000)
    taken = NewAdjustment(
        wallet="usd", carrier="usps", label="", tracking="", amount=money(-1001), cause=Cause.OTHER, reason="w",
        provider_ref="", source=Source.PERSON, day=DAY,
    )  # fmt: skip
    add_adjustment(here.store, here.desk, taken)
    begin(here)
    with pytest.raises(NothingToClose):
        request(here)
    add_adjustment(here.store, here.desk, replace(taken, amount=money(1)))
    assert request(here).state is ClosingState.REFUNDED
    assert state_of(here) == "closed"
    assert here.read(open_tasks) == []


def test_a_closing_that_is_called_off_gives_the_wallet_its_money_back(here: Services) -> None:
    fund(here, "usd", 5000)
    begin(here)
    with pytest.raises(NotClosing):
        receive_closing_refund(here.store, here.desk, "usd", money(5000), PaidTo.BANK)
    request(here)
    assert cancel_closing(here.store, here.desk, "usd", "staying").state is ClosingState.CANCELLED
    assert (booked(here), state_of(here), here.read(open_tasks)) == (5000, "open", [])
    fund(here, "usd", 1000)
    begin(here)
    assert request(here).amount == money(6000), "a second closing is one of its own"


def test_the_papers_of_a_closing_are_kept_with_it(here: Services) -> None:
    closing = begin(here)
    digest = keep_closing_paper(here.store, here.desk, here.files, closing.id, "letter", b"%PDF-")
    assert keep_closing_paper(here.store, here.desk, here.files, closing.id, "letter", b"%PDF-") == digest
    assert here.read(lambda q: papers_of(q, closing.id)) == [("letter", digest)]


def test_the_window_is_dated_data_and_a_station_may_have_its_own(here: Services) -> None:
    """C4: 6 to 8 weeks on request; the United States' 30 days and 14 business days beside it."""
    shipped = rules(here)
    assert shipped.closing.window(DAY) == (DAY + timedelta(days=42), DAY + timedelta(days=56))
    other = next(rule for rule in shipped.closings if rule.id == "closing.automatic-us")
    assert other.window(DAY) == (date(2026, 12, 20), date(2027, 1, 7))
    own = here.directory / "wallet_rules.toml"
    own.write_text('closing_in_use = "closing.automatic-us"\n', encoding="utf-8")
    assert load_wallet_rules(here.directory).closing == other
    for text in ('closing_in_use = "nobody"', "closing = 3", "[[closing]]\nid = 'x'", "=", "dispute = 1"):
        own.write_text(text, encoding="utf-8")
        with pytest.raises(WalletRulesUnreadable):
            load_wallet_rules(here.directory)


def test_the_plan_says_when_the_balance_runs_out_and_what_not_to_buy(here: Services) -> None:
    """S0-34, idea 22."""
    label = bought(here)
    move(here, days=1)
    plan = here.read(
        lambda q: drain_plan(q, get_wallet(q, "usd"), here.desk.clock.now(), here.desk.actor.zone)
    )  # fmt: skip
    left = 10_000 - label.price.minor
    assert plan.burn == label.price
    assert plan.days_left == left * 28 // label.price.minor
    assert plan.labels_left == left // label.price.minor
    assert plan.run_out == DAY + timedelta(days=1 + left * 28 // label.price.minor)
    assert plan.avoid == (Avoid.POSTAGE,)


@given(st.integers(-1000, 10**7), st.lists(st.tuples(st.integers(1, 40), st.integers(100, 9000)), max_size=4))
def test_a_plan_never_promises_more_than_is_there(available: int, sold: list[tuple[int, int]]) -> None:
    used = [
        ServiceUse("usps", f"S{n}", count, money(count * price), money(price)) for n, (count, price) in enumerate(sold)
    ]
    plan = drain(money(available), money(0), used, DAY, has_autofund=False)
    left = max(0, available)
    if plan.days_left is not None:
        assert plan.days_left * plan.burn.minor <= left * 28
    if plan.labels_left is not None:
        assert plan.labels_left * sum(c * p for c, p in sold) <= left * sum(c for c, _ in sold)
    assert all(one.least.minor > left for one in plan.too_dear)
    assert (Avoid.POSTAGE in plan.avoid) == (left > 0)


def test_an_account_that_fills_up_by_itself_is_told_to_stop_that_first(here: Services) -> None:
    wallet, rule = "usd", load_wallet_rules(here.directory).closing
    before = here.read(lambda q: closing_view(q, here.desk, wallet, here.catalogue, rule))
    made = Autofund(wallet, Owner.US, Money(2000, "USD"), Money(3000, "USD"), 1, Money(3000, "USD"))
    set_rule(here.store, here.desk, made, provider_is_off=True)
    after = here.read(lambda q: closing_view(q, here.desk, wallet, here.catalogue, rule))
    assert Avoid.AUTOFUND not in before.plan.avoid
    assert Avoid.AUTOFUND in after.plan.avoid


def test_every_open_thing_has_its_kind_and_its_expected_day(here: Services) -> None:
    label = voided(here)
    view = here.read(lambda q: closing_view(q, here.desk, "usd", here.catalogue, rules(here).closing))
    (item,) = view.open_items
    assert (item.kind, item.amount, item.memo) == (OpenKind.REFUND_DUE, label.price, label.tracking)
    assert item.expected == DAY + timedelta(days=21)
