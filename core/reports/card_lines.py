"""Lines of a card statement, out of a bank's CSV, paired with our purchases of postage (S0-14; section 7 no. 15).

Only lines that say «STAMPS» are kept: nobody's other spending is our business. A bank books a charge up to a few days
after it was made; the nearest day wins, and equal amounts are paired in the order of their days.
"""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.accounts.rules import STATEMENT_TEXT
from core.clock import from_utc_text, utc_text
from core.context import Desk
from core.errors import BadText, Refused
from core.money import Money, parse_money
from core.purchases.rules import Kind, State
from core.purchases.store import Purchase, in_states
from core.store.database import Query, Store, Tx
from core.topics import Topic

BYTES_MAX = 1 << 24
EARLIEST, LATEST = timedelta(days=-1), timedelta(days=7)
_DAYS = ("date", "transaction date", "posted date", "posting date", "date de l'opération", "date de transaction")
_TEXTS = ("description", "details", "merchant", "payee", "memo", "libellé", "libelle", "détails")
_AMOUNTS = ("amount", "debit", "charge", "montant", "débit", "debit amount", "withdrawals")
_DAY_FORMS = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), (3, 2, 1)),
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


class NotACardStatement(Refused):
    """No columns for day, text and amount. Fields: ``columns`` (what the file has)."""

    code = "reports.not-a-card-statement"


class CardStatementTooBig(Refused):
    """More bytes than a statement has. Fields: ``bytes``, ``most``."""

    code = "reports.card-statement-too-big"


@dataclass(frozen=True, slots=True)
class CardLine:
    """One «STAMPS» line. `amount` is what was charged, positive; `purchase` is empty until it is paired."""

    id: str
    day: date
    text: str
    amount: Money
    purchase: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row of the file that says «STAMPS» and cannot be read: its number in the file and the column."""

    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What a look at the card statement gave.

    Attributes:
        read: New lines in this file.
        known: Lines that an earlier file had.
        paired: Pairs that this look made.
        orphans: Lines without a purchase: somebody else's charge, or one that we lost.
        unpaired: Purchases that are old enough to be on a statement and are on none.
        unread: Rows that say «STAMPS» and cannot be read.
    """

    read: int
    known: int
    paired: tuple[CardLine, ...]
    orphans: tuple[CardLine, ...]
    unpaired: tuple[Purchase, ...]
    unread: tuple[Unread, ...]


def match_card_statement(store: Store, desk: Desk, data: bytes, currency: str) -> Matched:
    """Keep the new «STAMPS» lines of a bank's CSV and pair what can be paired; the same file again changes nothing.

    Raises:
        NotACardStatement, CardStatementTooBig: It cannot be read; nothing was kept.
    """
    lines, unread = read_card_statement(data, currency)
    sha256 = hashlib.sha256(data).hexdigest()
    with store.write() as tx:
        new = sum(_insert_line(tx, desk, line, n, sha256) for line, n in _numbered(lines))
        paired = _pair(tx, desk, currency)
        tx.touch(Topic.WALLET)
        return Matched(
            read=new, known=len(lines) - new, paired=tuple(paired), orphans=tuple(orphans(tx, currency)),
            unpaired=tuple(unpaired(tx, desk, currency)), unread=tuple(unread),
        )  # fmt: skip


def read_card_statement(data: bytes, currency: str) -> tuple[list[CardLine], list[Unread]]:
    """The «STAMPS» lines of a bank's CSV; no ids yet."""
    if len(data) > BYTES_MAX:
        raise CardStatementTooBig(bytes=len(data), most=BYTES_MAX)
    rows = _rows(data)
    start, columns = _columns(rows)
    slashed = _slashed_order([row[columns[0]] for row in rows[start:] if len(row) > columns[0]])
    lines: list[CardLine] = []
    unread: list[Unread] = []
    for number, row in enumerate(rows[start:], start=start + 1):
        if len(row) <= max(columns) or STATEMENT_TEXT not in row[columns[1]].upper():
            continue
        day = _day(row[columns[0]], slashed)
        amount = _amount(row[columns[2]], currency)
        if day is None:
            unread.append(Unread(number, "day", row[columns[0]][:40]))
        elif amount is None:
            unread.append(Unread(number, "amount", row[columns[2]][:40]))
        else:
            lines.append(CardLine("", day, " ".join(row[columns[1]].split())[:80], amount))
    return lines, unread


def orphans(q: Query, currency: str) -> list[CardLine]:
    """Lines that no purchase explains, oldest first."""
    rows = q.all(
        "select l.id, l.day, l.text, l.amount_minor, l.currency from card_line l left join card_match m "
        "on m.line = l.id where m.line is null and l.currency = :currency order by l.day, l.id",
        {"currency": currency},
    )
    return [CardLine(r["id"], date.fromisoformat(r["day"]), r["text"], Money(r[3], r["currency"])) for r in rows]


def unpaired(q: Query, desk: Desk, currency: str) -> list[Purchase]:
    """Purchases of postage that should be on a statement by now and are on none; none before a statement was read."""
    last = q.value("select max(day) from card_line where currency = :currency", {"currency": currency})
    if last is None:
        return []
    due = date.fromisoformat(str(last)) - LATEST
    return [one for one in _open_purchases(q, currency) if _day_of(one, desk) < due]


def _pair(tx: Tx, desk: Desk, currency: str) -> list[CardLine]:
    left = _open_purchases(tx, currency)
    paired = []
    for line in orphans(tx, currency):
        fitting = [p for p in left if p.amount == line.amount and EARLIEST <= line.day - _day_of(p, desk) <= LATEST]
        if not fitting:
            continue
        best = min(fitting, key=lambda p: (abs(line.day - _day_of(p, desk)), p.id))
        left.remove(best)
        tx.run(
            "insert into card_match (line, purchase, at, actor, station, instance) "
            "values (:line, :purchase, :at, :actor, :station, :instance)",
            {
                "line": line.id, "purchase": best.id, "at": utc_text(desk.clock.now()), "actor": desk.actor.operator,
                "station": desk.actor.station, "instance": desk.actor.instance,
            },
        )  # fmt: skip
        paired.append(CardLine(line.id, line.day, line.text, line.amount, best.id))
    return paired


def _open_purchases(q: Query, currency: str) -> list[Purchase]:
    """Purchases of postage that were charged, or may have been, and are on no statement."""
    states = frozenset({State.CONFIRMED, State.PENDING, State.UNKNOWN})
    taken = {str(row[0]) for row in q.all("select purchase from card_match")}
    return [p for p in in_states(q, states, Kind.FUNDING) if p.amount.currency == currency and p.id not in taken]


def _day_of(purchase: Purchase, desk: Desk) -> date:
    return from_utc_text(purchase.made_at).astimezone(desk.actor.zone).date()


def _numbered(lines: Sequence[CardLine]) -> list[tuple[CardLine, int]]:
    """Equal lines of one file are different charges; each has its number among its equals."""
    seen: dict[tuple[date, str, int], int] = {}
    numbered = []
    for line in lines:
        key = (line.day, line.text, line.amount.minor)
        seen[key] = seen.get(key, 0) + 1
        numbered.append((line, seen[key]))
    return numbered


def _insert_line(tx: Tx, desk: Desk, line: CardLine, n: int, sha256: str) -> int:
    return tx.run(
        "insert into card_line (id, day, text, amount_minor, currency, n, source_sha256, at, actor, station, instance) "
        "values (:id, :day, :text, :amount, :currency, :n, :sha256, :at, :actor, :station, :instance) "
        "on conflict (day, text, amount_minor, currency, n) do nothing",
        {
            "id": desk.ids.new(), "day": line.day.isoformat(), "text": line.text, "amount": line.amount.minor,
            "currency": line.amount.currency, "n": n, "sha256": sha256, "at": utc_text(desk.clock.now()),
            "actor": desk.actor.operator, "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip


def _rows(data: bytes) -> list[list[str]]:
    for codec in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        head = text[:4000]
        delimiter = max(",;\t", key=head.count)
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    return []


def _columns(rows: list[list[str]]) -> tuple[int, tuple[int, int, int]]:
    """Number of the first row of data, and the columns of day, text and amount."""
    for number, row in enumerate(rows[:20]):
        names = [cell.strip().casefold() for cell in row]
        found = [next((names.index(n) for n in wanted if n in names), -1) for wanted in (_DAYS, _TEXTS, _AMOUNTS)]
        if min(found) >= 0:
            return number + 1, (found[0], found[1], found[2])
    raise NotACardStatement(columns=", ".join(rows[0])[:200] if rows else "")


def _slashed_order(cells: list[str]) -> tuple[int, int, int] | None:
    """Which of 03/04/2026 is the month: told by another row of the file, None when no row tells."""
    parts = [found for cell in cells if (found := _SLASHED.fullmatch(cell.strip()))]
    if any(int(p[1]) > 12 for p in parts):
        return (3, 2, 1)
    return (3, 1, 2) if any(int(p[2]) > 12 for p in parts) else None


def _day(text: str, slashed: tuple[int, int, int] | None) -> date | None:
    forms = [*_DAY_FORMS, (_SLASHED, slashed)] if slashed else list(_DAY_FORMS)
    for pattern, order in forms:
        found = pattern.fullmatch(text.strip())
        if found and order:
            year, month, day = (int(found[n]) for n in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def _amount(text: str, currency: str) -> Money | None:
    """A charge, whatever sign the bank gives it."""
    bare = text.strip().replace("\u2212", "-").lstrip("-").removesuffix("-").strip("() ")
    try:
        amount = parse_money(bare, currency)
    except BadText:
        return None
    return amount if amount.minor > 0 else None
