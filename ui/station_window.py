"""The running window: lanes, printers' threads, pages, watching; the doors that pages are given.

Nothing is bought before what the last run left open is settled (`ui/startup.py`).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.i18n import Tr, translator
from core.money import Money
from core.people.records import Proofs
from core.services import Services
from core.topics import Topic
from printers.spool import JobEnded, News, RunBroke, RunEnded, ThreadSpool, trouble
from ui.app_context import App
from ui.appearance import keep_appearance, stored_appearance
from ui.bar import TOPICS as BAR_TOPICS
from ui.bar import BarPresenter, Need
from ui.crash import CrashDesk, CrashDialog
from ui.duty_timer import DutyTimer
from ui.fault_log import write_fault
from ui.main_window import Hooks, MainWindow
from ui.messages_base import word
from ui.messages_reasons import PRINT_REASONS
from ui.pages.rail import page_specs, read_ahead
from ui.pages.welcome.dialog import make_welcome
from ui.people.asking import Ask
from ui.people.seat import Seat
from ui.runner import QtRunner
from ui.running import Lane
from ui.startup import StartUp
from ui.theme import load_world_fonts
from ui.views import Appearance, BarView, Tone
from ui.watching import Watching

WELCOME = "welcome"
_WATCH_MS = 1000
_AGE_TICKS = 20
_CLOSE_S = 10.0


class _Bridge(QObject):
    """Brings news of the printers' threads to the window's."""

    told = Signal(object)

    def __init__(self, take: Callable[[News], None]) -> None:
        super().__init__()
        self._take = take
        self.told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _pass_on(self, news: News) -> None:
        self._take(news)


class StationWindow:
    """The running window: implements `ui.app_context.WindowDoors`.

    Attributes:
        app: What the pages were given.
        window: The main window.
        runner: The lanes.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._appearance = stored_appearance(services)
        self._window: MainWindow | None = None
        self._ticks = 0
        self._reading = read_ahead()
        self.crash = CrashDesk(write_fault, self._show_fault)
        self.runner = QtRunner(self.crash.report)
        self._bridge = _Bridge(self._take_news)
        self._spool = ThreadSpool(services.press, self._bridge.told.emit)
        startup = StartUp(services, self.runner)
        self.app = App(services, self.runner, self._spool, startup, self)
        self._bar = BarPresenter(services, self.runner, self._spool, self._show_bar, self.app.heard)
        self._duties = DutyTimer(services, self.runner, self.tr, lambda text: self.notify(Tone.ERROR, text, None))
        self._watching = Watching(services, self.runner, self._topics_moved)
        startup.on_change(self._startup_changed)
        self.seat = Seat(self.app, lambda: self.window, self._seated)
        hooks = Hooks(self.open_buy_postage, self.open_finder, self._appearance_changed, who_works=self.seat.switch)
        self._specs = tuple(page_specs(self.app))
        self._welcome = make_welcome(self.app)
        self.window = MainWindow(self._specs, hooks, self._appearance, self._bar.view(), frame_first=True)
        self._window = self.window
        self._timer = QTimer(self.window, interval=_WATCH_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """The window is there: read the balances, settle what is open, watch."""
        self._bar.load()
        QTimer.singleShot(0, self.window, self._load_fonts)
        self._tell_carrier_files()
        self.app.startup.ask()
        self._welcome.offer(self.window)
        self._timer.start()
        self.seat.begin()

    def _tell_carrier_files(self) -> None:
        """A carrier file of one's own that cannot be used is told once, with the way to its problems."""
        n = len({problem.file for problem in self._services.carrier_problems})
        if n:
            tr = self.tr()
            text = tr.n("{n} carrier file of yours was left out: it has errors.",
                        "{n} carrier files of yours were left out: they have errors.", n)  # fmt: skip
            self.window.lead(Tone.WARN, text, tr("Show them"), lambda: self.go_to("settings", "carriers"))

    def _load_fonts(self) -> None:
        load_world_fonts()
        self.window.update()

    def close(self) -> bool:
        """Let what is in hand finish; False if something still hangs."""
        self._timer.stop()
        self._spool.stop()
        ended = self.runner.close(_CLOSE_S)
        self._spool.close()
        self.window.hide()  # closing it would ask the application to quit, once more
        self.window.deleteLater()
        return ended

    # What pages ask of the window

    def tr(self) -> Tr:
        """See `WindowDoors.tr`."""
        return translator(self._appearance.lang)

    def notify(self, tone: Tone, text: str, undo: Callable[[], None] | None) -> None:
        """See `WindowDoors.notify`."""
        if self._window is not None:
            self._window.say(tone, text, undo)

    def go_to(self, page: str, subject: str) -> None:
        """See `WindowDoors.go_to`; a page that this program does not have is not gone to."""
        if self._window is not None and page == WELCOME:
            self._welcome.open(self._window)
        if self._window is None or all(spec.key != page for spec in self._specs):
            return
        self._window.show_page(page)
        visit = self.app.links.visits.get(page)
        if subject and visit is not None:
            visit(subject)

    def open_buy_postage(self, wallet: str = "", amount: Money | None = None) -> None:
        """See `WindowDoors.open_buy_postage`."""
        if self._window is not None:
            from ui.pages.balance.buy_postage import open_dialog  # when it is first wanted

            open_dialog(self.app, self._window.kit, self._window, wallet, amount)

    def open_finder(self) -> None:
        """Ctrl+K."""
        if self._window is None:
            return
        from ui.pages.finder.dialog import open_dialog  # when it is first wanted

        pages = [(spec.key, spec.title(self.tr())) for spec in self._specs]
        open_dialog(self.app, self._window.kit, self._window, pages)

    def refresh(self) -> None:
        """See `WindowDoors.refresh`."""
        self._watching.check()

    def need(self, wallet: str, price: Money | None) -> None:
        """See `WindowDoors.need`."""
        self._bar.need(Need(wallet, price))

    def appearance(self) -> Appearance:
        """See `WindowDoors.appearance`."""
        return self._appearance

    def change_appearance(self, appearance: Appearance) -> None:
        """See `WindowDoors.change_appearance`."""
        if self._window is not None and appearance != self._appearance:
            self._window.change(appearance)

    def prove(self, ask: Ask, done: Callable[[Proofs], None], dropped: Callable[[], None]) -> None:
        """See `WindowDoors.prove`."""
        self.seat.prove(ask, done, dropped)

    def first_operator(self, done: Callable[[], None]) -> None:
        """See `WindowDoors.first_operator`."""
        self.seat.first(done)

    # What happens to the window

    def _seated(self, services: Services) -> None:
        self._services = self.app.services = services
        self._bar.operator = self.seat.operator
        self._bar.show()

    def _appearance_changed(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self.runner.run(
            lambda: keep_appearance(self._services, appearance), lambda _: None, self.app.notify_error, Lane.DESK
        )

    def _show_bar(self, view: BarView) -> None:
        if self._window is not None:
            self._window.show_bar(view)

    def _tick(self) -> None:
        self._ticks += 1
        next(self._reading, None)
        self._watching.check()
        self._duties.beat()
        self.seat.check_idle()
        if self._ticks % _AGE_TICKS == 0:
            self._bar.show()

    def _topics_moved(self, moved: frozenset[Topic]) -> None:
        if moved & BAR_TOPICS:
            self._bar.load()
        shown = self._window.shown() if self._window is not None else ""
        for page, topics, told in list(self.app.links.watchers):
            if moved & topics and page in ("", shown):
                told()

    def _startup_changed(self) -> None:
        startup = self.app.startup
        if startup.is_done:
            self.runner.run(self._spool.wake_all, lambda _: None, self.app.notify_error, Lane.OUTSIDE)
        elif startup.error is not None:
            self.app.notify_error(startup.error)
        self.refresh()

    def _take_news(self, news: News) -> None:
        match news:
            case JobEnded():
                pass
            case RunEnded(printer=printer, run=run):
                self.app.heard.ran(printer, run)
                if trouble(run):
                    tr = self.tr()
                    reason = word(tr, PRINT_REASONS, trouble(run))
                    self.notify(Tone.ERROR, tr("The printer stopped: {reason}.", reason=reason), None)
                self._bar.load()
            case RunBroke(error=error):
                self.crash.report(error)
                self._bar.load()
        self.refresh()

    def _show_fault(self, details: str) -> None:
        if self._window is None:
            self.crash.done()
            return
        kit = self._window.kit
        shown = next(spec for spec in self._specs if spec.key == self._window.shown())
        dialog = CrashDialog(kit, self._window, shown.title(kit.tr), details, self._services.directory / "log")
        dialog.finished.connect(lambda _answer: self.crash.done())
        dialog.show_over()

    def raise_up(self) -> None:
        """Another start wants this window in front."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
