"""Dialogs: a title, a body, and the answers at the lower right. Enter presses only what has the focus.

None is larger than the window that it stands over, or than the screen: its body scrolls then, and the answers stay.
"""

from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QBoxLayout,
    QDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import ENTER_KEYS, Button
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, flowing, row
from ui.widgets.text import Label, rule

_SMALLEST_WINDOW = QSize(1280, 720)
_TURNS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
}


class _Inside(QScrollArea):
    """As large as what is in it, for as long as there is room; scrolls from then on."""

    def __init__(self, kit: Kit, inside: QLayout) -> None:
        super().__init__()
        self._least = kit.px(80)
        self._inside = flowing(inside)
        self._inside.setObjectName("scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)

    def height_at(self, width: int) -> int:
        """The height of all that is in it."""
        inside = self._inside
        return inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()

    def sizeHint(self) -> QSize:
        """At its own width."""
        width = self._inside.sizeHint().width()
        return QSize(width, self.height_at(width))

    def minimumSizeHint(self) -> QSize:
        """Its own width, and a few lines."""
        return QSize(self._inside.minimumSizeHint().width(), self._least)

    def bar_px(self) -> int:
        """The width of its scroll bar."""
        return self.verticalScrollBar().sizeHint().width()

    def event(self, event: QEvent) -> bool:
        """What is in it changed: so did the room that it asks for."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class Dialog(QDialog):
    """A question that needs an answer before anything else. Esc closes it without doing anything.

    Attributes:
        body: The column to fill.
    """

    def __init__(self, kit: Kit, parent: QWidget | None, title: str, note: str = "", width: int = 520) -> None:
        super().__init__(parent)
        self.kit = kit
        self._shown = False
        self.setWindowTitle(title)
        self.setModal(True)
        whole = column(kit, gap=0)
        whole.addStrut(min(kit.px(width), self.most().width()))
        # Qt would hold the height that wrapped words need at their narrowest; showEvent finds the true one.
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        head = column(kit, gap=4, margins=(28, 24, 28, 4))
        head.addWidget(Label(kit, title, TextStyle.TITLE, wrap=True))
        if note:
            head.addWidget(Label(kit, note, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        self.body: QVBoxLayout = column(kit, gap=16, margins=(28, 16, 28, 24))
        inside = column(kit, gap=0)
        inside.addLayout(head)
        inside.addLayout(self.body, 1)
        self._inside = _Inside(kit, inside)
        self._foot = row(kit, 1, gap=8)
        self._foot.setContentsMargins(kit.px(28), kit.px(16), kit.px(28), kit.px(16))
        whole.addWidget(self._inside, 1)
        whole.addWidget(rule())
        whole.addLayout(self._foot)
        self.setLayout(whole)

    def most(self) -> QSize:
        """The largest that it may be: the window that it stands over, and never more than the screen shows."""
        parent = self.parentWidget()
        over = self if parent is None else parent.window()
        room = over.screen().availableGeometry().size()
        if parent is not None:
            room = room.boundedTo(over.size().expandedTo(_SMALLEST_WINDOW))
        return room - (self.frameGeometry().size() - self.size())

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_answer(self, button: Button) -> Button:
        """Add an answer at the right; the primary one last."""
        self._foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def add_cancel(self) -> Button:
        """Add the answer that does nothing."""
        tr = self.kit.tr
        cancel = Button(self.kit, tr("Cancel"))
        cancel.clicked.connect(self.reject)
        return self.add_answer(cancel)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words are at this width; the focus waits for an input or for Tab, never on an answer."""
        super().showEvent(event)
        self._fit()
        focused = cast("QWidget | None", self.focusWidget())
        if focused is None or isinstance(focused, Button):
            (next(iter(self.findChildren(QLineEdit)), None) or self).setFocus()

    def event(self, event: QEvent) -> bool:
        """Grow when the words in the body do."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _fit(self) -> None:
        layout, most = self.layout(), self.most()
        assert layout is not None
        self._lay_foot(most.width())
        width = min(layout.totalMinimumSize().width(), most.width())
        if self._height_at(width) > most.height():
            width = min(width + self._inside.bar_px(), most.width())
        self.setMinimumWidth(width)
        width = min(max(width, self.width() if self._shown else 0), most.width())
        needed = max(self._height_at(width), self.height() if self._shown else 0)
        self.resize(width, min(needed, most.height()))
        self._shown = True
        self._come_inside()

    def _height_at(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        around = layout.totalMinimumSize().height() - self._inside.minimumSizeHint().height()
        return around + self._inside.height_at(width)

    def _lay_foot(self, most_px: int) -> None:
        """The answers side by side, or below each other where they are too many for the width."""
        found = [self._foot.itemAt(i) for i in range(self._foot.count())]
        widths = [item.minimumSize().width() for item in found if item is not None and item.widget() is not None]
        beside = sum(widths) + self._foot.spacing() * len(widths) + 2 * self._foot.contentsMargins().left()
        directions = QBoxLayout.Direction
        self._foot.setDirection(directions.LeftToRight if beside <= most_px else directions.TopToBottom)

    def _come_inside(self) -> None:
        """Nothing of it lies beyond the screen: its answers can be reached."""
        place, room = self.frameGeometry(), self.screen().availableGeometry()
        left = max(room.left(), min(place.left(), room.right() + 1 - place.width()))
        top = max(room.top(), min(place.top(), room.bottom() + 1 - place.height()))
        if (left, top) != (place.left(), place.top()):
            self.move(left, top)

    def fit_anew(self) -> None:
        """As high as what is in it now: a long form becomes a short answer."""
        layout = self.layout()
        assert layout is not None
        self._inside.updateGeometry()
        layout.activate()
        self.resize(self.width(), min(self._height_at(self.width()), self.most().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow an Enter that nothing took: a scanner's line end must not answer."""
        if event.key() in ENTER_KEYS:
            event.accept()
            return
        turn = _TURNS.get(Qt.Key(event.key()))
        if turn is not None:
            self._inside.verticalScrollBar().triggerAction(turn)
            return
        super().keyPressEvent(event)

    def show_over(self) -> None:
        """Show it without blocking the caller; `accepted` and `rejected` tell the answer."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()
