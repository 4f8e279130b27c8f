"""What the Billing page shows, as frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from core.billing.records import AccountChange, BilledOrder, Meter, MeterReading, Payable
from core.billing.service import Standing
from core.billing.service_drawer import Paper
from core.billing.service_other import OtherCharge, OtherKind, OtherMethod
from core.billing.service_statement import Issued
from core.billing.volume import Volume
from core.money import Money

ACCOUNTS, PURCHASES, PAYABLES, METERS = "accounts", "purchases", "payables", "meters"
STATEMENTS, DRAWER, VOLUME, OTHER = "statements", "drawer", "volume", "other"
SECTIONS = (ACCOUNTS, PURCHASES, PAYABLES, METERS, STATEMENTS, DRAWER, VOLUME, OTHER)

Values = Mapping[str, str]
"""What a form was filled with, by field; a tick is ``yes`` or empty, a file its path."""


@dataclass(frozen=True, slots=True)
class BillingFacts:
    """All that the page shows, read at once.

    Attributes:
        accounts: Where each account stands.
        history: The changes of each account, by its id.
        places: Where the carrier's statements live, by account id.
        orders: Recorded purchases, the newest first.
        payables: All, the earliest due first.
        meters: With what is in them by the books and their newest reading.
        issued: Our statements.
        papers: The drawer.
        volumes: By carrier and month.
        methods: Of the other charges.
        charges: The second book.
        totals: Its sums.
        today: Local day, ISO.
    """

    accounts: tuple[Standing, ...]
    history: tuple[tuple[str, tuple[AccountChange, ...]], ...]
    places: tuple[tuple[str, str], ...]
    orders: tuple[BilledOrder, ...]
    payables: tuple[Payable, ...]
    meters: tuple[tuple[Meter, Money, MeterReading | None], ...]
    issued: tuple[Issued, ...]
    papers: tuple[Paper, ...]
    volumes: tuple[Volume, ...]
    methods: tuple[OtherMethod, ...]
    charges: tuple[OtherCharge, ...]
    totals: tuple[tuple[OtherKind, Money], ...]
    today: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        title: Above it.
        head: The columns' names.
        rows: As many cells as names.
        amounts: Numbers of the columns that stand at the right.
        empty: Said where there is no row.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[GridRow, ...]
    amounts: frozenset[int]
    empty: str


class FieldKind(Enum):
    """How a field is filled."""

    TEXT = "text"
    CHOICE = "choice"
    PICK = "pick"
    TICK = "tick"
    OPEN = "open"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a form.

    Attributes:
        name: Stable name.
        label: Its words.
        kind: How it is filled.
        choices: Keys and words, of a choice.
        value: What stands there at first.
        hint: Below it.
        is_optional: Whether it may stay empty.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    hint: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class FormView:
    """A form.

    Attributes:
        key: What is done with it.
        title: Its words, on the button as well.
        note: Below the title.
        fields: From top to bottom; two and two beside each other.
    """

    key: str
    title: str
    note: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section: a note, tables, cards of facts (title, lines), forms to open (key, words, and why not)."""

    note: str
    grids: tuple[Grid, ...]
    cards: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    forms: tuple[tuple[str, str, str | None], ...]
