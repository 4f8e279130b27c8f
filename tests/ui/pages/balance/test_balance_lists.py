"""Every list of the Balance page and every form on it: no word is cut, every control has a name and can be reached."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from balance_page_kit import Lists, put_up, ship
from page_checks import cut, nameless, outside, settle, sideways, words
from people_kit import BEN, more, prove, staff
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.context import Mode
from core.errors import OutcomeUnknown
from core.i18n import LANGUAGES, Lang
from core.money import Money
from core.people.acts import Act
from core.people.records import Proofs
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task
from core.wallet.autofund.rules import Autofund, Owner
from core.wallet.autofund.service import set_rule
from core.wallet.dated_rules import FILE_NAME
from core.wallet.rules_adjustments import Cause, Source
from core.wallet.service_adjustments import NewAdjustment, add_adjustment
from core.wallet.service_readings import add_reading
from ui.pages.balance.forms import Form
from ui.pages.balance.readings.presenter import ReadingsPresenter
from ui.pages.balance.rows import Report
from ui.people.asking import Ask
from ui.running import HeldRunner
from ui.views import ThemeName
from ui.widgets.buttons import Button


def busy(folder: Path, lang: Lang = "en") -> World:
    """A station with something in every list."""
    world = open_world(folder, lang=lang, faults="buy_label 3 drop-after-commit")
    world.app.startup.ask()
    world.fund("usd", 100)
    labels = ship(world, "1001", "1002")
    world.clock.move(timedelta(hours=2))
    void_label(world.services.bench, labels[0])
    (lost,) = ship_orders(world.services.bench, [world.order("1003").id])
    assert isinstance(lost.error, OutcomeUnknown)
    services = world.services
    store, desk = services.store, services.desk
    new = NewAdjustment(
        "usd", "usps", labels[1], "", Money(-325, "USD"), Cause.WEIGHT, "Weight corrected from 1 lb to 2 lb", "A-1",
        Source.PERSON, date(2026, 11, 20),
    )  # fmt: skip
    add_adjustment(store, desk, new)
    add_reading(store, desk, "usd", Money(7000, "USD"), desk.clock.now(), "portal, home page")
    rule = Autofund("usd", Owner.US, Money(2000, "USD"), Money(5000, "USD"), 2, Money(10_000, "USD"))
    set_rule(store, desk, rule, provider_is_off=True)
    with store.write() as tx:
        raise_task(tx, desk, key="k", kind=TaskKind.REFUND_OVERDUE, subject="usd", due=date(2026, 11, 19))
    return world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = busy(tmp_path)
    yield made
    made.close()


def cropped(lists: Lists) -> list[str]:
    """Buttons that reach out of what they stand in."""
    settle()
    return [
        button.text()
        for button in lists.page.findChildren(QAbstractButton)
        if button.isVisibleTo(lists.page) and (around := button.parentWidget()) is not None
        and not around.rect().contains(button.geometry())
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_list_cuts_a_word_or_hides_a_control(qtbot: QtBot, tmp_path: Path, lang: Lang, percent: int) -> None:
    world = busy(tmp_path, lang)
    try:
        lists = put_up(qtbot, world, Report.TRANSACTIONS, lang, ThemeName.DARK, percent)
        for report in Report:
            lists.show(report)
            assert (report, list(cut(lists.page)), cropped(lists)) == (report, [], [])
            assert (report, list(nameless(lists.page)), list(outside(lists.page))) == (report, [], [])
            assert list(sideways(lists.page)) == []
            assert not any("{" in text for text in words(lists.page))
    finally:
        world.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_form_cuts_a_word_or_is_higher_than_the_window(qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    world = busy(tmp_path, lang)
    seen = set()
    try:
        lists = put_up(qtbot, world, Report.TRANSACTIONS, lang)
        for report in Report:
            lists.show(report)
            names = [one.words() for one in lists.page.findChildren(Button) if one.isVisibleTo(lists.page)]
            for name in [name for name in names if name.endswith("…")]:
                lists.buttons(name)[-1].click()
                settle()
                for form in [one for one in lists.page.window().findChildren(Form) if one.isVisible()]:
                    settle()
                    seen.add(form.windowTitle())
                    assert (form.windowTitle(), list(cut(form)), list(nameless(form))) == (form.windowTitle(), [], [])
                    assert form.height() <= 720
                    form.reject()
                    settle()
        assert len(seen) >= 10
    finally:
        world.close()


def test_a_list_is_chosen_and_acted_on_with_the_keyboard(qtbot: QtBot, world: World) -> None:
    lists = put_up(qtbot, world, Report.TRANSACTIONS)
    choice = next(
        one for one in lists.page.findChildren(QAbstractButton) if one.accessibleName() == "Auto-fund"
    )  # fmt: skip
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Space)
    assert lists.presenter.state.report is Report.AUTOFUND
    stop = lists.buttons("Stop…")[0]
    stop.setFocus()
    QTest.keyClick(stop, Qt.Key.Key_Return)
    form = lists.form()
    edit = form.focusWidget()
    QTest.keyClicks(edit, "prices")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert lists.reads("Stopped: prices")


def test_where_there_are_operators_each_act_takes_their_pins(
    qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2-13: a rule of auto-funding takes a second person; stopping it takes nobody's PIN."""
    monkeypatch.setattr("core.people.pins._COST", 2**4)
    staff(world)
    more(world.app.services.store, world.app.services.desk)
    lists = put_up(qtbot, world, Report.AUTOFUND)
    assert "second" in lists.answer("Change the rule…", {"Buy": "60"}).casefold()

    def both(ask: Ask) -> Proofs:
        services = world.app.services
        return prove(services.store, services.desk, ask.act, second=BEN, about=ask.about)

    world.window.prover = both
    assert lists.answer("Change the rule…", {"Buy": "60"}) == ""
    asked = len(world.window.asks)
    assert lists.answer("Stop…", {"Why is it stopped?": "prices"}) == ""
    assert len(world.window.asks) == asked
    lists.show(Report.CLOSING)
    assert lists.answer("Begin closing…", {"Why is it closed?": "moving"}) == ""
    assert world.window.asks[-1].act is Act.CLOSING


@pytest.mark.parametrize("mode", [Mode.PRACTICE, Mode.RECORDED])
def test_a_station_where_nothing_was_done_yet_has_every_list(qtbot: QtBot, tmp_path: Path, mode: Mode) -> None:
    world = open_world(tmp_path, mode=mode)
    try:
        lists = put_up(qtbot, world, Report.TRANSACTIONS)
        for report in Report:
            world.app.links.visits["balance"](report.value)
            assert lists.presenter.state.report is report
            assert (report, list(cut(lists.page)), cropped(lists)) == (report, [], [])
        lists.show(Report.REFUNDS_DUE)
        lists.press("Ask what came")
        assert lists.said() == "The provider reports nothing new."
    finally:
        world.close()


def test_a_double_click_asks_once(tmp_path: Path) -> None:
    """A button that looks dead is pressed again."""
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    try:
        presenter = ReadingsPresenter(world.app)
        presenter.show("usd")
        runner.release()
        presenter.take()
        presenter.take()
        assert len(runner) == 1
        assert presenter.busy
        runner.release()
        assert not presenter.busy
    finally:
        world.close()


def test_what_is_read_for_another_wallet_meanwhile_is_not_shown(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    try:
        presenter = ReadingsPresenter(world.app)
        presenter.show("usd")
        presenter.show("cad")
        runner.release(1)
        runner.release(0)
        assert presenter.facts is not None
        assert presenter.facts.currency == "CAD"
    finally:
        world.close()


def test_a_list_that_cannot_be_read_says_why_and_reads_again(qtbot: QtBot, world: World) -> None:
    rules = world.services.directory / FILE_NAME
    rules.write_text("closing = 7\n", encoding="utf-8")
    lists = put_up(qtbot, world, Report.CLOSING)
    assert lists.reads(FILE_NAME)
    rules.unlink()
    lists.press("Try again")
    assert lists.reads("Money comes back only by closing the account")


def test_the_focus_stays_on_the_button_that_was_pressed(qtbot: QtBot, world: World) -> None:
    """Everything by keyboard: a list that is drawn anew hands the focus to nobody else."""
    lists = put_up(qtbot, world, Report.READINGS)
    ask = lists.buttons("Ask the provider now")[0]
    ask.setFocus()
    QTest.keyClick(ask, Qt.Key.Key_Return)
    settle()
    focused = lists.page.window().focusWidget()
    assert isinstance(focused, Button)
    assert focused.words() == "Ask the provider now"
    assert focused is not ask


def test_the_row_that_was_chosen_stays_chosen_when_the_list_is_read_again(qtbot: QtBot, world: World) -> None:
    lists = put_up(qtbot, world, Report.ADJUSTMENTS)
    lists.answer("Add…", {"Amount": "1", "Reason": "weight"})
    lists.table().setFocus()
    lists.table().go_to(1)
    chosen = lists.presenter.panels.adjustments.chosen
    lists.answer("Add…", {"Amount": "2", "Reason": "weight"})
    assert lists.presenter.panels.adjustments.chosen == chosen
    assert lists.table().currentIndex().row() == 2
