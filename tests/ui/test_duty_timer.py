"""The window's timer: duties off its thread, each trouble told once (DESIGN house rule 9)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from stations import START, station

from core import duties
from core.clock import SteppingClock
from core.duties import OK, Duty, every
from core.errors import StationError
from core.i18n import translator
from core.services import Services
from core.store.faults import DiskFull
from core.upkeep.clock_watch import ClockWatch
from ui.duty_timer import EVERY, FIRST_BEAT, DutyTimer
from ui.running import Lane

T = TypeVar("T")


class Now:
    """Runs at once, and notes on which lane."""

    def __init__(self) -> None:
        self.lanes: list[Lane] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[StationError], None],
        lane: Lane = Lane.DESK,
    ) -> None:  # fmt: skip
        self.lanes.append(lane)
        try:
            result = work()
        except StationError as error:
            failed(error)
        else:
            done(result)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(START)


@pytest.fixture
def services(tmp_path: Path, clock: SteppingClock) -> Iterator[Services]:
    with station(tmp_path, clock=clock) as opened:
        yield opened


def beats(timer: DutyTimer, count: int) -> None:
    for _ in range(count):
        timer.beat()


def test_it_waits_until_the_window_is_up_and_then_looks_twice_a_minute(services: Services) -> None:
    runner, told = Now(), list[str]()
    timer = DutyTimer(services, runner, lambda: translator("en"), told.append)
    beats(timer, FIRST_BEAT - 1)
    assert runner.lanes == []
    beats(timer, 1 + 2 * EVERY)
    assert runner.lanes == [Lane.OUTSIDE] * 3
    assert told == []


def test_a_failing_duty_is_told_once_until_it_went_well_again(
    services: Services, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = [True]

    def backup(_services: Services) -> str:
        if fails[0]:
            raise DiskFull(reason="database or disk is full")
        return OK

    monkeypatch.setattr(duties, "DUTIES", (Duty("backup-day", every("backup-day", timedelta(0)), backup),))
    told: list[str] = []
    timer = DutyTimer(services, Now(), lambda: translator("en"), told.append)
    for _ in range(3):
        beats(timer, EVERY)
        clock.move(timedelta(minutes=6))
    assert told == ["Failed: backup at the start of the day (store.full)."]
    fails[0] = False
    beats(timer, EVERY)
    fails[0] = True
    clock.move(timedelta(minutes=6))
    beats(timer, EVERY)
    assert len(told) == 2


def test_a_doubtful_clock_is_told_once(services: Services, clock: SteppingClock) -> None:
    told: list[str] = []
    timer = DutyTimer(services, Now(), lambda: translator("en"), told.append, ClockWatch(lambda: 0.0))
    beats(timer, EVERY)
    clock.move(timedelta(days=2))
    beats(timer, 2 * EVERY)
    assert told == ["The clock of this computer may be wrong: it jumped forward."]


def test_books_that_are_damaged_are_told_once(services: Services) -> None:
    services.store.stop_writes("page 7")
    told: list[str] = []
    timer = DutyTimer(services, Now(), lambda: translator("en"), told.append)
    beats(timer, 3 * EVERY)
    assert len(told) == 1
    assert "damaged" in told[0]
