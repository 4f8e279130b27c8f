"""A fault of the program: seen by every hook, written without anybody's name, shown once, and on with the work."""

import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from ui.crash import CrashDesk, CrashDialog
from ui.fault_log import describe
from ui.widgets.buttons import Button
from ui.widgets.card import Notice
from ui.widgets.kit import Kit


class Shown:
    """What was written and what was shown."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.shown: list[str] = []


@pytest.fixture
def told() -> Shown:
    return Shown()


@pytest.fixture
def desk(qtbot: QtBot, told: Shown) -> Iterator[CrashDesk]:
    made = CrashDesk(told.written.append, told.shown.append)
    made.install()
    yield made
    made.uninstall()


def fail_on(name: str) -> None:
    message = f"no such person: {name}"
    raise ValueError(message)


def fault_on(name: str) -> ValueError:
    try:
        fail_on(name)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_details_name_the_place_and_never_a_person() -> None:
    """Checks 10 and 23: no names, addresses or keys in what is copied or logged."""
    text = describe(fault_on("Zoë Tremblay"))
    assert "Tremblay" not in text
    assert "test_crash.py" in text
    assert text.endswith("ValueError")


def test_the_details_keep_the_cause_and_what_harmless_faults_say() -> None:
    fault = TypeError("an int is wanted")
    fault.__cause__ = fault_on("Zoë")
    lines = describe(fault).splitlines()
    assert "ValueError" in lines
    assert lines[-1] == "TypeError: an int is wanted"


def test_a_fault_in_a_slot_is_written_and_shown_and_the_loop_goes_on(
    qtbot: QtBot, desk: CrashDesk, told: Shown
) -> None:
    with capture_exceptions():
        desk.install()
        QTimer.singleShot(0, lambda: fail_on("Zoë"))
        qtbot.waitUntil(lambda: bool(told.shown))
    ticked: list[bool] = []
    QTimer.singleShot(0, lambda: ticked.append(True))
    qtbot.waitUntil(lambda: bool(ticked))
    assert told.written == told.shown


def test_a_fault_in_a_thread_is_shown_on_the_window(qtbot: QtBot, desk: CrashDesk, told: Shown) -> None:
    thread = threading.Thread(target=fail_on, args=("Zoë",))
    with warnings.catch_warnings():
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: bool(told.shown))
    assert "Zoë" not in told.written[0]


def test_two_faults_open_one_dialog_and_both_are_written(qtbot: QtBot, desk: CrashDesk, told: Shown) -> None:
    desk.report(fault_on("a"))
    desk.report(fault_on("b"))
    qtbot.waitUntil(lambda: bool(told.shown))
    qtbot.wait(10)
    assert (len(told.written), len(told.shown)) == (2, 1)
    desk.done()
    desk.report(fault_on("c"))
    qtbot.waitUntil(lambda: len(told.shown) == 2)


def test_warnings_of_qt_are_written_and_the_known_harmless_one_is_not(desk: CrashDesk, told: Shown) -> None:
    qWarning("Something odd")
    qWarning("This plugin does not support propagateSizeHints()")
    assert told.written == ["Qt: Something odd"]


def test_the_hooks_are_given_back(qtbot: QtBot, told: Shown) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    desk = CrashDesk(told.written.append, told.shown.append)
    desk.install()
    assert sys.excepthook != before[0]
    desk.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_the_dialog_says_that_the_money_is_safe_and_copies_the_details(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    """Check 15: whether money moved stands in every failure."""
    dialog = CrashDialog(kit, None, "Orders", "page.py:3 show\nKeyError", tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Your money is safe" in dialog.findChildren(Notice)[0].accessibleName()
    buttons = {button.words(): button for button in dialog.findChildren(Button)}
    assert set(buttons) == {"Copy details", "Open log folder", "Quit", "Continue"}
    buttons["Copy details"].click()
    assert QGuiApplication.clipboard().text() == "page.py:3 show\nKeyError"
    buttons["Continue"].click()
    assert not dialog.isVisible()
