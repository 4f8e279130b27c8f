"""The frame of the window: every page by key, the balance on each, two languages, two themes, nothing cut."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from gallery import BAR, window
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from core.context import Mode
from core.i18n import LANGUAGES, Lang
from core.money import Money
from ui.icon_names import Ico
from ui.main_window import Hooks, MainWindow
from ui.views import Appearance, BalanceHealth, PrinterHealth, ThemeName, Tone
from ui.widgets.balance_bar import BalanceBar, WalletBlock
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.fields import ScanBox
from ui.widgets.key_help import KeyHelp
from ui.widgets.kit import Kit
from ui.widgets.page import Page, PageSpec
from ui.widgets.rail import RailButton
from ui.widgets.text import Label

Open = Callable[..., MainWindow]
LIGHT_ENGLISH = Appearance("en", ThemeName.LIGHT)
KEYS = ("bench", "orders", "shipments", "balance", "settings", "help")


class Asked:
    """What the window asked of the program."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self.appearances: list[Appearance] = []
        self.may_close = True

    def hooks(self) -> Hooks:
        return Hooks(
            lambda: self.did.append("buy"),
            lambda: self.did.append("find"),
            self.appearances.append,
            lambda: self.may_close,
        )


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def open_window(qtbot: QtBot, asked: Asked) -> Open:
    def make(appearance: Appearance = LIGHT_ENGLISH, size: tuple[int, int] = (1280, 720)) -> MainWindow:
        made = window(appearance, size, asked.hooks())
        qtbot.addWidget(made)
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return make


def words(parent: QWidget) -> set[str]:
    QApplication.processEvents()
    return {label.text() for label in parent.findChildren(Label) if label.isVisible()}


def test_alt_and_a_number_open_each_page_and_the_balance_is_on_all_of_them(qtbot: QtBot, open_window: Open) -> None:
    """Check 1: the same balance on every page, without a dialog."""
    shown = open_window()
    for number, key in enumerate(KEYS, 1):
        QTest.keyClick(shown, Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.AltModifier)
        assert shown.page().isVisible()
        assert {"$1,234.50", "Reserved $12.40", "Reported $1,234.50 · 3 min", "$4.10"} <= words(shown.bar)
        chosen = [b for b in shown.findChildren(RailButton) if b.isChecked()]
        assert [b.accessibleName().lower() for b in chosen] == [key]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bar_stays_one_line_in_the_smallest_window_and_two_with_the_largest_text(
    open_window: Open, lang: Lang
) -> None:
    usd, cad = (
        replace(
            BAR.wallets[0], key=key, booked=Money(412_345, currency), reserved=Money(1240, currency),
            reported=Money(412_345, currency), reported_age=timedelta(minutes=12), health=BalanceHealth.GOOD,
        )
        for key, currency in (("usd", "USD"), ("cad", "CAD"))
    )  # fmt: skip
    for percent, lines in ((100, 1), (200, 2)):
        shown = open_window(Appearance(lang, ThemeName.LIGHT, percent))
        shown.show_bar(replace(BAR, wallets=(usd, cad)))
        QApplication.processEvents()
        assert shown.bar.height() <= lines * 56 * percent // 100 + 1
        told = [block.toolTip() for block in shown.bar.findChildren(WalletBlock) if block.isVisible()]
        assert all("12" in text for text in told)  # never without its age


def test_no_page_leaves_a_stray_window_behind(qtbot: QtBot, open_window: Open) -> None:
    """A widget that is shown before it has a parent flashes as a window of its own and takes the focus."""
    shown = open_window()
    for key in KEYS:
        shown.show_page(key)
        QApplication.processEvents()
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [shown]
        assert shown.isActiveWindow()


def test_the_keys_of_the_window_do_what_they_say(open_window: Open, asked: Asked) -> None:
    shown = open_window()
    QTest.keyClick(shown, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shown, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert asked.did == ["buy", "find"]
    QTest.mouseClick(shown.bar.buy, Qt.MouseButton.LeftButton)
    assert asked.did == ["buy", "find", "buy"]


def test_f1_lists_the_keys_of_the_page_and_of_the_window_and_takes_them_away(open_window: Open) -> None:
    shown = open_window()
    QTest.keyClick(shown, Qt.Key.Key_F1)
    sheet = shown.findChild(KeyHelp)
    assert isinstance(sheet, KeyHelp)
    assert {"Reprint the last label", "Buy postage", "Find anything", "Orders"} <= words(sheet)
    shown.resize(1400, 800)
    assert sheet.size() == shown.size()
    QTest.keyClick(shown, Qt.Key.Key_F1)
    assert not sheet.isVisible()
    assert isinstance(shown.focusWidget(), ScanBox)


def test_esc_closes_the_help_then_clears_the_strip_and_never_the_window(open_window: Open) -> None:
    shown = open_window()
    shown.say(Tone.OK, "Label printed.")
    shown.toggle_key_help()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.strip.text() == "Label printed."
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.strip.text() == ""
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()


def test_the_scan_box_has_the_focus_when_the_bench_comes_and_takes_it_back(open_window: Open) -> None:
    shown = open_window()
    box = shown.findChild(ScanBox)
    assert isinstance(box, ScanBox)
    assert box.hasFocus()
    shown.show_page("orders")
    shown.show_page("bench")
    assert box.hasFocus()
    buttons = [b for b in shown.page().findChildren(Button) if b.words() == "Hold"]
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_7)
    assert box.hasFocus()
    assert box.text() == "7"
    buttons[0].setFocus()
    QTest.keyClick(shown, Qt.Key.Key_F2)
    assert box.hasFocus()


def test_language_and_theme_change_at_once_and_the_page_stays(qtbot: QtBot, open_window: Open, asked: Asked) -> None:
    shown = open_window()
    shown.show_page("balance")
    QTest.mouseClick(shown.bar.language, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.kit.tr.lang == "fr")
    assert "Réservé 12,40\u00a0$" in words(shown.bar)
    assert "Solde" in shown.windowTitle()
    QTest.mouseClick(shown.bar.theme, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.kit.look.dark)
    assert shown.bar.theme.accessibleName() == "Thème clair"
    assert asked.appearances == [
        Appearance("fr", ThemeName.LIGHT),
        Appearance("fr", ThemeName.DARK),
    ]


def test_qt_speaks_french_too_and_english_again(qtbot: QtBot, open_window: Open) -> None:
    """Check 11: Qt's own words, such as those of a file dialog, are in the language chosen."""
    shown = open_window(Appearance("fr", ThemeName.LIGHT))
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    shown.change(LIGHT_ENGLISH)
    qtbot.waitUntil(lambda: shown.kit.tr.lang == "en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("health", "said"),
    [
        (BalanceHealth.GOOD, "One Balance USD"),
        (BalanceHealth.LOW, "USD is low"),
        (BalanceHealth.SHORT, "USD short by $3.20: buy $10"),
    ],
)
def test_a_low_balance_says_so_in_words_with_the_next_amount(
    open_window: Open, health: BalanceHealth, said: str
) -> None:
    shown = open_window()
    wallet = replace(BAR.wallets[0], health=health, short_by=Money(320, "USD"), offer=Money(1000, "USD"), reported=None)
    shown.show_bar(replace(BAR, wallets=(wallet,)))
    assert {said, "Not reported yet"} <= words(shown.bar)
    assert len([b for b in shown.bar.findChildren(WalletBlock) if b.isVisible()]) == 1


@pytest.mark.parametrize("mode", Mode)
def test_the_mode_is_a_word_in_its_own_colour(open_window: Open, mode: Mode) -> None:
    """D5: practice, recorded and live can never be mistaken for each other."""
    shown = open_window()
    shown.show_bar(replace(BAR, mode=mode))
    chips = [chip.view() for chip in shown.bar.findChildren(Chip) if chip.isVisible()]
    tones = {Mode.PRACTICE: Tone.PRACTICE, Mode.RECORDED: Tone.ACCENT, Mode.LIVE: Tone.OK}
    assert [(c.text, c.tone) for c in chips] == [(mode.value.upper(), tones[mode])]


@pytest.mark.parametrize("printer", PrinterHealth)
def test_the_printer_is_told_in_words_with_what_waits(open_window: Open, printer: PrinterHealth) -> None:
    shown = open_window()
    shown.show_bar(replace(BAR, printer=printer, printer_name="Zebra", queued=3, offline=True))
    said = {
        PrinterHealth.NONE: "No printer",
        PrinterHealth.NOT_ASKED: "Zebra not asked yet",
        PrinterHealth.READY: "Zebra ready",
        PrinterHealth.BUSY: "Zebra prints",
        PrinterHealth.ATTENTION: "Check Zebra",
        PrinterHealth.UNREACHED: "Zebra not reached",
        PrinterHealth.STOPPED: "Zebra stopped",
    }
    assert {said[printer], "Packing 1 · 3 queued"} <= words(shown.bar)
    assert "Offline" in {chip.view().text for chip in shown.bar.findChildren(Chip) if chip.isVisible()}


def test_the_age_of_what_the_provider_said_is_always_there(open_window: Open) -> None:
    """M4: a reading never stands without its age."""
    shown = open_window()
    shown.show_bar(replace(BAR, wallets=(replace(BAR.wallets[0], reported_age=timedelta(days=3)),)))
    assert "Reported $1,234.50 · 3 d" in words(shown.bar)


def test_the_window_asks_before_it_goes(open_window: Open, asked: Asked) -> None:
    shown = open_window()
    asked.may_close = False
    shown.close()
    assert shown.isVisible()
    asked.may_close = True
    shown.close()
    assert not shown.isVisible()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(("size", "percent"), [((1280, 720), 100), ((1366, 768), 150), ((1920, 1080), 200)])
def test_no_words_of_the_frame_are_cut(open_window: Open, lang: Lang, size: tuple[int, int], percent: int) -> None:
    """Check 9: English and French, 100 to 200 %."""
    shown = open_window(Appearance(lang, ThemeName.LIGHT, percent), size)
    assert (shown.width(), shown.height()) == size
    frame = [*shown.bar.findChildren(QWidget), *shown.strip.findChildren(QWidget), *shown.findChildren(RailButton)]
    for widget in frame:
        if not widget.isVisible() or not isinstance(widget, Label | QAbstractButton):
            continue
        right = widget.mapTo(shown, widget.rect().topRight()).x()
        assert right < shown.width(), widget.accessibleName()
        needed = widget.fontMetrics().horizontalAdvance(widget.text())
        assert widget.width() >= needed, widget.text()


def test_the_bar_is_one_line_at_the_smallest_window_and_wraps_where_text_is_large(open_window: Open) -> None:
    for lang in ("en", "fr"):
        assert open_window(Appearance(lang, ThemeName.LIGHT)).bar.height() <= 57
    large = open_window(Appearance("fr", ThemeName.LIGHT, 150), (1366, 768))
    assert 2 * 84 <= large.bar.height() <= 2 * 84 + 1


def test_everything_that_takes_the_focus_has_a_name(open_window: Open) -> None:
    """The commonest fault of accessibility is an icon without a name."""
    shown = open_window()
    for key in KEYS:
        shown.show_page(key)
    takers = [w for w in shown.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    mine = [w for w in takers if isinstance(w, QAbstractButton | QLineEdit | QComboBox | QTableView)]
    nameless = [
        w
        for w in mine
        if not w.accessibleName()
        and not (isinstance(w, QAbstractButton) and w.text())
        and not isinstance(w.parent(), QComboBox)
    ]
    assert len(mine) > 40
    assert [(type(w), w.parent()) for w in nameless] == []


def test_no_key_reaches_the_page_behind_the_key_help(qtbot: QtBot, open_window: Open) -> None:
    """F9 would print behind it, Alt+2 leave the page."""
    shown = open_window()
    pressed: list[str] = []
    button = Button(shown.kit, "Reprint", keys="F5")
    button.clicked.connect(lambda: pressed.append("F5"))
    shown.page().add(button)
    QApplication.processEvents()
    shown.toggle_key_help()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_F5)
    QTest.keyClick(focused, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert (pressed, shown.shown()) == ([], "bench")
    QTest.keyClick(focused, Qt.Key.Key_F1)
    assert not [help_ for help_ in shown.findChildren(KeyHelp) if help_.isVisible()]
    QTest.keyClick(shown, Qt.Key.Key_F5)
    assert pressed == ["F5"]


def test_tab_walks_through_the_bar_and_the_page_and_comes_round(open_window: Open) -> None:
    shown = open_window()
    shown.show_page("orders")
    seen: list[QWidget] = []
    for _ in range(60):
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        if shown.focusWidget() in seen:
            break
        seen.append(shown.focusWidget())
    assert shown.bar.buy in seen
    assert shown.bar.language in seen
    assert any(isinstance(widget, RailButton) for widget in seen)
    assert any(shown.page().isAncestorOf(widget) for widget in seen)


def test_the_bar_keeps_its_wallets_while_only_amounts_change(qtbot: QtBot, open_window: Open) -> None:
    shown = open_window()
    before = shown.findChildren(BalanceBar)[0].findChildren(WalletBlock)
    shown.show_bar(replace(BAR, wallets=(replace(BAR.wallets[0], booked=Money(1, "USD")), BAR.wallets[1])))
    assert shown.bar.findChildren(WalletBlock) == before
    assert "$0.01" in words(shown.bar)


def test_the_title_takes_the_stations_name_as_soon_as_it_is_known(open_window: Open) -> None:
    shown = open_window()
    shown.show_bar(replace(BAR, station="Table 9"))
    assert " · Table 9 · " in shown.windowTitle()


def test_the_frame_is_there_before_its_first_page_is_made(qtbot: QtBot, asked: Asked) -> None:
    """facts: desktop 8: the first paint waits for no page."""
    made: list[str] = []

    def factory(kit: Kit) -> Page:
        made.append("bench")
        return Page(kit)

    spec = PageSpec("bench", lambda tr: tr("Bench"), Ico.SCAN_BARCODE, factory)
    framed = MainWindow([spec], asked.hooks(), LIGHT_ENGLISH, BAR, frame_first=True)
    qtbot.addWidget(framed)
    framed.show()
    QApplication.processEvents()
    assert made == []
    QTest.keyClick(framed, Qt.Key.Key_F1)
    assert made == ["bench"]
    framed.change(replace(LIGHT_ENGLISH, theme=ThemeName.DARK))
    qtbot.waitUntil(lambda: made == ["bench", "bench"])
