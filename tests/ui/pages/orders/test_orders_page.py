"""The Orders page as people use it: the table, the panel, every button, a dropped file; nothing is cut."""

from dataclasses import replace
from pathlib import Path

import pytest
from orders_page_kit import WRONG_POSTAL, Desk, set_out
from page_checks import cut, nameless, outside, settle, sideways, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from window_keys import Keyboard
from window_kit import make_kit
from window_world import BURLINGTON

from core.i18n import LANGUAGES, Lang
from core.orders.records import OrderState
from core.resources import resource
from core.settings import WEIGHT_UNIT
from core.shipments.service_shipping import ship_orders
from core.units import Dimensions, Weight
from ui.pages.orders.dialogs import AddressDialog, MeasuresDialog, ReasonDialog, ServiceDialog
from ui.pages.orders.page import OrdersPage, make_spec
from ui.pages.orders.rows import Act, Tab
from ui.views import ThemeName
from ui.widgets.choices import Segmented


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


@pytest.mark.parametrize("act", [Act.EDIT_MEASURES, Act.HOLD])
def test_a_scan_into_a_dialog_answers_nothing(desk: Desk, act: Act) -> None:
    order = desk.world.order("1001", weight="400 g")
    desk.presenter.load()
    desk.show(order.id)
    desk.page.act(act)
    dialog = desk.dialog()
    field = dialog.weight.input if isinstance(dialog, MeasuresDialog) else dialog.findChildren(QLineEdit)[0]
    field.setFocus()
    before = field.text()
    Keyboard(dialog).scan("6001")
    assert dialog.isVisible()
    assert field.text() == before
    assert desk.state(order.id) is OrderState.OPEN


def test_what_was_not_touched_keeps_its_exact_weight_and_size(desk: Desk) -> None:
    """0.882 lb on the screen are 400 g in the books, and stay 400 g."""
    order = desk.world.order("1001", weight="400 g", dims="20x15x6 cm")
    desk.presenter.load()
    desk.show(order.id)
    desk.page.act(Act.EDIT_MEASURES)
    dialog = desk.dialog()
    assert isinstance(dialog, MeasuresDialog)
    dialog.action.click()
    facts = desk.presenter.state.detail
    assert facts is not None
    assert facts.order.weight == Weight(400_000)
    assert facts.order.dims == Dimensions(200_000, 150_000, 60_000)


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
