"""`tasks list | done | drop`: what only a person can do."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.tasks.rules import Task


@click.group(cls=StationGroup)
def tasks() -> None:
    """See and end what only a person can do."""


@tasks.command("list")
@pass_session
def list_tasks(session: Session) -> Answer:
    """Show what is to do, the earliest due first.

    JSON: [{"id", "kind", "subject", "due", "overdue", "fields", "state"}].
    """
    from core.tasks.service import open_tasks
    from ui.commands.output import table
    from ui.messages_tasks import task_text

    tr, services = session.tr, session.services
    shown = services.read(open_tasks)
    rows = [(tr.day(task.due.isoformat()), task_text(tr, task), task.id) for task in shown]
    head = (tr("Due"), tr("What to do"), tr("Id"))
    lines = table(head, rows) if rows else [tr("Nothing is waiting for a person.")]
    return Answer([_data(session, task) for task in shown], lines)


@tasks.command("done")
@click.argument("task")
@click.option("--note", default="", help="What was done.")
@pass_session
def done(session: Session, task: str, note: str) -> Answer:
    """Say that TASK is done.

    JSON: as one entry of `tasks list`.
    """
    from core.tasks.service import finish_task

    services = session.services
    ended = finish_task(services.store, services.desk, task, note)
    return Answer(_data(session, ended), [session.tr("Done.")])


@tasks.command("drop")
@click.argument("task")
@click.option("--reason", required=True, help="Why it need not be done.")
@pass_session
def drop(session: Session, task: str, reason: str) -> Answer:
    """Say that TASK need not be done, and why.

    JSON: as one entry of `tasks list`.
    """
    from core.tasks.service import drop_task

    services = session.services
    ended = drop_task(services.store, services.desk, task, reason)
    return Answer(_data(session, ended), [session.tr("Dropped.")])


def _data(session: Session, task: "Task") -> dict[str, object]:
    desk = session.services.desk
    today = desk.clock.now().astimezone(desk.actor.zone).date()
    return {
        "id": task.id, "kind": task.kind.value, "subject": task.subject, "due": task.due.isoformat(),
        "overdue": task.is_overdue(today), "fields": dict(task.fields), "state": task.state.value,
    }  # fmt: skip
