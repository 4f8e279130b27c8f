"""SQL of the portal's lines and of the mapping of its columns."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.money import Money
from core.store.database import Query, Tx
from core.topics import Topic
from core.wallet.rules_portal import Column, LineFate, LineKind, PortalLine


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line that was imported, and the entry that it confirms, if any."""

    id: str
    key: str
    line: PortalLine
    fate: LineFate
    journal: int | None


def insert_line(
    tx: Tx, desk: Desk, wallet: str, line: PortalLine, key: str, file: str, fate: LineFate, journal: int | None
) -> str:  # fmt: skip
    """Keep a line; the description is not kept, it may name people (D9)."""
    line_id = desk.ids.new()
    tx.run(
        "insert into portal_line (id, wallet, key, day, kind, amount_minor, currency, reference, tracking, fate, "
        "journal, row, file, at, actor, station, instance) values (:id, :wallet, :key, :day, :kind, :minor, "
        ":currency, :reference, :tracking, :fate, :journal, :row, :file, :at, :actor, :station, :instance)",
        {
            "id": line_id, "wallet": wallet, "key": key, "day": line.day, "kind": line.kind.value,
            "minor": line.amount.minor, "currency": line.amount.currency, "reference": line.reference,
            "tracking": line.tracking, "fate": fate.value, "journal": journal, "row": line.row, "file": file,
            **_who(desk),
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)
    return line_id


def change_line(tx: Tx, line_id: str, fate: LineFate, journal: int | None) -> None:
    """A line that had nothing like it found it later."""
    tx.run(
        "update portal_line set fate = :fate, journal = :journal where id = :id",
        {"fate": fate.value, "journal": journal, "id": line_id},
    )
    tx.touch(Topic.WALLET)


def has_line(q: Query, wallet: str, key: str) -> bool:
    """Whether an import had this line."""
    sql = "select 1 from portal_line where wallet = :wallet and key = :key"
    return q.one(sql, {"wallet": wallet, "key": key}) is not None


def lines_of_fate(q: Query, wallet: str, fate: LineFate) -> list[StoredLine]:
    """Lines of this fate, oldest first."""
    sql = "select * from portal_line where wallet = :wallet and fate = :fate order by id"
    return [_line(row) for row in q.all(sql, {"wallet": wallet, "fate": fate.value})]


def save_portal_mapping(tx: Tx, desk: Desk, fingerprint: str, columns: Mapping[Column, str]) -> None:
    """Keep which column says what in files with this heading."""
    text = json.dumps({column.value: title for column, title in columns.items()}, ensure_ascii=False, sort_keys=True)
    tx.run(
        "insert into portal_mapping (fingerprint, mapping, at, actor, station, instance) values (:id, :mapping, :at, "
        ":actor, :station, :instance) on conflict (fingerprint) do update set mapping = excluded.mapping, "
        "at = excluded.at, actor = excluded.actor, station = excluded.station, instance = excluded.instance",
        {"id": fingerprint, "mapping": text, **_who(desk)},
    )


def load_portal_mapping(q: Query, fingerprint: str) -> dict[Column, str]:
    """The mapping that was kept for this heading; nothing where none was."""
    text = q.value("select mapping from portal_mapping where fingerprint = :id", {"id": fingerprint})
    return {Column(name): str(title) for name, title in json.loads(text).items()} if isinstance(text, str) else {}


def _line(row: sqlite3.Row) -> StoredLine:
    line = PortalLine(
        row["row"], row["day"], LineKind(row["kind"]), Money(row["amount_minor"], row["currency"]), row["reference"],
        row["tracking"],
    )  # fmt: skip
    return StoredLine(row["id"], row["key"], line, LineFate(row["fate"]), row["journal"])


def _who(desk: Desk) -> dict[str, str]:
    return {
        "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        "instance": desk.actor.instance,
    }  # fmt: skip
