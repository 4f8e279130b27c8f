"""The title row of pages, sections and panes: words, their actions beside them or, where these do not fit, below."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder


class HeadLayout(QLayout):
    """Words with actions beside them, or below them, in several lines where even that is too narrow.

    Args:
        kit: Look.
        words: What stands at the left and takes the room that is left.
        gap: Between them, in px at 100 %.
        least_px: The least width of the words beside actions; 0 takes what they ask for.
    """

    def __init__(self, kit: Kit, words: QWidget, gap: int = 16, least_px: int = 0) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._least, self._below = kit.px(gap), least_px, kit.px(8)
        self._flow = FlowLayout(kit.px(8))
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(words)
        self.addWidget(holder(self._flow))

    def add_action(self, widget: QWidget) -> None:
        """Add at the right; the primary one last."""
        self._flow.addWidget(widget)
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Called by `addWidget`."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item, or None past the end, as Qt demands."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of words and actions at `width`."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All on one line."""
        words, actions = (item.sizeHint() for item in self._items)
        between = self._gap if actions.width() else 0
        return QSize(words.width() + between + actions.width(), max(words.height(), actions.height()))

    def minimumSize(self) -> QSize:
        """The wider of the words and of one action."""
        words, actions = (item.minimumSize() for item in self._items)
        return QSize(max(words.width(), actions.width()), words.height())

    def setGeometry(self, rect: QRect) -> None:
        """Place words and actions."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        words, actions = self._items
        wide = actions.sizeHint().width()
        between = self._gap if wide else 0
        room = rect.width() - wide - between
        if room >= max(words.minimumSize().width(), self._least if wide else 0):
            height = max(_height(words, room), actions.sizeHint().height())
            if move:
                words.setGeometry(QRect(rect.left(), rect.top(), room, max(height, rect.height())))
                tall = actions.sizeHint().height()
                top = rect.top() + (max(height, rect.height()) - tall) // 2
                actions.setGeometry(QRect(rect.right() + 1 - wide, top, wide, tall))
            return height
        first, second = _height(words, rect.width()), _height(actions, rect.width())
        if move:
            words.setGeometry(QRect(rect.left(), rect.top(), rect.width(), first))
            actions.setGeometry(QRect(rect.left(), rect.top() + first + self._below, rect.width(), second))
        return first + self._below + second


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
