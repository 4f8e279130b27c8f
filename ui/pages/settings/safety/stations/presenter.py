"""What the stations' card decides. No Qt."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from core.errors import StationError
from core.stations.register import SeenStation, stations
from ui.app_context import App
from ui.pages.settings.safety.stations.rows import StationRow, station_row
from ui.running import Lane


class StationsPresenter:
    """Every station that opened these books.

    Attributes:
        found: As last read, the one that was seen last first.
        is_loaded: Whether they were ever read.
        error: Why they could not be read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.found: tuple[SeenStation, ...] = ()
        self.is_loaded = False
        self.error: StationError | None = None

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read them."""
        services = self._app.services
        self._app.runner.run(lambda: tuple(services.read(stations)), self._loaded, self._failed, Lane.DESK)

    def _loaded(self, found: tuple[SeenStation, ...]) -> None:
        self.found, self.error, self.is_loaded = found, None, True
        self._changed()

    def _failed(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def rows(self) -> tuple[StationRow, ...]:
        """Every station, as the table shows it."""
        me = self._app.services.desk.actor.station
        return tuple(station_row(self._app.tr, one, me) for one in self.found)

    def advice(self) -> str:
        """That all stations are updated together, and who is behind."""
        tr = self._app.tr
        behind = [one.name or one.id for one in self.found if one.is_behind]
        rule = tr("All stations are updated together: once a newer program has opened the books, an older one cannot.")
        return f"{rule} {tr('Update now: {names}.', names=', '.join(behind))}" if behind else rule

    @property
    def zone(self) -> ZoneInfo:
        """Of this station."""
        return self._app.services.desk.actor.zone

    @property
    def is_behind(self) -> bool:
        """Whether some station is to be updated."""
        return any(one.is_behind for one in self.found)
