"""Refunds come once, late, short, or not at all: S0-35, M7; the clock on each label (idea 4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import FakeGateway
from stations import START, fund, station
from wallet_facts_kit import (
    at_provider,
    booked,
    bought,
    money,
    move,
    now_is,
    poll,
    posted,
    provider,
    voided,
)

from core.carriers.rules import VoidMoment
from core.context import Mode
from core.duties import DUTIES, OK
from core.labels.rules import LabelEvent, LabelState
from core.labels.store import change_label
from core.ledger.accounts import adjust, lost, refund_due
from core.ledger.entries import Entry, KeyReused, Line, post
from core.money import Money
from core.purchases.after_sales import AfterSale, AfterSaleKind
from core.purchases.machine import Till
from core.services import Services
from core.tasks.rules import TaskKind
from core.tasks.service import open_tasks
from core.wallet.clocks import clock_of, refunds_due, still_voidable
from core.wallet.rules_refunds import NoRefundDue, Outcome, ReasonMissing
from core.wallet.service_refunds import poll_refunds, record_refund, write_off_refund


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Services]:
    with station(tmp_path) as services:
        yield services
        assert services.findings() == []


def test_a_refund_that_is_due_comes_by_the_providers_clock_and_is_credited_once(here: Services) -> None:
    """S0-35: voided is not refunded; the poll of a later day sees the money, and a second poll changes nothing."""
    label = voided(here)
    before = booked(here)
    assert poll(here) == []
    move(here, days=22)
    (told,) = poll(here)
    assert (told.outcome, told.label) == (Outcome.CREDITED, label.id)
    assert booked(here) == before + label.price.minor == at_provider(here)
    assert posted(here, refund_due("usd", "usps", "USD")) == 0
    assert now_is(here, label).state is LabelState.REFUNDED
    assert poll(here) == []
    assert booked(here) == at_provider(here)


def test_a_refund_that_was_there_at_once_is_known(here: Services) -> None:
    label = voided(here, "ups")
    assert label.state is LabelState.REFUNDED
    (told,) = poll(here)
    assert told.outcome is Outcome.KNOWN
    assert booked(here) == at_provider(here)


def test_a_refused_refund_is_lost_and_adopted_when_it_comes_after_all(here: Services) -> None:
    label = voided(here)
    provider(here).refuse_refund(label.provider_ref, "label_already_used")
    (told,) = poll(here)
    assert told.outcome is Outcome.LOST
    assert now_is(here, label).state is LabelState.REFUND_REFUSED
    assert posted(here, lost("USD")) == label.price.minor
    record_refund(here.store, here.desk, label.id, label.price, "portal line 7", here.desk.clock.now())
    assert now_is(here, label).state is LabelState.REFUNDED
    assert posted(here, lost("USD")) == 0


def test_a_refund_is_expected_by_the_carriers_figure_and_asked_for_when_it_is_late(here: Services) -> None:
    label = voided(here)
    provider(here).refuse_refund(label.provider_ref, "x")  # so that nothing comes

    def due() -> list[object]:
        now, zone = here.desk.clock.now(), here.desk.actor.zone
        return [
            (one.label.id, one.expected and (one.expected - START.date()).days, one.is_overdue)
            for one in here.read(lambda q: refunds_due(q, here.catalogue, now, zone))
        ]

    assert due() == [(label.id, 21, False)]
    move(here, days=23)
    assert due() == [(label.id, 21, True)]


def test_an_overdue_refund_becomes_one_task_that_ends_with_the_money(here: Services) -> None:
    label = voided(here)
    quiet = FakeGateway()  # a provider that says nothing
    till = replace(here.till("usd"), gateway=quiet)
    move(here, days=23)
    for _ in range(2):
        poll_refunds(till, "usd", here.catalogue)
    tasks = [task for task in here.read(open_tasks) if task.kind is TaskKind.REFUND_OVERDUE]
    assert [task.subject for task in tasks] == [label.id]
    poll(here)
    assert here.read(open_tasks) == []


def test_a_refund_of_a_carrier_that_names_no_day_is_asked_for_after_thirty_days(here: Services) -> None:
    label = voided(here, "canada_post")
    till = replace(here.till("cad"), gateway=FakeGateway())

    def asked() -> list[str]:
        poll_refunds(till, "cad", here.catalogue)
        return [task.subject for task in here.read(open_tasks) if task.kind is TaskKind.REFUND_OVERDUE]

    move(here, days=29)
    assert asked() == []
    move(here, days=2)
    assert asked() == [label.id]


def told_by(here: Services, *events: AfterSale) -> tuple[Till, FakeGateway]:
    gateway = FakeGateway(events=list(events))
    return replace(here.till("usd"), gateway=gateway), gateway


@pytest.mark.parametrize("off", [-100, 0, 55])
def test_what_comes_counts_and_a_difference_to_what_was_promised_is_named(here: Services, off: int) -> None:
    label = voided(here)
    before = booked(here)
    came = money(label.price.minor + off)
    event = AfterSale("R1", AfterSaleKind.REFUND, came, label.provider_ref, label.tracking, here.desk.clock.now())
    till, _ = told_by(here, event)
    poll_refunds(till, "usd", here.catalogue)
    assert booked(here) == before + came.minor
    assert posted(here, refund_due("usd", "usps", "USD")) == 0
    assert posted(here, lost("USD")) == max(0, -off)
    assert posted(here, adjust("usps", "USD")) == -max(0, off)


def test_a_label_that_was_voided_in_the_portal_is_voided_here_with_its_refund(here: Services) -> None:
    label = bought(here)
    before = booked(here)
    event = AfterSale("R1", AfterSaleKind.REFUND, label.price, label.provider_ref, "", here.desk.clock.now())
    till, _ = told_by(here, event)
    (told,) = poll_refunds(till, "usd", here.catalogue)
    assert told.outcome is Outcome.VOIDED_ELSEWHERE
    assert now_is(here, label).state is LabelState.REFUNDED
    assert booked(here) == before + label.price.minor


def test_money_for_a_label_that_nobody_here_bought_is_a_credit_and_never_refused(here: Services) -> None:
    fund(here, "usd", 1000)
    event = AfterSale("R9", AfterSaleKind.REFUND, money(300), "ELSEWHERE-1", "", here.desk.clock.now(), "refund")
    till, gateway = told_by(here, event)
    (told,) = poll_refunds(till, "usd", here.catalogue)
    assert told.outcome is Outcome.UNKNOWN_LABEL
    assert booked(here) == 1300
    gateway.events.append(replace(event, at=event.at + timedelta(days=1)))  # the same id again, at another time
    assert poll_refunds(till, "usd", here.catalogue) == []
    assert booked(here) == 1300


def test_an_event_that_the_books_refuse_keeps_no_other_one_out(here: Services) -> None:
    fund(here, "usd", 5000)
    now = here.desk.clock.now()
    lines = (Line(lost("USD"), money(1)), Line(adjust("x", "USD"), money(-1)))
    taken = Entry("prov:usd:A1", "adjustment", lines, "x", "x")
    with here.store.write() as tx:
        post(tx, here.desk, taken)
    first, second = (
        AfterSale(ref, AfterSaleKind.ADJUSTMENT, money(-100), "", "", now, "weight") for ref in ("A1", "A2")
    )
    till, _ = told_by(here, first, second)
    for _ in range(2):
        with pytest.raises(KeyReused):
            poll_refunds(till, "usd", here.catalogue)
    assert booked(here) == 4900


def test_a_refund_waits_for_its_void_to_be_looked_up_however_long_that_takes(here: Services) -> None:
    label = bought(here)
    with here.store.write() as tx:
        change_label(tx, here.desk, label, LabelEvent.REQUEST_VOID)
    now = here.desk.clock.now()
    refund = AfterSale("R1", AfterSaleKind.REFUND, label.price, label.provider_ref, "", now)
    till, gateway = told_by(here, refund)
    assert [told.outcome for told in poll_refunds(till, "usd", here.catalogue)] == [Outcome.WAITS]
    gateway.events.append(AfterSale("A1", AfterSaleKind.ADJUSTMENT, money(-1), "", "", now + timedelta(days=90), "w"))
    assert [told.outcome for told in poll_refunds(till, "usd", here.catalogue)] == [Outcome.WAITS, Outcome.ADJUSTED]


def test_a_person_gives_a_refund_up_with_a_reason(here: Services) -> None:
    label = voided(here)
    with pytest.raises(ReasonMissing):
        write_off_refund(here.store, here.desk, label.id, "  ")
    assert write_off_refund(here.store, here.desk, label.id, "60 days over").state is LabelState.REFUND_REFUSED
    with pytest.raises(NoRefundDue):
        write_off_refund(here.store, here.desk, label.id, "again")
    move(here, days=22)
    (told,) = poll(here)
    assert told.outcome is Outcome.LATE
    assert posted(here, lost("USD")) == 0
    assert booked(here) == at_provider(here)


def test_a_refund_is_recorded_with_its_reference_and_only_once(here: Services) -> None:
    label = voided(here)
    now = here.desk.clock.now()
    with pytest.raises(ReasonMissing):
        record_refund(here.store, here.desk, label.id, label.price, "", now)
    record_refund(here.store, here.desk, label.id, label.price, "portal 2026-12-01 #4", now)
    with pytest.raises(NoRefundDue):
        record_refund(here.store, here.desk, label.id, label.price, "portal 2026-12-01 #4", now)
    with pytest.raises(NoRefundDue):
        record_refund(here.store, here.desk, bought(here).id, Money(100, "USD"), "x", now)


def test_the_clock_of_a_label_says_from_when_until_when_and_what_is_at_risk(here: Services) -> None:
    """S0-35, C6: 60 minutes' wait and 15 days for Canada Post; 28 for USPS; no source for Canpar."""
    post, mail, par = bought(here, "canada_post"), bought(here), bought(here, "canpar")
    now, zone = here.desk.clock.now(), here.desk.actor.zone
    clock = clock_of(here.catalogue, post, now, zone)
    assert (clock.moment, clock.days_left, clock.at_risk) == (VoidMoment.TOO_EARLY, 15, post.price)
    assert clock_of(here.catalogue, mail, now, zone).days_left == 28
    unknown = clock_of(here.catalogue, par, now, zone)
    assert (unknown.moment, unknown.at_risk, unknown.days_left) == (VoidMoment.UNKNOWN, None, None)
    later = clock_of(here.catalogue, post, now + timedelta(days=16), zone)
    assert (later.moment, later.at_risk) == (VoidMoment.TOO_LATE, None)


def test_what_may_still_be_voided_is_listed_by_days_left_and_money(here: Services) -> None:
    """Idea 4 of MISSION section 7."""
    mail, post, gone = bought(here), bought(here, "canada_post"), bought(here)
    bought(here, "canpar")
    move(here, hours=2)
    assert voided(here).id not in (mail.id, post.id)
    write = here.desk
    now, zone = write.clock.now(), write.actor.zone
    assert [clock.label.id for clock in here.read(lambda q: still_voidable(q, here.catalogue, now, zone))] == [
        post.id, mail.id, gone.id,
    ]  # fmt: skip
    later = now + timedelta(days=20)
    found = here.read(lambda q: still_voidable(q, here.catalogue, later, zone, wallet="usd"))
    assert [(clock.label.id, clock.days_left) for clock in found] == [(mail.id, 8), (gone.id, 8)]


def test_the_duty_of_the_timer_asks_every_provider_and_is_safe_to_repeat(here: Services) -> None:
    """S0-35: the money of a void is seen without anybody asking for it."""
    label = voided(here)
    move(here, days=22)
    duty = next(duty for duty in DUTIES if duty.name == "refunds")
    assert duty.run(here) == "told-1"
    assert duty.run(here) == OK
    assert now_is(here, label).state is LabelState.REFUNDED


def test_a_provider_without_a_statement_is_not_asked(tmp_path: Path) -> None:
    with station(tmp_path, mode=Mode.RECORDED) as recorded:
        assert poll_refunds(recorded.till("usd"), "usd", recorded.catalogue) == []
