"""From micrometres to the dots of one head: places, bar modules, and the refusal of what no scanner could read."""

from dataclasses import dataclass

from core.labels.document import LabelDocument
from printers.profiles import PrinterProfile
from printers.rendered import CannotScan, TooLarge

LEAST_MATRIX_MODULE_UM = 250  # 10 mil: public carrier labels print PDF417 so; two dots at 203 dpi


@dataclass(frozen=True, slots=True)
class Head:
    """The dot grid of a print head, as a fraction so that the hot path is one multiplication.

    Attributes:
        times: Dots are ``(um * times + half) // per``.
        per: See `times`; 203 dpi heads have exactly 8 dots a millimetre.
        half: For rounding to the nearest.
        dpi: For messages.
    """

    times: int
    per: int
    half: int
    dpi: int

    def dots(self, um: int) -> int:
        """The nearest whole number of dots."""
        return (um * self.times + self.half) // self.per

    def line(self, um: int) -> int:
        """Thickness of a line in dots, at least one."""
        return max(1, (um * self.times + self.half) // self.per)

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


_HEADS = {203: Head(1, 125, 62, 203), 300: Head(3, 254, 127, 300)}


def check_size(document: LabelDocument, profile: PrinterProfile) -> None:
    """Refuse a label that is larger than the paper in the printer.

    Raises:
        TooLarge: The document's width or height.
    """
    media = profile.media
    if document.width_um > media.width_um or document.height_um > media.height_um:
        raise TooLarge(width_um=document.width_um, height_um=document.height_um, media=media.code)
