"""What the lists of the Balance page are drawn with: a panel that is drawn anew, lines in columns, a small table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from ui.messages import explain
from ui.pages.balance.acting import PanelPresenter
from ui.pages.redrawing import empty, while_alive
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.states import EmptyState, ErrorPanel, Skeleton
from ui.widgets.tables import Column, TableModel
from ui.widgets.text import Label

Facts = TypeVar("Facts")
Row = TypeVar("Row")
_ROW_PX = 52
_LINES_PX = 900  # wider, and the eye loses the line between its words and its amount


class Panel(QWidget, Generic[Facts]):
    """Draws what a presenter has, anew whenever it changed."""

    def __init__(self, kit: Kit, presenter: PanelPresenter[Facts]) -> None:
        super().__init__()
        self.kit, self._presenter = kit, presenter
        self._drawn: object = None
        self._focused = ""
        self._body = column(kit, gap=16)
        self.setLayout(self._body)
        leave = presenter.listeners.join(while_alive(self, self._draw))
        self.destroyed.connect(lambda _gone: leave())
        self._draw()

    def minimumSizeHint(self) -> QSize:
        """The least width; the height follows from the width that it gets."""
        return QSize(super().minimumSizeHint().width(), 0)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add to the panel."""
        if isinstance(item, QWidget):
            self._body.addWidget(item, stretch)
        else:
            self._body.addLayout(item, stretch)

    def _draw(self) -> None:
        presenter = self._presenter
        now = (presenter.facts, presenter.busy, presenter.error if presenter.facts is None else None, self.ages())
        if now == self._drawn:
            return
        self._drawn = now
        self._remember_focus()
        empty(self._body)
        if presenter.facts is not None:
            self.fill(presenter.facts)
        elif presenter.error is not None:
            self.add(ErrorPanel(self.kit, explain(self.kit.tr, presenter.error), presenter.load))
        else:
            self.add(Skeleton(self.kit))
        self._body.addStretch(1)
        self._give_focus_back()

    def _remember_focus(self) -> None:
        """Which button or table of the panel has the focus; Qt would hand it to whatever comes next."""
        focus = cast("QWidget | None", self.window().focusWidget())
        if focus is None or (focus is not self and not self.isAncestorOf(focus)):
            self._focused = ""
        elif isinstance(focus, Button | DataTable):
            self._focused = focus.accessibleName()

    def _give_focus_back(self) -> None:
        """To what has the same name; to nothing that could be pressed while an act is under way."""
        if not self._focused:
            return
        same = [one for one in self.findChildren(QWidget) if one.accessibleName() == self._focused]
        ready = next((one for one in same if isinstance(one, Button | DataTable) and one.isEnabled()), None)
        (ready or self).setFocus()

    def ages(self) -> object:
        """What is drawn of the time that goes by."""
        return None

    def fill(self, facts: Facts) -> None:
        """Draw the facts."""
        raise AssertionError(facts)

    def buttons(self, *buttons: Button) -> None:
        """A line of buttons; none can be pressed while an act is under way."""
        line = FlowLayout(self.kit.px(8))
        for button in buttons:
            if self._presenter.busy:
                button.setEnabled(False)
            line.addWidget(button)
        self.add(holder(line))

    def table(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row],
        opened: Callable[[Row], None],
        nothing: EmptyState,
        *,
        id_of: Callable[[Row], str] | None = None,
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        """A table of some rows, or what is said where there are none; the chosen row stays chosen.

        Args:
            name: For who hears it.
            columns: Its columns.
            rows: All of them.
            opened: A row was opened.
            nothing: Where there are none.
            id_of: A row's id, which the presenter keeps as the chosen one.
            moved: Another row was chosen.
        """
        if not rows:
            self.add(TableCard(self.kit, nothing), 1)
            return
        model: TableModel[Row] = TableModel(columns, rows)
        shown: DataTable[Row] = DataTable(self.kit, model, name, _ROW_PX)
        model.setParent(shown)
        shown.setMinimumHeight(self.kit.px(48 + _ROW_PX * min(len(rows), 5)))
        shown.opened.connect(lambda number: opened(rows[number]))
        if id_of is not None:
            self._keep_chosen(shown, rows, id_of, moved)
        self.add(TableCard(self.kit, shown), 1)

    def _keep_chosen(
        self, shown: DataTable[Row], rows: Sequence[Row], id_of: Callable[[Row], str], moved: Callable[[], None]
    ) -> None:
        ids = [id_of(row) for row in rows]
        if self._presenter.chosen not in ids:
            self._presenter.chosen = ids[0]
        shown.go_to(ids.index(self._presenter.chosen))

        def chose(number: int) -> None:
            if number >= 0:
                self._presenter.chosen = ids[number]
                moved()

        shown.moved.connect(chose)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a line of columns.

    Attributes:
        text: Its words.
        tone: Its colour.
        strong: Semi-bold, for sums.
    """

    text: str
    tone: Tone | None = None
    strong: bool = False


class Lines(QWidget):
    """Lines whose words stand below each other: the first column takes what is left, amounts stand at the right."""

    def __init__(self, kit: Kit, head: Sequence[str], lines: Sequence[Sequence[Cell]], right: Sequence[int]) -> None:
        super().__init__()
        self.setMaximumWidth(kit.px(_LINES_PX))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(kit.px(24))
        grid.setVerticalSpacing(kit.px(8))
        grid.setColumnStretch(0, 1)
        for place, words in enumerate(head):
            label = Label(kit, words, TextStyle.SMALL, Tone.NEUTRAL)
            grid.addWidget(label, 0, place, self._side(place, right))
        for number, cells in enumerate(lines, 1):
            for place, cell in enumerate(cells):
                style = TextStyle.STRONG if cell.strong else TextStyle.BODY
                label = Label(kit, cell.text, style, cell.tone, wrap=place == 0)
                grid.addWidget(label, number, place, Qt.AlignmentFlag(0) if place == 0 else self._side(place, right))

    @staticmethod
    def _side(place: int, right: Sequence[int]) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if place in right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignTop
