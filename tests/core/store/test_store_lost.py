"""Books that are gone are never made anew beside what the station left (DESIGN D4; facts: ledger 2.7)."""

from pathlib import Path

import pytest
from stations import fund, station

from core.context import Mode
from core.store.opening import StoreLost, stored_mode
from core.upkeep.backups import make_by_hand


@pytest.mark.parametrize("emptied", [False, True])
def test_a_database_that_is_missing_or_empty_beside_a_stations_files_is_refused(tmp_path: Path, emptied: bool) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 1000)
        backup = make_by_hand(services.store, services.desk, services.keychain).backup
    for path in (tmp_path / "data").glob("station.db*"):
        path.unlink()
    if emptied:
        (tmp_path / "data" / "station.db").touch(mode=0o600)
    with pytest.raises(StoreLost) as caught:
        stored_mode(tmp_path / "data")
    assert caught.value.fields["backup"] == backup.id
    with pytest.raises(StoreLost), station(tmp_path):
        pass
    assert (tmp_path / "data" / "practice.db").stat().st_size


def test_a_start_that_was_killed_before_anything_was_kept_begins_again(tmp_path: Path) -> None:
    (tmp_path / "data" / "run").mkdir(parents=True)
    (tmp_path / "data" / "station.db").touch(mode=0o600)
    with station(tmp_path) as services:
        assert services.mode is Mode.PRACTICE
