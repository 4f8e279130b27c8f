"""SIGKILL at each write and each sync of the two books, injected by strace, and errors of a full or broken disk.

How: facts of strace 6.1. With ``--seccomp-bpf`` injected signals are swallowed in silence, so it is not used for them;
each kill is asserted, and so is each injected error, from the trace.
"""

import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from crash_kit import PRINTER, CrashStation

BOOKS = ("station", "practice")
PAY = ("ship", "P-1", "--no-print")
PRINT_TOO = ("ship", "P-1", "--printer", PRINTER)
MOST_CALLS = 600


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
    CrashStation.kills += died
    return died


def kill_everywhere(
    prepared: CrashStation, folder: Path, book: str, call: str, command: tuple[str, ...], step: int = 1
) -> int:
    """Kill at each `step`-th call until a run is not killed any more; how often it was."""
    for n in range(1, MOST_CALLS, step):
        station = prepared.copy_to(folder / str(n))
        if not killed_at(station, book, call, n, command):
            return n // step
        station.settles()
        shutil.rmtree(station.folder)
    raise AssertionError("the runs never ended")


@pytest.mark.deep
@pytest.mark.parametrize(("book", "call", "least"), [
    ("station", "fdatasync", 5), ("station", "pwrite64", 100), ("practice", "fdatasync", 4),
    ("practice", "pwrite64", 40),
])  # fmt: skip
def test_killed_at_each_write_and_sync_of_a_book_each_order_is_paid_once(
    prepared: CrashStation, tmp_path: Path, book: str, call: str, least: int
) -> None:
    """D1, M5: commits of both books are whole or absent, wherever the machine stops."""
    needs_strace()
    assert kill_everywhere(prepared, tmp_path, book, call, PAY) >= least


@pytest.mark.deep
@pytest.mark.parametrize(("call", "step", "least"), [("fdatasync", 1, 9), ("pwrite64", 7, 30)])
def test_killed_while_it_prints_too_each_label_is_printed_once(
    prepared: CrashStation, tmp_path: Path, call: str, step: int, least: int
) -> None:
    needs_strace()
    assert kill_everywhere(prepared, tmp_path, "station", call, PRINT_TOO, step) >= least


@pytest.mark.deep
@pytest.mark.parametrize(("book", "call", "error", "step"), [
    ("station", "fdatasync", "EIO", 1), ("station", "pwrite64", "ENOSPC", 9), ("station", "pwrite64", "EIO", 11),
    ("practice", "fdatasync", "EIO", 1), ("practice", "pwrite64", "ENOSPC", 5),
])  # fmt: skip
def test_a_full_or_broken_disk_costs_no_cent(
    prepared: CrashStation, tmp_path: Path, book: str, call: str, error: str, step: int
) -> None:
    """Once the disk is well again. The command may fail, even after its work; it may not say that all is done."""
    needs_strace()
    faults = 0
    for n in range(1, MOST_CALLS, step):
        station = prepared.copy_to(tmp_path / str(n))
        trace = station.folder / "trace.txt"
        done = station.traced(
            "-o", str(trace), "--seccomp-bpf", *on(station, book), "-e", f"trace={call}", "-e",
            f"inject={call}:error={error}:when={n}", command=PAY,
        )  # fmt: skip
        if "(INJECTED)" not in trace.read_text(encoding="utf-8", errors="replace"):
            assert done.returncode == 0, done
            break
        faults += 1
        assert done.returncode in (0, 1), done
        assert done.returncode == 1 or "1 of 1 order has its label." in done.stdout, done
        station.settles(died=0)
        shutil.rmtree(station.folder)
    assert faults >= 4, "the fault was injected"
    assert faults < MOST_CALLS // step - 1
