"""The strip at the foot of the window: the last thing that happened in one line, and its undo while there is one."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, KeyHint, Size
from ui.widgets.kit import Kit
from ui.widgets.layouts import row
from ui.widgets.text import ElidedLabel, IconLabel, Label

UNDO_S = 10
PLAIN_S = 8
_PLAIN = frozenset({Tone.NEUTRAL, Tone.ACCENT, Tone.OK})
_TONE_ICONS = {
    Tone.NEUTRAL: Ico.INFO,
    Tone.ACCENT: Ico.INFO,
    Tone.OK: Ico.CIRCLE_CHECK,
    Tone.WARN: Ico.TRIANGLE_ALERT,
    Tone.ERROR: Ico.CIRCLE_X,
    Tone.PRACTICE: Ico.GRADUATION_CAP,
}


class Strip(QFrame):
    """One line of words in a tone; an undo button that counts down its seconds; the general keys at the right.

    A plain confirmation goes by itself after some seconds; a warning or an error stays until the next message.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        tr = kit.tr
        self._kit = kit
        self.setObjectName("strip")
        self.setFixedHeight(kit.px(40))
        self._icon = IconLabel(kit, Ico.INFO, Tone.NEUTRAL, 18)
        self._words = ElidedLabel(kit, "", TextStyle.BODY)
        self._undo = Button(kit, tr("Undo"), icon=Ico.UNDO, size=Size.SMALL)
        self._undo.clicked.connect(self._undo_now)
        self._action: Callable[[], None] | None = None
        self._tone = Tone.NEUTRAL
        self._left_s = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count_down)
        self.going = QTimer(self, interval=PLAIN_S * 1000, singleShot=True)
        self.going.timeout.connect(self.clear)
        line = row(kit, self._icon, gap=8)
        line.setContentsMargins(kit.px(16), 0, kit.px(16), 0)
        line.addWidget(self._words, 1)
        line.addWidget(self._undo)
        line.addSpacing(kit.px(16))
        for keys, does in (("F1", tr("Keys")), ("Ctrl+K", tr("Find"))):
            line.addWidget(KeyHint(kit, keys))
            line.addWidget(Label(kit, does, TextStyle.SMALL, Tone.NEUTRAL))
            line.addSpacing(kit.px(8))
        self.setLayout(line)
        self.clear()

    def say(self, tone: Tone, text: str, undo: Callable[[], None] | None = None, undo_s: int = UNDO_S) -> None:
        """Show `text`; with `undo`, a button offers it for `undo_s` seconds."""
        self._tone = tone
        self._icon.show_icon(_TONE_ICONS[tone], tone)
        self._icon.setVisible(bool(text))
        self._words.setText(text)
        self._words.set_tone(None if tone in (Tone.NEUTRAL, Tone.OK) else tone)
        self._words.setAccessibleName(text)
        self._action, self._left_s = undo, undo_s
        self._undo.setVisible(undo is not None)
        self.going.stop()
        if undo is not None:
            self._undo.set_icon(Ico.UNDO)
            self._show_left()
            self._tick.start()
        else:
            self._tick.stop()
            self._leave_soon(tone)

    def lead(self, tone: Tone, text: str, words: str, act: Callable[[], None]) -> None:
        """Show `text` with a button of these `words` that does `act`; it stays until the next message."""
        self.say(tone, text)
        self.going.stop()
        self._action = act
        self._undo.set_icon(Ico.ARROW_RIGHT)
        self._undo.set_text(words)
        self._undo.show()

    def _leave_soon(self, tone: Tone) -> None:
        if tone in _PLAIN and self.text():
            self.going.start()

    def clear(self) -> None:
        """Say nothing."""
        self.say(Tone.NEUTRAL, "")

    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def undo_button(self) -> QWidget:
        """The undo button, for tests and for the focus order."""
        return self._undo

    def _show_left(self) -> None:
        self._undo.set_text(self._kit.tr("Undo ({seconds} s)", seconds=self._left_s))

    def _count_down(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._show_left()
            return
        self._tick.stop()
        self._action = None
        self._undo.hide()
        self._leave_soon(self._tone)

    def _undo_now(self) -> None:
        action, self._action = self._action, None
        self._tick.stop()
        self._undo.hide()
        if action is not None:
            action()
