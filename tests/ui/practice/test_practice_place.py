"""The folder of a practice day: what a person put there stays, what a killed run left goes."""

from pathlib import Path

import pytest

from core.store.locks import FileLock
from core.upkeep.building import BUILDING
from ui.practice.place import MARKER, built_beside


def ship(target: Path, *names: str) -> None:
    """A day of these files."""
    with built_beside(target) as folder:
        (folder / MARKER).write_text("a day", encoding="utf-8")
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("of the day", encoding="utf-8")


def files(folder: Path) -> set[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if not name.startswith(".")}


def test_a_persons_own_files_stay_when_the_day_is_shipped_again(tmp_path: Path) -> None:
    target = tmp_path / "k"
    ship(target, "labels/1.zpl", "labels/2.zpl", "station/station.db")
    (target / "labels" / "mine.txt").write_text("mine", encoding="utf-8")
    (target / "notes").mkdir()
    (target / "notes" / "plan.txt").write_text("mine", encoding="utf-8")
    ship(target, "labels/1.zpl", "station/station.db")
    kept = {"labels/mine.txt", "notes/plan.txt"}
    assert files(target) == {MARKER, "labels/1.zpl", "station/station.db"} | kept
    assert {(target / name).read_text(encoding="utf-8") for name in kept} == {"mine"}
    ship(target, "labels/mine.txt")
    assert (target / "labels" / "mine-1.txt").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["k"]


def test_what_a_killed_run_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    dead, living, foreign = (tmp_path / f".k-{name}" for name in ("dead", "living", "foreign"))
    for folder in (dead, living, foreign):
        folder.mkdir()
    (dead / BUILDING).touch()
    lock = FileLock(living / BUILDING)
    lock.acquire()
    ship(tmp_path / "k")
    lock.release()
    assert {path.name for path in tmp_path.iterdir()} == {"k", ".k-living", ".k-foreign"}


@pytest.mark.parametrize("swapped", [False, True])
def test_a_run_that_was_killed_during_the_exchange_loses_nothing(tmp_path: Path, swapped: bool) -> None:
    target, old = tmp_path / "k", tmp_path / ".k-abc-old"
    ship(target, "labels/1.zpl")
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    target.rename(old)
    if swapped:
        ship(tmp_path / "other")
        (tmp_path / "other").rename(target)
    ship(target, "labels/2.zpl")
    assert files(target) == {MARKER, "labels/2.zpl", "mine.txt"}
    assert [path.name for path in tmp_path.iterdir()] == ["k"]
