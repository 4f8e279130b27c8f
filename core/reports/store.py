"""SQL of statements and card lines."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.money import Money
from core.reports.rules import Report
from core.store.database import Query, Tx
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that was issued.

    Attributes:
        id: Ours.
        wallet: Of which wallet.
        first: Its first day.
        last: Its last day.
        opening: Booked balance before the first day.
        closing: Booked balance after the last day.
        journal: Number of the last entry when it was made.
        head: Hash of that entry, as printed in the foot.
        sha256: The paper, in the station's files.
        at: When it was made, UTC text.
    """

    id: str
    wallet: str
    first: date
    last: date
    opening: Money
    closing: Money
    journal: int
    head: str
    sha256: str
    at: str


def insert_statement(tx: Tx, desk: Desk, report: Report, head: tuple[int, str], sha256: str) -> str:
    """Keep a statement; gives its id."""
    statement = desk.ids.new()
    tx.run(
        "insert into statement (id, wallet, first_day, last_day, opening_minor, closing_minor, currency, journal, "
        "head, sha256, at, actor, station, instance) values (:id, :wallet, :first, :last, :opening, :closing, "
        ":currency, :journal, :head, :sha256, :at, :actor, :station, :instance)",
        {
            "id": statement, "wallet": report.wallet, "first": report.first.isoformat(),
            "last": report.last.isoformat(), "opening": report.opening.minor, "closing": report.closing.minor,
            "currency": report.opening.currency, "journal": head[0], "head": head[1], "sha256": sha256,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)
    return statement


def list_statements(q: Query, wallet: str) -> list[Statement]:
    """The statements of a wallet, oldest first."""
    rows = q.all("select * from statement where wallet = :wallet order by first_day", {"wallet": wallet})
    return [_statement(row) for row in rows]


def get_statement(q: Query, statement: str) -> Statement:
    """A statement by its id."""
    row = q.one("select * from statement where id = :id", {"id": statement})
    if row is None:
        raise NotFound(kind="statement", id=statement)
    return _statement(row)


def _statement(row: sqlite3.Row) -> Statement:
    currency = row["currency"]
    return Statement(
        id=row["id"], wallet=row["wallet"], first=date.fromisoformat(row["first_day"]),
        last=date.fromisoformat(row["last_day"]), opening=Money(row["opening_minor"], currency),
        closing=Money(row["closing_minor"], currency), journal=row["journal"], head=row["head"],
        sha256=row["sha256"], at=row["at"],
    )  # fmt: skip
