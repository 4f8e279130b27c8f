"""SQL of print jobs and their batches; the print journal is written here and read in `journal.py`."""

import sqlite3
from dataclasses import dataclass, replace

from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.labels.rules import USABLE
from core.labels.store import RECORD_TYPE, Label, label_from_row
from core.printing.records import Batch, Job
from core.printing.rules import (
    JOB_LIFETIME,
    AlreadyPrinted,
    JobEvent,
    JobState,
    may_be_out_after,
    move_job,
)
from core.store.database import Query, Tx, Value
from core.store.history import record_move
from core.topics import Topic

_COUNTS = "(may_be_out = 1 or state not in ('failed', 'cancelled', 'expired'))"  # as in the UNIQUE index


@dataclass(frozen=True, slots=True)
class Paper:
    """What is about to be delivered: goes with `JobEvent.SEND`.

    Attributes:
        sha256: Of the bytes.
        media_type: Of the bytes.
        file_name: Its name in a folder.
        notes: ``kind:role`` of what a person should know.
        size_bytes: Of the bytes.
    """

    sha256: str
    media_type: str
    file_name: str
    notes: tuple[str, ...]
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a batch a job stands."""

    batch: Batch
    position: int


class StaleJob(AssertionError):
    """Another process moved the job in between; the caller reads it again."""


def insert_batch(tx: Tx, desk: Desk, printer: str, size: int) -> Batch:
    """A new batch, with the next number."""
    number = tx.integer("select max(number) from print_batch") + 1
    batch = Batch(desk.ids.new(), number, printer, size, utc_text(desk.clock.now()))
    tx.run(
        "insert into print_batch (id, number, printer, size, made_at, actor, station, instance) "
        "values (:id, :number, :printer, :size, :at, :actor, :station, :instance)",
        {
            "id": batch.id, "number": number, "printer": printer, "size": size, "at": batch.made_at,
            "actor": desk.actor.operator, "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip
    return batch


def insert_job(
    tx: Tx, desk: Desk, label: Label, place: Place, *, printer: str, copy_number: int, copy_reason: str
) -> Job:
    """Queue one copy of a label.

    Raises:
        AlreadyPrinted: There is such a copy, waiting or printed.
    """
    now = desk.clock.now()
    job = Job(
        id=desk.ids.new(), label=label.id, printer=printer, batch=place.batch.id, batch_number=place.batch.number,
        position=place.position, batch_size=place.batch.size, copy_number=copy_number, copy_reason=copy_reason,
        state=JobState.QUEUED, may_be_out=False, sha256="", media_type="", file_name="", notes=(), reason="",
        attempts=0, expires_at=utc_text(now + JOB_LIFETIME), made_at=utc_text(now), changed_at=utc_text(now),
        instance=desk.actor.instance,
    )  # fmt: skip
    try:
        tx.run(
            "insert into print_job (id, label, printer, batch, batch_number, position, batch_size, copy_number, "
            "copy_reason, state, may_be_out, sha256, media_type, file_name, notes, reason, attempts, expires_at, "
            "made_at, changed_at, actor, station, instance) values (:id, :label, :printer, :batch, :batch_number, "
            ":position, :batch_size, :copy_number, :copy_reason, 'queued', 0, '', '', '', '', '', 0, :expires_at, "
            ":made_at, :made_at, :actor, :station, :instance)",
            {
                "id": job.id, "label": job.label, "printer": printer, "batch": job.batch,
                "batch_number": job.batch_number, "position": job.position, "batch_size": job.batch_size,
                "copy_number": copy_number, "copy_reason": copy_reason, "expires_at": job.expires_at,
                "made_at": job.made_at, "actor": desk.actor.operator, "station": desk.actor.station,
                "instance": desk.actor.instance,
            },
        )  # fmt: skip
    except sqlite3.IntegrityError as error:
        raise _already_printed(tx, label) from error
    _record(tx, desk, job, JobEvent.ENQUEUE, old="", reason=copy_reason)
    return job


def _already_printed(q: Query, label: Label) -> AlreadyPrinted:
    """The refusal of a first print of a label that had one."""
    copies = counted_copies(q, label.id)
    state = copies[-1].state.value if copies else ""
    return AlreadyPrinted(label=label.id, tracking=label.tracking, state=state, copies=len(copies))


def change(
    tx: Tx, desk: Desk, job: Job, event: JobEvent, *, reason: str = "", evidence: str = "", printer: str = "",
    paper: Paper | None = None,
) -> Job:  # fmt: skip
    """Move a job, adopt it by this instance, and write its history and its line of the journal.

    Args:
        tx: The transaction.
        desk: Who, where, when.
        job: As read in this transaction or by the process that drives the printer.
        event: What happened.
        reason: A code, shown and journaled.
        evidence: What the printer or the transport said.
        printer: For `JobEvent.REROUTE`, the id of the printer that takes over.
        paper: For `JobEvent.SEND`, what is about to be delivered.

    Raises:
        StaleJob: The row does not stand as `job` says.
        sqlite3.IntegrityError: The job came back to life while another one counts as the same copy.
    """
    after = move_job(job.state, event, may_be_out=job.may_be_out)
    now = desk.clock.now()
    revived = event in (JobEvent.RETRY, JobEvent.REROUTE)
    if after in (JobState.QUEUED, JobState.RENDERING):  # it is drawn anew; what was drawn before is in the journal
        job = replace(job, sha256="", media_type="", file_name="", notes=())
    params: dict[str, Value] = {
        "id": job.id, "old": job.state.value, "new": after.value, "reason": reason,
        "out": int(may_be_out_after(job.may_be_out, job.state, event)), "printer": printer or job.printer,
        "attempts": job.attempts + (event is JobEvent.RENDER), "sha256": paper.sha256 if paper else job.sha256,
        "media_type": paper.media_type if paper else job.media_type,
        "file_name": paper.file_name if paper else job.file_name,
        "notes": " ".join(paper.notes if paper else job.notes),
        "expires_at": utc_text(now + JOB_LIFETIME) if revived else job.expires_at, "now": utc_text(now),
        "instance": desk.actor.instance,
    }  # fmt: skip
    changed = tx.run(
        "update print_job set state = :new, may_be_out = :out, reason = :reason, printer = :printer, "
        "attempts = :attempts, sha256 = :sha256, media_type = :media_type, file_name = :file_name, notes = :notes, "
        "expires_at = :expires_at, changed_at = :now, instance = :instance where id = :id and state = :old",
        params,
    )
    if changed != 1:
        raise StaleJob(job.id, job.state)
    moved = get_job(tx, job.id)
    size = paper.size_bytes if paper else 0
    _record(tx, desk, moved, event, old=job.state.value, reason=reason, evidence=evidence, size_bytes=size)
    return moved


def _record(
    tx: Tx, desk: Desk, job: Job, event: JobEvent, *, old: str, reason: str = "", evidence: str = "",
    size_bytes: int = 0,
) -> None:  # fmt: skip
    """Who moved what is history, as everywhere; the journal has the facts of paper besides, and its own numbers."""
    new = job.state.value
    record_move(tx, desk, "print_job", job.id, old=old, event=event.value, new=new, reason=reason)
    tx.run(
        "insert into print_journal (number, job, printer, language, event, from_state, to_state, reason, evidence, "
        "file_name, sha256, size_bytes, at, actor, station, instance) select coalesce(max(number), 0) + 1, :job, "
        ":printer, (select language from printer where id = :printer), :event, :old, :new, :reason, :evidence, "
        ":file_name, :sha256, :size_bytes, :at, :actor, :station, :instance from print_journal",
        {
            "job": job.id, "printer": job.printer, "event": event.value, "old": old, "new": new, "reason": reason,
            "evidence": evidence[:200], "file_name": job.file_name, "sha256": job.sha256, "size_bytes": size_bytes,
            "at": job.changed_at, "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.JOBS)


def get_job(q: Query, job_id: str) -> Job:
    """One job.

    Raises:
        NotFound: No such id.
    """
    row = q.one("select * from print_job where id = :id", {"id": job_id})
    if row is None:
        raise NotFound(kind="print-job", id=job_id)
    return _job(row)


def get_batch(q: Query, batch_id: str) -> Batch:
    """One batch.

    Raises:
        NotFound: No such id.
    """
    row = q.one("select * from print_batch where id = :id", {"id": batch_id})
    if row is None:
        raise NotFound(kind="print-batch", id=batch_id)
    return _batch(row)


def newest_batches(q: Query, limit: int = 50) -> list[Batch]:
    """The last batches, newest first."""
    rows = q.all("select * from print_batch order by number desc limit :limit", {"limit": limit})
    return [_batch(row) for row in rows]


def next_job(q: Query, printer: str) -> Job | None:
    """The queued job whose turn it is: batch after batch, each in its own order."""
    row = q.one(
        "select * from print_job where printer = :printer and state = 'queued' "
        "order by batch_number, position, copy_number limit 1",
        {"printer": printer},
    )
    return _job(row) if row else None


def jobs_of_printer(q: Query, printer: str, states: frozenset[JobState]) -> list[Job]:
    """A printer's jobs in any of `states`, in the order of printing."""
    sql = f"select * from print_job where printer = :printer and state in ({_texts(states)}) order by "  # noqa: S608 - our enum
    return [_job(row) for row in q.all(sql + "batch_number, position, copy_number", {"printer": printer})]


def jobs_in_states(q: Query, states: frozenset[JobState]) -> list[Job]:
    """Jobs of all printers in any of `states`, in the order of printing."""
    sql = f"select * from print_job where state in ({_texts(states)}) order by batch_number, position, copy_number"  # noqa: S608 - our enum
    return [_job(row) for row in q.all(sql)]


def queued_until(q: Query, moment: str) -> list[Job]:
    """Queued jobs of all printers whose time was over at `moment` (UTC text)."""
    sql = "select * from print_job where state = 'queued' and expires_at <= :moment order by batch_number, position"
    return [_job(row) for row in q.all(sql, {"moment": moment})]


def jobs_of_batch(q: Query, batch: str) -> list[Job]:
    """A batch's jobs in its order; further copies of a position after the first."""
    sql = "select * from print_job where batch = :batch order by position, copy_number, id"
    return [_job(row) for row in q.all(sql, {"batch": batch})]


def jobs_of_label(q: Query, label: str) -> list[Job]:
    """Every job that a label ever had, oldest first."""
    sql = "select * from print_job where label = :label order by batch_number, position, copy_number, id"
    return [_job(row) for row in q.all(sql, {"label": label})]


def counted_copies(q: Query, label: str) -> list[Job]:
    """The copies of a label that wait, are out or may be, by copy number."""
    sql = f"select * from print_job where label = :label and {_COUNTS} order by copy_number"  # noqa: S608 - a fixed text
    return [_job(row) for row in q.all(sql, {"label": label})]


def unprinted_labels(q: Query) -> list[Label]:
    """Labels that are paid and good and have no copy, waiting or printed; in the order of purchase."""
    states = ", ".join(f"'{state.value}'" for state in sorted(USABLE, key=lambda state: state.value))
    rows = q.all(
        f"select * from label l where l.state in ({states}) and l.media_type <> :none and not exists "  # noqa: S608 - our enum
        f"(select 1 from print_job where label = l.id and {_COUNTS}) order by l.made_at, l.id",
        {"none": RECORD_TYPE},
    )
    return [label_from_row(row) for row in rows]


def count_unprinted(q: Query, newest: int) -> int:
    """How many of the `newest` labels are among `unprinted_labels`: a figure for a screen, cheap in any station."""
    states = ", ".join(f"'{state.value}'" for state in sorted(USABLE, key=lambda state: state.value))
    return q.integer(
        f"select count(*) from (select id, state, media_type from label order by id desc limit :newest) as l "  # noqa: S608 - our enum
        f"where l.state in ({states}) and l.media_type <> :none "
        f"and not exists (select 1 from print_job where label = l.id and {_COUNTS})",
        {"newest": newest, "none": RECORD_TYPE},
    )


def _texts(states: frozenset[JobState]) -> str:
    return ", ".join(sorted(f"'{state.value}'" for state in states))


def _batch(row: sqlite3.Row) -> Batch:
    return Batch(row["id"], row["number"], row["printer"], row["size"], row["made_at"])


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=row["id"], label=row["label"], printer=row["printer"], batch=row["batch"],
        batch_number=row["batch_number"], position=row["position"], batch_size=row["batch_size"],
        copy_number=row["copy_number"], copy_reason=row["copy_reason"], state=JobState(row["state"]),
        may_be_out=bool(row["may_be_out"]), sha256=row["sha256"], media_type=row["media_type"],
        file_name=row["file_name"], notes=tuple(row["notes"].split()), reason=row["reason"],
        attempts=row["attempts"], expires_at=row["expires_at"], made_at=row["made_at"],
        changed_at=row["changed_at"], instance=row["instance"],
    )  # fmt: skip
