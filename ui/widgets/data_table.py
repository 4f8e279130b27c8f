"""The table on the window: roomy rows of one height, state chips, the keyboard."""

from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from PySide6.QtWidgets import QTableView as _QTableView

from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import ENTER_KEYS
from ui.widgets.card import Card
from ui.widgets.chip import draw_chip
from ui.widgets.kit import Kit
from ui.widgets.paint import FOCUS_RING_PX
from ui.widgets.states import copy_text
from ui.widgets.tables import Align, Column, RowsModel, cell_text

Row = TypeVar("Row")
ROW_PX = 48
LEAST_PX = 180
_PADDING = 12


class DataTable(_QTableView, Generic[Row]):
    """A table of `Row`s over a `TableModel` or `PagedModel`.

    Enter or a double click opens a row; letters go on to the page (its scan box); Tab leaves the table; Ctrl+C copies
    the chosen rows.

    Signals:
        opened: A row was opened; carries its number.
        moved: Another row is the current one; carries its number, -1 for none.
        sort_asked: A head was clicked; carries the column's key and whether downwards.
    """

    opened = Signal(int)
    moved = Signal(int)
    sort_asked = Signal(str, bool)

    def __init__(self, kit: Kit, model: RowsModel[Row], name: str, row_px: int = ROW_PX) -> None:
        super().__init__()
        self.kit = kit
        self._rows_model = model
        self.hot_row = -1
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(kit.px(row_px))
        self._set_up_head()
        self.setMinimumHeight(kit.px(40 + 3 * row_px))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.moved.emit(now.row()))

    def sizeHint(self) -> QSize:
        """As little as it can do with: a table takes the room that is left, and never makes its page scroll."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(self.kit.px(40))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(self.kit.px(56))
        head.setSectionsClickable(True)
        for index, column in enumerate(self._rows_model.columns):
            head.setSectionResizeMode(index, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(index, self.kit.px(column.width or LEAST_PX))
        head.sectionClicked.connect(self._head_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns without a width share what is left; where nothing is left the table scrolls sideways.

        The row under the cursor stays in sight where the table becomes lower.
        """
        super().resizeEvent(event)
        now = self.currentIndex()
        if now.isValid() and 0 <= self.visualRect(now).top() < event.oldSize().height() > event.size().height():
            self.scrollTo(now)
        head, columns = self.horizontalHeader(), self._rows_model.columns
        open_ended = [i for i, column in enumerate(columns) if column.width is None]
        taken = sum(head.sectionSize(i) for i, column in enumerate(columns) if column.width is not None)
        room = self.viewport().width() - taken
        for place, index in enumerate(open_ended):
            share = room * (place + 1) // len(open_ended) - room * place // len(open_ended)
            head.resizeSection(index, max(self.kit.px(LEAST_PX), share))

    def _head_clicked(self, section: int) -> None:
        column = self._rows_model.columns[section]
        if not column.sortable:
            return
        head = self.horizontalHeader()
        again = head.isSortIndicatorShown() and head.sortIndicatorSection() == section
        down = again and head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.show_sort(column.key, down=down)
        self.sort_asked.emit(column.key, down)

    def show_sort(self, key: str, *, down: bool) -> None:
        """Show by which column the rows are sorted."""
        head = self.horizontalHeader()
        for index, column in enumerate(self._rows_model.columns):
            if column.key == key:
                head.setSortIndicatorShown(True)
                order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
                head.setSortIndicator(index, order)

    def current_row(self) -> Row | None:
        """The row under the cursor."""
        index = self.currentIndex()
        return self._rows_model.row(index.row()) if index.isValid() else None

    def chosen(self) -> list[Row]:
        """The chosen rows, top to bottom, those that are loaded."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self._rows_model.row(number) for number in numbers)
        return [row for row in rows if row is not None]

    def go_to(self, number: int) -> None:
        """Make row `number` the current one and show it."""
        index = self._rows_model.index(number, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def column_of(self, index: QModelIndex | QPersistentModelIndex) -> Column[Row]:
        """For the cell that is drawn."""
        return self._rows_model.columns[index.column()]

    def row_of(self, index: QModelIndex | QPersistentModelIndex) -> Row | None:
        """For the cell that is drawn."""
        return self._rows_model.row(index.row())

    def last_column(self) -> int:
        """Number of the column at the right end."""
        return len(self._rows_model.columns) - 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Home and End go to the ends, Ctrl+C copies; letters are for the page."""
        if event.key() in ENTER_KEYS:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows_model.rowCount():
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._rows_model.rowCount() - 1)
        elif event.text().strip() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        columns = self._rows_model.columns
        copy_text("\n".join("\t".join(cell_text(column, row) for column in columns) for row in self.chosen()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember the row under the pointer."""
        super().mouseMoveEvent(event)
        self._set_hot(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: object) -> None:
        """The pointer left."""
        self._set_hot(-1)

    def _set_hot(self, number: int) -> None:
        if number != self.hot_row:
            self.hot_row = number
            self.viewport().update()


class TableCard(Card):
    """A card that is a table (or its empty, loading and error states), with corners that stay round."""

    def __init__(self, kit: Kit, inside: QWidget) -> None:
        super().__init__(kit, padding=0)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(1, kit.px(4), 1, kit.px(8))
        self.add(inside, 1)


class _Cell(QStyledItemDelegate):
    """Draws a cell straight from its row: one Python call instead of a dozen `data()` calls."""

    def __init__(self, table: DataTable[Row]) -> None:
        super().__init__(table)
        self._table = table
        look = table.kit.look
        self._body, self._strong = look.font(TextStyle.BODY), look.font(TextStyle.STRONG)
        self._small = look.font(TextStyle.SMALL)
        self._struck = {id(font): _struck_through(font) for font in (self._body, self._strong)}
        fonts = (self._body, self._strong, self._small, *self._struck.values())
        self._metrics = {id(font): QFontMetrics(font) for font in fonts}
        p = look.palette
        self._text, self._muted, self._line = QColor(p.text), QColor(p.muted), QColor(p.hairline)
        self._hot, self._chosen, self._accent = QColor(p.hover), QColor(p.selection), QColor(p.accent)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background, then chip or one or two lines of text."""
        box: QRect = option.rect
        painter.save()
        self._ground(painter, option, box, index)
        row = self._table.row_of(index)
        if row is None:
            painter.fillRect(QRect(box.left() + 12, box.center().y() - 5, min(90, box.width() - 24), 10), self._line)
        else:
            self._content(painter, box, self._table.column_of(index), row)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        table = self._table
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._chosen)
        elif index.row() == table.hot_row:
            painter.fillRect(box, self._hot)
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), self._line)
        if table.hasFocus() and index.row() == table.currentIndex().row():
            ring = round(FOCUS_RING_PX)
            painter.fillRect(QRect(box.left(), box.top(), box.width(), ring), self._accent)
            painter.fillRect(QRect(box.left(), box.bottom() - ring + 1, box.width(), ring), self._accent)
            if index.column() == 0:
                painter.fillRect(QRect(box.left(), box.top(), ring, box.height()), self._accent)
            if index.column() == table.last_column():
                painter.fillRect(QRect(box.right() - ring + 1, box.top(), ring, box.height()), self._accent)

    def _content(self, painter: QPainter, box: QRect, column: Column[Row], row: Row) -> None:
        side = self._table.kit.px(_PADDING)
        inner = box.adjusted(side, 0, -side, -1)
        chip = column.chip(row) if column.chip else None
        if chip is not None:
            draw_chip(painter, QRectF(inner), self._table.kit.look, chip)
            return
        tone: Tone | None = column.tone(row) if column.tone else None
        ink = self._text if tone is None else self._table.kit.look.ink(tone)
        font = self._strong if column.strong else self._body
        if column.struck and column.struck(row):
            font = self._struck[id(font)]
        second = column.second(row) if column.second else ""
        if not second:
            self._line_of_text(painter, inner, font, ink, column, column.text(row))
            return
        upper = QRect(inner.left(), inner.top() + 4, inner.width(), inner.height() // 2 - 2)
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), inner.bottom() - upper.bottom() - 4)
        self._line_of_text(painter, upper, font, ink, column, column.text(row))
        self._line_of_text(painter, lower, self._small, self._muted, column, second)

    def _line_of_text(
        self, painter: QPainter, box: QRect, font: QFont, ink: QColor, column: Column[Row], text: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        mode = Qt.TextElideMode.ElideLeft if column.align is Align.RIGHT else Qt.TextElideMode.ElideRight
        shown = self._metrics[id(font)].elidedText(text, mode, box.width())
        painter.drawText(box, column.align.value, shown)


def _struck_through(font: QFont) -> QFont:
    result = QFont(font)
    result.setStrikeOut(True)
    return result
