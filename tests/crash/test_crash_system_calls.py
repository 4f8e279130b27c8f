"""SIGKILL at each system call on the two books, injected by strace, and errors of a full or broken disk at each.

How: facts of strace 6.1. With ``--seccomp-bpf`` injected signals are swallowed in silence, so it is not used for them;
each kill is asserted, and so is each injected error, from the trace.
"""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from crash_kit import FAULTS, PRINTER, CrashStation
from flows import FLOWS, Flow
from judging import count, is_there_once

PRINT_TOO = ("ship", "P-1", "--printer", PRINTER)
MOST_CALLS = 600
FLOW = {flow.name: flow for flow in FLOWS if flow.name in ("buy", "label", "autofund")}
ALL_CALLS = (("fdatasync", 1), ("ftruncate", 1), ("unlink", 1), ("fcntl", 5))
KILLS = [
    *(("label", "station", "pwrite64", first, 8) for first in range(1, 9)),
    *(("buy", "station", "pwrite64", first, 5) for first in range(1, 6)),
    *(("autofund", "station", "pwrite64", first, 8) for first in (1, 6)),
    *((flow, "practice", "pwrite64", first, 6) for flow in ("label", "autofund") for first in (1, 3, 5)),
    *(("buy", "practice", "pwrite64", first, 2) for first in (1, 2)),
    *((flow, "station", call, 1, step) for flow in FLOW for call, step in ALL_CALLS),
    *((flow, "practice", call, 1, step) for flow in FLOW for call, step in ALL_CALLS if call != "ftruncate"),
]
ERRORS = [
    *((flow, "station", "pwrite64", error, first, 12) for flow in FLOW
      for error, first in (("ENOSPC", 1), ("EIO", 5), ("ENOSPC", 9))),
    *((flow, book, "fdatasync", error, 1, 1) for flow in FLOW for book in ("station", "practice")
      for error in ("EIO", "ENOSPC")),
    *((flow, "practice", "pwrite64", error, first, 8) for flow in FLOW for error, first in (("ENOSPC", 3), ("EIO", 6))),
]  # fmt: skip


def needs_strace() -> None:
    """Skip, loudly, where the program cannot be traced."""
    if shutil.which("strace") is None:
        pytest.skip("NOT TESTED: strace is missing (apt-get install strace)")
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        pytest.skip(f"NOT TESTED: strace may not trace here: {tried.stderr}")


def on(station: CrashStation, book: str) -> list[str]:
    """Only calls on this book's files count."""
    path = station.data / f"{book}.db"
    return [option for name in (path, f"{path}-wal", f"{path}-journal") for option in ("-P", str(name))]


def killed_at(station: CrashStation, book: str, call: str, n: int, command: tuple[str, ...]) -> bool:
    """Run `command`; whether it was killed at the n-th `call` on `book`, which is then not executed."""
    inject = f"inject={call}:signal=SIGKILL:when={n}"
    done = station.traced("-o", "/dev/null", *on(station, book), "-e", f"trace={call}", "-e", inject, command=command)
    died = done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert died or done.returncode == 0, done
    FAULTS[f"kill at {call}"] += died
    return died


def failed_at(
    station: CrashStation, book: str, call: str, error: str, n: int, command: tuple[str, ...]
) -> tuple[bool, bool]:
    """Run `command` while the n-th `call` on `book` fails; whether it did, and whether success was said."""
    trace = station.folder / "trace.txt"
    done = station.traced(
        "-o", str(trace), "--seccomp-bpf", *on(station, book), "-e", f"trace={call}", "-e",
        f"inject={call}:error={error}:when={n}", command=command,
    )  # fmt: skip
    fired = "(INJECTED)" in trace.read_text(encoding="utf-8", errors="replace")
    assert done.returncode in ((0, 1) if fired else (0,)), done
    FAULTS[f"{error} at {call}"] += fired
    return fired, done.returncode == 0


def copies(base: CrashStation, folder: Path, first: int, step: int) -> Iterator[tuple[int, CrashStation]]:
    """A copy for each n-th call, to be asked for until the run has no such call."""
    for n in range(first, MOST_CALLS, step):
        station = base.copy_to(folder / str(n))
        yield n, station
        shutil.rmtree(station.folder)
    raise AssertionError("the runs never ended")


def kills(base: CrashStation, folder: Path, flow: Flow, book: str, call: str, first: int, step: int) -> int:
    """Kill at each `step`-th call from the `first` on; how often."""
    command = flow.ready(base)
    before = count(base, flow)
    killed = 0
    for n, station in copies(base, folder, first, step):
        if not killed_at(station, book, call, n, command):
            break
        killed += 1
        is_there_once(station, flow, command, before, said=False)
    return killed


@pytest.mark.parametrize(("name", "book", "n"), [("buy", "station", 4), ("buy", "practice", 5)])
def test_killed_at_a_sync_of_a_book_postage_is_bought_once(
    station: CrashStation, tmp_path: Path, name: str, book: str, n: int
) -> None:
    """One of many, in each run of the tests."""
    needs_strace()
    flow = FLOW[name]
    command = flow.ready(station)
    one = station.copy_to(tmp_path / "one")
    assert killed_at(one, book, "fdatasync", n, command)
    is_there_once(one, flow, command, count(station, flow), said=False)


@pytest.mark.deep
@pytest.mark.parametrize(("name", "book", "call", "first", "step"), KILLS)
def test_killed_at_each_call_on_a_book_it_is_there_once(
    station: CrashStation, tmp_path: Path, name: str, book: str, call: str, first: int, step: int
) -> None:
    """D1, M5: commits of both books are whole or absent, wherever the machine stops."""
    needs_strace()
    assert kills(station, tmp_path, FLOW[name], book, call, first, step) >= (2 if step < 5 else 3), "the faults fired"


@pytest.mark.deep
@pytest.mark.parametrize(("call", "step", "least"), [("fdatasync", 1, 9), ("pwrite64", 11, 20)])
def test_killed_while_it_prints_too_each_label_is_printed_once(
    prepared: CrashStation, tmp_path: Path, call: str, step: int, least: int
) -> None:
    needs_strace()
    killed = 0
    for n, station in copies(prepared, tmp_path, 1, step):
        if not killed_at(station, "station", call, n, PRINT_TOO):
            break
        killed += 1
        station.settles()
    assert killed >= least


@pytest.mark.deep
@pytest.mark.parametrize(("name", "book", "call", "error", "first", "step"), ERRORS)
def test_a_full_or_broken_disk_costs_no_cent(
    station: CrashStation, tmp_path: Path, name: str, book: str, call: str, error: str, first: int, step: int
) -> None:
    """Once the disk is well again. The command may fail, even after its work; it may not say that all is done."""
    needs_strace()
    flow = FLOW[name]
    command = flow.ready(station)
    before, faults = count(station, flow), 0
    for n, one in copies(station, tmp_path, first, step):
        fired, said = failed_at(one, book, call, error, n, command)
        if not fired:
            break
        faults += 1
        is_there_once(one, flow, command, before, said=said)
    assert faults >= 4, "the fault was injected"
