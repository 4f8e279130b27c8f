"""The chosen label: its picture, what it is, its copies, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from ui.icon_names import Ico
from ui.pages.redrawing import empty
from ui.pages.shipments.rows import DetailView, ExportKind, JobLine
from ui.pictures import LabelPicture
from ui.theme import TextStyle
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Facts
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.label_preview import LabelPreview
from ui.widgets.layouts import FlowLayout, column, holder, row
from ui.widgets.page import scrolled
from ui.widgets.states import copy_text
from ui.widgets.text import Label, rule

_PREVIEW_PX = (132, 198)


class DetailCard(Card):
    """Says what was pressed; decides nothing.

    Signals:
        copied: The number was put on the clipboard.
        order_asked: To the order.
        reprint_asked: F9.
        void_asked: F8.
        replace_asked: Ctrl+Shift+R.
        export_asked: Carries an `ExportKind`.
        seen: A copy is in somebody's hand; carries its job.
        missed: A copy did not come out; carries its job.
    """

    copied = Signal()
    order_asked = Signal()
    reprint_asked = Signal()
    void_asked = Signal()
    replace_asked = Signal()
    export_asked = Signal(object)
    seen = Signal(str)
    missed = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, padding=16, gap=12)
        self._kit = kit
        self._view: DetailView | None = None
        self._picture: LabelPicture | None = None
        self._jobs_shown: tuple[JobLine, ...] | None = None
        self._build_head()
        self._build_middle()
        self._build_actions()

    def _build_head(self) -> None:
        kit, tr = self._kit, self._kit.tr
        self._tracking = Label(kit, "", TextStyle.HEADING, selectable=True)
        self.copy = Button(kit, "", Kind.GHOST, icon=Ico.COPY, size=Size.SMALL, name=tr("Copy the number"))
        self.copy.clicked.connect(self._copy)
        self.page = Button(kit, "", Kind.GHOST, icon=Ico.EXTERNAL_LINK, size=Size.SMALL, name=tr("Track it on the web"))
        self.page.clicked.connect(self._open_page)
        head = row(kit, gap=4)
        head.addWidget(self._tracking, 1)
        head.addWidget(self.copy)
        head.addWidget(self.page)
        self.add(head)

    def _build_middle(self) -> None:
        kit, tr = self._kit, self._kit.tr
        self._chips = FlowLayout(kit.px(6))
        self.preview = LabelPreview(kit)
        self.preview.setFixedSize(kit.px(_PREVIEW_PX[0]), kit.px(_PREVIEW_PX[1]))
        self._facts = Facts(kit)
        self._jobs = column(kit, gap=8)
        self._actions = column(kit, gap=8)
        top = row(kit, gap=16)
        top.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._actions, 1)
        below = column(kit, gap=12)
        below.addWidget(self._facts)
        below.addWidget(Label(kit, tr("Copies"), TextStyle.STRONG))
        below.addLayout(self._jobs)
        below.addStretch(1)
        self.add(holder(self._chips))
        self.add(top)
        self.add(rule())
        self.add(scrolled(below, kit.px(96)), 1)

    def _build_actions(self) -> None:
        kit, tr = self._kit, self._kit.tr
        self.reprint = Button(kit, tr("Reprint…"), icon=Ico.PRINTER, keys="F9")
        self.void = Button(kit, tr("Void…"), icon=Ico.BAN, keys="F8")
        self.replace = Button(kit, tr("Replace…"), icon=Ico.ARROW_LEFT_RIGHT, keys="Ctrl+Shift+R")
        self.export = Button(kit, tr("Export…"), icon=Ico.FILE_DOWN, keys="Ctrl+E")
        self.order = Button(kit, tr("Open the order"), icon=Ico.CLIPBOARD_LIST)
        self.reprint.clicked.connect(self.reprint_asked)
        self.void.clicked.connect(self.void_asked)
        self.replace.clicked.connect(self.replace_asked)
        self.order.clicked.connect(self.order_asked)
        self.export.clicked.connect(self._open_menu)
        self.menu = QMenu(self)
        for kind, words in (
            (ExportKind.ZPL, tr("ZPL file")),
            (ExportKind.EPL, tr("EPL file")),
            (ExportKind.PDF, tr("PDF, 4 × 6 in")),
            (ExportKind.PDF_LETTER, tr("PDF on a Letter sheet")),
        ):
            self.menu.addAction(words).triggered.connect(lambda _on=False, k=kind: self.export_asked.emit(k))
        for button in (self.reprint, self.void, self.replace, self.export, self.order):
            self._actions.addWidget(button)
        self._actions.addStretch(1)

    def show_detail(self, view: DetailView) -> None:
        """Show this label."""
        self._view = view
        self._tracking.setText(view.tracking)
        font = self._kit.look.font(TextStyle.HEADING)
        font.setStrikeOut(view.is_void)
        self._tracking.setFont(font)
        self.page.setVisible(bool(view.page))
        self._show_chips(view.chips)
        self._facts.set_lines(view.facts)
        if view.picture is None:
            self._picture = None
            self.preview.clear(view.picture_words)
        elif view.picture is not self._picture:
            self._picture = view.picture
            self.preview.set_image(view.picture.image, view.picture.media_um)
        if view.jobs != self._jobs_shown:
            self._show_jobs(view.jobs)
        self.reprint.set_text(view.reprint_words)
        self.reprint.forbid(view.reprint)
        self.void.forbid(view.void)
        self.replace.forbid(view.replace)
        self.export.forbid(view.export)

    def _show_chips(self, chips: Sequence[ChipView]) -> None:
        empty(self._chips)
        for chip in chips:
            self._chips.addWidget(Chip(self._kit, chip))

    def _show_jobs(self, jobs: tuple[JobLine, ...]) -> None:
        self._jobs_shown = jobs
        empty(self._jobs)
        kit, tr = self._kit, self._kit.tr
        if not jobs:
            self._jobs.addWidget(Label(kit, tr("Never sent to a printer."), TextStyle.BODY, Tone.NEUTRAL))
        for job in reversed(jobs):
            self._jobs.addWidget(self._job(job))

    def _job(self, job: JobLine) -> QWidget:
        kit, tr = self._kit, self._kit.tr
        lines = column(kit, gap=6)
        head = row(kit, gap=8)
        head.addWidget(Label(kit, job.text, TextStyle.BODY, wrap=True), 1)
        head.addWidget(Chip(kit, job.chip), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        if job.can_decide:
            seen = Button(kit, tr("Mark as printed"), icon=Ico.CHECK, size=Size.SMALL)
            missed = Button(kit, tr("It did not come out"), size=Size.SMALL)
            seen.clicked.connect(lambda: self.seen.emit(job.job))
            missed.clicked.connect(lambda: self.missed.emit(job.job))
            flow = FlowLayout(kit.px(8))
            flow.addWidget(seen)
            flow.addWidget(missed)
            lines.addWidget(holder(flow))
        return holder(lines)

    def _copy(self) -> None:
        if self._view is not None:
            copy_text(self._view.copied)
            self.copied.emit()

    def _open_page(self) -> None:
        if self._view is not None:
            QDesktopServices.openUrl(QUrl(self._view.page))

    def _open_menu(self) -> None:
        self.menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height())))
