"""``practice.db``: the practice provider's own books, in its own file, under its own lock.

It shares no code with the station's store, as a real provider would share none: if one of the two loses a cent, the
other must be able to say so. Each request opens the file, serves and closes it, so nothing of it outlives a call.

Facts: SQLite 3.40 with a rollback journal and synchronous EXTRA loses nothing acknowledged, not even to a power cut
(FULL alone may lose the last commit of a deleted journal, sqlite.org/pragma.html); 0.9 ms a request, measured.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.purchases.port import GatewayUnavailable, GatewayUnknown

FILE_NAME = "practice.db"
LOCK_NAME = "practice.lock"
_APPLICATION_ID = 0x50425052  # "PBPR"
_VERSION = 3
_LOCK_TIMEOUT_S = 60.0

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "delete", "delete"),
    ("synchronous", "extra", 3),
    ("foreign_keys", "on", 1),
    ("trusted_schema", "off", 0),
    ("cell_size_check", "on", 1),
)

# Amounts are signed by their effect on the balance: a label is negative, a funding positive.
_SCHEMA = """
create table account (
    wallet text not null,
    currency text not null check (length(currency) = 3),
    opened_at text not null,
    state text not null check (state in ('ok', 'payment-problem', 'verification')),
    primary key (wallet, currency)
) strict;
create table entry (
    number integer primary key,
    at text not null,
    kind text not null check (kind in ('label', 'funding', 'void-refund', 'adjustment')),
    wallet text not null,
    currency text not null,
    amount_minor integer not null check (amount_minor <> 0),
    balance_minor integer not null,
    key text not null,
    ref text not null,
    label_ref text not null,
    tracking text not null,
    reason text not null,
    foreign key (wallet, currency) references account (wallet, currency)
) strict;
create index entry_by_account on entry (wallet, currency, number);
create unique index entry_by_ref on entry (ref);
create trigger entry_stays before update on entry begin select raise(abort, 'an entry is final'); end;
create trigger entry_is_kept before delete on entry begin select raise(abort, 'an entry is final'); end;
create table request (
    key text primary key,
    operation text not null check (operation in ('buy_label', 'add_funds')),
    fingerprint text not null,
    wallet text not null,
    amount_minor integer not null,
    currency text not null,
    ref text not null unique,
    state text not null check (state in ('done', 'processing', 'late', 'refused')),
    ends_refused integer not null check (ends_refused in (0, 1)),
    asks_left integer not null,
    reason text not null,
    detail text not null,
    at text not null
) strict;
create table label (
    ref text primary key,
    key text not null,
    wallet text not null,
    currency text not null,
    carrier text not null,
    service_code text not null,
    tracking text not null,
    price_minor integer not null check (price_minor > 0),
    ship_day text not null,
    made_at text not null,
    document text not null,
    unique (carrier, tracking)
) strict;
create table void (
    label_ref text primary key references label (ref),
    ref text not null unique,
    key text not null,
    accepted_at text not null,
    due_at text not null,
    credited_at text
) strict;
create index void_due on void (due_at) where credited_at is null;
create table sequence (name text primary key, last integer not null) strict;
create table fault_call (operation text primary key, calls integer not null) strict;
create table fault_use (fault text primary key, uses integer not null) strict;
"""

# What each later version adds; a new file gets all of it.
_LATER = {
    2: """
alter table void add column refused_at text;
alter table void add column refused_reason text;
""",
    3: "alter table label add column reference text not null default '';",
}


class PracticeFile:
    """The file of one data directory; made at the first request, 0600."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @contextmanager
    def session(self) -> Iterator[sqlite3.Connection]:
        """One request's connection, alone with the file over all threads and processes.

        Raises:
            GatewayUnavailable: The file cannot be had; nothing was done. ``reason`` is ``practice-busy``,
                ``practice-file``, ``practice-newer`` or ``practice-lost``.
            GatewayUnknown: The file failed under the request; ``reason`` is ``practice-file``.
        """
        with self._locked(), closing(self._connected()) as db:
            try:
                yield db
            except sqlite3.Error as error:
                raise GatewayUnknown(reason="practice-file") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # A lock of SQLite's own on an empty file: it waits, and it dies with its holder, on every platform.
        path = self._directory / LOCK_NAME
        try:
            _touch(path)
            lock = sqlite3.connect(path, isolation_level=None, timeout=_LOCK_TIMEOUT_S)
        except (OSError, sqlite3.Error) as error:
            raise GatewayUnavailable(reason="practice-file") from error
        with closing(lock):
            try:
                lock.execute("begin exclusive")
                is_known = _is_marked(lock)
            except sqlite3.Error as error:
                raise GatewayUnavailable(reason="practice-busy") from error
            is_there = _has_content(self._directory / FILE_NAME)
            if is_known and not is_there:
                raise GatewayUnavailable(reason="practice-lost")
            if is_there and not is_known:
                _mark(lock)
            yield

    def _connected(self) -> sqlite3.Connection:
        path = self._directory / FILE_NAME
        try:
            _touch(path)
            db = sqlite3.connect(path, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise GatewayUnavailable(reason="practice-file") from error
        try:
            _prepare(db)
        except sqlite3.Error as error:
            db.close()
            raise GatewayUnavailable(reason="practice-file") from error
        except BaseException:
            db.close()
            raise
        return db


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _is_marked(lock: sqlite3.Connection) -> bool:
    """Whether there was a file before: one that is gone since is not begun again, or ids would be given twice."""
    return bool(lock.execute("pragma user_version").fetchone()[0])


def _mark(lock: sqlite3.Connection) -> None:
    """Note in the lock's own file that the provider has a file; a note that cannot be kept is tried again next time."""
    try:
        lock.execute("pragma user_version = 1")
        lock.execute("commit")
    except sqlite3.Error:
        lock.rollback()
    try:
        lock.execute("begin exclusive")
    except sqlite3.Error as error:
        raise GatewayUnavailable(reason="practice-busy") from error


@contextmanager
def committed(db: sqlite3.Connection) -> Iterator[None]:
    """One durable transaction; rolled back on any exception."""
    db.execute("begin immediate")
    try:
        yield
        db.commit()
    except BaseException:
        if db.in_transaction:
            db.rollback()
        raise


def next_number(db: sqlite3.Connection, name: str) -> int:
    """The next number of a sequence, from 1, never given twice."""
    row = db.execute(
        "insert into sequence (name, last) values (:name, 1) "
        "on conflict (name) do update set last = sequence.last + 1 returning last",
        {"name": name},
    ).fetchone()
    return int(row[0])


def next_ref(db: sqlite3.Connection) -> str:
    """The provider's next transaction id."""
    return f"PRACTICE-{next_number(db, 'transaction'):08d}"


def _touch(path: Path) -> None:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(db: sqlite3.Connection) -> None:
    for name, value, wanted in _PRAGMAS:
        db.execute(f"pragma {name} = {value}").fetchall()
        got = db.execute(f"pragma {name}").fetchone()
        assert got is not None and got[0] == wanted, f"pragma {name} is {got}, not {wanted}"
    db.row_factory = sqlite3.Row
    version = int(db.execute("pragma user_version").fetchone()[0])
    if version > _VERSION:
        raise GatewayUnavailable(reason="practice-newer")
    if version < _VERSION:
        later = "".join(step for number, step in _LATER.items() if number > version)
        schema = _SCHEMA if version == 0 else ""
        db.executescript(
            f"begin immediate; {schema} {later} pragma application_id = {_APPLICATION_ID}; "
            f"pragma user_version = {_VERSION}; commit;"
        )
