"""Tables: small ones whole, large ones in blocks by key, both correct models and usable by keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import StationError, Unavailable
from ui.icon_names import Ico
from ui.running import HeldRunner, ImmediateRunner
from ui.views import ChipView, Tone
from ui.widgets.data_table import DataTable
from ui.widgets.fields import ScanBox
from ui.widgets.kit import Kit
from ui.widgets.page import Page
from ui.widgets.tables import BLOCK_ROWS, BLOCKS_KEPT, Align, Column, Outline, PagedModel, TableModel

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Parcel:
    number: int
    name: str


COLUMNS = (
    Column[Parcel]("number", "Number", lambda p: str(p.number), 120, Align.RIGHT, sortable=True),
    Column[Parcel]("name", "Name", lambda p: p.name, second=lambda p: f"row {p.number}"),
    Column[Parcel]("state", "State", lambda _p: "", 120, chip=lambda _p: ChipView(Tone.OK, Ico.CHECK, "Printed")),
)


class Numbers:
    """A query over the numbers from 0; counts what it is asked."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[int] = []
        self.word = "first"

    def outline(self, step: int) -> Outline[int]:
        return Outline(self.count, tuple(range(0, self.count, step)))

    def block(self, first: int, count: int) -> Sequence[Parcel]:
        self.asked.append(first)
        return [Parcel(n, f"{self.word} {n}") for n in range(first, min(first + count, self.count))]


class Broken(Numbers):
    def block(self, first: int, count: int) -> Sequence[Parcel]:
        raise Unavailable


def is_here(model: PagedModel[Parcel, int], number: int) -> bool:
    return model.row(number) is not None


def parcels(count: int) -> list[Parcel]:
    return [Parcel(n, f"Parcel {n}") for n in range(count)]


def test_the_whole_table_keeps_the_rules_of_a_qt_model_while_it_changes(qapp: QApplication) -> None:
    """The tester warns where a rule is broken, and a Qt warning fails a test here."""
    model = TableModel(COLUMNS, parcels(30))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for count in (30, 4, 0, 12):
        model.set_rows(parcels(count))
        assert model.rowCount() == count
    assert tester.model() is model


def test_the_paged_table_keeps_the_rules_of_a_qt_model_while_it_changes(qtbot: QtBot) -> None:
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, ImmediateRunner())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    source = Numbers(450)
    model.set_source(source)
    qtbot.waitUntil(partial(is_here, model, 449))
    source.count = 600
    model.reload()
    qtbot.waitUntil(partial(is_here, model, 599))
    assert tester.model() is model


def test_equal_rows_are_not_drawn_anew_and_changed_ones_are(qtbot: QtBot) -> None:
    rows = parcels(5)
    model = TableModel(COLUMNS, rows)
    changed: list[int] = []
    model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    model.set_rows(rows)
    model.set_rows([*rows[:2], replace(rows[2], name="other"), *rows[3:]])
    assert changed == [2]
    row = model.row(2)
    assert row is not None
    assert row.name == "other"


def test_cells_speak_their_chip_and_their_second_line() -> None:
    model = TableModel(COLUMNS, parcels(2))
    assert model.data(model.index(1, 1)) == "Parcel 1, row 1"
    assert model.data(model.index(1, 2)) == "Printed"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Number"


def test_a_million_rows_are_read_in_the_blocks_that_are_looked_at(qtbot: QtBot, kit: Kit) -> None:
    """S0 bar: no offset, no scan; row 900,000 costs what row 1 costs."""
    source = Numbers(MILLION)
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, ImmediateRunner())
    table = DataTable(kit, model, "Parcels")
    qtbot.addWidget(table)
    table.resize(800, 600)
    model.set_source(source)
    table.show()
    qtbot.waitUntil(lambda: model.row(0) is not None)
    table.scrollTo(model.index(900_000, 0))
    table.grab()
    qtbot.waitUntil(lambda: model.row(900_000) is not None)
    assert model.rowCount() == MILLION
    row = model.row(900_000)
    assert row == Parcel(900_000, "first 900000")
    assert len(source.asked) <= 4


def test_a_row_on_its_way_shows_a_place_holder_and_then_itself(qtbot: QtBot) -> None:
    runner = HeldRunner()
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, runner)
    model.set_source(Numbers(1000))
    runner.release()
    assert model.data(model.index(700, 1)) == "…"
    qtbot.waitUntil(lambda: len(runner) == 1)
    with qtbot.waitSignal(model.dataChanged):
        runner.release()
    assert model.data(model.index(700, 1)) == "first 700, row 700"


def test_jumping_about_drops_the_blocks_that_were_passed(qtbot: QtBot) -> None:
    runner = HeldRunner()
    source = Numbers(MILLION)
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, runner)
    model.set_source(source)
    runner.release()
    for block in range(100):
        model.row(block * BLOCK_ROWS)
    qtbot.waitUntil(lambda: len(runner) == 1)
    runner.release()
    assert source.asked == [99 * BLOCK_ROWS]


def test_memory_holds_a_fixed_number_of_blocks(qtbot: QtBot) -> None:
    source = Numbers(BLOCK_ROWS * (BLOCKS_KEPT + 20))
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, ImmediateRunner())
    model.set_source(source)
    for block in range(BLOCKS_KEPT + 20):
        qtbot.waitUntil(partial(is_here, model, block * BLOCK_ROWS))
    asked = len(source.asked)
    qtbot.waitUntil(lambda: model.row(0) is not None)
    assert len(source.asked) == asked + 1


def test_a_reload_keeps_what_is_in_view_until_the_new_rows_are_here(qtbot: QtBot) -> None:
    runner, source = HeldRunner(), Numbers(300)
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, runner)
    model.set_source(source)
    runner.release()
    model.row(5)
    qtbot.waitUntil(lambda: len(runner) == 1)
    runner.release()
    source.word = "second"
    model.reload()
    runner.release()
    assert model.row(5) == Parcel(5, "first 5")
    qtbot.waitUntil(lambda: len(runner) == 1)
    runner.release()
    assert model.row(5) == Parcel(5, "second 5")


def test_an_answer_to_an_old_query_is_thrown_away(qtbot: QtBot) -> None:
    runner = HeldRunner()
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, runner)
    model.set_source(Numbers(100))
    model.set_source(Numbers(7))
    runner.release(1)
    runner.release(0)
    assert model.rowCount() == 7


def test_a_query_that_fails_is_told_to_the_page(qtbot: QtBot) -> None:
    model: PagedModel[Parcel, int] = PagedModel(COLUMNS, ImmediateRunner())
    told: list[StationError] = []
    model.failed.connect(told.append)
    model.set_source(Broken(10))
    model.row(0)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Unavailable)


@pytest.fixture
def table(qtbot: QtBot, kit: Kit) -> DataTable[Parcel]:
    made = DataTable(kit, TableModel(COLUMNS, parcels(40)), "Parcels")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.setFocus()
    return made


def test_the_keyboard_moves_opens_and_copies(qtbot: QtBot, table: DataTable[Parcel]) -> None:
    opened: list[int] = []
    table.opened.connect(opened.append)
    QTest.keyClick(table, Qt.Key.Key_End)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [38]
    assert table.current_row() == Parcel(38, "Parcel 38")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "38\tParcel 38, row 38\tPrinted"


def test_letters_typed_on_a_table_reach_the_scan_box_of_its_page_and_tab_leaves_the_table(
    qtbot: QtBot, kit: Kit
) -> None:
    page = Page(kit, "Parcels")
    qtbot.addWidget(page)
    box = ScanBox(kit, "Scan")
    tables = [DataTable(kit, TableModel(COLUMNS, parcels(3)), name) for name in ("Parcels", "Others")]
    page.own_focus(box)
    for widget in (box, *tables):
        page.add(widget)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    tables[0].setFocus()
    QTest.keyClick(tables[0], Qt.Key.Key_Tab)
    assert tables[1].hasFocus()
    QTest.keyClicks(tables[1], "4x")
    assert box.text() == "4x"
    assert box.hasFocus()


def test_a_click_on_a_head_asks_for_the_order_and_again_for_the_other_way(
    qtbot: QtBot, table: DataTable[Parcel]
) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda key, down: asked.append((key, down)))
    for section in (0, 0, 1):
        table.horizontalHeader().sectionClicked.emit(section)
    assert asked == [("number", False), ("number", True)]


def test_rows_have_one_height_and_open_columns_take_the_room_that_is_left(table: DataTable[Parcel]) -> None:
    assert {table.rowHeight(i) for i in range(40)} == {48}
    assert sum(table.columnWidth(i) for i in range(3)) == table.viewport().width()
