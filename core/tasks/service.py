"""Use cases of tasks.

A room raises a task in the transaction that notices the fact, and ends it in the transaction in which the fact is gone:
``raise_task(tx, desk, key=f"payable:{id}", kind=TaskKind.PAY_PAYABLE, subject=id, due=due, fields={...})``.
"""

from collections.abc import Mapping
from datetime import date

from core.context import Desk
from core.store.database import Query, Store, Tx
from core.tasks.rules import ReasonMissing, Task, TaskEnded, TaskKind, TaskState
from core.tasks.store import by_key, end_task, get_task, in_state, insert_task


def raise_task(
    tx: Tx, desk: Desk, *, key: str, kind: TaskKind, subject: str, due: date, fields: Mapping[str, str] | None = None
) -> bool:
    """Ask a person for something, once for each `key`; False when it was asked before.

    Args:
        tx: The transaction that noticed it.
        desk: Who, where, when.
        key: Names the fact that asks, for example ``closing:<wallet>:6-weeks``.
        kind: What to do.
        subject: Id of what it is about.
        due: By when, in the station's calendar.
        fields: What the words need; ids, codes and amounts, never a name or an address.
    """
    pairs = tuple(sorted((fields or {}).items()))
    return insert_task(tx, desk, Task(desk.ids.new(), key, kind, subject, due, pairs, TaskState.OPEN, "", ""))


def settle_task(tx: Tx, desk: Desk, key: str, reason: str = "fact-gone") -> bool:
    """End the task of `key` because what it asked for has happened; False when there is none open."""
    task = by_key(tx, key)
    if task is None or task.state is not TaskState.OPEN:
        return False
    end_task(tx, desk, task, TaskState.DONE, reason)
    return True


def finish_task(store: Store, desk: Desk, task_id: str, note: str = "") -> Task:
    """A person says that it is done.

    Raises:
        TaskEnded: It was done or dropped before.
    """
    return _end(store, desk, task_id, TaskState.DONE, note)


def drop_task(store: Store, desk: Desk, task_id: str, reason: str) -> Task:
    """A person says that it need not be done, and why.

    Raises:
        ReasonMissing: No reason was given.
        TaskEnded: It was done or dropped before.
    """
    if not reason.strip():
        raise ReasonMissing(task=task_id)
    return _end(store, desk, task_id, TaskState.DROPPED, reason.strip())


def open_tasks(q: Query) -> list[Task]:
    """What is to do, the earliest due first."""
    return in_state(q, TaskState.OPEN)


def _end(store: Store, desk: Desk, task_id: str, state: TaskState, reason: str) -> Task:
    with store.write() as tx:
        task = get_task(tx, task_id)
        if task.state is not TaskState.OPEN:
            raise TaskEnded(task=task_id, state=task.state.value)
        end_task(tx, desk, task, state, reason)
        return get_task(tx, task_id)
