"""One station for all accidents; each has a copy of its own."""

import sys
from pathlib import Path

import pytest
from crash_kit import CrashStation


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How often the program was killed (of this process; other workers of xdist do not tell)."""
    if CrashStation.kills:
        terminalreporter.write_line(f"{CrashStation.kills} kills")
