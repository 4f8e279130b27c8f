"""How rooms bring their tables: migration sets, append-only tables, and the tables that only triggers may change."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x50424E43  # "PBNC"


@dataclass(frozen=True, slots=True)
class Room:
    """What one room of core adds to the schema.

    Attributes:
        name: The room's name, also the name of its migration set.
        migrations: From `migration_set`.
        append_only: Tables whose rows are never updated or deleted, by anyone.
        trigger_only: ``table.column`` names that only triggers may update (cached sums).
    """

    name: str
    migrations: Migrations
    append_only: frozenset[str] = frozenset()
    trigger_only: frozenset[str] = frozenset()


def migration_set(name: str, steps: Sequence[tuple[str, Sequence[str]]]) -> Migrations:
    """A migration set made of named steps, each a list of single SQL statements.

    A released step is never edited; a change is a new step. Every table is STRICT.
    """
    migrations = Migrations(name)
    for step_name, statements in steps:

        def apply(db: Database, statements: Sequence[str] = tuple(statements)) -> None:
            for statement in statements:
                db.execute(statement)

        migrations(name=step_name)(apply)
    return migrations


def append_only_triggers(table: str) -> list[str]:
    """Triggers that refuse UPDATE and DELETE on `table`, also from a plain SQLite shell."""
    return [
        f"create trigger {table}_no_update before update on {table} "
        f"begin select raise(abort, '{table} is append-only'); end",
        f"create trigger {table}_no_delete before delete on {table} "
        f"begin select raise(abort, '{table} is append-only'); end",
    ]


def step_count(rooms: Sequence[Room]) -> int:
    """The schema number: how many steps the code knows."""
    return sum(len(room.migrations.pending(Database(memory=True, execute_plugins=False))) for room in rooms)


def apply_all(db: Database, rooms: Sequence[Room], applied_at: str) -> None:
    """Apply what is missing, in the order of `rooms`, and stamp it with `applied_at` (UTC text)."""
    for room in rooms:
        room.migrations.apply(db)
    db.execute("update _sqlite_migrations set applied_at = :at where applied_at not like '%Z'", {"at": applied_at})


def fingerprint(conn: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Everything that `sqlite_master` says, to compare two schemas: tables, indexes, triggers, views, checks."""
    rows = conn.execute(
        "select type, name, coalesce(sql, '') from sqlite_master where name not like 'sqlite_%' order by type, name"
    )
    return [(str(a), str(b), str(c)) for a, b, c in rows]


def expected_fingerprint(rooms: Sequence[Room]) -> list[tuple[str, str, str]]:
    """The fingerprint of an empty database that was migrated from nothing."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    try:
        apply_all(Database(conn, execute_plugins=False), rooms, "1970-01-01T00:00:00.000000Z")
        return fingerprint(conn)
    finally:
        conn.close()
