"""Help > Troubleshooting on the window: problem, potential causes, resolution, side by side."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from ui.icon_names import Ico
from ui.pages.help.presenter import HelpPresenter
from ui.pages.help.rows import Trouble
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Card
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, column, holder, row
from ui.widgets.sections import Section
from ui.widgets.text import Label

_SHARES = (5, 6, 8)
_GAP_PX = 24


class TroublesSection(Section):
    """One card per trouble; the one that somebody was sent to is marked and brought into view."""

    def __init__(self, kit: Kit, presenter: HelpPresenter) -> None:
        tr = kit.tr
        super().__init__(
            kit, tr("Troubleshooting"), tr("Whatever happened: a label that was paid once is never paid again.")
        )
        self._presenter = presenter
        self.rows: dict[str, TroubleRow] = {}
        heads = Columns(kit.px(_GAP_PX), _SHARES)
        for words in (tr("Problem"), tr("Potential causes"), tr("Resolution")):
            heads.addWidget(Label(kit, words, TextStyle.SMALL_STRONG, Tone.NEUTRAL))
        cards = column(kit, gap=12)
        above = column(kit, margins=(20, 0, 20, 0))
        above.addLayout(heads)
        cards.addLayout(above)
        for trouble in presenter.troubles():
            self.rows[trouble.code] = TroubleRow(kit, trouble, presenter)
            cards.addWidget(self.rows[trouble.code])
        self.add(holder(cards))
        self.add_rest()
        leave = presenter.listeners.join(self.refresh)
        self.destroyed.connect(leave)
        self.refresh()

    def entered(self) -> None:
        """Show the row that is meant."""
        self.refresh()

    def refresh(self) -> None:
        """Mark the row that is meant."""
        meant = self._presenter.state.trouble
        for code, shown in self.rows.items():
            shown.mark(code == meant)
        if meant in self.rows:
            QTimer.singleShot(0, self.rows[meant], lambda: self._bring(self.rows[meant]))

    def _bring(self, shown: QWidget) -> None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            bar = above.verticalScrollBar()
            bar.setValue(min(bar.maximum(), shown.mapTo(self, shown.rect().topLeft()).y()))


class TroubleRow(Card):
    """A trouble in three columns."""

    def __init__(self, kit: Kit, trouble: Trouble, presenter: HelpPresenter) -> None:
        super().__init__(kit)
        self.setAccessibleName(trouble.problem)
        self.is_marked = False
        problem = Label(kit, trouble.problem, TextStyle.STRONG, wrap=True)
        problem.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        columns = Columns(kit.px(_GAP_PX), _SHARES)
        columns.addWidget(problem)
        columns.addWidget(self._list(["•"] * len(trouble.causes), trouble.causes))
        cure = column(kit, gap=12)
        cure.addWidget(self._list([f"{n}." for n in range(1, len(trouble.cure) + 1)], trouble.cure))
        if trouble.page:
            self.button = Button(kit, trouble.button, icon=Ico.ARROW_RIGHT, size=Size.SMALL)
            self.button.clicked.connect(lambda: presenter.open_page(trouble))
            cure.addLayout(row(kit, self.button, 1))
        cure.addStretch(1)
        columns.addWidget(holder(cure))
        self.add(columns)

    def _list(self, marks: list[str], texts: tuple[str, ...]) -> QWidget:
        kit = self._kit
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(kit.px(8))
        lines.setVerticalSpacing(kit.px(6))
        lines.setColumnStretch(1, 1)
        for index, (mark, text) in enumerate(zip(marks, texts, strict=True)):
            lines.addWidget(Label(kit, mark, TextStyle.BODY, Tone.NEUTRAL), index, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(Label(kit, text, wrap=True), index, 1, Qt.AlignmentFlag.AlignTop)
        lines.setRowStretch(len(texts), 1)
        return holder(lines)

    def mark(self, meant: bool) -> None:
        """Give it an edge in the accent, or take that away."""
        if meant == self.is_marked:
            return
        self.is_marked = meant
        p = self._kit.look.palette
        edge = f"border: 2px solid {p.accent};" if meant else f"border: 1px solid {p.hairline};"
        radius = self._kit.px(8)
        self.setStyleSheet(f"QFrame#card {{ background: {p.card}; {edge} border-radius: {radius}px; }}")
