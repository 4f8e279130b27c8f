"""The register of stations: last seen version, and who is behind (S2-05, S2-09)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stations import START, station

from core.clock import SteppingClock
from core.context import Mode
from core.ids import SeededIds
from core.services import ROOMS
from core.stations.register import note_station, stations
from core.stations.service import name_station
from core.store.connecting import connect
from core.store.opening import NewerDatabase, open_store
from core.version import VERSION


def test_a_station_that_opens_the_books_is_seen_with_its_version(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        name_station(services.store, services.desk, "Bench 1")
        (seen,) = services.read(stations)
    assert (seen.name, seen.version, seen.operator, seen.is_behind) == ("Bench 1", VERSION, "ana", False)


def test_a_station_is_behind_when_another_has_a_newer_version_numerically(tmp_path: Path) -> None:
    clock = SteppingClock(START)
    with station(tmp_path, clock=clock) as services:
        note_station(services.store, services.desk, "8.3.1")
        with services.store.write() as tx:
            tx.run(
                "insert into station_seen (station, version, first_at, last_at, actor) values "
                "('st-two', '8.10.0', :at, :at, 'bo')",
                {"at": "2026-11-20T00:00:00.000000Z"},
            )
        assert {one.id: one.is_behind for one in services.read(stations)} == {
            services.desk.actor.station: True,
            "st-two": False,
        }


def test_the_same_version_is_noted_once_an_hour_and_another_at_once(tmp_path: Path) -> None:
    clock = SteppingClock(START)
    with station(tmp_path, clock=clock) as services:
        before = services.store.versions()
        note_station(services.store, services.desk)
        assert services.store.versions() == before
        note_station(services.store, services.desk, "9.9")
        clock.move(timedelta(hours=2))
        note_station(services.store, services.desk, "9.9")
        (seen,) = services.read(stations)
    assert seen.version == "9.9"
    assert seen.last_at > START + timedelta(hours=2)


def test_an_older_program_names_the_stations_that_are_behind(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        name_station(services.store, services.desk, "Bench 1")
        path = services.store.path
    db = connect(path)
    db.execute("pragma user_version = 9999")
    db.execute("update meta set value = '99.0' where key = 'min_app_version'")
    db.conn.close()
    clock = SteppingClock(datetime(2026, 11, 22, tzinfo=UTC))
    with pytest.raises(NewerDatabase) as caught:
        open_store(tmp_path / "data", ROOMS, Mode.PRACTICE, clock, SeededIds(3))
    assert caught.value.fields["behind"] == f"Bench 1 ({VERSION})"
