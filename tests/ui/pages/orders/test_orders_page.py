"""The Orders page as people use it: the table, the panel, every button, a dropped file; nothing is cut."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, sideways, words
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import BURLINGTON, World, open_world

from core.i18n import LANGUAGES, Lang
from core.orders.records import Field, OrderState
from core.orders.store import get_order
from core.orders.store_lists import count_orders
from core.resources import resource
from core.settings import WEIGHT_UNIT
from core.shipments.listing import count_labels
from core.shipments.service_shipping import ship_orders
from ui.pages.orders.dialogs import AddressDialog, MeasuresDialog, ReasonDialog, ServiceDialog
from ui.pages.orders.importing.mapping_sheet import MappingSheet
from ui.pages.orders.list_pane import ListPane
from ui.pages.orders.page import OrdersPage, make_spec
from ui.pages.orders.presenter import OrdersPresenter
from ui.pages.orders.rows import Act, Pane, Tab
from ui.pages.orders.shipping.rows import Stage
from ui.views import ThemeName
from ui.widgets.buttons import Button, Kind
from ui.widgets.choices import ChoiceCards, Segmented
from ui.widgets.data_table import DataTable
from ui.widgets.dialogs import Dialog
from ui.widgets.states import Progress

PAGE_1280 = (1280 - 88, 720 - 56 - 40)
WRONG_POSTAL = replace(BURLINGTON, postal="90210")


@dataclass
class Desk:
    world: World
    page: OrdersPage
    presenter: OrdersPresenter

    @property
    def table(self) -> DataTable[object]:
        settle()
        return next(table for table in self.page.list.findChildren(DataTable) if table.isVisibleTo(self.page.list))

    def numbers(self) -> list[str]:
        model = self.table.model()
        settle()
        return [str(model.index(row, 0).data()).partition(",")[0] for row in range(model.rowCount())]

    def button(self, text: str) -> Button:
        settle()
        found = [b for b in self.page.findChildren(Button) if text in (b.words(), b.accessibleName())]
        return next(b for b in found if b.isVisibleTo(self.page))

    def dialog(self) -> Dialog:
        settle()
        return next(d for d in self.page.window().findChildren(Dialog) if d.isVisible())

    def state(self, order: str) -> OrderState:
        return self.world.services.read(lambda q: get_order(q, order)).state

    def show(self, order: str) -> None:
        self.presenter.show(order)
        settle()

    def pane(self) -> Pane:
        return self.presenter.state.pane


def set_out(
    qtbot: QtBot, folder: Path, lang: Lang = "en", theme: ThemeName = ThemeName.LIGHT, percent: int = 100,
    faults: str = "",
) -> Desk:  # fmt: skip
    world = open_world(folder, lang=lang, faults=faults)
    world.app.startup.ask()
    presenter = OrdersPresenter(world.app)
    page = OrdersPage(make_kit(lang, theme, percent), presenter)
    qtbot.addWidget(page)
    page.resize(*PAGE_1280)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.entered()
    settle()
    return Desk(world, page, presenter)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = set_out(qtbot, tmp_path)
    yield made
    made.world.close()


def test_an_empty_page_says_what_to_do_and_asks_for_a_file(desk: Desk) -> None:
    """Check 14."""
    assert "No orders yet" in words(desk.page)
    for text in ("Choose a file…", "Import orders…"):
        desk.button(text).click()
        dialog = desk.page.findChildren(QFileDialog)[-1]
        assert dialog.isVisible()
        dialog.reject()
        settle()


def test_search_and_tabs_narrow_the_table(qtbot: QtBot, desk: Desk) -> None:
    desk.world.order("1001")
    desk.world.order("1002", ship_to=WRONG_POSTAL)
    desk.world.order("2001", ship_to=replace(BURLINGTON, name="Zoë Ångström"))
    desk.presenter.load()
    assert desk.numbers() == ["2001", "1002", "1001"]
    tabs = next(box for box in desk.page.findChildren(Segmented) if box.accessibleName() == "State")
    tabs.chosen.emit("held")
    assert desk.numbers() == ["1002"]
    assert any("postal code" in text.lower() for text in table_words(desk))
    desk.presenter.choose_tab(Tab.ALL)
    QTest.keyClicks(desk.page.list.search, "angstrom")
    qtbot.waitUntil(lambda: desk.presenter.state.text == "angstrom")
    assert desk.numbers() == ["2001"]
    QTest.keyClick(desk.page.list.search, Qt.Key.Key_Down)
    assert desk.table.currentIndex().row() == 0
    desk.presenter.search("nobody")
    assert "Nothing found" in words(desk.page)
    assert desk.page.escape()
    qtbot.waitUntil(lambda: not desk.presenter.state.text or desk.presenter.detail() is None)


def table_words(desk: Desk) -> list[str]:
    model = desk.table.model()
    cells = ((row, at) for row in range(model.rowCount()) for at in range(model.columnCount()))
    return [str(model.index(row, at).data()) for row, at in cells]


def test_a_row_shows_its_order_and_enter_takes_it_to_the_bench(desk: Desk) -> None:
    order = desk.world.order("1001", service="Priority Mail")
    desk.presenter.load()
    desk.table.setFocus()
    desk.table.go_to(0)
    shown = words(desk.page)
    assert "Élodie Tremblay" in shown
    assert "To the bench" in shown
    QTest.keyClick(desk.table, Qt.Key.Key_Return)
    assert desk.world.window.gone == [("bench", order.id)]
    desk.button("Close the panel").click()
    assert desk.presenter.detail() is None


def test_the_weight_is_shown_in_the_stations_unit(desk: Desk) -> None:
    desk.world.services.change_setting(WEIGHT_UNIT, "kg")
    desk.world.order("1001", weight="2 kg")
    desk.presenter.load()
    desk.presenter.choose_tab(Tab.OPEN)
    assert "2 kg" in table_words(desk)


def test_each_button_of_the_panel_does_what_it_says(desk: Desk) -> None:
    """A held address: edit it, or use it as it is; then hold, release, cancel, reopen; all with their reasons."""
    order = desk.world.order("1001", ship_to=WRONG_POSTAL)
    desk.presenter.load()
    desk.show(order.id)
    desk.button("Use as is…").click()
    asked = desk.dialog()
    assert isinstance(asked, ReasonDialog)
    assert not asked.action.isEnabled()
    asked.field.setText("asked the customer")
    asked.action.click()
    assert desk.state(order.id) is OrderState.OPEN
    for text, after in (("Hold…", OrderState.HELD), ("Release…", OrderState.OPEN), ("Cancel…", OrderState.CANCELLED)):
        desk.button(text).click()
        dialog = desk.dialog()
        assert isinstance(dialog, ReasonDialog)
        QTest.keyClicks(dialog.field, "because")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert desk.state(order.id) is after
    desk.button("Reopen").click()
    assert desk.state(order.id) is OrderState.OPEN
    desk.button("To the bench").click()
    assert desk.world.window.gone[-1] == ("bench", order.id)


def test_an_address_is_judged_when_it_is_saved(desk: Desk) -> None:
    order = desk.world.order("1001", ship_to=WRONG_POSTAL)
    desk.presenter.load()
    desk.show(order.id)
    desk.button("Edit address…").click()
    dialog = desk.dialog()
    assert isinstance(dialog, AddressDialog)
    dialog.action.click()
    assert dialog.isVisible()
    assert dialog.action.words() == "Save anyway"
    assert dialog.reason.isVisible()
    dialog.form.set_address(BURLINGTON)
    dialog.action.click()
    assert desk.state(order.id) is OrderState.OPEN
    desk.page.act(Act.EDIT_ADDRESS)
    again = desk.dialog()
    assert isinstance(again, AddressDialog)
    again.form.set_address(WRONG_POSTAL)
    again.action.click()
    again.reason.setText("the customer says so")
    again.action.click()
    assert desk.state(order.id) is OrderState.OPEN
    assert desk.presenter.state.detail is not None
    assert desk.presenter.state.detail.order.used_as_is


def test_weight_and_size_are_read_without_guessing(desk: Desk) -> None:
    order = desk.world.order("1001", weight="0 lb")
    desk.presenter.load()
    desk.show(order.id)
    desk.button("Weight and size…").click()
    dialog = desk.dialog()
    assert isinstance(dialog, MeasuresDialog)
    dialog.weight.input.setText("heavy")
    dialog.action.click()
    assert dialog.isVisible()
    dialog.weight.input.setText("2 lb 3 oz")
    dialog.size_field.setText("12 by 8")
    dialog.action.click()
    assert dialog.isVisible()
    dialog.size_field.setText("12x8x4 in")
    QTest.keyClick(dialog.size_field, Qt.Key.Key_Return)
    assert desk.state(order.id) is OrderState.OPEN
    facts = desk.presenter.state.detail
    assert facts is not None
    assert facts.order.dims is not None
    assert facts.order.dims.length_um == 304_800


def test_a_service_is_chosen_by_its_name(desk: Desk) -> None:
    order = desk.world.order("1001", service="Balloon post")
    desk.presenter.load()
    desk.show(order.id)
    desk.button("Service…").click()
    dialog = desk.dialog()
    assert isinstance(dialog, ServiceDialog)
    assert "Balloon post" in dialog.box.currentText()
    dialog.box.setCurrentIndex(dialog.box.findText("USPS · Priority Mail"))
    dialog.action.click()
    facts = desk.presenter.state.detail
    assert facts is not None
    assert (facts.order.carrier, facts.order.service) == ("USPS", "Priority Mail")


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
    assert any("Says again what row 4 says" in cell for cell in sheet_cells(desk))
    assert desk.page.sheet.action.words() == "Import 11 orders"
    desk.page.sheet.action.click()
    assert desk.pane() is Pane.LIST
    assert len(desk.numbers()) == 11
    desk.button("Show the held ones").click()
    assert len(desk.numbers()) == 2
    desk.button("Take this away").click()
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


def test_an_encoding_that_is_a_guess_is_confirmed_in_the_sheet(desk: Desk) -> None:
    name = "woocommerce_orders_excel_fr_semicolon_cp1252.csv"
    desk.presenter.import_file(resource("samples", "orders", name))
    assert "Maëlle" in words(desk.page)
    assert not desk.page.sheet.action.isEnabled()
    desk.button("Yes, they are right").click()
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
    keep = desk.button("Keep and look at the file")
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
    desk.button("Buy Postage…").click()
    assert desk.world.window.buying[0][0] == "usd"
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


def test_a_page_that_was_made_anew_keeps_what_the_person_was_doing(qtbot: QtBot, desk: Desk) -> None:
    """A change of language in the middle of an import leaves the sheet open."""
    desk.presenter.import_file(resource("samples", "practice_day.csv"))
    desk.page.deleteLater()
    settle()
    anew = OrdersPage(make_kit("fr"), desk.presenter)
    qtbot.addWidget(anew)
    anew.show()
    assert anew.sheet.isVisibleTo(anew)
    desk.presenter.importing.commit()
    assert anew.list.isVisibleTo(anew)
    assert make_spec(desk.world.app).key == "orders"


def test_new_orders_come_in_while_the_page_is_shown(desk: Desk) -> None:
    desk.world.order("1001")
    for page, _topics, told in desk.world.app.links.watchers:
        if page == "orders":
            told()
    assert desk.numbers() == ["1001"]
    assert any(text == "All 1" for text in words(desk.page))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_word_is_cut_and_every_control_has_a_name(qtbot: QtBot, tmp_path: Path, lang: Lang, percent: int) -> None:
    """Checks 9 to 11, in every pane."""
    desk = set_out(qtbot, tmp_path, lang, ThemeName.DARK, percent)
    try:
        held = desk.world.order("1001", ship_to=WRONG_POSTAL, weight="0 lb")
        desk.world.order("1002", weight="30 lb", service="Balloon post")
        desk.world.fund("usd", 10)
        desk.presenter.load()
        desk.show(held.id)
        look_over(desk)
        desk.presenter.close_detail()
        for name in ("worst_case.csv", "woocommerce_orders_excel_fr_semicolon_cp1252.csv", "unterminated_quote.csv"):
            desk.presenter.import_file(resource("samples", "orders", name))
            look_over(desk)
        desk.presenter.importing.map_columns()
        look_over(desk)
        desk.presenter.importing.close()
        desk.presenter.ship()
        look_over(desk)
    finally:
        desk.world.close()


def look_over(desk: Desk) -> None:
    settle()
    assert list(cut(desk.page)) == []
    assert list(nameless(desk.page)) == []
    assert list(sideways(desk.page)) == []
    assert list(outside(desk.page)) == []
    assert not any("{" in text for text in words(desk.page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dialogs_fit_in_both_languages(qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    desk = set_out(qtbot, tmp_path, lang)
    try:
        order = desk.world.order("1001", ship_to=WRONG_POSTAL)
        desk.presenter.load()
        desk.show(order.id)
        for act in (Act.EDIT_ADDRESS, Act.EDIT_MEASURES, Act.EDIT_SERVICE, Act.HOLD, Act.RELEASE, Act.CANCEL):
            desk.page.act(act)
            dialog = desk.dialog()
            assert list(cut(dialog)) == []
            assert list(nameless(dialog)) == []
            assert dialog.height() <= 720
            dialog.reject()
            settle()
        desk.world.fund()
        shipped = desk.world.order("1002")
        ship_orders(desk.world.services.bench, [shipped.id])
        desk.show(shipped.id)
        desk.page.act(Act.SHIPMENT)
        assert desk.world.window.gone[-1][0] == "shipments"
    finally:
        desk.world.close()
