"""Printing a file that somebody else issued: its states, and when a copy needs a reason. Pure."""

from dataclasses import dataclass
from enum import Enum

from core.errors import Refused, Rule
from core.printing.port import Delivered


class FilePrintState(Enum):
    """Where a label of a file stands; sent is not printed."""

    SENDING = "sending"
    HANDED_OVER = "handed-over"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    FAILED = "failed"


AFTER: dict[Delivered, FilePrintState] = {
    Delivered.CONFIRMED: FilePrintState.CONFIRMED,
    Delivered.HANDED_OVER: FilePrintState.HANDED_OVER,
    Delivered.UNKNOWN: FilePrintState.UNKNOWN,
    Delivered.NOT_SENT: FilePrintState.FAILED,
}
MAY_BE_OUT = frozenset(FilePrintState) - {FilePrintState.FAILED}


@dataclass(frozen=True, slots=True)
class FilePrint:
    """One label of a file on its way to paper.

    Attributes:
        id: Ours.
        sha256: Of the file as issued; it lies in the station's files.
        printer: Where.
        position: Of the label in the file, from 1.
        count: Labels in the file.
        copy_reason: Why it is printed again, empty for the first time.
        state: Where it stands.
        reason: Code of what went wrong, or empty.
        symbols: Numbers that a scanner reads on it, each behind the kind of its code.
        at: UTC text.
    """

    id: str
    sha256: str
    printer: str
    position: int
    count: int
    copy_reason: str
    state: FilePrintState
    reason: str
    symbols: tuple[str, ...]
    at: str


class PrintedBefore(Refused):
    """The very file came out before, or may have. Fields: ``printed`` (how many labels), ``at`` (UTC text)."""

    code = "printing.file-printed-before"
    rule = Rule("A label is printed once; every further copy has a reason", "Postbench, printing", "2026-11-22")
