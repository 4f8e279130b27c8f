"""Processes that buy at once in one directory beside an open window: one charge each, in turn, and no word of locks.

D2, M3, M5, S2-23, MISSION section 9; facts: ledger 2.3 (one writer at a time, checkpoints under the same lock).
"""

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import portland
from crash_kit import CrashStation
from invariants import broken, unsettled
from pytestqt.qtbot import QtBot

from core.context import Mode
from core.services import Services, open_station
from core.store.database import Query
from core.store.locks import FileLock
from core.wallet.service import views
from printers.device import StationDevice
from ui.station_window import StationWindow


@contextmanager
def open_window(station: CrashStation) -> Iterator[Services]:
    """The window on this station, in this process, with its real threads and timers."""
    services = open_station(
        station.data, Mode.PRACTICE, station.folder / "config", StationDevice(base=station.data), operator="ana"
    )
    try:
        shown = StationWindow(services)
        shown.window.show()
        shown.start()
        yield services
        assert shown.close(), "nothing went wrong in the window"
    finally:
        services.close()


def together(qtbot: QtBot, station: CrashStation, commands: list[tuple[str, ...]]) -> None:
    """Run all at once."""
    ended(qtbot, [station.start(*command) for command in commands])


def ended(qtbot: QtBot, runs: "list[subprocess.Popen[str]]") -> None:
    """Wait for all, while the window lives; each did what was asked."""
    qtbot.waitUntil(lambda: all(run.poll() is not None for run in runs), timeout=200_000)
    for run in runs:
        with run:
            out, err = run.communicate()
        assert run.returncode == 0, out + err
        assert "locked" not in out + err
        assert "Traceback" not in out + err


def intents(q: Query) -> int:
    """How many labels wait for their turn."""
    return q.integer("select count(*) from purchase where kind = 'label' and state = 'intent'")


def own_orders(station: CrashStation, processes: int, each: int) -> list[list[str]]:
    """Orders of their own for each process."""
    numbers = [[f"W{process}-{n}" for n in range(each)] for process in range(processes)]
    station.import_orders(*(portland(number) for of_one in numbers for number in of_one))
    return numbers


def ship_and_buy(qtbot: QtBot, station: CrashStation, processes: int, each: int) -> list[str]:
    """Half of the processes ship their own orders, half buy postage; who charged, in the provider's order."""
    numbers = own_orders(station, processes // 2 or 1, each)
    shipping = [("ship", *of_one, "--no-print") for of_one in numbers]
    buying: list[tuple[str, ...]] = [("postage", "buy", "10")] * (processes - len(shipping))
    with open_window(station) as services:
        before = {view.wallet.id: view.booked.minor for view in services.read(views)}
        together(qtbot, station, [*shipping, *buying])
        after = {view.wallet.id: view.booked.minor for view in services.read(views)}
    charged = station.witness.ours("select sum(price_minor) from label")
    assert isinstance(charged[0][0], int)
    assert after["usd"] == before["usd"] + 1000 * len(buying) - charged[0][0]
    assert after["cad"] == before["cad"]
    is_right(station, {number for of_one in numbers for number in of_one})
    return [str(row[0]) for row in station.witness.theirs("select reference from label order by rowid")]


def is_right(station: CrashStation, orders: set[str]) -> None:
    """Both books agree, each order is paid once, nothing is open, nothing is damaged."""
    assert station.witness.violations(orders) == []
    assert broken(station.data, station.schema) == []
    assert unsettled(station.data) == []
    assert station.run("check", "--json").record()["ok"] is True


def test_two_processes_buy_at_once_beside_an_open_window(qtbot: QtBot, station: CrashStation) -> None:
    ship_and_buy(qtbot, station, 2, 3)


@pytest.mark.deep
def test_eight_processes_take_turns_beside_an_open_window(qtbot: QtBot, station: CrashStation) -> None:
    """Fair: once all have asked for their turn, none is done before every other had a part of its own."""
    station.run("postage", "buy", "500")
    station.run("postage", "buy", "300")
    numbers = own_orders(station, 8, 12)
    with open_window(station) as services:
        with FileLock(station.data / "run" / "wallet-usd.lock"):
            runs = [station.start("ship", *of_one, "--no-print") for of_one in numbers]
            qtbot.waitUntil(lambda: services.read(intents) == 96, timeout=200_000)
        ended(qtbot, runs)
    is_right(station, {number for of_one in numbers for number in of_one})
    bought: Counter[str] = Counter()
    for (reference,) in station.witness.theirs("select reference from label order by rowid"):
        bought[str(reference).partition("-")[0]] += 1
        if bought[str(reference).partition("-")[0]] == 12:
            break
    assert len(bought) == 8, bought
    assert min(bought.values()) >= 2, bought


@pytest.mark.deep
def test_a_minute_of_processes_that_open_write_and_close_damages_nothing(
    qtbot: QtBot, station: CrashStation, tmp_path: Path
) -> None:
    """The WAL-reset race of SQLite before 3.50.7: every end of a process folds the log back, beside readers."""
    station.run("postage", "buy", "500")
    station.run("postage", "buy", "200")
    with open_window(station) as services:
        for turn in range(14):
            numbers = [f"S{turn}-{n}" for n in range(8)]
            station.import_orders(*(portland(number) for number in numbers))
            commands = [("ship", number, "--no-print") for number in numbers[:6]]
            together(qtbot, station, [*commands, ("postage", "buy", "10"), ("backups", "make")])
            assert services.findings() == []
            assert station.witness.theirs("pragma integrity_check") == [("ok",)]
    paid = {f"S{turn}-{n}" for turn in range(14) for n in range(6)}
    is_right(station, paid)
