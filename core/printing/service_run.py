"""Printing: one job after the other, each step committed before the next may be lost.

``rendering`` (no byte left) -> bytes are made -> ``sending`` is committed -> bytes leave -> what came of it is
committed. One process drives a printer, under ``run/printer-<id>.lock``; whoever holds the lock knows that a job found
between two steps belongs to a run that died.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import assert_never

from core.clock import utc_text
from core.context import Desk
from core.errors import OutcomeUnknown, Refused, Unavailable
from core.failpoints import failpoint
from core.labels.rules import USABLE
from core.labels.store import Label, get_label, read_document
from core.printing import store as rows
from core.printing.port import Delivered, DeliveryOutcome, RenderedJob
from core.printing.press import Press
from core.printing.records import Answers, Job, Printer
from core.printing.rules import IN_HAND, MAX_ATTEMPTS, JobEvent, JobState, file_stem
from core.printing.store import Paper
from core.printing.store_printers import active_printers, get_printer, set_answers
from core.store.database import Query, Store
from core.store.locks import FileLock

_LOCK_TIMEOUT_S = 30.0
ASKED = "asked"  # a run that the caller stopped; nothing is wrong with the printer


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a printer did.

    Attributes:
        jobs: As they stand after it, in the order of printing.
        stopped: Code of what stopped the run before the queue was empty; then a person looks at the printer.
        is_busy: Another process drives the printer and takes what is still queued.
    """

    jobs: tuple[Job, ...]
    stopped: str = ""
    is_busy: bool = False


@contextmanager
def driving(store: Store, printer_id: str) -> Iterator[None]:
    """Be the one process that drives a printer.

    Raises:
        StoreBusy: Another one did, all the time.
    """
    assert not store.in_transaction(), "no printer inside a transaction"
    lock = _lock(store, printer_id)
    lock.acquire(_LOCK_TIMEOUT_S)
    try:
        yield
    finally:
        lock.release()


def _lock(store: Store, printer_id: str) -> FileLock:
    return FileLock(store.directory / "run" / f"printer-{printer_id}.lock")


def run_printer(press: Press, printer_id: str, go_on: Callable[[Job], bool] = lambda _job: True) -> Run:
    """Print what is queued for a printer, in order, until the queue is empty or something is wrong with the printer.

    A label that cannot be drawn fails alone. A printer that cannot be reached, or a job whose end is unknown, stops
    the run: the rest stays queued, for this printer or another.

    Args:
        press: The means.
        printer_id: Which printer.
        go_on: Told each job as it ends; False stops the run.
    """
    assert not press.store.in_transaction(), "no printer inside a transaction"
    done: list[Job] = []
    while True:
        lock = _lock(press.store, printer_id)
        if not lock.try_acquire():
            return Run(tuple(done), is_busy=True)
        try:
            settle_orphans(press.store, press.desk, printer_id)
            stopped = _run(press, printer_id, go_on, done)
        finally:
            lock.release()
        # Whoever found us busy meanwhile left a job for us: look once more after letting go, or nobody prints it.
        with press.store.read() as q:
            if stopped or rows.next_job(q, printer_id) is None:
                return Run(tuple(done), stopped)


def _run(press: Press, printer_id: str, go_on: Callable[[Job], bool], done: list[Job]) -> str:
    """Print until the queue is empty; what stopped it before, or nothing."""
    while (job := _print_next(press, printer_id)) is not None:
        done.append(job)
        wanted = go_on(job)
        if _stops(job):
            return job.reason or job.state.value
        if not wanted:
            return ASKED
    return ""


def run_next(press: Press, printer_id: str) -> Job | None:
    """Print one queued job; None when there is none, or another process drives the printer."""
    run = run_printer(press, printer_id, lambda _job: False)
    return run.jobs[0] if run.jobs else None


def recover(store: Store, desk: Desk) -> list[Job]:
    """At start: settle what a dead run left between two steps, on every printer that nobody drives.

    No byte of a ``rendering`` job had left: it is queued again. A ``sending`` one is unknown.
    """
    settled: list[Job] = []
    with store.read() as q:
        printers = {job.printer for job in rows.jobs_in_states(q, IN_HAND)}
    for printer_id in sorted(printers):
        lock = _lock(store, printer_id)
        if not lock.try_acquire():
            continue
        try:
            settled += settle_orphans(store, desk, printer_id)
        finally:
            lock.release()
    return settled


def settle_orphans(store: Store, desk: Desk, printer_id: str) -> list[Job]:
    """Settle the jobs of a printer that no living process has in hand; the caller holds the printer's lock."""
    with store.read() as q:
        if not rows.jobs_of_printer(q, printer_id, IN_HAND):
            return []
    settled = []
    with store.write() as tx:
        for job in rows.jobs_of_printer(tx, printer_id, IN_HAND):
            if job.state is JobState.SENDING:
                event = JobEvent.LOSE
            else:
                event = JobEvent.REQUEUE if job.attempts < MAX_ATTEMPTS else JobEvent.FAIL
            settled.append(rows.change(tx, desk, job, event, reason="process-died"))
    return settled


def _stops(job: Job) -> bool:
    """Whether the printer, not the label, is in trouble: bytes were or would have been on their way."""
    return job.state is JobState.UNKNOWN or (job.state is JobState.FAILED and bool(job.sha256))


def _print_next(press: Press, printer_id: str) -> Job | None:
    taken = _take(press, printer_id)
    if taken is None:
        return None
    job, label, printer = taken
    failpoint("print-rendering")
    try:
        rendered = _render(press, label, printer)
    except Refused as error:
        return _settle(press, job, JobEvent.FAIL, reason=error.code)
    sending = _mark_sending(press, job, label, rendered)
    if sending.state is not JobState.SENDING:
        return sending
    failpoint("print-sending")
    outcome = _deliver(press, printer, rendered.data, sending.file_name)
    failpoint("print-delivered")
    return _settle_outcome(press, sending, printer, outcome)


def _take(press: Press, printer_id: str) -> tuple[Job, Label, Printer] | None:
    """Take up the next job; those that must not come out any more end here."""
    with press.store.write() as tx:
        printer = get_printer(tx, printer_id)
        while (job := rows.next_job(tx, printer_id)) is not None:
            label = get_label(tx, job.label)
            if job.expires_at <= utc_text(press.desk.clock.now()):
                rows.change(tx, press.desk, job, JobEvent.EXPIRE)
            elif label.state not in USABLE:
                rows.change(tx, press.desk, job, JobEvent.CANCEL, reason="label-not-usable")
            else:
                return rows.change(tx, press.desk, job, JobEvent.RENDER), label, printer
    return None


def _render(press: Press, label: Label, printer: Printer) -> RenderedJob:
    if label.form == "issued":
        extension = "." + label.media_type.rpartition("/")[2]
        return RenderedJob(press.files.get(label.file), label.media_type, extension)
    return press.device.render(read_document(press.files, label), printer)


def _mark_sending(press: Press, job: Job, label: Label, rendered: RenderedJob) -> Job:
    """Commit that bytes are about to leave, unless the label was voided meanwhile."""
    stem = file_stem(job.batch_number, job.position, label.tracking, job.copy_number)
    paper = Paper(
        sha256=hashlib.sha256(rendered.data).hexdigest(), media_type=rendered.media_type,
        file_name=stem + rendered.extension, notes=rendered.notes, size_bytes=len(rendered.data),
    )  # fmt: skip
    with press.store.write() as tx:
        if get_label(tx, job.label).state not in USABLE:
            return rows.change(tx, press.desk, job, JobEvent.CANCEL, reason="label-not-usable")
        return rows.change(tx, press.desk, job, JobEvent.SEND, paper=paper)


def _deliver(press: Press, printer: Printer, data: bytes, file_name: str) -> DeliveryOutcome:
    try:
        return press.device.deliver(printer, data, file_name)
    except OutcomeUnknown as error:
        return DeliveryOutcome(Delivered.UNKNOWN, _reason(error))
    except (Refused, Unavailable) as error:
        return DeliveryOutcome(Delivered.NOT_SENT, _reason(error))


def _settle_outcome(press: Press, job: Job, printer: Printer, outcome: DeliveryOutcome) -> Job:
    match outcome.kind:
        case Delivered.CONFIRMED:
            event = JobEvent.CONFIRM
        case Delivered.HANDED_OVER:
            event = JobEvent.HAND_OVER
        case Delivered.UNKNOWN:
            event = JobEvent.LOSE
        case Delivered.NOT_SENT:
            event = JobEvent.FAIL
        case _:
            assert_never(outcome.kind)
    with press.store.write() as tx:
        if outcome.answers is not Answers.UNKNOWN:
            set_answers(tx, press.desk, printer.id, outcome.answers)
        return rows.change(tx, press.desk, job, event, reason=outcome.reason, evidence=outcome.evidence)


def _settle(press: Press, job: Job, event: JobEvent, *, reason: str) -> Job:
    with press.store.write() as tx:
        return rows.change(tx, press.desk, job, event, reason=reason)


def _reason(error: Refused | Unavailable | OutcomeUnknown) -> str:
    return str(error.fields.get("reason", error.code))


def waiting_printers(q: Query) -> list[Printer]:
    """Printers in use that have something queued."""
    queued = {job.printer for job in rows.jobs_in_states(q, frozenset({JobState.QUEUED}))}
    return [printer for printer in active_printers(q) if printer.id in queued]


def expire_old(store: Store, desk: Desk) -> list[Job]:
    """End the queued jobs whose time is over; a label left over from yesterday does not come out by surprise."""
    now = utc_text(desk.clock.now())
    with store.write() as tx:
        return [rows.change(tx, desk, job, JobEvent.EXPIRE) for job in rows.queued_until(tx, now)]
