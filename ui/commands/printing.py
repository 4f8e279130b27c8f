"""Handing labels to a printer from a command: queue them, run the printer, say what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.printing.records import Batch, Job, Printer
    from core.printing.service_run import Run
    from ui.commands.session import Session

OUT = frozenset({"handed-over", "confirmed", "confirmed-by-person"})


@dataclass(frozen=True, slots=True)
class PrintedJob:
    """One copy of one label.

    Attributes:
        job: Its id.
        label: Label id.
        copy: 1 for the first print.
        state: Where it stands: ``confirmed``, ``handed-over``, ``queued``, ``unknown``, ``failed`` ...
        reason: A code, where something went wrong.
        copy_reason: Why there is a further copy; empty for the first.
        file_name: As it was delivered.
        notes: ``kind:role`` of what a person should know of the drawing.
    """

    job: str
    label: str
    copy: int
    state: str
    reason: str
    copy_reason: str
    file_name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a batch.

    Attributes:
        printer: Its name.
        batch: Its number.
        stopped: Code of what stopped the printer before the queue was empty, or empty.
        is_busy: Another run of the program drives the printer and takes the queue.
        jobs: In the order of printing.
    """

    printer: str
    batch: int
    stopped: str
    is_busy: bool
    jobs: tuple[PrintedJob, ...]

    @property
    def all_handed_over(self) -> bool:
        """Whether every label reached the printer."""
        return all(job.state in OUT for job in self.jobs)


def print_labels(session: "Session", labels: Sequence[str], printer: "Printer") -> Printed:
    """Queue the first print of labels and run the printer."""
    from core.printing.service_queue import enqueue_labels

    services = session.services
    return _run(session, printer, enqueue_labels(services.store, services.desk, printer.id, labels))


def reprint(session: "Session", labels: Sequence[str], printer: "Printer", reason: str) -> Printed:
    """Queue a further copy of labels and run the printer."""
    from core.printing.service_queue import reprint_labels

    services = session.services
    return _run(session, printer, reprint_labels(services.store, services.desk, printer.id, labels, reason))


def run_waiting(session: "Session", only: "Printer | None" = None) -> list[Printed]:
    """Print what runs that died left in the queues, on each printer that has something, or on `only` one."""
    from core.printing.service_run import run_printer, waiting_printers

    found = []
    for printer in session.services.read(waiting_printers):
        if only is not None and printer.id != only.id:
            continue
        run = run_printer(session.services.press, printer.id)
        batch = run.jobs[-1].batch_number if run.jobs else 0
        found.append(Printed(printer.name, batch, run.stopped, run.is_busy, _printed_jobs(run.jobs)))
    return found


def take_over(session: "Session", printer: "Printer") -> list[Printed]:
    """Give `printer` what waits for any other one, and print it there; what it cannot print is tried where it waits."""
    from core.printing.service_queue import fail_over
    from core.printing.service_run import waiting_printers

    services, done = session.services, []
    for other in services.read(waiting_printers):
        if other.id == printer.id:
            continue
        moved = fail_over(services.store, services.desk, other.id, printer.id)
        if moved.jobs:
            session.note(
                session.tr.n(
                    "One label moved from {old} to {new}.", "{n} labels moved from {old} to {new}.", len(moved.jobs),
                    old=other.name, new=printer.name,
                )
            )  # fmt: skip
        if moved.left:
            done += run_waiting(session, other)
    return done + run_waiting(session, printer)


def all_out(session: "Session", done: Sequence[Printed]) -> bool:
    """Whether every label came out in the end, on whichever printer, and none waits for one that stopped."""
    from core.printing.service_run import waiting_printers

    ends = {job.label: job.state for printed in done for job in printed.jobs}
    waiting = {printer.name for printer in session.services.read(waiting_printers)}
    stuck = any(printed.stopped and printed.printer in waiting for printed in done)
    return not stuck and all(state in OUT for state in ends.values())


def _run(session: "Session", printer: "Printer", batch: "Batch") -> Printed:
    from core.printing.service_run import run_printer
    from core.printing.store import jobs_of_batch

    run: Run = run_printer(session.services.press, printer.id)
    jobs = session.services.read(lambda q: jobs_of_batch(q, batch.id))
    return Printed(printer.name, batch.number, run.stopped, run.is_busy, _printed_jobs(jobs))


def _printed_jobs(jobs: "Sequence[Job]") -> tuple[PrintedJob, ...]:
    return tuple(
        PrintedJob(
            job.id, job.label, job.copy_number, job.state.value, job.reason, job.copy_reason, job.file_name, job.notes
        )
        for job in jobs
    )


def printed_lines(session: "Session", printed: Printed | None) -> list[str]:
    """For people: how many came out, and what did not, with the reason."""
    from ui.label_notes import alarms
    from ui.messages_base import word
    from ui.messages_reasons import PRINT_REASONS
    from ui.messages_words import JOB_STATES

    if printed is None:
        return []
    tr = session.tr
    out = sum(job.state in OUT for job in printed.jobs)
    lines = [
        tr.n(
            "{out} of {n} label handed to {printer}.", "{out} of {n} labels handed to {printer}.", len(printed.jobs),
            out=out, printer=printed.printer,
        )
    ]  # fmt: skip
    if printed.is_busy:
        lines.append(tr("Another copy of the program is printing there and takes them over."))
    elif printed.stopped:
        lines.append(tr("The printer stopped: {reason}.", reason=word(tr, PRINT_REASONS, printed.stopped)))
    for job in printed.jobs:
        if job.state not in OUT:
            reason = f" ({word(tr, PRINT_REASONS, job.reason)})" if job.reason else ""
            lines.append(f"  {job.label}  {word(tr, JOB_STATES, job.state)}{reason}")
        lines += [f"  {job.label}  {alarm}" for alarm in alarms(tr, job.notes)]
    return lines
