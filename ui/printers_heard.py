"""What each printer answered last in this run of the window: whether it was reached. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.printing.port import Delivered, DeliveryOutcome, Probed
from core.printing.rules import JobState
from core.printing.service_run import Run

_OUT_OF_REACH = frozenset({"unreachable", "folder-unavailable", "timeout", "unknown-host", "refused", "no-route"})
_WENT_OUT = frozenset({JobState.HANDED_OVER, JobState.CONFIRMED})


@dataclass(slots=True)
class PrintersHeard:
    """Filled by whoever asked a printer or sent it something; the bar and the list of printers look here.

    Attributes:
        moved: Called after each answer.
    """

    moved: list[Callable[[], None]] = field(default_factory=list)
    _reached: dict[str, bool] = field(default_factory=dict)

    def reached(self, printer: str) -> bool | None:
        """Whether the printer was reached when it was last spoken to; None before."""
        return self._reached.get(printer)

    def probed(self, printer: str, answer: Probed) -> None:
        """It was asked."""
        self._keep(printer, reached=answer.is_reachable)

    def delivered(self, printer: str, outcome: DeliveryOutcome) -> None:
        """A test label was sent to it."""
        if outcome.kind is not Delivered.NOT_SENT:
            self._keep(printer, reached=True)
        elif outcome.reason in _OUT_OF_REACH:
            self._keep(printer, reached=False)

    def ran(self, printer: str, run: Run) -> None:
        """Labels were printed on it, or could not be."""
        if run.stopped in _OUT_OF_REACH:
            self._keep(printer, reached=False)
        elif any(job.state in _WENT_OUT for job in run.jobs):
            self._keep(printer, reached=True)

    def _keep(self, printer: str, *, reached: bool) -> None:
        self._reached[printer] = reached
        for told in list(self.moved):
            told()
