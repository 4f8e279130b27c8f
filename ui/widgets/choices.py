"""Choosing one of a few: a segmented row, and cards with an explanation each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLayout, QSizePolicy, QWidget

from ui.theme import TextStyle
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, column
from ui.widgets.paint import FOCUS_RING_PX, rounded
from ui.widgets.text import Label


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice.

    Attributes:
        key: What `chosen` carries.
        text: Its words.
        note: What it means, for cards.
    """

    key: str
    text: str
    note: str = ""


class _Option(QAbstractButton):
    """A checkable button that draws itself."""

    def __init__(self, kit: Kit, choice: Choice) -> None:
        super().__init__()
        self.kit, self.choice, self.hot = kit, choice, False
        self.setCheckable(True)
        self.setText(choice.text.replace("&", "&&"))
        self.setAccessibleName(choice.text)
        self.setAccessibleDescription(choice.note)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def enterEvent(self, _event: QEnterEvent) -> None:
        """The pointer came."""
        self.hot = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """The pointer left."""
        self.hot = False
        self.update()


class _Segment(_Option):
    def sizeHint(self) -> QSize:
        """Words and air; strong words are the wider ones."""
        width = QFontMetricsF(self.kit.look.font(TextStyle.STRONG)).horizontalAdvance(self.choice.text)
        return QSize(round(width) + self.kit.px(28), self.kit.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A filled box when chosen."""
        painter = QPainter(self)
        look, on = self.kit.look, self.isChecked()
        p = look.palette
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        fill = p.card if on else p.hover if self.hot else None
        if fill is not None:
            rounded(painter, box, look.px(6), QColor(fill), QColor(p.border) if on else None)
        if self.hasFocus():
            rounded(painter, box, look.px(6), None, QColor(p.accent), FOCUS_RING_PX)
        painter.setFont(look.font(TextStyle.STRONG if on else TextStyle.BODY))
        painter.setPen(QColor(p.text if on else p.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.choice.text)


class _Base(QWidget):
    """Keeps one option checked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._options: list[_Option] = []

    def _take(self, options: Sequence[_Option], key: str) -> None:
        for option in options:
            self._group.addButton(option)
            self._options.append(option)
            option.clicked.connect(lambda _checked=False, o=option: self.chosen.emit(o.choice.key))
        self.choose(key)

    def choose(self, key: str) -> None:
        """Show `key` as chosen, without a signal."""
        for option in self._options:
            if option.choice.key == key:
                option.setChecked(True)

    def key(self) -> str:
        """What is chosen."""
        return next((o.choice.key for o in self._options if o.isChecked()), "")


class Segmented(_Base):
    """A few short choices side by side, 40 px high; on further lines where the room ends."""

    def __init__(self, kit: Kit, name: str, choices: Sequence[Choice], key: str) -> None:
        super().__init__()
        self._kit = kit
        self.setAccessibleName(name)
        options = [_Segment(kit, choice) for choice in choices]
        layout = FlowLayout(0)
        for option in options:
            layout.addWidget(option)
        layout.setContentsMargins(kit.px(2), kit.px(2), kit.px(2), kit.px(2))
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._take(options, key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is taller: Qt would hold the height of one line."""
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The trough."""
        p = self._kit.look.palette
        rounded(QPainter(self), QRectF(self.rect()), self._kit.px(8), QColor(p.neutral_tint))


class _ChoiceCard(_Option):
    """A box with a radio mark, words and their explanation."""

    def __init__(self, kit: Kit, choice: Choice) -> None:
        super().__init__(kit, choice)
        layout = column(kit, gap=2, margins=(48, 14, 16, 14))
        layout.addWidget(Label(kit, choice.text, TextStyle.STRONG))
        if choice.note:
            note = Label(kit, choice.note, TextStyle.BODY, wrap=True)
            layout.addWidget(note)
        layout.addStretch(1)
        self.setLayout(layout)
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As its words need."""
        return self._layout_size()

    def minimumSizeHint(self) -> QSize:
        """As its words need."""
        return self._layout_size()

    def _layout_size(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.totalMinimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is taller."""
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, radio mark, focus ring."""
        painter = QPainter(self)
        look, on = self.kit.look, self.isChecked()
        p = look.palette
        box = QRectF(self.rect())
        edge = p.accent if on or self.hasFocus() else p.border
        fill = p.accent_tint if on else p.hover if self.hot else p.card
        rounded(painter, box, look.px(10), QColor(fill), QColor(edge), 2.0 if on or self.hasFocus() else 1.0)
        if self.hasFocus():
            rounded(painter, box.adjusted(4, 4, -4, -4), look.px(7), None, QColor(p.accent), FOCUS_RING_PX)
        side = look.px(18)
        mark = QRectF(look.px(18), look.px(15), side, side)
        rounded(painter, mark, side / 2, QColor(p.card), QColor(p.accent if on else p.border), 2.0)
        if on:
            inset = side * 0.28
            rounded(painter, mark.adjusted(inset, inset, -inset, -inset), side, QColor(p.accent))


class ChoiceCards(_Base):
    """Choices that want an explanation, one under the other (or beside each other, where there is room)."""

    def __init__(self, kit: Kit, name: str, choices: Sequence[Choice], key: str, *, beside: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        options = [_ChoiceCard(kit, choice) for choice in choices]
        layout: QLayout = Columns(kit.px(12)) if beside else column(kit, gap=12)
        for option in options:
            layout.addWidget(option)
        self.setLayout(layout)
        self._take(options, key)
