"""The window's composition. Called by app.py.

What a run does, in order: take the directory's window lock (a second start raises the first window and ends), put the
crash hooks in, make the lanes, make the window, and only then, beside the window, settle what the last run left open
and start the printers.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core.services import Services
from ui.fault_log import CrashFile
from ui.single import SingleWindow
from ui.station_window import StationWindow


def application() -> QApplication:
    """The one QApplication."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Postbench")
    app.setDesktopFileName("postbench")
    return app


def run_window(services: Services) -> int:
    """Open the window on an open station, and stay until it is closed; gives the exit status.

    The caller closes the station afterwards.
    """
    qt = application()
    single = SingleWindow(services.directory, services.store.uuid)
    if not single.acquire():
        return 0 if single.raise_other() else 1
    services.store.forbid_writes_on_this_thread()
    crash_file = CrashFile(services.directory / "log", services.desk.actor.instance)
    station = StationWindow(services)
    station.crash.install()
    try:
        single.raise_asked.connect(station.raise_up)
        station.window.resize(1366, 768)
        station.window.show()
        qt.processEvents()  # the frame is painted; then its first page is read and made
        QTimer.singleShot(0, station.window, station.window.page)
        QTimer.singleShot(0, station.window, station.start)
        return qt.exec()
    finally:
        station.close()
        station.crash.uninstall()
        single.release()
        crash_file.close()
