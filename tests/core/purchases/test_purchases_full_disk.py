"""A disk that is full after the call was sent: it is never said that nothing happened (M5; facts: ledger 2.7)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from money_world import World, usd
from stations import MIAMI, fund, order, station

from core.errors import OutcomeUnknown
from core.purchases.full_disk import NotBooked
from core.purchases.port import GatewayUnknown
from core.services import Services
from core.shipments.rules import Stopped
from core.shipments.service_shipping import ship_orders
from core.store.database import Store, Tx
from core.store.faults import DiskFull
from core.store.space import release_ballast
from core.wallet.service import buy_postage


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "data")


def keeps_nothing(store: Store, monkeypatch: pytest.MonkeyPatch, when: Callable[[Tx], bool]) -> None:
    """From now on the disk is full for every transaction of which `when` says so, with and without the ballast."""
    release_ballast(store.directory)
    real = store._transaction

    def transaction() -> Iterator[Tx]:
        for tx in real():
            yield tx
            if when(tx):
                raise DiskFull(reason="database or disk is full")

    monkeypatch.setattr(store, "_transaction", transaction)


def was_sent(tx: Tx) -> bool:
    """The books are past `sent`: whatever is written now speaks of what the provider did."""
    return tx.integer("select count(*) from attempt_end") > 0


@pytest.mark.parametrize(("plan", "said"), [("lost-after", GatewayUnknown), ("processing", NotBooked)])
def test_what_cannot_be_noted_is_still_told_as_it_ended(
    world: World, monkeypatch: pytest.MonkeyPatch, plan: str, said: type[OutcomeUnknown]
) -> None:
    world.gateway.plan = [plan]
    keeps_nothing(world.store, monkeypatch, was_sent)
    with pytest.raises(said):
        buy_postage(world.till, "usd", usd(1000))
    monkeypatch.undo()
    world.crash()
    with world.store.read() as q:
        assert q.value("select state from purchase") == "confirmed"


def test_postage_that_is_booked_is_told_although_the_reading_behind_it_was_not_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps_nothing(world.store, monkeypatch, lambda tx: tx.integer("select count(*) from reading") > 0)
    assert buy_postage(world.till, "usd", usd(1000)).after == usd(1000)


def shipping(services: Services) -> list[str]:
    fund(services, "usd", 10_000)
    return [order(services, MIAMI._replace(number=f"S{n}")).id for n in range(3)]


def test_a_batch_stops_at_the_first_label_that_the_disk_would_not_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with station(tmp_path) as services:
        ids = shipping(services)
        keeps_nothing(services.store, monkeypatch, lambda tx: tx.integer("select count(*) from label") > 0)
        first, *rest = ship_orders(services.bench, ids)
        assert isinstance(first.error, NotBooked)
        assert [type(one.error) for one in rest] == [Stopped, Stopped]
        monkeypatch.undo()
        services.recover()
        assert services.read(lambda q: q.integer("select count(*) from label")) == 1
        assert services.findings() == []
