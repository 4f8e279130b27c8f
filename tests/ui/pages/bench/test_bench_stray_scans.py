"""A scan that arrives where it was not meant: it answers no question, and is taken for a scan."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench_desk import Desk, set_out
from bench_page_kit import OSLO
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.printing.store import jobs_of_label
from core.shipments.listing import list_shipments
from ui.pages.bench.rows import Act


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The bench over a station with money."""
    made = set_out(qtbot, tmp_path)
    yield made
    made.close()


def in_hand(desk: Desk) -> str:
    """The number of the order in hand."""
    order = desk.presenter.view.order
    return order.number if order else ""


def test_a_scan_while_a_reprint_wants_its_reason_prints_nothing_and_takes_the_order(desk: Desk) -> None:
    desk.ship("1001")
    desk.world.order("1002")
    desk.page.recent.reprint.click()
    question = desk.page._question
    assert question is not None and question.reason.hasFocus()
    desk.keys.scan("1002")
    (row,) = desk.world.services.read(list_shipments)
    assert len(desk.world.services.read(lambda q: jobs_of_label(q, row.label))) == 1
    assert desk.presenter.view.ask is None
    assert in_hand(desk) == "1002"


def test_a_reason_that_a_person_types_still_answers(desk: Desk) -> None:
    desk.ship("1001")
    desk.page.recent.reprint.click()
    desk.keys.type("ripped", gap_ms=60)
    desk.keys.press(Qt.Key.Key_Return, gap_ms=60)
    (row,) = desk.world.services.read(list_shipments)
    assert len(desk.world.services.read(lambda q: jobs_of_label(q, row.label))) == 2


def test_a_scan_is_no_reason_to_ship_without_the_size(desk: Desk) -> None:
    """S0-38: the reason of an override is a person's."""
    order = desk.world.order("1001", weight="3 lb", carrier="DHL Express", ship_to=OSLO)
    desk.world.order("7001")
    desk.presenter.pick(order.id)
    work = desk.presenter.view.work
    assert work is not None
    desk.presenter.act(next(action for action in work.actions if action.act is Act.WITHOUT_SIZE))
    desk.keys.scan("7001")
    hand = desk.presenter.state.hand
    assert hand is not None and hand.without_size == ""
    assert in_hand(desk) == "7001"


def test_a_scan_while_a_void_is_asked_voids_nothing(desk: Desk) -> None:
    desk.ship("1001")
    desk.world.order("1002")
    desk.page.recent.void.click()
    desk.keys.scan("1002", enters=2)
    (row,) = desk.world.services.read(list_shipments)
    assert row.state.value == "bought"
    assert in_hand(desk) == "1002"
