"""What the printing room asks of the device package; `printers/device.py` answers. Core never imports printers.

Everything here is called outside every transaction.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from core.errors import Problem
from core.labels.document import LabelDocument
from core.printing.records import Answers, Printer, PrinterKind


class Delivered(Enum):
    """What is known of bytes that were to be delivered."""

    CONFIRMED = "confirmed"  # the printer answered after the job, and it was well
    HANDED_OVER = "handed-over"  # all bytes were taken; nobody can say more
    UNKNOWN = "unknown"  # some bytes may have left; whether the label comes out cannot be told
    NOT_SENT = "not-sent"  # for certain, no byte left


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What came of a delivery.

    Attributes:
        kind: What is known.
        reason: A code for `UNKNOWN` and `NOT_SENT`: ``unreachable``, ``paper-out``, ``timed-out`` ...; else empty.
        evidence: What the printer or the transport said, short ASCII, never text of the label.
        answers: Whether the printer answers, if this delivery told; `Answers.UNKNOWN` says nothing new.
    """

    kind: Delivered
    reason: str = ""
    evidence: str = ""
    answers: Answers = Answers.UNKNOWN


@dataclass(frozen=True, slots=True)
class RenderedJob:
    """The complete bytes of one job.

    Attributes:
        data: To be delivered, exactly.
        media_type: Of `data`.
        extension: For a file, with its dot.
        notes: ``kind:role`` of what a person should know; no text of the label (D9).
    """

    data: bytes
    media_type: str
    extension: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probed:
    """What a printer said of itself.

    Attributes:
        is_reachable: Whether its address could be opened.
        answers: Whether it answered a status question.
        reason: A code for what is wrong, empty when nothing is known to be.
        evidence: What it or the transport said.
    """

    is_reachable: bool
    answers: Answers
    reason: str = ""
    evidence: str = ""


class Device(Protocol):
    """The device package, as the printing room sees it."""

    def problems(self, kind: PrinterKind, address: str) -> list[Problem]:
        """What is wrong with a printer's kind or the form of its address; nothing is opened."""
        ...

    def render(self, document: LabelDocument, printer: Printer) -> RenderedJob:
        """The bytes of a label for this printer.

        Raises:
            Refused: It cannot be printed so that it scans, or is larger than the paper.
        """
        ...

    def deliver(self, printer: Printer, data: bytes, file_name: str) -> DeliveryOutcome:
        """Bring one complete job to the printer, once, and say what is known of it. Never retries by itself."""
        ...

    def probe(self, printer: Printer) -> Probed:
        """Ask the printer how it is, printing nothing."""
        ...
