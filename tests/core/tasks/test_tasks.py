"""Tasks: raised once for each fact, ended by a person with a reason or by the fact itself (S0-15, S0-33, S1-10)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.errors import NotFound
from core.ids import SeededIds
from core.store.database import Store
from core.store.history import moves
from core.store.opening import open_store
from core.tasks.rules import ReasonMissing, TaskEnded, TaskKind, TaskState
from core.tasks.schema import ROOM
from core.tasks.service import drop_task, finish_task, open_tasks, raise_task, settle_task
from core.tasks.store import get_task, open_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "d", [ROOM], Mode.PRACTICE, clock(), SeededIds(1))
    yield opened
    opened.close()


def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))


DESK = Desk(clock(), SeededIds(2), Actor("ana", "st-1", "run-1", ZoneInfo("UTC")), Mode.PRACTICE)


def ask(store: Store, key: str, due: date) -> bool:
    with store.write() as tx:
        fields = {"amount": "20.00", "currency": "USD"}
        return raise_task(tx, DESK, key=key, kind=TaskKind.BUY_POSTAGE, subject="usd", due=due, fields=fields)


def test_the_same_fact_asks_once_even_after_its_task_was_done(store: Store) -> None:
    assert ask(store, "low:usd:2026-11-22", date(2026, 11, 22))
    assert not ask(store, "low:usd:2026-11-22", date(2026, 11, 23))
    with store.read() as q:
        (task,) = open_tasks(q)
    assert (task.due, task.fields) == (date(2026, 11, 22), (("amount", "20.00"), ("currency", "USD")))
    finish_task(store, DESK, task.id)
    assert not ask(store, "low:usd:2026-11-22", date(2026, 11, 24))
    with store.read() as q:
        assert open_tasks(q) == []


def test_open_tasks_come_by_day_and_late_ones_are_told_apart(store: Store) -> None:
    ask(store, "b", date(2026, 12, 1))
    ask(store, "a", date(2026, 11, 20))
    with store.read() as q:
        tasks = open_tasks(q)
        assert [t.key for t in open_of(q, "usd")] == ["a", "b"]
    assert [(t.key, t.is_overdue(date(2026, 11, 22))) for t in tasks] == [("a", True), ("b", False)]


def test_a_task_is_dropped_only_with_a_reason_and_ended_only_once(store: Store) -> None:
    ask(store, "a", date(2026, 11, 20))
    with store.read() as q:
        (task,) = open_tasks(q)
    with pytest.raises(ReasonMissing):
        drop_task(store, DESK, task.id, "  ")
    dropped = drop_task(store, DESK, task.id, "bought in the portal")
    assert (dropped.state, dropped.ended_by, dropped.reason) == (TaskState.DROPPED, "ana", "bought in the portal")
    with pytest.raises(TaskEnded) as caught:
        finish_task(store, DESK, task.id)
    assert caught.value.fields["state"] == "dropped"
    with store.read() as q:
        assert [(event, new) for _, event, new, _ in moves(q, "task", task.id)] == [("end", "dropped")]


def test_the_fact_itself_ends_its_task(store: Store) -> None:
    ask(store, "a", date(2026, 11, 20))
    with store.write() as tx:
        assert settle_task(tx, DESK, "a", "funded")
        assert not settle_task(tx, DESK, "a")
        assert not settle_task(tx, DESK, "never asked")
    with store.read() as q:
        assert open_tasks(q) == []


def test_a_task_that_does_not_exist_is_not_found(store: Store) -> None:
    with store.read() as q, pytest.raises(NotFound):
        get_task(q, "nothing")
