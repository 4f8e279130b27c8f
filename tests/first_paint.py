"""A window of a process of its own, watched to its first paint; for tests of what a start costs and loads."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from core.resources import ROOT

HEAVY = ("escpos", "reportlab", "keyring", "PIL", "zint", "babel", "httpx", "pypdfium2", "zxingcpp")

# Tells of the first paint and ends the process at once: what a closing window costs is another question.
WATCH = """
import os, sys, time
def watch(application, is_it):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, seen, event):
            if event.type() == QEvent.Type.Paint and is_it(seen):
                application.removeEventFilter(self)
                QTimer.singleShot(0, tell)
            return False
    def tell():
        loaded = " ".join(sorted({name.partition(".")[0] for name in sys.modules}))
        sys.stdout.write(f"{time.monotonic()} {loaded}")
        sys.stdout.flush()
        os._exit(0)
    watcher = Watch(application)
    application.installEventFilter(watcher)
    return watcher
"""
OURS = (
    WATCH
    + """
sys.path.insert(0, sys.argv.pop(1))
import dataclasses
import app
from ui.commands.root import root
from ui.commands.session import Session
def run_window(services):
    import ui.start
    from ui.main_window import MainWindow
    make = ui.start.application
    def application():
        found = make()
        application.keep = watch(found, lambda seen: isinstance(seen, MainWindow))
        return found
    ui.start.application = application
    return ui.start.run_window(services)
root().main(prog_name="app.py", obj=Session(dataclasses.replace(app.DOORS, run_window=run_window)))
"""
)
BARE = (
    WATCH
    + """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv[:1])
widget = QWidget()
keep = watch(application, lambda seen: seen is widget)
widget.resize(1366, 768)
widget.show()
application.exec()
"""
)


@dataclass(frozen=True)
class Painted:
    """A first paint.

    Attributes:
        seconds: From just before the process was started.
        loaded: Names of the packages that were imported by then.
    """

    seconds: float
    loaded: frozenset[str]


def environment(folder: Path) -> dict[str, str]:
    """For a child without a display, with a configuration and compiled modules of its own, as an installed one has."""
    unwanted = ("POSTBENCH", "PYTHONDONTWRITEBYTECODE")
    mine = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    places = {"XDG_CONFIG_HOME": str(folder / "config"), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    return mine | places | {"QT_QPA_PLATFORM": "offscreen"}


def our_window(folder: Path) -> Painted:
    """Open the station's window on ``folder/data`` as `app.py` does."""
    return _painted(folder, OURS, str(ROOT.parent), "--data", str(folder / "data"), "run")


def bare_window(folder: Path) -> Painted:
    """Open a QWidget of the same size."""
    return _painted(folder, BARE)


def _painted(folder: Path, code: str, *args: str) -> Painted:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *args], env=environment(folder), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    moment, *loaded = done.stdout.split()
    return Painted(float(moment) - start, frozenset(loaded))
