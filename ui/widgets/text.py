"""Words on the window: always plain text, so that an order from outside cannot bring markup."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui import icons
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.kit import Kit

_BREAK = "\u200b"  # zero width: a line may end here
_UNBROKEN = re.compile(r"\S{21,}")  # no word of a language is that long at this width; a code or a bad name is


class Label(QLabel):
    """Text in one of the styles of the design; black unless it has a tone (`Tone.NEUTRAL` is the muted grey).

    One that wraps breaks what has no spaces anywhere: nothing from outside makes a page wider. One that can be selected
    does not, for what is copied out of it has to be the text itself.
    """

    def __init__(
        self,
        kit: Kit,
        text: str = "",
        style: TextStyle = TextStyle.BODY,
        tone: Tone | None = None,
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(kit.look.font(style))
        self.setWordWrap(wrap)
        self._breaks = wrap and not selectable
        self.setText(text)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.set_tone(tone)

    def setText(self, text: str) -> None:
        """Show `text`; where it wraps, long runs without a space may break after each character."""
        super().setText(_UNBROKEN.sub(lambda run: _BREAK.join(run[0]), text) if self._breaks else text)

    def text(self) -> str:
        """The text as it was given."""
        return super().text().replace(_BREAK, "")

    def set_tone(self, tone: Tone | None) -> None:
        """Colour the text; None is the plain text colour."""
        palette = QPalette(self.palette())
        look = self._kit.look
        palette.setColor(QPalette.ColorRole.WindowText, look.palette.text if tone is None else look.ink(tone))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that gives way: shortened with an ellipsis where there is no room, whole in the tool tip."""

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )


class IconLabel(QLabel):
    """An icon in the colour of a tone; decoration beside words, so it has no name of its own."""

    def __init__(self, kit: Kit, name: Ico, tone: Tone | None = None, size_px: int = 20) -> None:
        super().__init__()
        self._kit = kit
        self._size_px = kit.px(size_px)
        self.setFixedSize(self._size_px, self._size_px)
        self.show_icon(name, tone)

    def show_icon(self, name: Ico, tone: Tone | None = None) -> None:
        """Show another icon."""
        look = self._kit.look
        colour = look.palette.text if tone is None else look.palette.ink(tone)
        density = max(1.0, self.devicePixelRatioF())
        picture: QPixmap = icons.pixmap(name, colour, self._size_px, density)
        self.setPixmap(picture)


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def upright() -> QFrame:
    """A thin line down."""
    line = QFrame()
    line.setObjectName("upright")
    return line
