"""What goes wrong at the practice provider when it is told to, and what can be found out afterwards."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from practice_kit import START, ZONE, Practice, fund_request, label_request, practice, quote_request, wallet

from core.clock import SteppingClock
from core.gateways.postage.practice import PracticeGateway
from core.gateways.postage.practice_books import ChargeKind
from core.gateways.postage.practice_faults import Fault, FaultKind, Operation
from core.money import Money
from core.purchases.port import (
    Absent,
    Bought,
    CannotTell,
    Funded,
    GatewayRefused,
    GatewayUnavailable,
    GatewayUnknown,
    Processing,
    VoidRequest,
    VoidState,
)

BUY, FUND = Operation.BUY_LABEL, Operation.ADD_FUNDS
NOTHING_SENT = [FaultKind.NOT_SENT, FaultKind.RATE_LIMITED]
LOST_AFTER = [FaultKind.DROP_AFTER_COMMIT, FaultKind.ERROR_500_AFTER_COMMIT, FaultKind.TRUNCATED_ANSWER]


def funded(directory: Path, *faults: Fault) -> Practice:
    """A provider with 100.00 in the account; its first funding is call 1 of that operation."""
    provider = practice(directory, *faults)
    provider.fund(10_000)
    return provider


def labels(provider: Practice) -> list[str]:
    return [charge.key for charge in provider.gateway.charges() if charge.kind is ChargeKind.LABEL]


@pytest.mark.parametrize("kind", NOTHING_SENT)
def test_a_label_request_that_is_not_sent_is_not_known_and_may_be_sent_again(tmp_path: Path, kind: FaultKind) -> None:
    provider = funded(tmp_path, Fault(BUY, kind, nth=1))
    request = label_request("L1")
    with pytest.raises(GatewayUnavailable) as caught:
        provider.gateway.buy_label(request)
    assert caught.value.fields["reason"] == kind.value
    assert provider.gateway.find_label(request.wallet, "L1") == Absent(settled=True)
    assert provider.buy(request).tracking
    assert labels(provider) == ["L1"]


def test_an_answer_lost_before_the_commit_means_nothing_happened(tmp_path: Path) -> None:
    provider = funded(tmp_path, Fault(BUY, FaultKind.DROP_BEFORE_COMMIT, nth=1))
    with pytest.raises(GatewayUnknown):
        provider.gateway.buy_label(label_request("L1"))
    assert labels(provider) == []
    assert provider.gateway.find_label(wallet("USD"), "L1") == Absent(settled=True)


@pytest.mark.parametrize("kind", LOST_AFTER)
def test_an_answer_lost_after_the_commit_is_found_again_whole(tmp_path: Path, kind: FaultKind) -> None:
    """M5"""
    provider = funded(tmp_path, Fault(BUY, kind, nth=1))
    request = label_request("L1")
    with pytest.raises(GatewayUnknown):
        provider.gateway.buy_label(request)
    found = provider.again().gateway.find_label(request.wallet, "L1")
    assert isinstance(found, Bought)
    assert provider.buy(request) == found
    assert labels(provider) == ["L1"]


def test_a_caller_cannot_see_on_which_side_of_the_commit_an_answer_was_lost(tmp_path: Path) -> None:
    reasons = set()
    for nth, kind in enumerate((FaultKind.DROP_BEFORE_COMMIT, FaultKind.DROP_AFTER_COMMIT, FaultKind.LATE_SUCCESS)):
        directory = tmp_path / str(nth)
        directory.mkdir()
        provider = funded(directory, Fault(BUY, kind, nth=1))
        with pytest.raises(GatewayUnknown) as caught:
            provider.gateway.buy_label(label_request("L1"))
        reasons.add(str(caught.value))
    assert len(reasons) == 1


@pytest.mark.parametrize("kind", LOST_AFTER)
def test_a_lost_refusal_is_found_as_a_refusal(tmp_path: Path, kind: FaultKind) -> None:
    provider = practice(tmp_path, Fault(BUY, kind, nth=1))
    with pytest.raises(GatewayUnknown):
        provider.gateway.buy_label(label_request("L1"))
    found = provider.gateway.find_label(wallet("USD"), "L1")
    assert isinstance(found, GatewayRefused)
    assert found.fields["reason"] == "insufficient-funds"


@pytest.mark.parametrize("kind", LOST_AFTER)
def test_a_funding_whose_answer_is_lost_is_there_once(tmp_path: Path, kind: FaultKind) -> None:
    provider = practice(tmp_path, Fault(FUND, kind, nth=1))
    with pytest.raises(GatewayUnknown):
        provider.gateway.add_funds(fund_request("F1", 5000))
    assert isinstance(provider.gateway.find_funding(wallet("USD"), "F1"), Funded)
    assert isinstance(provider.gateway.add_funds(fund_request("F1", 5000)), Funded)
    assert provider.gateway.balance(wallet("USD")) == Money(5000, "USD")


@pytest.mark.parametrize("kind", LOST_AFTER)
def test_a_void_whose_answer_is_lost_is_asked_again(tmp_path: Path, kind: FaultKind) -> None:
    """M5: voids are repeatable."""
    provider = funded(tmp_path, Fault(Operation.VOID_LABEL, kind, nth=1))
    bought = provider.buy(label_request("L1", "ups"))
    request = VoidRequest("V1", wallet("USD"), "ups", bought.provider_ref)
    with pytest.raises(GatewayUnknown):
        provider.gateway.void_label(request)
    assert provider.gateway.void_label(request).state is VoidState.REFUNDED
    assert provider.gateway.balance(wallet("USD")) == Money(10_000, "USD")


def test_a_purchase_in_processing_is_charged_when_it_is_done(tmp_path: Path) -> None:
    provider = funded(tmp_path, Fault(BUY, FaultKind.PROCESSING_THEN_DONE, nth=1, count=2))
    request = label_request("L1")
    answer = provider.gateway.buy_label(request)
    assert isinstance(answer, Processing)
    assert provider.gateway.buy_label(request) == answer
    assert [provider.gateway.find_label(request.wallet, "L1") for _ in range(2)] == [answer, answer]
    assert labels(provider) == []
    done = provider.again().gateway.find_label(request.wallet, "L1")
    assert isinstance(done, Bought)
    assert done.provider_ref == answer.provider_ref
    assert provider.gateway.find_label(request.wallet, "L1") == done == provider.buy(request)
    assert labels(provider) == ["L1"]


def test_a_purchase_in_processing_is_refused_when_the_money_has_gone_meanwhile(tmp_path: Path) -> None:
    provider = practice(tmp_path, Fault(BUY, FaultKind.PROCESSING_THEN_DONE, nth=1, count=0))
    provider.fund(1500)
    assert isinstance(provider.gateway.buy_label(label_request("L1")), Processing)
    provider.buy(label_request("L2"))
    found = provider.gateway.find_label(wallet("USD"), "L1")
    assert isinstance(found, GatewayRefused)
    assert found.fields["reason"] == "insufficient-funds"
    assert labels(provider) == ["L2"]


@pytest.mark.parametrize(
    ("scripted", "reason"), [("", "carrier-refused"), ("address-not-served", "address-not-served")]
)
def test_processing_may_end_in_a_refusal(tmp_path: Path, scripted: str, reason: str) -> None:
    provider = funded(tmp_path, Fault(BUY, FaultKind.PROCESSING_THEN_REFUSED, nth=1, count=1, reason=scripted))
    request = label_request("L1")
    assert isinstance(provider.gateway.buy_label(request), Processing)
    assert isinstance(provider.gateway.find_label(request.wallet, "L1"), Processing)
    for _ in range(2):
        found = provider.gateway.find_label(request.wallet, "L1")
        assert isinstance(found, GatewayRefused)
        assert found.fields["reason"] == reason
    assert labels(provider) == []


def test_a_label_that_comes_late_was_not_there_at_first_and_that_was_not_final(tmp_path: Path) -> None:
    """MISSION section 9: late success after an unknown outcome, one debit."""
    provider = funded(tmp_path, Fault(BUY, FaultKind.LATE_SUCCESS, nth=1, count=2))
    request = label_request("L1")
    with pytest.raises(GatewayUnknown):
        provider.gateway.buy_label(request)
    assert [provider.gateway.find_label(request.wallet, "L1") for _ in range(2)] == [Absent(settled=False)] * 2
    assert labels(provider) == []
    assert isinstance(provider.gateway.find_label(request.wallet, "L1"), Bought)
    assert labels(provider) == ["L1"]


def test_a_pending_funding_completes_later_and_the_limit_is_asked_again_then(tmp_path: Path) -> None:
    faults = [Fault(FUND, FaultKind.PROCESSING_THEN_DONE, nth=nth, count=1) for nth in (1, 2)]
    provider = practice(tmp_path, *faults)
    for key in ("F1", "F2"):
        assert isinstance(provider.gateway.add_funds(fund_request(key, 600_000)), Processing)
        assert isinstance(provider.gateway.find_funding(wallet("USD"), key), Processing)
    assert provider.gateway.balance(wallet("USD")) == Money(0, "USD")
    assert isinstance(provider.gateway.find_funding(wallet("USD"), "F1"), Funded)
    refused = provider.gateway.find_funding(wallet("USD"), "F2")
    assert isinstance(refused, GatewayRefused)
    assert refused.fields["reason"] == "balance-limit"
    assert provider.gateway.balance(wallet("USD")) == Money(600_000, "USD")


@pytest.mark.parametrize(
    ("kind", "state"), [(FaultKind.DECLINED, "payment-problem"), (FaultKind.FUNDING_LIMIT, "verification")]
)
def test_a_refused_card_leaves_its_mark_until_a_payment_comes_through(
    tmp_path: Path, kind: FaultKind, state: str
) -> None:
    provider = practice(tmp_path, Fault(FUND, kind, nth=1))
    with pytest.raises(GatewayRefused) as caught:
        provider.gateway.add_funds(fund_request("F1", 5000))
    assert caught.value.fields["reason"] == kind.value
    reading = provider.gateway.reading(wallet("USD"), "USD")
    assert (reading.balance, reading.state) == (Money(0, "USD"), state)
    provider.fund(5000, key="F2")
    assert provider.gateway.reading(wallet("USD"), "USD").state == "ok"


@pytest.mark.parametrize("cents", [137, -137])
def test_a_price_may_drift_between_quote_and_purchase(tmp_path: Path, cents: int) -> None:
    provider = funded(tmp_path, Fault(BUY, FaultKind.PRICE_DRIFT, nth=2, cents=cents))
    usual, drifted = (provider.buy(label_request(key)) for key in ("L1", "L2"))
    assert drifted.price == usual.price + Money(cents, "USD")
    assert provider.gateway.balance(wallet("USD")) == Money(10_000, "USD") - usual.price - drifted.price


def test_a_provider_may_sell_one_request_twice_by_mistake(tmp_path: Path) -> None:
    provider = funded(tmp_path, Fault(BUY, FaultKind.DUPLICATE_LABEL, nth=1))
    bought = provider.buy(label_request("L1"))
    first, second = (c for c in provider.gateway.charges() if c.kind is ChargeKind.LABEL)
    assert (first.ref, first.tracking) == (bought.provider_ref, bought.tracking)
    assert (second.key, second.amount) == ("L1", first.amount)
    assert second.tracking != first.tracking
    assert provider.gateway.balance(wallet("USD")) == bought.balance_after - bought.price


def test_a_reading_may_lag_behind_and_says_of_when_it_is(tmp_path: Path) -> None:
    faults = [Fault(Operation.READING, FaultKind.LAG, nth=nth, count=count) for nth, count in ((1, 1), (2, 99))]
    provider = practice(tmp_path, *faults)
    provider.fund(5000)
    provider.clock.move(timedelta(minutes=10))
    bought = provider.buy(label_request("L1"))
    provider.clock.move(timedelta(minutes=10))
    lagging, further, now = (provider.gateway.reading(wallet("USD"), "USD") for _ in range(3))
    assert (lagging.balance, lagging.lifetime_spent, lagging.as_of) == (Money(5000, "USD"), Money(0, "USD"), START)
    assert (further.balance, further.as_of) == (Money(0, "USD"), START)
    assert (now.balance, now.lifetime_spent) == (bought.balance_after, bought.price)
    assert now.as_of == START + timedelta(minutes=20)


@pytest.mark.parametrize("kind", [*NOTHING_SENT, FaultKind.DROP_BEFORE_COMMIT, *LOST_AFTER])
def test_a_look_up_that_fails_cannot_tell(tmp_path: Path, kind: FaultKind) -> None:
    faults = (Fault(Operation.FIND_LABEL, kind, nth=1), Fault(Operation.FIND_FUNDING, kind, nth=1))
    provider = funded(tmp_path, *faults)
    bought = provider.buy(label_request("L1"))
    assert isinstance(provider.gateway.find_label(wallet("USD"), "L1"), CannotTell)
    assert isinstance(provider.gateway.find_funding(wallet("USD"), "FUND-USD-10000"), CannotTell)
    assert provider.gateway.find_label(wallet("USD"), "L1") == bought
    assert isinstance(provider.gateway.find_funding(wallet("USD"), "FUND-USD-10000"), Funded)


def test_free_requests_fail_too_when_they_are_told_to(tmp_path: Path) -> None:
    faults = [
        Fault(Operation.QUOTE, FaultKind.NOT_SENT, key="usps"),
        Fault(Operation.PREPARE_LABEL, FaultKind.RATE_LIMITED, key="ORDER-L1"),
        Fault(Operation.READING, FaultKind.ERROR_500_AFTER_COMMIT, key=wallet("USD")),
    ]
    provider = practice(tmp_path, *faults)
    with pytest.raises(GatewayUnavailable):
        provider.gateway.quote(quote_request("usps", "ups"))
    with pytest.raises(GatewayUnavailable):
        provider.gateway.prepare_label(label_request("L1"))
    with pytest.raises(GatewayUnknown):
        provider.gateway.reading(wallet("USD"), "USD")
    assert provider.gateway.quote(quote_request("usps", "ups")).rates
    assert provider.gateway.prepare_label(label_request("L1")).reference == "PRACTICE-DRAFT-L1"
    assert [provider.gateway.fault_uses(fault) for fault in faults] == [1, 1, 1]


def test_a_fault_finds_its_order_by_reference_and_strikes_as_often_as_it_says(tmp_path: Path) -> None:
    fault = Fault(BUY, FaultKind.NOT_SENT, key="ORDER-L2", times=2)
    provider = funded(tmp_path, fault)
    provider.buy(label_request("L1"))
    for _ in range(2):
        with pytest.raises(GatewayUnavailable):
            provider.gateway.buy_label(label_request("L2"))
    provider.buy(label_request("L2"))
    assert provider.gateway.fault_uses(fault) == 2
    assert provider.gateway.calls(BUY) == 4


def test_counts_go_on_in_the_next_process(tmp_path: Path) -> None:
    rows = [
        {"operation": "buy_label", "kind": "not-sent", "nth": 2},
        {"operation": "buy_label", "kind": "rate-limited", "key": "L4"},
    ]
    (tmp_path / "practice-faults.json").write_text(json.dumps({"faults": rows}), encoding="utf-8")
    practice(tmp_path).fund(10_000)
    outcomes = []
    for key in ("L1", "L2", "L2", "L4", "L4"):
        gateway = PracticeGateway(tmp_path, SteppingClock(START), ZONE)
        try:
            gateway.buy_label(label_request(key))
            outcomes.append("sold")
        except GatewayUnavailable as error:
            outcomes.append(str(error.fields["reason"]))
    assert outcomes == ["sold", "not-sent", "sold", "rate-limited", "sold"]
