"""What an import did, or would do. Its sums close: every row and every order is in exactly one class."""

from dataclasses import dataclass
from enum import Enum

from core.errors import Problem
from core.orders.records import OrderDraft


class SkipReason(Enum):
    """Why an order of the file needs no label."""

    NEEDS_NO_SHIPPING = "needs-no-shipping"
    CANCELLED = "cancelled"
    ALREADY_SHIPPED = "already-shipped"


class ConflictKind(Enum):
    """Why a person is asked."""

    WITHIN_FILE = "within-file"  # the same number twice with different data
    SHIPPED = "shipped"  # changed in the shop after we shipped it
    EDITED = "edited"  # changed in the shop and by a person here
    CANCELLED = "cancelled"  # changed in the shop after it was cancelled here


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not become (part of) an order; `problems` are all that was wrong with it.

    `number` is the order number where the row is long enough to have one.
    """

    row: int
    number: str
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A row that says again what an earlier row of the file said; merged."""

    row: int
    number: str
    first_row: int


@dataclass(frozen=True, slots=True)
class SkippedOrder:
    """An order of the file that needs no label; `rows` are all its rows."""

    number: str
    rows: tuple[int, ...]
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sets of data for one order; nothing of it is imported until a person has chosen.

    Attributes:
        number: The order number.
        kind: Between what.
        rows: All rows of the order in the file.
        fields: Names of the fields that differ.
        choices: What the file offers, one draft per different version.
    """

    number: str
    kind: ConflictKind
    rows: tuple[int, ...]
    fields: tuple[str, ...]
    choices: tuple[OrderDraft, ...]


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """An order that is imported but may not ship yet."""

    number: str
    rows: tuple[int, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in a row that a person should look at; it did not stop the import. `number` may be empty."""

    row: int
    number: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class FileFacts:
    """How the file was read.

    Attributes:
        name: File name without its folder.
        sha256: Of the bytes.
        encoding: Python's name of the encoding.
        encoding_guessed: Nothing in the file proves the encoding; show `samples` and ask.
        samples: Up to five texts with letters beyond ASCII.
        delimiter: ``,`` ``;`` TAB or ``|``; empty when there was no header.
        source: Layout id, part of every order's key.
        layout: The layout's name for people: "looks like Shopify".
        columns: The header as given.
        recognised: How many of `columns` the layout knows.
        fingerprint: Of the header; a mapping is saved under it.
        own_mapping: The operator's saved mapping was used.
        currency_assumed: Amounts without a currency were taken to be of this one; empty when there were none.
    """

    name: str
    sha256: str
    encoding: str
    encoding_guessed: bool
    samples: tuple[str, ...]
    delimiter: str
    source: str
    layout: str
    columns: tuple[str, ...]
    recognised: int
    fingerprint: str
    own_mapping: bool
    currency_assumed: str


class Notice(Enum):
    """A plain message instead of orders."""

    NONE = ""
    FILE_EMPTY = "file-empty"
    NO_ROWS = "no-rows"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole result of one file.

    Attributes:
        file: How it was read.
        import_id: Empty for a preview and when nothing was written.
        rows: Data rows of the file (blank lines and the header not counted).
        rows_in_orders: Rows that make the new, updated and same orders.
        new: Orders stored for the first time.
        updated: Orders whose content changed.
        same: Orders that were there already, unchanged.
        held: Those of new and updated that are held, with all reasons.
        duplicates: Rows merged into an earlier one.
        skipped: Orders that need no label.
        refused: Rows that could not be read.
        conflicts: Orders with two versions.
        ignored: Row numbers of footers and empty records.
        warnings: What to look at.
        notice: A plain message where there are no rows.
    """

    file: FileFacts
    import_id: str
    rows: int
    rows_in_orders: int
    new: int
    updated: int
    same: int
    held: tuple[HeldOrder, ...]
    duplicates: tuple[DuplicateRow, ...]
    skipped: tuple[SkippedOrder, ...]
    refused: tuple[RefusedRow, ...]
    conflicts: tuple[Conflict, ...]
    ignored: tuple[int, ...]
    warnings: tuple[Warned, ...]
    notice: Notice = Notice.NONE

    @property
    def orders(self) -> int:
        """Orders found in the file, of every class."""
        return self.new + self.updated + self.same + len(self.skipped) + len(self.conflicts)

    def rows_accounted_for(self) -> int:
        """The sum over all classes of rows; equals `rows`."""
        return (
            self.rows_in_orders
            + len(self.duplicates)
            + sum(len(skipped.rows) for skipped in self.skipped)
            + len(self.refused)
            + sum(len(conflict.rows) for conflict in self.conflicts)
            + len(self.ignored)
        )
