"""Readings on the window: taken, added with evidence, explained, named; suspense is shown (M4)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from balance_page_kit import Lists, put_up
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.people.acts import Act
from core.wallet.service import views
from core.wallet.service_readings import readings
from ui.pages.balance.readings.presenter import EVIDENCE_MOST, ReadingsPresenter, TypedReading
from ui.pages.balance.rows import Report
from ui.widgets.buttons import Button


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    opened.fund("usd", 100)
    opened.clock.move(timedelta(minutes=3))
    yield opened
    opened.close()


@pytest.fixture
def lists(qtbot: QtBot, world: World) -> Lists:
    return put_up(qtbot, world, Report.READINGS)


def booked(world: World) -> int:
    return next(view.booked.minor for view in world.services.read(views) if view.wallet.id == "usd")


def test_the_provider_is_asked_and_the_age_is_shown(lists: Lists, world: World) -> None:
    before = len(lists.rows())
    assert lists.reads("3 min ago")
    lists.press("Ask the provider now")
    assert len(lists.rows()) == before + 1
    assert lists.said() == "The books agree with it."
    assert lists.reads("just now")


def test_a_provider_that_is_not_reached_leaves_the_last_figure(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="reading 1 not-sent")
    try:
        lists = put_up(qtbot, world, Report.READINGS)
        lists.press("Ask the provider now")
        assert "could not be asked" in lists.said()
    finally:
        world.close()


def test_a_difference_is_explained_and_later_named(lists: Lists, world: World) -> None:
    typed = {"Balance in the portal": "90", "Where was it read?": "portal, home page"}
    assert lists.answer("Add a reading…", typed) == ""
    assert booked(world) == 10_000
    assert world.window.asks[-1].act is Act.READING
    assert lists.rows()[0][3] == "−$10.00 USD"
    world.clock.move(timedelta(minutes=1))
    assert "reason" in lists.answer("Explain the difference…")
    assert lists.answer("Explain the difference…", {"What is believed to be behind it?": "a fee"}) == ""
    assert booked(world) == 9_000
    assert lists.reads("in suspense")
    assert not lists.buttons("Explain the difference…")
    named = {"What it was": "adjustment", "Carrier, of an adjustment": "usps", "How do you know?": "invoice 7"}
    assert lists.answer("Say what it was…", named) == ""
    assert not lists.buttons("Say what it was…")
    assert booked(world) == 9_000


def test_a_picture_is_kept_as_evidence(lists: Lists, world: World, tmp_path: Path) -> None:
    picture = tmp_path / "balance.png"
    picture.write_bytes(b"a picture")
    lists.press("Add a reading…")
    form = lists.form()
    pick = next(one for one in form.findChildren(Button) if "picture" in one.words())
    pick.click()
    chooser = form.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(picture))
    chooser.reject()
    assert form.text("amount") == ""
    form.set_text("amount", "100")
    form.set_text("evidence", "portal")
    assert form.save is not None
    form.save.click()
    kept = world.services.read(lambda q: readings(q, "usd", 1))[0].reading.file
    assert world.services.files.get(kept) == b"a picture"


def test_what_cannot_be_read_or_is_too_large_is_refused_in_words(world: World, tmp_path: Path) -> None:
    presenter = ReadingsPresenter(world.app)
    presenter.show("usd")
    said: list[str] = []
    done: list[bool] = []
    huge = tmp_path / "huge.png"
    huge.write_bytes(b"\0" * (EVIDENCE_MOST + 1))
    for typed in (
        TypedReading("ninety", "", "portal"),
        TypedReading("90", "yesterday", "portal"),
        TypedReading("90", "", ""),
        TypedReading("90", "2027-01-01 08:00", "portal"),
        TypedReading("90", "", "portal", huge),
    ):
        presenter.add(typed, lambda: done.append(True), said.append)
    assert not done
    assert len(said) == 5
    assert "10 MB" in said[-1]


def test_a_wallet_without_entries_begins_with_what_it_held(lists: Lists, world: World) -> None:
    assert not lists.buttons("Opening balance…")
    lists.presenter.choose_wallet("cad")
    typed = {"Balance in the portal": "12.50", "Where was it read?": "portal"}
    assert lists.answer("Opening balance…", typed) == ""
    assert next(view.booked.minor for view in world.services.read(views) if view.wallet.id == "cad") == 1250
    assert not lists.buttons("Opening balance…")
