"""Records of the printing room: printers, batches and jobs."""

from dataclasses import dataclass
from enum import Enum

from core.printing.rules import JobState


class Language(Enum):
    """What a printer understands: the three label formats."""

    ZPL = "zpl"  # Thermal-ZPL
    EPL = "epl"  # Thermal-EPL
    PDF = "pdf"  # Standard


class Answers(Enum):
    """Whether a printer answers a status question: asked once, remembered, never in the way of printing."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class PrinterKind:
    """What labels are rendered for; it belongs to the printer, never to a job.

    Attributes:
        model: Code of a file entry in `resources/printers`.
        language: What it understands.
        dpi: Dots per inch of the head, 203 or 300.
        media: Code of the paper in it: ``4x6``, ``letter``, ``a4``.
    """

    model: str
    language: Language
    dpi: int
    media: str


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this station.

    Attributes:
        id: Our id.
        name: What people call it; unique among the printers in use, whatever the case.
        kind: What labels are rendered for.
        address: Where its bytes go: ``tcp://127.0.0.1:9100``, ``folder:/path``.
        position: Order of display.
        answers: Whether it answers status questions.
        is_active: False once retired.
        made_at: UTC text.
    """

    id: str
    name: str
    kind: PrinterKind
    address: str
    position: int
    answers: Answers
    is_active: bool
    made_at: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Labels that were sent to print together, in the order of the screen.

    Attributes:
        id: Our id.
        number: Counts up from 1; file names begin with it.
        printer: Where they were first meant to come out.
        size: How many labels.
        made_at: UTC text.
    """

    id: str
    number: int
    printer: str
    size: int
    made_at: str


@dataclass(frozen=True, slots=True)
class Job:
    """One copy of one label on its way to paper.

    Attributes:
        id: Our id.
        label: Which label.
        printer: Where it shall come out; changes when another printer takes over.
        batch: With which others.
        batch_number: The batch's number.
        position: Place in the batch, from 1.
        batch_size: Labels in the batch.
        copy_number: 1 for the first print of the label, more for reprints.
        copy_reason: Why there is a further copy; empty for the first.
        state: Where it stands.
        may_be_out: Bytes may have reached the printer: this copy counts for ever, whatever became of it.
        sha256: Of the rendered bytes, empty before.
        media_type: Of the rendered bytes, empty before.
        file_name: Its name in a folder, made of our numbers and the tracking number alone; empty before.
        notes: ``kind:role`` of what a person should know of the drawing, for example ``cut:recipient``.
        reason: Code of what last went wrong, or empty.
        attempts: How often it was taken up.
        expires_at: UTC text; not printed any more from then on.
        made_at: UTC text.
        changed_at: UTC text.
        instance: The run of the program that moved it last.
    """

    id: str
    label: str
    printer: str
    batch: str
    batch_number: int
    position: int
    batch_size: int
    copy_number: int
    copy_reason: str
    state: JobState
    may_be_out: bool
    sha256: str
    media_type: str
    file_name: str
    notes: tuple[str, ...]
    reason: str
    attempts: int
    expires_at: str
    made_at: str
    changed_at: str
    instance: str
