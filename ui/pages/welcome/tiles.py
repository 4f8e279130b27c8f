"""The three ways to begin, side by side."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.kit import Kit
from ui.widgets.layouts import row
from ui.widgets.paint import rounded
from ui.widgets.text import IconLabel, Label


class Badge(QWidget):
    """An icon on a rounded tint."""

    def __init__(self, kit: Kit, icon: Ico, tone: Tone = Tone.ACCENT, side_px: int = 48) -> None:
        super().__init__()
        self._kit, self._colour = kit, kit.look.tint(tone)
        self.setFixedSize(kit.px(side_px), kit.px(side_px))
        layout = row(kit)
        layout.addWidget(IconLabel(kit, icon, tone, side_px // 2), 0, Qt.AlignmentFlag.AlignCenter)
        self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tint."""
        rounded(QPainter(self), QRectF(self.rect()), self._kit.px(12), QColor(self._colour))


class Tile(Card):
    """One way to begin: what it is, what comes of it, and its button at the foot."""

    def __init__(self, kit: Kit, icon: Ico, title: str, text: str, button: Button) -> None:
        super().__init__(kit, padding=20, gap=10)
        self.add(row(kit, Badge(kit, icon), 1))
        self.add(Label(kit, title, TextStyle.HEADING, wrap=True))
        self.add(Label(kit, text, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        self.body.addStretch(1)
        self.add(button)
        self.setAccessibleName(title)
