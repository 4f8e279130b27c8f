"""What is to do, without Qt: the open tasks, done or dropped with a reason."""

from core.services import Services
from core.tasks.rules import Task, TaskKind
from core.tasks.service import drop_task, finish_task, open_tasks
from ui.pages.balance.acting import Done, Failed, PanelPresenter
from ui.pages.balance.rows import Report
from ui.views import Tone

_WHERE = {
    TaskKind.CONFIRM_DECLARED: Report.READINGS,
    TaskKind.FOLLOW_CLOSING: Report.CLOSING,
    TaskKind.DISPUTE_DEADLINE: Report.ADJUSTMENTS,
    TaskKind.REFUND_OVERDUE: Report.REFUNDS_DUE,
    TaskKind.SETTLE_UNKNOWN: Report.UNKNOWN,
    TaskKind.RECONCILE: Report.READINGS,
}


def place_of(task: Task) -> Report | None:
    """The list of the Balance page where a task is done; None where it is done elsewhere."""
    return _WHERE.get(task.kind)


class TodoPresenter(PanelPresenter[tuple[Task, ...]]):
    """What only a person can do, the earliest due first."""

    def read(self, services: Services, wallet: str) -> tuple[Task, ...]:
        """The open tasks of every wallet."""
        return tuple(services.read(open_tasks))

    def finish(self, task: Task) -> None:
        """A person says that it is done."""
        tr = self.app.tr
        self.perform(
            lambda services, _proofs: finish_task(services.store, services.desk, task.id),
            lambda _ended: (Tone.OK, tr("Done.")),
        )

    def drop(self, task: Task, reason: str, done: Done, failed: Failed) -> None:
        """A person says that it need not be done, and why."""
        tr = self.app.tr
        self.perform(
            lambda services, _proofs: drop_task(services.store, services.desk, task.id, reason),
            lambda _ended: (Tone.OK, tr("Dropped.")),
            done,
            failed,
        )
