"""Layouts: boxes on the 8-px grid, and a flow that wraps."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from ui.widgets.kit import Kit


def column(kit: Kit, *, gap: int = 16, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column; `gap` and `margins` (left, top, right, bottom) in px at 100 %."""
    layout = QVBoxLayout()
    layout.setSpacing(kit.px(gap))
    layout.setContentsMargins(*(kit.px(m) for m in margins))
    return layout


def row(kit: Kit, *items: QWidget | int, gap: int = 8) -> QHBoxLayout:
    """A row of widgets in their middle height; an int is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(kit.px(gap))
    layout.setContentsMargins(0, 0, 0, 0)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        else:
            layout.addWidget(item, 0, Qt.AlignmentFlag.AlignVCenter)
    return layout


def holder(layout: QLayout) -> QWidget:
    """A bare widget around `layout`."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


class _Flowing(QWidget):
    def minimumSizeHint(self) -> QSize:
        """The least width; the height follows from the width that it gets."""
        layout = self.layout()
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least


def flowing(layout: QLayout) -> QWidget:
    """A bare widget around `layout`, as high as its words are at the width it has, not at their narrowest.

    For what scrolls, and for what stands in a stack: Qt would give both the room of words at their narrowest.
    """
    widget = _Flowing()
    widget.setLayout(layout)
    return widget


def _fitted(item: QLayoutItem, width: int) -> QSize:
    """As large as an item wants to be; one that is wider than a line and can be higher instead is."""
    hint = item.sizeHint()
    if hint.width() > width > 0 and item.hasHeightForWidth():
        return QSize(width, item.heightForWidth(width))
    return hint


class FlowLayout(QLayout):
    """Items beside each other, wrapped into further lines where the width ends.

    Items of `add_end` stand at the right end of the line that they fall into.

    Args:
        gap_px: Between items, and between lines unless `line_px` is given.
        line_px: The least height of a line; lines of a given height have no gap.
    """

    def __init__(self, gap_px: int, line_px: int = 0) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []
        self._ends: set[int] = set()
        self._gap = gap_px
        self._line = line_px

    def addItem(self, item: QLayoutItem) -> None:
        """Called by `addWidget`."""
        self._items.append(item)

    def add_end(self, widget: QWidget) -> None:
        """Add `widget` to the right-hand group."""
        self._ends.add(len(self._items))
        self.addWidget(widget)

    def insert(self, index: int, widget: QWidget) -> None:
        """Add `widget` before the item at `index`."""
        self._ends = {end + 1 if end >= index else end for end in self._ends}
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item, or None past the end, as Qt demands."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item."""
        if not 0 <= index < len(self._items):
            return None
        self._ends = {end - 1 if end > index else end for end in self._ends if end != index}
        return self._items.pop(index)

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at `width`."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All on one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(s.width() for s in sizes) + self._gap * max(0, len(sizes) - 1)
        return self._outside(QSize(width, max((s.height() for s in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """The widest item alone."""
        size = QSize(0, self._line)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return self._outside(size)

    def _outside(self, size: QSize) -> QSize:
        m: QMargins = self.contentsMargins()
        return QSize(size.width() + m.left() + m.right(), max(size.height(), self._line) + m.top() + m.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _lines(self, width: int) -> list[list[tuple[int, QSize]]]:
        lines: list[list[tuple[int, QSize]]] = [[]]
        used = 0
        for index, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size = _fitted(item, width)
            if lines[-1] and used + self._gap + size.width() > width:
                lines.append([])
                used = 0
            used += size.width() + (self._gap if lines[-1] else 0)
            lines[-1].append((index, size))
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        m: QMargins = self.contentsMargins()
        inside = rect.marginsRemoved(m)
        top = inside.top()
        between = 0 if self._line else self._gap
        for line in self._lines(inside.width()):
            height = max([self._line, *(size.height() for _, size in line)])
            if move:
                self._place_line(line, inside, top, height)
            top += height + between
        return top - between - rect.top() + m.bottom()

    def _place_line(self, line: list[tuple[int, QSize]], inside: QRect, top: int, height: int) -> None:
        ends = [entry for entry in line if entry[0] in self._ends]
        starts = [entry for entry in line if entry[0] not in self._ends]
        left = inside.left()
        for index, size in starts:
            self._set(index, QPoint(left, top + (height - size.height()) // 2), size)
            left += size.width() + self._gap
        wide = sum(size.width() for _, size in ends) + self._gap * max(0, len(ends) - 1)
        left = max(left, inside.right() + 1 - wide)
        for index, size in ends:
            self._set(index, QPoint(left, top + (height - size.height()) // 2), size)
            left += size.width() + self._gap

    def _set(self, index: int, corner: QPoint, size: QSize) -> None:
        self._items[index].setGeometry(QRect(corner, size))


class Columns(QLayout):
    """Items beside each other by weight, or below each other where one would get less than it needs.

    Beside each other all are as high as the layout, so that cards end on one line.
    """

    def __init__(self, gap_px: int, weights: tuple[int, ...] = ()) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap_px
        self._weights = weights

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

    def expandingDirections(self) -> Qt.Orientation:
        """Takes all the room there is."""
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at `width`."""
        heights = [self._row_height(r, widths) for r, widths in self._rows(width)]
        return sum(heights) + self._gap * max(0, len(heights) - 1)

    def minimumSize(self) -> QSize:
        """The widest item alone; the height follows from the width."""
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def sizeHint(self) -> QSize:
        """All on one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(h.width() for h in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((h.height() for h in hints), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        rows = self._rows(rect.width())
        heights = [self._row_height(r, widths) for r, widths in rows]
        spare = rect.height() - sum(heights) - self._gap * max(0, len(rows) - 1)
        if heights and spare > 0:
            heights[-1] += spare
        top = rect.top()
        for (items, widths), height in zip(rows, heights, strict=True):
            left = rect.left()
            for item, width in zip(items, widths, strict=True):
                item.setGeometry(QRect(left, top, width, height))
                left += width + self._gap
            top += height + self._gap

    def _rows(self, width: int) -> list[tuple[list[QLayoutItem], list[int]]]:
        """The items by row with their widths: as many beside each other as fit."""
        items = [item for item in self._items if not item.isEmpty()]
        for count in range(len(items), 0, -1):
            rows = [items[i : i + count] for i in range(0, len(items), count)]
            placed = [(r, self._widths(r, width, whole=count == len(items))) for r in rows]
            fits = all(w >= i.minimumSize().width() for r, widths in placed for i, w in zip(r, widths, strict=True))
            if fits or count == 1:
                return placed
        return []

    def _widths(self, items: list[QLayoutItem], width: int, *, whole: bool) -> list[int]:
        weights = list(self._weights) if whole and len(self._weights) == len(items) else [1] * len(items)
        room = width - self._gap * (len(items) - 1)
        ends = [room * sum(weights[: i + 1]) // sum(weights) for i in range(len(items))]
        return [end - start for start, end in zip([0, *ends[:-1]], ends, strict=True)]

    @staticmethod
    def _row_height(items: list[QLayoutItem], widths: list[int]) -> int:
        def need(item: QLayoutItem, width: int) -> int:
            if item.hasHeightForWidth():  # its least height is that of words at their narrowest
                return item.heightForWidth(width)
            return max(item.minimumSize().height(), item.sizeHint().height())

        return max((need(i, w) for i, w in zip(items, widths, strict=True)), default=0)
