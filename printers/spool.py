"""Printing beside the window: one thread and queue per printer; and the same without threads, for commands and tests.

A run that stopped (paper out, unreachable, a job whose end is unknown) *holds* its printer: labels that are queued
later wait as well, until a person looks and lets go. So nothing comes out hours later because a printer came back.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from core.printing.press import Press
from core.printing.records import Job
from core.printing.service_run import ASKED, Run, run_printer, waiting_printers

BROKE = "broke"  # held by a fault of the program
_BUSY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class JobEnded:
    """One job ended, well or not."""

    job: Job


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A printer's run ended; if `run.stopped` names trouble, the printer is held."""

    printer: str
    run: Run


@dataclass(frozen=True, slots=True)
class RunBroke:
    """A fault of the program ended a run. The printer is held; what it had in hand is settled by the next run."""

    printer: str
    error: BaseException


News = JobEnded | RunEnded | RunBroke


class Spooler(Protocol):
    """What pages and commands need."""

    def wake(self, printer_id: str) -> None:
        """Something was queued: print it, unless the printer is held."""
        ...

    def release(self, printer_id: str) -> None:
        """A person looked at the printer: print what is queued."""
        ...

    def held(self, printer_id: str) -> str:
        """Code of what stopped the printer, empty when nothing did."""
        ...

    def close(self) -> None:
        """Finish the jobs in hand and stop."""
        ...


class InlineSpool:
    """Prints at once, where it is called."""

    def __init__(self, press: Press, tell: Callable[[News], None]) -> None:
        self._press = press
        self._tell = tell
        self._held: dict[str, str] = {}

    def wake(self, printer_id: str) -> None:
        """See `Spooler.wake`; returns when the queue is empty or the printer in trouble."""
        if self.held(printer_id):
            return
        run = run_printer(self._press, printer_id, self._on_job)
        self._held[printer_id] = trouble(run)
        self._tell(RunEnded(printer_id, run))

    def _on_job(self, job: Job) -> bool:
        self._tell(JobEnded(job))
        return True

    def release(self, printer_id: str) -> None:
        """See `Spooler.release`."""
        self._held[printer_id] = ""
        self.wake(printer_id)

    def held(self, printer_id: str) -> str:
        """See `Spooler.held`."""
        return self._held.get(printer_id, "")

    def close(self) -> None:
        """Nothing is in hand between two calls."""


def trouble(run: Run) -> str:
    """Why a run holds its printer, or nothing."""
    return "" if run.stopped == ASKED else run.stopped


@dataclass(slots=True)
class _Lane:
    """One printer's thread."""

    pool: ThreadPoolExecutor
    held: str = ""
    is_running: bool = False
    again: bool = False  # woken while it ran


class ThreadSpool:
    """One thread per printer; `tell` is called on that thread."""

    def __init__(self, press: Press, tell: Callable[[News], None]) -> None:
        self._press = press
        self._tell = tell
        self._lanes: dict[str, _Lane] = {}
        self._changed = threading.Condition()
        self._closing = threading.Event()

    def wake(self, printer_id: str) -> None:
        """See `Spooler.wake`; returns at once."""
        with self._changed:
            lane = self._lane(printer_id)
            if lane.held or self._closing.is_set():
                return
            if lane.is_running:
                lane.again = True
                return
            lane.is_running = True
            lane.pool.submit(self._work, printer_id, lane).add_done_callback(partial(self._done, printer_id, lane))

    def wake_all(self) -> None:
        """At start, and when another process committed: print what waits anywhere, except on held printers."""
        with self._press.store.read() as q:
            waiting = waiting_printers(q)
        for printer in waiting:
            self.wake(printer.id)

    def release(self, printer_id: str) -> None:
        """See `Spooler.release`."""
        with self._changed:
            self._lane(printer_id).held = ""
        self.wake(printer_id)

    def held(self, printer_id: str) -> str:
        """See `Spooler.held`."""
        with self._changed:
            return self._lane(printer_id).held

    def stop(self) -> None:
        """Take up no further job; returns at once."""
        self._closing.set()

    def close(self) -> None:
        """Finish the jobs in hand and stop; what is queued stays queued."""
        self.stop()
        with self._changed:
            pools = [lane.pool for lane in self._lanes.values()]
        for pool in pools:
            pool.shutdown()

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait until no printer runs; False if one still did."""
        with self._changed:
            return self._changed.wait_for(lambda: not any(lane.is_running for lane in self._lanes.values()), seconds)

    def _lane(self, printer_id: str) -> _Lane:
        if printer_id not in self._lanes:
            self._lanes[printer_id] = _Lane(ThreadPoolExecutor(1, thread_name_prefix=f"printer-{printer_id}"))
        return self._lanes[printer_id]

    def _work(self, printer_id: str, lane: _Lane) -> None:
        while True:
            run = run_printer(self._press, printer_id, self._on_job)
            if run.is_busy and not self._closing.wait(_BUSY_SECONDS):
                continue  # another process has the printer and takes the queue; look again whether it did
            with self._changed:
                lane.held = trouble(run)
            self._tell(RunEnded(printer_id, run))
            with self._changed:
                wanted = lane.again and not lane.held and not self._closing.is_set()
                lane.again = False
                if not wanted:
                    lane.is_running = False
                    self._changed.notify_all()
                    return

    def _on_job(self, job: Job) -> bool:
        self._tell(JobEnded(job))
        return not self._closing.is_set()

    def _done(self, printer_id: str, lane: _Lane, future: "Future[None]") -> None:
        error = future.exception()
        if error is None:
            return
        with self._changed:
            lane.held = BROKE
            lane.is_running = lane.again = False
            self._changed.notify_all()
        self._tell(RunBroke(printer_id, error))
