"""Adjustments: the list with each dispute's clock, add, import, dispute, papers."""

from collections.abc import Callable
from pathlib import Path

from core.wallet.rules_adjustments import Adjustment
from ui.icon_names import Ico
from ui.pages.balance.adjustments.dialogs import ask_adjustment, ask_dispute, ask_import, ask_lost, ask_won
from ui.pages.balance.adjustments.presenter import AdjustmentsPresenter
from ui.pages.balance.adjustments.rows import (
    AdjustmentRow,
    carrier_text,
    cause_text,
    clock_text,
    days_left,
    dispute_chip,
)
from ui.pages.balance.panel import Panel
from ui.views import Tone
from ui.widgets.buttons import Button
from ui.widgets.files import ask_open, ask_save
from ui.widgets.kit import Kit
from ui.widgets.states import EmptyState
from ui.widgets.tables import Align, Column


class AdjustmentsPanel(Panel[tuple[AdjustmentRow, ...]]):
    """One wallet's adjustments."""

    def __init__(self, kit: Kit, presenter: AdjustmentsPresenter) -> None:
        self._adjustments = presenter
        self._of_row: tuple[Button, Button, Button, Button] | None = None
        super().__init__(kit, presenter)

    def fill(self, facts: tuple[AdjustmentRow, ...]) -> None:
        """What can be done, and the list."""
        kit, tr = self.kit, self.kit.tr
        add = Button(kit, tr("Add…"), icon=Ico.PLUS)
        add.clicked.connect(lambda: ask_adjustment(kit, self.window(), self._adjustments))
        take = Button(kit, tr("Import CSV…"), icon=Ico.FILE_UP)
        take.clicked.connect(self._choose_file)
        self._of_row = None
        if facts:
            self._of_row = (
                self._button(
                    tr("Dispute…"), Ico.SCALE, lambda one: ask_dispute(kit, self.window(), self._adjustments, one)
                ),
                self._button(tr("Won…"), Ico.CHECK, lambda one: ask_won(kit, self.window(), self._adjustments, one)),
                self._button(
                    tr("Lost…"), Ico.CIRCLE_X, lambda one: ask_lost(kit, self.window(), self._adjustments, one)
                ),
                self._button(tr("Papers as PDF…"), Ico.FILE_DOWN, self._ask_pack),
            )
        self.buttons(add, take, *(self._of_row or ()))
        nothing = EmptyState(
            kit, Ico.SCALE, tr("No adjustments."), tr("What carriers correct after shipment is listed here.")
        )  # fmt: skip
        self.table(
            tr("Adjustments"), self._columns(), facts, self._open, nothing, id_of=lambda row: row.adjustment.id,
            moved=self._allow,
        )  # fmt: skip
        self._allow()

    def _button(self, words: str, icon: Ico, act: Callable[[Adjustment], object]) -> Button:
        button = Button(self.kit, words, icon=icon)

        def pressed() -> None:
            row = self._adjustments.row()
            if row is not None:
                act(row.adjustment)

        button.clicked.connect(pressed)
        return button

    def _allow(self) -> None:
        """What fits the row that is pointed at."""
        row, free = self._adjustments.row(), not self._adjustments.busy
        if self._of_row is None or row is None:
            return
        dispute, won, lost, papers = self._of_row
        dispute.setEnabled(free and row.may_be_disputed)
        won.setEnabled(free and row.is_disputed)
        lost.setEnabled(free and row.is_disputed)
        papers.setEnabled(free)

    def _open(self, row: AdjustmentRow) -> None:
        if row.adjustment.label:
            self._adjustments.app.go_to("shipments", row.adjustment.label)

    def _columns(self) -> tuple[Column[AdjustmentRow], ...]:
        tr = self.kit.tr
        return (
            Column("day", tr("Day"), lambda row: tr.day(row.adjustment.day), 120),
            Column(
                "amount", tr("Amount"), lambda row: tr.money(row.adjustment.amount), 120, Align.RIGHT, strong=True,
                tone=lambda row: Tone.OK if row.adjustment.amount.minor > 0 else None,
            ),
            Column(
                "label", tr("Tracking number"), lambda row: row.adjustment.tracking or "–", 240,
                second=lambda row: carrier_text(tr, row),
            ),
            Column(
                "reason", tr("Reason"), lambda row: row.adjustment.reason, second=lambda row: cause_text(tr, row)
            ),
            Column("dispute", tr("Dispute"), lambda _row: "", 190, chip=lambda row: dispute_chip(tr, row)),
            Column(
                "clock", tr("May be disputed"), lambda row: clock_text(tr, row), 180,
                second=lambda row: days_left(tr, row),
            ),
        )  # fmt: skip

    # Files

    def _choose_file(self) -> None:
        tr = self.kit.tr

        def chosen(path: Path) -> None:
            ask_import(self.kit, self.window(), self._adjustments, path)

        kinds = [(tr("Tables"), "*.csv *.txt *.tsv")]
        ask_open(self.kit, self, tr("Import adjustments"), kinds, chosen)

    def _ask_pack(self, one: Adjustment) -> None:
        title = self.kit.tr("Papers of the dispute")
        name = self._adjustments.pack_name(one)
        ask_save(self.kit, self, title, name, lambda path: self._adjustments.pack(one, path))
