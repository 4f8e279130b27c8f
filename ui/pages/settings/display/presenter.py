"""What the display section decides. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.errors import StationError
from core.i18n import language
from core.services import Services
from core.settings import LENGTH_UNIT, WEIGHT_UNIT, Key
from core.topics import Topic
from core.units import LengthUnit, WeightUnit
from ui.app_context import App
from ui.pages.settings.display.station import StationPresenter
from ui.running import Lane
from ui.views import Appearance, ThemeName, Tone

TEXT_SIZES = (100, 125, 150, 175, 200)
WEIGHT_UNITS: tuple[WeightUnit, ...] = ("lb", "oz", "kg", "g")
LENGTH_UNITS: tuple[LengthUnit, ...] = ("in", "cm")


@dataclass(frozen=True, slots=True)
class Units:
    """What a bare number means, on this station."""

    weight: WeightUnit = "lb"
    length: LengthUnit = "in"


def read_units(services: Services) -> Units:
    """The units as kept; a text that is none of ours counts as the usual one."""
    weight, length = services.setting(WEIGHT_UNIT), services.setting(LENGTH_UNIT)
    return Units(
        next((unit for unit in WEIGHT_UNITS if unit == weight), "lb"),
        next((unit for unit in LENGTH_UNITS if unit == length), "in"),
    )


class DisplayPresenter:
    """Language, theme and text size at once; units as kept.

    Attributes:
        units: As last read.
        station: Decides the name and the boxes of this workstation.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.units = Units()
        self.station = StationPresenter(app)
        app.watch("settings", {Topic.SETTINGS}, self.load)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read what is kept."""
        self.station.load()
        services = self._app.services
        self._app.runner.run(lambda: read_units(services), self._loaded, self._app.notify_error, Lane.DESK)

    def _loaded(self, units: Units) -> None:
        self.units = units
        self._changed()

    def appearance(self) -> Appearance:
        """Language, theme and text size in use."""
        return self._app.window.appearance()

    def set_language(self, code: str) -> None:
        """Every word in another language, at once."""
        self._dress(replace(self.appearance(), lang=language(code)))

    def set_theme(self, name: str) -> None:
        """Another palette."""
        self._dress(replace(self.appearance(), theme=ThemeName(name)))

    def set_text_size(self, percent: int) -> None:
        """Larger or smaller text, 100 to 200 %."""
        assert percent in TEXT_SIZES, percent
        self._dress(replace(self.appearance(), text_percent=percent))

    def nearest_text_size(self) -> int:
        """The step that is nearest to the size in use."""
        return min(TEXT_SIZES, key=lambda size: abs(size - self.appearance().text_percent))

    def _dress(self, appearance: Appearance) -> None:
        if appearance != self.appearance():
            self._app.window.change_appearance(appearance)

    def set_weight_unit(self, unit: str) -> None:
        """The unit of a weight that is typed without one."""
        assert unit in WEIGHT_UNITS, unit
        self._keep(WEIGHT_UNIT, unit)

    def set_length_unit(self, unit: str) -> None:
        """The unit of a side that is typed without one."""
        assert unit in LENGTH_UNITS, unit
        self._keep(LENGTH_UNIT, unit)

    def _keep(self, key: Key, value: str) -> None:
        services = self._app.services
        self._app.runner.run(lambda: services.change_setting(key, value), self._kept, self._failed, Lane.DESK)

    def _kept(self, _nothing: None) -> None:
        self._app.notify(Tone.OK, self._app.tr("These units apply to this station."))
        self._app.refresh()
        self.load()

    def _failed(self, error: StationError) -> None:
        self._app.notify_error(error)
        self.load()
