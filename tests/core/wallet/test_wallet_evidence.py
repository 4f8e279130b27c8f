"""The evidence about an unknown outcome: attempts, look-ups, and what the provider's balance did (facts/ledger 3.5)."""

from pathlib import Path

import pytest
from fakes import label_request
from money_world import World, usd

from core.errors import OutcomeUnknown
from core.purchases.label_calls import buy_label
from core.purchases.recovery import recover
from core.wallet.evidence import Evidence, Hint, evidence_of
from core.wallet.service import buy_postage, take_reading


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "data")
    made.gateway.now = made.clock.now
    made.fund(10000)
    return made


def lose(world: World, plan: str, parcel: str = "parcel-1") -> str:
    key = world.intend(parcel, 700)
    world.gateway.plan = [plan]
    with pytest.raises(OutcomeUnknown):
        buy_label(world.till, label_request(key, usd(700)))
    return key


def read(world: World) -> None:
    take_reading(world.store, world.till.desk, world.gateway, "usd")


def evidence(world: World, key: str) -> Evidence:
    with world.store.read() as q:
        return evidence_of(q, key)


def test_before_the_balance_is_read_again_it_tells_nothing(world: World) -> None:
    found = evidence(world, lose(world, "lost-after"))
    assert (found.before is not None, found.after, found.moved, found.hint) == (True, None, None, Hint.UNCLEAR)
    assert [one.outcome for one in found.attempts] == ["unknown"]


@pytest.mark.parametrize(("plan", "hint"), [("lost-after", Hint.CHARGED), ("lost-before", Hint.NOT_CHARGED)])
def test_the_balance_hints_at_what_came_of_a_label(world: World, plan: str, hint: Hint) -> None:
    key = lose(world, plan)
    read(world)
    assert evidence(world, key).hint is hint


@pytest.mark.parametrize(("plan", "hint"), [("lost-after", Hint.CHARGED), ("lost-before", Hint.NOT_CHARGED)])
def test_and_at_what_came_of_postage(world: World, plan: str, hint: Hint) -> None:
    key = world.ids.new()
    world.gateway.plan = [plan]
    with pytest.raises(OutcomeUnknown):
        buy_postage(world.till, "usd", usd(5000), key=key)
    read(world)
    assert evidence(world, key).hint is hint


def test_what_our_books_know_is_taken_off_first(world: World) -> None:
    key = lose(world, "lost-after")
    world.buy("parcel-2", 450)
    read(world)
    found = evidence(world, key)
    assert (found.moved, found.explained, found.hint) == (usd(-1150), usd(-450), Hint.CHARGED)


def test_another_open_purchase_blurs_the_hint(world: World) -> None:
    key = lose(world, "lost-after")
    lose(world, "lost-before", "parcel-2")
    read(world)
    found = evidence(world, key)
    assert (found.others_open, found.hint) == (1, Hint.UNCLEAR)


def test_every_question_to_the_provider_is_kept_with_its_answer(world: World) -> None:
    key = lose(world, "lost-after")
    world.gateway.blind = True
    recover(world.till, "usd")
    world.gateway.blind = False
    recover(world.till, "usd")
    assert [(one.answer, one.actor) for one in evidence(world, key).look_ups] == [
        ("cannot-tell", "ana"),
        ("found", "ana"),
    ]
