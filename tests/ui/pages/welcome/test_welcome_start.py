"""The welcome in the real window: it comes by itself once, and Help brings it back."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_world import open_world

from ui.station_window import StationWindow
from ui.widgets.dialogs import Dialog


def welcomes(station: StationWindow) -> list[Dialog]:
    return [one for one in station.window.findChildren(Dialog) if one.windowTitle().startswith("Welcome")]


def test_a_new_station_is_welcomed_once_and_help_brings_it_back(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    world = open_world(tmp_path)
    station = StationWindow(world.services)
    station.window.show()
    station.start()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in welcomes(station)), timeout=10_000)
    for one in welcomes(station):
        one.reject()
    assert not any(one.isVisible() for one in welcomes(station))
    station.go_to("help", "about")
    station.go_to("welcome", "")
    assert any(one.isVisible() for one in welcomes(station))
    assert station.window.shown() == "help"
    assert station.close()
    world.close()
