"""The whole journal, read for exports: every sealed entry with its postings, and the chart of accounts."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from core.ledger.accounts import Account, Kind
from core.money import Money
from core.store.database import Query

_PAGE = 500


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry as it stands in the books; `postings` are account codes with their amounts, debit positive."""

    number: int
    at: str
    business_day: str
    kind: str
    ref_kind: str
    ref_id: str
    memo: str
    actor: str
    station: str
    reverses: int | None
    prev: str
    hash: str
    postings: tuple[tuple[str, Money], ...]


def accounts(q: Query) -> list[tuple[Account, Money]]:
    """Every account with what it holds, by code."""
    rows = q.all("select code, kind, wallet, currency, posted from account order by code")
    return [
        (Account(r["code"], Kind(r["kind"]), r["currency"], r["wallet"] or ""), Money(r["posted"], r["currency"]))
        for r in rows
    ]


def entries(q: Query) -> Iterator[JournalEntry]:
    """Every sealed entry in journal order, read page by page."""
    after = 0
    while rows := q.all(
        "select j.* from journal j join seal s on s.journal = j.number where j.number > :after "
        "order by j.number limit :limit",
        {"after": after, "limit": _PAGE},
    ):
        postings: dict[int, list[tuple[str, Money]]] = {}
        for p in q.all(
            "select journal, account, minor, currency from posting where journal > :after and journal <= :last "
            "order by journal, n",
            {"after": after, "last": rows[-1]["number"]},
        ):
            postings.setdefault(p["journal"], []).append((p["account"], Money(p["minor"], p["currency"])))
        yield from (_entry(row, tuple(postings[row["number"]])) for row in rows)
        after = rows[-1]["number"]


def _entry(row: sqlite3.Row, postings: tuple[tuple[str, Money], ...]) -> JournalEntry:
    return JournalEntry(
        number=row["number"], at=row["at"], business_day=row["business_day"], kind=row["kind"],
        ref_kind=row["ref_kind"], ref_id=row["ref_id"], memo=row["memo"], actor=row["actor"], station=row["station"],
        reverses=row["reverses"], prev=row["prev"], hash=row["hash"], postings=postings,
    )  # fmt: skip
