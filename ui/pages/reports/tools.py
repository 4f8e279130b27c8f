"""Widgets that several sections of the reports share: which wallet, which days, which paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.icon_names import Ico
from ui.pages.reports.rows import PAPERS, WalletChoice
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice, Segmented
from ui.widgets.fields import LineEdit, mark_state
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.text import Label

_DAY_PX = 132


def wallet_box(kit: Kit, choice: WalletChoice, chosen: Callable[[str], None]) -> Segmented:
    """One segment for each wallet."""
    names = [Choice(one.id, one.name) for one in choice.wallets]
    box = Segmented(kit, kit.tr("Wallet"), names, choice.chosen)
    box.chosen.connect(chosen)
    return box


def paper_box(kit: Kit, paper: str) -> Segmented:
    """Letter or A4."""
    words = {"letter": kit.tr("Letter"), "a4": "A4"}
    return Segmented(kit, kit.tr("Paper"), [Choice(code, words[code]) for code in PAPERS], paper)


class DaysEdit(QWidget):
    """Two days and a button; what is wrong with them stands below.

    Signals:
        given: The two days as typed.

    Attributes:
        first: The first day.
        last: The last day.
        go: Does what the days are for; so does Enter in a field.
    """

    given = Signal(str, str)

    def __init__(self, kit: Kit, words: str, icon: Ico, *beside: QWidget) -> None:
        super().__init__()
        tr = kit.tr
        self.first = LineEdit(kit, placeholder="2026-11-01", name=tr("First day"))
        self.last = LineEdit(kit, placeholder="2026-11-30", name=tr("Last day"))
        self.go = Button(kit, words, icon=icon)
        self._shown = "", ""
        line = FlowLayout(kit.px(8))
        for name, field in ((tr("From"), self.first), (tr("to", context="day"), self.last)):
            field.setFixedWidth(kit.px(_DAY_PX))
            field.setMaxLength(10)
            field.returnPressed.connect(self._give)
            title = Label(kit, name, TextStyle.STRONG)
            title.setBuddy(field)
            line.addWidget(title)
            line.addWidget(field)
        for widget in (*beside, self.go):
            line.addWidget(widget)
        self.go.clicked.connect(self._give)
        self._problem = Label(kit, "", TextStyle.SMALL, Tone.ERROR, wrap=True)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignLeft)
        layout = column(kit, gap=4)
        layout.addWidget(holder(line))
        layout.addWidget(self._problem)
        self.setLayout(layout)
        self.show_problem("")

    def _give(self) -> None:
        if self.go.isEnabled():
            self.given.emit(self.first.text(), self.last.text())

    def show_days(self, first: str, last: str) -> None:
        """These days; what is being typed stays while they are the same."""
        if (first, last) != self._shown:
            self._shown = first, last
            self.first.setText(first)
            self.last.setText(last)

    def show_problem(self, text: str) -> None:
        """What is wrong with the days, or nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        for field in (self.first, self.last):
            mark_state(field, Tone.ERROR if text else None)
            field.setAccessibleDescription(text)

    def problem(self) -> str:
        """What is shown as wrong."""
        return self._problem.text()
