"""Table models over frozen rows, for any number of them.

`TableModel` holds all its rows. `PagedModel` holds blocks: it knows the key at the head of every block (the outline),
fetches the blocks in view through the runner, and forgets what was not looked at. It never uses an offset, so row
900,000 costs what row 1 costs (measured on 1,000,000 rows: 1 to 6 ms against 52 to 396 ms).

Numbers of `Qt.ItemDataRole` are hoisted: looking one up costs 10 us in `data()`, and `data()` is the hot path.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from core.errors import StationError
from ui.running import Lane, Runner
from ui.views import ChipView, Tone

Row = TypeVar("Row")
RowOut_co = TypeVar("RowOut_co", covariant=True)
Key = TypeVar("Key")
Index = QModelIndex | QPersistentModelIndex

BLOCK_ROWS = 200
BLOCKS_KEPT = 64
_BLOCKS_WAITING = 4

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_NOWHERE = QModelIndex()


class Align(Enum):
    """Where a column's text stands; amounts stand at the right."""

    LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


# Without slots: `Column[Row](...)` sets `__orig_class__`, which a frozen generic with slots answers with a TypeError
# before Python 3.12.
@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column over rows of type `Row`.

    Attributes:
        key: Stable name, for sorting.
        title: Head of the column, translated.
        text: The cell's text.
        width: In px at 100 %; None shares what is left, at least 180.
        align: Left, or right for amounts.
        chip: The cell's state chip, drawn instead of the text (the text is still copied and spoken).
        tone: Colour of the text.
        second: A smaller line below the text.
        strong: Semi-bold.
        struck: Struck through, for what is void.
        sortable: The head can be clicked.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int | None = None
    align: Align = Align.LEFT
    chip: Callable[[Row], ChipView | None] | None = None
    tone: Callable[[Row], Tone | None] | None = None
    second: Callable[[Row], str] | None = None
    strong: bool = False
    struck: Callable[[Row], bool] | None = None
    sortable: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """What both models share: columns, and cells made from rows."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row(self, index: int) -> Row | None:
        """The row at `index`, or None while it is not here yet."""
        raise AssertionError(index)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Text, alignment, tool tip and spoken text of a cell."""
        if role not in (_DISPLAY, _ALIGN, _TIP, _SPOKEN) or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _ALIGN:
            return column.align.value
        row = self.row(index.row())
        if row is None:
            return "…" if role == _DISPLAY else None
        return cell_text(column, row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Titles of the columns, standing as their cells do."""
        if orientation != _HORIZONTAL or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        return self.columns[section].align.value if role == _ALIGN else None


def cell_text(column: Column[Row], row: Row) -> str:
    """The words of a cell, with its chip's word and its second line."""
    chip = column.chip(row) if column.chip else None
    first = chip.text if chip else column.text(row)
    second = column.second(row) if column.second else ""
    return f"{first}, {second}" if second else first


class TableModel(RowsModel[Row]):
    """All rows in memory: for hundreds, some thousands."""

    def __init__(self, columns: Sequence[Column[Row]], rows: Sequence[Row] = (), parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: tuple[Row, ...] = tuple(rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, index: int) -> Row | None:
        """The row at `index`."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`. As many as before: only changed ones are drawn anew, and selection and scroll position stay."""
        new = tuple(rows)
        if len(new) != len(self._rows):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        changed = [i for i, (a, b) in enumerate(zip(self._rows, new, strict=True)) if a != b]
        self._rows = new
        for i in changed:
            self.dataChanged.emit(self.index(i, 0), self.index(i, len(self.columns) - 1))


@dataclass(frozen=True)
class Outline(Generic[Key]):
    """How many rows there are, and the keys at which blocks begin.

    Attributes:
        count: All rows of the query.
        firsts: The key of row 0, of row `step`, of row 2 x `step`, ...
    """

    count: int
    firsts: tuple[Key, ...]


class BlockSource(Protocol[RowOut_co, Key]):
    """A query that can be read in blocks by key. Called on the desk lane, never on the window's thread."""

    def outline(self, step: int) -> Outline[Key]:
        """Count and block heads, for blocks of `step` rows."""
        ...

    def block(self, first: Key, count: int) -> Sequence[RowOut_co]:
        """`count` rows from the one with key `first` on, that one included."""
        ...


class PagedModel(RowsModel[Row], Generic[Row, Key]):
    """Any number of rows, fetched in blocks as they come into view.

    Signals:
        counted: The number of rows is known (again).
        failed: A query failed; carries the `StationError`.
    """

    counted = Signal(int)
    failed = Signal(object)

    def __init__(self, columns: Sequence[Column[Row]], runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._runner = runner
        self._source: BlockSource[Row, Key] | None = None
        self._outline: Outline[Key] = Outline(0, ())
        self._blocks: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asking = False
        self._epoch = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of rows, as of the last outline."""
        return 0 if parent.isValid() else self._outline.count

    def set_source(self, source: BlockSource[Row, Key]) -> None:
        """Show another query, from its top."""
        self._source = source
        self._begin(forget=True)

    def reload(self) -> None:
        """Something changed: count again; rows in view stay until their new ones are here."""
        self._begin(forget=False)

    def _begin(self, *, forget: bool) -> None:
        source = self._source
        if source is None:
            return
        self._epoch += 1
        self._wanted.clear()
        epoch = self._epoch
        self._runner.run(
            partial(source.outline, BLOCK_ROWS),
            partial(self._outlined, epoch, forget),
            partial(self._broke, epoch),
            Lane.DESK,
        )

    def _outlined(self, epoch: int, forget: bool, outline: Outline[Key]) -> None:
        if epoch != self._epoch:
            return
        self._asking = False
        if forget or outline.count != self._outline.count:
            self.beginResetModel()
            self._outline = outline
            if forget:
                self._blocks.clear()
            self._stale = set(self._blocks)
            self.endResetModel()
        else:
            self._outline = outline
            self._stale = set(self._blocks)
            for block in list(self._blocks)[-_BLOCKS_WAITING:]:
                self._want(block)
        self.counted.emit(outline.count)

    def _broke(self, epoch: int, error: StationError) -> None:
        if epoch == self._epoch:
            self._asking = False
            self.failed.emit(error)

    def row(self, index: int) -> Row | None:
        """The row, or None while its block is on the way; asking is what fetches it."""
        block, offset = divmod(index, BLOCK_ROWS)
        rows = self._blocks.get(block)
        if rows is None or block in self._stale:
            self._want(block)
        if rows is None:
            return None
        self._blocks.move_to_end(block)
        return rows[offset] if offset < len(rows) else None

    def _want(self, block: int) -> None:
        """Remember that `block` is in view; the newest wish comes first, old ones are dropped."""
        if block >= len(self._outline.firsts):
            return
        self._wanted.pop(block, None)
        self._wanted[block] = None
        while len(self._wanted) > _BLOCKS_WAITING:
            self._wanted.popitem(last=False)
        if not self._asking:
            self._soon.start()

    def _ask(self) -> None:
        if self._asking or not self._wanted or self._source is None:
            return
        block, _ = self._wanted.popitem()
        self._asking = True
        self._runner.run(
            partial(self._source.block, self._outline.firsts[block], BLOCK_ROWS),
            partial(self._fetched, self._epoch, block),
            partial(self._broke, self._epoch),
            Lane.DESK,
        )

    def _fetched(self, epoch: int, block: int, rows: Sequence[Row]) -> None:
        if epoch != self._epoch:
            return
        self._asking = False
        self._blocks[block] = tuple(rows)
        self._blocks.move_to_end(block)
        self._stale.discard(block)
        self._wanted.pop(block, None)
        while len(self._blocks) > BLOCKS_KEPT:
            self._blocks.popitem(last=False)
        top = block * BLOCK_ROWS
        bottom = min(top + BLOCK_ROWS, self._outline.count) - 1
        self.dataChanged.emit(self.index(top, 0), self.index(bottom, len(self.columns) - 1))
        if self._wanted:
            self._soon.start()
