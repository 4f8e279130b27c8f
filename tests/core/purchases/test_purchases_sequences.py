"""Exactly once in any order (M5, bar 1): faults, crashes, repeats, late answers and decisions against a small model.

The model is a dict of what a person who saw everything would say of each purchase; the provider in memory is the second
witness. Serves S0-13, S1-02 and the stories of facts/ledger 3.7.
"""

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fakes import label_request
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from money_world import World, usd

from core.errors import OutcomeUnknown, Refused, Unavailable
from core.labels.store import label_of_purchase
from core.ledger.checks import ledger_findings
from core.purchases import store as rows
from core.purchases.funding_calls import funding_call
from core.purchases.label_calls import buy_label, label_call
from core.purchases.machine import adopt
from core.purchases.port import Bought, Funded
from core.purchases.resolving import ask_now, decide, spare_labels
from core.purchases.rules import MAY_TURN_UP, OPEN, PAID, TO_ASK, Kind, NotOpen, State
from core.wallet.service import buy_postage

PLANS = st.sampled_from(
    ["ok", "refused", "not-sent", "lost-before", "lost-after", "lost-after", "processing", "late", "late"]
)
PARCELS = st.sampled_from(["a", "b", "c"])


@dataclass
class Known:
    """What is true of one purchase: its effect on the wallet, and whether it counts by now."""

    effect: int
    parcel: str
    counts: bool


class Sequences(RuleBasedStateMachine):
    """Each rule changes the station and the model alike; the invariants compare them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name) / "data")
        self.model: dict[str, Known] = {}
        self.calls = 0

    def teardown(self) -> None:
        self.world.gateway.blind = False
        for key in list(self.world.gateway.late):
            with contextlib.suppress(Refused):
                self.world.gateway.turn_up(key)
        self.world.crash()
        for key in self.model:
            ask_now(self.world.till, key)
        self.learn()
        self.compare()
        with self.world.store.read() as q:
            said = {p.id for p in rows.in_states(q, frozenset({State.DECIDED_CHARGED}))}
            confirmed = {p.id for p in rows.in_states(q, frozenset({State.CONFIRMED}))}
        charged = set(self.world.gateway.charges)
        assert confirmed == charged
        gap = sum(self.model[key].effect for key in said)
        assert self.world.booked() == self.world.gateway.balances.get("usd", 0) + gap
        assert self.world.reserved() == 0
        self.world.store.close()
        self.folder.cleanup()

    def learn(self) -> None:
        """What the provider charged and was asked about is known from then on."""
        if not self.world.gateway.blind:
            for key in self.world.gateway.charges:
                self.model[key].counts = True

    @rule(plan=PLANS, tens=st.integers(1, 5))
    def fund(self, plan: str, tens: int) -> None:
        key = self.world.ids.new()
        self.model[key] = Known(tens * 1000, "", counts=False)
        self.world.gateway.plan = [plan]
        try:
            bought = buy_postage(self.world.till, "usd", usd(tens * 1000), key=key)
            self.model[key].counts = bought.purchase.state is State.CONFIRMED
        except (Refused, Unavailable, OutcomeUnknown):
            with self.world.store.read() as q:
                if not rows.exists(q, key):
                    del self.model[key]
        self.world.gateway.plan = []

    @rule(plan=PLANS, parcel=PARCELS, minor=st.integers(1, 2500))
    def buy(self, plan: str, parcel: str, minor: int) -> None:
        try:
            key = self.world.intend(parcel, minor)
        except Refused:
            return
        self.model[key] = Known(-minor, parcel, counts=False)
        self.world.gateway.plan = [plan]
        with contextlib.suppress(Refused, Unavailable, OutcomeUnknown):
            done = buy_label(self.world.till, label_request(key, usd(minor)))
            self.model[key].counts = done.state is State.CONFIRMED
        self.world.gateway.plan = []

    @rule(parcel=PARCELS, minor=st.integers(1, 2500))
    def die_before_sending(self, parcel: str, minor: int) -> None:
        with contextlib.suppress(Refused):
            key = self.world.intend(parcel, minor)
            self.model[key] = Known(-minor, parcel, counts=False)
            self.restart(blind=False)

    @rule(blind=st.booleans())
    def restart(self, blind: bool) -> None:
        self.world.gateway.blind = blind
        self.world.crash()
        self.learn()
        self.world.gateway.blind = False

    @precondition(lambda self: self.world.gateway.late)
    @rule(data=st.data())
    def something_turns_up(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.world.gateway.late)))
        with contextlib.suppress(Refused):  # a label that the account cannot pay never comes
            self.world.gateway.turn_up(key)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def ask(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.model)))
        ask_now(self.world.till, key)
        if key in self.world.gateway.charges:
            self.model[key].counts = True

    def undecided(self) -> list[str]:
        """Keys about which a person may say something."""
        with self.world.store.read() as q:
            return sorted(p.id for p in rows.in_states(q, TO_ASK | MAY_TURN_UP))

    @precondition(lambda self: self.undecided())
    @rule(data=st.data(), charged=st.booleans(), blind=st.sampled_from([True, True, False]))
    def a_person_decides(self, data: st.DataObject, charged: bool, blind: bool) -> None:
        key = data.draw(st.sampled_from(self.undecided()))
        self.world.gateway.blind = blind
        with contextlib.suppress(NotOpen):
            done = decide(self.world.till, key, charged=charged, provider_ref=f"said-{key}", reason="portal")
            self.model[key].counts = charged if done.decided else done.purchase.state is State.CONFIRMED
            assert not done.decided or blind or key not in self.world.gateway.charges
        self.world.gateway.blind = False

    @precondition(lambda self: self.world.gateway.charges)
    @rule(data=st.data())
    def a_callback_comes_twice(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.world.gateway.charges)))
        with self.world.store.read() as q:
            purchase = rows.get(q, key)
        answer = self.world.gateway.charges[key]
        for _ in range(2):
            if isinstance(answer, Bought):
                adopt(self.world.till, purchase, answer, label_call(self.world.till, None))
            elif isinstance(answer, Funded):
                adopt(self.world.till, purchase, answer, funding_call(self.world.till, None))
        self.model[key].counts = True

    @invariant()
    def compare(self) -> None:
        with self.world.store.read() as q:
            assert ledger_findings(q) == []
            paid = {p.id for p in rows.in_states(q, PAID)}
            held = {p.id: p.amount.minor for p in rows.in_states(q, OPEN) if p.kind is Kind.LABEL}
            live = [p.subject for p in rows.in_states(q, OPEN | PAID, Kind.LABEL) if is_live(self.world, p.id)]
            spare = {label.purchase for label in spare_labels(q)}
            labels = {p.id for p in rows.in_states(q, frozenset({State.CONFIRMED}), Kind.LABEL)}
            assert all(label_of_purchase(q, key) is not None for key in labels)
        assert paid == {key for key, known in self.model.items() if known.counts}
        assert self.world.booked() == sum(known.effect for known in self.model.values() if known.counts)
        assert self.world.reserved() == sum(held.values())
        assert len(live) == len(set(live))
        assert spare <= labels


def is_live(world: World, key: str) -> bool:
    with world.store.read() as q:
        return q.integer("select live from purchase where id = :id", {"id": key}) == 1


Sequences.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
test_books_agree_with_the_model_after_any_sequence = Sequences.TestCase
