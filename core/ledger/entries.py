"""Posting: the only way into the books."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import local_day, utc_text
from core.context import Desk
from core.errors import Refused
from core.ledger.accounts import Account, ensure
from core.money import Money
from core.store.database import Query, Tx, Value

GENESIS = "0" * 64


class KeyReused(Refused):
    """The same key was used for another fact. Fields: ``idem``."""

    code = "ledger.key-reused"


@dataclass(frozen=True, slots=True)
class Line:
    """One posting: a debit is positive, a credit negative."""

    account: Account
    amount: Money


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact for the books.

    Attributes:
        idem: Key that names the fact for ever, for example ``label:<purchase id>``.
        kind: Template of facts/ledger 3.4: ``postage-purchase``, ``label``, ``void-accepted``, ``refund`` ...
        lines: At least two, summing to zero in each currency.
        ref_kind: What it is about: ``purchase``, ``label``, ...
        ref_id: Its id.
        memo: Ids and codes only, never a name or an address (D9).
        reverses: Number of the entry that this one corrects, once.
    """

    idem: str
    kind: str
    lines: tuple[Line, ...]
    ref_kind: str
    ref_id: str
    memo: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """Where an entry stands in the journal. `replayed` says that it stood there already."""

    number: int
    hash: str
    replayed: bool


def post(tx: Tx, desk: Desk, entry: Entry) -> Posted:
    """Write `entry`, sealed and chained; the same fact again changes nothing.

    Raises:
        KeyReused: The key stands for a fact with other lines.
    """
    assert len(entry.lines) >= 2, "an entry has two sides"
    request_hash = _fact_hash(entry)
    known = tx.one("select number, hash, request_hash from journal where idem = :idem", {"idem": entry.idem})
    if known is not None:
        if known["request_hash"] != request_hash:
            raise KeyReused(idem=entry.idem)
        return Posted(int(known["number"]), str(known["hash"]), replayed=True)
    last = tx.one("select number, hash, business_day from journal order by number desc limit 1")
    now = desk.clock.now()
    today = local_day(now, desk.actor.zone)
    number = 1 if last is None else int(last["number"]) + 1
    row: dict[str, Value] = {
        "number": number,
        "id": desk.ids.new(), "idem": entry.idem, "kind": entry.kind, "at": utc_text(now),
        # A clock that was set back never opens an earlier business day: daily caps count on it.
        "business_day": today if last is None else max(today, str(last["business_day"])),
        "zone": str(desk.actor.zone), "actor": desk.actor.operator, "station": desk.actor.station,
        "instance": desk.actor.instance, "ref_kind": entry.ref_kind, "ref_id": entry.ref_id, "memo": entry.memo,
        "request_hash": request_hash, "reverses": entry.reverses, "lines": len(entry.lines),
        "prev": GENESIS if last is None else str(last["hash"]),
    }  # fmt: skip
    lines = [(line.account.code, line.amount.currency, line.amount.minor) for line in entry.lines]
    digest = chain_hash(row, lines)
    tx.run(_INSERT_JOURNAL, {**row, "hash": digest})
    _insert_lines(tx, number, entry.lines)
    tx.run("insert into seal (journal) values (:number)", {"number": number})
    return Posted(number, digest, replayed=False)


_INSERT_JOURNAL = (
    "insert into journal (number, id, idem, kind, at, business_day, zone, actor, station, instance, ref_kind, ref_id, "
    "memo, request_hash, reverses, lines, prev, hash) values (:number, :id, :idem, :kind, :at, :business_day, :zone, "
    ":actor, :station, :instance, :ref_kind, :ref_id, :memo, :request_hash, :reverses, :lines, :prev, :hash)"
)


def _insert_lines(tx: Tx, number: int, lines: tuple[Line, ...]) -> None:
    for n, line in enumerate(lines, start=1):
        before = _posted(tx, line.account)
        tx.run(
            "insert into posting (journal, n, account, currency, minor, after_minor) "
            "values (:journal, :n, :account, :currency, :minor, :after)",
            {
                "journal": number, "n": n, "account": line.account.code, "currency": line.amount.currency,
                "minor": line.amount.minor, "after": before + line.amount.minor,
            },
        )  # fmt: skip


def _posted(tx: Tx, account: Account) -> int:
    row = tx.one("select posted from account where code = :code", {"code": account.code})
    if row is None:
        ensure(tx, account)
        return 0
    return int(row["posted"])


def _fact_hash(entry: Entry) -> str:
    lines = [[line.account.code, line.amount.currency, line.amount.minor] for line in entry.lines]
    return _digest([entry.kind, entry.ref_kind, entry.ref_id, entry.reverses, lines])


_CHAINED = (
    "number", "id", "idem", "kind", "at", "business_day", "zone", "actor", "station", "instance",
    "ref_kind", "ref_id", "memo", "request_hash", "reverses", "lines", "prev",
)  # fmt: skip


def chain_hash(row: Mapping[str, Value], lines: list[tuple[str, str, int]]) -> str:
    """SHA-256 over the whole entry and the hash before it: canonical JSON, sorted keys, integers only (M8)."""
    body = {name: row[name] for name in _CHAINED}
    return _digest([body, [list(line) for line in lines]])


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _digest(value: object) -> str:
    return hashlib.sha256(_CANONICAL.encode(value).encode("utf-8")).hexdigest()


def head(q: Query) -> tuple[int, str]:
    """Number and hash of the last entry; printed on statements. (0, zeros) for empty books."""
    row = q.one("select number, hash from journal order by number desc limit 1")
    return (0, GENESIS) if row is None else (int(row["number"]), str(row["hash"]))


def last_business_day(q: Query) -> str:
    """The business day of the last entry, empty for empty books; no later act has an earlier one."""
    row = q.one("select business_day from journal order by number desc limit 1")
    return "" if row is None else str(row["business_day"])


def find(q: Query, idem: str) -> int | None:
    """The number of the entry with this key, or None."""
    row = q.one("select number from journal where idem = :idem", {"idem": idem})
    return None if row is None else int(row["number"])
