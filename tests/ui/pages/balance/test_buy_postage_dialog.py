"""The Buy Postage dialog as people use it: Ctrl+B, an amount, Enter. S2-22, S2-23; checks 3 and 4 of the window."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_checks import cut, nameless, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_keys import Keyboard
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import LANGUAGES, Lang
from core.money import Money
from core.wallet.service import views
from ui.pages.balance.buy_postage import BuyPostage, open_dialog
from ui.pages.balance.buying.rows import Stage
from ui.views import ThemeName
from ui.widgets.buttons import Button
from ui.widgets.choices import Segmented
from ui.widgets.kit import Kit


@dataclass
class Desk:
    world: World
    kit: Kit
    parent: QWidget

    def open(self, qtbot: QtBot, wallet: str = "", amount: Money | None = None) -> BuyPostage:
        open_dialog(self.world.app, self.kit, self.parent, wallet, amount)
        dialog = self.dialogs()[-1]
        qtbot.waitUntil(lambda: dialog.isVisible() and dialog.isActiveWindow())
        return dialog

    def dialogs(self) -> list[BuyPostage]:
        return [one for one in self.parent.findChildren(BuyPostage) if one.isVisible()]

    def booked(self, wallet: str = "usd") -> int:
        found = self.world.services.read(views)
        return next(one.booked.minor for one in found if one.wallet.id == wallet)


def set_out(
    qtbot: QtBot, folder: Path, lang: Lang = "en", theme: ThemeName = ThemeName.LIGHT, faults: str = "",
    percent: int = 100,
) -> Desk:  # fmt: skip
    world = open_world(folder, lang=lang, faults=faults)
    world.app.startup.ask()
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 720)
    with qtbot.waitExposed(parent):
        parent.show()
    return Desk(world, make_kit(lang, theme, percent), parent)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = set_out(qtbot, tmp_path)
    yield made
    made.world.close()


def buttons(dialog: QWidget) -> dict[str, Button]:
    return {b.words(): b for b in dialog.findChildren(Button) if b.isVisibleTo(dialog)}


def press_when_it_listens(qtbot: QtBot, dialog: BuyPostage) -> None:
    """The answers wait for a double click to be over."""
    qtbot.waitUntil(dialog.action.isEnabled)
    dialog.action.click()


def test_an_amount_and_enter_are_enough(qtbot: QtBot, desk: Desk) -> None:
    """Ctrl+B is the window's; the amount has the focus, and Enter buys."""
    dialog = desk.open(qtbot)
    assert dialog.edit().input.hasFocus()
    keys = Keyboard(dialog)
    keys.type("50")
    keys.press(Qt.Key.Key_Return)
    assert desk.booked() == 5000
    assert dialog.action.words() == "Done"
    assert any("STAMPS" in text for text in words(dialog))
    qtbot.waitUntil(dialog.action.isEnabled)
    keys.press(Qt.Key.Key_Return)
    assert desk.dialogs() == []


def test_ten_enters_and_a_double_click_buy_once(qtbot: QtBot, desk: Desk) -> None:
    """M5; and what comes up under a double click is not answered by its second half."""
    dialog = desk.open(qtbot)
    dialog.edit().input.setText("20")
    QTest.mouseDClick(dialog.action, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert desk.booked() == 2000
    press_when_it_listens(qtbot, dialog)
    second = desk.open(qtbot)
    second.edit().input.setText("30")
    for _ in range(10):
        QTest.keyClick(QApplication.focusWidget() or second, Qt.Key.Key_Return)
    assert second.isVisible()
    assert desk.booked() == 5000


def test_fifteen_is_refused_while_typing_and_ten_and_twenty_are_offered(qtbot: QtBot, desk: Desk) -> None:
    """Check 3."""
    dialog = desk.open(qtbot)
    QTest.keyClicks(dialog.edit().input, "15")
    assert "not a multiple" in dialog.edit().said()
    assert [b.words() for b in dialog.edit().offers()] == ["$10", "$20"]
    assert not dialog.action.isEnabled()
    QTest.keyClick(dialog.edit().input, Qt.Key.Key_Return)
    assert desk.booked() == 0
    dialog.edit().offers()[1].click()
    assert dialog.edit().amount() == Money(2000, "USD")
    assert dialog.action.isEnabled()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10.005", "whole cents"), ("abc", "is not an amount"), ("1e1", "is not an amount"),
        ("10 CAD", "is in CAD; this amount is in USD"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_its_reason_and_the_rule(
    qtbot: QtBot, desk: Desk, typed: str, said: str
) -> None:
    """S2-23."""
    edit = desk.open(qtbot).edit()
    edit.input.setText(typed)
    assert said in edit.said()
    assert "Postage is bought in multiples of $10" in edit.said()
    assert edit.amount() is None


def test_an_amount_above_every_ceiling_is_called_so_and_nothing_above_it_is_offered(qtbot: QtBot, desk: Desk) -> None:
    edit = desk.open(qtbot).edit()
    edit.input.setText("99999999999")
    assert "above the limit" in edit.said()
    assert [button.words() for button in edit.offers()] == ["$10,000"]


def test_the_balance_before_and_after_stands_there_before_anything_is_charged(qtbot: QtBot, desk: Desk) -> None:
    """Check 4; S0-14: the statement's text too."""
    desk.world.fund("usd", 30)
    dialog = desk.open(qtbot)
    QTest.keyClicks(dialog.edit().input, "1 000,00")
    shown = words(dialog)
    assert {"$30.00\u00a0USD", "$1,030.00\u00a0USD", "Your card statement will say STAMPS."} <= set(shown)
    assert any("Practice card" in text for text in shown)
    assert desk.booked() == 3000


def test_every_quick_amount_and_the_arrow_keys_fill_the_field(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.open(qtbot)
    for text, minor in (("$20", 2000), ("$50", 5000), ("$100", 10_000)):
        buttons(dialog)[text].click()
        assert dialog.edit().amount() == Money(minor, "USD")
    for key, minor in ((Qt.Key.Key_Up, 11_000), (Qt.Key.Key_Down, 10_000), (Qt.Key.Key_PageUp, 20_000)):
        QTest.keyClick(dialog.edit().input, key)
        assert dialog.edit().amount() == Money(minor, "USD")


def test_a_scanned_number_is_no_amount(qtbot: QtBot, desk: Desk) -> None:
    """Order 1000 looks like an amount; the scanner's Enter buys nothing."""
    dialog = desk.open(qtbot)
    keys = Keyboard(dialog)
    keys.scan("1000")
    assert desk.booked() == 0
    assert dialog.edit().input.text() == ""
    assert "scan" in desk.world.window.said[-1][1]


def test_another_wallet_is_bought_for_in_its_own_currency(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.open(qtbot)
    chooser = dialog.findChildren(Segmented)[0]
    chooser.chosen.emit("cad")
    dialog.edit().input.setText("40")
    assert dialog.edit().amount() == Money(4000, "CAD")
    dialog.action.click()
    assert (desk.booked("cad"), desk.booked("usd")) == (4000, 0)


def test_what_the_open_orders_need_is_one_click_away(qtbot: QtBot, desk: Desk) -> None:
    desk.world.order("1001", weight="30 lb")
    dialog = desk.open(qtbot)
    covers = next(button for text, button in buttons(dialog).items() if "covers it" in text)
    covers.click()
    amount = dialog.edit().amount()
    assert amount is not None
    assert amount.minor % 1000 == 0
    dialog.action.click()
    assert desk.booked() == amount.minor


def test_an_amount_that_was_asked_for_stands_in_the_field(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.open(qtbot, "cad", Money(4000, "CAD"))
    assert dialog.edit().amount() == Money(4000, "CAD")


def test_a_second_ctrl_b_brings_the_same_dialog_back(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.open(qtbot)
    assert desk.open(qtbot) is dialog


def test_cancel_and_esc_buy_nothing(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.open(qtbot)
    dialog.edit().input.setText("50")
    dialog.cancel.click()
    assert desk.dialogs() == []
    other = desk.open(qtbot)
    other.edit().input.setText("50")
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert desk.dialogs() == []
    assert desk.booked() == 0


def test_a_no_is_said_in_words_and_the_amount_can_be_typed_again(qtbot: QtBot, tmp_path: Path) -> None:
    desk = set_out(qtbot, tmp_path, faults="add_funds 1 declined")
    try:
        dialog = desk.open(qtbot)
        dialog.edit().input.setText("50")
        dialog.action.click()
        shown = words(dialog)
        assert any("declined" in text for text in shown)
        assert "No money moved" in shown
        press_when_it_listens(qtbot, dialog)
        dialog.edit().input.setText("50")
        dialog.action.click()
        assert desk.booked() == 5000
    finally:
        desk.world.close()


def test_doubt_is_explained_with_money_words_and_ask_again_settles_it(qtbot: QtBot, tmp_path: Path) -> None:
    desk = set_out(qtbot, tmp_path, faults="add_funds 1 drop-after-commit;find_funding 1 not-sent")
    try:
        dialog = desk.open(qtbot)
        dialog.edit().input.setText("40")
        dialog.action.click()
        shown = words(dialog)
        assert "Being checked; never charged twice" in shown
        assert any("not known yet whether $40.00" in text for text in shown)
        assert dialog.action.words() == "Ask again"
        press_when_it_listens(qtbot, dialog)
        assert desk.booked() == 4000
        assert any("bought once, charged once" in text for text in words(dialog))
    finally:
        desk.world.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_word_is_cut_and_every_control_has_a_name(qtbot: QtBot, tmp_path: Path, lang: Lang, percent: int) -> None:
    """Checks 9 to 11: both languages, large text."""
    faults = "add_funds 1 declined;add_funds 2 drop-before-commit;find_funding 1 not-sent"
    desk = set_out(qtbot, tmp_path, lang, ThemeName.DARK, faults, percent)
    try:
        desk.world.order("1001", weight="30 lb")
        dialog = desk.open(qtbot)
        for text, stage in (("15", Stage.TYPING), ("50", Stage.REFUSED), ("50", Stage.IN_DOUBT)):
            dialog.edit().input.setText(text)
            if stage is not Stage.TYPING:
                dialog.action.click()
            assert list(cut(dialog)) == []
            assert list(nameless(dialog)) == []
            assert not any("{" in word for word in words(dialog))
            if stage is Stage.REFUSED:
                press_when_it_listens(qtbot, dialog)
    finally:
        desk.world.close()
