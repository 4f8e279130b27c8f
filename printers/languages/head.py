"""From micrometres to the dots of one head: places, bar modules, and the refusal of what no scanner could read."""

from dataclasses import dataclass

from core.labels.document import GRID_UM, LabelDocument
from printers.profiles import PrinterProfile
from printers.rendered import CannotScan, TooLarge

_MOST_REMEMBERED_UM = 300_000
LEAST_MATRIX_MODULE_UM = 250  # 10 mil: public carrier labels print PDF417 so; two dots at 203 dpi


class _Grid(dict[int, int]):
    """Micrometres to dots; what lies on the grid of documents is remembered, for a label asks a hundred times."""

    def __init__(self, times: int, per: int) -> None:
        super().__init__()
        self._times, self._per = times, per

    def __missing__(self, um: int) -> int:
        dots = (um * self._times + self._per // 2) // self._per
        if um % GRID_UM == 0 and 0 <= um <= _MOST_REMEMBERED_UM:
            self[um] = dots
        return dots


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The dot grid of a print head: ``um * times / per`` dots, rounded to the nearest.

    Attributes:
        times: See above.
        per: See above; 203 dpi heads have exactly 8 dots a millimetre.
        dpi: For messages.
        grid: Micrometres to dots, the quickest way.
    """

    times: int
    per: int
    dpi: int
    grid: _Grid

    def dots(self, um: int) -> int:
        """The nearest whole number of dots."""
        return self.grid[um]

    def line(self, um: int) -> int:
        """Thickness of a line in dots, at least one."""
        return self.grid[um] or 1

    def um(self, dots: int) -> int:
        """The width of `dots`, rounded down."""
        return dots * self.per // self.times

    def bar_module(self, symbol: str, modules: int, nominal_um: int, least_um: int, max_width_um: int) -> int:
        """Whole dots for one module of a linear symbol.

        Raises:
            CannotScan: At the least allowed module the bars are wider than their place.
        """
        least = -(-least_um * self.times // self.per)
        dots = max(least, self.dots(nominal_um))
        room = max_width_um * self.times // self.per
        dots = min(dots, room // modules)
        if dots < least:
            raise CannotScan(symbol=symbol, module_um=self.um(dots), min_module_um=least_um, dpi=self.dpi)
        return dots

    def matrix_module(self, symbol: str, modules: int, nominal_um: int, max_side_um: int = 0) -> int:
        """Whole dots for one module of a two-dimensional symbol, kept within `max_side_um` when that is given.

        Raises:
            CannotScan: As for bars, below 10 mil.
        """
        return self.bar_module(
            symbol, modules, nominal_um, LEAST_MATRIX_MODULE_UM, max_side_um or modules * nominal_um * 2
        )


def head_of(profile: PrinterProfile) -> Head:
    """The grid of a printer's head."""
    return _HEADS[profile.dpi]


_HEADS = {203: Head(1, 125, 203, _Grid(1, 125)), 300: Head(3, 254, 300, _Grid(3, 254))}


def check_size(document: LabelDocument, profile: PrinterProfile) -> None:
    """Refuse a label that is larger than the paper in the printer.

    Raises:
        TooLarge: The document's width or height.
    """
    media = profile.media
    if document.width_um > media.width_um or document.height_um > media.height_um:
        raise TooLarge(width_um=document.width_um, height_um=document.height_um, media=media.code)
