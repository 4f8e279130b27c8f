"""Who may buy how much: a second person over the limit, a cap for each station and day (MISSION section 7, no. 17)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import HOME
from money_world import World, usd
from people_kit import ANA, BEN, PAM, PINS, first, more, prove

from core.accounts import service as accounts
from core.accounts.records import PaymentMethod
from core.money import Money
from core.people.acts import Act
from core.people.records import LimitKind, Proofs
from core.people.rules import (
    NotSignedIn,
    ProofNeeded,
    ProofUseless,
    SecondIsSame,
    SecondNeeded,
    SupervisorNeeded,
)
from core.people.service_limits import limit_about, set_limit
from core.people.service_operators import sign_in
from core.purchases.daily_cap import OverDailyCap, spent_today
from core.purchases.rules import Kind
from core.wallet.service import buy_postage, needs_second, postage_about

RED = PaymentMethod("Red card", "Visa", "0005", "2030-01", "Ana", HOME, "portal")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Ana has signed in, Ben and Pam work here, nobody buys more than 100.00 alone."""
    monkeypatch.setattr("core.people.pins._COST", 2**4)
    made = World(tmp_path / "data")
    first(made.store, made.till.desk)
    more(made.store, made.till.desk)
    limit(made, LimitKind.SECOND_PERSON, usd(10_000))
    yield made
    made.store.close()


def limit(world: World, kind: LimitKind, amount: Money) -> None:
    proofs = prove(world.store, world.till.desk, Act.LIMITS, about=limit_about(kind, "USD", amount))
    set_limit(world.store, world.till.desk, kind, "USD", amount, proofs=proofs)


def buy(world: World, minor: int, *, second: str = "", proved: int | None = None) -> None:
    about = postage_about("usd", usd(minor if proved is None else proved))
    proofs = prove(world.store, world.till.desk, Act.BUY_POSTAGE, own="", second=second, about=about)
    buy_postage(world.till, "usd", usd(minor), proofs=proofs)


def test_up_to_the_limit_one_person_buys(world: World) -> None:
    buy(world, 10_000)
    assert world.booked() == 10_000
    with world.store.read() as q:
        assert needs_second(q, usd(10_000)) is None
        assert needs_second(q, usd(11_000)) == usd(10_000)
        assert needs_second(q, Money(11_000, "CAD")) is None


def test_above_it_a_second_supervisor_is_needed_and_named(world: World) -> None:
    with pytest.raises(SecondNeeded) as refused:
        buy(world, 11_000)
    assert refused.value.fields == {
        "act": "buy-postage", "actor": ANA, "who": BEN, "amount": usd(11_000), "limit": usd(10_000),
    }  # fmt: skip
    assert refused.value.rule is not None
    assert refused.value.rule.override == "supervisor"
    with pytest.raises(SecondIsSame):
        buy(world, 11_000, second=ANA)
    with pytest.raises(SupervisorNeeded):
        buy(world, 11_000, second=PAM)
    assert world.booked() == 0
    buy(world, 11_000, second=BEN)
    assert world.booked() == 11_000


def test_what_was_confirmed_for_one_amount_buys_no_other(world: World) -> None:
    with pytest.raises(ProofUseless):
        buy(world, 50_000, second=BEN, proved=11_000)
    assert world.booked() == 0


def test_one_confirmation_buys_once(world: World) -> None:
    about = postage_about("usd", usd(11_000))
    proofs = prove(world.store, world.till.desk, Act.BUY_POSTAGE, own="", second=BEN, about=about)
    buy_postage(world.till, "usd", usd(11_000), key="K1", proofs=proofs)
    buy_postage(world.till, "usd", usd(11_000), key="K1", proofs=proofs)  # the same press again
    with pytest.raises(ProofUseless):
        buy_postage(world.till, "usd", usd(11_000), key="K2", proofs=proofs)
    assert world.booked() == 11_000


def test_who_has_not_signed_in_buys_nothing(world: World) -> None:
    actor = replace(world.till.desk.actor, operator="root")
    stranger = replace(world.till, desk=replace(world.till.desk, actor=actor))
    with pytest.raises(NotSignedIn):
        buy_postage(stranger, "usd", usd(1000))
    ghost = replace(world.till, desk=replace(world.till.desk, actor=replace(actor, operator=ANA, instance="run-9")))
    with pytest.raises(NotSignedIn):
        buy_postage(ghost, "usd", usd(1000))


def test_the_day_of_a_station_has_its_cap_in_postage(world: World) -> None:
    limit(world, LimitKind.POSTAGE_PER_DAY, usd(12_000))
    buy(world, 10_000)
    with pytest.raises(OverDailyCap) as refused:
        buy(world, 3_000)
    assert refused.value.fields == {
        "kind": "funding", "amount": usd(3_000), "cap": usd(12_000), "used": usd(10_000), "left": usd(2_000),
        "station": "st-1",
    }  # fmt: skip
    buy(world, 2_000)
    world.clock.move(timedelta(days=1))
    buy(world, 3_000)
    world.clock.move(-timedelta(days=1))  # a clock that goes back opens no second day
    with pytest.raises(OverDailyCap):
        buy(world, 10_000)


def test_a_refused_purchase_uses_nothing_of_the_day(world: World) -> None:
    limit(world, LimitKind.POSTAGE_PER_DAY, usd(10_000))
    with pytest.raises(SecondNeeded):
        buy(world, 11_000)
    with world.store.read() as q:
        assert spent_today(q, world.till.desk, Kind.FUNDING, "USD") == usd(0)
    buy(world, 10_000)


def test_another_station_has_a_day_of_its_own(world: World) -> None:
    limit(world, LimitKind.POSTAGE_PER_DAY, usd(10_000))
    buy(world, 10_000)
    actor = replace(world.till.desk.actor, operator=PAM, station="st-2", instance="there-1")
    world.till = replace(world.till, desk=replace(world.till.desk, actor=actor))
    sign_in(world.store, world.till.desk, PAM, PINS[PAM])
    buy(world, 10_000)
    assert world.booked() == 20_000


def test_the_day_begins_at_midnight_where_the_station_is(world: World) -> None:
    """The clock stands at 06:00 UTC: in Vancouver it is still yesterday, and becomes today at 08:00 UTC."""
    actor = replace(world.till.desk.actor, zone=ZoneInfo("America/Vancouver"))
    world.till = replace(world.till, desk=replace(world.till.desk, actor=actor))
    limit(world, LimitKind.POSTAGE_PER_DAY, usd(10_000))
    buy(world, 10_000)
    with pytest.raises(OverDailyCap):
        buy(world, 1_000)
    world.clock.move(timedelta(hours=2))
    buy(world, 10_000)


def test_labels_have_their_own_cap_held_before_anything_is_bought(world: World) -> None:
    buy(world, 10_000)
    limit(world, LimitKind.LABELS_PER_DAY, usd(1_500))
    world.buy("p1", 900)
    with pytest.raises(OverDailyCap) as refused:
        world.intend("p2", 601)
    assert refused.value.fields["kind"] == "label"
    assert refused.value.fields["used"] == usd(900)
    assert world.reserved() == 0
    world.intend("p3", 600)
    with pytest.raises(OverDailyCap):
        world.intend("p4", 1)


def test_a_payment_method_is_changed_with_a_pin_and_the_same_one_without(world: World) -> None:
    """S2-13."""
    store, desk = world.store, world.till.desk
    with store.read() as q:
        same = accounts.setup_of(q, "usd").payment
    assert same is not None
    accounts.save_payment(store, desk, "usd", same)
    with pytest.raises(ProofNeeded):
        accounts.save_payment(store, desk, "usd", RED)
    with pytest.raises(ProofUseless):
        wrong = prove(store, desk, Act.PAYMENT_METHOD, about="cad")
        accounts.save_payment(store, desk, "usd", RED, proofs=wrong)
    kept = accounts.save_payment(
        store, desk, "usd", RED, proofs=prove(store, desk, Act.PAYMENT_METHOD, about="usd")
    )  # fmt: skip
    assert kept.payment == RED
    assert kept.finished_at
    accounts.finish_setup(store, desk, "usd", proofs=Proofs())  # finished already: nothing changes, nothing is asked
