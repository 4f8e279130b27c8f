"""The bench's widgets: they show a `BenchView` and pass on what was scanned, typed and pressed."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from core.i18n import Tr
from ui.app_context import App
from ui.icon_names import Ico
from ui.pages.bench.cards import Notices, OrderCard, side_by_side
from ui.pages.bench.label_card import LabelCard
from ui.pages.bench.order_list import OrderList
from ui.pages.bench.presenter import BenchPresenter
from ui.pages.bench.recent_strip import RecentStrip
from ui.pages.bench.rows import BenchView
from ui.pages.bench.work_panel import WorkPanel
from ui.pages.recording.opening import Opening
from ui.views import KeyLine
from ui.widgets.fields import ScanBox
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder
from ui.widgets.page import Page, PageSpec
from ui.widgets.question_card import QuestionCard

_NARROW_MS = 250


def make_spec(app: App) -> PageSpec:
    """The bench, for the window."""
    presenter = BenchPresenter(app)
    return PageSpec("bench", _title, Ico.SCAN_BARCODE, lambda kit: BenchPage(kit, presenter, app))


def _title(tr: Tr) -> str:
    return tr("Bench")


class BenchPage(Page):
    """Left the order, right what is done with it, below the last labels."""

    def __init__(self, kit: Kit, presenter: BenchPresenter, app: App) -> None:
        super().__init__(kit)
        self.setAccessibleName(kit.tr("Bench"))
        self._presenter, self._app = presenter, app
        self._view: BenchView | None = None
        self._units_shown: object = None
        self._question: QuestionCard | None = None
        self._narrow = QTimer(self, singleShot=True, interval=_NARROW_MS)
        self._narrow.timeout.connect(lambda: presenter.narrow(self.scan.text()))
        self._build_left()
        self._build_right()
        self.recent = RecentStrip(kit)
        self.recent.opened.connect(lambda label: app.go_to("shipments", label))
        self.recent.reprint_pressed.connect(presenter.ask_reprint)
        self.recent.void_pressed.connect(presenter.ask_void)
        self.add(side_by_side(kit, self._left, self._right), 1)
        self.add(self.recent)
        self.own_focus(self.scan)
        self.destroyed.connect(presenter.attach(self))

    def _build_left(self) -> None:
        kit, tr, presenter = self.kit, self.kit.tr, self._presenter
        self.scan = ScanBox(kit, tr("Order or tracking number"))
        self.scan.scanned.connect(presenter.scan)
        self.scan.confirmed.connect(self._confirm)
        self.scan.installEventFilter(self)
        self.scan.textEdited.connect(lambda _text: self._narrow.start())
        self.notices = Notices(kit, presenter.act)
        self.orders = OrderList(kit, presenter)
        self.order = OrderCard(kit)
        self.order.hold_pressed.connect(presenter.ask_hold)
        self._stack = QStackedWidget()
        for widget in (self.orders, self.order):
            self._stack.addWidget(widget)
        layout = column(kit, gap=12)
        layout.addWidget(self.scan)
        layout.addWidget(self.notices)
        layout.addWidget(self._stack, 1)
        self._left = holder(layout)

    def _build_right(self) -> None:
        kit, presenter = self.kit, self._presenter
        self.work = WorkPanel(kit)
        self.work.measured.connect(presenter.measured)
        self.work.typed_scan.connect(self._scanned_elsewhere)
        self.work.left.connect(self.focus_scan)
        self.work.chosen.connect(presenter.choose)
        self.work.unit_chosen.connect(presenter.weight_unit)
        self.work.buy_pressed.connect(self._buy)
        self.work.acted.connect(presenter.act)
        self.label = LabelCard(kit)
        self._side = QStackedWidget()
        self._side.addWidget(self.work)
        self._side.addWidget(self.label)
        self._right = self._side

    # Showing

    def show_bench(self, view: BenchView) -> None:
        """See `BenchScreen`."""
        before, self._view = self._view, view
        self.notices.show_notices(view.notices)
        self.orders.show_list(view)
        if view.order is not None and (before is None or before.order != view.order):
            self.order.show_order(view.order)
        self._stack.setCurrentWidget(self.order if view.order else self.orders)
        if view.units is not None and view.units != self._units_shown:
            self._units_shown = view.units
            self.work.set_units(view.units)
        if view.work is not None:
            self.work.show_work(view.work)
        self.label.show_label(view.panel)
        self._show_question(view)
        self.recent.show_recent(view.recent)
        of_order = view.panel is not None and view.panel.of_order
        self.recent.show_keys(reprint=view.reprint, void=view.void, of_order=of_order)

    def _show_question(self, view: BenchView) -> None:
        if self._question is not None and self._question.view != view.ask:
            self._side.removeWidget(self._question)
            self._question.deleteLater()
            self._question = None
            self.focus_scan()
        if view.ask is not None and self._question is None:
            self._question = QuestionCard(self.kit, view.ask)
            self._question.answered.connect(self._presenter.answer)
            self._question.cancelled.connect(self._presenter.cancel_question)
            self._question.scanned.connect(self._scanned_elsewhere)
            self._side.addWidget(self._question)
            self._side.setCurrentWidget(self._question)
            self._question.take_focus()
        elif view.ask is None:
            self._side.setCurrentWidget(self.work if view.work is not None else self.label)

    def focus_weight(self) -> None:
        """See `BenchScreen`."""
        self.work.weight.input.setFocus()

    def flush(self) -> None:
        """See `BenchScreen`."""
        self.work.flush()

    def open_recording(self, opening: Opening) -> None:
        """See `BenchScreen`."""
        from ui.pages.recording.dialog import open_dialog  # when it is first wanted

        open_dialog(self._app, self.kit, self.window(), opening)

    # Passing on

    def entered(self) -> None:
        """The page is shown: read what there is."""
        self._presenter.load()

    def _confirm(self) -> None:
        self.work.flush()
        self._presenter.confirm()

    def _buy(self) -> None:
        self.work.flush()
        self._presenter.buy()

    def _scanned_elsewhere(self, text: str) -> None:
        self.focus_scan()
        self._presenter.scan(text)

    def escape(self) -> bool:
        """Esc: what is typed, then what is asked, then the order."""
        self._narrow.stop()
        if self.scan.text():
            self.scan.clear()
            self._presenter.narrow("")
            return True
        done = self._presenter.escape()
        if done:
            self.focus_scan()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows in the scan box go to the prices of the order in hand, else to the list."""
        if watched is self.scan and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None and self._view is not None and self._view.ask is None:
                if self._view.work is not None:
                    self._presenter.step(by)
                elif self._view.order is None:
                    self.orders.take_focus()
                return True
        return super().eventFilter(watched, event)

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the bench."""
        tr, enter = self.kit.tr, self.kit.key_text("Enter")
        return (
            KeyLine(enter, tr("Buy and print what the button says, from the empty scan box")),
            KeyLine("↓ ↑", tr("Choose an order, or a price")),
            KeyLine("F6", tr("Next box size")),
            KeyLine("F7", tr("Hold the order, with a reason")),
            KeyLine("F9", tr("Reprint the last label")),
            KeyLine("F8", tr("Void the last label")),
        )
