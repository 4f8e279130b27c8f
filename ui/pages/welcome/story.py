"""The practice day's story on the window, line by line as it is told."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.icon_names import Ico
from ui.practice.telling import Line, Mark
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.card import Card
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.page import scrolled
from ui.widgets.text import IconLabel, Label

_MARKS: dict[Mark, tuple[Ico, Tone] | None] = {
    Mark.STEP: None,
    Mark.DONE: (Ico.CIRCLE_CHECK, Tone.OK),
    Mark.REFUSED: (Ico.SHIELD_ALERT, Tone.WARN),
    Mark.NOTE: None,
    Mark.SUM: None,
    Mark.CLOCK: (Ico.CLOCK, Tone.ACCENT),
}
_INDENT_PX = 26


class StoryView(Card):
    """The story; it follows its own end, and keeps what it has when more comes."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, padding=0)
        self._lines: tuple[Line, ...] = ()
        self._column = column(kit, gap=6, margins=(20, 16, 20, 16))
        inside = column(kit, gap=0)
        inside.addLayout(self._column)
        inside.addStretch(1)
        self._area: QScrollArea = scrolled(inside, kit.px(100))
        self._area.setAccessibleName(kit.tr("What happened"))
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area.verticalScrollBar().rangeChanged.connect(self._follow)
        self.add(self._area, 1)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(1, kit.px(4), 1, kit.px(4))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show `lines`; those that are there already stay."""
        if self._lines != tuple(lines[: len(self._lines)]):
            self._clear()
        new = tuple(lines[len(self._lines) :])
        for line in new:
            self._column.addWidget(self._line(line))
        if new:
            self._lines = tuple(lines)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(line.text for line in self._lines)

    def _clear(self) -> None:
        self._lines = ()
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _follow(self, _least: int, most: int) -> None:
        """The story grew: show its end."""
        self._area.verticalScrollBar().setValue(most)

    def _line(self, line: Line) -> QWidget:
        kit, mark = self._kit, _MARKS[line.mark]
        if line.mark is Mark.STEP:
            words = row(kit)
            words.addWidget(Label(kit, line.text, TextStyle.HEADING), 1)
            words.setContentsMargins(0, kit.px(10 if self._lines or self._column.count() else 0), 0, kit.px(2))
            return holder(words)
        parts = row(kit, gap=8)
        if mark is None:
            parts.addSpacing(kit.px(_INDENT_PX))
        else:
            parts.addWidget(IconLabel(kit, mark[0], mark[1], 18), 0, Qt.AlignmentFlag.AlignTop)
        tone = Tone.NEUTRAL if line.mark is Mark.NOTE else None
        parts.addWidget(Label(kit, line.text.strip(), TextStyle.BODY, tone, wrap=True), 1)
        for cell in line.cells:
            parts.addWidget(Label(kit, cell, TextStyle.STRONG), 0, Qt.AlignmentFlag.AlignTop)
        return holder(parts)
