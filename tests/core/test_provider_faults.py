"""Whatever the provider does wrong, both books are equal once it is asked again (M1 to M7, D1).

A real station ships, funds, voids, is closed and opened again, while the practice provider follows a random script of
faults: lost answers, refusals, delays, late successes, prices that drift. The provider's own file is the witness.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stations import MIAMI, START, TORONTO, fund, order, station

from core.accounts.service import wallets
from core.clock import SteppingClock
from core.errors import StationError
from core.gateways.postage.practice import PracticeGateway
from core.gateways.postage.practice_faults import VOID_REASONS, Fault, FaultKind, Operation
from core.labels.rules import LabelState
from core.labels.store import get_label, read_document
from core.orders.records import OrderState
from core.orders.service import release_order
from core.orders.store_lists import count_orders, list_orders, pending_orders
from core.purchases.rules import OPEN, Kind
from core.purchases.store import in_states
from core.services import Services
from core.shipments.listing import list_shipments
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from core.wallet.service import all_transactions, views

ORDERS = 3
MOST_FAULTS = 6
_SEEDS = count(1000)

LOSSES = [
    FaultKind.NOT_SENT, FaultKind.RATE_LIMITED, FaultKind.DROP_BEFORE_COMMIT, FaultKind.DROP_AFTER_COMMIT,
    FaultKind.ERROR_500_AFTER_COMMIT, FaultKind.TRUNCATED_ANSWER,
]  # fmt: skip
DELAYS = [FaultKind.PROCESSING_THEN_DONE, FaultKind.PROCESSING_THEN_REFUSED, FaultKind.LATE_SUCCESS]
KINDS = {
    Operation.BUY_LABEL: [*LOSSES, *DELAYS, FaultKind.PRICE_DRIFT],
    Operation.ADD_FUNDS: [*LOSSES, *DELAYS, FaultKind.DECLINED, FaultKind.FUNDING_LIMIT],
    Operation.VOID_LABEL: [*LOSSES, FaultKind.REFUSED_APPROVAL],
    Operation.FIND_LABEL: LOSSES,
    Operation.FIND_FUNDING: LOSSES,
    Operation.READING: [*LOSSES, FaultKind.LAG],
    Operation.QUOTE: LOSSES,
}


@st.composite
def faults(draw: st.DrawFn) -> Fault:
    """One thing that goes wrong, in one of the first calls."""
    operation = draw(st.sampled_from(list(KINDS)))
    kind = draw(st.sampled_from(KINDS[operation]))
    drift = draw(st.integers(-300, 300).filter(bool)) if kind is FaultKind.PRICE_DRIFT else 0
    reason = draw(st.sampled_from(VOID_REASONS)) if kind is FaultKind.REFUSED_APPROVAL else ""
    return Fault(
        operation, kind, nth=draw(st.integers(1, 6)), times=draw(st.integers(1, 2)), count=draw(st.integers(0, 2)),
        cents=drift, reason=reason,
    )  # fmt: skip


steps = st.sampled_from(["ship", "ship", "fund", "void", "release", "recover", "restart"])


@pytest.fixture(scope="module")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station that cannot pay for everything."""
    return prepared(tmp_path_factory.mktemp("poor"), 3000)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station that can pay for everything, by whichever service is left."""
    return prepared(tmp_path_factory.mktemp("rich"), 50_000)


def prepared(folder: Path, minor: int) -> Path:
    """A station with money and open orders in two countries."""
    with station(folder) as services:
        fund(services, "usd", minor)
        fund(services, "cad", minor)
        for n in range(ORDERS):
            draft = (MIAMI if n % 2 else TORONTO)._replace(number=f"R-{n}")
            order(services, draft._replace(length_um=250_000, width_um=150_000, height_um=100_000))
    return folder


class Day:
    """A station that works through `steps` while its provider fails."""

    def __init__(self, folder: Path, script: list[Fault]) -> None:
        self._folder = folder
        self._clock = SteppingClock(START + timedelta(hours=1))
        rows = [asdict(fault) | {"operation": fault.operation.value, "kind": fault.kind.value} for fault in script]
        (folder / "data" / "practice-faults.json").write_text(json.dumps({"faults": rows}), encoding="utf-8")
        self._open: Iterator[Services]
        self.start()

    def start(self) -> None:
        """Open the station, with ids of its own."""
        self._context = station(self._folder, seed=next(_SEEDS), clock=self._clock)
        self.services = self._context.__enter__()

    def stop(self) -> None:
        """Close it."""
        self._context.__exit__(None, None, None)

    def do(self, step: str) -> None:
        """One thing that a person does; a refusal, an unreachable or silent provider is an answer."""
        services = self.services
        try:
            match step:
                case "ship":
                    ship_orders(services.bench, [one.id for one in services.read(pending_orders)])
                case "fund":
                    fund(services, "usd", 2000)
                case "void":
                    for row in services.read(list_shipments)[:1]:
                        void_label(services.bench, row.label)
                case "release":
                    for held in services.read(lambda q: list_orders(q, state=OrderState.HELD)):
                        release_order(services.store, services.desk, held.id)
                case "recover":
                    services.recover()
                case _:
                    self.stop()
                    self.start()
        except StationError:
            assert not services.store.in_transaction()

    def settle(self) -> None:
        """Ask until nothing is open; each fault strikes a few times at most."""
        for _ in range(3 * MOST_FAULTS):
            self.services.recover()
            if not self.services.read(lambda q: in_states(q, OPEN)):
                return
        raise AssertionError("something stays open for ever")

    @property
    def provider(self) -> PracticeGateway:
        """The witness."""
        gateway = self.services.gateways["practice"]
        assert isinstance(gateway, PracticeGateway)
        return gateway

    def our_moves(self) -> Counter[tuple[str, str, int]]:
        """Wallet, purchase and effect of each line of our wallets."""
        found: Counter[tuple[str, str, int]] = Counter()
        for wallet in self.services.read(wallets):
            for line in self.services.read(partial(all_transactions, wallet=wallet)):
                found[wallet.id, self._purchase(line.ref_kind, line.ref_id), line.amount.minor] += 1
        return found

    def _purchase(self, kind: str, subject: str) -> str:
        return self.services.read(lambda q: get_label(q, subject)).purchase if kind == "label" else subject

    def is_right(self) -> None:
        """Both books say the same; nothing is held; every order that is shipped has one good label, stored whole."""
        services = self.services
        assert services.findings() == []
        theirs = Counter((one.wallet, one.key, one.amount.minor) for one in self.provider.charges())
        assert self.our_moves() == theirs
        for view in services.read(views):
            assert view.reserved.minor == 0
            assert view.booked == self.provider.balance(view.wallet.id)
        good = [
            row for row in services.read(list_shipments) if row.state in (LabelState.BOUGHT, LabelState.VOID_REFUSED)
        ]
        assert len({row.order for row in good}) == len(good) == services.read(count_orders)[OrderState.SHIPPED]
        for row in good:
            label = services.read(partial(get_label, label_id=row.label))
            assert read_document(services.files, label).elements


@settings(max_examples=25, deadline=None)
@given(script=st.lists(faults(), min_size=1, max_size=MOST_FAULTS), worked=st.lists(steps, min_size=1, max_size=6))
def test_both_books_are_equal_after_any_faults(
    poor: Path, tmp_path_factory: pytest.TempPathFactory, script: list[Fault], worked: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("day") / "station"
    shutil.copytree(poor, folder)
    day = Day(folder, script)
    try:
        for step in ["ship", *worked]:
            day.do(step)
        day.settle()
        day.is_right()
        assert day.services.read(lambda q: in_states(q, OPEN, Kind.FUNDING)) == []
    finally:
        day.stop()
        shutil.rmtree(folder)


@settings(max_examples=8, deadline=None)
@given(script=st.lists(faults(), min_size=1, max_size=3))
def test_in_the_end_every_order_that_can_be_paid_is_shipped(
    rich: Path, tmp_path_factory: pytest.TempPathFactory, script: list[Fault]
) -> None:
    """Faults delay; they lose no order."""
    folder = tmp_path_factory.mktemp("day") / "station"
    shutil.copytree(rich, folder)
    day = Day(folder, script)
    try:
        for _ in range(8):
            day.do("ship")
            day.do("recover")
        day.settle()
        day.do("ship")
        day.is_right()
        assert day.services.read(count_orders)[OrderState.SHIPPED] == ORDERS
    finally:
        day.stop()
        shutil.rmtree(folder)
