"""What is to do on the Balance page: a strip, a list, done, dropped with a reason (S0-27, S0-33, S0-37)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from balance_page_kit import put_up
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.tasks.rules import TaskKind, TaskState
from core.tasks.service import open_tasks, raise_task
from core.tasks.store import by_key
from ui.pages.balance.rows import Report
from ui.pages.balance.todo.presenter import TodoPresenter, place_of

DUE = date(2026, 11, 19)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    for kind in TaskKind:
        with opened.services.store.write() as tx:
            raise_task(tx, opened.services.desk, key=kind.value, kind=kind, subject="usd", due=DUE)
    yield opened
    opened.close()


def state_of(world: World, kind: TaskKind) -> TaskState:
    task = world.services.read(lambda q: by_key(q, kind.value))
    assert task is not None
    return task.state


def test_the_strip_names_the_first_and_leads_to_all(qtbot: QtBot, world: World) -> None:
    lists = put_up(qtbot, world, Report.TRANSACTIONS)
    count = len(TaskKind)
    assert lists.reads("overdue since Nov 19, 2026")
    lists.press(f"To do ({count})")
    assert lists.presenter.state.report is Report.TO_DO
    assert len(lists.buttons("Done")) == count


def test_a_task_is_done_with_one_click(qtbot: QtBot, world: World) -> None:
    lists = put_up(qtbot, world, Report.TO_DO)
    first = world.services.read(open_tasks)[-1]
    lists.press("Done")
    assert state_of(world, first.kind) is TaskState.DONE
    assert len(lists.buttons("Done")) == len(TaskKind) - 1


def test_a_task_is_dropped_with_a_reason_only(qtbot: QtBot, world: World) -> None:
    lists = put_up(qtbot, world, Report.TO_DO)
    last = world.services.read(open_tasks)[-1]
    assert "reason" in lists.answer("Drop…")
    assert lists.answer("Drop…", {"Why need it not be done?": "paid at the counter"}) == ""
    assert state_of(world, last.kind) is TaskState.DROPPED


def test_each_task_leads_to_where_it_is_done(qtbot: QtBot, world: World) -> None:
    lists = put_up(qtbot, world, Report.TO_DO)
    shown = [task for task in world.services.read(open_tasks) if place_of(task) is not None]
    for at, task in enumerate(shown):
        lists.show(Report.TO_DO)
        lists.buttons("Show")[at].click()
        assert lists.presenter.state.report is place_of(task)
    lists.show(Report.TO_DO)
    buys = [one for one in lists.buttons("Buy Postage…") if one.height() < 40]
    buys[0].click()
    assert world.window.buying == [("usd", None)]


def test_what_another_window_ended_is_said(world: World) -> None:
    presenter = TodoPresenter(world.app)
    presenter.show("usd")
    assert presenter.facts is not None
    task = presenter.facts[0]
    presenter.finish(task)
    presenter.finish(task)
    assert "ended already" in world.window.said[-1][1]


def test_nothing_to_do_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_world(tmp_path / "other")
    try:
        assert put_up(qtbot, world, Report.TO_DO).reads("Nothing is waiting for a person.")
    finally:
        world.close()
