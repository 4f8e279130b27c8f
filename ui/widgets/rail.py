"""The rail: every page by icon and word, Alt+1 and on."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.widgets.buttons import press_with
from ui.widgets.kit import Kit
from ui.widgets.layouts import column
from ui.widgets.page import PageSpec
from ui.widgets.paint import FOCUS_RING_PX, rounded

WIDTH_PX = 88
_ITEM_PX, _ICON_PX, _MARK_PX = 60, 22, 32
_WORDED_PX, _BARE_PX = 48, 34  # the least height of an entry with its word, and without


class RailButton(QAbstractButton):
    """One page on the rail. Where the window is too low for the words the icon stands alone; its tooltip says it."""

    def __init__(self, kit: Kit, icon: Ico, word: str, keys: str) -> None:
        super().__init__()
        self._kit, self._glyph, self._word, self._hot = kit, icon, word, False
        self._worded = True
        self.setCheckable(True)
        self.setText(word)
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({keys})" if keys else word)
        if keys:
            press_with(self, keys)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The width of the rail."""
        return QSize(self._kit.px(WIDTH_PX), self._kit.px(_ITEM_PX if self._worded else _BARE_PX))

    def minimumSizeHint(self) -> QSize:
        """Room for the icon; with it the word goes once there is less than it needs."""
        return QSize(self._kit.px(WIDTH_PX), self._kit.px(_BARE_PX))

    def is_worded(self) -> bool:
        """Whether the word stands below the icon."""
        return self._worded

    def set_worded(self, worded: bool) -> None:
        """Show the word below the icon, or the icon alone."""
        if worded != self._worded:
            self._worded = worded
            self.updateGeometry()
            self.update()

    def enterEvent(self, _event: QEnterEvent) -> None:
        """The pointer came."""
        self._hot = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """The pointer left."""
        self._hot = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tile, bar, icon, word."""
        painter = QPainter(self)
        look, on = self._kit.look, self.isChecked()
        p, px = look.palette, look.px
        tile = QRectF(self.rect()).adjusted(px(6), px(2), -px(6), -px(2))
        if on or self._hot:
            rounded(painter, tile, px(10), QColor(p.rail_active))
        if on:
            bar = QRectF(0, tile.top() + px(10), px(4), tile.height() - px(20))
            rounded(painter, bar, px(2), QColor(p.rail_mark))
        if self.hasFocus():
            rounded(painter, tile, px(10), None, QColor(p.rail_mark), FOCUS_RING_PX)
        ink = QColor(p.rail_on if on or self._hot else p.rail_text)
        side = px(_ICON_PX)
        block = side + (px(4 + 16) if self._worded else 0)
        top = tile.center().y() - block / 2
        icons.draw(painter, self._glyph, QRectF(tile.center().x() - side / 2, top, side, side), ink)
        if not self._worded:
            return
        painter.setFont(look.font(TextStyle.SMALL_STRONG if on else TextStyle.SMALL))
        painter.setPen(ink)
        words = QRectF(0, top + side + px(4), self.width(), px(16))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._word)


class Rail(QWidget):
    """The pages, top to bottom; pinned ones at the foot."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, pages: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self._kit = kit
        self._colour = QColor(kit.look.palette.rail)
        self.setFixedWidth(kit.px(WIDTH_PX))
        self.setAccessibleName(kit.tr("Pages"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout: QVBoxLayout = column(kit, gap=0, margins=(0, 12, 0, 8))
        mark = QLabel()
        mark.setPixmap(icons.app_pixmap(kit.px(_MARK_PX), max(1.0, self.devicePixelRatioF())))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(kit.px(12))
        pinned = [spec for spec in pages if spec.pinned]
        for spec in [*(s for s in pages if not s.pinned), *pinned]:
            if pinned and spec is pinned[0]:
                layout.addStretch(1)
            layout.addWidget(self._button(kit, spec, len(self._buttons) + 1))
        if not pinned:
            layout.addStretch(1)
        self.setLayout(layout)

    def _button(self, kit: Kit, spec: PageSpec, number: int) -> RailButton:
        button = RailButton(kit, spec.icon, spec.title(kit.tr), f"Alt+{number}" if number <= 9 else "")
        button.clicked.connect(lambda _checked=False, key=spec.key: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[spec.key] = button
        return button

    def show_chosen(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All entries have their word, or none has."""
        super().resizeEvent(event)
        layout, buttons = self.layout(), self._buttons.values()
        assert layout is not None
        others = layout.minimumSize().height() - sum(button.minimumSizeHint().height() for button in buttons)
        worded = self.height() - others >= len(buttons) * self._kit.px(_WORDED_PX)
        for button in buttons:
            button.set_worded(worded)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rail's own ground."""
        QPainter(self).fillRect(self.rect(), self._colour)
