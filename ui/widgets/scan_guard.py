"""A scan that arrives in another field than the scan box: seen by the speed of its keys, and taken for what it is.

A scanner types more than 30 characters a second and ends with Enter; nobody types three digits like that. The time
stamps are those of the keys themselves, so a busy computer changes nothing (facts: desktop 1.9).
"""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.buttons import ENTER_KEYS

_LEAST_KEYS = 3
_MOST_MS_A_KEY = 30
_PAUSE_MS = 250


class ScanGuard(QObject):
    """Watches one field.

    Signals:
        scanned: A scan was typed into the field; it is out of it again.
    """

    scanned = Signal(str)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._before, self._text = "", ""
        self._first_ms = self._last_ms = 0
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each key; swallow the Enter that ends a scan."""
        if watched is self._field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in ENTER_KEYS:
                return self._ended(event.timestamp())
            self._note(event)
        return False

    def _note(self, event: QKeyEvent) -> None:
        now, sign = event.timestamp(), event.text()
        if not sign or not sign.isprintable():
            return
        if not self._text or now - self._last_ms > _PAUSE_MS:
            self._before, self._text, self._first_ms = self._field.text(), "", now
        self._text += sign
        self._last_ms = now

    def _ended(self, now: int) -> bool:
        text, self._text = self._text, ""
        keys = len(text)
        if keys < _LEAST_KEYS or not self._first_ms or now - self._first_ms > keys * _MOST_MS_A_KEY:
            return False
        self._field.setText(self._before)
        self.scanned.emit(text)
        return True
