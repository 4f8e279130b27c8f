"""Which topics moved, so that pages refresh: asked each second, and at once after a call of one's own. No Qt."""

from collections.abc import Callable

from core.services import Services
from core.topics import Topic
from ui.running import Lane, Runner


class Watching:
    """Compares topic versions; cheap while nothing was committed anywhere (``PRAGMA data_version``)."""

    def __init__(self, services: Services, runner: Runner, moved: Callable[[frozenset[Topic]], None]) -> None:
        self._store, self._runner, self._moved = services.store, runner, moved
        self._data_version = self._store.data_version()
        self._versions = self._store.versions()
        self._asking = False

    def check(self) -> None:
        """Tell the topics that moved since the last time, if any."""
        if self._asking:
            return
        version = self._store.data_version()
        if version == self._data_version:
            return
        self._data_version, self._asking = version, True
        self._runner.run(self._store.versions, self._compare, lambda _error: self._stop(), Lane.OUTSIDE)

    def _compare(self, versions: dict[str, int]) -> None:
        before, self._versions = self._versions, versions
        self._stop()
        moved = frozenset(topic for topic in Topic if versions.get(topic.value, 0) != before.get(topic.value, 0))
        if moved:
            self._moved(moved)
        self.check()  # what was committed while we asked

    def _stop(self) -> None:
        self._asking = False
