"""Both sides of the practice provider: what it booked and what it told us, whatever goes wrong in between."""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from practice_kit import fund_request, label_request, practice, wallet

from core.gateways.postage.practice import PracticeGateway
from core.gateways.postage.practice_books import ChargeKind
from core.gateways.postage.practice_faults import Fault, FaultKind, Operation
from core.money import Money, total
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

CURRENCIES = ("USD", "CAD")
CARRIERS = ("usps", "ups", "canada_post")
LOSING = [
    FaultKind.NOT_SENT,
    FaultKind.RATE_LIMITED,
    FaultKind.DROP_BEFORE_COMMIT,
    FaultKind.DROP_AFTER_COMMIT,
    FaultKind.ERROR_500_AFTER_COMMIT,
    FaultKind.TRUNCATED_ANSWER,
]
WAITING = [FaultKind.PROCESSING_THEN_DONE, FaultKind.PROCESSING_THEN_REFUSED, FaultKind.LATE_SUCCESS]
calm = st.none()
losing = st.one_of(calm, st.sampled_from(LOSING))
paid = st.one_of(calm, st.sampled_from(LOSING + WAITING))
funding = st.one_of(calm, st.sampled_from([*LOSING, *WAITING, FaultKind.DECLINED, FaultKind.FUNDING_LIMIT]))
buying = st.one_of(calm, st.sampled_from([*LOSING, *WAITING, FaultKind.PRICE_DRIFT]))


class TwoBooks(RuleBasedStateMachine):
    """A station that writes down only what it was told, against a provider that is told to misbehave."""

    sold = Bundle("sold")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.here = practice(Path(self.folder.name))
        self.told: dict[str, Money] = {}  # by transaction: its effect on the balance, as it was told to us
        self.by_key: dict[str, Bought | Funded] = {}
        self.open: set[str] = set()  # keys that may have been carried out
        self.open_voids: set[str] = set()  # labels whose void may have been accepted
        self.accepted: set[str] = set()  # labels whose void was accepted
        self.dead: set[str] = set()
        self.calls: Counter[Operation] = Counter()
        self.met: list[Fault] = []

    def gateway(self, operation: Operation, kind: FaultKind | None) -> PracticeGateway:
        """The provider in a new process, whose script strikes at this very call, if counting goes on over processes."""
        self.calls[operation] += 1
        if kind is None:
            return self.here.again().gateway
        cents = 17 if kind is FaultKind.PRICE_DRIFT else 0
        fault = Fault(operation, kind, nth=self.calls[operation], cents=cents)
        self.met.append(fault)
        return self.here.again(fault).gateway

    def hear(self, key: str, answer: Bought | Funded | Processing) -> None:
        if isinstance(answer, Processing):
            assert key not in self.by_key
            self.open.add(key)
            return
        assert self.by_key.setdefault(key, answer) == answer, "one key, two answers"
        assert key not in self.dead
        self.told[answer.provider_ref] = answer.amount if isinstance(answer, Funded) else -answer.price
        self.open.discard(key)

    def refused(self, key: str, error: GatewayRefused) -> None:
        if error.fields["reason"] == "key-reused":
            return
        assert key not in self.by_key, "a paid request is never refused"
        self.open.discard(key)
        self.dead.add(key)

    @rule(
        n=st.integers(1, 4), minor=st.sampled_from([999, 3000, 600_000]), kind=funding, at=st.sampled_from(CURRENCIES)
    )
    def fund(self, n: int, minor: int, kind: FaultKind | None, at: str) -> None:
        request = fund_request(f"F{n}", minor, at)
        try:
            self.hear(request.key, self.gateway(Operation.ADD_FUNDS, kind).add_funds(request))
        except GatewayRefused as error:
            self.refused(request.key, error)
        except GatewayUnavailable:
            pass
        except GatewayUnknown:
            self.open.add(request.key)

    @rule(target=sold, n=st.integers(1, 6), carrier=st.sampled_from(CARRIERS), kind=buying)
    def buy(self, n: int, carrier: str, kind: FaultKind | None) -> tuple[str, str]:
        request = label_request(f"L{n}", carrier)
        try:
            self.hear(request.key, self.gateway(Operation.BUY_LABEL, kind).buy_label(request))
        except GatewayRefused as error:
            self.refused(request.key, error)
        except GatewayUnavailable:
            pass
        except GatewayUnknown:
            self.open.add(request.key)
        return request.key, carrier

    @rule(n=st.integers(1, 6), kind=losing)
    def look_up_label(self, n: int, kind: FaultKind | None) -> None:
        for currency in CURRENCIES:
            found = self.gateway(Operation.FIND_LABEL, kind).find_label(wallet(currency), f"L{n}")
            self.heard_by_asking(f"L{n}", found)

    @rule(n=st.integers(1, 4), kind=losing)
    def look_up_funding(self, n: int, kind: FaultKind | None) -> None:
        for currency in CURRENCIES:
            found = self.gateway(Operation.FIND_FUNDING, kind).find_funding(wallet(currency), f"F{n}")
            self.heard_by_asking(f"F{n}", found)

    def heard_by_asking(
        self, key: str, found: Bought | Funded | Processing | GatewayRefused | Absent | CannotTell
    ) -> None:
        if isinstance(found, Absent):
            assert key not in self.by_key
            if found.settled:
                self.open.discard(key)
            else:
                self.open.add(key)
        elif isinstance(found, GatewayRefused):
            self.refused(key, found)
        elif not isinstance(found, CannotTell):
            self.hear(key, found)

    @rule(label=sold, kind=losing, wait=st.sampled_from([0, 61, 60 * 24 * 40]))
    def void(self, label: tuple[str, str], kind: FaultKind | None, wait: int) -> None:
        key, carrier = label
        bought = self.by_key.get(key)
        if not isinstance(bought, Bought):
            return
        self.here.clock.move(timedelta(minutes=wait))
        request = VoidRequest(f"V-{key}", label_request(key, carrier).wallet, carrier, bought.provider_ref)
        try:
            answer = self.gateway(Operation.VOID_LABEL, kind).void_label(request)
        except GatewayUnavailable:
            return
        except GatewayUnknown:
            self.open_voids.add(bought.provider_ref)
            return
        if answer.state is VoidState.REFUSED:
            return
        assert answer.refund == bought.price
        self.open_voids.discard(bought.provider_ref)
        self.accepted.add(bought.provider_ref)
        if answer.state is VoidState.REFUNDED:
            self.told[answer.provider_ref] = answer.refund

    @rule(days=st.integers(0, 30))
    def settle(self, days: int) -> None:
        self.here.clock.move(timedelta(days=days))
        for charge in self.here.again().gateway.settle_refunds(self.here.clock.now()):
            assert charge.ref not in self.told
            self.told[charge.ref] = charge.amount

    @rule(label=sold, minor=st.sampled_from([-2500, -1, 300]))
    def adjust(self, label: tuple[str, str], minor: int) -> None:
        bought = self.by_key.get(label[0])
        if isinstance(bought, Bought):
            amount = Money(minor, bought.price.currency)
            charge = self.here.again().gateway.post_adjustment(bought.provider_ref, amount, "measured")
            self.told[charge.ref] = charge.amount

    @invariant()
    def both_books_agree(self) -> None:
        for currency in CURRENCIES:  # a reading credits what has come due
            self.here.again().gateway.reading(wallet(currency), currency)
        self.calls[Operation.READING] += len(CURRENCIES)
        charges = self.here.gateway.charges()
        for charge in charges:
            if charge.kind is ChargeKind.VOID_REFUND and charge.label_ref in self.accepted:
                assert self.told.setdefault(charge.ref, charge.amount) == charge.amount
        for currency in CURRENCIES:
            mine = [charge for charge in charges if charge.amount.currency == currency]
            after = mine[-1].balance_after if mine else Money(0, currency)
            assert total([charge.amount for charge in mine], currency) == after
            reading = self.here.again().gateway.reading(wallet(currency), currency)
            assert reading.balance == after == self.here.gateway.balance(wallet(currency), currency)
            assert reading.lifetime_spent == -total([c.amount for c in mine if c.amount.minor < 0], currency)
        self.calls[Operation.READING] += len(CURRENCIES)
        once = [charge.key for charge in charges if charge.kind in (ChargeKind.LABEL, ChargeKind.FUNDING)]
        assert len(once) == len(set(once)), "a key is charged once"
        assert not self.dead & set(once), "what was refused is not charged"
        booked = {charge.ref: charge for charge in charges}
        assert {ref: booked[ref].amount for ref in self.told} == self.told
        for ref in booked.keys() - self.told.keys():
            refund = booked[ref].kind is ChargeKind.VOID_REFUND
            assert booked[ref].label_ref in self.open_voids if refund else booked[ref].key in self.open

    @invariant()
    def every_call_and_every_fault_is_counted(self) -> None:
        for operation, count in self.calls.items():
            assert self.here.gateway.calls(operation) == count
        assert all(self.here.gateway.fault_uses(fault) == 1 for fault in self.met[-3:])

    def teardown(self) -> None:
        """Ask until nothing is open: then what we were told adds up to what the provider has."""
        for _ in range(3):
            for key in sorted(self.open):
                if key.startswith("F"):
                    self.look_up_funding(int(key[1:]), None)
                else:
                    self.look_up_label(int(key[1:]), None)
        assert self.open == set()
        for ref in sorted(self.open_voids):
            key = next(key for key, answer in self.by_key.items() if answer.provider_ref == ref)
            for carrier in CARRIERS:
                self.void((key, carrier), None, 0)
        for charge in self.here.gateway.charges():
            assert self.told.get(charge.ref, charge.amount) == charge.amount
        self.both_books_agree()
        for currency in CURRENCIES:
            told = [amount for amount in self.told.values() if amount.currency == currency]
            late = [c.amount for c in self.here.gateway.charges() if c.ref not in self.told]
            assert late == []
            assert total(told, currency) == self.here.gateway.balance(wallet(currency), currency)
        self.folder.cleanup()


TestTwoBooks = TwoBooks.TestCase
TestTwoBooks.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
