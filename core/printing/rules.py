"""States of a print job and what may be asked of a printer (DESIGN section 6). Pure.

"Sent" is not "printed": a write that succeeds only filled a buffer (facts: printing 0). So a job is *confirmed* when
the printer said so after it, *handed over* when nobody could say, *unknown* when something went wrong with bytes
possibly out; and an unknown job is never printed again by itself.
"""

import re
from datetime import timedelta
from enum import Enum

from core.errors import Problem, Refused, Rule

JOB_LIFETIME = timedelta(hours=12)  # a label left over from yesterday does not come out by surprise
MAX_ATTEMPTS = 3  # a drawing that killed the program so often is not tried again by itself
DPIS = (203, 300)
NAME_MAX = 40


class JobState(Enum):
    """Where a job stands."""

    QUEUED = "queued"
    RENDERING = "rendering"  # a process makes its bytes; none left
    SENDING = "sending"  # committed before the first byte leaves; a crash here is unknown
    HANDED_OVER = "handed-over"  # all bytes taken by something that cannot say more
    CONFIRMED = "confirmed"  # the printer said so, after the job
    CONFIRMED_BY_PERSON = "confirmed-by-person"  # somebody saw or scanned it
    UNKNOWN = "unknown"  # bytes may be out; a person decides
    FAILED = "failed"  # it did not come out
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class JobEvent(Enum):
    """What moves a job."""

    ENQUEUE = "enqueue"  # from nothing
    RENDER = "render"
    SEND = "send"
    CONFIRM = "confirm"
    HAND_OVER = "hand-over"
    LOSE = "lose"
    FAIL = "fail"  # for certain, nothing left
    REQUEUE = "requeue"  # its process died before a byte left
    RETRY = "retry"
    REROUTE = "reroute"  # to another printer, to be rendered again
    SEE = "see"  # a person has the label in hand, or scanned it
    MISS = "miss"  # a person says that it did not come out
    CANCEL = "cancel"
    EXPIRE = "expire"


JOB_MOVES: dict[tuple[JobState, JobEvent], JobState] = {
    (JobState.QUEUED, JobEvent.RENDER): JobState.RENDERING,
    (JobState.QUEUED, JobEvent.REROUTE): JobState.QUEUED,
    (JobState.QUEUED, JobEvent.CANCEL): JobState.CANCELLED,
    (JobState.QUEUED, JobEvent.EXPIRE): JobState.EXPIRED,
    (JobState.RENDERING, JobEvent.SEND): JobState.SENDING,
    (JobState.RENDERING, JobEvent.FAIL): JobState.FAILED,
    (JobState.RENDERING, JobEvent.CANCEL): JobState.CANCELLED,
    (JobState.RENDERING, JobEvent.REQUEUE): JobState.QUEUED,
    (JobState.SENDING, JobEvent.CONFIRM): JobState.CONFIRMED,
    (JobState.SENDING, JobEvent.HAND_OVER): JobState.HANDED_OVER,
    (JobState.SENDING, JobEvent.LOSE): JobState.UNKNOWN,
    (JobState.SENDING, JobEvent.FAIL): JobState.FAILED,
    (JobState.HANDED_OVER, JobEvent.SEE): JobState.CONFIRMED_BY_PERSON,
    (JobState.HANDED_OVER, JobEvent.MISS): JobState.FAILED,
    (JobState.UNKNOWN, JobEvent.SEE): JobState.CONFIRMED_BY_PERSON,
    (JobState.UNKNOWN, JobEvent.MISS): JobState.FAILED,
    (JobState.FAILED, JobEvent.RETRY): JobState.QUEUED,
    (JobState.FAILED, JobEvent.REROUTE): JobState.QUEUED,
    (JobState.FAILED, JobEvent.CANCEL): JobState.CANCELLED,
    (JobState.EXPIRED, JobEvent.RETRY): JobState.QUEUED,
}

GONE = frozenset({JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED})
OPEN = frozenset({JobState.QUEUED, JobState.RENDERING, JobState.SENDING})
IN_HAND = frozenset({JobState.RENDERING, JobState.SENDING})  # of the one process that drives the printer
TO_DECIDE = frozenset({JobState.HANDED_OVER, JobState.UNKNOWN})
PRINTED = frozenset({JobState.CONFIRMED, JobState.CONFIRMED_BY_PERSON})


class IllegalMove(AssertionError):
    """A programming error: this state does not know this event."""


def move_job(state: JobState, event: JobEvent, *, may_be_out: bool) -> JobState:
    """The state after `event`.

    Args:
        state: Before.
        event: What happened.
        may_be_out: Bytes of the job may have reached a printer; such a job is never queued again, a further copy is
            a job of its own, with a reason.

    Raises:
        IllegalMove: The table has no such move, or it would print a second time.
    """
    after = JOB_MOVES.get((state, event))
    if after is None or (may_be_out and after is not JobState.FAILED and state in GONE):
        raise IllegalMove(state, event, may_be_out)
    return after


def may_be_out_after(before: bool, state: JobState, event: JobEvent) -> bool:
    """Whether bytes may have left once `event` happened in `state`: from the first one until it is certain of none."""
    if event is JobEvent.SEND:
        return True
    return before and not (state is JobState.SENDING and event is JobEvent.FAIL)


def file_stem(batch_number: int, position: int, tracking: str, copy_number: int) -> str:
    """The name of a job's file without its ending: numbers of ours and the tracking number, nothing of the order.

    >>> file_stem(3, 12, "9405 5112/06", 1)
    '0003-012-9405-5112-06'
    """
    slug = re.sub(r"[^A-Za-z0-9]+", "-", tracking).strip("-")[:60]
    copy = "" if copy_number == 1 else f"-copy{copy_number}"
    return f"{batch_number:04d}-{position:03d}-{slug or 'label'}{copy}"


def name_problems(name: str) -> list[Problem]:
    """What is wrong with a printer's name."""
    if not name.strip():
        return [Problem("name", "form.required")]
    if len(name.strip()) > NAME_MAX or not name.isprintable():
        return [Problem("name", "printing.bad-name", name[:NAME_MAX] if name.isprintable() else "")]
    return []


class PrinterNameTaken(Refused):
    """A printer in use has this name. Fields: ``name``."""

    code = "printing.name-taken"


class NoPrinter(Refused):
    """The station has no printer in use."""

    code = "printing.no-printer"


class PrinterRetired(Refused):
    """The printer is no longer in use. Fields: ``printer`` (name)."""

    code = "printing.printer-retired"


class PrinterHasJobs(Refused):
    """Jobs wait for this printer; they are moved or cancelled first. Fields: ``printer`` (name), ``jobs`` (count)."""

    code = "printing.printer-has-jobs"


class SamePrinter(Refused):
    """Jobs cannot be moved to the printer that they are on. Fields: ``printer`` (name)."""

    code = "printing.same-printer"


class AlreadyPrinted(Refused):
    """The label was sent to print before. Fields: ``label``, ``tracking``, ``state`` (of that job), ``copies``."""

    code = "printing.already-printed"
    rule = Rule("A label is printed once; every further copy has a reason", "Postbench, printing", "2026-11-22")


class CopyOpen(Refused):
    """A copy of the label waits or is being printed just now. Fields: ``label``, ``tracking``, ``state``."""

    code = "printing.copy-open"


class ReasonNeeded(Refused):
    """A further copy needs a reason. Fields: ``label``."""

    code = "printing.reason-needed"
    rule = AlreadyPrinted.rule


class LabelNotUsable(Refused):
    """The label was voided or its void was asked for; it is not printed. Fields: ``label``, ``tracking``, ``state``."""

    code = "printing.label-not-usable"


class IssuedNeedsConversion(Refused):
    """The carrier's file is not in this printer's language. Fields: ``label``, ``media_type``, ``language``."""

    code = "printing.issued-needs-conversion"


class NothingToPrint(Refused):
    """The label was recorded without the file that the portal gave. Fields: ``label``."""

    code = "printing.nothing-to-print"


class WrongJobState(Refused):
    """What was asked does not fit where the job stands. Fields: ``job``, ``state``, ``event``."""

    code = "printing.wrong-state"
