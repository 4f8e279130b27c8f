"""The settings page on the window: every button does something, nothing is cut, in both languages and at 150 %."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, sideways, words
from people_kit import staff
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QTableView, QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.context import Mode
from core.i18n import LANGUAGES, Lang
from core.printing.records import Language
from core.printing.service import list_printers
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.presenter import CARRIERS, DISPLAY, PRINTERS, RATE_CARDS, SECTIONS, WALLETS, SettingsPresenter
from ui.views import ThemeName
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceCards, Segmented
from ui.widgets.fields import FormRow, LineEdit

PAGE_1280 = (1280 - 88, 720 - 56 - 40)
CARD = (
    "carrier,service,zone,weight_up_to,unit,price,currency,valid_from,valid_to\n"
    "ups,03,local,1,lb,5.00,USD,2026-01-01,\nups,03,national,1,lb,7.00,USD,2026-01-01,\n"
)


@dataclass
class Shown:
    """The settings page over a station."""

    world: World
    presenter: SettingsPresenter
    page: SettingsPage
    opened: list[object] = field(default_factory=list)

    def go(self, section: str) -> None:
        for dialog in self.dialogs():
            dialog.reject()
        self.presenter.visit(section)
        self.page.entered()
        settle()

    def buttons(self, inside: QWidget | None = None) -> list[QAbstractButton]:
        place = inside or self.page
        return [b for b in place.findChildren(QAbstractButton) if b.isVisibleTo(place) and b.isEnabled() and b.text()]

    def button(self, said: str, inside: QWidget | None = None) -> Button:
        found = [b for b in self.buttons(inside) if isinstance(b, Button) and b.words() == said]
        assert found, (said, [b.text() for b in self.buttons(inside)])
        return found[0]

    def dialogs(self) -> list[QDialog]:
        settle()
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]

    def dialog(self) -> QDialog:
        (dialog,) = self.dialogs()
        return dialog

    def seen(self) -> tuple[object, ...]:
        """Everything that a click may change."""
        window = self.world.window
        checked = [b.isChecked() for b in self.page.findChildren(QAbstractButton) if b.isCheckable()]
        return (
            tuple(words(self.page)), tuple(checked), len(window.said), window.appearance(), len(self.dialogs()),
            len(self.opened), QApplication.clipboard().text(), self.presenter.section, self.presenter.setup,
        )  # fmt: skip


Show = Callable[..., Shown]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    worlds: list[World] = []
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    def make(lang: Lang = "en", mode: Mode = Mode.PRACTICE, percent: int = 100) -> Shown:
        QApplication.clipboard().clear()
        world = open_world(tmp_path / f"{len(worlds)}", lang=lang, mode=mode)
        worlds.append(world)
        presenter = SettingsPresenter(world.app)
        page = SettingsPage(make_kit(lang, ThemeName.LIGHT, percent), presenter)
        qtbot.addWidget(page)
        page.resize(*(round(side * (1 if percent == 100 else 1.6)) for side in PAGE_1280))
        with qtbot.waitExposed(page):
            page.show()
        page.entered()
        settle()
        return Shown(world, presenter, page, opened)

    yield make
    for dialog in [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]:
        dialog.reject()
    for world in worlds:
        world.close()


def import_card(shown: Shown) -> None:
    path = shown.world.services.directory.parent / "rates.csv"
    path.write_text(CARD, encoding="utf-8")
    shown.go(RATE_CARDS)
    shown.presenter.rate_cards.import_file(path)


def reject_card(shown: Shown) -> None:
    path = shown.world.services.directory.parent / "bad.csv"
    path.write_text(CARD + "ups,99,moon,1,lb,5.00,USD,2026-01-01,\n", encoding="utf-8")
    shown.go(RATE_CARDS)
    shown.presenter.rate_cards.import_file(path)


def open_card(shown: Shown) -> None:
    import_card(shown)
    shown.presenter.rate_cards.open()
    table = next(t for t in shown.page.findChildren(QTableView) if t.isVisibleTo(shown.page))
    table.selectRow(0)


def after_a_test(shown: Shown) -> None:
    shown.go(PRINTERS)
    shown.presenter.printers.test()


def features(shown: Shown) -> None:
    shown.go(CARRIERS)
    shown.presenter.carriers.show("table")


SCENES: dict[str, Callable[[Shown], None]] = {
    PRINTERS: lambda shown: shown.go(PRINTERS),
    "printers-tested": after_a_test,
    DISPLAY: lambda shown: shown.go(DISPLAY),
    WALLETS: lambda shown: shown.go(WALLETS),
    CARRIERS: lambda shown: shown.go(CARRIERS),
    "carriers-features": features,
    "carriers-sheet": lambda shown: shown.go("carriers:canada_post"),
    "rate-cards-none": lambda shown: shown.go(RATE_CARDS),
    "rate-cards": import_card,
    "rate-cards-prices": open_card,
    "rate-cards-problems": reject_card,
}


@pytest.mark.parametrize("scene", SCENES)
def test_every_button_has_an_effect(show: Show, scene: str) -> None:
    """No button without effect; a button that is chosen already stays as it is."""
    shown = show()
    SCENES[scene](shown)
    count = len(shown.buttons())
    assert count
    for number in range(count):
        SCENES[scene](shown)
        here = shown.buttons()
        if number >= len(here) or here[number].isChecked():
            continue
        said = here[number].text()
        before = shown.seen()
        here[number].click()
        assert shown.seen() != before, said


@pytest.mark.parametrize(("lang", "percent"), [("en", 100), ("fr", 100), ("fr", 150)])
def test_no_words_are_cut_and_nothing_scrolls_sideways(show: Show, lang: Lang, percent: int) -> None:
    """Desktop checks 9, 10, 11."""
    shown = show(lang, percent=percent)
    for name, scene in SCENES.items():
        scene(shown)
        assert (name, list(cut(shown.page))) == (name, [])
        assert (name, list(outside(shown.page))) == (name, [])
        assert (name, list(sideways(shown.page))) == (name, [])
        assert (name, list(nameless(shown.page))) == (name, [])
        assert not any("{" in text for text in words(shown.page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_section_is_one_click_away_and_remembered(show: Show, lang: Lang) -> None:
    shown = show(lang)
    names = list(shown.page.sections._items.values())
    for key, item in zip(SECTIONS, names, strict=True):
        item.click()
        assert shown.page.sections.key() == key == shown.presenter.section


def test_set_up_carriers_leads_to_the_set_up_and_back(show: Show) -> None:
    """S0-08, S0-09."""
    shown = show(mode=Mode.RECORDED)
    staff(shown.world)
    shown.go(CARRIERS)
    shown.button("Set up carriers").click()
    assert any("Set-up of One Balance USD" in text for text in words(shown.page))
    edits = [e for e in shown.page.findChildren(LineEdit) if e.isVisibleTo(shown.page)]
    edits[0].setText("Stamps.com")
    edits[1].setText("ana1")
    shown.button("Back to settings").click()
    shown.go(CARRIERS)
    assert shown.button("Continue setup").isEnabled()
    assert not any("Set-up of One Balance USD" in text for text in words(shown.page))


def test_account_settings_say_what_is_missing_in_a_recorded_station(show: Show) -> None:
    """S0-07, S0-17."""
    shown = show(mode=Mode.RECORDED)
    shown.go(WALLETS)
    assert "Labels and postage are available once set-up is finished." in words(shown.page)
    assert "Not set up yet" in words(shown.page)
    shown.button("Set up carriers").click()
    assert shown.presenter.setup is not None


def test_a_payment_method_is_updated_by_its_button(show: Show) -> None:
    """S0-18, S0-19."""
    shown = show()
    shown.go(WALLETS)
    shown.button("Update payment method").click()
    dialog = shown.dialog()
    edits = {edit.accessibleName(): edit for edit in dialog.findChildren(LineEdit)}
    edits["Nickname"].setText("")
    shown.button("Update payment", dialog).click()
    problems = [row.problem() for row in dialog.findChildren(FormRow) if row.problem()]
    assert problems == ["Nickname: fill this in."]
    edits["Nickname"].setText("Blue card")
    shown.button("Update payment", dialog).click()
    assert shown.dialogs() == []
    assert any(text.startswith("Blue card, Practice") for text in words(shown.page))
    assert any(text.startswith("Before: Practice card, from Nov") for text in words(shown.page))


def test_a_printer_is_added_by_its_form_with_every_problem_below_its_field(show: Show) -> None:
    shown = show()
    shown.button("Add a printer").click()
    dialog = shown.dialog()
    shown.button("Save", dialog).click()
    problems = {row.field.accessibleName(): row.problem() for row in dialog.findChildren(FormRow) if row.problem()}
    assert problems == {"Name": "Name: fill this in.", "Address": "Address: fill this in."}
    name, where = dialog.findChildren(LineEdit)
    name.setText("Bench 9")
    where.setText("10.0.0.9:9100")
    cards = dialog.findChildren(ChoiceCards)[0]
    cards._options[1].click()
    shown.button("Save", dialog).click()
    assert shown.dialogs() == []
    added = shown.world.services.read(list_printers)[-1]
    assert (added.name, added.kind.language, added.address) == ("Bench 9", Language.EPL, "tcp://10.0.0.9:9100")


def test_a_new_printer_is_in_sight_and_its_address_has_a_name(show: Show) -> None:
    shown = show()
    shown.page.resize(1000, 420)
    shown.button("Add a printer").click()
    dialog = shown.dialog()
    name, where = dialog.findChildren(LineEdit)
    assert (name.accessibleName(), where.accessibleName()) == ("Name", "Address")
    name.setText("Bench 9")
    where.setText("10.0.0.9:9100")
    shown.button("Save", dialog).click()
    settle()
    table = next(t for t in shown.page.findChildren(QTableView) if t.isVisibleTo(shown.page))
    assert table.currentIndex().data().startswith("Bench 9")
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    table.setFixedHeight(table.height() - 48)  # an answer of the printer takes its room below
    settle()
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_the_form_offers_only_what_fits_together(show: Show) -> None:
    shown = show()
    shown.button("Add a printer").click()
    dialog = shown.dialog()
    cards, dpi = dialog.findChildren(ChoiceCards)[0], dialog.findChildren(Segmented)[0]
    assert dpi.isVisibleTo(dialog)
    cards._options[0].click()
    assert not dpi.isVisibleTo(dialog)
    dialog.findChildren(Segmented)[1]._options[1].click()
    shown.button("Browse …", dialog).click()
    assert any(isinstance(one, QFileDialog) for one in [*shown.dialogs(), *dialog.findChildren(QFileDialog)])


def test_a_printer_goes_out_of_use_only_after_a_second_yes(show: Show) -> None:
    shown = show()
    shown.button("Take out of use").click()
    dialog = shown.dialog()
    shown.button("Cancel", dialog).click()
    assert len(shown.world.services.read(list_printers)) == 3
    shown.button("Take out of use").click()
    shown.button("Take out of use", shown.dialog()).click()
    assert [one.name for one in shown.world.services.read(list_printers)] == ["Thermal EPL", "Laser"]


def test_a_station_without_printers_says_what_a_printer_is(show: Show) -> None:
    shown = show(mode=Mode.RECORDED)
    assert "No printer yet" in words(shown.page)
    assert not [b for b in shown.page.findChildren(Button) if b.words() == "Test print" and b.isEnabled()]


def test_a_test_label_asks_how_it_looked_only_where_there_is_paper(show: Show) -> None:
    """S2-18."""
    shown = show()
    shown.button("Test print").click()
    assert "How did it look?" not in words(shown.page)
    shown.button("Open folder").click()
    assert len(shown.opened) == 1


def test_a_price_is_changed_in_its_dialog_and_a_day_that_is_none_is_refused(show: Show) -> None:
    shown = show()
    open_card(shown)
    shown.button("Change price or days").click()
    dialog = shown.dialog()
    amount, _first, last = dialog.findChildren(LineEdit)
    amount.setText("5.55")
    last.setText("tomorrow")
    shown.button("Save", dialog).click()
    assert [row.problem() for row in dialog.findChildren(FormRow) if row.problem()] == ["Write a day like 2027-01-31."]
    last.setText("2027-06-30")
    shown.button("Save", dialog).click()
    assert shown.dialogs() == []
    line = shown.presenter.rate_cards.lines[0]
    assert (line.price_minor, line.valid_from, line.valid_to) == (555, "2026-01-01", "2027-06-30")


def test_a_price_of_nothing_cannot_be_saved(show: Show) -> None:
    shown = show()
    open_card(shown)
    shown.button("Change price or days").click()
    dialog = shown.dialog()
    dialog.findChildren(LineEdit)[0].setText("0")
    assert "A price is above zero and at most 100,000.00." in words(dialog)
    assert not next(b for b in dialog.findChildren(Button) if b.words() == "Save").isEnabled()


def test_a_card_is_withdrawn_after_a_second_yes_and_then_only_read(show: Show) -> None:
    shown = show()
    import_card(shown)
    settle()
    shown.button("Withdraw").click()
    shown.button("Withdraw", shown.dialog()).click()
    assert shown.presenter.rate_cards.cards[0].withdrawn_at
    open_card_again = shown.presenter.rate_cards
    open_card_again.open()
    settle()
    change = next(b for b in shown.page.findChildren(Button) if b.words() == "Change price or days")
    assert not change.isEnabled()


def test_no_page_leaves_a_stray_window_behind(show: Show) -> None:
    shown = show()
    for scene in SCENES.values():
        scene(shown)
        settle()
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [shown.page]
