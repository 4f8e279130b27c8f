"""State chips: colour, icon and word together, as a widget and as a drawing for table cells."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import Look, TextStyle
from ui.views import ChipView
from ui.widgets.kit import Kit
from ui.widgets.paint import rounded

_HEIGHT, _SIDE, _ICON, _GAP = 24, 8, 14, 5


def chip_size(look: Look, view: ChipView) -> QSize:
    """The room that `view` needs."""
    font = look.font(TextStyle.SMALL_STRONG)
    width = QFontMetricsF(font).horizontalAdvance(view.text)
    return QSize(round(width) + 1 + look.px(2 * _SIDE + _ICON + _GAP), look.px(_HEIGHT))


def draw_chip(painter: QPainter, box: QRectF, look: Look, view: ChipView) -> None:
    """Draw `view` at the left of `box`, in its middle height; shortened where `box` is narrow."""
    size = chip_size(look, view)
    width = min(float(size.width()), box.width())
    place = QRectF(box.left(), box.center().y() - size.height() / 2, width, size.height())
    ink = look.ink(view.tone)
    rounded(painter, place, place.height() / 2, look.tint(view.tone))
    side = look.px(_ICON)
    left = place.left() + look.px(_SIDE)
    icons.draw(painter, view.icon, QRectF(left, place.center().y() - side / 2, side, side), ink)
    font = look.font(TextStyle.SMALL_STRONG)
    painter.setFont(font)
    painter.setPen(ink)
    words = QRectF(place)
    words.setLeft(left + side + look.px(_GAP))
    words.setRight(place.right() - look.px(_SIDE) + 1)
    text = QFontMetricsF(font).elidedText(view.text, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Chip(QWidget):
    """A state on a page."""

    def __init__(self, kit: Kit, view: ChipView) -> None:
        super().__init__()
        self._look = kit.look
        self._view = view
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_view(view)

    def set_view(self, view: ChipView) -> None:
        """Show another state."""
        self._view = view
        self.setAccessibleName(view.text)
        self.updateGeometry()
        self.update()

    def view(self) -> ChipView:
        """The state that is shown."""
        return self._view

    def sizeHint(self) -> QSize:
        """Just its own room."""
        return chip_size(self._look, self._view)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), self._look, self._view)
