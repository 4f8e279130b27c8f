"""Why is my balance X: subtotals add up, whatever happened (idea 2, S0-40)."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stations import fund, station
from wallet_facts_kit import at_provider, booked, bought, money, move, poll, provider, voided

from core.clock import utc_text
from core.ledger.accounts import wallet_account
from core.money import Money
from core.services import Services
from core.wallet.books_back import BooksBack
from core.wallet.rules_adjustments import Cause, Source
from core.wallet.rules_readings import NothingToExplain
from core.wallet.rules_waterfall import OpenKind, Waterfall, steps_from
from core.wallet.service_adjustments import NewAdjustment, add_adjustment
from core.wallet.service_explaining import explain_balance
from core.wallet.service_readings import add_reading, explain_reading, latest_comparison
from core.wallet.store_readings import booked_at


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Services]:
    with station(tmp_path) as services:
        yield services


def explained(here: Services) -> Waterfall:
    now, zone = here.desk.clock.now(), here.desk.actor.zone
    found = here.read(lambda q: explain_balance(q, "usd", here.catalogue, now, zone))
    assert found.start.minor + sum(step.amount.minor for step in found.steps) == found.booked.minor == booked(here)
    assert found.available == found.booked - found.reserved
    return found


def adjusted(here: Services, minor: int) -> None:
    day = date(2026, 11, 20)
    new = NewAdjustment("usd", "usps", "", "", money(minor), Cause.OTHER, "x", "", Source.PERSON, day)
    add_adjustment(here.store, here.desk, new)


def test_it_begins_with_the_books_where_no_reading_was_taken(here: Services) -> None:
    found = explained(here)
    assert (found.start, found.start_reading, found.steps, found.reported) == (money(0), "", (), None)


def test_it_goes_from_the_last_reading_that_agreed_to_now(here: Services) -> None:
    label = voided(here)
    found = explained(here)
    assert found.start_at is not None
    assert found.difference == money(0)
    adjusted(here, -185)
    adjusted(here, -15)
    found = explained(here)
    assert [(step.kind, step.amount, step.count) for step in found.steps] == [("adjustment", money(-200), 2)]
    assert found.steps[-1].after == found.booked
    (item,) = found.open_items
    assert (item.kind, item.amount, item.subject) == (OpenKind.REFUND_DUE, label.price, label.id)
    assert item.expected == date(2026, 11, 20) + timedelta(days=21)


def test_it_goes_from_a_moment_of_the_past_where_one_is_asked_for(here: Services) -> None:
    """S0-40: what readings confirmed in between is explained too, and the subtotals add up all the same."""
    voided(here)
    before = here.desk.clock.now()
    since = booked(here)
    adjusted(here, -185)
    read_off_by(here, 0)
    assert explained(here).steps == ()
    zone = here.desk.actor.zone
    found = here.read(lambda q: explain_balance(q, "usd", here.catalogue, here.desk.clock.now(), zone, since=before))
    assert found.start == money(since)
    assert [(step.kind, step.amount, step.after) for step in found.steps] == [
        ("adjustment", money(-185), money(booked(here)))
    ]
    first = here.read(
        lambda q: explain_balance(q, "usd", here.catalogue, before, zone, since=before - timedelta(days=30))
    )
    assert (first.start, first.start_at, first.booked) == (money(0), None, money(booked(here)))


def test_a_reading_that_disagrees_is_no_start_and_its_difference_stands_beside(here: Services) -> None:
    fund(here, "usd", 5000)
    start = explained(here).start_reading
    add_reading(here.store, here.desk, "usd", money(4000), here.desk.clock.now(), "portal")
    found = explained(here)
    assert (found.start_reading, found.difference, found.reported) == (start, money(-1000), money(4000))


ACTS = st.one_of(
    st.tuples(st.just("fund"), st.integers(1, 3)),
    st.tuples(st.just("adjust"), st.integers(-300, 300).filter(bool)),
    st.tuples(st.just("provider-adjusts"), st.integers(-300, 300).filter(bool)),
    st.tuples(st.just("buy"), st.just(0)),
    st.tuples(st.just("void"), st.just(0)),
    st.tuples(st.just("read"), st.integers(-50, 50)),
    st.tuples(st.just("explain"), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 30)),
    st.tuples(st.just("poll"), st.just(0)),
)


def provider_adjusts(here: Services, minor: int) -> None:
    for charge in provider(here).charges()[-1:]:
        if charge.label_ref:
            provider(here).post_adjustment(charge.label_ref, money(minor), "weight")


def explain_newest(here: Services) -> None:
    latest = here.read(lambda q: latest_comparison(q, "usd"))
    if latest is not None:
        with suppress(NothingToExplain):
            explain_reading(here.store, here.desk, latest.reading.id, "somebody will know")


def read_off_by(here: Services, minor: int) -> None:
    add_reading(here.store, here.desk, "usd", money(booked(here) + minor), here.desk.clock.now(), "portal")


DO: dict[str, Callable[[Services, int], object]] = {
    "fund": lambda here, n: fund(here, "usd", n * 1000),
    "adjust": adjusted,
    "provider-adjusts": provider_adjusts,
    "buy": lambda here, _: bought(here),
    "void": lambda here, _: voided(here),
    "read": read_off_by,
    "explain": lambda here, _: explain_newest(here),
    "wait": lambda here, n: move(here, days=n),
    "poll": lambda here, _: poll(here),
}


@settings(max_examples=5, deadline=None)
@given(acts=st.lists(ACTS, min_size=1, max_size=10))
def test_subtotals_add_up_to_the_booked_balance_after_anything(
    acts: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with station(tmp_path_factory.mktemp("any")) as here:
        for what, n in acts:
            DO[what](here, n)
            explained(here)
        assert here.findings() == []


@settings(max_examples=5, deadline=None)
@given(waits=st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_after_a_poll_the_books_say_what_the_provider_says(
    waits: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Refunds and adjustments of any order and any delay are each booked once."""
    with station(tmp_path_factory.mktemp("both")) as here:
        for days in waits:
            label = voided(here)
            provider(here).post_adjustment(label.provider_ref, money(-days - 1), "weight")
            move(here, days=days)
            poll(here)
        poll(here)
        assert booked(here) == at_provider(here)
        assert explained(here).difference == money(0)


def test_a_reading_that_agreed_is_found_behind_many_that_did_not(here: Services) -> None:
    fund(here, "usd", 5000)
    start = explained(here).start_reading
    for n in range(120):
        adjusted(here, -1)
        add_reading(here.store, here.desk, "usd", money(9000 + n), here.desk.clock.now(), "portal")
    found = explained(here)
    assert (found.start_reading, len(found.steps)) == (start, 1)


@settings(max_examples=5, deadline=None)
@given(acts=st.lists(ACTS, min_size=1, max_size=8))
def test_the_past_read_backwards_is_the_past_read_once(
    acts: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    account = wallet_account("usd", "USD")
    with station(tmp_path_factory.mktemp("back")) as here:
        moments = [utc_text(here.desk.clock.now())]
        for what, n in acts:
            DO[what](here, n)
            moments.append(utc_text(here.desk.clock.now()))
        with here.store.read() as q:
            back = BooksBack(q, account)
            assert [back.at(moment) for moment in reversed(moments)] == [
                booked_at(q, account, moment).minor for moment in reversed(moments)
            ]
            assert [BooksBack(q, account).at(moment) for moment in moments] == [
                booked_at(q, account, moment).minor for moment in moments
            ]


@given(st.integers(-(10**6), 10**6), st.lists(st.tuples(st.sampled_from("abc"), st.integers(-(10**6), 10**6))))
def test_each_step_stands_on_the_one_above(start: int, moved: list[tuple[str, int]]) -> None:
    steps = steps_from(Money(start, "USD"), [(kind, Money(minor, "USD"), 1) for kind, minor in moved])
    above = start
    for step in steps:
        assert step.after.minor == above + step.amount.minor
        above = step.after.minor
    assert above == start + sum(minor for _, minor in moved)
