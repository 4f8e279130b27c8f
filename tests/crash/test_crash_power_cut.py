"""The power goes out at any moment of a recorded run, with unsynced writes lost, reordered and torn (D1, D7, M5).

The recording is made at run time, by strace; each cut is played on a disk in memory (`power_cut`), laid down as files,
and then a person starts the program again.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from crash_kit import FAULTS, CrashStation
from invariants import broken, unsettled
from power_cut import Disk, Happened, happened, options, write_image
from test_crash_system_calls import needs_strace

PAY = ("ship", "P-1", "--no-print", "--json")
BUY = ("postage", "buy", "50", "--json")
AUTOFUND = ("autofund", "run", "--json")
RULE = ("autofund", "set", "--threshold", "150", "--amount", "30", "--max-times", "1", "--provider-is-off")
Image = dict[str, bytes | None]


def recorded(station: CrashStation, command: tuple[str, ...]) -> tuple[Disk, list[Happened]]:
    """A disk as it was before the run, and what the run did."""
    disk = Disk(station.folder)
    trace = station.folder.parent / "trace.txt"
    done = station.traced(*options(trace), command=command)
    assert done.returncode == 0, done
    return disk, happened(trace, station.folder)


def images(disk: Disk, events: list[Happened], draws: int) -> Iterator[tuple[Image, bool]]:
    """Each disk that a cut can leave, once: all unsynced lost, and some draws; and whether success was said by then."""
    seen: set[int] = set()
    chance = random.Random(3)
    said, last = False, ""
    provider = str(Path(disk.base) / "data" / "practice")
    for event in [None, *events]:
        if event is not None and event.call == "say":
            said = said or bool(event.data.strip())
        elif event is not None and (event.path, last) != (str(Path(disk.base) / "data"), "the provider's"):
            disk.do(event)
            last = "the provider's" if event.path.startswith(provider) else "ours"
        for one in (None, *(random.Random(chance.random()) for _ in range(draws))):
            image = disk.cut(one, whole=(provider,))
            digest = hash((said, frozenset(image.items())))
            if digest not in seen:
                seen.add(digest)
                yield image, said


def violations_after(image: Image, station: CrashStation, command: tuple[str, ...], *, said: bool) -> list[str]:
    """Start again on what the disk has: everything that is wrong then."""
    write_image(image, station.folder)
    found = broken(station.data, station.schema)
    if said and unsettled(station.data):
        found.append(f"success was said, and there is {unsettled(station.data)}")
    check = station.run("check", "--json", status=None)
    if check.status:
        found.append(check.out)
    found += station.witness.violations(set(station.witness.paid()))
    again = station.run(*command, status=None)
    if again.status and command == BUY:
        found.append(again.out)
    found += broken(station.data, station.schema) + unsettled(station.data)
    return found + station.witness.violations({"P-1"} if command == PAY else set())


def play(
    station: CrashStation, folder: Path, command: tuple[str, ...], draws: int, step: int = 1, *, is_mutant: bool = False
) -> list[str]:
    """Every `step`-th cut of a recorded run; what went wrong in any, or in the first of a mutant."""
    disk, events = recorded(station, command)
    assert sum(event.call == "sync" for event in events) >= 6, "the run was recorded"
    found: list[str] = []
    cuts = images(disk, events, draws)
    if is_mutant and not draws:
        cuts = reversed(list(cuts))  # what is lost is seen at the end
    for number, (image, said) in enumerate(cuts):
        if number % step == 0:
            after = station.like_this(folder / str(number))
            after.folder.mkdir()
            found += [f"cut {number}: {one}" for one in violations_after(image, after, command, said=said)]
            FAULTS[f"power cut of {command[0]}"] += not is_mutant
            shutil.rmtree(after.folder)
            if found and is_mutant:
                break
    return found


def test_the_power_goes_out_while_postage_is_bought(station: CrashStation, tmp_path: Path) -> None:
    """Some moments of many."""
    needs_strace()
    assert play(station, tmp_path, BUY, 0, 12) == []


@pytest.mark.deep
@pytest.mark.parametrize(("command", "draws"), [(PAY, 1), (BUY, 2), (AUTOFUND, 1)])
def test_the_power_goes_out_at_any_moment_and_costs_no_cent(
    station: CrashStation, tmp_path: Path, command: tuple[str, ...], draws: int
) -> None:
    needs_strace()
    if command == AUTOFUND:
        station.run(*RULE)
    assert play(station, tmp_path, command, draws) == []
