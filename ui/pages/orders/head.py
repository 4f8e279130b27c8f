"""The title row of a pane: what it is, a line about it, and its actions at the right."""

from PySide6.QtWidgets import QWidget

from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.heads import HeadLayout
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.text import ElidedLabel, Label

_TITLE_PX = 220


class PaneHead(QWidget):
    """Stands where a page's own title row would; a sheet has a way back at its left.

    Where words and actions do not fit beside each other (large text), the actions stand below.
    """

    def __init__(self, kit: Kit, title: str, note: str = "", back: Button | None = None) -> None:
        super().__init__()
        self._kit = kit
        words = column(kit, gap=2)
        self._title = ElidedLabel(kit, title, TextStyle.TITLE)
        self._note = Label(kit, note, TextStyle.BODY, Tone.NEUTRAL, wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._note)
        self._note.setVisible(bool(note))
        first = row(kit, gap=8)
        if back is not None:
            first.addWidget(back)
            first.addSpacing(kit.px(4))
        first.addLayout(words, 1)
        self._head = HeadLayout(kit, holder(first), gap=8, least_px=kit.px(_TITLE_PX + 60))
        self.setLayout(self._head)
        self.setMinimumHeight(kit.px(48))

    def set_words(self, title: str, note: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add_action(self, button: QWidget) -> None:
        """Add at the right; the primary one last."""
        self._head.add_action(button)

    def arrange(self) -> None:
        """Call it when the actions have changed."""
        self._head.invalidate()


def back_button(kit: Kit) -> Button:
    """The way back to the list."""
    return Button(kit, "", Kind.GHOST, icon=Ico.ARROW_LEFT, name=kit.tr("Back to the list"))
