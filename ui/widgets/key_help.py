"""The key help: every key of the window and of the page, over the page, on F1."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QWidget
from shiboken6 import isValid

from ui.theme import TextStyle
from ui.views import KeyLine, Tone
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.page import scrolled
from ui.widgets.paint import faded
from ui.widgets.text import Label

_LEAVING = (Qt.Key.Key_F1, Qt.Key.Key_Escape)


class KeyHelp(QWidget):
    """A sheet over the window; F1, Esc, a click beside it or Close takes it away. Nothing behind it hears a key."""

    left = Signal()

    def __init__(self, kit: Kit, parent: QWidget, groups: Sequence[tuple[str, Sequence[KeyLine]]]) -> None:
        super().__init__(parent)
        tr = kit.tr
        self._kit = kit
        self.setAccessibleName(tr("Keys"))
        self._sheet = QFrame(self)
        self._sheet.setObjectName("overlay")
        inside = column(kit, gap=16, margins=(28, 24, 28, 24))
        close = Button(kit, tr("Close"))
        close.clicked.connect(self.leave)
        inside.addLayout(row(kit, Label(kit, tr("Keys"), TextStyle.TITLE), 1, close))
        columns = row(kit, gap=40)
        for title, lines in groups:
            if lines:
                columns.addLayout(self._group(title, lines), 1)
        inside.addWidget(scrolled(columns), 1)
        self._sheet.setLayout(inside)
        self._window = parent
        self._before = QApplication.focusWidget()
        self.fit()
        self.show()
        self.raise_()
        close.setFocus()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def _group(self, title: str, lines: Sequence[KeyLine]) -> QGridLayout:
        kit = self._kit
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setVerticalSpacing(kit.px(10))
        grid.addWidget(Label(kit, title, TextStyle.STRONG, Tone.NEUTRAL), 0, 0, 1, 2)
        for index, line in enumerate(lines, 1):
            grid.addWidget(KeyHint(kit, line.keys), index, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(kit, line.does, wrap=True), index, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(lines) + 1, 1)
        return grid

    def fit(self) -> None:
        """Cover the window, the sheet in the middle; again when the window changes its size."""
        self.setGeometry(self._window.rect())
        px = self._kit.px
        wide, high = min(self.width() - px(48), px(880)), min(self.height() - px(48), px(520))
        self._sheet.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the keys that it explains from the page behind it: F9 would print there."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _LEAVING or QApplication.activeModalWidget() is not None:
            return False
        event.accept()
        return True

    def leave(self) -> None:
        """Take it away; the focus goes back to where it was."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.left.emit()
        self.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet takes it away."""
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the page."""
        QPainter(self).fillRect(self.rect(), faded(QColor(self._kit.look.palette.rail), 0.55))
