"""A scan that arrives in another field than the scan box: seen by the speed of its keys, and taken for what it is.

A scanner types more than 30 characters a second and ends with Enter; nobody types three digits like that, nor presses
Enter so soon after a key that one or two digits are typed like that. Some scanners end with two Enters. The time stamps
are those of the keys themselves, so a busy computer changes nothing (facts: desktop 1.9).
"""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.buttons import ENTER_KEYS

_MOST_MS_A_KEY = 30
_PAUSE_MS = 250
_ECHO_MS = 60


class KeyRun:
    """The keys of one field since it last was quiet, and whether a scanner typed them."""

    def __init__(self) -> None:
        self._text = ""
        self._first_ms = self._last_ms = 0
        self._scanned_ms: int | None = None

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
        if not fast or not text:
            return ""
        self._scanned_ms = now_ms
        return text

    def is_echo(self, now_ms: int) -> bool:
        """Whether an Enter is the second line end of a scan that was just taken."""
        return not self._text and self._scanned_ms is not None and 0 <= now_ms - self._scanned_ms < _ECHO_MS


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
        if self._run.is_echo(event.timestamp()):
            return True
        text = self._run.end(event.timestamp())
        if text:
            self._field.setText(self._before)
            self.scanned.emit(text)
        return bool(text)
