"""The set-up on the window: by its buttons, on a recorded station; Finish never vanishes; no card number is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, words
from people_kit import staff
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import BURLINGTON, World, open_world

from core.accounts.service import setup_of
from core.context import Mode
from core.i18n import LANGUAGES, Lang
from ui.pages.setup.fields import PaymentFields
from ui.pages.setup.presenter import SetupPresenter
from ui.pages.setup.view import SetupView
from ui.views import ThemeName
from ui.widgets.address_form import AddressForm
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceCards
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.wizard import Wizard

SIZE_1280 = (1280 - 88 - 48, 720 - 56 - 40 - 44)
CARD = "4242 4242 4242 4242"


@dataclass
class Shown:
    """The set-up of the USD balance on the window."""

    qtbot: QtBot
    world: World
    presenter: SetupPresenter
    view: SetupView
    left: list[str] = field(default_factory=list)

    @property
    def wizard(self) -> Wizard:
        assert self.view.wizard is not None
        return self.view.wizard

    def button(self, words_: str) -> Button:
        found = [b for b in self.view.findChildren(Button) if b.words() == words_ and b.isVisibleTo(self.view)]
        assert len(found) == 1, (
            words_,
            [b.words() for b in self.view.findChildren(Button) if b.isVisibleTo(self.view)],
        )
        return found[0]

    def edit(self, name: str) -> LineEdit:
        found = [e for e in self.view.findChildren(LineEdit) if e.accessibleName() == name and e.isVisibleTo(self.view)]
        assert len(found) == 1, name
        return found[0]

    def again(self, lang: Lang) -> None:
        """The window changes its words: all widgets are made anew, the presenter stays."""
        self.world.window.lang = lang
        self.view.hide()
        self.view = put_up(self.qtbot, self.world, self.presenter, lang)


def put_up(
    qtbot: QtBot, world: World, presenter: SetupPresenter, lang: Lang = "en", percent: int = 100
) -> SetupView:  # fmt: skip
    view = SetupView(make_kit(lang, ThemeName.LIGHT, percent), presenter, world.services.desk)
    qtbot.addWidget(view)
    view.resize(*(round(side * (1 if percent == 100 else 1.6)) for side in SIZE_1280))
    with qtbot.waitExposed(view):
        view.show()
    settle()
    return view


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Shown]]:
    worlds: list[World] = []

    def make(mode: Mode = Mode.RECORDED, lang: Lang = "en", step: str = "", percent: int = 100) -> Shown:
        world = open_world(tmp_path / f"{len(worlds)}", mode=mode, lang=lang)
        worlds.append(world)
        if mode is Mode.RECORDED:
            staff(world)
        left: list[str] = []
        presenter = SetupPresenter(world.app, "usd", lambda: left.append("left"))
        presenter.open(step)
        return Shown(qtbot, world, presenter, put_up(qtbot, world, presenter, lang, percent), left)

    yield make
    for world in worlds:
        world.close()


def type_account(shown: Shown) -> None:
    shown.edit("Who holds the balance").setText("Stamps.com")
    shown.edit("User name of the account there").setText("ana1")


def tick(shown: Shown) -> QCheckBox:
    box = next(box for box in shown.view.findChildren(QCheckBox) if box.isVisibleTo(shown.view))
    box.click()
    return box


def type_payment(shown: Shown) -> None:
    shown.edit("Nickname").setText("Blue card")
    shown.edit("Holder of the card or account").setText("Ana Núñez")
    shown.edit("Last four digits").setText("4242")
    shown.edit("Where the card is on file").setText("the provider's portal")
    fields = next(iter(shown.view.findChildren(PaymentFields)))
    boxes = {box.accessibleName(): box for box in fields.findChildren(QComboBox)}
    boxes["Month"].setCurrentText("08")
    boxes["Year"].setCurrentText("2030")
    next(iter(fields.findChildren(AddressForm))).set_address(BURLINGTON)


def test_by_its_buttons_alone_a_balance_is_set_up(
    show: Callable[..., Shown], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-05 to S0-12, S2-02 to S2-04, S2-10, S2-12, S2-14, S2-19."""
    terms = tmp_path / "terms-7.txt"
    terms.write_text("Be kind to parcels.", encoding="utf-8")
    monkeypatch.setattr("ui.pages.setup.terms_page.ask_open", lambda _kit, _parent, _title, _kinds, then: then(terms))
    shown = show()
    type_account(shown)
    assert not tick(shown).isHidden()
    shown.button("Create One Balance Account").click()
    type_payment(shown)
    shown.button("Proceed with setup").click()
    location = next(form for form in shown.view.findChildren(AddressForm) if form.isVisibleTo(shown.view))
    location.set_address(BURLINGTON)
    shown.button("Proceed with setup").click()
    for _carrier in range(3):
        shown.button("Open the terms …").click()
        viewer = next(v for v in shown.view.findChildren(QPlainTextEdit) if v.isVisibleTo(shown.view))
        assert (viewer.toPlainText(), viewer.isReadOnly()) == ("Be kind to parcels.", True)
        box = next(box for box in shown.view.findChildren(QCheckBox) if box.isVisibleTo(shown.view))
        assert (box.text(), box.isChecked()) == ("I have read and accept the following terms of service", False)
        box.click()
        shown.button("Next").click()
    cards = next(cards for cards in shown.view.findChildren(ChoiceCards) if cards.isVisibleTo(shown.view))
    cards._options[2].click()
    shown.button("Next").click()
    shown.button("Finish Setup").click()
    setup = shown.world.services.read(lambda q: setup_of(q, "usd"))
    assert setup.finished_at
    assert setup.payment is not None
    assert (setup.payment.expires, setup.label_format, len(setup.terms)) == ("2030-08", "zpl", 3)
    assert shown.left == ["left"]


def test_finish_is_on_every_page_and_says_what_is_missing(show: Callable[..., Shown]) -> None:
    """S0-41: it never vanishes."""
    shown = show()
    for number in range(8):
        shown.wizard._go(number)
        settle()
        finish = shown.button("Finish Setup")
        assert not finish.isEnabled()
        assert finish.toolTip() == "Account: name the account"
        assert "Account: name the account" in words(shown.view)


def test_the_text_of_the_terms_has_the_height_that_is_free(show: Callable[..., Shown], tmp_path: Path) -> None:
    shown = show(step="terms.ups")
    terms = tmp_path / "terms.txt"
    terms.write_text("\n".join(f"{n}. Be kind to parcels." for n in range(90)), encoding="utf-8")
    shown.presenter.open_terms("ups", terms)
    settle()
    viewer = next(v for v in shown.view.findChildren(QPlainTextEdit) if v.isVisibleTo(shown.view))
    assert viewer.height() >= 11 * viewer.fontMetrics().lineSpacing()
    bottom = viewer.mapTo(shown.view, viewer.rect().bottomLeft()).y()
    assert bottom < shown.button("Finish Setup").mapTo(shown.view, QPoint(0, 0)).y()


def test_what_is_missing_is_joined_as_the_language_joins_it(show: Callable[..., Shown]) -> None:
    shown = show(lang="fr")
    assert "\u00a0: " in shown.button("Terminer la configuration").toolTip()


def test_next_stays_on_a_page_with_problems_and_names_each_below_its_field(show: Callable[..., Shown]) -> None:
    shown = show(step="payment")
    shown.edit("Last four digits").setText("42")
    shown.button("Proceed with setup").click()
    assert shown.wizard.step() == 1
    rows = [row for row in shown.view.findChildren(FormRow) if row.problem()]
    fields = {row.field.accessibleName() for row in rows}
    assert fields >= {"Nickname", "Holder of the card or account", "Where the card is on file", "Last four digits"}
    assert fields >= {"Address", "City"}
    assert len({row.problem() for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "name", ["Nickname", "Last four digits", "Holder of the card or account", "Where the card is on file", "City"]
)
def test_a_card_number_that_is_pasted_is_taken_out_and_the_reason_is_shown(
    show: Callable[..., Shown], name: str
) -> None:
    """D6: no card number anywhere, and a paste guard that says why."""
    shown = show(step="payment")
    edit = shown.edit(name)
    QApplication.clipboard().setText(CARD)
    edit.setFocus()
    edit.paste()
    assert "4242 4242" not in edit.text()
    assert any("card number" in text for text in words(shown.view) if "looks like" in text)


def test_a_card_number_that_is_typed_digit_by_digit_is_taken_out(show: Callable[..., Shown]) -> None:
    shown = show(step="payment")
    edit = shown.edit("Last four digits")
    QTest.keyClicks(edit, CARD.replace(" ", ""))
    assert len(edit.text()) < 13
    brand = next(box for box in shown.view.findChildren(QComboBox) if box.accessibleName() == "Brand")
    brand.setCurrentText(CARD)
    assert brand.currentText() == ""


def test_the_account_page_guards_too_and_unverifies_another_account(show: Callable[..., Shown]) -> None:
    shown = show()
    type_account(shown)
    box = tick(shown)
    assert box.isChecked()
    assert box.text() == "I verified that the correct account is selected: ana1"
    shown.edit("User name of the account there").setText("ana2")
    assert not box.isChecked()
    shown.edit("User name of the account there").setText(CARD)
    assert shown.edit("User name of the account there").text() == "ana2"


def test_without_an_account_the_page_tells_how_to_get_one_and_invents_none(show: Callable[..., Shown]) -> None:
    """S2-04."""
    shown = show()
    assert not any("portal. It asks for" in text for text in words(shown.view))
    path = next(o for o in shown.view.findChildren(QAbstractButton) if o.accessibleName() == "I have none yet")
    path.click()
    assert any("portal. It asks for" in text for text in words(shown.view))
    assert shown.edit("User name of the account there").text() == ""


def test_what_was_typed_outlives_a_change_of_language(show: Callable[..., Shown]) -> None:
    shown = show()
    type_account(shown)
    shown.again("fr")
    assert shown.edit("Qui détient le solde").text() == "Stamps.com"
    assert shown.button("Créer le compte One Balance").isEnabled()
    assert not shown.button("Terminer la configuration").isEnabled()


def test_back_keeps_the_page_and_the_way_back_to_settings_leaves(show: Callable[..., Shown]) -> None:
    shown = show(step="payment")
    type_payment(shown)
    shown.button("Back").click()
    assert shown.wizard.step() == 0
    payment = shown.world.services.read(lambda q: setup_of(q, "usd")).payment
    assert payment is not None
    assert payment.nickname == "Blue card"
    shown.button("Back to settings").click()
    assert shown.left == ["left"]


def test_the_accepted_text_of_a_practice_station_is_read_again(show: Callable[..., Shown]) -> None:
    shown = show(Mode.PRACTICE, step="terms.ups")
    shown.button("Read it").click()
    viewer = next(v for v in shown.view.findChildren(QPlainTextEdit) if v.isVisibleTo(shown.view))
    assert viewer.toPlainText().startswith("Practice terms")
    assert any("SHA-256" in text for text in words(shown.view))
    assert shown.button("Finish Setup").isEnabled()


def test_a_test_label_of_the_format_says_what_came_of_it(show: Callable[..., Shown]) -> None:
    """S2-18."""
    shown = show(Mode.PRACTICE, step="label-format")
    shown.button("What Label Format should I select?").click()
    assert any("Thermal-ZPL suits most recent label printers" in text for text in words(shown.view))
    shown.button("Print a test label").click()
    assert any("Nothing was printed" in text for text in words(shown.view))


def test_asking_for_the_terms_opens_a_file_dialog_in_the_language(show: Callable[..., Shown]) -> None:
    shown = show(Mode.PRACTICE, lang="fr", step="terms.ups")
    shown.button("Ouvrir les conditions…").click()
    dialog = next(iter(shown.view.findChildren(QFileDialog)))
    assert dialog.windowTitle() == "Conditions de service (UPS)"
    dialog.reject()


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_words_are_cut_on_any_page(show: Callable[..., Shown], lang: Lang, percent: int) -> None:
    """Desktop checks 9 and 10."""
    shown = show(Mode.PRACTICE, lang=lang, percent=percent)
    for number in range(len(shown.presenter.steps())):
        shown.wizard._go(number)
        assert list(cut(shown.view)) == []
        assert list(outside(shown.view)) == []
        assert list(nameless(shown.view)) == []
        assert not any("{" in text for text in words(shown.view))
