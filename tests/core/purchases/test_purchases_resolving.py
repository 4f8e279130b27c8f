"""Outcome unknown: the evidence, the ways out, and what turns up late (M5; MISSION S1-02, facts/ledger 3.5, 3.7)."""

from pathlib import Path

import pytest
from fakes import label_request
from money_world import World, usd

from core.errors import OutcomeUnknown, Refused
from core.labels.rules import USABLE, LabelState
from core.labels.store import label_of_purchase, labels_of_parcel
from core.ledger.checks import ledger_findings
from core.ledger.entries import find
from core.purchases import store as rows
from core.purchases.journal import attempts, decisions, look_ups
from core.purchases.label_calls import buy_label
from core.purchases.port import GatewayRefused, VoidRequest
from core.purchases.recovery import recover
from core.purchases.resolving import ask_now, decide, decided_by_persons, outcome_unknown, spare_labels
from core.purchases.rules import AlreadyOpen, NotOpen, ReasonMissing, ReferenceMissing, ReferenceUsed, State
from core.purchases.void_calls import intend_void, void
from core.wallet.service import buy_postage


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "data")
    made.fund(10000)
    return made


def lose_label(world: World, plan: str = "lost-before", parcel: str = "parcel-1", minor: int = 700) -> str:
    key = world.intend(parcel, minor)
    world.gateway.plan = [plan]
    with pytest.raises(OutcomeUnknown):
        buy_label(world.till, label_request(key, usd(minor)))
    return key


def lose_funding(world: World, plan: str = "lost-before", minor: int = 5000) -> str:
    key = world.ids.new()
    world.gateway.plan = [plan]
    with pytest.raises(OutcomeUnknown):
        buy_postage(world.till, "usd", usd(minor), key=key)
    return key


def state(world: World, key: str) -> State:
    with world.store.read() as q:
        return rows.get(q, key).state


def is_right(world: World) -> None:
    with world.store.read() as q:
        assert ledger_findings(q) == []


def test_the_list_has_every_purchase_whose_outcome_nobody_knows_with_its_attempts_and_look_ups(world: World) -> None:
    label, funding = lose_label(world), lose_funding(world)
    world.gateway.blind = True
    recover(world.till, "usd")
    with world.store.read() as q:
        assert [p.id for p in outcome_unknown(q)] == [label, funding]
        assert [(a.n, a.outcome) for a in attempts(q, funding)] == [(1, "unknown")]
        assert [(seen.answer, seen.detail) for seen in look_ups(q, funding)] == [("cannot-tell", "offline")]


def test_asking_now_finds_what_was_charged_and_keeps_the_answer(world: World) -> None:
    key = lose_label(world, "lost-after")
    resolved = ask_now(world.till, key)
    assert (resolved.before, resolved.purchase.state) == (State.UNKNOWN, State.CONFIRMED)
    with world.store.read() as q:
        assert [seen.answer for seen in look_ups(q, key)] == ["found"]
    assert world.booked() == 9300


def test_a_person_decides_that_a_funding_was_charged_and_buy_postage_opens_again(world: World) -> None:
    key = lose_funding(world)
    world.gateway.blind = True
    with pytest.raises(AlreadyOpen):
        world.fund(1000)
    decide(world.till, key, charged=True, provider_ref="P-77", reason="seen on the card statement")
    assert (state(world, key), world.booked()) == (State.DECIDED_CHARGED, 15000)
    with world.store.read() as q:
        [said] = decisions(q, key)
        assert [p.id for p in decided_by_persons(q)] == [key]
    assert (said.charged, said.provider_ref, said.actor) == (True, "P-77", "ana")
    assert said.reason == "seen on the card statement"
    world.gateway.blind = False
    world.fund(1000)
    is_right(world)


def test_a_person_decides_that_a_label_was_not_charged_and_the_hold_is_free(world: World) -> None:
    key = lose_label(world)
    world.gateway.blind = True
    decide(world.till, key, charged=False, reason="the portal has no such label")
    assert (state(world, key), world.reserved(), world.booked()) == (State.DECIDED_ABSENT, 0, 10000)
    world.buy("parcel-1", 700)
    is_right(world)


def test_the_providers_word_counts_more_than_a_persons_who_said_not_charged(world: World) -> None:
    key = lose_funding(world, "lost-after")
    world.gateway.blind = True
    decide(world.till, key, charged=False, reason="not on the statement")
    world.gateway.blind = False
    assert [one.after for one in recover(world.till, "usd")] == [State.CONFIRMED]
    assert world.booked() == world.gateway.balances["usd"] == 15000
    is_right(world)


def test_a_charge_that_a_person_booked_is_corrected_when_the_provider_names_another_amount(world: World) -> None:
    key = lose_label(world, "late")
    world.gateway.blind = True
    decide(world.till, key, charged=True, provider_ref="P-1", reason="in the portal")
    assert (world.booked(), world.reserved()) == (9300, 0)
    world.gateway.blind = False
    world.gateway.turn_up(key)
    ask_now(world.till, key)
    with world.store.read() as q:
        assert label_of_purchase(q, key) is not None
        assert q.integer("select count(*) from journal where kind = 'correction'") == 1
    assert world.booked() == world.gateway.balances["usd"] == 9300
    is_right(world)


def test_a_decision_may_be_changed_by_another_as_often_as_it_takes(world: World) -> None:
    key = lose_label(world)
    world.gateway.blind = True
    for charged in (True, False, True, False):
        decide(world.till, key, charged=charged, provider_ref="P-1", reason="looked again")
        assert world.booked() == (9300 if charged else 10000)
    assert world.reserved() == 0
    is_right(world)


def test_a_pending_funding_that_is_decided_leaves_nothing_in_transit(world: World) -> None:
    world.gateway.plan = ["processing"]
    key = world.ids.new()
    buy_postage(world.till, "usd", usd(5000), key=key)
    world.gateway.blind = True
    decide(world.till, key, charged=False, reason="rejected by mail")
    with world.store.read() as q:
        assert q.integer("select posted from account where code = 'in-transit:usd'") == 0
    world.gateway.blind = False
    ask_now(world.till, key)
    with world.store.read() as q:
        assert q.integer("select posted from account where code = 'in-transit:usd'") == 0
    assert world.booked() == world.gateway.balances["usd"] == 15000
    is_right(world)


def test_when_the_provider_knows_no_decision_is_taken(world: World) -> None:
    key = lose_label(world, "lost-after")
    resolved = decide(world.till, key, charged=False, reason="I think not")
    assert (resolved.decided, resolved.purchase.state) == (False, State.CONFIRMED)
    with world.store.read() as q:
        assert decisions(q, key) == []


def test_a_decision_wants_a_reason_a_reference_of_its_own_and_an_open_question(world: World) -> None:
    first, second = lose_label(world), lose_label(world, parcel="parcel-2")
    world.gateway.blind = True
    with pytest.raises(ReasonMissing):
        decide(world.till, first, charged=False, reason=" ")
    with pytest.raises(ReferenceMissing):
        decide(world.till, first, charged=True, reason="portal")
    decide(world.till, first, charged=True, provider_ref="P-1", reason="portal")
    with pytest.raises(ReferenceUsed):
        decide(world.till, second, charged=True, provider_ref="P-1", reason="portal")
    world.gateway.blind = False
    done = world.buy("parcel-3", 100)
    with pytest.raises(NotOpen):
        decide(world.till, done, charged=False, reason="regret")


def test_a_decision_is_refused_without_the_pin_once_there_are_operators(world: World) -> None:
    from core.people.records import Role
    from core.people.service_operators import add_operator

    add_operator(world.store, world.till.desk, "Ana", Role.SUPERVISOR, "4821")
    key = lose_label(world)
    world.gateway.blind = True
    with pytest.raises(Refused) as caught:
        decide(world.till, key, charged=False, reason="portal")
    assert caught.value.code.startswith("people.")
    assert state(world, key) is State.UNKNOWN


def test_a_second_label_that_turns_up_late_is_kept_booked_and_offered_for_voiding(world: World) -> None:
    first = lose_label(world, "late")
    recover(world.till, "usd")
    assert state(world, first) is State.ABSENT
    second = world.buy("parcel-1", 700)
    world.gateway.turn_up(first)
    assert [one.purchase for one in recover(world.till, "usd")] == [first]
    with world.store.read() as q:
        assert len(labels_of_parcel(q, "parcel-1")) == 2
        live = rows.label_of_parcel(q, "parcel-1")
        assert live is not None and live.id == second
        [spare] = spare_labels(q)
    assert spare.purchase == first
    assert spare.state in USABLE
    assert world.booked() == world.gateway.balances["usd"] == 8600
    void_id = world.ids.new()
    with world.store.write() as tx:
        intend_void(tx, world.till.desk, void_id, spare, "practice")
    void(world.till, VoidRequest(void_id, "usd", "usps", spare.provider_ref))
    with world.store.read() as q:
        assert spare_labels(q) == []
        still = rows.label_of_parcel(q, "parcel-1")
        assert still is not None and still.id == second
    is_right(world)


def test_what_was_given_up_is_asked_about_for_a_day_and_never_sent_again(world: World) -> None:
    from datetime import timedelta

    key = lose_label(world, "late")
    recover(world.till, "usd")
    calls = world.gateway.calls
    world.clock.move(timedelta(hours=23))
    recover(world.till, "usd")
    with world.store.read() as q:
        assert len(look_ups(q, key)) == 2
    world.clock.move(timedelta(hours=2))
    recover(world.till, "usd")
    with world.store.read() as q:
        assert len(look_ups(q, key)) == 2
    assert world.gateway.calls == calls


def test_a_void_that_nobody_knows_about_is_decided_and_its_late_answer_is_kept(world: World) -> None:
    sold = world.buy("parcel-1", 700)
    void_id = world.ids.new()
    with world.store.write() as tx:
        label = label_of_purchase(tx, sold)
        assert label is not None
        intend_void(tx, world.till.desk, void_id, label, "practice")
    world.gateway.plan = ["lost-after", "not-sent"]
    with pytest.raises(OutcomeUnknown):
        void(world.till, VoidRequest(void_id, "usd", "usps", label.provider_ref))
    decide(world.till, void_id, charged=False, reason="the portal shows it as good")
    with world.store.read() as q:
        after = label_of_purchase(q, sold)
    assert after is not None and after.state is LabelState.VOID_REFUSED
    ask_now(world.till, void_id)
    with world.store.read() as q:
        after = label_of_purchase(q, sold)
        assert find(q, f"void:{sold}") is not None
    assert after is not None and after.state is LabelState.REFUND_DUE
    is_right(world)


def test_a_refusal_that_comes_after_a_persons_word_takes_the_booking_back(world: World) -> None:
    key = lose_funding(world)
    world.gateway.blind = True
    decide(world.till, key, charged=True, provider_ref="P-9", reason="the bank shows it")
    world.gateway.blind = False
    world.gateway.said_no[key] = GatewayRefused(reason="declined", detail="")
    ask_now(world.till, key)
    assert (state(world, key), world.booked()) == (State.REFUSED, 10000)
    is_right(world)
