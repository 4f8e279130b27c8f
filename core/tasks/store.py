"""SQL of tasks."""

import json
import sqlite3
from datetime import date

from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.store.database import Query, Tx
from core.store.history import record_move
from core.tasks.rules import Task, TaskKind, TaskState
from core.topics import Topic


def insert_task(tx: Tx, desk: Desk, task: Task) -> bool:
    """Keep a new task; False when its key was known."""
    added = tx.run(
        "insert into task (id, key, kind, subject, due, fields, state, ended_by, reason, at, actor, station, instance) "
        "values (:id, :key, :kind, :subject, :due, :fields, 'open', '', '', :at, :actor, :station, :instance) "
        "on conflict (key) do nothing",
        {
            "id": task.id, "key": task.key, "kind": task.kind.value, "subject": task.subject,
            "due": task.due.isoformat(), "fields": json.dumps(dict(task.fields), sort_keys=True),
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.TASKS)
    return bool(added)


def end_task(tx: Tx, desk: Desk, task: Task, state: TaskState, reason: str) -> None:
    """Move an open task to its end."""
    tx.run(
        "update task set state = :state, ended_by = :actor, reason = :reason where id = :id",
        {"state": state.value, "actor": desk.actor.operator, "reason": reason, "id": task.id},
    )
    record_move(tx, desk, "task", task.id, old=task.state.value, event="end", new=state.value, reason=reason)
    tx.touch(Topic.TASKS)


def get_task(q: Query, task_id: str) -> Task:
    """A task by its id."""
    row = q.one("select * from task where id = :id", {"id": task_id})
    if row is None:
        raise NotFound(kind="task", id=task_id)
    return _task(row)


def by_key(q: Query, key: str) -> Task | None:
    """The task that a fact asked for."""
    row = q.one("select * from task where key = :key", {"key": key})
    return None if row is None else _task(row)


def in_state(q: Query, state: TaskState) -> list[Task]:
    """Tasks of a state, the earliest due first."""
    rows = q.all("select * from task where state = :state order by due, id", {"state": state.value})
    return [_task(row) for row in rows]


def open_of(q: Query, subject: str) -> list[Task]:
    """The open tasks about one subject, the earliest due first."""
    rows = q.all(
        "select * from task where subject = :subject and state = 'open' order by due, id", {"subject": subject}
    )
    return [_task(row) for row in rows]


def _task(row: sqlite3.Row) -> Task:
    fields = json.loads(row["fields"])
    return Task(
        id=row["id"], key=row["key"], kind=TaskKind(row["kind"]), subject=row["subject"],
        due=date.fromisoformat(row["due"]), fields=tuple(sorted(fields.items())), state=TaskState(row["state"]),
        ended_by=row["ended_by"], reason=row["reason"],
    )  # fmt: skip
