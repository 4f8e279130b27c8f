"""One station for all accidents; each has a copy of its own. Faults are counted by what made them."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crash_kit import FAULTS, CrashStation


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> CrashStation:
    """A practice station with money and open orders."""
    if sys.platform == "win32":
        pytest.skip("kill -9 is of POSIX")
    station = CrashStation(tmp_path_factory.mktemp("prepared"))
    station.prepare()
    return station


@pytest.fixture
def station(prepared: CrashStation, tmp_path: Path) -> CrashStation:
    """A copy to kill."""
    return prepared.copy_to(tmp_path / "station")


@pytest.fixture(autouse=True)
def counted(record_property: Callable[[str, object], None]) -> Iterator[None]:
    """Tell the run how many faults each driver made in a test; tests/conftest.py adds them up over all processes."""
    before = Counter(FAULTS)
    yield
    for driver, count in (FAULTS - before).items():
        record_property(f"faults: {driver}", count)
