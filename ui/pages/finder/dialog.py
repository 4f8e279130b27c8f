"""The finder's window: one box, what it finds below, Enter goes there."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.app_context import App
from ui.pages.finder.presenter import FinderPresenter
from ui.pages.finder.rows import Found
from ui.widgets.data_table import DataTable
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import SearchBox
from ui.widgets.kit import Kit
from ui.widgets.tables import Column, TableModel
from ui.widgets.text import Label

_WIDTH_PX, _TABLE_PX, _ROW_PX = 720, 372, 52
_AROUND_PX = 264  # title, box and answers


class FinderDialog(Dialog):
    """Orders, labels, pages."""

    def __init__(self, kit: Kit, parent: QWidget, app: App, pages: Sequence[tuple[str, str]]) -> None:
        tr = kit.tr
        super().__init__(kit, parent, tr("Find anything"), width=_WIDTH_PX)
        self.presenter = FinderPresenter(app, pages, self._show_found)
        self.search = SearchBox(kit, tr("Order, name, city, tracking number or page"))
        self.search.searched.connect(self._searched)
        self.search.left_down.connect(self._to_table)
        columns: tuple[Column[Found], ...] = (
            Column("name", tr("Name"), lambda r: r.name, strong=True, second=lambda r: r.below),
            Column("kind", tr("Kind"), lambda r: r.chip.text, width=144, chip=lambda r: r.chip),
        )
        self.model = TableModel[Found](columns)
        self.table = DataTable[Found](kit, self.model, tr("Found"), row_px=_ROW_PX)
        self.table.horizontalHeader().hide()
        room = self.most().height() - kit.px(_AROUND_PX)  # what is found scrolls, not the box above it
        self.table.setFixedHeight(max(kit.px(2 * _ROW_PX), min(kit.px(_TABLE_PX), room)))
        self.table.opened.connect(self._open)
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self._nothing = Label(kit, tr("Nothing matches this text."))
        self._nothing.hide()
        self._text, self._fresh = "", False
        self.add(self.search)
        self.add(self._nothing)
        self.add(self.table)
        self.add_cancel()
        self.presenter.search("")

    def _searched(self, text: str) -> None:
        """A text that was searched already and is entered again is a wish to go to the first thing found."""
        if text == self._text and text and self._fresh and self.model.rowCount():
            self._open(0)
            return
        self._text, self._fresh = text, False
        self.presenter.search(text)

    def _show_found(self, found: tuple[Found, ...]) -> None:
        self._fresh = True
        self.model.set_rows(found)
        self._nothing.setVisible(not found)

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            self.table.go_to(0)

    def _open(self, number: int) -> None:
        found = self.model.row(number)
        if found is not None:
            self.accept()
            self.presenter.open(found)


def open_dialog(app: App, kit: Kit, parent: QWidget, pages: Sequence[tuple[str, str]]) -> FinderDialog:
    """Open the finder over the window; `pages` are keys and titles."""
    dialog = FinderDialog(kit, parent, app, pages)
    dialog.show_over()
    return dialog
