"""The bench as people use it: keys, a scanner, clicks; every button does something; nothing is cut or scrolls."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from bench_desk import Desk, set_out
from bench_page_kit import OSLO
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.address import Address
from core.i18n import Lang
from core.orders.service import hold_order, release_order
from core.shipments.listing import list_shipments
from ui.pages.bench.recent_strip import RecentButton
from ui.widgets.buttons import Button


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = set_out(qtbot, tmp_path)
    yield made
    made.close()


def test_by_the_keyboard_alone_an_order_becomes_a_label_in_the_printers_folder(desk: Desk) -> None:
    desk.world.order("1001")
    desk.keys.scan("1001")
    assert desk.page.work.buy.isVisible()
    desk.keys.wait(500)
    desk.keys.press(Qt.Key.Key_Return)
    assert desk.labels == 1
    assert len(list((desk.world.services.directory / "prints" / "zpl").iterdir())) == 1
    assert desk.page.scan.hasFocus()


def test_a_scanner_that_sends_two_line_ends_buys_nothing(desk: Desk) -> None:
    """Desktop facts 1.9: Enter from a scanner must never press Buy."""
    desk.world.order("1001")
    desk.keys.scan("1001", enters=3)
    assert desk.labels == 0
    assert desk.page.work.buy.isEnabled()


def test_ten_enters_of_a_person_buy_once(desk: Desk) -> None:
    desk.world.order("1001")
    desk.keys.scan("1001")
    desk.keys.wait(500)
    for _ in range(10):
        desk.keys.press(Qt.Key.Key_Return)
    assert desk.labels == 1


def test_a_double_click_on_the_button_buys_once(desk: Desk) -> None:
    desk.world.order("1001")
    desk.presenter.scan("1001")
    QTest.mouseDClick(desk.page.work.buy, Qt.MouseButton.LeftButton)
    QTest.mouseClick(desk.page.work.buy, Qt.MouseButton.LeftButton)
    assert desk.labels == 1


def test_a_weight_is_typed_and_enter_leads_back_to_the_scan_box_without_buying(desk: Desk) -> None:
    desk.world.order("1001", weight="")
    desk.keys.scan("1001")
    assert desk.page.work.weight.input.hasFocus()
    desk.keys.type("2.5")
    desk.keys.press(Qt.Key.Key_Return)
    assert desk.page.scan.hasFocus()
    assert desk.labels == 0
    assert desk.page.work.buy.isEnabled()
    desk.keys.press(Qt.Key.Key_Return)
    assert desk.labels == 1


def test_a_scan_into_the_weight_is_taken_for_a_scan(desk: Desk) -> None:
    desk.world.order("1001", weight="")
    desk.world.order("1002")
    desk.keys.scan("1001")
    desk.keys.scan("1002")
    assert desk.presenter.view.order is not None
    assert desk.presenter.view.order.number == "1002"
    assert desk.labels == 0


def test_letters_typed_anywhere_on_the_page_go_to_the_scan_box(desk: Desk) -> None:
    desk.ship("1001")
    desk.presenter.ask_void()
    assert QApplication.focusWidget() is not desk.page.scan
    desk.world.order("1002")
    desk.keys.scan("1002")
    assert desk.presenter.view.order is not None
    assert desk.presenter.view.order.number == "1002"


def test_void_by_f8_and_enter_and_no_by_escape(desk: Desk) -> None:
    desk.ship("1001")
    desk.page.recent.void.click()
    assert desk.page.escape()
    assert desk.presenter.view.ask is None
    desk.page.recent.void.click()
    desk.keys.press(Qt.Key.Key_Return)
    (row,) = desk.world.services.read(list_shipments)
    assert row.state.value == "refund-due"


def test_the_arrows_go_to_the_list_and_enter_takes_an_order(desk: Desk) -> None:
    for number in ("1001", "1002"):
        desk.world.order(number)
    desk.presenter.load()
    desk.keys.press(Qt.Key.Key_Down)
    assert desk.page.orders.table.hasFocus()
    desk.keys.press(Qt.Key.Key_Down)
    desk.keys.press(Qt.Key.Key_Return)
    assert desk.presenter.view.order is not None
    assert desk.presenter.view.order.number == "1002"


def test_the_arrows_choose_a_price_while_an_order_is_in_hand(desk: Desk) -> None:
    desk.world.order("1001")
    desk.keys.scan("1001")
    before = desk.page.work.buy.words()
    desk.keys.press(Qt.Key.Key_Down)
    assert desk.page.work.buy.words() != before
    assert desk.page.scan.hasFocus()


def test_typing_narrows_the_list_after_a_moment(desk: Desk, qtbot: QtBot) -> None:
    desk.world.order("1001")
    desk.world.order("2002", ship_to=OSLO)
    desk.presenter.load()
    desk.keys.type("nordm")
    qtbot.waitUntil(lambda: [row.number for row in desk.page.orders.model.rows()] == ["2002"])


def test_f6_goes_through_the_stations_boxes_and_prices_by_size(desk: Desk, qtbot: QtBot) -> None:
    desk.world.order("1001", carrier="DHL Express", weight="3 lb", ship_to=OSLO)
    desk.presenter.scan("1001")
    assert not desk.page.work.buy.isEnabled()
    desk.page.work.size_edit.next_box.click()
    qtbot.waitUntil(desk.page.work.buy.isEnabled)
    assert [side.text() for side in desk.page.work.size_edit.sides] == ["8", "6", "4"]


def test_another_unit_shows_the_orders_weight_in_it_and_is_kept(desk: Desk) -> None:
    order = desk.world.order("1001", weight="1 lb")
    desk.presenter.scan("1001")
    units = desk.page.work.weight.units
    units.setCurrentIndex(1)
    units.activated.emit(1)
    desk.page.work.flush()
    assert desk.page.work.weight.input.text() == "16"
    desk.presenter.buy()
    assert desk.world.services.read(list_shipments)[0].order == order.id
    desk.presenter.load()
    view = desk.presenter.view.units
    assert view is not None and view.weight == "oz"


def test_a_label_is_shown_as_its_bytes_print_it(desk: Desk) -> None:
    desk.ship("1001")
    assert desk.page.label.preview.has_label()


Scene = Callable[[Desk], None]


def _idle(desk: Desk) -> None:
    desk.ship(desk.number())
    desk.world.order(desk.number())
    desk.presenter.load()


def _in_hand(desk: Desk) -> None:
    _idle(desk)
    desk.presenter.pick(desk.presenter.view.list.lines[0].id)


def _without_size(desk: Desk) -> None:
    order = desk.world.order(desk.number(), weight="3 lb", carrier="DHL Express", ship_to=OSLO)
    desk.presenter.pick(order.id)


def _held(desk: Desk) -> None:
    order = desk.world.order(desk.number())
    hold_order(desk.world.services.store, desk.world.services.desk, order.id, "wait")
    desk.presenter.pick(order.id)


def _wrong_address(desk: Desk) -> None:
    nowhere = Address(name="A", line1="1 M", city="Denver", region="CO", postal="99999", country="US")
    desk.presenter.pick(desk.world.order(desk.number(), ship_to=nowhere).id)


def _shipped(desk: Desk) -> None:
    number = desk.number()
    desk.ship(number)
    desk.presenter.scan(number)


def _void_label(desk: Desk) -> None:
    """A void label is scanned whose order waits to be released."""
    desk.ship(desk.number())
    desk.presenter.ask_void()
    desk.presenter.answer("")
    desk.presenter.scan(desk.world.services.read(list_shipments)[0].tracking)


def _void_label_beside_a_good_one(desk: Desk) -> None:
    """The order was shipped anew: two remarks stand above it."""
    _void_label(desk)
    void = desk.world.services.read(list_shipments)[0]
    release_order(desk.world.services.store, desk.world.services.desk, void.order)
    desk.presenter.scan(void.number)
    desk.presenter.buy()
    desk.presenter.scan(void.tracking)


def _reprint(desk: Desk) -> None:
    _idle(desk)
    desk.presenter.ask_reprint()


def _void(desk: Desk) -> None:
    _idle(desk)
    desk.presenter.ask_void()


def _empty(desk: Desk) -> None:
    desk.presenter.load()


def _all_held(desk: Desk) -> None:
    """After a day's work, with something scanned that is not known: nothing scrolls there either."""
    desk.ship(desk.number())
    order = desk.world.order(desk.number())
    hold_order(desk.world.services.store, desk.world.services.desk, order.id, "wait")
    desk.presenter.scan("Z9" * 60)


SCENES: dict[str, Scene] = {
    "idle": _idle, "in hand": _in_hand, "without size": _without_size, "held": _held, "address": _wrong_address,
    "all held": _all_held, "shipped": _shipped, "void label": _void_label, "reprint": _reprint, "void": _void,
    "void beside good": _void_label_beside_a_good_one, "empty": _empty,
}  # fmt: skip


def buttons_of(page: QWidget) -> list[QAbstractButton]:
    """What can be pressed now, by its words, in a stable order."""
    return [b for b in page.findChildren(QAbstractButton) if b.isVisibleTo(page) and b.isEnabled() and _is_ours(b)]


def _is_ours(button: QAbstractButton) -> bool:
    return isinstance(button, Button | RecentButton)


def seen(desk: Desk) -> tuple[object, ...]:
    """All that a press could change."""
    window, page = desk.world.window, desk.page
    return (
        desk.presenter.state, len(window.said), tuple(window.gone), tuple(window.buying),
        desk.world.services.store.versions(), tuple(side.text() for side in page.work.size_edit.sides),
        page._question and page._question.reason.text(),
    )  # fmt: skip


@pytest.mark.parametrize("name", SCENES)
def test_every_button_has_an_effect(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No button without effect: in each state, each one is pressed and something changes."""
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk = set_out(qtbot, tmp_path)
    scene = partial(SCENES[name], desk)
    scene()
    every = len(buttons_of(desk.page))
    assert every
    for index in range(every):
        while desk.page.escape():
            pass
        scene()
        here = buttons_of(desk.page)
        if len(here) < every:  # the bench is not empty any more
            break
        if desk.page._question is not None:
            desk.page._question.reason.setText("another")
        before = seen(desk)
        here[index].click()
        assert seen(desk) != before or opened, here[index].accessibleName()
    desk.close()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_at_the_smallest_window_nothing_scrolls(qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    """Desktop check 24: 1280 x 720 needs no scroll on the bench, in English and French, in no state."""
    desk = set_out(qtbot, tmp_path, lang)
    outer = desk.page.findChild(QScrollArea)
    assert outer is not None
    for name in ("empty", "all held", *(name for name in SCENES if name not in ("empty", "all held"))):
        while desk.page.escape():
            pass
        SCENES[name](desk)
        QApplication.processEvents()
        assert outer.verticalScrollBar().maximum() == 0, name
    desk.close()
