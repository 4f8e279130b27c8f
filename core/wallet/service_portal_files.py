"""Importing the portal's export of transactions: each line confirms an entry, is booked, or is listed (recorded lane).

One transaction; rows that cannot be read are refused with the reason; the same file again changes nothing but what it
can match by now.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from core.accounts.records import Wallet
from core.accounts.rules import looks_like_card_number
from core.accounts.store import get_wallet
from core.carriers.tracking.numbers import compact
from core.errors import BadText
from core.ledger.entries import find
from core.money import parse_money
from core.orders.cells import read_day_cell
from core.orders.layouts import DateStyle, Quotes
from core.orders.reading import Heading, find_heading, row_chunks
from core.orders.source import Encoding, SourceFile, detect
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.purchases.after_sales import AfterSale, AfterSaleKind
from core.purchases.machine import Till
from core.purchases.store import get
from core.store.database import Query, Tx
from core.wallet.declared import RECORDED, NotRecorded, confirm_entry, is_confirmed
from core.wallet.rules_portal import (
    GUESSES,
    NEEDED,
    OPEN_FATES,
    Column,
    LineFate,
    LineKind,
    PortalColumnsMissing,
    PortalLine,
    effect_of,
    fingerprint,
    kind_of,
    plain_amount,
)
from core.wallet.service_refunds import book_event
from core.wallet.store_facts import adjustment_of_ref, label_by_tracking
from core.wallet.store_portal import (
    change_line,
    has_line,
    insert_line,
    lines_of_fate,
    load_portal_mapping,
    save_portal_mapping,
)

_CHUNK = 500
_TEXT_MAX = 80
_NEAR = timedelta(days=3)
_DATES = (DateStyle.ISO, DateStyle.MONTH_DAY_YEAR, DateStyle.EITHER)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of the file and what became of it; `line` is None where it was refused, `text` is what was refused."""

    row: int
    fate: LineFate
    line: PortalLine | None
    text: str = ""
    journal: int | None = None


@dataclass(frozen=True, slots=True)
class PortalImport:
    """The report of an import.

    Attributes:
        columns: Which column said what.
        rows: Every row of the file.
        later: Lines of earlier imports that found their entry now.
    """

    columns: Mapping[Column, str]
    rows: tuple[ReadRow, ...]
    later: int

    def count(self, fate: LineFate) -> int:
        """How many rows ended so."""
        return sum(row.fate is fate for row in self.rows)


@dataclass(frozen=True, slots=True)
class PortalOptions:
    """What the operator says about a file: columns by heading, and its dates where both readings are possible."""

    columns: Mapping[Column, str] = field(default_factory=dict)
    month_first: bool = False


AS_FOUND = PortalOptions()


def portal_heading(q: Query, file: SourceFile) -> tuple[tuple[str, ...], dict[Column, str]]:
    """The columns of an export, and which says what, as far as its heading or an earlier import tells.

    Raises:
        Refused: The file is no text.
    """
    heading = find_heading(file, detect(file))
    titles = tuple(title.strip() for title in heading.columns) if heading else ()
    return titles, _known(titles, load_portal_mapping(q, fingerprint(titles)))


def import_transactions(
    till: Till, wallet_id: str, file: SourceFile, options: PortalOptions = AS_FOUND, *, proofs: Proofs = NO_PROOFS
) -> PortalImport:
    """Import an export of the portal, all of it in one transaction.

    Args:
        till: Of the wallet; the provider is not asked.
        wallet_id: Whose balance the lines moved.
        file: CSV in any delimiter and encoding that order files may have.
        options: The columns, where the heading does not say; they are remembered for files with this heading.
        proofs: PINs, for `Act.RECORD`.

    Raises:
        NotRecorded: The provider itself is asked here.
        PortalColumnsMissing: Which column has the amounts, or the days, is not known.
        Refused: The file is no text, or `require` said no.
    """
    encoding = detect(file)
    heading = find_heading(file, encoding)
    titles = tuple(title.strip() for title in heading.columns) if heading else ()
    with till.store.read() as q:
        wallet = get_wallet(q, wallet_id)
        saved = load_portal_mapping(q, fingerprint(titles))
    if wallet.gateway != RECORDED:
        raise NotRecorded(wallet=wallet_id)
    columns = _columns(titles, {**saved, **options.columns})
    assert heading is not None, "without a heading the amount is missing"
    styles = (DateStyle.ISO, DateStyle.MONTH_FIRST) if options.month_first else _DATES
    today = till.desk.clock.now().astimezone(till.desk.actor.zone).date()
    reading = _Reading(wallet, columns, styles, today.isoformat())
    rows = [_row(reading, number, cells) for number, cells in _cells(file, encoding, heading, titles, columns)]
    with till.store.write() as tx:
        require(tx, till.desk, Act.RECORD, proofs, about=wallet_id)
        if options.columns:
            save_portal_mapping(tx, till.desk, fingerprint(titles), columns)
        done = tuple(_keep(tx, till, wallet, rows, encoding.sha256))
        return PortalImport(columns, done, match_open_lines(tx, till, wallet))


def match_open_lines(tx: Tx, till: Till, wallet: Wallet) -> int:
    """Try again for lines that found nothing; called by each import and after each recording. How many found it."""
    found = 0
    for fate in sorted(OPEN_FATES, key=lambda one: one.value):
        for stored in lines_of_fate(tx, wallet.id, fate):
            now, journal = _match(tx, till, wallet, stored.line)
            if now in (LineFate.MATCHED, LineFate.BOOKED):
                assert journal is not None, "a match is an entry"
                confirm_entry(tx, till.desk, journal, "line", stored.id)
                change_line(tx, stored.id, now, journal)
                found += 1
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the rows of one file are read."""

    wallet: Wallet
    columns: Mapping[Column, str]
    styles: tuple[DateStyle, ...]
    today: str


def _columns(titles: tuple[str, ...], named: Mapping[Column, str]) -> dict[Column, str]:
    found = _known(titles, named)
    missing = [column.value for column in Column if column not in found and (column in NEEDED or named.get(column))]
    if missing:
        raise PortalColumnsMissing(missing=missing, columns=list(titles))
    return found


def _known(titles: tuple[str, ...], named: Mapping[Column, str]) -> dict[Column, str]:
    """Which column says what: as named, else by its words."""
    folded = {title.casefold().replace("’", "'"): title for title in reversed(titles)}
    found = {}
    for column in Column:
        wanted = named.get(column)
        guess = next((folded[name] for name in GUESSES[column] if name in folded), None)
        title = folded.get(wanted.strip().casefold().replace("’", "'")) if wanted else guess
        if title is not None:
            found[column] = title
    return found


def _cells(
    file: SourceFile, encoding: Encoding, heading: Heading, titles: tuple[str, ...], columns: Mapping[Column, str]
) -> Iterator[tuple[int, dict[Column, str]]]:  # fmt: skip
    places = {column: titles.index(title) for column, title in columns.items()}
    for chunk in row_chunks(file, encoding, heading, Quotes.CSV, _CHUNK):
        for number, row in zip(chunk.numbers, chunk.rows, strict=True):
            yield number, {column: row[at].strip() if at < len(row) else "" for column, at in places.items()}


def _row(reading: _Reading, number: int, cells: Mapping[Column, str]) -> ReadRow:
    text = cells[Column.AMOUNT]
    tracking = compact(cells.get(Column.TRACKING, "").lstrip("'"))[:_TEXT_MAX]
    reference = cells.get(Column.REFERENCE, "").lstrip("'")[:_TEXT_MAX]
    try:
        amount = parse_money(plain_amount(text), reading.wallet.currency)
    except BadText:
        return ReadRow(number, LineFate.NO_AMOUNT, None, text[:_TEXT_MAX])
    if not amount.minor:
        return ReadRow(number, LineFate.ZERO, None, text[:_TEXT_MAX])
    day, _problem = read_day_cell(reading.styles, cells[Column.DAY])
    if not day or day > reading.today:
        return ReadRow(number, LineFate.NO_DAY, None, cells[Column.DAY][:_TEXT_MAX])
    if looks_like_card_number(reference):
        return ReadRow(number, LineFate.CARD_NUMBER, None, "")
    kind = kind_of(cells.get(Column.KIND, ""), amount, tracking)
    line = PortalLine(number, day, kind, effect_of(kind, amount), reference, tracking)
    return ReadRow(number, LineFate.UNMATCHED, line)


def _keep(tx: Tx, till: Till, wallet: Wallet, rows: list[ReadRow], file: str) -> Iterator[ReadRow]:
    seen: Counter[str] = Counter()
    for row in rows:
        line = row.line
        if line is None:
            yield row
            continue
        seen[line.key(0)] += 1
        key = line.key(seen[line.key(0)])
        if has_line(tx, wallet.id, key):
            yield ReadRow(row.row, LineFate.KNOWN, line)
            continue
        fate, journal = _match(tx, till, wallet, line)
        line_id = insert_line(tx, till.desk, wallet.id, line, key, file, fate, journal)
        if journal is not None and fate is not LineFate.DIFFERS:
            confirm_entry(tx, till.desk, journal, "line", line_id)
        yield ReadRow(row.row, fate, line, journal=journal)


def _match(tx: Tx, till: Till, wallet: Wallet, line: PortalLine) -> tuple[LineFate, int | None]:
    """The entry that a line is about, booked now where the provider alone knew of it."""
    match line.kind:
        case LineKind.LABEL:
            label = label_by_tracking(tx, wallet.id, line.tracking)
            return _same(tx, find(tx, f"label:{label.purchase}") if label else None, wallet, line)
        case LineKind.FUNDING:
            return _match_funding(tx, wallet, line)
        case LineKind.REFUND | LineKind.ADJUSTMENT:
            return _match_after_sale(tx, till, wallet, line)
        case LineKind.UNKNOWN:
            return LineFate.UNMATCHED, None


def _same(q: Query, journal: int | None, wallet: Wallet, line: PortalLine) -> tuple[LineFate, int | None]:
    if journal is None or _taken(q, journal):
        return LineFate.UNMATCHED, None
    booked = q.integer(
        "select sum(minor) from posting where journal = :journal and account = :account",
        {"journal": journal, "account": f"wallet:{wallet.id}"},
    )
    return (LineFate.MATCHED if booked == line.amount.minor else LineFate.DIFFERS), journal


def _taken(q: Query, journal: int) -> bool:
    """Another line stands for this entry."""
    sql = "select 1 from portal_line where journal = :journal and fate in ('matched', 'booked')"
    return q.one(sql, {"journal": journal}) is not None


def _match_funding(q: Query, wallet: Wallet, line: PortalLine) -> tuple[LineFate, int | None]:
    """By the reference; else by amount and day, where only one recorded purchase is like it."""
    by_reference = q.value(
        "select id from purchase where kind = 'funding' and wallet = :wallet and provider_ref = :reference",
        {"wallet": wallet.id, "reference": line.reference},
    )
    if line.reference and by_reference is not None:
        return _same(q, find(q, f"fund:{by_reference!s}"), wallet, line)
    rows = q.all(
        "select j.number, j.business_day, f.id from journal j join purchase f on j.idem = 'fund:' || f.id "
        "where f.kind = 'funding' and f.wallet = :wallet and f.amount_minor = :minor order by j.number",
        {"wallet": wallet.id, "minor": line.amount.minor},
    )
    free = [
        int(row["number"])
        for row in rows
        if _is_near(line.day, str(get(q, row["id"]).request.get("day") or row["business_day"]))
        and not is_confirmed(q, int(row["number"]))
    ]
    return _same(q, free[0], wallet, line) if len(free) == 1 else (LineFate.UNMATCHED, None)


def _is_near(one: str, other: str) -> bool:
    """Whether two days (ISO) are a posting apart: the day that the person named counts, else that of the entry."""
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= _NEAR


def _match_after_sale(tx: Tx, till: Till, wallet: Wallet, line: PortalLine) -> tuple[LineFate, int | None]:
    """A refund or an adjustment that the books have; else it is booked as the provider's own."""
    label = label_by_tracking(tx, wallet.id, line.tracking)
    if line.kind is LineKind.REFUND:
        known = (find(tx, f"refund:{label.purchase}") or find(tx, f"refund-late:{label.purchase}")) if label else None
    else:
        adjustment = adjustment_of_ref(tx, wallet.id, line.reference) if line.reference else None
        known = adjustment.journal if adjustment else None
    if known is not None:
        return _same(tx, known, wallet, line)
    if not line.reference or (line.kind is LineKind.REFUND and label is None):
        return LineFate.UNMATCHED, None
    kind = AfterSaleKind.REFUND if line.kind is LineKind.REFUND else AfterSaleKind.ADJUSTMENT
    at = datetime.combine(date.fromisoformat(line.day), time(12), tzinfo=UTC)
    booked = book_event(tx, till, wallet, AfterSale(line.reference, kind, line.amount, "", line.tracking, at, ""))
    return (LineFate.BOOKED, booked) if booked is not None else (LineFate.UNMATCHED, None)
