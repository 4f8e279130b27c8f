"""What the volumes section decides. No Qt."""

from collections.abc import Callable
from pathlib import Path

from core.billing.volume import volumes, volumes_csv
from core.errors import StationError
from ui.app_context import App
from ui.file_access import write_file
from ui.pages.reports.volume.rows import ALL, Found, found_of
from ui.running import Lane
from ui.views import Tone


class VolumePresenter:
    """Volume and revenue for each carrier and month.

    Attributes:
        carrier: Code of the carrier that is shown, `ALL` for every one.
        found: As last read, None before that.
        error: Why nothing could be read.
        is_writing: A file is being written.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self._changed: Callable[[], None] = lambda: None
        self.carrier = ALL
        self.found: Found | None = None
        self.error: StationError | None = None
        self.is_writing = False

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read them."""
        services, carrier = self.app.services, self.carrier
        self.app.runner.run(
            lambda: found_of(services.read(volumes), carrier), self._loaded, self._not_loaded, Lane.DESK
        )

    def _loaded(self, found: Found) -> None:
        self.found, self.error = found, None
        self._changed()

    def _not_loaded(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def choose(self, carrier: str) -> None:
        """Only one carrier, or all."""
        self.carrier = carrier
        self.load()

    def file_name(self) -> str:
        """What the file is called unless the person says otherwise."""
        return f"volumes-{self.carrier}.csv" if self.carrier else "volumes.csv"

    def save(self, path: Path) -> None:
        """Write what is shown as CSV."""
        found = self.found
        if found is None or self.is_writing:
            return
        self.is_writing = True
        self._changed()

        def work() -> None:
            write_file(path, volumes_csv(list(found.volumes)).encode("utf-8"))

        self.app.runner.run(work, lambda _nothing: self._written(path), self._not_written, Lane.OUTSIDE)

    def _written(self, path: Path) -> None:
        self.is_writing = False
        self.app.notify(Tone.OK, self.app.tr("Wrote {file}.", file=path.name))
        self._changed()

    def _not_written(self, error: StationError) -> None:
        self.is_writing = False
        self.app.notify_error(error)
        self._changed()
