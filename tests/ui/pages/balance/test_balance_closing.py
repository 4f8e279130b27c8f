"""Close account on the window: four steps, the letter, follow-ups; no other way out (S0-32 to S0-34, C4, idea 22)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from balance_page_kit import Lists, put_up, ship
from page_checks import words
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.accounts.rules import WalletFrozen
from core.accounts.store import get_wallet
from core.people.acts import Act
from core.shipments.service_voiding import void_label
from core.tasks.rules import TaskKind
from core.tasks.service import open_tasks
from core.wallet.autofund.rules import Autofund, Owner
from core.wallet.autofund.service import set_rule
from core.wallet.service import views
from core.wallet.service_closing import PaidTo
from core.wallet.store_closing import latest_closing, papers_of
from ui.pages.balance.closing.presenter import ClosingPresenter
from ui.pages.balance.closing.rows import Step
from ui.pages.balance.rows import Report

BEGIN = {"Why is it closed?": "moving to another provider"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    opened.fund("usd", 100)
    yield opened
    opened.close()


@pytest.fixture
def lists(qtbot: QtBot, world: World) -> Lists:
    return put_up(qtbot, world, Report.CLOSING)


def state_of(world: World) -> str:
    return world.services.read(lambda q: get_wallet(q, "usd")).state


def step(lists: Lists) -> Step:
    facts = lists.presenter.panels.closing.facts
    assert facts is not None
    return facts.step


def booked(world: World) -> int:
    return next(view.booked.minor for view in world.services.read(views) if view.wallet.id == "usd")


def test_the_account_is_closed_step_by_step_with_two_persons_at_each(lists: Lists, world: World) -> None:
    assert step(lists) is Step.BEGIN
    assert lists.answer("Begin closing…") != ""
    assert lists.answer("Begin closing…", BEGIN) == ""
    assert (state_of(world), step(lists)) == ("closing", Step.ASK)
    assert lists.answer("Ask it back…") == ""
    assert step(lists) is Step.RECEIVE
    assert booked(world) == 0
    follow = [task for task in world.services.read(open_tasks) if task.kind is TaskKind.FOLLOW_CLOSING]
    assert len(follow) == 2
    assert lists.reads("$100.00 USD was asked back")
    assert lists.answer("It came…", {"What came": "90"}) != ""
    short = {"What came": "90", "Why is it another amount?": "a fee", "Where it came to": "card"}
    assert lists.answer("It came…", short) == ""
    assert (state_of(world), step(lists)) == ("closed", Step.CLOSED)
    assert {(ask.act, ask.about) for ask in world.window.asks} == {(Act.CLOSING, "usd")}
    assert lists.reads("The account is closed.")
    assert not lists.buttons("Call the closing off…")


def test_the_letter_is_saved_and_stays_the_one_that_was_kept(lists: Lists, world: World, tmp_path: Path) -> None:
    lists.answer("Begin closing…", BEGIN)
    assert not lists.buttons("Save the request letter…")
    lists.answer("Ask it back…")
    written = []
    for name in ("one.pdf", "two.pdf"):
        lists.press("Save the request letter…")
        dialog = lists.page.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.reject()
        written.append((tmp_path / name).read_bytes())
        world.clock.move(timedelta(days=3))
    assert written[0].startswith(b"%PDF-")
    assert written[0] == written[1]
    closing = world.services.read(lambda q: latest_closing(q, "usd"))
    assert closing is not None
    assert {kind for kind, _digest in world.services.read(lambda q: papers_of(q, closing.id))} == {
        "letter", "statement"
    }  # fmt: skip


def test_what_is_open_blocks_the_request_and_is_listed(lists: Lists, world: World) -> None:
    label = ship(world, "1001")[0]
    world.clock.move(timedelta(hours=2))
    void_label(world.services.bench, label)
    lists.answer("Begin closing…", BEGIN)
    assert step(lists) is Step.EMPTY
    assert lists.reads("Refund due")
    assert not lists.buttons("Ask it back…")


def test_labels_that_may_be_voided_are_given_up_only_by_a_tick(lists: Lists, world: World) -> None:
    ship(world, "1001")
    lists.answer("Begin closing…", BEGIN)
    assert lists.reads("1 label may still be voided")
    assert "still be voided" in lists.answer("Ask it back…")
    lists.press("Still voidable")
    assert lists.presenter.state.report is Report.VOIDABLE
    lists.show(Report.CLOSING)
    assert lists.answer("Ask it back…", ticks=("voids",)) == ""
    assert step(lists) is Step.RECEIVE


def test_it_is_called_off_with_a_reason_and_the_money_is_back(lists: Lists, world: World) -> None:
    lists.answer("Begin closing…", BEGIN)
    lists.answer("Ask it back…")
    assert lists.answer("Call the closing off…") != ""
    assert lists.answer("Call the closing off…", {"Why does it stay?": "they lowered the price"}) == ""
    assert (state_of(world), step(lists), booked(world)) == ("open", Step.BEGIN, 10_000)


def test_an_empty_account_is_closed_at_once(lists: Lists, world: World) -> None:
    lists.presenter.choose_wallet("cad")
    lists.answer("Begin closing…", BEGIN)
    assert lists.answer("Ask it back…") == ""
    assert step(lists) is Step.CLOSED
    assert not lists.buttons("Save the request letter…")


def test_the_plan_says_how_long_the_balance_lasts_and_what_not_to_buy(lists: Lists, world: World) -> None:
    services = world.services
    usd = services.read(lambda q: get_wallet(q, "usd")).max_purchase
    rule = Autofund("usd", Owner.US, type(usd)(2000, "USD"), type(usd)(5000, "USD"), 1, type(usd)(5000, "USD"))
    set_rule(services.store, services.desk, rule, provider_is_off=True)
    ship(world, "1001")
    lists.presenter.load()
    assert lists.reads("lasts")
    assert lists.reads("Do not buy more postage")
    assert lists.reads("Pause auto-fund")


def test_money_that_does_not_come_is_overdue(lists: Lists, world: World) -> None:
    lists.answer("Begin closing…", BEGIN)
    lists.answer("Ask it back…")
    assert not lists.reads("It should have come by now")
    world.clock.move(timedelta(days=120))
    lists.presenter.load()
    assert lists.reads("It should have come by now")


def test_an_amount_that_cannot_be_read_is_refused(world: World) -> None:
    presenter = ClosingPresenter(world.app)
    presenter.show("usd")
    said: list[str] = []
    presenter.receive("all of it", PaidTo.BANK, "", lambda: said.append("done"), said.append)
    assert "guessing" in said[0]


def test_nothing_on_the_page_says_withdraw(lists: Lists) -> None:
    """S0-32: the word does not exist."""
    for report in Report:
        lists.show(report)
        assert not any("withdraw" in text.casefold() for text in words(lists.page))


def test_a_wallet_is_frozen_instead_and_the_freeze_is_lifted_with_a_reason(lists: Lists, world: World) -> None:
    assert lists.answer("Freeze instead…") != ""
    assert lists.answer("Freeze instead…", {"Why is nothing to be bought?": "card stolen"}) == ""
    assert (world.window.asks[-1].act, world.window.asks[-1].about) == (Act.DECIDE, "usd")
    with pytest.raises(WalletFrozen):
        world.fund("usd", 10)
    lists.presenter.load()
    for report in Report:
        lists.show(report)
        assert lists.reads("a person froze it (card stolen)")
    assert lists.answer("Lift the freeze…") != ""
    assert lists.answer("Lift the freeze…", {"Why may buying go on?": "a new card"}) == ""
    lists.presenter.load()
    assert not lists.buttons("Lift the freeze…")
    world.fund("usd", 10)
    assert booked(world) == 11_000
