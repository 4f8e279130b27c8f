"""When the program itself is at fault: every hook that can see it, one log line, one dialog, and on with the work.

Measured: exceptions in slots, paint events, `data()` and workers reach `sys.excepthook` while the event loop runs, and
the program goes on. So a fault is written down, shown once (never two dialogs at a time), and the person decides.
"""

import faulthandler
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, QUrl, Signal, Slot, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from ui.fault_log import describe
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.dialogs import Dialog
from ui.widgets.kit import Kit
from ui.widgets.states import copy_text
from ui.widgets.text import Label

_QUIET_QT = ("This plugin does not support propagateSizeHints",)


class CrashDesk(QObject):
    """Takes every unexpected fault, from any thread. Make it on the window's thread.

    Args:
        write: Writes one text to the log; called on the thread of the fault.
        show: Shows the fault, on the window's thread; calls `done` of this desk when the person is through with it.
    """

    _crashed = Signal(str)

    def __init__(self, write: Callable[[str], None], show: Callable[[str], None]) -> None:
        super().__init__()
        self._write, self._show = write, show
        self._showing = False
        self._kept = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._crashed.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def install(self, stacks: TextIO | None = None) -> None:
        """Take over all hooks; where the process itself dies, the stacks of all threads go to `stacks`."""
        if stacks is not None:
            faulthandler.enable(stacks)
        sys.excepthook = self._from_hook
        threading.excepthook = self._from_thread
        sys.unraisablehook = self._from_unraisable
        qInstallMessageHandler(self._from_qt)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._kept
        qInstallMessageHandler(None)

    def report(self, fault: BaseException) -> None:
        """Write `fault` down and show it, unless another is being shown."""
        text = describe(fault)
        self._write(text)
        self._crashed.emit(text)

    def done(self) -> None:
        """The person is through with the dialog; the next fault may be shown."""
        self._showing = False

    @Slot(str)
    def _take(self, text: str) -> None:
        if not self._showing:
            self._showing = True
            self._show(text)

    def _from_hook(self, _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(fault, KeyboardInterrupt):
            QApplication.quit()
            return
        self.report(fault)

    def _from_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.report(given.exc_value)

    def _from_unraisable(self, given: "sys.UnraisableHookArgs") -> None:
        if given.exc_value is not None:
            self._write(describe(given.exc_value))

    def _from_qt(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(_QUIET_QT):
            self._write(f"Qt: {text}")


class CrashDialog(Dialog):
    """Says what was being done, that the books are safe, and what to do.

    Args:
        kit: Words and look.
        parent: The window.
        doing: What was being done, in words: the page that was shown.
        details: From `describe`.
        logs: The log folder; None offers no button for it.
    """

    def __init__(self, kit: Kit, parent: QWidget | None, doing: str, details: str, logs: Path | None) -> None:
        tr = kit.tr
        super().__init__(kit, parent, tr("Something went wrong in Postbench"), width=600)
        self._details = details
        self.add(Label(kit, tr("It happened on this page: {page}.", page=doing), wrap=True))
        self.add(
            Notice(
                kit,
                Tone.OK,
                Ico.SHIELD_CHECK,
                tr(
                    "Your money is safe. Every purchase is written down before it is sent: if a label or postage was "
                    "being bought, Postbench asks the provider what became of it, and never buys it twice."
                ),
            )
        )
        self.add(
            Label(
                kit,
                tr("You can go on. If it happens again, copy the details and send them to whoever helps you."),
                wrap=True,
            )
        )
        self.add(Label(kit, details.splitlines()[-1], TextStyle.SMALL, Tone.NEUTRAL, wrap=True, selectable=True))
        copy = self.add_answer(Button(kit, tr("Copy details"), Kind.GHOST, icon=Ico.COPY))
        copy.clicked.connect(lambda: copy_text(self._details))
        if logs is not None:
            folder = self.add_answer(Button(kit, tr("Open log folder"), Kind.GHOST, icon=Ico.FOLDER_OPEN))
            folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(logs))))
        leave = self.add_answer(Button(kit, tr("Quit")))
        leave.clicked.connect(QApplication.quit)
        on = self.add_answer(Button(kit, tr("Continue"), Kind.PRIMARY))
        on.clicked.connect(self.accept)
