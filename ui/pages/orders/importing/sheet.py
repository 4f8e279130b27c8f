"""The import sheet: what the file is, what would happen to each of its rows, and the button that does it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from core.orders.errors import EncodingUnknown
from core.orders.report import ImportReport, Notice
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.orders.head import PaneHead, back_button
from ui.pages.orders.importing.file_card import FileCard, encoding_box
from ui.pages.orders.importing.lists import ListsCard, drawn_from
from ui.pages.orders.importing.mapping_sheet import MappingSheet
from ui.pages.orders.importing.presenter import ImportPresenter
from ui.pages.orders.importing.report_view import notice_words
from ui.pages.orders.importing.rows import ImportState, Stage
from ui.pages.redrawing import drop
from ui.widgets.buttons import Button, Kind
from ui.widgets.files import ask_save
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, column, holder, row
from ui.widgets.states import EmptyState, ErrorPanel, Skeleton


class ImportSheet(QWidget):
    """Draws what the presenter has; nothing is written before Import is pressed."""

    def __init__(self, kit: Kit, presenter: ImportPresenter, ask_file: Callable[[], None]) -> None:
        super().__init__()
        tr = kit.tr
        self._kit, self._presenter, self._ask_file = kit, presenter, ask_file
        self._drawn: object = None
        back = back_button(kit)
        back.clicked.connect(presenter.close)
        self._head = PaneHead(kit, tr("Import orders"), "", back)
        self.save = Button(kit, tr("Save the refused rows…"), icon=Ico.FILE_DOWN)
        self.save.clicked.connect(self._ask_where)
        self.columns = Button(kit, tr("Columns…"), icon=Ico.SLIDERS_HORIZONTAL)
        self.columns.clicked.connect(presenter.map_columns)
        self.cancel = Button(kit, tr("Cancel"))
        self.cancel.clicked.connect(presenter.close)
        self.action = Button(kit, tr("Import"), Kind.PRIMARY, icon=Ico.CHECK)
        self.action.clicked.connect(presenter.commit)
        for button in (self.save, self.columns, self.cancel, self.action):
            self._head.add_action(button)
        self._stack = QStackedWidget()
        whole = column(kit, gap=16)
        whole.addWidget(self._head)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        leave = presenter.listeners.join(self.draw)
        self.destroyed.connect(lambda _gone: leave())

    def draw(self) -> None:
        """Show what the presenter has, as far as it changed."""
        state = self._presenter.state
        self._draw_head(state)
        self._head.arrange()
        if state == self._drawn:
            return
        self._drawn = state
        current = self._stack.currentWidget()
        if state.stage is Stage.MAPPING and isinstance(current, MappingSheet) and current.look is state.look:
            current.refresh()
            return
        if state.stage is Stage.LOOKING and isinstance(current, _Preview) and state.report is not None:
            current.show_state(state, state.report)
            return
        shown = self._body(state)
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            drop(old)
        self._stack.addWidget(shown)

    def _draw_head(self, state: ImportState) -> None:
        tr, presenter = self._kit.tr, self._presenter
        report, looking = state.report, state.stage is Stage.LOOKING
        note = tr("Nothing is written until you press Import.")
        if state.stage is Stage.WRITING:
            note = tr("Writing, all or nothing…")
        elif looking and report is not None and report.same and not presenter.wanted() and not state.conflicts:
            note = tr("Nothing to import: everything usable in it is already here.")
        self._head.set_words(state.name or tr("Import orders"), note)
        self.save.setVisible(looking and report is not None and bool(report.refused))
        self.columns.setVisible(looking and report is not None and bool(report.rows))
        self.cancel.setVisible(state.stage not in (Stage.WRITING, Stage.MAPPING))
        wanted = presenter.wanted()
        self.action.setVisible(state.stage in (Stage.LOOKING, Stage.WRITING) and wanted + len(state.answers) > 0)
        if state.stage is Stage.WRITING:
            self.action.set_text(tr("Importing…"))
            self.action.setEnabled(False)
            return
        self.action.set_text(tr.n("Import {n} order", "Import {n} orders", wanted))
        reason = tr("First confirm that the characters are right.") if presenter.needs_yes() else None
        self.action.forbid(reason)
        if reason is None:
            self.action.setEnabled(presenter.can_import())

    def _body(self, state: ImportState) -> QWidget:
        match state.stage:
            case Stage.READING | Stage.WRITING:
                return Skeleton(self._kit)
            case Stage.MAPPING:
                return MappingSheet(self._kit, self._presenter)
            case Stage.FAILED:
                return self._failed(state)
            case Stage.LOOKING:
                assert state.report is not None
                return self._preview(state, state.report)

    def _failed(self, state: ImportState) -> QWidget:
        assert state.error is not None
        kit = self._kit
        whole = column(kit, gap=16)
        whole.addWidget(ErrorPanel(kit, explain(kit.tr, state.error), self._presenter.look_again))
        if isinstance(state.error, EncodingUnknown):
            whole.addLayout(row(kit, encoding_box(kit, state.encoding, self._presenter.choose_encoding), 1))
        other = Button(kit, kit.tr("Choose another file…"), icon=Ico.FILE_UP)
        other.clicked.connect(self._ask_file)
        whole.addLayout(row(kit, other, 1))
        whole.addStretch(1)
        return holder(whole)

    def _preview(self, state: ImportState, report: ImportReport) -> QWidget:
        kit = self._kit
        if report.notice is not Notice.NONE:
            other = Button(kit, kit.tr("Choose another file…"), icon=Ico.FILE_UP)
            other.clicked.connect(self._ask_file)
            return EmptyState(
                kit, Ico.FILE_TEXT, kit.tr("Nothing to import"), notice_words(kit.tr, report.notice), other
            )
        both = Columns(kit.px(16), (5, 7))
        both.addWidget(FileCard(kit, self._presenter, state, report))
        both.addWidget(ListsCard(kit, self._presenter, state, report))
        return holder(both)

    def _ask_where(self) -> None:
        title = self._kit.tr("Save the refused rows")

        def save(path: Path) -> None:
            self._presenter.save_refused(path)

        ask_save(self._kit, self, title, self._presenter.refused_name(), save)


class _Preview(QWidget):
    """File card and lists; the lists stay where they are when an answer changes only the counts."""

    def __init__(self, kit: Kit, presenter: ImportPresenter, state: ImportState, report: ImportReport) -> None:
        super().__init__()
        self._kit, self._presenter = kit, presenter
        self._both = Columns(kit.px(16), (5, 7))
        self._file = FileCard(kit, presenter, state, report)
        self._lists = ListsCard(kit, presenter, state, report)
        self._both.addWidget(self._file)
        self._both.addWidget(self._lists)
        self.setLayout(self._both)

    def show_state(self, state: ImportState, report: ImportReport) -> None:
        """Show another preview of the same file."""
        while self._both.takeAt(0) is not None:
            pass
        drop(self._file)
        self._file = FileCard(self._kit, self._presenter, state, report)
        if self._lists.drawn != drawn_from(state, report):
            drop(self._lists)
            self._lists = ListsCard(self._kit, self._presenter, state, report)
        else:
            self._lists.refresh(state)
        self._both.addWidget(self._file)
        self._both.addWidget(self._lists)
