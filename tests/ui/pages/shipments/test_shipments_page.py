"""The Shipments page as people use it: table, search, every button, both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea
from pytestqt.qtbot import QtBot
from window_keys import Keyboard
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import Lang
from core.printing.service import default_printer
from core.printing.service_queue import enqueue_labels
from core.printing.service_run import run_printer
from core.printing.store import jobs_of_label
from core.shipments.listing import list_shipments
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from printers.virtual.epl import read_epl
from ui.pages.shipments.page import ShipmentsPage
from ui.pages.shipments.presenter import ShipmentsPresenter
from ui.pages.shipments.replacing.dialog import ReplaceDialog
from ui.widgets.buttons import Button

PAGE_1280 = (1280 - 88, 720 - 56 - 40)


@dataclass
class Desk:
    """The page over a station with some labels."""

    world: World
    page: ShipmentsPage
    presenter: ShipmentsPresenter
    labels: list[str]


def set_out(qtbot: QtBot, folder: Path, count: int = 4, lang: Lang = "en") -> Desk:
    world = open_world(folder, lang=lang)
    services = world.services
    world.fund()
    labels: list[str] = []
    if count:
        orders = [world.order(f"{1001 + n}").id for n in range(count)]
        labels = [one.label.id for one in ship_orders(services.bench, orders) if one.label is not None]
        printer = services.read(lambda q: default_printer(q, services.desk)).id
        enqueue_labels(services.store, services.desk, printer, labels)
        run_printer(services.press, printer)
        void_label(services.bench, labels[0])
    world.app.startup.ask()
    presenter = ShipmentsPresenter(world.app)
    page = ShipmentsPage(make_kit(lang), presenter)
    qtbot.addWidget(page)
    page.resize(*PAGE_1280)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.entered()
    if count:
        qtbot.waitUntil(lambda: presenter.view.detail is not None)
    return Desk(world, page, presenter, labels)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = set_out(qtbot, tmp_path)
    yield made
    made.world.close()


def test_the_newest_label_is_chosen_and_void_ones_are_struck(desk: Desk) -> None:
    detail = desk.presenter.view.detail
    assert detail is not None and detail.label == desk.labels[-1]
    assert desk.page.model.rowCount() == 4
    last = desk.page.model.row(3)
    assert last is not None and last.is_void
    assert [bool(c.struck and c.struck(last)) for c in desk.page.model.columns] == [True, True, True, False]


def test_the_arrows_go_down_the_table_and_the_detail_follows(desk: Desk, qtbot: QtBot) -> None:
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: desk.presenter.state.label == desk.labels[-2])
    assert desk.page.detail.preview.has_label()


def test_typing_searches_and_escape_gives_all_back(desk: Desk, qtbot: QtBot) -> None:
    desk.page.search.setText("1002")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 1)
    qtbot.waitUntil(lambda: desk.presenter.state.label == desk.labels[1])
    assert desk.page.escape()
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 4)


def test_a_scan_while_a_void_is_asked_voids_nothing_and_is_searched_for(desk: Desk, qtbot: QtBot) -> None:
    keys = Keyboard(desk.page)
    desk.page.detail.void.click()
    assert QApplication.focusWidget() is desk.page._question.yes if desk.page._question else False
    keys.scan("1003")
    states = {row.label: row.state.value for row in desk.world.services.read(list_shipments)}
    assert [states[label] for label in desk.labels] == ["refund-due", "bought", "bought", "bought"]
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 1)
    assert desk.presenter.view.ask is None


def test_a_scan_into_the_reason_of_a_reprint_is_searched_for_and_prints_nothing(desk: Desk, qtbot: QtBot) -> None:
    keys = Keyboard(desk.page)
    desk.page.detail.reprint.click()
    keys.scan("1003")
    copies = desk.world.services.read(lambda q: jobs_of_label(q, desk.labels[-1]))
    assert len(copies) == 1
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 1)
    assert desk.presenter.view.ask is None


def test_two_scans_in_a_row_are_two_searches(desk: Desk, qtbot: QtBot) -> None:
    keys = Keyboard(desk.page)
    desk.page.search.setFocus()
    keys.scan("1001")
    keys.scan("1002")
    assert desk.page.search.text() == "1002"
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 1)


def test_a_visit_from_another_page_finds_its_row(desk: Desk, qtbot: QtBot) -> None:
    desk.presenter.visit(desk.labels[1])
    qtbot.waitUntil(lambda: desk.page.table.currentIndex().row() == 2)
    assert desk.presenter.state.label == desk.labels[1]


def test_export_asks_where_and_writes_what_the_menu_said(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.page.detail.menu.actions()[1].trigger()
    dialog = desk.page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith(".epl")
    dialog.fileSelected.emit(str(tmp_path / "out.epl"))
    dialog.reject()
    assert len(read_epl((tmp_path / "out.epl").read_bytes(), 203).pages) == 1


def test_the_number_is_copied_bare(desk: Desk) -> None:
    desk.page.detail.copy.click()
    detail = desk.presenter.view.detail
    assert detail is not None
    assert QGuiApplication.clipboard().text() == detail.copied
    assert detail.copied in desk.world.window.said[-1][1]


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing the keyboard for the menu
def test_every_button_has_an_effect(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """No button without effect, in the detail and in both questions."""
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    def seen() -> tuple[object, ...]:
        window = desk.world.window
        return (desk.presenter.state, len(window.said), tuple(window.gone), len(opened),
                desk.page.detail.menu.isVisible(), len(desk.page.findChildren(ReplaceDialog)),
                desk.world.services.store.versions())  # fmt: skip

    def buttons() -> list[Button]:
        return [b for b in desk.page.findChildren(Button) if b.isVisibleTo(desk.page) and b.isEnabled()]

    names = [button.accessibleName() for button in buttons()]
    assert len(names) == 9
    for index, name in enumerate(names):
        desk.page.detail.menu.hide()
        while desk.presenter.escape():
            pass
        here = buttons()
        if index >= len(here):
            break
        before = seen()
        here[index].click()
        assert seen() != before, name
        for dialog in desk.page.findChildren(ReplaceDialog):
            dialog.reject()
    for key in ("reprint", "void"):
        desk.presenter.visit(desk.labels[-1])
        while desk.presenter.escape():
            pass
        getattr(desk.page.detail, key).click()
        assert desk.page._question is not None
        desk.page._question.no.click()
        assert desk.presenter.view.ask is None
        getattr(desk.page.detail, key).click()
        before = seen()
        desk.page._question.yes.click()
        assert seen() != before


def test_without_labels_the_page_says_so_and_leads_to_the_bench(qtbot: QtBot, tmp_path: Path) -> None:
    made = set_out(qtbot, tmp_path, count=0)
    bench = next(b for b in made.page.findChildren(Button) if b.accessibleName() == "To the bench")
    bench.click()
    assert made.world.window.gone == [("bench", "")]
    made.world.close()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_at_the_smallest_window_the_page_does_not_scroll(qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    made = set_out(qtbot, tmp_path, lang=lang)
    QApplication.processEvents()
    outer = made.page.findChild(QScrollArea)
    assert outer is not None
    assert outer.verticalScrollBar().maximum() == 0
    assert made.page.table.horizontalScrollBar().maximum() == 0
    made.world.close()
