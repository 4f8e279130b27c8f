"""Replace label: one crash-safe act, and "label differs from shipment" (MISSION section 7 no. 21; S0-35, S0-28)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from stations import MIAMI, START, fund, order, station

from core.clock import SteppingClock
from core.gateways.postage.practice import PracticeGateway
from core.labels.rules import LabelState
from core.labels.store import Label, get_label, labels_of_parcel
from core.ledger.checks import ledger_findings
from core.ledger.holds import InsufficientFunds
from core.orders.records import OrderState
from core.orders.service import release_order
from core.orders.store import get_order
from core.services import Services
from core.shipments.content import label_differs
from core.shipments.replacements import let_go, must_be_destroyed, replacement_of, unfinished
from core.shipments.rules import VoidRefused
from core.shipments.rules_replacing import NotReplaceable, ReplaceReasonMissing, ReplacingState
from core.shipments.service_replacing import Corrected, replace_label
from core.shipments.service_shipping import ship_orders
from core.units import Weight
from core.wallet.service import views


class Died(BaseException):
    """The process ends here."""


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(START)


@pytest.fixture
def services(tmp_path: Path, clock: SteppingClock) -> Iterator[Services]:
    with station(tmp_path, clock=clock) as opened:
        fund(opened, "usd", 10000)
        yield opened


def bought(services: Services, number: str = "A1") -> Label:
    label = ship_orders(services.bench, [order(services, MIAMI._replace(number=number)).id])[0].label
    assert label is not None
    return label


def agree(services: Services) -> None:
    """Our books and the provider's say the same, and nothing is set aside."""
    provider = services.gateways["practice"]
    assert isinstance(provider, PracticeGateway)
    [usd] = [view for view in services.read(views) if view.wallet.id == "usd"]
    assert usd.booked == provider.balance("usd")
    assert usd.reserved.minor == 0
    assert services.read(ledger_findings) == []


def test_a_replacement_voids_buys_and_says_the_net_cost(services: Services) -> None:
    old = bought(services)
    done = replace_label(services.bench, old.id, "too light", Corrected(weight=Weight(1_500_000)))
    assert done.error is None
    assert done.replacement.state is ReplacingState.DONE
    assert done.new is not None and done.cost is not None
    assert done.new.parcel == old.parcel
    assert done.new.price > old.price
    assert done.cost.net == done.new.price - old.price
    assert done.old.state in (LabelState.REFUND_DUE, LabelState.REFUNDED)
    with services.store.read() as q:
        assert must_be_destroyed(q, get_label(q, old.id))
        assert not must_be_destroyed(q, done.new)
        found = get_order(q, str(q.value("select id from orders")))
    assert (found.state, found.holds, found.weight) == (OrderState.SHIPPED, (), Weight(1_500_000))
    agree(services)


def test_a_void_that_is_refused_leaves_the_old_label_and_buys_nothing(services: Services, clock: SteppingClock) -> None:
    old = bought(services)
    clock.move(timedelta(days=60))
    done = replace_label(services.bench, old.id, "late")
    assert isinstance(done.error, VoidRefused)
    assert (done.replacement.state, done.new, done.old.state) == (ReplacingState.KEPT, None, LabelState.VOID_REFUSED)
    with services.store.read() as q:
        assert len(labels_of_parcel(q, old.parcel)) == 1
    agree(services)


def test_nothing_is_voided_that_cannot_be_paid_again(services: Services) -> None:
    old = bought(services)
    while services.read(views)[0].available >= old.price:
        bought(services, f"B{services.read(views)[0].available.minor}")
    with pytest.raises(InsufficientFunds):
        replace_label(services.bench, old.id, "wrong")
    with services.store.read() as q:
        assert get_label(q, old.id).state is LabelState.BOUGHT
        assert replacement_of(q, old.id) is None


def test_only_the_good_label_of_a_parcel_is_replaced_and_with_a_reason(services: Services) -> None:
    old = bought(services)
    with pytest.raises(ReplaceReasonMissing):
        replace_label(services.bench, old.id, "  ")
    replace_label(services.bench, old.id, "torn")
    with pytest.raises(NotReplaceable):
        replace_label(services.bench, old.id, "again")


@pytest.mark.parametrize(
    ("place", "ends"),
    [
        ("replace/after-replacement", ReplacingState.KEPT),
        ("replace/after-old-void", ReplacingState.VOIDED),
        ("replace/after-new-intent", ReplacingState.VOIDED),
        ("after-sent 1", ReplacingState.VOIDED),
        ("after-answer 1", ReplacingState.VOIDED),
        ("after-sent 2", ReplacingState.VOIDED),
        ("after-answer 2", ReplacingState.DONE),
        ("before-settle 2", ReplacingState.DONE),
        ("after-settle 2", ReplacingState.DONE),
    ],
)
def test_a_run_that_dies_between_is_ended_with_a_stated_state(
    tmp_path: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch, place: str, ends: ReplacingState
) -> None:
    wanted, _, turn = place.partition(" ")
    seen: list[str] = []
    died: list[str] = []

    def die(name: str) -> None:
        seen.append(name)
        if name == wanted and seen.count(name) == int(turn or 1):
            died.append(name)
            raise Died

    with station(tmp_path, clock=clock) as first:
        fund(first, "usd", 10000)
        old = bought(first)
        monkeypatch.setattr("core.shipments.service_replacing.failpoint", die)
        monkeypatch.setattr("core.purchases.machine.failpoint", die)
        with pytest.raises(Died):
            replace_label(first.bench, old.id, "torn")
    assert died == [wanted]
    with station(tmp_path, clock=clock, seed=2) as second:
        second.recover()
        with second.store.read() as q:
            row = replacement_of(q, old.id)
            live = q.integer("select count(*) from purchase where kind = 'label' and live = 1")
            label = get_label(q, old.id)
        assert row is not None and row.state is ends
        assert live == (0 if ends is ReplacingState.VOIDED else 1)
        with second.store.read() as q:
            waiting = unfinished(q)
        assert (label.state is LabelState.VOID_REFUSED) == (ends is ReplacingState.KEPT)
        assert [one.id for one in waiting] == ([row.id] if ends is ReplacingState.VOIDED else [])
        agree(second)


def test_a_replacement_without_a_new_label_waits_until_the_order_ships_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(name: str) -> None:
        if name == "replace/after-old-void":
            raise Died

    old = bought(services)
    monkeypatch.setattr("core.shipments.service_replacing.failpoint", die)
    with pytest.raises(Died):
        replace_label(services.bench, old.id, "torn")
    with services.store.read() as q:
        [waiting] = unfinished(q)
        order_id = str(q.value("select id from orders"))
    assert waiting.old_label == old.id
    release_order(services.store, services.desk, order_id)
    assert ship_orders(services.bench, [order_id])[0].label is not None
    with services.store.write() as tx:
        let_go(tx, waiting.id)
    services.recover()
    with services.store.read() as q:
        assert unfinished(q) == []
    agree(services)


def test_a_label_differs_when_the_shop_changed_the_order_after_it_was_bought(services: Services) -> None:
    label = bought(services)
    with services.store.read() as q:
        assert label_differs(q, label) == ()
    with services.store.write() as tx:
        tx.run("update orders set weight_mg = 750000, city = 'Hialeah'")
    with services.store.read() as q:
        assert label_differs(q, label) == ("address", "measures")
    done = replace_label(services.bench, label.id, "the shop changed it")
    assert done.new is not None
    with services.store.read() as q:
        assert label_differs(q, done.new) == ()
        assert label_differs(q, done.old) == ()
