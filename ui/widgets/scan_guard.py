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


class KeyRun:
    """The keys of one field since it last was quiet, and whether a scanner typed them."""

    def __init__(self) -> None:
        self._text = ""
        self._first_ms = self._last_ms = 0

    def note(self, event: QKeyEvent) -> bool:
        """Take a key; True when a new run begins with it."""
        now, sign = event.timestamp(), event.text()
        if not sign or not sign.isprintable():
            return False
        begins = not self._text or now - self._last_ms > _PAUSE_MS
        if begins:
            self._text, self._first_ms = "", now
        self._text += sign
        self._last_ms = now
        return begins

    def end(self, now_ms: int) -> str:
        """Enter came: what was scanned, or nothing when a person typed."""
        text, self._text = self._text, ""
        fast = bool(self._first_ms) and now_ms - self._first_ms <= len(text) * _MOST_MS_A_KEY
        return text if fast and len(text) >= _LEAST_KEYS else ""


class ScanGuard(QObject):
    """Watches one field.

    Signals:
        scanned: A scan was typed into the field; it is out of it again.
    """

    scanned = Signal(str)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._before = ""
        self._run = KeyRun()
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each key; swallow the Enter that ends a scan."""
        if watched is not self._field or event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in ENTER_KEYS:
            before = self._field.text()
            self._before = before if self._run.note(event) else self._before
            return False
        text = self._run.end(event.timestamp())
        if text:
            self._field.setText(self._before)
            self.scanned.emit(text)
        return bool(text)
