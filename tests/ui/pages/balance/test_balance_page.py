"""The Balance page as people use it: every control does something; nothing is cut. S0-40, S2-21, S2-22."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_checks import cut, nameless, settle, sideways, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.context import Mode
from core.i18n import LANGUAGES, Lang
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from ui.pages.balance.opened import TransactionDialog
from ui.pages.balance.page import BalancePage, make_spec
from ui.pages.balance.presenter import BalancePresenter
from ui.views import ThemeName
from ui.widgets.buttons import Button
from ui.widgets.choices import Segmented
from ui.widgets.data_table import DataTable

PAGE_1280 = (1280 - 88, 720 - 56 - 40)


@dataclass
class Desk:
    world: World
    page: BalancePage
    presenter: BalancePresenter

    def table(self) -> DataTable[object]:
        settle()
        return next(table for table in self.page.findChildren(DataTable) if table.isVisibleTo(self.page))

    def rows(self) -> list[list[str]]:
        model = self.table().model()
        settle()
        columns = range(model.columnCount())
        return [[str(model.index(row, at).data()) for at in columns] for row in range(model.rowCount())]

    def button(self, text: str) -> Button:
        return next(b for b in self.page.findChildren(Button) if text in (b.words(), b.accessibleName()))

    def choose(self, name: str, key: str) -> None:
        box = next(b for b in self.page.findChildren(Segmented) if b.accessibleName() == name)
        box.chosen.emit(key)
        settle()


def set_out(
    qtbot: QtBot, folder: Path, lang: Lang = "en", theme: ThemeName = ThemeName.LIGHT, percent: int = 100, *,
    orders: int = 3, mode: Mode = Mode.PRACTICE, faults: str = "",
) -> Desk:  # fmt: skip
    world = open_world(folder, lang=lang, mode=mode, faults=faults)
    world.app.startup.ask()
    if orders:
        world.fund("usd", 100)
        ids = [world.order(f"10{n:02}").id for n in range(orders)]
        first = ship_orders(world.services.bench, ids)[0].label
        assert first is not None
        void_label(world.services.bench, first.id)
    presenter = BalancePresenter(world.app)
    page = BalancePage(make_kit(lang, theme, percent), presenter)
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


def test_the_transactions_stand_newest_first_signed_with_their_balance(desk: Desk) -> None:
    rows = desk.rows()
    assert len(rows) == 4
    assert rows[0][3].startswith("Order 1002")
    assert rows[0][4].startswith("−$")
    assert rows[-1][4] == "+$100.00"
    assert rows[-1][5] == "$100.00"
    assert "STAMPS" in rows[-1][3]


def test_the_type_selector_narrows_the_table(desk: Desk) -> None:
    """S0-40: the types of ShipStation's list."""
    box = desk.page.findChildren(QComboBox)[0]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle()
    assert len(desk.rows()) == 1
    box = desk.page.findChildren(QComboBox)[0]
    box.activated.emit(4)
    assert "Nothing of this type" in words(desk.page)


def test_refunds_due_are_a_list_of_their_own(desk: Desk) -> None:
    """Check 16: voided is not refunded."""
    desk.choose("Report type", "refunds-due")
    rows = desk.rows()
    assert [row[1] for row in rows] == ["1000"]
    assert rows[0][4].startswith("Refund due")
    desk.table().opened.emit(0)
    assert desk.world.window.gone[-1][0] == "shipments"
    desk.choose("Wallet", "cad")
    assert "No refund is due" in words(desk.page)


def test_each_transaction_can_be_opened_down_to_its_seal(desk: Desk) -> None:
    desk.table().setFocus()
    desk.table().go_to(0)
    QTest.keyClick(desk.table(), Qt.Key.Key_Return)
    dialog = desk.page.window().findChildren(TransactionDialog)[-1]
    shown = words(dialog)
    assert any("Journal seal" in text for text in shown)
    go = next(b for b in dialog.findChildren(Button) if b.words() == "Show the shipment")
    go.click()
    assert desk.world.window.gone[-1][0] == "shipments"


def test_postage_is_bought_from_the_title_row_for_the_wallet_that_is_shown(desk: Desk) -> None:
    """Check 2: Buy postage is found at once; S2-22."""
    desk.choose("Wallet", "cad")
    desk.button("Buy Postage…").click()
    assert desk.world.window.buying == [("cad", None)]


def test_the_transactions_are_written_where_the_person_says(desk: Desk, tmp_path: Path) -> None:
    desk.button("Export CSV…").click()
    dialog = desk.page.findChildren(QFileDialog)[-1]
    target = tmp_path / "wallet.csv"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert target.read_text(encoding="utf-8").count("\n") == 5


def test_the_provider_is_asked_with_one_click(desk: Desk) -> None:
    before = [card.view.reported_at for card in desk.presenter.state.wallets or ()]
    for button in desk.page.findChildren(Button):
        if button.accessibleName() == "Ask the provider for its balance":
            button.click()
            break
    after = [card.view.reported_at for card in desk.presenter.state.wallets or ()]
    assert before != after


def test_an_empty_wallet_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    """Check 14: the empty state has one action."""
    desk = set_out(qtbot, tmp_path, orders=0)
    try:
        assert "No transactions yet" in words(desk.page)
        buys = [b for b in desk.page.findChildren(Button) if b.words() == "Buy Postage…" and b.isVisibleTo(desk.page)]
        buys[-1].click()
        assert desk.world.window.buying == [("usd", None)]
    finally:
        desk.world.close()


def test_an_unsettled_purchase_has_its_red_panel_with_ask_again(qtbot: QtBot, tmp_path: Path) -> None:
    desk = set_out(qtbot, tmp_path, orders=0, faults="add_funds 1 processing-then-done")
    try:
        desk.world.fund("usd", 60)
        desk.presenter.load()
        shown = words(desk.page)
        assert "In transit" in shown
        assert any("of postage is on its way" in text for text in shown)
        desk.button("Ask again").click()
        desk.presenter.load()
        desk.presenter.ask_again()
        desk.presenter.load()
        assert not any("on its way" in text for text in words(desk.page))
    finally:
        desk.world.close()


def test_without_set_up_the_card_leads_to_it(qtbot: QtBot, tmp_path: Path) -> None:
    desk = set_out(qtbot, tmp_path, orders=0, mode=Mode.RECORDED)
    try:
        desk.button("Continue setup").click()
        assert desk.world.window.gone == [("settings", "setup:usd")]
    finally:
        desk.world.close()


def test_new_transactions_come_in_while_the_page_is_shown(desk: Desk) -> None:
    desk.world.fund("usd", 10)
    topics = [told for page, _topics, told in desk.world.app.links.watchers if page == "balance"]
    topics[0]()
    assert len(desk.rows()) == 5


def test_a_page_that_was_made_anew_hears_the_presenter_and_the_old_one_does_not(qtbot: QtBot, desk: Desk) -> None:
    """A change of language or theme makes the widgets anew; the presenter keeps its state."""
    desk.choose("Wallet", "cad")
    desk.page.deleteLater()
    settle()
    anew = BalancePage(make_kit("fr"), desk.presenter)
    qtbot.addWidget(anew)
    anew.show()
    desk.presenter.load()
    chosen = next(b for b in anew.findChildren(Segmented) if b.key() in ("usd", "cad"))
    assert chosen.key() == "cad"
    assert make_spec(desk.world.app).key == "balance"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_word_is_cut_and_every_control_has_a_name(qtbot: QtBot, tmp_path: Path, lang: Lang, percent: int) -> None:
    """Checks 9 to 11."""
    desk = set_out(qtbot, tmp_path, lang, ThemeName.DARK, percent)
    try:
        for report in ("transactions", "refunds-due"):
            desk.presenter.choose_report(next(r for r in type(desk.presenter.state.report) if r.value == report))
            assert list(cut(desk.page)) == []
            assert list(nameless(desk.page)) == []
            assert list(sideways(desk.page)) == []
            assert not any("{" in text for text in words(desk.page))
    finally:
        desk.world.close()
