"""Keys as a scanner or a person types them: with the time stamps of real keys, which the window judges them by."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

SCANNER_MS = 5
PERSON_MS = 120


class Keyboard:
    """Sends keys to whatever has the focus; its clock only goes on."""

    def __init__(self, window: QWidget, start_ms: int = 10_000) -> None:
        self._window = window
        self._now = start_ms

    def wait(self, ms: int) -> None:
        """Nobody types for so long."""
        self._now += ms

    def type(self, text: str, gap_ms: int = PERSON_MS) -> None:
        """Type a text."""
        for sign in text:
            self._send(Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown, sign, gap_ms)

    def scan(self, text: str, *, enters: int = 1) -> None:
        """A scanner: quick, with one line end or more."""
        self.type(text, SCANNER_MS)
        for _ in range(enters):
            self.press(Qt.Key.Key_Return, SCANNER_MS)

    def press(self, key: Qt.Key, gap_ms: int = PERSON_MS) -> None:
        """One key."""
        self._send(key, "\r" if key is Qt.Key.Key_Return else "", gap_ms)

    def _send(self, key: Qt.Key, text: str, gap_ms: int) -> None:
        self._now += gap_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._now)
            QApplication.sendEvent(QApplication.focusWidget() or self._window, event)
