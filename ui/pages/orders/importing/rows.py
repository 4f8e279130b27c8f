"""What the import sheet shows, as frozen records."""

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from core.errors import StationError
from core.orders.mapping import Look
from core.orders.records import Field
from core.orders.report import Conflict, ImportReport


class Stage(Enum):
    """Where the sheet stands."""

    READING = "reading"
    LOOKING = "looking"  # a preview is shown
    MAPPING = "mapping"  # the person says which column is which
    WRITING = "writing"
    FAILED = "failed"


class Group(Enum):
    """What needs a person, or was left out: one list each."""

    CONFLICTS = "conflicts"
    REFUSED = "refused"
    HELD = "held"
    WARNINGS = "warnings"
    SKIPPED = "skipped"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a list: which rows, which order, and what about it."""

    rows: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class SumLine:
    """One class of rows; the lines add up to the rows of the file."""

    text: str
    rows: int
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer to a conflict: the row whose data is taken, ``KEEP``, or None for later."""

    row: int | None
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One order with two versions, and what can be answered."""

    number: str
    why: str
    differs: str
    answers: tuple[AnswerView, ...]
    chosen: int | None


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """What a person says about the columns of a file.

    Attributes:
        source: Name of the source, part of the orders' key.
        columns: Heading per field; a field that is missing has no column.
        weight_unit: For bare weights, may be empty.
        length_unit: For bare lengths, may be empty.
    """

    source: str
    columns: MappingProxyType[Field, str] = field(default_factory=lambda: MappingProxyType({}))
    weight_unit: str = ""
    length_unit: str = ""


@dataclass(frozen=True, slots=True)
class ImportState:
    """All that the sheet shows.

    Attributes:
        stage: Where it stands.
        name: The file's name.
        report: The preview.
        error: Why it cannot be imported.
        encoding: The person's choice instead of a guess, empty for none.
        is_doubtful: The encoding is a guess that wants a person's word before an import.
        is_accepted: The guessed encoding was confirmed.
        currency: What amounts without a currency are taken for.
        country: What rows without a country are taken for; empty holds them.
        answers: To conflicts: order number to row or KEEP.
        conflicts: All that there were, answered ones too.
        group: The list that is shown, None for the first that is not empty.
        look: Heading and samples, for the mapping.
        draft: The mapping as it stands.
        is_renewing: The preview is being made anew after an answer.
    """

    stage: Stage = Stage.READING
    name: str = ""
    report: ImportReport | None = None
    error: StationError | None = None
    encoding: str = ""
    is_doubtful: bool = False
    is_accepted: bool = False
    currency: str = "USD"
    country: str = ""
    answers: MappingProxyType[str, int] = field(default_factory=lambda: MappingProxyType({}))
    conflicts: tuple[Conflict, ...] = ()
    group: Group | None = None
    look: Look | None = None
    draft: MappingDraft = field(default_factory=lambda: MappingDraft(""))
    is_renewing: bool = False
