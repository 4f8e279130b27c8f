"""The Shipments page: search, table, and the chosen label beside it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from core.errors import StationError
from ui.app_context import App
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.recording.opening import Opening, Part
from ui.pages.shipments.detail import DetailCard
from ui.pages.shipments.presenter import PAGE, ShipmentsPresenter
from ui.pages.shipments.replacing.presenter import ReplacePresenter
from ui.pages.shipments.rows import ExportKind, ShipmentLine, ShipmentsView
from ui.pages.shipments.source import ShipmentBlocks
from ui.questions import Question
from ui.views import KeyLine, Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.fields import SearchBox
from ui.widgets.files import ask_save
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, holder
from ui.widgets.page import Page, PageSpec
from ui.widgets.question_card import QuestionCard
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Align, Column, PagedModel
from ui.widgets.text import Label

_ROW_PX = 52
_SEARCH_PX = 480


def make_spec(app: App) -> PageSpec:
    """The page as the window is given it."""
    presenter = ShipmentsPresenter(app)
    return PageSpec(PAGE, lambda tr: tr("Shipments"), Ico.TRUCK, lambda kit: ShipmentsPage(kit, presenter))


class ShipmentsPage(Page):
    """Shows what the presenter says; fetches rows in blocks as they come into view."""

    def __init__(self, kit: Kit, presenter: ShipmentsPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Shipments"))
        self._presenter = presenter
        self._count = 0
        self._to_row = -1
        self._question: QuestionCard | None = None
        self._build_table()
        self._build_side()
        if presenter.can_record:
            record = Button(kit, tr("Record a label…"), icon=Ico.CLIPBOARD_LIST)
            record.clicked.connect(lambda: presenter.record(Part.LABEL))
            self.add_action(record)
        self.add_action(self.search)
        columns = Columns(kit.px(16), (64, 36))
        columns.addWidget(TableCard(kit, self._states))
        columns.addWidget(self._side)
        self.add(holder(columns), 1)
        self.destroyed.connect(presenter.attach(self))

    def _build_table(self) -> None:
        kit, tr, presenter = self.kit, self.kit.tr, self._presenter
        self.search = SearchBox(kit, tr("Number, name, city or postal code"))
        self.search.setMinimumWidth(kit.px(_SEARCH_PX))
        self.search.searched.connect(presenter.search)
        self.search.left_down.connect(self._to_table)
        columns: tuple[Column[ShipmentLine], ...] = (
            Column("order", tr("Order"), lambda r: r.number, strong=True, second=lambda r: r.recipient,
                   struck=lambda r: r.is_void),
            Column("service", tr("Service"), lambda r: r.service, width=216, second=lambda r: r.tracking,
                   struck=lambda r: r.is_void),
            Column("price", tr("Price"), lambda r: r.price, width=112, align=Align.RIGHT, second=lambda r: r.day,
                   struck=lambda r: r.is_void),
            Column("state", tr("State"), lambda r: r.chip.text, width=180, chip=lambda r: r.chip),
        )  # fmt: skip
        self.model = PagedModel[ShipmentLine, str](columns, presenter.app.runner)
        self.table = DataTable[ShipmentLine](kit, self.model, tr("Shipments"), row_px=_ROW_PX)
        self.table.moved.connect(lambda _row: self._chosen())
        self.model.counted.connect(self._counted)
        self.model.failed.connect(self._failed)
        self.model.dataChanged.connect(lambda *_: self._came())
        self._states = StateStack(kit, self.table, inset=16)

    def _build_side(self) -> None:
        kit, tr, presenter = self.kit, self.kit.tr, self._presenter
        self.detail = DetailCard(kit)
        self.detail.copied.connect(presenter.copied)
        self.detail.order_asked.connect(presenter.open_order)
        self.detail.reprint_asked.connect(lambda: presenter.ask(Question.REPRINT))
        self.detail.void_asked.connect(lambda: presenter.ask(Question.VOID))
        self.detail.replace_asked.connect(presenter.replace_label)
        self.detail.export_asked.connect(self._ask_file)
        self.detail.seen.connect(presenter.seen_on_paper)
        self.detail.missed.connect(presenter.never_came_out)
        self._nothing = Card(kit)
        words = Label(kit, tr("Choose a label in the table to see it here."), tone=Tone.NEUTRAL, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.add(words, 1)
        self._side = QStackedWidget()
        self._side.addWidget(self._nothing)
        self._side.addWidget(self.detail)

    # What the presenter asks

    def show_shipments(self, view: ShipmentsView) -> None:
        """See `ShipmentsScreen`."""
        if self.search.text().strip() != view.searched and not self.search.hasFocus():
            self.search.setText(view.searched)
        if view.detail is not None:
            self.detail.show_detail(view.detail)
        if self._question is not None and self._question.view != view.ask:
            self._side.removeWidget(self._question)
            self._question.deleteLater()
            self._question = None
            self.table.setFocus()
        if view.ask is not None and self._question is None:
            self._question = QuestionCard(self.kit, view.ask)
            self._question.answered.connect(self._presenter.answer)
            self._question.cancelled.connect(self._presenter.cancel_question)
            self._question.scanned.connect(self._scanned)
            self._side.addWidget(self._question)
            self._side.setCurrentWidget(self._question)
            self._question.take_focus()
        elif view.ask is None:
            self._side.setCurrentWidget(self.detail if view.detail is not None else self._nothing)

    def show_table(self, text: str) -> None:
        """See `ShipmentsScreen`."""
        self._states.show_loading()
        services = self._presenter.app.services
        self.model.set_source(ShipmentBlocks(services, text, self._presenter.line))

    def reload_table(self) -> None:
        """See `ShipmentsScreen`."""
        self.model.reload()

    def go_to_row(self, number: int) -> None:
        """See `ShipmentsScreen`; a row that is not counted yet is gone to when it is."""
        self._to_row = number
        if number < self.model.rowCount():
            self._to_row = -1
            self.table.go_to(number)

    def open_replace(self, presenter: ReplacePresenter) -> None:
        """See `ShipmentsScreen`."""
        from ui.pages.shipments.replacing.dialog import open_dialog  # when it is first wanted

        open_dialog(self.kit, self.window(), presenter)

    def open_recording(self, opening: Opening) -> None:
        """See `ShipmentsScreen`."""
        from ui.pages.recording.dialog import open_dialog  # when it is first wanted

        open_dialog(self._presenter.app, self.kit, self.window(), opening)

    # What the table says

    def _counted(self, count: int) -> None:
        self._count = count
        if count:
            self._states.show_content()
        else:
            self._states.show_empty(self._empty())
        if 0 <= self._to_row < count:
            self.go_to_row(self._to_row)
        elif count and not self.table.currentIndex().isValid() and not self._presenter.state.label:
            self.table.go_to(0)

    def _empty(self) -> EmptyState:
        kit, tr = self.kit, self.kit.tr
        if self._presenter.state.text:
            return EmptyState(
                kit, Ico.SEARCH, tr("Nothing found"), tr("No label matches this text. Type fewer characters.")
            )
        bench = Button(kit, tr("To the bench"), icon=Ico.SCAN_BARCODE)
        bench.clicked.connect(lambda: self._presenter.app.go_to("bench"))
        return EmptyState(kit, Ico.TRUCK, tr("No labels yet"), tr("Labels appear here once they are bought."), bench)

    def _failed(self, error: StationError) -> None:
        self._states.show_error(explain(self.kit.tr, error), self.model.reload)

    def _came(self) -> None:
        """Rows came: the current one may be among them."""
        if not self._presenter.state.label:
            self._chosen()

    def _chosen(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self._presenter.choose(line.label)

    def _to_table(self) -> None:
        if self._count:
            self.table.setFocus()
            self.table.go_to(max(0, self.table.currentIndex().row()))

    def _ask_file(self, kind: ExportKind) -> None:
        detail = self._presenter.view.detail
        if detail is None:
            return
        name = f"{detail.file_stem}.{kind.language}"
        ask_save(self.kit, self, self.kit.tr("Export the label"), name, partial(self._presenter.export, kind))

    # What people press

    def entered(self) -> None:
        """The page is shown."""
        self._presenter.entered()
        if not self.table.hasFocus():
            self.search.setFocus()

    def focus_scan(self) -> None:
        """F2: what is scanned here is searched for."""
        self.search.setFocus()
        self.search.selectAll()

    def _scanned(self, text: str) -> None:
        """A scan that went into a reason: it is searched for, and the question is over."""
        self._presenter.cancel_question()
        self.search.setFocus()
        self.search.setText(text)
        self.search.selectAll()
        self._presenter.search(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits that nothing else took belong to the search: a scan answers no question."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not plain and event.text().isprintable() and event.text().strip():
            self.focus_scan()
            self.search.insert(event.text())
            return
        super().keyPressEvent(event)

    def escape(self) -> bool:
        """Esc: the question, then the search."""
        if self.search.text() and self._presenter.state.question is None:
            self.search.clear()
            self._presenter.search("")
            return True
        return self._presenter.escape()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page."""
        tr = self.kit.tr
        return (
            KeyLine("F9", tr("Print the chosen label again, with a reason")),
            KeyLine("F8", tr("Void the chosen label")),
            KeyLine(self.kit.key_text("Ctrl+Shift+R"), tr("Replace the chosen label: void it and buy another")),
            KeyLine("Ctrl+E", tr("Export the chosen label to a file")),
            KeyLine("Ctrl+C", tr("Copy the chosen rows")),
        )
