"""Two scroll areas: one for a table that is wider than the page, one for a form that is higher than the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from ui.widgets.kit import Kit
from ui.widgets.layouts import flowing

_OF_SCREEN = 0.8
_AROUND_PX = 190  # title and answers of a dialog


class SidewaysScroll(QScrollArea):
    """As high as what is in it; scrolls sideways where the page is too narrow."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        self.setWidget(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """The height of what is in it, and of the bar where there is one."""
        least = self._inside.minimumSizeHint().width()
        height = self._inside.heightForWidth(max(width, least))
        return height + (self.horizontalScrollBar().sizeHint().height() if width < least else 0)

    def sizeHint(self) -> QSize:
        """At its own width."""
        width = self._inside.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as may be."""
        return QSize(120, 120)


class FormScroll(QScrollArea):
    """As high as its form, as long as the dialog fits on the screen; scrolls from then on."""

    def __init__(self, kit: Kit, inside: QLayout) -> None:
        super().__init__()
        self._kit = kit
        widget = flowing(inside)
        widget.setObjectName("scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = widget
        self.setWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _most(self) -> int:
        screen = self.screen().availableGeometry().height()
        return max(self._kit.px(160), round(screen * _OF_SCREEN) - self._kit.px(_AROUND_PX))

    def heightForWidth(self, width: int) -> int:
        """The form's own height, or what the screen leaves."""
        return min(self._inside.heightForWidth(width), self._most())

    def sizeHint(self) -> QSize:
        """At its own width."""
        width = self._inside.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few lines of the form."""
        return QSize(self._inside.minimumSizeHint().width(), self._kit.px(120))
