"""Several processes on one data directory at once: one writer at a time, one money call for a wallet, one printer (D2).

Each order is paid once and printed once, whoever was first, and nobody is told of locks.
"""

import random
import signal

import pytest
from crash_kit import FAULTS, SHIP, CrashStation, failpoints


def ship_together(station: CrashStation, count: int, **first: str) -> list[tuple[int, str]]:
    """Ship everything in `count` processes at once; `first` goes into the environment of the first. Their answers."""
    runs = [station.start(*SHIP, **(first if n == 0 else {})) for n in range(count)]
    answers = []
    for run in runs:
        with run:
            out, err = run.communicate(timeout=120)
        answers.append((run.returncode, out + err))
    return answers


@pytest.mark.parametrize("count", [2, pytest.param(4, marks=pytest.mark.deep)])
def test_processes_that_ship_the_same_orders_pay_each_once(station: CrashStation, count: int) -> None:
    for status, said in ship_together(station, count):
        assert status in (0, 1), said
        assert "locked" not in said
        assert "Traceback" not in said
    station.is_right(died=0)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(20))
def test_the_others_go_on_when_one_of_four_is_killed(station: CrashStation, seed: int) -> None:
    chance = random.Random(seed)
    place = f"{chance.choice(failpoints())}:{chance.randint(1, 3)}"
    (status, _), *others = ship_together(station, 4, POSTBENCH_FAILPOINT=place)
    assert status in (0, 1, -signal.SIGKILL)
    FAULTS["kill of one of four"] += status == -signal.SIGKILL
    for code, said in others:
        assert code in (0, 1), said
        assert "locked" not in said
        assert "Traceback" not in said
    station.settles()
