"""Icons of `resources/icons`, tinted with a colour and rendered by QtSvg at the screen's own density."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.resources import resource
from ui.icon_names import Ico

_DENSITIES = (1.0, 1.5, 2.0, 3.0)


@lru_cache(maxsize=512)
def _renderer(name: Ico, colour: str) -> QSvgRenderer:
    text = resource("icons", "lucide", f"{name.value}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


def draw(painter: QPainter, name: Ico, box: QRectF, colour: QColor) -> None:
    """Draw icon `name` into `box` (a square) in `colour`; sharp at every density."""
    _renderer(name, colour.name()).render(painter, box)


@lru_cache(maxsize=512)
def pixmap(name: Ico, colour: str, size_px: int, density: float = 1.0) -> QPixmap:
    """Icon `name` in `colour` (``#RRGGBB``), `size_px` logical pixels square."""
    return _pixmap(_renderer(name, colour), size_px, density)


def _pixmap(renderer: QSvgRenderer, size_px: int, density: float) -> QPixmap:
    picture = QPixmap(QSize(round(size_px * density), round(size_px * density)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture


@lru_cache(maxsize=256)
def icon(name: Ico, colour: str, size_px: int) -> QIcon:
    """A QIcon for menus and inputs, with pictures for the common densities."""
    result = QIcon()
    for density in _DENSITIES:
        result.addPixmap(pixmap(name, colour, size_px, density))
    return result


def app_pixmap(size_px: int, density: float = 1.0) -> QPixmap:
    """The station's own mark."""
    return _pixmap(QSvgRenderer(str(resource("icons", "app", "postbench.svg"))), size_px, density)


def app_icon() -> QIcon:
    """The window's icon in the usual sizes."""
    result = QIcon()
    for size_px in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(app_pixmap(size_px))
    return result
