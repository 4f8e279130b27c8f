"""How the window looks: Fusion, an explicit palette, one bundled typeface, one text scale.

Two palettes are set by hand because the desktop's own colour scheme is not reported everywhere (measured: unknown on
bare X11 and offscreen); where it is reported, `ThemeName.SYSTEM` follows it. The typeface is bundled so that pictures
agree everywhere; its figures are tabular in the whole window (OpenType ``tnum``), so that amounts stand in columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from core.resources import resource
from ui.palette import PALETTES, Palette
from ui.stylesheet import style_sheet
from ui.views import ThemeName, Tone

FAMILY = "Inter"
FALLBACKS = ("Noto Sans", "DejaVu Sans", "Noto Sans Thai", "Droid Sans Fallback", "NanumSquare", "sans-serif")
_WORLD_FILES = ("NanumSquareR.ttf", "NotoSansThai-Regular.ttf", "DroidSansFallbackFull.ttf")
SMALLEST_PERCENT, LARGEST_PERCENT = 100, 200


class TextStyle(Enum):
    """The sizes of text, in px at 100 %, with their weights. Nothing is below 12 px."""

    SMALL = (12, 400)
    SMALL_STRONG = (12, 600)
    BODY = (14, 400)
    STRONG = (14, 600)
    HEADING = (16, 600)
    AMOUNT = (20, 600)
    TITLE = (24, 600)
    BENCH_NAME = (28, 600)
    FIGURE = (32, 600)
    BENCH_WEIGHT = (56, 600)

    @property
    def size_px(self) -> int:
        """Size at 100 %."""
        return self.value[0]

    @property
    def weight(self) -> int:
        """OpenType weight, 400 to 700."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Look:
    """One palette at one text size.

    Attributes:
        palette: The colours.
        dark: True for the dark palette.
        percent: Text size, 100 to 200; every distance grows with it.
    """

    palette: Palette
    dark: bool
    percent: int = 100

    def px(self, size: int) -> int:
        """A distance or size of the design at the chosen text size."""
        return round(size * self.percent / 100)

    def font(self, style: TextStyle) -> QFont:
        """The typeface in `style`, tabular figures on."""
        font = QFont([FAMILY, *FALLBACKS])
        font.setPixelSize(self.px(style.size_px))
        font.setWeight(QFont.Weight(style.weight))
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def ink(self, tone: Tone) -> QColor:
        """Words and icons of `tone`."""
        return QColor(self.palette.ink(tone))

    def tint(self, tone: Tone) -> QColor:
        """What lies behind words of `tone`."""
        return QColor(self.palette.tint(tone))


def look(theme: ThemeName, percent: int = 100) -> Look:
    """The look for a choice; needs the application where `theme` is `SYSTEM`."""
    name = _system_theme() if theme is ThemeName.SYSTEM else theme
    size = max(SMALLEST_PERCENT, min(LARGEST_PERCENT, percent))
    return Look(PALETTES[name], name is ThemeName.DARK, size)


def _system_theme() -> ThemeName:
    scheme = QApplication.styleHints().colorScheme()
    return ThemeName.DARK if scheme is Qt.ColorScheme.Dark else ThemeName.LIGHT


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Load the bundled typeface once; returns the families found."""

    def families() -> Iterator[str]:
        for path in sorted(resource("fonts", "inter").glob("*.otf")):
            yield from QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))

    return tuple(dict.fromkeys(families()))


@lru_cache(maxsize=1)
def load_world_fonts() -> tuple[str, ...]:
    """Load what names in Korean, Thai, Chinese and Japanese are written with; returns the families found.

    They are `FALLBACKS` of every font. It takes 20 ms, so the window does it after it is there.
    """

    def families() -> Iterator[str]:
        for name in _WORLD_FILES:
            path = resource("fonts", name)
            yield from QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))

    return tuple(dict.fromkeys(families()))


def apply(app: QApplication, chosen: Look) -> None:
    """Dress the whole application in `chosen`."""
    load_fonts()
    app.setStyle("Fusion")
    app.setPalette(_qt_palette(chosen.palette))
    app.setFont(chosen.font(TextStyle.BODY))
    app.setStyleSheet(style_sheet(chosen.palette, chosen.percent))


def _qt_palette(colours: Palette) -> QPalette:
    """Every role that Fusion reads, so that nothing keeps the desktop's own colour."""
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, colour in (
        ((role.Window,), colours.page),
        ((role.Base, role.Button), colours.card),
        ((role.AlternateBase,), colours.sunken),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipBase), colours.text),
        ((role.PlaceholderText,), colours.muted),
        ((role.Highlight,), colours.selection),
        ((role.HighlightedText, role.BrightText), colours.text),
        ((role.ToolTipText, role.Light), colours.card),
        ((role.Link, role.LinkVisited, role.Accent), colours.accent),
        ((role.Mid, role.Dark, role.Shadow), colours.border),
        ((role.Midlight,), colours.hairline),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.disabled))
    return palette
