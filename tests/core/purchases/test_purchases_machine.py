"""Exactly once (M5, bar 1): whatever is lost, delayed or repeated, our books and the provider's agree in the end."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from fakes import label_request
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from money_world import World, usd

from core.errors import OutcomeUnknown, Refused, Unavailable
from core.labels.rules import USABLE, LabelState
from core.labels.store import label_of_purchase
from core.ledger.checks import ledger_findings
from core.purchases import store as rows
from core.purchases.label_calls import buy_label
from core.purchases.port import (
    Bought,
    Funded,
    GatewayRefused,
    GatewayUnavailable,
    GatewayUnknown,
    VoidRequest,
    VoidState,
)
from core.purchases.prices import PriceRose
from core.purchases.recovery import recover
from core.purchases.rules import MOVES, OPEN, AlreadyOpen, Event, IllegalMove, Kind, State, move
from core.purchases.void_calls import intend_void, void
from core.wallet.service import buy_postage


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "data")


def test_a_label_is_paid_once_and_its_hold_ends(world: World) -> None:
    world.fund(1000)
    key = world.buy("parcel-1", 700)
    with world.store.read() as q:
        assert rows.get(q, key).state is State.CONFIRMED
        label = label_of_purchase(q, key)
    assert label is not None
    assert label.price == usd(700)
    assert (world.booked(), world.reserved(), world.gateway.balances["usd"]) == (300, 0, 300)


def test_pressing_buy_fifty_times_buys_one_label(world: World) -> None:
    world.fund(10000)
    world.buy("parcel-1", 700)
    for _ in range(50):
        with pytest.raises(AlreadyOpen):
            world.buy("parcel-1", 700)
    assert world.gateway.balances["usd"] == 9300


def test_pressing_purchase_again_with_the_same_dialog_buys_nothing_more(world: World) -> None:
    for _ in range(10):
        buy_postage(world.till, "usd", usd(5000), key="dialog-1")
    assert world.booked() == world.gateway.balances["usd"] == 5000


def test_a_lost_answer_is_resolved_by_asking_never_by_resending(world: World) -> None:
    world.fund(1000)
    world.gateway.plan = ["lost-after"]
    with pytest.raises(OutcomeUnknown):
        world.buy("parcel-1", 700)
    assert (world.booked(), world.reserved()) == (1000, 700)
    calls = world.gateway.calls
    recover(world.till, "usd")
    assert (world.booked(), world.reserved()) == (300, 0)
    assert world.gateway.calls == calls


def test_an_unknown_label_keeps_its_parcel_and_its_hold_until_it_is_settled(world: World) -> None:
    world.fund(1000)
    world.gateway.plan = ["lost-before"]
    with pytest.raises(OutcomeUnknown):
        world.buy("parcel-1", 700)
    with pytest.raises(AlreadyOpen):
        world.buy("parcel-1", 700)
    world.gateway.blind = True
    recover(world.till, "usd")
    assert world.reserved() == 700
    world.gateway.blind = False
    recover(world.till, "usd")
    assert world.reserved() == 0
    world.buy("parcel-1", 700)
    assert world.gateway.balances["usd"] == 300


def test_an_unknown_funding_locks_buy_postage(world: World) -> None:
    world.gateway.plan = ["lost-after"]
    with pytest.raises(OutcomeUnknown):
        world.fund(1000)
    with pytest.raises(AlreadyOpen):
        world.fund(1000)
    recover(world.till, "usd")
    world.fund(1000)
    assert world.booked() == world.gateway.balances["usd"] == 2000


def test_pending_money_is_in_transit_and_not_spendable(world: World) -> None:
    world.gateway.plan = ["processing"]
    world.fund(1000)
    assert world.booked() == 0
    with pytest.raises(Refused):
        world.intend("parcel-1", 100)
    recover(world.till, "usd")
    assert world.booked() == 1000


@pytest.mark.parametrize(("plan", "family"), [("refused", Refused), ("not-sent", Unavailable)])
def test_what_certainly_did_not_happen_releases_the_hold_and_may_be_bought_again(
    world: World, plan: str, family: type[Exception]
) -> None:
    world.fund(1000)
    world.gateway.plan = [plan]
    with pytest.raises(family):
        world.buy("parcel-1", 700)
    assert world.reserved() == 0
    world.buy("parcel-1", 700)
    assert world.booked() == 300


def test_an_intent_of_a_dead_process_is_given_up_because_nothing_was_sent(world: World) -> None:
    world.fund(1000)
    key = world.intend("parcel-1", 700)
    world.crash()
    with world.store.read() as q:
        assert rows.get(q, key).state is State.CANCELLED
    assert world.reserved() == 0
    world.buy("parcel-1", 700)


def test_a_live_process_keeps_its_intents(world: World) -> None:
    from core.store.locks import InstanceLock

    world.fund(1000)
    lock = InstanceLock(world.directory / "run", "run-1")
    key = world.intend("parcel-1", 700)
    recover(world.till, "usd")
    with world.store.read() as q:
        assert rows.get(q, key).state is State.INTENT
    lock.release()


def test_a_voided_label_is_not_refunded_until_the_money_is_back(world: World) -> None:
    """M7, S0-35: accepted is refund due, and the balance does not move."""
    world.fund(1000)
    key = world.buy("parcel-1", 700)
    assert void_it(world, key) is LabelState.REFUND_DUE
    assert world.booked() == 300


def test_a_void_with_instant_credit_moves_the_balance(world: World) -> None:
    world.fund(1000)
    key = world.buy("parcel-1", 700)
    world.gateway.void_state = VoidState.REFUNDED
    assert void_it(world, key) is LabelState.REFUNDED
    assert world.booked() == world.gateway.balances["usd"] == 1000
    world.buy("parcel-1", 700)


def test_a_refused_void_leaves_a_good_label_that_may_be_asked_again(world: World) -> None:
    world.fund(1000)
    key = world.buy("parcel-1", 700)
    world.gateway.plan = ["refused"]
    assert void_it(world, key) is LabelState.VOID_REFUSED
    assert void_it(world, key) is LabelState.REFUND_DUE


def test_a_draft_is_kept_before_money_moves(world: World) -> None:
    world.fund(1000)
    world.gateway.drafts = True
    key = world.buy("parcel-1", 700)
    with world.store.read() as q:
        assert q.value("select draft_ref from purchase where id = :id", {"id": key}) == f"draft-{key}"
        assert rows.get(q, key).state is State.CONFIRMED


def test_a_draft_that_fails_in_any_way_costs_nothing_and_may_be_tried_again(world: World) -> None:
    world.fund(1000)
    world.gateway.drafts = True
    for failure in (
        GatewayUnknown(reason="timeout"),
        GatewayUnavailable(reason="connect"),
        GatewayRefused(reason="no"),
    ):
        world.gateway.no_draft = failure
        with pytest.raises(type(failure)):
            world.buy("parcel-1", 700)
        assert world.reserved() == 0
    world.gateway.no_draft = None
    world.buy("parcel-1", 700)
    assert world.booked() == world.gateway.balances["usd"] == 300


def test_a_draft_that_costs_more_than_the_hold_is_given_up_unsent(world: World) -> None:
    world.fund(1000)
    world.gateway.drafts = True
    funded = world.gateway.calls
    world.gateway.draft_price = usd(701)
    key = world.intend("parcel-1", 700)
    with pytest.raises(PriceRose) as rose:
        buy_label(world.till, label_request(key, usd(700)))
    assert (rose.value.fields["shown"], rose.value.fields["now"]) == (usd(700), usd(701))
    assert (world.gateway.calls, world.reserved(), world.booked()) == (funded, 0, 1000)
    with world.store.read() as q:
        assert rows.get(q, key).state is State.CANCELLED
    world.gateway.draft_price = usd(699)
    world.buy("parcel-1", 700)


def test_an_illegal_move_raises() -> None:
    for state in State:
        for event in Event:
            if (state, event) not in MOVES:
                with pytest.raises(IllegalMove):
                    move(state, event)


def void_it(world: World, key: str) -> LabelState:
    void_id = world.ids.new()
    with world.store.write() as tx:
        label = label_of_purchase(tx, key)
        assert label is not None
        intend_void(tx, world.till.desk, void_id, label, "practice")
    void(world.till, VoidRequest(void_id, "usd", "usps", label.provider_ref))
    with world.store.read() as q:
        after = label_of_purchase(q, key)
    assert after is not None
    return after.state


PLANS = st.sampled_from(["ok", "ok", "refused", "not-sent", "lost-before", "lost-after", "processing"])


class Purchases(RuleBasedStateMachine):
    """Random faults, crashes and repeats against two books."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name) / "data")
        self.world.fund(5000)

    def teardown(self) -> None:
        self.world.gateway.blind = False
        for _ in range(2):
            self.world.crash()
        self.compare(final=True)
        self.world.store.close()
        self.folder.cleanup()

    @rule(plan=PLANS, tens=st.integers(1, 5))
    def fund(self, plan: str, tens: int) -> None:
        self.world.gateway.plan = [plan]
        with contextlib.suppress(Refused, Unavailable, OutcomeUnknown):
            self.world.fund(tens * 1000)
        self.world.gateway.plan = []

    @rule(plan=PLANS, parcel=st.sampled_from(["a", "b", "c", "d"]), minor=st.integers(1, 2500))
    def buy(self, plan: str, parcel: str, minor: int) -> None:
        self.world.gateway.plan = [plan]
        with contextlib.suppress(Refused, Unavailable, OutcomeUnknown):
            self.world.buy(parcel, minor)
        self.world.gateway.plan = []

    @rule(parcel=st.sampled_from(["a", "b", "c", "d"]), minor=st.integers(1, 2500))
    def die_before_sending(self, parcel: str, minor: int) -> None:
        try:
            self.world.intend(parcel, minor)
        except Refused:
            return
        self.world.crash()

    @rule(blind=st.booleans())
    def restart(self, blind: bool) -> None:
        self.world.gateway.blind = blind
        self.world.crash()
        self.world.gateway.blind = False

    @precondition(lambda self: any(isinstance(c, Bought) for c in self.world.gateway.charges.values()))
    @rule(plan=st.sampled_from(["ok", "refused", "lost-after", "lost-before", "not-sent"]), at_once=st.booleans())
    def void(self, plan: str, at_once: bool) -> None:
        with self.world.store.read() as q:
            confirmed = rows.in_states(q, frozenset({State.CONFIRMED}), Kind.LABEL)
            usable = [p for p in confirmed if (label := label_of_purchase(q, p.id)) and label.state in USABLE]
        if not usable:
            return
        self.world.gateway.void_state = VoidState.REFUNDED if at_once else VoidState.ACCEPTED
        self.world.gateway.plan = [plan]
        with contextlib.suppress(Refused, Unavailable, OutcomeUnknown):
            void_it(self.world, usable[0].id)
        self.world.gateway.plan = []

    @invariant()
    def books_are_right(self) -> None:
        self.compare(final=False)

    def compare(self, *, final: bool) -> None:
        with self.world.store.read() as q:
            assert ledger_findings(q) == []
            confirmed = {p.id for p in rows.in_states(q, frozenset({State.CONFIRMED})) if p.kind is not Kind.VOID}
            still_open = {p.id for p in rows.in_states(q, OPEN)}
        paid = {key for key, charge in self.world.gateway.charges.items() if isinstance(charge, Bought | Funded)}
        assert confirmed <= paid
        assert paid - confirmed <= still_open
        if final:
            assert paid == confirmed
            assert self.world.booked() == self.world.gateway.balances["usd"]
            assert self.world.reserved() == 0


Purchases.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
test_books_agree_after_any_sequence = Purchases.TestCase
