"""The runner of the window: worker threads, and answers queued back to the thread that paints.

One `desk` thread does the database in order; a small `outside` pool waits for carriers, files and printers (facts:
one worker keeps the event loop under 31 ms while a thousand labels are made; more processes gain nothing).
"""

import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.errors import StationError
from ui.running import Fault, Lane

T = TypeVar("T")
_OUTSIDE_THREADS = 4
_Job = Callable[[], None]


class _Threads:
    """Daemon threads over one queue; a thread that hangs outside never keeps the program from ending."""

    def __init__(self, name: str, count: int) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads = [threading.Thread(target=self._work, name=f"{name}-{i}", daemon=True) for i in range(count)]
        for thread in self._threads:
            thread.start()

    def put(self, job: _Job) -> None:
        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def close(self, limit_s: float) -> bool:
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(limit_s)
        return not any(thread.is_alive() for thread in self._threads)


class QtRunner(QObject):
    """The `Runner` of the window. Make it on the window's thread; `run` may be called only from there."""

    _answered = Signal(object)

    def __init__(self, crashed: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crashed = crashed
        self._open = True
        self._lanes = {Lane.DESK: _Threads("desk", 1), Lane.OUTSIDE: _Threads("outside", _OUTSIDE_THREADS)}
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[StationError], None],
        lane: Lane = Lane.DESK,
    ) -> None:
        """See `ui.running.Runner`. After `close` nothing runs any more, and no answer arrives."""
        if self._open:
            self._lanes[lane].put(lambda: self._do(work, done, failed))

    def _do(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[StationError], None]) -> None:
        """On the worker's thread: never let anything escape, a dead thread would hang its lane."""
        answer: _Job
        try:
            result = work()
        except StationError as error:
            answer = partial(failed, error)
        except Exception as error:  # noqa: BLE001 - the one place where a fault of ours is caught, to be shown
            answer = partial(self._fault, error, failed)
        else:
            answer = partial(done, result)
        if self._open:
            self._answered.emit(answer)

    def _fault(self, fault: Exception, failed: Callable[[StationError], None]) -> None:
        failed(Fault(kind=type(fault).__name__))
        self._crashed(fault)

    @Slot(object)
    def _take(self, answer: _Job) -> None:
        if self._open:
            answer()

    def close(self, limit_s: float = 2.0) -> bool:
        """Let what is queued finish, at most `limit_s` seconds a thread; False if something still hangs."""
        self._open = False
        ended = [lane.close(limit_s) for lane in self._lanes.values()]
        return all(ended)
