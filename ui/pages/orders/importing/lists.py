"""What an import refuses, holds, merges or skips, and the conflicts with a choice for each."""

from PySide6.QtWidgets import QWidget

from core.orders.report import ConflictKind, ImportReport
from ui.icon_names import Ico
from ui.pages.orders.columns import finding_columns
from ui.pages.orders.importing.presenter import ImportPresenter
from ui.pages.orders.importing.report_view import (
    CONFLICTS_MAX,
    FINDINGS_MAX,
    conflict_views,
    counts,
    findings,
    group_words,
)
from ui.pages.orders.importing.rows import ConflictView, Finding, Group, ImportState
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Card
from ui.widgets.choices import Choice, ChoiceCards, Segmented
from ui.widgets.data_table import DataTable
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder, row
from ui.widgets.page import scrolled
from ui.widgets.states import EmptyState
from ui.widgets.tables import TableModel
from ui.widgets.text import Label, rule

_LATER = "later"


class ListsCard(Card):
    """The right half of the sheet: one list at a time."""

    def __init__(self, kit: Kit, presenter: ImportPresenter, state: ImportState, report: ImportReport) -> None:
        super().__init__(kit, padding=0, gap=0)
        self._kit, self._presenter = kit, presenter
        self._cards: dict[str, ChoiceCards] = {}
        self.drawn = drawn_from(state, report)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(1, kit.px(12), 1, kit.px(8))
        found = counts(report) | {Group.CONFLICTS: len(state.conflicts)}
        there = [group for group, count in found.items() if count]
        if not there:
            words = kit.tr("Every row is a good order. Nothing is refused, held or merged.")
            self.add(EmptyState(kit, Ico.BADGE_CHECK, kit.tr("No problems"), words), 1)
            return
        shown = state.group if state.group in there else there[0]
        names = [Choice(group.value, group_words(kit.tr, group, found[group])) for group in there]
        tabs = Segmented(kit, kit.tr("Lists"), names, shown.value)
        tabs.chosen.connect(lambda key: presenter.choose_group(Group(key)))
        head = FlowLayout(kit.px(8))
        head.setContentsMargins(kit.px(12), 0, kit.px(12), kit.px(8))
        head.addWidget(tabs)
        self.add(holder(head))
        if shown is Group.CONFLICTS:
            self.add(self._conflicts(state), 1)
        else:
            self.add(self._table(report, shown, found[shown]), 1)

    def _table(self, report: ImportReport, group: Group, count: int) -> QWidget:
        kit, tr = self._kit, self._kit.tr
        model = TableModel[Finding](finding_columns(tr), findings(tr, report, group))
        table: DataTable[Finding] = DataTable(kit, model, group_words(tr, group, count), row_px=44)
        model.setParent(table)
        if count <= FINDINGS_MAX:
            return table
        whole = column(kit, gap=4)
        whole.addWidget(table, 1)
        more = tr.n("and {n} more", "and {n} more", count - FINDINGS_MAX)
        whole.addWidget(Label(kit, more, TextStyle.SMALL, Tone.NEUTRAL))
        return holder(whole)

    def _conflicts(self, state: ImportState) -> QWidget:
        kit, tr = self._kit, self._kit.tr
        inside = column(kit, gap=16, margins=(20, 8, 20, 12))
        if (
            any(conflict.kind is not ConflictKind.WITHIN_FILE for conflict in state.conflicts)
            and len(state.conflicts) > 1
        ):
            ours = Button(kit, tr("Keep ours everywhere"), size=Size.SMALL)
            ours.clicked.connect(self._presenter.keep_all)
            theirs = Button(kit, tr("Take the file's data everywhere"), size=Size.SMALL)
            theirs.clicked.connect(self._presenter.take_all)
            inside.addLayout(row(kit, ours, theirs, 1))
        views = conflict_views(tr, state.conflicts, state.answers)
        for index, view in enumerate(views):
            if index:
                inside.addWidget(rule())
            inside.addWidget(self._conflict(view))
        rest = len(state.conflicts) - CONFLICTS_MAX
        if rest > 0:
            words = tr.n("And {n} more: answer these first.", "And {n} more: answer these first.", rest)
            inside.addWidget(Label(kit, words, TextStyle.BODY, Tone.NEUTRAL))
        inside.addStretch(1)
        return scrolled(inside)

    def _conflict(self, view: ConflictView) -> QWidget:
        kit, tr = self._kit, self._kit.tr
        whole = column(kit, gap=6)
        whole.addWidget(Label(kit, tr("Order {number}", number=view.number), TextStyle.STRONG))
        words = f"{view.why}. {view.differs}." if view.differs else f"{view.why}."
        whole.addWidget(Label(kit, words, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        keys = {str(answer.row) if answer.row is not None else _LATER: answer for answer in view.answers}
        chosen = str(view.chosen) if view.chosen is not None else _LATER
        choices = [Choice(key, answer.text, answer.note) for key, answer in keys.items()]
        cards = ChoiceCards(kit, tr("Order {number}", number=view.number), choices, chosen)
        cards.chosen.connect(lambda key, number=view.number: self._presenter.answer(number, keys[key].row))
        self._cards[view.number] = cards
        whole.addWidget(cards)
        return holder(whole)

    def refresh(self, state: ImportState) -> None:
        """Show what was answered, without moving anything."""
        for number, cards in self._cards.items():
            row_ = state.answers.get(number)
            cards.choose(str(row_) if row_ is not None else _LATER)


def drawn_from(state: ImportState, report: ImportReport) -> object:
    """What the lists are made of; answers are not in it, they are shown in place."""
    lists = (report.refused, report.held, report.warnings, report.skipped, report.duplicates)
    return state.conflicts, lists, state.group
