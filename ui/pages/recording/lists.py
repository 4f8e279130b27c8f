"""The portal's export before and after it is imported, and what it and the books do not agree on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from core.wallet.rules_portal import NEEDED, Column
from core.wallet.service_portal_files import PortalImport
from ui.icon_names import Ico
from ui.pages.recording.opening import Part
from ui.pages.recording.presenter import RecordingPresenter
from ui.pages.recording.rows import OpenFacts, Sheet
from ui.pages.recording.showing import LineView, column_words, open_lines, report_counts, report_lines
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Facts
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.fields import FormRow
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.states import EmptyState
from ui.widgets.tables import Align, TableModel
from ui.widgets.tables import Column as TableColumn
from ui.widgets.text import Label

_ROW_PX = 40
_TABLE_PX = 240


class SheetForm(QWidget):
    """Which column of the file says what."""

    def __init__(self, kit: Kit, sheet: Sheet) -> None:
        super().__init__()
        tr = kit.tr
        self.boxes: dict[Column, QComboBox] = {}
        body = column(kit, gap=12)
        text = tr("{file}: say which column is which. It is remembered for files with this heading.",
                  file=sheet.file.name)  # fmt: skip
        body.addWidget(Label(kit, text, tone=Tone.NEUTRAL, wrap=True))
        lines = [row(kit, gap=16), row(kit, gap=16)]
        for place, which in enumerate(Column):
            box = self.boxes[which] = QComboBox()
            box.addItem("–", "")
            for title in sheet.titles:
                box.addItem(title, title)
            box.setCurrentIndex(max(0, box.findData(sheet.found.get(which, ""))))
            made = FormRow(kit, column_words(tr, which), box, optional=which not in NEEDED)
            lines[0 if place < 3 else 1].addWidget(made, 1)
        for line in lines:
            body.addLayout(line)
        self.month_first = QCheckBox(tr("05/06/2026 is the sixth of May"))
        body.addWidget(self.month_first)
        self.setLayout(body)

    def columns(self) -> dict[Column, str]:
        """As they were chosen."""
        return {which: str(box.currentData()) for which, box in self.boxes.items() if box.currentData()}


def choosing(kit: Kit, choose: Button) -> QWidget:
    """No file yet."""
    tr = kit.tr
    words = tr("A CSV file of the portal’s transactions: each line confirms what was recorded, or is listed. The same "
               "file twice changes nothing.")  # fmt: skip
    return EmptyState(kit, Ico.FILE_SPREADSHEET, tr("Import the portal’s export"), words, choose)


def report(kit: Kit, found: PortalImport) -> QWidget:
    """What became of each line."""
    tr, body = kit.tr, column(kit, gap=12)
    body.addWidget(Facts(kit, report_counts(tr, found)))
    lines = report_lines(tr, found)
    if lines:
        body.addWidget(_table(kit, tr("Lines to look at"), lines), 1)
    shown = QWidget()
    shown.setLayout(body)
    return shown


def open_list(kit: Kit, presenter: RecordingPresenter, facts: OpenFacts) -> QWidget:
    """What nothing confirms, and what is not in the books."""
    tr, body = kit.tr, column(kit, gap=12)
    lines = open_lines(tr, facts)
    if not lines:
        again = Button(kit, tr("Import the portal’s export"), icon=Ico.FILE_UP)
        again.clicked.connect(lambda: presenter.choose_part(Part.IMPORT))
        words = tr("Import the portal’s export now and then: it confirms what was recorded.")
        return EmptyState(kit, Ico.CIRCLE_CHECK, tr("Books and portal agree line by line."), words, again)
    total = tr("Declared and not confirmed yet: {amount}.", amount=facts.declared_sum)
    body.addWidget(Label(kit, total, TextStyle.STRONG, wrap=True))
    body.addWidget(_table(kit, tr("Not matched"), lines), 1)
    shown = QWidget()
    shown.setLayout(body)
    return shown


def _table(kit: Kit, name: str, lines: Sequence[LineView]) -> QWidget:
    tr = kit.tr
    columns: tuple[TableColumn[LineView], ...] = (
        TableColumn("kind", tr("Kind"), lambda one: one.kind, 170, second=lambda one: one.day),
        TableColumn("number", tr("Number"), lambda one: one.number, second=lambda one: one.fate,
                    tone=lambda one: one.tone),
        TableColumn("amount", tr("Amount"), lambda one: one.amount, 130, Align.RIGHT),
    )  # fmt: skip
    model: TableModel[LineView] = TableModel(columns, lines)
    table: DataTable[LineView] = DataTable(kit, model, name, row_px=_ROW_PX + 12)
    model.setParent(table)
    table.setMinimumHeight(kit.px(_TABLE_PX))
    return TableCard(kit, table)
