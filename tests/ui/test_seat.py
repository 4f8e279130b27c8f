"""Who sits at the running window: locked at the start, signed in, switched, locked again (S2-26; section 7, no. 17)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_kit import ANA, BEN, PINS, first, more
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.people.acts import Act
from core.people.records import Proofs
from core.people.service_operators import sign_out, signed_in
from ui.people.dialogs import ConfirmDialog, SignInDialog
from ui.station_window import StationWindow


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr("core.people.pins._COST", 2**4)
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def station(qtbot: QtBot, world: World) -> Iterator[StationWindow]:
    """Ana, Ben and Pam work here; nobody has signed in at this run."""
    first(world.services.store, world.services.desk)
    more(world.services.store, world.services.desk)
    sign_out(world.services.store, world.services.desk)
    world.services.store.forbid_writes_on_this_thread()
    made = StationWindow(world.services.unseated())
    made.window.show()
    yield made
    assert made.close()


def locked(station: StationWindow) -> bool:
    return station.seat.is_locked


def shown(station: StationWindow, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in station.window.findChildren(kind) if one.isVisible()]


def asked(qtbot: QtBot, station: StationWindow) -> SignInDialog:
    qtbot.waitUntil(lambda: bool(shown(station, SignInDialog)))
    dialog = shown(station, SignInDialog)[0]
    assert isinstance(dialog, SignInDialog)
    qtbot.waitUntil(lambda: dialog.who.count() == 3)
    return dialog


def sit(qtbot: QtBot, station: StationWindow, name: str) -> None:
    dialog = asked(qtbot, station)
    dialog.who.setCurrentText(name)
    dialog.who.activated.emit(dialog.who.currentIndex())
    dialog.pin.setText(PINS[name])
    dialog.yes.click()
    qtbot.waitUntil(lambda: station.seat.operator == name)


def test_the_window_is_locked_until_somebody_signs_in_and_then_acts_as_them(
    qtbot: QtBot, station: StationWindow
) -> None:
    station.start()
    assert locked(station)
    assert not station.window.bar.who.isVisible()
    sit(qtbot, station, ANA)
    assert not locked(station)
    assert not shown(station, SignInDialog)
    services = station.app.services
    assert {services.desk.actor.operator, services.bench.desk.actor.operator, services.press.desk.actor.operator} == {
        ANA
    }
    assert station.window.bar.who.isVisible()
    assert station.window.bar.who.words() == ANA


def test_somebody_else_takes_over_by_the_name_in_the_bar(qtbot: QtBot, station: StationWindow) -> None:
    station.start()
    sit(qtbot, station, ANA)
    station.window.bar.who.click()
    assert not locked(station)
    sit(qtbot, station, BEN)
    assert station.app.services.desk.actor.operator == BEN
    assert station.window.bar.who.words() == BEN


def test_it_locks_after_the_minutes_of_nothing_and_the_books_know_nobody_sits_there(
    qtbot: QtBot, station: StationWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.start()
    sit(qtbot, station, ANA)
    station.seat.check_idle()
    assert not locked(station)
    station.seat._worked -= 10 * 60  # the setting's ten minutes, without waiting for them
    station.seat.check_idle()
    assert locked(station)
    services = station.app.services
    assert services.desk.actor.operator not in PINS
    qtbot.waitUntil(lambda: services.read(lambda q: signed_in(q, services.desk)) is None)
    sit(qtbot, station, ANA)


def test_a_page_gets_its_proofs_from_the_dialog_and_nothing_when_it_is_left(
    qtbot: QtBot, station: StationWindow
) -> None:
    station.start()
    sit(qtbot, station, ANA)
    came: list[Proofs] = []
    left: list[str] = []
    for answer in ("leave", "give"):
        station.app.prove(Act.READING, came.append, dropped=lambda: left.append("left"))
        qtbot.waitUntil(lambda: bool(shown(station, ConfirmDialog)))
        dialog = shown(station, ConfirmDialog)[0]
        assert isinstance(dialog, ConfirmDialog)
        if answer == "leave":
            dialog.reject()
        else:
            dialog.own.setText(PINS[ANA])
            dialog.yes.click()
            qtbot.waitUntil(lambda: bool(came))
        qtbot.waitUntil(lambda: not shown(station, ConfirmDialog))
    assert left == ["left"]
    assert len(came) == 1
    assert came[0].own


def test_a_station_without_operators_is_never_locked(qtbot: QtBot, world: World) -> None:
    made = StationWindow(world.services)
    made.window.show()
    made.start()
    made.seat.lock()
    assert not locked(made)
    assert not made.window.bar.who.isVisible()
    qtbot.waitUntil(lambda: made.app.startup.is_done)
    assert made.close()
