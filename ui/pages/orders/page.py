"""The Orders page: the list with its panel, and two sheets over it, import and batch.

Rooms: orders, shipments, wallet, printing.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.app_context import App
from ui.icon_names import Ico
from ui.pages.orders.dialogs import AddressDialog, MeasuresDialog, ReasonDialog, ServiceDialog
from ui.pages.orders.importing.sheet import ImportSheet
from ui.pages.orders.list_pane import ListPane
from ui.pages.orders.presenter import PAGE, OrdersPresenter
from ui.pages.orders.rows import Act, Pane
from ui.pages.orders.shipping.sheet import ShipSheet
from ui.theme import TextStyle
from ui.views import KeyLine
from ui.widgets.files import ask_open
from ui.widgets.kit import Kit
from ui.widgets.page import Page, PageSpec
from ui.widgets.paint import faded, rounded

_PATTERNS = "*.csv *.txt *.tsv *.tab"


def make_spec(app: App) -> PageSpec:
    """The page as the window is given it."""
    presenter = OrdersPresenter(app)
    return PageSpec(PAGE, lambda tr: tr("Orders"), Ico.CLIPBOARD_LIST, lambda kit: OrdersPage(kit, presenter))


class OrdersPage(Page):
    """Draws what the presenter has; a file dropped anywhere on it is looked at."""

    def __init__(self, kit: Kit, presenter: OrdersPresenter) -> None:
        super().__init__(kit)
        self._presenter, self._app = presenter, presenter.app
        self.setAccessibleName(kit.tr("Orders"))
        self.setAcceptDrops(True)
        self.list = ListPane(kit, presenter, self.ask_file, self.act)
        self.sheet = ImportSheet(kit, presenter.importing, self.ask_file)
        self.batch = ShipSheet(kit, presenter.shipping, self._wallet_name, lambda: self._app.startup.is_done)
        self._panes = QStackedWidget()
        for pane in (self.list, self.sheet, self.batch):
            self._panes.addWidget(pane)
        self.add(self._panes, 1)
        self._veil = _Veil(kit, self)
        leave = presenter.listeners.join(self._draw)
        self.destroyed.connect(lambda _gone: leave())
        self.sheet.draw()
        self.batch.draw()
        self._draw()

    def entered(self) -> None:
        """Look again."""
        self._presenter.load()

    def escape(self) -> bool:
        """Leave a sheet, put the panel away, empty the search."""
        match self._presenter.state.pane:
            case Pane.LIST:
                return self.list.escape()
            case Pane.IMPORT:
                self._presenter.importing.close()
            case Pane.SHIP:
                self._presenter.shipping.close()
        return True

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page."""
        tr = self.kit.tr
        return (
            KeyLine("Enter", tr("Take the chosen order to the bench")),
            KeyLine("Shift+Down", tr("Choose several orders")),
            KeyLine("Esc", tr("Close the panel or the sheet")),
        )

    def _draw(self) -> None:
        panes = {Pane.LIST: self.list, Pane.IMPORT: self.sheet, Pane.SHIP: self.batch}
        self._panes.setCurrentWidget(panes[self._presenter.state.pane])
        self.list.draw()

    def _wallet_name(self, wallet: str) -> str:
        return next((one.name for one in self._presenter.wallets if one.id == wallet), wallet)

    # What the person does

    def ask_file(self) -> None:
        """Ask for an order file."""
        tr = self.kit.tr
        ask_open(
            self.kit, self, tr("Choose an order file"), [(tr("Orders"), _PATTERNS), (tr("All files"), "*")],
            self._presenter.import_file,
        )  # fmt: skip

    def act(self, act: Act) -> None:
        """A button of the panel."""
        facts, mending = self._presenter.state.detail, self._presenter.mending
        if facts is None:
            return
        kit, tr, over, order = self.kit, self.kit.tr, self.window(), facts.order
        reason = partial(ReasonDialog, kit, over)
        match act:
            case Act.EDIT_ADDRESS:
                AddressDialog(kit, over, order.ship_to, mending.check_address, mending.change_address).show_over()
            case Act.EDIT_MEASURES:
                now, units = (order.weight, order.dims), self._presenter.units
                MeasuresDialog(kit, over, now, units, mending.change_measures).show_over()
            case Act.EDIT_SERVICE:
                asked, catalogue = (order.carrier, order.service), self._app.services.catalogue
                ServiceDialog(kit, over, catalogue, self._presenter.wallets, asked, mending.change_service).show_over()
            case Act.USE_AS_IS:
                note = tr("The address stays as it is, although the tables disagree.")
                reason(tr("Use as is"), note, tr("Use as is"), mending.use_as_is).show_over()
            case Act.HOLD:
                note = tr("It is not shipped until somebody releases it.")
                reason(tr("Hold order {number}", number=order.number), note, tr("Hold"), mending.hold).show_over()
            case Act.RELEASE:
                note = tr("The reason given by a person or the shop is lifted.")
                title = tr("Release order {number}", number=order.number)
                reason(title, note, tr("Release", context="verb"), mending.release).show_over()
            case Act.CANCEL:
                note = tr("It leaves the list; importing it again does not bring it back. It can be reopened.")
                title = tr("Cancel order {number}", number=order.number)
                reason(title, note, tr("Cancel the order"), mending.cancel, stay=tr("Keep it")).show_over()
            case Act.REOPEN | Act.BENCH | Act.SHIPMENT:
                self._presenter.act(act)

    # A file is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file comes: say what happens when it is let go."""
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self._veil.show_over()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at it."""
        self._veil.hide()
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self._presenter.import_file(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The veil covers the page."""
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is dragged, or None."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class _Veil(QWidget):
    """Over the page while a file hovers."""

    def __init__(self, kit: Kit, page: QWidget) -> None:
        super().__init__(page)
        self._kit, self._page = kit, page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self) -> None:
        """Cover the page."""
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame in the accent and what will happen."""
        painter = QPainter(self)
        look = self._kit.look
        painter.fillRect(self.rect(), faded(QColor(look.palette.page), 0.9))
        inset = float(look.px(24))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        rounded(painter, box, look.px(16), QColor(look.palette.accent_tint), QColor(look.palette.accent), 2.0)
        painter.setFont(look.font(TextStyle.TITLE))
        painter.setPen(QColor(look.palette.text))
        words = self._kit.tr("Drop to check this file. Nothing is written yet.")
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
