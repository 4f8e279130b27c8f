"""Refunds due and labels still voidable on the window (M7, S0-35; MISSION section 7, idea 4)."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from balance_page_kit import Lists, put_up, ship
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.labels.rules import LabelState
from core.labels.store import get_label
from core.people.acts import Act
from core.shipments.service_voiding import void_label
from ui.pages.balance.rows import Report


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    opened.fund("usd", 100)
    yield opened
    opened.close()


def voided(world: World) -> str:
    label = ship(world, "1001")[0]
    world.clock.move(timedelta(hours=2))
    void_label(world.services.bench, label)
    return label


def state_of(world: World, label: str) -> LabelState:
    return world.services.read(partial(get_label, label_id=label)).state


@pytest.fixture
def due(qtbot: QtBot, world: World) -> Lists:
    voided(world)
    return put_up(qtbot, world, Report.REFUNDS_DUE)


def test_a_refund_has_its_day_and_is_overdue_after_it(due: Lists, world: World) -> None:
    [row] = due.rows()
    assert row[1] == "1001"
    assert row[4].startswith("Refund due")
    assert row[5] == "Dec 11, 2026"
    world.clock.move(timedelta(days=40))
    due.presenter.load()
    assert due.rows()[0][5] == "overdue since Dec 11, 2026"


def test_the_provider_is_asked_and_what_came_is_booked(due: Lists, world: World) -> None:
    label = due.presenter.panels.refunds.chosen
    due.press("Ask what came")
    assert due.said() == "The provider reports nothing new."
    world.clock.move(timedelta(days=40))
    due.press("Ask what came")
    assert "1 report" in due.said()
    assert state_of(world, label) is LabelState.REFUNDED
    assert due.reads("No refund is due")


def test_a_person_records_what_came(due: Lists, world: World) -> None:
    label = due.presenter.panels.refunds.chosen
    assert "guessing" in due.answer("It came…", {"What came": "some"})
    assert "reference" in due.answer("It came…")
    assert due.answer("It came…", {"Where it stands": "statement, line 7"}) == ""
    assert state_of(world, label) is LabelState.REFUNDED
    assert (world.window.asks[-1].act, world.window.asks[-1].about) == (Act.RECORD, "usd")


def test_a_refund_is_given_up_with_a_reason(due: Lists, world: World) -> None:
    label = due.presenter.panels.refunds.chosen
    assert "reason" in due.answer("Give it up…")
    assert due.answer("Give it up…", {"Why is it given up?": "the carrier says it was scanned"}) == ""
    assert state_of(world, label) is LabelState.REFUND_REFUSED


def test_the_row_leads_to_its_shipment(due: Lists, world: World) -> None:
    due.table().opened.emit(0)
    assert world.window.gone[-1] == ("shipments", due.presenter.panels.refunds.chosen)


def test_labels_that_may_be_voided_stand_by_days_and_money(qtbot: QtBot, world: World) -> None:
    labels = ship(world, "1001", "1002")
    lists = put_up(qtbot, world, Report.VOIDABLE)
    assert lists.reads("At risk: $")
    assert {row[2] for row in lists.rows()} == {"1001", "1002"}
    assert lists.rows()[0][0] == "28 days"
    world.clock.move(timedelta(days=28))
    lists.presenter.load()
    assert lists.rows()[0][0] == "last day"
    lists.table().opened.emit(0)
    assert world.window.gone[-1][0] == "shipments"
    assert world.window.gone[-1][1] in labels
    world.clock.move(timedelta(days=2))
    lists.presenter.load()
    assert lists.reads("No label can be voided.")
