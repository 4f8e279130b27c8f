"""Find anything: orders, labels, pages; Enter goes there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.shipments.service_shipping import ship_orders
from ui.pages.finder.dialog import FinderDialog, open_dialog
from ui.pages.finder.presenter import FinderPresenter
from ui.pages.finder.rows import Found
from ui.running import HeldRunner

PAGES = (("bench", "Bench"), ("settings", "Settings"))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    made.fund()
    for number in ("1001", "1002"):
        made.order(number)
    order = made.order("2001")
    ship_orders(made.services.bench, [order.id])
    yield made
    made.close()


def test_orders_labels_and_pages_are_found_by_one_text(world: World) -> None:
    shown: list[tuple[Found, ...]] = []
    finder = FinderPresenter(world.app, PAGES, shown.append)
    finder.search("100")
    assert [(found.page, found.name) for found in shown[-1]] == [("orders", "1002"), ("orders", "1001")]
    finder.search("tremblay")
    assert [found.page for found in shown[-1]] == ["orders", "orders", "orders", "shipments"]
    finder.search("sett")
    assert [found.name for found in shown[-1]] == ["Settings"]
    finder.search("")
    assert [found.page for found in shown[-1]] == ["bench", "settings"]


def test_only_the_answer_to_the_last_question_is_shown(tmp_path: Path) -> None:
    runner = HeldRunner()
    made = open_world(tmp_path, runner=runner)
    made.order("1001")
    made.order("2002")
    shown: list[tuple[Found, ...]] = []
    finder = FinderPresenter(made.app, PAGES, shown.append)
    finder.search("1001")
    finder.search("2002")
    runner.release(1)
    runner.release(0)
    assert [[found.name for found in rows] for rows in shown] == [["2002"]]
    made.close()


def test_typing_and_enter_lead_to_the_first_thing_found(qtbot: QtBot, world: World) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog: FinderDialog = open_dialog(world.app, make_kit(), parent, PAGES)
    QTest.keyClicks(dialog.search, "2001")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.model.row(0) is not None
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    ((page, subject),) = world.window.gone
    assert page == "orders"
    assert subject


def test_the_arrows_reach_every_line_and_enter_opens_it(qtbot: QtBot, world: World) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = open_dialog(world.app, make_kit("fr"), parent, PAGES)
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert world.window.gone == [("settings", "")]
