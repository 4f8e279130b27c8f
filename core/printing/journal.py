"""The print journal, read: append-only lines that say what went to which printer, and what came of it."""

import sqlite3
from dataclasses import dataclass

from core.store.database import Query


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One move of one job, with the facts of paper as they were then; names and addresses are in none of them (D9).

    Attributes:
        number: Counts up from 1 without gaps.
        at: UTC text.
        batch: Number of the batch.
        position: Place in the batch, likewise `batch_size`.
        label: Our id.
        carrier: Catalogue code.
        tracking: Compact tracking number.
        copy_number: 1 for the first print.
        printer: Its name now.
        language: ``zpl``, ``epl`` or ``pdf``.
        event: What happened.
        state: Where the job stood after it.
        reason: A code, or what a person gave as the reason of a copy.
        evidence: What the printer or the transport said.
        file_name: As delivered, empty before.
        sha256: Of the bytes, empty before.
        size_bytes: Of the bytes, 0 before.
        actor: Who.
        station: Where.
    """

    number: int
    at: str
    batch: int
    position: int
    batch_size: int
    label: str
    carrier: str
    tracking: str
    copy_number: int
    printer: str
    language: str
    event: str
    state: str
    reason: str
    evidence: str
    file_name: str
    sha256: str
    size_bytes: int
    actor: str
    station: str


def print_journal(q: Query, after: int = 0) -> list[JournalLine]:
    """The print journal in the order of its numbers, from the one after `after`."""
    rows = q.all(
        "select n.*, b.number as batch_number, j.position, j.batch_size, j.copy_number, j.label, l.carrier, "
        "l.tracking, p.name from print_journal n join print_job j on j.id = n.job join print_batch b on b.id = j.batch "
        "join label l on l.id = j.label join printer p on p.id = n.printer where n.number > :after order by n.number",
        {"after": after},
    )
    return [_line(row) for row in rows]


def _line(row: sqlite3.Row) -> JournalLine:
    return JournalLine(
        number=row["number"], at=row["at"], batch=row["batch_number"], position=row["position"],
        batch_size=row["batch_size"], label=row["label"], carrier=row["carrier"], tracking=row["tracking"],
        copy_number=row["copy_number"], printer=row["name"], language=row["language"], event=row["event"],
        state=row["to_state"], reason=row["reason"], evidence=row["evidence"], file_name=row["file_name"],
        sha256=row["sha256"], size_bytes=row["size_bytes"], actor=row["actor"], station=row["station"],
    )  # fmt: skip
