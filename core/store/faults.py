"""What the disk and the database file may say, as errors that people are told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import Refused, Unavailable


class StoreUnavailable(Unavailable):
    """The disk is full, read-only or failing; what was begun is undone. Fields: ``reason`` (SQLite's words)."""

    code = "store.unavailable"


class DiskFull(StoreUnavailable):
    """The disk is full; what was begun is undone. Fields: ``reason`` (SQLite's words)."""

    code = "store.full"


class StoreDamaged(Refused):
    """The database file is damaged; nothing is written to it any more.

    Fields: ``what`` (SQLite's words, or what the check found), ``backup`` (id of the newest good one, or empty),
    ``backup_at`` (its moment, or empty).
    """

    code = "store.damaged"


_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the disk says into errors that people are told; a breach of a rule (IntegrityError) stays one."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
            raise StoreDamaged(what=str(error), backup="", backup_at="") from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise DiskFull(reason=str(error)) from error
        if isinstance(error, sqlite3.OperationalError):
            raise StoreUnavailable(reason=str(error)) from error
        raise
