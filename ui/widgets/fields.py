"""Inputs, 40 px high, and the row that carries a label, a field and what is wrong with it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import ENTER_KEYS, SCAN_QUIET_MS
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.scan_guard import KeyRun
from ui.widgets.text import IconLabel, Label

SEARCH_AFTER_MS = 150


class LineEdit(QLineEdit):
    """One line of text. Enter is a person's: the one that ends a scan is not passed on, so that it answers nothing."""

    def __init__(self, kit: Kit, text: str = "", *, placeholder: str = "", name: str = "") -> None:
        super().__init__(text)
        self._kit = kit
        self._run = KeyRun()
        self.setFont(kit.look.font(TextStyle.BODY))
        self.setPlaceholderText(placeholder)
        if name or placeholder:
            self.setAccessibleName(name or placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class; where a scan has to leave the field again there is a `ScanGuard` before it."""
        at = event.timestamp()
        if event.key() in ENTER_KEYS and (self._run.is_echo(at) or self._run.end(at)):
            return
        self._run.note(event)
        super().keyPressEvent(event)

    def set_state(self, tone: Tone | None) -> None:
        """Colour the edge: `Tone.ERROR`, `Tone.WARN`, or None."""
        mark_state(self, tone)


def mark_state(field: QWidget, tone: Tone | None) -> None:
    """Set the ``state`` property that the style sheet reads, and let the style read it again."""
    field.setProperty("state", tone.value if tone else "")
    field.style().unpolish(field)
    field.style().polish(field)


class FormRow(QWidget):
    """A label above a field, and below it the hint or, in its place, the problem in words.

    Attributes:
        field: The field; its label is its buddy, so that a screen reader says it.
    """

    def __init__(self, kit: Kit, label: str, field: QWidget, hint: str = "", *, optional: bool = False) -> None:
        super().__init__()
        tr = kit.tr
        self.field = field
        self._hint = hint
        layout = column(kit, gap=4)
        self._title = Label(kit, label, TextStyle.STRONG)
        self._title.setBuddy(field)
        head = row(kit, self._title, gap=6)
        if optional:
            head.addWidget(Label(kit, tr("optional"), TextStyle.SMALL, Tone.NEUTRAL), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        self._icon = IconLabel(kit, Ico.CIRCLE_ALERT, Tone.ERROR, 16)
        self._words = Label(kit, hint, TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        below = row(kit, gap=6)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._words, 1)
        layout.addLayout(head)
        layout.addWidget(field)
        layout.addLayout(below)
        layout.addStretch(1)
        self.setLayout(layout)
        field.setAccessibleName(label)
        self.set_problem(None)

    def set_label(self, text: str) -> None:
        """Name the field otherwise."""
        self._title.setText(text)
        self.field.setAccessibleName(text)

    def set_problem(self, text: str | None) -> None:
        """Show `text` in red with its icon in place of the hint; None takes it away."""
        self._icon.setVisible(text is not None)
        self._words.setVisible(bool(text or self._hint))
        self._words.setText(text if text is not None else self._hint)
        self._words.set_tone(Tone.ERROR if text is not None else Tone.NEUTRAL)
        mark_state(self.field, Tone.ERROR if text is not None else None)
        self.field.setAccessibleDescription(text or self._hint)

    def set_hint(self, text: str) -> None:
        """Say something else below the field; a problem that is shown stays."""
        self._hint = text
        if not self.problem():
            self.set_problem(None)

    def problem(self) -> str:
        """The problem that is shown, or nothing."""
        return self._words.text() if self._icon.isVisibleTo(self) else ""


class SearchBox(LineEdit):
    """Searches while one types, 150 ms after the last key; Esc empties it, the down arrow goes to the results."""

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, kit: Kit, placeholder: str) -> None:
        super().__init__(kit, placeholder=placeholder)
        self.setObjectName("search")
        glass = IconLabel(kit, Ico.SEARCH, Tone.NEUTRAL, 18)
        glass.setParent(self)
        glass.move(kit.px(12), kit.px(11))
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._timer.start())

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that was left searches no more: the books may be closed by then."""
        self._timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, Enter and the down arrow act at once."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in ENTER_KEYS:
            self._timer.stop()
            self.searched.emit(self.text().strip())
            self.selectAll()  # the next scan takes the place of this one
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class ScanBox(LineEdit):
    """Where the scanner types. It owns the focus of its page (see `Page`), and eats the scanner's Enter.

    `scanned` carries the text. `confirmed` comes when a person presses Enter in the empty box; the second line end
    of a scanner that sends two is no confirmation, so for 400 ms after a scan, by the time stamps of the keys
    themselves, Enter does nothing.
    """

    scanned = Signal(str)
    confirmed = Signal()

    def __init__(self, kit: Kit, placeholder: str) -> None:
        super().__init__(kit, placeholder=placeholder)
        self.setObjectName("scan")
        self.setMaxLength(200)
        self._icon = IconLabel(kit, Ico.SCAN_BARCODE, Tone.ACCENT, 28)
        self._icon.setParent(self)
        self._icon.move(kit.px(16), kit.px(15))
        self._last_ms = -SCAN_QUIET_MS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a scan and goes no further; Esc empties the box."""
        if event.key() in ENTER_KEYS:
            self._enter(event.timestamp())
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _enter(self, at_ms: int) -> None:
        text = self.text().strip()
        quiet = at_ms - self._last_ms
        if text:
            self._last_ms = at_ms
            self.clear()
            self.scanned.emit(text)
        elif quiet >= SCAN_QUIET_MS:
            self.confirmed.emit()

    def take(self, text: str) -> None:
        """Take the focus and what was typed elsewhere on the page."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.insert(text)
