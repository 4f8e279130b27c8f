"""Tasks in words."""

from datetime import date

from core.i18n import Tr
from core.tasks.rules import Task
from ui.icon_names import Ico
from ui.views import ChipView, Tone


def due_chip(tr: Tr, task: Task, today: date) -> ChipView:
    """By when it should be done."""
    day = tr.day(task.due.isoformat())
    if task.is_overdue(today):
        return ChipView(Tone.ERROR, Ico.TRIANGLE_ALERT, tr("overdue since {day}", day=day))
    tone = Tone.WARN if task.due == today else Tone.NEUTRAL
    return ChipView(tone, Ico.CALENDAR, tr("due {day}", day=day))
