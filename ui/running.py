"""How the window hands work away: the protocol, without Qt, so that presenters and their tests need no window."""

from collections.abc import Callable
from enum import Enum
from typing import Protocol, TypeVar

from core.errors import StationError

T = TypeVar("T")


class Lane(Enum):
    """Where work runs."""

    DESK = "desk"
    """One thread, in order: database only, so that what was asked first is written first."""
    OUTSIDE = "outside"
    """A pool: carriers, files, printers; never a transaction around it."""


class Fault(StationError):
    """A fault of the program, already shown by the crash dialog; lets a page leave its busy state. Fields: ``kind``."""

    code = "program.fault"


class Runner(Protocol):
    """Runs work off the window's thread and brings the answer back to it."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[StationError], None],
        lane: Lane = Lane.DESK,
    ) -> None:
        """Run `work` on `lane`; then exactly one of `done` and `failed` on the caller's thread.

        A `StationError` goes to `failed`. Anything else is a fault of ours: it goes to the crash dialog, and `failed`
        gets a `Fault`.
        """
        ...


class ImmediateRunner:
    """Runs everything at once, in place: for tests of presenters. A fault is raised, so that the test fails."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[StationError], None],
        lane: Lane = Lane.DESK,
    ) -> None:
        """Run `work` now; `lane` makes no difference."""
        assert lane in Lane
        try:
            result = work()
        except StationError as error:
            failed(error)
        else:
            done(result)


class HeldRunner:
    """Keeps work until it is told, so that a test sees the busy state and answers that come late or out of order."""

    def __init__(self) -> None:
        self._held: list[Callable[[], None]] = []

    def __len__(self) -> int:
        return len(self._held)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[StationError], None],
        lane: Lane = Lane.DESK,
    ) -> None:
        """Keep `work` for `release`."""
        self._held.append(lambda: ImmediateRunner().run(work, done, failed, lane))

    def release(self, index: int = 0) -> None:
        """Run the work at `index` of those held, the oldest by default."""
        self._held.pop(index)()
