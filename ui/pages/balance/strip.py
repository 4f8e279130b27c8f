"""What is to do today, as one line on the Balance page."""

from collections.abc import Callable
from datetime import date

from core.tasks.rules import Task
from ui.icon_names import Ico
from ui.messages_tasks import task_text
from ui.pages.balance.todo.rows import due_chip
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Notice
from ui.widgets.kit import Kit


def pressing(tasks: tuple[Task, ...], today: date) -> tuple[Task, ...]:
    """The tasks that are due today or late."""
    return tuple(task for task in tasks if task.due <= today)


def todo_strip(kit: Kit, tasks: tuple[Task, ...], today: date, go: Callable[[], None]) -> Notice:
    """The first task that presses, and the way to all."""
    tr, first = kit.tr, tasks[0]
    chip = due_chip(tr, first, today)
    notice = Notice(kit, chip.tone, Ico.LIST_CHECKS, f"{task_text(tr, first)} · {chip.text}")
    show = Button(kit, tr("To do ({n})", n=tr.number(len(tasks))), size=Size.SMALL)
    show.clicked.connect(go)
    notice.add_action(show)
    return notice
