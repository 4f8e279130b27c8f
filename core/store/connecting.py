"""Connections to SQLite files of ours, with every pragma set and read back (DESIGN D1)."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "wal", "wal"),
    ("synchronous", "full", 2),
    ("foreign_keys", "on", 1),
    ("recursive_triggers", "on", 1),
    ("wal_autocheckpoint", "0", 0),
    ("busy_timeout", "5000", 5000),
    ("journal_size_limit", "67108864", 67108864),
    ("mmap_size", "0", 0),
    ("trusted_schema", "off", 0),
    ("cell_size_check", "on", 1),
)


def connect(path: Path, *, reader: bool = False) -> Database:
    """A connection with every pragma set and read back."""
    conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
    for name, value, wanted in PRAGMAS:
        conn.execute(f"pragma {name} = {value}").fetchall()
        got = conn.execute(f"pragma {name}").fetchone()
        assert got is not None and got[0] == wanted, f"pragma {name} is {got}, not {wanted}"
    if reader:
        conn.execute("pragma query_only = on")
    conn.row_factory = sqlite3.Row
    return Database(conn, execute_plugins=False)
