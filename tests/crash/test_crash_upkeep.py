"""kill -9 of a backup and of a restore: the sets are as they were or one more, the books are one or the other, whole
(D2, D7; facts: ledger 2.7), and what was bought since the backup is never bought twice.
"""

import re
import shutil
from pathlib import Path

import pytest
from command_line import ROOT
from crash_kit import SHIP, CrashStation
from small_disk import filled, small_disk
from test_crash_system_calls import needs_strace

BACKUP_PLACES = ("backup/copied", "backup/checked", "backup/kept")
DEEP = pytest.mark.deep
RESTORE_PLACES = ("restore/ready", "restore/marked", "restore/moved", "restore/swapped")


def listed(station: CrashStation) -> list[str]:
    """The ids of the backups, oldest first; each can be restored."""
    found = [str(one["id"]) for one in reversed(station.run("backups", "list", "--json").records())]
    for one in found:
        station.run("backups", "check", one)
    return found


def test_the_places_are_of_the_program() -> None:
    texts = [(ROOT / "core" / "store" / name).read_text(encoding="utf-8") for name in ("backup.py", "restoring.py")]
    assert {name for text in texts for name in re.findall(r'failpoint\("([a-z/]+)"\)', text)} == {
        *BACKUP_PLACES,
        *RESTORE_PLACES,
    }


@pytest.mark.parametrize("name", [*(pytest.param(one, marks=DEEP) for one in BACKUP_PLACES[:-1]), "backup/kept"])
def test_a_backup_that_is_killed_leaves_the_sets_as_they_were_or_one_more(station: CrashStation, name: str) -> None:
    station.run("backups", "make")
    before = listed(station)
    assert station.dies("backups", "make", at=f"{name}:1")
    after = listed(station)
    assert after[: len(before)] == before
    assert len(after) - len(before) == (1 if name == "backup/kept" else 0)
    station.run("backups", "make")
    assert len(listed(station)) == len(after) + 1
    assert not list((station.data / "backups").glob("*.partial"))
    station.look(died=0)


@pytest.mark.parametrize("name", [*(pytest.param(one, marks=DEEP) for one in RESTORE_PLACES[:-1]), "restore/swapped"])
def test_a_restore_that_is_killed_leaves_one_of_the_two_books_whole(station: CrashStation, name: str) -> None:
    station.run("backups", "make")
    (backup,) = listed(station)
    station.run(*SHIP)
    paid = station.witness.paid()
    assert station.dies("backups", "restore", backup, at=f"{name}:1")
    labels = station.run("check", "--json", "--no-recover", status=None).record()["labels"]
    assert labels == (len(paid) if name == "restore/ready" else 0)
    if name == "restore/ready":
        station.run("backups", "restore", backup)
    assert station.run("ship", "--all", "--no-print", "--json", status=1).out.count("store.restored") >= 1
    station.run("backups", "reconcile")
    assert station.witness.paid() == paid
    assert station.witness.violations(station.orders) == []
    (aside,) = (station.data / "set-aside").glob("*/station.db")
    assert aside.stat().st_size > 0


def test_a_backup_on_a_disk_that_is_full_fails_in_words_and_leaves_no_set(station: CrashStation) -> None:
    with small_disk() as disk:
        small = station.copy_to(disk / "station")
        with filled(disk, 100_000):
            failed = small.process("backups", "make", "--json")
            assert failed.status == 1, failed
            assert "full" in failed.out or "No space" in failed.out
            assert small.process("postage", "buy", "10", "--json").error()["code"] == "store.no-space"
            assert not list((small.data / "backups").glob("*.partial"))
        assert listed(small) == []
        small.look(died=0)


@pytest.mark.deep
@pytest.mark.parametrize("when", ["{n}", "{n}+"])
def test_a_disk_that_fills_up_after_the_provider_said_yes_costs_nothing(
    station: CrashStation, tmp_path: Path, when: str
) -> None:
    """ENOSPC at each second write of our log, once or from there on: with the ballast gone it is booked after all, or
    it is said that the provider has it, and booked once there is room.
    """
    needs_strace()
    by_ballast, not_booked = 0, 0
    for n in range(1, 120, 2):
        one = station.copy_to(tmp_path / f"run-{n}")
        trace = one.folder / "trace.txt"
        done = one.traced(
            "-o", str(trace), "--seccomp-bpf", "-P", str(one.data / "station.db-wal"), "-e", "trace=pwrite64", "-e",
            f"inject=pwrite64:error=ENOSPC:when={when.format(n=n)}", command=("ship", "P-1", "--no-print", "--json"),
        )  # fmt: skip
        if "(INJECTED)" not in trace.read_text(encoding="utf-8", errors="replace"):
            break
        has_ballast = (one.data / "ballast").exists()
        by_ballast += done.returncode == 0 and not has_ballast
        not_booked += "purchases.not-booked" in done.stdout
        one.look(died=0)
        one.run("ship", "P-1", "--no-print", status=None)
        assert one.witness.paid()["P-1"] == 1
        one.look(died=0)
        shutil.rmtree(one.folder)
    assert (not_booked if when.endswith("+") else by_ballast) >= 1
