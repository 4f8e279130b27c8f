"""The sheets of the Orders page: importing a file and shipping a batch."""

from dataclasses import replace
from pathlib import Path

from orders_page_kit import Desk
from page_checks import settle, words
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from window_world import BURLINGTON

from core.money import Money
from core.orders.records import Field
from core.orders.store_lists import count_orders
from core.resources import resource
from core.shipments.listing import count_labels
from ui.pages.orders.importing.mapping_sheet import MappingSheet
from ui.pages.orders.list_pane import ListPane
from ui.pages.orders.rows import Pane
from ui.pages.orders.shipping.rows import Stage
from ui.widgets.buttons import Kind
from ui.widgets.choices import ChoiceCards, Segmented
from ui.widgets.data_table import DataTable
from ui.widgets.states import Progress


def test_a_dropped_file_is_looked_at_and_nothing_is_written(desk: Desk) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(resource("samples", "practice_day.csv")))])
    none, left, copy = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    QApplication.sendEvent(desk.page, QDragEnterEvent(QPoint(20, 20), copy, mime, left, none))
    assert not desk.page.findChildren(ListPane)[0].isHidden()
    QApplication.sendEvent(desk.page, QDragLeaveEvent())
    QApplication.sendEvent(desk.page, QDragEnterEvent(QPoint(20, 20), copy, mime, left, none))
    drop = QDropEvent(QPointF(20, 20), copy, mime, left, none, QEvent.Type.Drop)
    QApplication.sendEvent(desk.page, drop)
    assert desk.pane() is Pane.IMPORT
    assert "2 held" in words(desk.page)
    assert sum(desk.world.services.read(count_orders).values()) == 0
    assert desk.page.escape()
    assert desk.presenter.state.pane is Pane.LIST


def test_text_that_is_dragged_over_the_page_is_none_of_its_business(desk: Desk) -> None:
    mime = QMimeData()
    mime.setText("1001")
    enter = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    QApplication.sendEvent(desk.page, enter)
    assert not enter.isAccepted()


def test_the_import_sheet_from_file_to_result(desk: Desk, tmp_path: Path) -> None:
    """Check 22: counts that add up; then the strip that says what came of it."""
    desk.presenter.import_file(resource("samples", "practice_day.csv"))
    shown = words(desk.page)
    assert {"11", "2", "1", "12", "Rows of the file"} <= set(shown)
    tabs = next(box for box in desk.page.sheet.findChildren(Segmented) if box.isVisibleTo(desk.page))
    tabs.chosen.emit("merged")
    assert any("Repeats row 4" in cell for cell in sheet_cells(desk))
    assert desk.page.sheet.action.words() == "Import 11 orders"
    desk.page.sheet.action.click()
    assert desk.pane() is Pane.LIST
    assert len(desk.numbers()) == 11
    desk.button("Show the held ones").click()
    assert len(desk.numbers()) == 2
    desk.button("Dismiss").click()
    assert desk.presenter.state.result is None


def sheet_cells(desk: Desk) -> list[str]:
    settle()
    table = next(t for t in desk.page.sheet.findChildren(DataTable) if t.isVisibleTo(desk.page))
    model = table.model()
    cells = ((row, at) for row in range(model.rowCount()) for at in range(model.columnCount()))
    return [str(model.index(row, at).data()) for row, at in cells]


def test_refused_rows_are_saved_from_the_sheet(desk: Desk, tmp_path: Path) -> None:
    desk.presenter.import_file(resource("samples", "orders", "worst_case.csv"))
    desk.page.sheet.save.click()
    dialog = desk.page.sheet.findChildren(QFileDialog)[-1]
    target = tmp_path / "refused.csv"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert target.read_text(encoding="utf-8-sig").startswith("Refused row,")


def test_a_conflict_is_answered_with_one_click_and_the_answer_can_be_changed(desk: Desk) -> None:
    desk.presenter.import_file(resource("samples", "orders", "worst_case.csv"))
    settle()
    cards = desk.page.sheet.findChildren(ChoiceCards)[0]
    before = desk.presenter.importing.wanted()
    cards.chosen.emit("9")
    settle()
    assert desk.presenter.importing.wanted() == before + 1
    same = desk.page.sheet.findChildren(ChoiceCards)[0]
    same.chosen.emit("later")
    settle()
    assert desk.presenter.importing.wanted() == before
    desk.page.sheet.cancel.click()
    assert desk.pane() is Pane.LIST


def test_an_encoding_that_is_doubtful_is_confirmed_in_the_sheet(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mac.csv"
    text = "order,name,address1,city,region,postal,country\nA1,Maëlle Côté,1 Élm,Montréal,QC,H2X 1Y4,CA\n"
    path.write_bytes(text.encode("mac_roman"))
    desk.presenter.import_file(path)
    assert not desk.page.sheet.action.isEnabled()
    desk.button("Yes, they are right").click()
    assert desk.page.sheet.action.isEnabled()


def test_an_encoding_that_is_a_safe_guess_is_said_and_shown(desk: Desk) -> None:
    name = "woocommerce_orders_excel_fr_semicolon_cp1252.csv"
    desk.presenter.import_file(resource("samples", "orders", name))
    shown = words(desk.page)
    assert "Maëlle" in shown
    assert "The file does not state its encoding. If these texts are wrong, choose another." in shown
    assert "Yes, they are right" not in shown
    assert desk.page.sheet.action.isEnabled()


def test_a_file_that_fails_can_be_tried_again_or_changed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    desk.presenter.import_file(path)
    assert any("is not there any more" in text for text in words(desk.page))
    path.write_text("order,name,address1,city,region,postal,country\nA1,Ana,1 Elm,Portland,OR,97205,US\n")
    desk.button("Try again").click()
    assert desk.page.sheet.action.words() == "Import 1 order"
    desk.button("Columns…").click()
    assert "Columns of the file" in words(desk.page)
    desk.button("Cancel").click()
    assert desk.page.sheet.action.words() == "Import 1 order"


def test_columns_are_mapped_by_hand_and_kept(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "laden.csv"
    path.write_text(
        "Bestellung;Empfänger;Strasse;Ort;PLZ;Land\nB-1;Jürgen Groß;Weg 5;Köln;50667;DE\n", encoding="utf-8"
    )
    desk.presenter.import_file(path)
    keep = desk.button("Save and check the file")
    assert not keep.isEnabled()
    sheet = desk.page.sheet.findChildren(MappingSheet)[0]
    for field, index in ((Field.NUMBER, 1), (Field.NAME, 2), (Field.LINE1, 3)):
        sheet.box(field).setCurrentIndex(index)
        sheet.box(field).activated.emit(index)
    assert desk.page.sheet.findChildren(MappingSheet)[0] is sheet
    assert "Jürgen Groß" in words(desk.page)
    keep.click()
    assert desk.page.sheet.action.words() == "Import 1 order"


def test_a_batch_from_choosing_rows_to_done(desk: Desk) -> None:
    for n in range(4):
        desk.world.order(str(1001 + n))
    desk.world.fund()
    desk.presenter.load()
    desk.table.selectRow(0)
    desk.table.selectionModel().select(
        desk.table.model().index(1, 0),
        desk.table.selectionModel().SelectionFlag.Select | desk.table.selectionModel().SelectionFlag.Rows,
    )
    settle()
    assert desk.page.list.ship.words() == "Ship 2 chosen orders…"
    assert desk.page.list.ship.kind() is Kind.PRIMARY
    assert desk.page.list.load_file.kind() is Kind.SECONDARY
    desk.page.list.ship.click()
    assert desk.pane() is Pane.SHIP
    assert desk.page.batch.action.words().startswith("Buy and print 2 labels · $")
    desk.page.batch.action.click()
    assert desk.world.services.read(count_labels) == 2
    assert any(text.startswith("2 of 2 orders have their label.") for text in words(desk.page))
    desk.page.batch.action.click()
    assert desk.pane() is Pane.LIST
    desk.button("Show them").click()
    assert len(desk.numbers()) == 2


def test_a_batch_that_cannot_be_paid_offers_postage_and_can_be_left(desk: Desk) -> None:
    """MISSION section 7, no. 3."""
    desk.world.order("1001")
    desk.presenter.load()
    desk.page.list.ship.click()
    assert any("0 of 1 label fits" in text for text in words(desk.page))
    assert not desk.page.batch.action.isEnabled()
    desk.button("Buy $10 for all…").click()
    assert desk.world.window.buying[0] == ("usd", Money(1000, "USD"))
    desk.button("Back to the list").click()
    assert desk.pane() is Pane.LIST
    desk.page.list.ship.click()
    desk.page.batch.cancel.click()
    assert desk.presenter.state.pane is Pane.LIST


def test_the_reason_to_ship_without_a_size_is_typed_in_the_sheet(desk: Desk) -> None:
    """S0-39."""
    montreal = replace(BURLINGTON, line1="5 rue Elm", city="Montréal", region="QC", postal="H2X 1Y4", country="CA")
    desk.world.order("1", "3 kg", carrier="Canpar Express", service="Canpar Ground", ship_to=montreal)
    desk.world.fund("cad", 100)
    desk.presenter.load()
    desk.page.list.ship.click()
    assert any("may be charged later" in text for text in words(desk.page))
    assert not desk.page.batch.action.isEnabled()
    QTest.keyClicks(desk.page.batch.reason, "ruler broken")
    assert desk.page.batch.action.isEnabled()
    desk.page.batch.action.click()
    assert desk.world.services.read(count_labels) == 1


def test_progress_is_shown_and_can_be_stopped(desk: Desk) -> None:
    desk.world.order("1001")
    desk.world.fund()
    desk.presenter.load()
    desk.page.list.ship.click()
    ship = desk.presenter.shipping
    ship.state = replace(ship.state, stage=Stage.BUYING, total=56, done=12, last="1012")
    ship.listeners.tell()
    assert "12 of 56: 1012" in words(desk.page)
    desk.page.batch.findChildren(Progress)[0].stopped.emit()
    assert ship.state.stopping
    assert any(text.startswith("Stopping after this one.") for text in words(desk.page))


def test_too_many_chosen_orders_are_counted_and_not_read(desk: Desk) -> None:
    desk.world.order("1001")
    desk.presenter.load()
    desk.presenter.choose((), 900)
    assert not desk.page.list.ship.isEnabled()
    assert "500" in desk.page.list.ship.toolTip()
