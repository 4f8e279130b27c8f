"""The one door to ``station.db``.

How rooms use it::

    with store.write() as tx:                 # BEGIN IMMEDIATE ... COMMIT; one writer at a time over all processes
        tx.run("insert into thing (id, name) values (:id, :name)", {"id": i, "name": n})
        tx.many("insert into item (id) values (?)", rows)
        tx.touch(Topic.ORDERS)
    with store.read() as q:                   # a snapshot; several at once
        row = q.one("select * from thing where id = :id", {"id": i})     # sqlite3.Row or None
        rows = q.all("select ...", {...})
        n = q.value("select count(*) from thing")

A function that reads takes `Query` (both `Tx` and readers are one); a function that writes takes `Tx`. Only
`service.py` files open `write()`. Never nest it, never do I/O inside it, never call it from the window's thread.

Facts (DESIGN D1, D2; measured on SQLite 3.40.1): WAL with synchronous FULL loses nothing acknowledged, NORMAL did; a
descriptor of the database file opened elsewhere in the process drops SQLite's locks; two concurrent checkpointers can
corrupt (WAL-reset bug). So: one writer connection per process, an exclusive lock on ``write.lock`` around each
transaction, checkpoints and closing under the same lock, automatic checkpoints off everywhere.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from core.failpoints import failpoint
from core.log import ROOT
from core.store.backup_sets import BACKUPS, newest_good
from core.store.connecting import connect
from core.store.faults import StoreDamaged, in_words
from core.store.locks import FileLock
from core.store.schema import Room
from core.topics import Topic

Value = str | int | bytes | None
Params = Mapping[str, Value] | Sequence[Value]
_LOG = logging.getLogger(f"{ROOT}.store")
_SLOW_S = 0.25
_CHECKPOINT_PAGES = 1000
_LOCK_TIMEOUT_S = 60.0


class Query:
    """Reading, inside a transaction.

    Attributes:
        directory: The data directory, None for a database that is not a station's.
    """

    def __init__(self, db: Database, directory: Path | None = None) -> None:
        self._conn: sqlite3.Connection = db.conn
        self.directory = directory

    def _execute(self, sql: str, params: Params) -> sqlite3.Cursor:
        # Not `db.execute`: what that adds is a commit of its own where no transaction is open, and here one always is.
        if isinstance(params, (dict, tuple, list)):
            return self._conn.execute(sql, params)
        return self._conn.execute(sql, dict(_named(params)))

    def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        """All rows."""
        return self._execute(sql, params).fetchall()

    def one(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        row: sqlite3.Row | None = self._execute(sql, params).fetchone()
        return row

    def value(self, sql: str, params: Params = ()) -> Value:
        """The first column of the first row, or None."""
        row = self.one(sql, params)
        return None if row is None else _value(row[0])

    def integer(self, sql: str, params: Params = ()) -> int:
        """The first column of the first row as an int; no row and NULL count as 0."""
        value = self.value(sql, params)
        if value is None:
            return 0
        if type(value) is not int:
            message = f"not an integer: {value!r}"
            raise TypeError(message)
        return value


class Tx(Query):
    """Reading and writing, inside one `Store.write()`."""

    def run(self, sql: str, params: Params = ()) -> int:
        """Execute one statement; returns the number of rows that it changed."""
        return self._execute(sql, params).rowcount

    def many(self, sql: str, rows: Iterable[Params]) -> None:
        """Execute one statement for each of `rows`."""
        self._conn.executemany(sql, rows)

    def touch(self, *topics: Topic) -> None:
        """Raise the versions of `topics` in this commit, so that screens refresh."""
        for topic in topics:
            self.run(
                "insert into topic (name, version) values (:name, 1) "
                "on conflict (name) do update set version = topic.version + 1",
                {"name": topic.value},
            )


def _named(params: Params) -> Mapping[str, Value]:
    assert isinstance(params, Mapping), "parameters are a mapping, a list or a tuple"
    return params


def _value(value: object) -> Value:
    assert value is None or isinstance(value, str | int | bytes), value
    return value


class Store:
    """An open data directory's database. Made by `core.store.opening.open_store`."""

    def __init__(self, path: Path, rooms: Sequence[Room], *, uuid: str) -> None:
        self.path = path
        self._log = path.with_name(path.name + "-wal")
        self.uuid = uuid
        self._guard = _Guard(rooms)
        self._thread_lock = threading.Lock()
        self._file_lock = FileLock(path.parent / "write.lock")
        self._writing_thread: int | None = None
        self._window_thread: int | None = None
        self._readers: list[Database] = []
        self._watcher: Database | None = None
        self._pool_lock = threading.Lock()
        self._closed = False
        self.damage = ""  # what is known to be damaged; then nothing is written any more
        self._file_lock.acquire(_LOCK_TIMEOUT_S)
        try:
            self._writer = connect(path)
        finally:
            self._file_lock.release()
        self._writer.conn.set_authorizer(self._guard.check)

    @property
    def directory(self) -> Path:
        """The data directory."""
        return self.path.parent

    def forbid_writes_on_this_thread(self) -> None:
        """The window says which thread is its own; `write()` there is a programming error."""
        self._window_thread = threading.get_ident()

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """One durable transaction; committed when the block ends, rolled back on any exception."""
        me = threading.get_ident()
        assert me != self._window_thread, "write() on the window's thread"
        assert me != self._writing_thread, "write() is never nested"
        with self._thread_lock, self._watched():
            if self.damage:
                raise self.damaged()
            self._file_lock.acquire(_LOCK_TIMEOUT_S)
            try:
                started = time.monotonic()
                self._writing_thread = me
                yield from self._transaction()
                held = time.monotonic() - started
                if held > _SLOW_S:
                    _LOG.warning("slow write", extra={"held_ms": int(held * 1000)})
            finally:
                self._writing_thread = None
                self._file_lock.release()

    def stop_writes(self, damage: str) -> None:
        """Write nothing any more in this run: `damage` was found."""
        self.damage = self.damage or damage

    def damaged(self) -> StoreDamaged:
        """The damage in words, with the newest good backup."""
        good = newest_good(self.directory / BACKUPS)
        return StoreDamaged(what=self.damage, backup=good.id if good else "", backup_at=good.made_at if good else "")

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """What the disk says, in words; damage ends all writing and names the newest good backup."""
        try:
            with in_words():
                yield
        except StoreDamaged as error:
            self.stop_writes(str(error.fields["what"]))
            raise self.damaged() from error

    def _transaction(self) -> Iterator[Tx]:
        conn = self._writer.conn
        conn.execute("begin immediate")
        try:
            yield Tx(self._writer, self.directory)
            failpoint("before-commit")
            with self._guard.commit_allowed():
                conn.commit()
            failpoint("after-commit")
        except BaseException:
            if conn.in_transaction:
                conn.rollback()
            raise
        self._maybe_checkpoint()

    def _maybe_checkpoint(self) -> None:
        """Fold the log back into the database when it has grown; runs under the write lock."""
        try:
            pages = self._log.stat().st_size // 4096
        except FileNotFoundError:
            return
        if pages > _CHECKPOINT_PAGES:
            self._writer.conn.execute("pragma wal_checkpoint(truncate)").fetchall()

    def in_transaction(self) -> bool:
        """Whether this thread is inside `write()`; gateways assert that it is not."""
        return threading.get_ident() == self._writing_thread

    @contextmanager
    def read(self) -> Iterator[Query]:
        """A consistent snapshot for reading. Keep it short; never hold it over a call outside."""
        with self._pool_lock:
            assert not self._closed, "the store is closed"
            db = self._readers.pop() if self._readers else None
        with self._watched():
            db = db or connect(self.path, reader=True)
            try:
                db.conn.execute("begin")
                yield Query(db, self.directory)
            finally:
                if db.conn.in_transaction:
                    db.conn.rollback()
                with self._pool_lock:
                    self._readers.append(db)

    def versions(self) -> dict[str, int]:
        """Topic versions now."""
        with self.read() as q:
            return {str(row[0]): int(row[1]) for row in q.all("select name, version from topic")}

    def data_version(self) -> int:
        """A number that moves when any process has committed; it means something only within this process."""
        with self._pool_lock:
            assert not self._closed, "the store is closed"
            if self._watcher is None:
                self._watcher = connect(self.path, reader=True)
            return int(self._watcher.conn.execute("pragma data_version").fetchone()[0])

    def backup_to(self, target: sqlite3.Connection) -> None:
        """Copy the database by the backup API, the only way to copy a living one."""
        source = connect(self.path, reader=True)
        try:
            source.conn.backup(target)
        finally:
            with self._thread_lock, self._file_lock:
                source.conn.close()

    def close(self) -> None:
        """Checkpoint and close, under the write lock; the writer goes last."""
        with self._thread_lock, self._file_lock:
            if self._closed:
                return
            with self._pool_lock:
                self._closed = True
                readers, self._readers = self._readers, []
                if self._watcher is not None:
                    readers.append(self._watcher)
            for reader in readers:
                reader.conn.close()
            self._writer.conn.set_authorizer(None)
            try:
                self._writer.conn.execute("pragma wal_checkpoint(truncate)").fetchall()
            except sqlite3.DatabaseError as error:  # the log stays beside the file, nothing of it is lost
                _LOG.warning("no checkpoint at the end", extra={"kind": str(error)})
            self._writer.conn.close()


class _Guard:
    """The authorizer of the writer connection: accidents that it makes impossible are listed in facts, D1."""

    _DDL = frozenset(range(1, 9)) | frozenset(range(10, 18)) | {24, 25, 26, 29, 30}  # create, drop, attach, alter ...

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._append_only = frozenset().union(*(room.append_only for room in rooms))
        self._trigger_only = frozenset().union(*(room.trigger_only for room in rooms))
        self._may_commit = False

    @contextmanager
    def commit_allowed(self) -> Iterator[None]:
        self._may_commit = True
        try:
            yield
        finally:
            self._may_commit = False

    def check(self, action: int, first: str | None, second: str | None, _database: str | None, via: str | None) -> int:
        """Say SQLITE_OK or SQLITE_DENY to one step of a statement that is being prepared."""
        if action == sqlite3.SQLITE_TRANSACTION and first == "COMMIT" and not self._may_commit:
            return sqlite3.SQLITE_DENY
        if action in (sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE) and first in self._append_only:
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_UPDATE and via is None and f"{first}.{second}" in self._trigger_only:
            return sqlite3.SQLITE_DENY
        if action in self._DDL:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK
