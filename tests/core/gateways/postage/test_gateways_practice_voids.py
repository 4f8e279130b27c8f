"""Voids, refunds that come later, and adjustments at the practice provider."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from practice_kit import START, ZONE, Practice, label_request, own_carrier, practice, wallet

from core.clock import SteppingClock, utc_text
from core.errors import NotFound
from core.gateways.postage.practice import PracticeGateway
from core.gateways.postage.practice_books import ChargeKind
from core.gateways.postage.practice_faults import VOID_REASONS, Fault, FaultKind, FaultScript, Operation
from core.money import CurrencyMismatch, Money
from core.purchases.port import Bought, GatewayRefused, VoidAnswer, VoidRequest, VoidState

TICK = timedelta(microseconds=1)


def rich(directory: Path, *faults: Fault) -> Practice:
    provider = practice(directory, *faults)
    provider.fund(500_000, "USD")
    provider.fund(500_000, "CAD")
    return provider


def void(provider: Practice, bought: Bought, carrier: str, key: str = "V1") -> VoidAnswer:
    request = label_request("L", carrier)
    return provider.gateway.void_label(VoidRequest(key, request.wallet, carrier, bought.provider_ref))


def go_to(provider: Practice, moment: datetime) -> None:
    provider.clock.move(moment - provider.clock.now())


def last_moment(days: int) -> datetime:
    """The end of the day so many days after the day of START, in the station's zone."""
    day = START.astimezone(ZONE).date() + timedelta(days=days + 1)
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC) - TICK


def test_a_canada_post_label_can_be_voided_from_the_60th_minute_to_the_end_of_the_15th_day(tmp_path: Path) -> None:
    """S0-35, C6"""
    provider = rich(tmp_path)
    first, second = (provider.buy(label_request(key, "canada_post")) for key in ("L1", "L2"))
    opens = START + timedelta(minutes=60)

    go_to(provider, opens - TICK)
    early = void(provider, first, "canada_post")
    assert (early.state, early.reason, early.detail) == (VoidState.REFUSED, "too-early", utc_text(opens))
    assert early.refund is None

    go_to(provider, opens)
    assert void(provider, first, "canada_post").state is VoidState.ACCEPTED

    go_to(provider, last_moment(15) + TICK)
    late = void(provider, second, "canada_post")
    assert (late.state, late.reason, late.detail) == (VoidState.REFUSED, "too-late", utc_text(last_moment(15)))
    go_to(provider, last_moment(15))
    assert void(provider, second, "canada_post").state is VoidState.ACCEPTED


@pytest.mark.parametrize(("carrier", "days"), [("usps", 28), ("ups", 30), ("canada_post", 15)])
def test_the_last_day_of_a_window_counts_to_its_end(tmp_path: Path, carrier: str, days: int) -> None:
    """M7"""
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", carrier))
    go_to(provider, last_moment(days) + TICK)
    assert void(provider, bought, carrier).reason == "too-late"
    go_to(provider, last_moment(days))
    assert void(provider, bought, carrier).state is not VoidState.REFUSED


def test_a_window_ends_at_midnight_of_the_station_across_a_change_of_the_clocks(tmp_path: Path) -> None:
    """Toronto leaves daylight time on 2026-11-01: the window of 2026-10-20 has an hour more."""
    made, end = datetime(2026, 10, 20, 12, tzinfo=ZONE), datetime(2026, 11, 4, 23, 59, 59, tzinfo=ZONE)
    clock = SteppingClock(made, timedelta(0))
    provider = Practice(tmp_path, PracticeGateway(tmp_path, clock, ZONE, FaultScript()), clock)
    provider.fund(5000, "CAD")
    bought = provider.buy(label_request("L1", "canada_post"))
    go_to(provider, end + timedelta(seconds=1))
    assert void(provider, bought, "canada_post").reason == "too-late"
    go_to(provider, end)
    assert void(provider, bought, "canada_post").state is VoidState.ACCEPTED


def test_ups_gives_the_money_back_at_once(tmp_path: Path) -> None:
    provider = rich(tmp_path)
    before = provider.gateway.balance(wallet("USD"))
    bought = provider.buy(label_request("L1", "ups"))
    answer = void(provider, bought, "ups")
    assert (answer.state, answer.refund) == (VoidState.REFUNDED, bought.price)
    assert provider.gateway.balance(wallet("USD")) == before
    assert provider.gateway.settle_refunds(START + timedelta(days=365)) == []


@pytest.mark.parametrize(("carrier", "days"), [("usps", 21), ("canada_post", 7)])
def test_an_accepted_void_pays_back_later_and_once(tmp_path: Path, carrier: str, days: int) -> None:
    """M7: nothing is credited on acceptance."""
    provider = rich(tmp_path)
    request = label_request("L1", carrier)
    full = provider.gateway.balance(request.wallet)
    bought = provider.buy(request)
    provider.clock.move(timedelta(hours=2))
    answer = void(provider, bought, carrier)
    assert (answer.state, answer.refund) == (VoidState.ACCEPTED, bought.price)
    assert provider.gateway.balance(request.wallet) == full - bought.price

    due = provider.clock.now() + timedelta(days=days)
    assert provider.gateway.settle_refunds(due - TICK) == []
    (charge,) = provider.again().gateway.settle_refunds(due)
    assert (charge.kind, charge.amount, charge.tracking) == (ChargeKind.VOID_REFUND, bought.price, bought.tracking)
    assert (charge.key, charge.label_ref, charge.ref) == ("L1", bought.provider_ref, answer.provider_ref)
    assert provider.gateway.settle_refunds(due + timedelta(days=99)) == []
    assert provider.gateway.balance(request.wallet) == full
    assert void(provider, bought, carrier) == answer


@pytest.mark.parametrize("carrier", ["usps", "ups"])
def test_a_void_that_is_repeated_under_any_key_has_the_same_answer(tmp_path: Path, carrier: str) -> None:
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", carrier))
    answers = [void(provider, bought, carrier, key) for key in ("V1", "V1", "V2")]
    provider.clock.move(timedelta(days=400))
    answers.append(void(provider.again(), bought, carrier))
    assert answers == [answers[0]] * 4
    assert len([c for c in provider.gateway.charges() if c.kind is ChargeKind.VOID_REFUND]) == (carrier == "ups")


@pytest.mark.parametrize("carrier", ["dhl_express", "canpar"])
def test_where_no_source_knows_a_rule_nothing_is_voided(tmp_path: Path, carrier: str) -> None:
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", carrier))
    answer = void(provider, bought, carrier)
    assert (answer.state, answer.reason, answer.refund) == (VoidState.REFUSED, "no-void-rule", None)


def test_a_label_that_is_not_there_or_not_this_wallets_is_not_voided(tmp_path: Path) -> None:
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", "ups"))
    for request in (
        VoidRequest("V", wallet("USD"), "ups", "PRACTICE-99999999"),
        VoidRequest("V", wallet("CAD"), "ups", bought.provider_ref),
        VoidRequest("V", wallet("USD"), "usps", bought.provider_ref),
    ):
        assert provider.gateway.void_label(request).reason == "label-not-found"


def test_a_label_that_is_still_processing_is_no_label_yet(tmp_path: Path) -> None:
    provider = rich(tmp_path, Fault(Operation.BUY_LABEL, FaultKind.PROCESSING_THEN_DONE, nth=1))
    ref = provider.gateway.buy_label(label_request("L1", "ups")).provider_ref
    request = VoidRequest("V", wallet("USD"), "ups", ref)
    assert provider.gateway.void_label(request).reason == "label-not-found"
    with pytest.raises(NotFound):
        provider.gateway.post_adjustment(ref, Money(-100, "USD"), "heavier")


@pytest.mark.parametrize("reason", VOID_REASONS)
def test_the_provider_may_refuse_a_void_for_each_of_its_reasons(tmp_path: Path, reason: str) -> None:
    """The 200 answer with approved:false."""
    provider = rich(tmp_path, Fault(Operation.VOID_LABEL, FaultKind.REFUSED_APPROVAL, nth=1, reason=reason))
    bought = provider.buy(label_request("L1", "ups"))
    answer = void(provider, bought, "ups")
    assert (answer.state, answer.reason, answer.detail) == (VoidState.REFUSED, reason.replace("_", "-"), reason)
    assert void(provider, bought, "ups").state is VoidState.REFUNDED


def test_a_rule_by_ship_date_ends_with_the_ship_date(tmp_path: Path) -> None:
    own_carrier(tmp_path)
    provider = rich(tmp_path)
    request = label_request("L1", "canpar")
    bought = provider.buy(replace(request, carrier="velo", service_code="DAY", ship_day="2026-11-25"))
    ask = VoidRequest("V1", request.wallet, "velo", bought.provider_ref)
    go_to(provider, datetime(2026, 11, 26, tzinfo=ZONE))
    assert provider.gateway.void_label(ask).reason == "too-late"
    go_to(provider, START)
    assert provider.gateway.void_label(ask).state is VoidState.REFUNDED


def test_an_adjustment_is_tied_to_its_label_and_may_take_the_account_below_zero(tmp_path: Path) -> None:
    """S0-36, S0-37, M3"""
    provider = practice(tmp_path)
    provider.fund(2000, "CAD")
    bought = provider.buy(label_request("L1", "canpar"))
    charge = provider.gateway.post_adjustment(bought.provider_ref, Money(-2000, "CAD"), "size 40x30x20 cm")
    assert (charge.kind, charge.amount) == (ChargeKind.ADJUSTMENT, Money(-2000, "CAD"))
    assert (charge.label_ref, charge.tracking, charge.reason) == (
        bought.provider_ref,
        bought.tracking,
        "size 40x30x20 cm",
    )
    assert provider.gateway.balance(wallet("CAD")) == bought.balance_after - Money(2000, "CAD") < Money(0, "CAD")
    with pytest.raises(GatewayRefused) as caught:
        provider.gateway.buy_label(label_request("L2", "canpar"))
    assert caught.value.fields["reason"] == "insufficient-funds"


def test_an_adjustment_of_nothing_or_in_other_money_is_refused(tmp_path: Path) -> None:
    provider = rich(tmp_path)
    bought = provider.buy(label_request("L1", "canpar"))
    with pytest.raises(NotFound):
        provider.gateway.post_adjustment("PRACTICE-99999999", Money(-185, "CAD"), "size")
    with pytest.raises(CurrencyMismatch):
        provider.gateway.post_adjustment(bought.provider_ref, Money(-185, "USD"), "size")


def test_the_statement_begins_where_it_is_asked_to(tmp_path: Path) -> None:
    provider = rich(tmp_path)
    provider.clock.move(timedelta(days=1))
    bought = provider.buy(label_request("L1", "ups"))
    provider.clock.move(timedelta(days=1))
    void(provider, bought, "ups")
    all_of_it = provider.gateway.charges()
    assert [c.kind.value for c in all_of_it] == ["funding", "funding", "label", "void-refund"]
    assert provider.gateway.transactions(START) == all_of_it
    assert provider.gateway.transactions(START + timedelta(days=1)) == all_of_it[2:]
    assert provider.gateway.transactions(START + timedelta(days=3)) == []
    assert (
        provider.gateway.transactions(datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("America/Toronto"))) == all_of_it[2:]
    )
