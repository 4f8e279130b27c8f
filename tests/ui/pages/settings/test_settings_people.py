"""Settings > People, the PIN dialogs and the lock, on a window that nobody sees (S2-13, S2-26; section 7, no. 17)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_checks import nameless, settle, words
from people_kit import ANA, BEN, PINS, more, prove, staff
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import Lang
from core.money import Money
from core.people.acts import Act
from core.people.records import LimitKind, Proofs, Role
from core.people.service import has_operators
from core.people.service_limits import limit_about, set_limit
from core.people.service_operators import operators, sign_in, signed_in
from core.wallet.service import postage_about
from ui.pages.balance.buying.presenter import BuyPresenter
from ui.pages.balance.buying.rows import Stage
from ui.pages.settings.people.dialogs import AddDialog, LimitDialog, PinDialog
from ui.pages.settings.people.presenter import PeoplePresenter
from ui.pages.settings.people.view import PeopleSection
from ui.people.asking import Ask
from ui.people.confirming.presenter import ConfirmPresenter
from ui.people.dialogs import ConfirmDialog, FirstOperatorDialog, PinEdit, SignInDialog
from ui.people.signing.presenter import FirstOperatorPresenter, SignInPresenter
from ui.views import ThemeName
from ui.widgets.dialogs import Dialog


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr("core.people.pins._COST", 2**4)
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def crew(world: World) -> World:
    """Ana has signed in; Ben is a supervisor, Pam a packer."""
    staff(world)
    more(world.app.services.store, world.app.services.desk)
    return world


@pytest.fixture
def put_up(qtbot: QtBot) -> Callable[[QWidget], None]:
    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(1000, 900)
        with qtbot.waitExposed(widget):
            widget.show()
        settle()

    return show


def section(world: World, lang: Lang = "en") -> PeopleSection:
    world.window.lang = lang
    presenter = PeoplePresenter(world.app)
    shown = PeopleSection(make_kit(lang, ThemeName.LIGHT, 100), presenter)
    shown.entered()
    return shown


def dialog(parent: QWidget, kind: type[Dialog]) -> Dialog:
    found = [one for one in parent.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nobody_yet_is_said_and_the_first_is_asked_for(world: World, put_up: Callable[..., None], lang: Lang) -> None:
    shown = section(world, lang)
    put_up(shown)
    expected = {"en": "Nobody has a PIN yet", "fr": "Personne n’a encore de NIP"}
    assert expected[lang] in words(shown)
    assert list(nameless(shown)) == []
    shown.add_person.click()
    assert world.window.first_operators == 1


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_everybody_is_listed_and_the_limits_stand_below(crew: World, put_up: Callable[..., None], lang: Lang) -> None:
    shown = section(crew, lang)
    put_up(shown)
    assert [row.name for row in shown._presenter.rows()] == [ANA, BEN, "Pam"]
    assert list(nameless(shown)) == []
    assert words(shown).count({"en": "no limit", "fr": "aucune limite"}[lang]) == 6


def test_a_packer_is_added_with_a_pin_typed_twice(crew: World, put_up: Callable[..., None]) -> None:
    shown = section(crew)
    put_up(shown)
    shown.add_person.click()
    form = dialog(shown, AddDialog)
    assert isinstance(form, AddDialog)
    form.name.setText("Zoé")
    form.pin.setText("7777")
    form.again.setText("7778")
    form.save.click()
    assert "The two PINs differ." in words(form)
    form.again.setText("7777")
    form.save.click()
    assert not form.isVisible()
    store, desk = crew.app.services.store, crew.app.services.desk
    assert sign_in(store, desk, "zoé", "7777").role is Role.PACKER
    assert [ask.act for ask in crew.window.asks] == [Act.PEOPLE]


def test_a_name_that_is_taken_or_hostile_stays_in_the_form_with_the_reason(
    crew: World, put_up: Callable[..., None]
) -> None:
    shown = section(crew)
    put_up(shown)
    shown.add_person.click()
    form = dialog(shown, AddDialog)
    assert isinstance(form, AddDialog)
    for name, said in (("BEN", "There is an operator Ben"), ("<b>x</b>", "letters, a few digits")):
        form.name.setText(name)
        form.pin.setText("7777")
        form.again.setText("7777")
        form.save.click()
        assert any(said in text for text in words(form)), words(form)
        assert form.save.isEnabled()


def test_a_pin_a_role_and_a_state_are_changed_for_the_one_pointed_at(crew: World, put_up: Callable[..., None]) -> None:
    shown = section(crew)
    put_up(shown)
    shown._presenter.choose("Pam")
    shown.buttons["pin"].click()
    form = dialog(shown, PinDialog)
    assert isinstance(form, PinDialog)
    form.pin.setText("5555")
    form.again.setText("5555")
    form.save.click()
    shown.buttons["role"].click()
    shown.buttons["state"].click()
    services = crew.app.services
    pam = next(one for one in services.read(operators) if one.name == "Pam")
    assert pam.role is Role.SUPERVISOR
    assert not pam.is_active
    assert not shown.buttons["pin"].isEnabled()
    shown.buttons["state"].click()
    assert sign_in(services.store, services.desk, "Pam", "5555").name == "Pam"


def test_a_limit_is_set_and_taken_away_with_a_second_supervisor(crew: World, put_up: Callable[..., None]) -> None:
    shown = section(crew)
    put_up(shown)

    def give(ask: Ask) -> Proofs:
        services = crew.app.services
        return prove(services.store, services.desk, ask.act, about=ask.about, second=BEN if ask.second else "")

    crew.window.prover = give
    for typed, left in (("100", Money(10_000, "USD")), ("ten", Money(10_000, "USD")), ("", None)):
        form = LimitDialog(shown.kit, shown, shown._presenter, LimitKind.SECOND_PERSON, "USD")
        form.show_over()
        form.amount.setText(typed)
        form.save.click()
        assert shown._presenter.facts.limit(LimitKind.SECOND_PERSON, "USD") == left
        form.close()
    assert [ask.second for ask in crew.window.asks] == [False, True]


def test_the_minutes_of_the_lock_are_kept(crew: World) -> None:
    shown = section(crew)
    shown._presenter.set_auto_lock("5")
    assert shown._presenter.facts.auto_lock == "5"
    assert shown.auto_lock.key() == "5"


def confirm(world: World, ask: Ask, parent: QWidget) -> tuple[ConfirmDialog | None, list[Proofs]]:
    came: list[Proofs] = []
    opened: list[ConfirmDialog] = []
    presenter = ConfirmPresenter(world.app, ask, came.append)

    def show() -> None:
        opened.append(ConfirmDialog(make_kit("en", ThemeName.LIGHT, 100), parent, presenter))
        opened[0].show_over()

    presenter.start(show, lambda error: pytest.fail(str(error)))
    return (opened[0] if opened else None), came


def test_while_there_are_no_operators_no_dialog_opens(world: World, put_up: Callable[..., None]) -> None:
    parent = QWidget()
    put_up(parent)
    shown, came = confirm(world, Ask(Act.AUTOFUND), parent)
    assert shown is None
    assert came == [Proofs()]


def test_a_wrong_pin_is_said_and_the_right_one_proves_both(crew: World, put_up: Callable[..., None]) -> None:
    parent = QWidget()
    put_up(parent)
    shown, came = confirm(crew, Ask(Act.AUTOFUND), parent)
    assert shown is not None
    assert isinstance(shown.who, QComboBox)
    assert [shown.who.itemText(n) for n in range(shown.who.count())] == [BEN]
    shown.own.setText("0000")
    shown.other.setText(PINS[BEN])
    shown.yes.click()
    assert any("not the PIN of ana" in text for text in words(shown))
    assert came == []
    shown.own.setText(PINS[ANA])
    shown.other.setText("0000")
    shown.yes.click()
    assert any("not the PIN of Ben" in text for text in words(shown))
    assert not shown.own.isEnabled()  # it was right, and is not asked for again
    QTest.keyClicks(shown.other, PINS[BEN])
    QTest.keyClick(shown.other, Qt.Key.Key_Return)
    assert len(came) == 1
    assert came[0].own
    assert came[0].second


def test_a_pin_is_dots_and_takes_digits_alone(qtbot: QtBot) -> None:
    edit = PinEdit(make_kit("en", ThemeName.LIGHT, 100))
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "12a4-5678901234567")
    assert edit.text() == "124567890123"
    assert set(edit.displayText()) == {edit.displayText()[0]}
    assert not edit.displayText()[0].isdigit()


def test_postage_above_the_limit_asks_for_a_second_person_and_is_bought_once(crew: World) -> None:
    services = crew.app.services
    hundred = Money(10_000, "USD")
    proofs = prove(
        services.store, services.desk, Act.LIMITS, about=limit_about(LimitKind.SECOND_PERSON, "USD", hundred)
    )  # fmt: skip
    set_limit(services.store, services.desk, LimitKind.SECOND_PERSON, "USD", hundred, proofs=proofs)
    crew.window.prover = lambda _ask: None
    buying = BuyPresenter(crew.app, "usd")
    crew.app.startup.ask()
    buying.start()
    above = Money(20_000, "USD")
    assert "second person" in buying.judge(above).text
    buying.purchase(above)
    assert [buying.state.stage] == [Stage.TYPING]
    asked = crew.window.asks[-1]
    assert (asked.act, asked.about, asked.second) == (Act.BUY_POSTAGE, postage_about("usd", above), True)
    crew.window.prover = lambda ask: prove(
        services.store, services.desk, ask.act, own="", second=BEN, about=ask.about
    )  # fmt: skip
    buying.purchase(above)
    assert buying.state.stage is Stage.DONE


def test_signing_in_takes_a_name_and_its_pin_and_a_lock_has_no_way_around(
    crew: World, put_up: Callable[..., None]
) -> None:
    parent = QWidget()
    put_up(parent)
    came: list[str] = []
    presenter = SignInPresenter(crew.app, lambda who: came.append(who.name))
    shown = SignInDialog(make_kit("en", ThemeName.LIGHT, 100), parent, presenter, locked=True)
    shown.show_over()
    presenter.load()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    shown.reject()
    assert shown.isVisible()
    presenter.choose("Pam")
    shown.pin.setText("0000")
    shown.yes.click()
    assert came == []
    assert shown.pin.text() == ""
    shown.pin.setText(PINS["Pam"])
    shown.yes.click()
    assert came == ["Pam"]
    services = crew.app.services
    found = services.read(lambda q: signed_in(q, services.desk))
    assert found is not None
    assert found.name == "Pam"
    shown.accept()


def test_the_first_operator_is_a_supervisor_and_signed_in(world: World, put_up: Callable[..., None]) -> None:
    parent = QWidget()
    put_up(parent)
    came: list[str] = []
    presenter = FirstOperatorPresenter(world.app, lambda who: came.append(who.role.value))
    shown = FirstOperatorDialog(make_kit("fr", ThemeName.LIGHT, 100), parent, presenter)
    shown.show_over()
    shown.name.setText("Élodie")
    shown.pin.setText("12")
    shown.again.setText("12")
    shown.yes.click()
    assert came == []
    shown.pin.setText("1212")
    shown.again.setText("1212")
    shown.yes.click()
    assert came == ["supervisor"]
    assert world.services.read(has_operators)
    shown.accept()
