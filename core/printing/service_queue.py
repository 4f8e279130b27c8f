"""Use cases of queues: print, print again, move to another printer, resume, and what a person saw."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.context import Desk
from core.labels.rules import USABLE
from core.labels.store import Label, get_label
from core.printing import store as rows
from core.printing.records import Batch, Job, Language, Printer
from core.printing.rules import (
    JOB_MOVES,
    OPEN,
    TO_DECIDE,
    CopyOpen,
    IssuedNeedsConversion,
    JobEvent,
    JobState,
    LabelNotUsable,
    ReasonNeeded,
    SamePrinter,
    WrongJobState,
)
from core.printing.service import require_active
from core.printing.store import Place
from core.printing.store_printers import get_printer
from core.store.database import Query, Store, Tx

RESUMED = "resumed"  # the reason of a copy that a person asked for by "resume at label n"


@dataclass(frozen=True, slots=True)
class Moved:
    """What another printer took over.

    Attributes:
        jobs: Queued there now, in order.
        left: Those that it cannot print, or of which there is another copy by now.
    """

    jobs: tuple[Job, ...]
    left: tuple[Job, ...]


def enqueue_labels(store: Store, desk: Desk, printer_id: str, label_ids: Sequence[str]) -> Batch:
    """Queue the first print of labels, all of them or none, in the order given.

    Raises:
        AlreadyPrinted: One of them waits, was printed, or may have been; a further copy is `reprint_labels`.
        LabelNotUsable, IssuedNeedsConversion, PrinterRetired, NotFound: One of them cannot be printed there.
    """
    with store.write() as tx:
        return queue_labels(tx, desk, printer_id, [get_label(tx, label_id) for label_id in label_ids])


def queue_labels(tx: Tx, desk: Desk, printer_id: str, labels: Sequence[Label]) -> Batch:
    """As `enqueue_labels`, in the caller's transaction (the one that settles a purchase, for instance)."""
    assert labels, "a batch has labels"
    printer = require_active(tx, printer_id)
    batch = rows.insert_batch(tx, desk, printer_id, len(labels))
    for position, label in enumerate(labels, 1):
        _require_printable(label, printer)
        rows.insert_job(tx, desk, label, Place(batch, position), printer=printer_id, copy_number=1, copy_reason="")
    return batch


def reprint_labels(store: Store, desk: Desk, printer_id: str, label_ids: Sequence[str], reason: str) -> Batch:
    """Queue a further copy of labels, counted, each with the reason; nothing is bought.

    A label that never left is queued as its first print.

    Raises:
        ReasonNeeded: A further copy without a reason.
        CopyOpen: A copy waits or is being printed just now (the button was pressed twice).
        LabelNotUsable, IssuedNeedsConversion, PrinterRetired, NotFound: One of them cannot be printed there.
    """
    assert label_ids, "a batch has labels"
    with store.write() as tx:
        printer = require_active(tx, printer_id)
        batch = rows.insert_batch(tx, desk, printer_id, len(label_ids))
        for position, label_id in enumerate(label_ids, 1):
            label = get_label(tx, label_id)
            _require_printable(label, printer)
            _copy(tx, desk, label, Place(batch, position), printer_id, reason)
    return batch


def _copy(tx: Tx, desk: Desk, label: Label, place: Place, printer_id: str, reason: str) -> Job:
    copies = rows.counted_copies(tx, label.id)
    if copies and copies[-1].state in OPEN:
        raise CopyOpen(label=label.id, tracking=label.tracking, state=copies[-1].state.value)
    reason = " ".join(reason.split())[:200]
    if copies and not reason:
        raise ReasonNeeded(label=label.id)
    number = copies[-1].copy_number + 1 if copies else 1
    return rows.insert_job(tx, desk, label, place, printer=printer_id, copy_number=number, copy_reason=reason)


def require_usable(label: Label) -> None:
    """Refuse a label that is void, or whose void is being asked: on paper or in a file it would travel unpaid.

    Raises:
        LabelNotUsable: It may be neither printed nor exported.
    """
    if label.state not in USABLE:
        raise LabelNotUsable(label=label.id, tracking=label.tracking, state=label.state.value)


def _require_printable(label: Label, printer: Printer) -> None:
    require_usable(label)
    if not _speaks(label, printer):
        raise IssuedNeedsConversion(label=label.id, media_type=label.media_type, language=printer.kind.language.value)


def _speaks(label: Label, printer: Printer) -> bool:
    """A drawn label is rendered for any printer; a carrier's file goes as it is, so only PDF to PDF."""
    return label.form == "drawn" or (label.media_type == "application/pdf" and printer.kind.language is Language.PDF)


def fail_over(store: Store, desk: Desk, from_printer: str, to_printer: str) -> Moved:
    """Give what waits for a printer, or failed on it without a byte leaving, to another one, in the same order.

    The labels are rendered again in the other's language. Jobs that may be out stay where they are: a person decides.

    Raises:
        SamePrinter: Both are one.
        PrinterRetired, NotFound: The other printer takes no jobs.
    """
    moved, left = [], []
    with store.write() as tx:
        target = require_active(tx, to_printer)
        if from_printer == to_printer:
            raise SamePrinter(printer=target.name)
        for job in rows.jobs_of_printer(tx, from_printer, frozenset({JobState.QUEUED, JobState.FAILED})):
            label = get_label(tx, job.label)
            if job.state is JobState.FAILED and not _may_come_back(tx, job, label):
                continue
            if _speaks(label, target):
                moved.append(rows.change(tx, desk, job, JobEvent.REROUTE, printer=to_printer))
            else:
                left.append(job)
    return Moved(tuple(moved), tuple(left))


def retry_failed(store: Store, desk: Desk, printer_id: str) -> tuple[Job, ...]:
    """Queue again what failed on a printer without a byte leaving, in the old order."""
    with store.write() as tx:
        require_active(tx, printer_id)
        failed = rows.jobs_of_printer(tx, printer_id, frozenset({JobState.FAILED}))
        good = [job for job in failed if _may_come_back(tx, job, get_label(tx, job.label))]
        return tuple(rows.change(tx, desk, job, JobEvent.RETRY) for job in good)


def _may_come_back(q: Query, job: Job, label: Label) -> bool:
    """Its label is good, and no job, itself included, counts as this copy or a later one."""
    if label.state not in USABLE:
        return False
    copies = rows.counted_copies(q, job.label)
    return not copies or copies[-1].copy_number < job.copy_number


def resume_batch(store: Store, desk: Desk, batch_id: str, at_position: int) -> tuple[Job, ...]:
    """Go on with a batch at label `at_position`: a person says that from there on nothing came out.

    What failed or expired is queued again. What was handed over or is unknown is noted as missing and gets a further
    copy, counted, at the same place. What the printer or a person confirmed is not printed again (that is a reprint).

    Returns:
        The jobs that are queued now, in the order of printing.

    Raises:
        NotFound: No such batch.
    """
    queued: list[Job] = []
    with store.write() as tx:
        batch = rows.get_batch(tx, batch_id)
        for job in rows.jobs_of_batch(tx, batch_id):
            if job.position < at_position:
                continue
            label = get_label(tx, job.label)
            if job.state is JobState.QUEUED:
                queued.append(job)
            elif job.state in (JobState.FAILED, JobState.EXPIRED) and _may_come_back(tx, job, label):
                queued.append(rows.change(tx, desk, job, JobEvent.RETRY))
            elif label.state in USABLE and _is_missing(tx, job):
                require_active(tx, job.printer)
                if job.state in TO_DECIDE:
                    rows.change(tx, desk, job, JobEvent.MISS, reason=RESUMED)
                queued.append(_copy(tx, desk, label, Place(batch, job.position), job.printer, RESUMED))
    return tuple(queued)


def _is_missing(q: Query, job: Job) -> bool:
    """Bytes of it may have left, no one confirmed it, and it is the last copy of its label."""
    is_doubtful = job.state in TO_DECIDE or (job.state is JobState.FAILED and job.may_be_out)
    return is_doubtful and rows.counted_copies(q, job.label)[-1].id == job.id


def mark_printed(store: Store, desk: Desk, job_id: str, *, how: str = "seen") -> Job:
    """A person has the label in hand (``seen``) or scanned it (``scanned``).

    Raises:
        WrongJobState: Nothing of it can be out, or it is confirmed already.
    """
    return _move(store, desk, job_id, JobEvent.SEE, how)


def mark_missing(store: Store, desk: Desk, job_id: str, *, reason: str = "missing") -> Job:
    """A person says that the label did not come out; another copy is `reprint_labels`, with a reason.

    Raises:
        WrongJobState: It was not handed over, nor is it unknown.
    """
    return _move(store, desk, job_id, JobEvent.MISS, reason)


def cancel_job(store: Store, desk: Desk, job_id: str) -> Job:
    """Give up a job that waits, or failed without a byte leaving.

    Raises:
        WrongJobState: It is being printed, or was.
    """
    return _move(store, desk, job_id, JobEvent.CANCEL, "")


def _move(store: Store, desk: Desk, job_id: str, event: JobEvent, reason: str) -> Job:
    with store.write() as tx:
        job = rows.get_job(tx, job_id)
        by_program = job.state is JobState.RENDERING  # whoever makes its bytes goes on with it
        missed_before = job.may_be_out and job.state is JobState.FAILED
        if (job.state, event) not in JOB_MOVES or by_program or missed_before:
            raise WrongJobState(job=job.id, state=job.state.value, event=event.value)
        return rows.change(tx, desk, job, event, reason=reason)


def printer_of(q: Query, job: Job) -> Printer:
    """The printer of a job, in use or retired."""
    return get_printer(q, job.printer)
