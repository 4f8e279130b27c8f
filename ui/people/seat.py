"""Who sits at the window: lock, sign in, switch, lock again after a while of nothing."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from core.errors import StationError
from core.people.records import Operator, Proofs
from core.people.service import has_operators
from core.people.service_operators import sign_out
from core.services import Services
from core.settings import AUTO_LOCK_MINUTES
from ui.app_context import App
from ui.main_window import MainWindow
from ui.people.asking import Ask
from ui.people.confirming.presenter import ConfirmPresenter
from ui.people.dialogs import ConfirmDialog, FirstOperatorDialog, SignInDialog
from ui.people.signing.presenter import FirstOperatorPresenter, SignInPresenter
from ui.running import Lane

_WORK = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)  # fmt: skip


class Seat(QObject):
    """The window's operator.

    Attributes:
        operator: Who has signed in; empty for nobody, or while there are no operators.
    """

    def __init__(self, app: App, window: Callable[[], MainWindow], changed: Callable[[Services], None]) -> None:
        super().__init__()
        self._app, self._window, self._changed = app, window, changed
        self._last = ""
        self._worked = time.monotonic()
        self._locked: SignInDialog | None = None
        self._watches = False
        self.operator = ""

    @property
    def is_locked(self) -> bool:
        """Whether nobody may do anything before signing in."""
        return self._locked is not None

    def begin(self) -> None:
        """The window is there: where there are operators, nobody works before signing in."""
        if self._app.services.read(has_operators):
            self._lock()

    # Locking

    def lock(self) -> None:
        """Nobody sits here any more; what runs goes on."""
        if self._locked is not None or not self.operator:
            return
        services = self._app.services
        self._app.runner.run(
            lambda: sign_out(services.store, services.desk), lambda _done: None, self._app.notify_error, Lane.DESK
        )
        self._last, self.operator = self.operator, ""
        self._changed(services.unseated())
        self._lock()

    def _lock(self) -> None:
        window = self._window()
        presenter = SignInPresenter(self._app, self._signed, self._last)
        self._locked = SignInDialog(window.kit, window, presenter, locked=True)
        self._locked.closing.connect(self._leave)
        self._locked.show_over()
        presenter.load()

    def _leave(self) -> None:
        locked, self._locked = self._locked, None
        if locked is not None:
            locked.accept()
        self._window().close()

    def check_idle(self) -> None:
        """Lock after the minutes that the station's setting gives; called each second."""
        if not self.operator:
            return
        minutes = self._app.services.setting(AUTO_LOCK_MINUTES)
        if minutes.isascii() and minutes.isdigit() and 0 < int(minutes) * 60 <= time.monotonic() - self._worked:
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody works."""
        if event.type() in _WORK:
            self._worked = time.monotonic()
        return super().eventFilter(watched, event)

    # Signing in

    def switch(self) -> None:
        """Somebody else works now."""
        window = self._window()
        presenter = SignInPresenter(self._app, self._signed, self.operator)
        dialog = SignInDialog(window.kit, window, presenter, locked=False)
        dialog.show_over()
        presenter.load()

    def _signed(self, who: Operator) -> None:
        for dialog in self._window().findChildren(SignInDialog):
            dialog.accept()
        self._locked = None
        self._sit(who)

    def _sit(self, who: Operator) -> None:
        self.operator, self._worked = who.name, time.monotonic()
        app = QApplication.instance()
        if not self._watches and app is not None:
            self._watches = True
            app.installEventFilter(self)
        self._changed(self._app.services.seated(who.name))

    def first(self, done: Callable[[], None]) -> None:
        """Add the first operator, who signs in by it; then `done`."""
        window = self._window()

        def signed(who: Operator) -> None:
            dialog.accept()
            self._sit(who)
            done()

        presenter = FirstOperatorPresenter(self._app, signed)
        dialog = FirstOperatorDialog(window.kit, window, presenter)
        dialog.show_over()

    # Confirming

    def prove(self, ask: Ask, done: Callable[[Proofs], None], dropped: Callable[[], None]) -> None:
        """Ask for the PINs of `ask`; nothing is asked while there are no operators."""
        opened: list[ConfirmDialog] = []

        def given(proofs: Proofs) -> None:
            for dialog in opened:
                dialog.accept()
            done(proofs)

        presenter = ConfirmPresenter(self._app, ask, given)

        def show() -> None:
            window = self._window()
            over = QApplication.activeModalWidget() or window
            opened.append(ConfirmDialog(window.kit, over, presenter))
            opened[0].rejected.connect(dropped)
            opened[0].show_over()

        def failed(error: StationError) -> None:
            self._app.notify_error(error)
            dropped()

        presenter.start(show, failed)
