"""What the settings decide about this workstation: its name and the boxes of the bench. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import BadText, StationError
from core.services import Services
from core.settings import BOX_PRESETS, STATION_NAME
from core.stations.service import BOXES_MAX, choose_boxes, name_station
from core.topics import Topic
from core.units import parse_dimensions
from ui.app_context import App
from ui.running import Lane
from ui.views import Tone


@dataclass(frozen=True, slots=True)
class Station:
    """The workstation as kept.

    Attributes:
        name: As people call it, empty for none.
        boxes: Sizes as text, set off by semicolons.
    """

    name: str = ""
    boxes: str = ""


def read_station(services: Services) -> Station:
    """Name and boxes as kept."""
    return Station(services.setting(STATION_NAME), services.setting(BOX_PRESETS))


def sizes_in(text: str) -> list[str]:
    """The sizes that were typed, one by one."""
    return [size.strip() for size in text.split(";") if size.strip()]


class StationPresenter:
    """Name and boxes, kept when the person says so.

    Attributes:
        station: As last read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.station = Station()
        app.watch("settings", {Topic.SETTINGS}, self.load)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever what is kept was read."""
        self._changed = changed

    def load(self) -> None:
        """Read what is kept."""
        services = self._app.services
        self._app.runner.run(lambda: read_station(services), self._loaded, self._app.notify_error, Lane.DESK)

    def _loaded(self, station: Station) -> None:
        self.station = station
        self._changed()

    def box_problem(self, text: str) -> str:
        """What is wrong with the boxes as typed, in words; empty where nothing is."""
        tr, sizes = self._app.tr, sizes_in(text)
        for size in sizes:
            try:
                parse_dimensions(size)
            except BadText:
                return tr("“{size}” is not a size. Type three sides with their unit, like 12 x 8 x 4 in.", size=size)
        if len(sizes) > BOXES_MAX:
            return tr("Enter at most {n} boxes.", n=tr.number(BOXES_MAX))
        return ""

    def save(self, name: str, boxes: str) -> None:
        """Keep both; what cannot be read is refused and nothing of it is kept."""
        if self.box_problem(boxes):
            return
        services, sizes = self._app.services, sizes_in(boxes)

        def work() -> None:
            name_station(services.store, services.desk, name)
            choose_boxes(services.store, services.desk, sizes)

        self._app.runner.run(work, self._kept, self._failed, Lane.DESK)

    def _kept(self, _nothing: None) -> None:
        self._app.notify(Tone.OK, self._app.tr("The station's name and boxes are saved."))
        self._app.refresh()
        self.load()

    def _failed(self, error: StationError) -> None:
        self._app.notify_error(error)
        self.load()
