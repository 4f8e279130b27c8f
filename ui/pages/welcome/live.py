"""The practice day's story while it is told: filled on a worker's thread, read by the window ten times a second."""

from dataclasses import replace
from threading import Lock

from ui.pages.welcome.rows import Going
from ui.practice.telling import Line


class LiveStory:
    """A `Teller` that the window looks into. Reading gives a whole record, never half of one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._going = Going()

    def tell(self, line: Line) -> None:
        """A line of the story; the work before it is over."""
        with self._lock:
            self._going = Going((*self._going.lines, line))

    def progress(self, what: str, done: int, count: int) -> None:
        """Work that takes a moment."""
        with self._lock:
            self._going = replace(self._going, what=what, done=done, count=count)

    def now(self) -> Going:
        """How far it is."""
        with self._lock:
            return self._going
