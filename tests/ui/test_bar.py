"""The bar names the station as people call it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from window_world import World, open_world

from core.stations.service import name_station
from ui.bar import BarPresenter, computer_name
from ui.views import BarView


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def test_the_window_is_called_by_the_stations_name_and_by_the_computers_until_it_has_one(world: World) -> None:
    """S1-08: several stations are told apart at a glance."""
    shown: list[BarView] = []
    bar = BarPresenter(world.services, world.app.runner, world.app.spool, shown.append)
    bar.load()
    assert shown[-1].station == computer_name()
    name_station(world.services.store, world.services.desk, "Packing 1")
    bar.load()
    assert shown[-1].station == "Packing 1"
