"""Reading the journal: the transactions of one account, newest or oldest first, by key (never by offset)."""

import sqlite3
from dataclasses import dataclass

from core.money import Money
from core.store.database import Query


@dataclass(frozen=True, slots=True)
class Transaction:
    """One posting of an account, as statements and screens show it."""

    number: int
    at: str
    business_day: str
    kind: str
    amount: Money
    balance: Money
    ref_kind: str
    ref_id: str
    memo: str
    actor: str
    station: str
    hash: str


_SELECT = (
    "select j.number, j.at, j.business_day, j.kind, p.minor, p.currency, p.after_minor, j.ref_kind, j.ref_id, j.memo, "
    "j.actor, j.station, j.hash from posting p join journal j on j.number = p.journal "
    "join seal s on s.journal = j.number where p.account = :account "
)


def newest(q: Query, account: str, *, before: int | None = None, limit: int = 100) -> list[Transaction]:
    """At most `limit` transactions with a number below `before`, newest first."""
    sql = _SELECT + "and j.number < :before order by j.number desc, p.n desc limit :limit"
    return [_row(r) for r in q.all(sql, {"account": account, "before": before or 2**62, "limit": limit})]


def oldest(q: Query, account: str) -> list[Transaction]:
    """All transactions of `account` in journal order."""
    return [_row(r) for r in q.all(_SELECT + "order by j.number, p.n", {"account": account})]


def _row(r: sqlite3.Row) -> Transaction:
    currency = str(r["currency"])
    return Transaction(
        number=r["number"], at=r["at"], business_day=r["business_day"], kind=r["kind"],
        amount=Money(r["minor"], currency), balance=Money(r["after_minor"], currency), ref_kind=r["ref_kind"],
        ref_id=r["ref_id"], memo=r["memo"], actor=r["actor"], station=r["station"], hash=r["hash"],
    )  # fmt: skip
