"""Adjustments out of a carrier's or a provider's CSV file: mapped columns, every row accounted for, one transaction."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from core.accounts.rules import CardNumberTyped
from core.accounts.store import get_wallet
from core.carriers.tracking.numbers import compact
from core.context import Desk
from core.errors import BadText, Refused
from core.money import parse_money
from core.orders.layouts import Quotes
from core.orders.reading import find_heading, row_chunks
from core.orders.source import SourceFile, detect
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.store.database import Query, Store
from core.wallet.rules_adjustments import (
    UNKNOWN_CARRIER,
    Adjustment,
    AdjustmentKnown,
    NothingAdjusted,
    Source,
    cause_of,
)
from core.wallet.service_adjustments import NewAdjustment, book_adjustment, check_new
from core.wallet.store_facts import label_by_tracking

_CHUNK = 500
_REASON_MAX = 500
_SHOWN = 80


class Column(Enum):
    """What a column of the file may say."""

    AMOUNT = "amount"
    TRACKING = "tracking"
    REFERENCE = "reference"
    REASON = "reason"
    DAY = "day"
    CARRIER = "carrier"


_GUESSES: Mapping[Column, tuple[str, ...]] = {
    Column.AMOUNT: ("adjustment amount", "amount", "charge", "total", "montant", "montant de l'ajustement"),
    Column.TRACKING: ("tracking number", "tracking #", "tracking", "numéro de suivi", "no de suivi", "repérage"),
    Column.REFERENCE: ("adjustment id", "transaction id", "transaction", "id", "reference", "référence"),
    Column.REASON: ("reason", "adjustment reason", "description", "type", "motif", "raison"),
    Column.DAY: ("adjustment date", "date", "transaction date", "posted", "jour"),
    Column.CARRIER: ("carrier", "transporteur"),
}


class ColumnMissing(Refused):
    """The file has no such column. Fields: ``wanted``, ``columns`` (those it has)."""

    code = "wallet.column-missing"


class RowFate(Enum):
    """What became of a row."""

    TAKEN = "taken"
    KNOWN = "known"  # its reference, or the same row, is in the books
    NO_AMOUNT = "no-amount"
    ZERO = "zero"
    NO_DAY = "no-day"  # it cannot be read, or is still to come
    CARD_NUMBER = "card-number"


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """One row of the file, and what became of it.

    Attributes:
        row: Its number, as a spreadsheet counts.
        fate: What became of it.
        text: What stands in the decisive cell, for the report.
        adjustment: What was booked, or would be, None where it was refused.
    """

    row: int
    fate: RowFate
    text: str
    adjustment: NewAdjustment | None = None


@dataclass(frozen=True, slots=True)
class AdjustmentsRead:
    """The report of an import. `booked` is empty for a preview."""

    columns: Mapping[Column, str]
    rows: tuple[AdjustmentRow, ...]
    booked: tuple[Adjustment, ...] = ()

    def count(self, fate: RowFate) -> int:
        """How many rows ended so."""
        return sum(row.fate is fate for row in self.rows)


def import_adjustments(
    store: Store,
    desk: Desk,
    wallet_id: str,
    file: SourceFile,
    *,
    positive_takes: bool,
    mapping: Mapping[Column, str] | None = None,
    preview: bool = False,
    proofs: Proofs = NO_PROOFS,
) -> AdjustmentsRead:
    """Book the adjustments of a file, all of them in one transaction; the same file again changes nothing.

    Args:
        store: The books.
        desk: Who, where, when.
        wallet_id: Whose balance they moved.
        file: CSV, any delimiter and encoding that order files may have.
        positive_takes: Whether an amount above zero takes money (a charge) or gives it (a credit).
        mapping: Which column says what, by its heading; what is not named is guessed from the heading.
        preview: Only say what would happen.
        proofs: PINs, see `core.people.service.require`.

    Raises:
        ColumnMissing: There is no amount, or a named column is not there.
        Refused: The file is not a text, or as of `require`, for `Act.ADJUSTMENT`.
    """
    columns, rows = _read(file, dict(mapping or {}))
    today = desk.clock.now().astimezone(desk.actor.zone).date()
    taken: set[str] = set()
    with store.read() as q:
        terms = _Terms(wallet_id, get_wallet(q, wallet_id).currency, today, positive_takes)
        drafts = _with_references([_draft(terms, number, cells) for number, cells in rows])
        if preview:
            return AdjustmentsRead(columns, tuple(_judged(q, row, taken) for row in drafts))
    with store.write() as tx:
        require(tx, desk, Act.ADJUSTMENT, proofs, about=wallet_id)
        judged = tuple(_judged(tx, row, taken) for row in drafts)
        booked = tuple(book_adjustment(tx, desk, row.adjustment) for row in judged if row.adjustment is not None)
    return AdjustmentsRead(columns, judged, booked)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What all rows of a file share."""

    wallet: str
    currency: str
    today: date
    positive_takes: bool


def _read(file: SourceFile, named: dict[Column, str]) -> tuple[dict[Column, str], list[tuple[int, dict[Column, str]]]]:
    """The columns in use, and each row's number with its cells."""
    encoding = detect(file)
    heading = find_heading(file, encoding)
    titles = [title.strip() for title in heading.columns] if heading else []
    columns: dict[Column, str] = {}
    for column in Column:
        title = named.get(column) or _guess(column, titles)
        if title is not None and title in titles:
            columns[column] = title
        elif column in named or column is Column.AMOUNT:
            raise ColumnMissing(wanted=named.get(column, column.value), columns=titles)
    assert heading is not None, "without a heading the amount is missing"
    places = {column: titles.index(title) for column, title in columns.items()}
    rows = [
        (number, {column: _cell(row, at) for column, at in places.items()})
        for chunk in row_chunks(file, encoding, heading, Quotes.CSV, _CHUNK)
        for number, row in zip(chunk.numbers, chunk.rows, strict=True)
    ]
    return columns, rows


def _guess(column: Column, titles: list[str]) -> str | None:
    folded = {title.casefold().replace("\u2019", "'"): title for title in reversed(titles)}
    return next((folded[guess] for guess in _GUESSES[column] if guess in folded), None)


def _cell(row: list[str], at: int) -> str:
    """A cell without blanks; the apostrophe that keeps a spreadsheet from calculating is none of its text."""
    text = row[at].strip() if at < len(row) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _draft(terms: _Terms, number: int, cells: Mapping[Column, str]) -> AdjustmentRow:
    """A row as it reads, before the books are asked."""
    text, said = cells[Column.AMOUNT], cells.get(Column.DAY, "")
    try:
        amount = parse_money(text, terms.currency)
    except BadText:
        return AdjustmentRow(number, RowFate.NO_AMOUNT, text[:_SHOWN])
    day = _day(said) if said else terms.today
    if day is None or day > terms.today:
        return AdjustmentRow(number, RowFate.NO_DAY, said[:_SHOWN])
    reason = cells.get(Column.REASON, "")[:_REASON_MAX]
    made = NewAdjustment(
        wallet=terms.wallet, carrier=_code(cells.get(Column.CARRIER, "")), label="",
        tracking=compact(cells.get(Column.TRACKING, ""))[:_SHOWN], amount=-amount if terms.positive_takes else amount,
        cause=cause_of(reason), reason=reason, provider_ref=cells.get(Column.REFERENCE, "")[:_SHOWN],
        source=Source.IMPORT, day=day,
    )  # fmt: skip
    return AdjustmentRow(number, RowFate.TAKEN, text[:_SHOWN], made)


def _code(carrier: str) -> str:
    return "_".join(carrier.casefold().split())[:_SHOWN] or UNKNOWN_CARRIER


def _day(text: str) -> date | None:
    """The day of ``2026-11-22`` or ``2026-11-22T10:15:00Z``; None for what could be read in two ways."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _with_references(rows: list[AdjustmentRow]) -> list[AdjustmentRow]:
    """Rows that have no reference get one out of what they say, so that the same file is known again.

    Two rows that say the same are two adjustments: they are counted.
    """
    seen: Counter[str] = Counter()
    named = []
    for row in rows:
        new = row.adjustment
        if new is None or new.provider_ref:
            named.append(row)
            continue
        said = f"{new.tracking}|{new.amount.minor}|{new.day}|{new.carrier}|{new.reason}"
        seen[said] += 1
        digest = hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest()[:24]
        named.append(replace(row, adjustment=replace(new, provider_ref=f"row-{digest}")))
    return named


def _judged(q: Query, row: AdjustmentRow, taken: set[str]) -> AdjustmentRow:
    """A row with its label, or with the reason for which the books do not take it."""
    if row.adjustment is None:
        return row
    label = label_by_tracking(q, row.adjustment.wallet, row.adjustment.tracking)
    new = row.adjustment
    if label is not None:
        new = replace(new, label=label.id, carrier=label.carrier)
    fate = RowFate.KNOWN if new.provider_ref in taken else _fate(q, new)
    if fate is not RowFate.TAKEN:
        return replace(row, fate=fate, adjustment=None)
    taken.add(new.provider_ref)
    return replace(row, adjustment=new)


def _fate(q: Query, new: NewAdjustment) -> RowFate:
    try:
        check_new(q, new)
    except AdjustmentKnown:
        return RowFate.KNOWN
    except NothingAdjusted:
        return RowFate.ZERO
    except CardNumberTyped:
        return RowFate.CARD_NUMBER
    return RowFate.TAKEN
