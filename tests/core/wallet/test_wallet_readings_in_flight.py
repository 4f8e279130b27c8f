"""A reading that was taken while a purchase was under way proves nothing (M4, M5)."""

from pathlib import Path

import pytest
from money_world import World
from stations import fund, station
from wallet_facts_kit import money

from core.clock import from_utc_text, utc_text
from core.purchases.port import GatewayUnknown
from core.wallet.rules_readings import ReadingNotClear
from core.wallet.service_readings import add_reading, explain_reading
from core.wallet.store_readings import in_flight_at


def flying(world: World, at: str) -> int:
    with world.store.read() as q:
        return in_flight_at(q, "usd", at)


def test_a_purchase_is_under_way_from_when_it_was_sent_until_it_is_in_the_books(tmp_path: Path) -> None:
    world = World(tmp_path / "data")
    before = utc_text(world.clock.now())
    world.fund(5000)
    after = utc_text(world.clock.now())
    with world.store.read() as q:
        sent = str(q.value("select sent_at from attempt"))
    assert [flying(world, at) for at in (before, sent, after)] == [0, 1, 0]
    world.gateway.plan.append("lost-after")
    world.gateway.blind = True
    with pytest.raises(GatewayUnknown):
        world.buy("P-1", 500)
    assert flying(world, utc_text(world.clock.now())) == 1
    asked = utc_text(world.clock.now())
    world.gateway.blind = False
    world.crash()
    assert flying(world, asked) == 1, "it is in the books since, and was not then"
    assert flying(world, utc_text(world.clock.now())) == 0


def test_nothing_is_explained_from_such_a_reading(tmp_path: Path) -> None:
    with station(tmp_path) as here:
        fund(here, "usd", 5000)
        with here.store.read() as q:
            sent = str(q.value("select sent_at from attempt"))
        found = add_reading(here.store, here.desk, "usd", money(1), from_utc_text(sent), "portal")
        assert found.in_flight == 1
        with pytest.raises(ReadingNotClear):
            explain_reading(here.store, here.desk, found.reading.id, "why")
