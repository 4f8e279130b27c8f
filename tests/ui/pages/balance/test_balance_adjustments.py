"""Adjustments on the window: by hand, out of a file, disputed with the 90-day clock, and the papers (S0-36, S0-37)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from balance_page_kit import Lists, put_up, ship
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.labels.store import get_label
from core.people.acts import Act
from core.wallet.rules_adjustments import Adjustment, DisputeState
from core.wallet.service import views
from core.wallet.store_facts import list_adjustments
from ui.pages.balance.adjustments.presenter import AdjustmentsPresenter
from ui.pages.balance.adjustments.rows import Sign, TypedAdjustment
from ui.pages.balance.rows import Report
from ui.views import Tone

ONE = {"Amount": "3.25", "Reason": "Weight corrected to 2 lb", "Provider’s reference": "A-1"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    yield opened
    opened.close()


@pytest.fixture
def lists(qtbot: QtBot, world: World) -> Lists:
    return put_up(qtbot, world, Report.ADJUSTMENTS)


def booked(world: World) -> int:
    return next(view.booked.minor for view in world.services.read(views) if view.wallet.id == "usd")


def all_of(world: World) -> list[Adjustment]:
    return world.services.read(list_adjustments)


def enabled(lists: Lists) -> set[str]:
    names = ("Dispute…", "Won…", "Lost…", "Papers as PDF…")
    return {name for name in names if any(button.isEnabled() for button in lists.buttons(name))}


def test_one_is_added_by_hand_and_may_take_the_balance_below_zero(lists: Lists, world: World) -> None:
    assert lists.reads("No adjustments.")
    assert "reason" in lists.answer("Add…", {"Amount": "1"})
    assert lists.answer("Add…", ONE) == ""
    assert booked(world) == -325
    assert (world.window.asks[-1].act, world.window.asks[-1].about) == (Act.ADJUSTMENT, "usd")
    [row] = lists.rows()
    assert row[1] == "−$3.25 USD"
    assert "already" in lists.answer("Add…", ONE)
    assert booked(world) == -325


def test_a_credit_on_a_label_is_tied_to_it(lists: Lists, world: World) -> None:
    world.fund("usd", 100)
    label = world.services.read(lambda q: get_label(q, ship(world, "1001")[0]))
    before = booked(world)
    typed = {**ONE, "Amount": "2", "What it does": "gives", "Tracking number": label.tracking}
    assert lists.answer("Add…", typed) == ""
    [one] = all_of(world)
    assert (one.label, one.carrier, one.amount.minor) == (label.id, "usps", 200)
    assert booked(world) == before + 200
    assert enabled(lists) == {"Papers as PDF…"}
    lists.table().opened.emit(0)
    assert world.window.gone[-1] == ("shipments", label.id)


@pytest.mark.parametrize(
    "wrong", [{"Amount": "lots"}, {"Tracking number": "9400000000000000000000"}, {"Day": "2027-01-01"}, {"Day": "soon"}]
)
def test_what_cannot_be_read_is_refused_in_the_form(lists: Lists, world: World, wrong: dict[str, str]) -> None:
    assert lists.answer("Add…", {**ONE, **wrong}) != ""
    assert all_of(world) == []


def test_a_dispute_has_its_clock_and_ends_won(lists: Lists, world: World) -> None:
    lists.answer("Add…", ONE)
    assert lists.rows()[0][5] == "until Feb 18, 2027, 90 days left"
    assert enabled(lists) == {"Dispute…", "Papers as PDF…"}
    assert lists.answer("Dispute…") != ""
    assert lists.answer("Dispute…", {"What is disputed, and why?": "our scale says 1 lb"}) == ""
    assert enabled(lists) == {"Won…", "Lost…", "Papers as PDF…"}
    world.clock.move(timedelta(days=10))
    lists.presenter.load()
    assert lists.rows()[0][5] == "until Feb 18, 2027, 80 days left"
    assert lists.answer("Won…", {"What came back": "x"}) != ""
    assert lists.answer("Won…", {"What came back": "3.25", "Provider’s reference": "C-1"}) == ""
    assert booked(world) == 0
    assert {one.dispute for one in all_of(world)} >= {DisputeState.WON}


def test_a_dispute_that_is_lost_moves_no_money(lists: Lists, world: World) -> None:
    lists.answer("Add…", ONE)
    lists.answer("Dispute…", {"What is disputed, and why?": "our scale", "Day of delivery": "2026-11-18"})
    assert all_of(world)[0].dispute_due == "2027-02-16"
    assert lists.answer("Lost…", {"What the carrier said": "measured twice"}) == ""
    assert all_of(world)[0].dispute is DisputeState.LOST
    assert booked(world) == -325
    assert enabled(lists) == {"Papers as PDF…"}


def test_after_ninety_days_it_may_not_be_disputed_any_more(lists: Lists, world: World) -> None:
    lists.answer("Add…", ONE)
    world.clock.move(timedelta(days=91))
    lists.presenter.load()
    assert lists.rows()[0][5].startswith("over since")
    assert "Dispute…" not in enabled(lists)


def test_the_papers_are_written_where_the_person_says(lists: Lists, tmp_path: Path) -> None:
    lists.answer("Add…", ONE)
    lists.press("Papers as PDF…")
    dialog = lists.page.findChildren(QFileDialog)[-1]
    target = tmp_path / "pack.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert target.read_bytes().startswith(b"%PDF-")
    assert lists.said() == "Written: pack.pdf"


def test_a_file_is_looked_at_first_and_then_taken_once(lists: Lists, world: World, tmp_path: Path) -> None:
    table = tmp_path / "adjustments.csv"
    table.write_text("Total due,Reason,Id\n1.10,weight,Z1\n2.20,size,Z2\nnone,?,Z3\n", encoding="utf-8")
    for _again in range(2):
        lists.press("Import CSV…")
        chooser = lists.page.findChildren(QFileDialog)[-1]
        chooser.fileSelected.emit(str(table))
        chooser.reject()
        form = lists.form()
        look = next(one for one in form.findChildren(type(lists.buttons("Add…")[0])) if one.words() == "Look first")
        look.click()
        assert "no column" in form.trouble.accessibleName()
        form.set_text("amount", "Total due")
        before = len(all_of(world))
        look.click()
        assert any("Would be booked" in one.accessibleName() for one in form.findChildren(type(form.trouble)))
        assert len(all_of(world)) == before
        assert form.save is not None
        form.save.click()
    assert booked(world) == -330
    assert "in the books already: 2; refused: 1" in lists.said()


def test_a_file_that_is_not_there_is_said(lists: Lists, tmp_path: Path) -> None:
    lists.press("Import CSV…")
    chooser = lists.page.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "gone.csv"))
    chooser.reject()
    form = lists.form()
    assert form.save is not None
    form.save.click()
    assert "cannot be used" in form.trouble.accessibleName()


def test_a_second_press_while_the_first_is_under_way_books_nothing(world: World) -> None:
    presenter = AdjustmentsPresenter(world.app)
    presenter.show("usd")
    presenter.busy = True
    said: list[str] = []
    typed = TypedAdjustment("1", Sign.TAKES, "", "", "weight", None, "", "")
    presenter.add(typed, lambda: said.append("done"), said.append)
    assert said == [""]
    assert all_of(world) == []
    presenter.busy = False
    presenter.add(typed, lambda: said.append("done"), said.append)
    assert said == ["", "done"]
    assert world.window.said[-1][0] is Tone.OK
