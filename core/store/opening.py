"""Making and opening a data directory (DESIGN D4 to D8)."""

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from core.clock import Clock, utc_text
from core.context import Mode
from core.errors import Refused
from core.ids import Ids
from core.store.backup import Stamp, inspect_nothing, make_set
from core.store.backup_sets import BACKUPS, BackupKind, newest_good
from core.store.base_tables import ROOM as STORE_ROOM
from core.store.connecting import connect
from core.store.database import Store
from core.store.faults import StoreDamaged, StoreUnavailable, in_words
from core.store.locks import FileLock
from core.store.places import check_place
from core.store.restoring import ASIDE, MARKER, READY, finish_restore
from core.store.schema import APPLICATION_ID, Room, apply_all, expected_fingerprint, fingerprint, step_count
from core.store.space import BALLAST, make_ballast
from core.version import VERSION, is_at_least

DATABASE = "station.db"
_FOLDERS = ("run", "files", BACKUPS, "log")
_OURS = (
    *_FOLDERS,
    ASIDE,
    BALLAST,
    MARKER,
    READY,
    "carriers",
    "prints",
    "write.lock",
    "practice.db",
    "practice.lock",
    "practice-faults.json",
    "practice-faults.toml",
)


class NewerDatabase(Refused):
    """The database was written by a newer program.

    Fields: ``schema``, ``known``, ``needs`` (version), ``behind`` (names of the stations that are older than that).
    """

    code = "store.newer-database"


class NotOurDatabase(Refused):
    """The file is no Postbench database, or damaged. Fields: ``path``, ``backup`` (id of the newest good one)."""

    code = "store.not-ours"


class SchemaDiffers(Refused):
    """Tables, triggers or checks are not what this version makes. Fields: ``names``."""

    code = "store.schema-differs"


class WrongMode(Refused):
    """The directory is for another mode; modes are never switched. Fields: ``mode``, ``wanted``."""

    code = "store.wrong-mode"


class DirectoryMissing(Refused):
    """There is no station in this directory and it may not be made silently. Fields: ``path``, ``mode``."""

    code = "store.directory-missing"


class ForeignDirectory(Refused):
    """The directory holds somebody's files and no station; it is left alone. Fields: ``path``."""

    code = "store.foreign-directory"


class StoreLost(Refused):
    """The books are gone and the station's other files are there: new, empty books would forget what was paid.

    Fields: ``path``, ``backup`` (id of the newest good one, or empty), ``backup_at`` (its moment, or empty).
    """

    code = "store.lost"


def refuse_lost(directory: Path) -> None:
    """Refuse a directory whose database is missing or empty while what only a used station has is still there.

    Raises:
        StoreLost: It was there once.
    """
    path = directory / DATABASE
    if (path.exists() and path.stat().st_size) or (directory / MARKER).exists():
        return
    traces = (directory / "practice.db", *(directory / name for name in ("files", BACKUPS)))
    if not any(one.stat().st_size if one.is_file() else any(one.iterdir()) for one in traces if one.exists()):
        return
    good = newest_good(directory / BACKUPS)
    raise StoreLost(path=str(path), backup=good.id if good else "", backup_at=good.made_at if good else "")


def make_directory(directory: Path) -> None:
    """Make `directory` and its folders, for this user alone (0700).

    Raises:
        ForeignDirectory: It is there, holds other things, and is no station: nothing in it is touched.
    """
    if directory.is_dir() and not (directory / DATABASE).exists():
        foreign = {path.name for path in directory.iterdir()} - set(_OURS)
        if foreign:
            raise ForeignDirectory(path=str(directory))
    directory.mkdir(parents=True, exist_ok=True)
    for place in (directory, *(directory / name for name in _FOLDERS)):
        place.mkdir(exist_ok=True)
        if os.name == "posix" and stat.S_IMODE(place.stat().st_mode) != 0o700:
            place.chmod(0o700)


def stored_mode(directory: Path) -> Mode | None:
    """The mode of the station in `directory`, or None when there is none yet."""
    path = directory / DATABASE
    refuse_lost(directory)
    if not path.exists() and not (directory / MARKER).exists():
        return None
    with FileLock(directory / "write.lock"):
        finish_restore(directory)
        with _told(directory):
            db = _connect_ours(path)
        try:
            with _told(directory):
                if not _has_meta(db):
                    return None
                row = db.execute("select value from meta where key = 'mode'").fetchone()
                return Mode(row[0]) if row else None
        finally:
            db.conn.close()


def open_store(directory: Path, rooms: Sequence[Room], mode: Mode, clock: Clock, ids: Ids) -> Store:
    """Open the database of `directory`, making or migrating it first.

    Args:
        directory: The data directory; made when missing.
        rooms: Every room's tables, lower layers first.
        mode: What the directory is (or becomes, when it is new).
        clock: For the stamps of a new database.
        ids: For its uuid.

    Raises:
        NewerDatabase, NotOurDatabase, SchemaDiffers, WrongMode: The file cannot be used as it is.
    """
    refuse_lost(directory)
    make_directory(directory)
    check_place(directory, mode)
    every = (STORE_ROOM, *rooms)
    path = directory / DATABASE
    with FileLock(directory / "write.lock"):
        finish_restore(directory)
        make_ballast(directory)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with _told(directory):
            db = _connect_ours(path)
        try:
            with _told(directory):
                uuid = _prepare(db, every, mode, clock, ids, directory)
        finally:
            db.conn.close()
    return Store(path, every, uuid=uuid)


def _connect_ours(path: Path) -> Database:
    try:
        return connect(path)
    except sqlite3.OperationalError as error:  # read-only, full, not to be opened: the file itself may be well
        raise StoreUnavailable(reason=str(error)) from error
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
            raise StoreDamaged(what=str(error), backup="", backup_at="") from error
        raise NotOurDatabase(path=path.name, backup=_newest(path.parent)) from error


@contextmanager
def _told(directory: Path) -> Iterator[None]:
    """As `in_words`; damage names the newest good backup."""
    try:
        with in_words():
            yield
    except StoreDamaged as error:
        good = newest_good(directory / BACKUPS)
        if good is None:
            raise
        raise StoreDamaged(what=error.fields["what"], backup=good.id, backup_at=good.made_at) from error


def _newest(directory: Path) -> str:
    good = newest_good(directory / BACKUPS)
    return good.id if good else ""


def _behind(db: Database, needs: str) -> str:
    """The stations that this database knows with an older program, by name; a later program may keep them otherwise."""
    sql = (
        "select s.version, coalesce(nullif(t.value, ''), s.station) from station_seen s left join setting t "
        "on t.scope = 'station' and t.owner = s.station and t.key = 'station-name' order by 2"
    )
    try:
        rows = db.execute(sql).fetchall()
    except sqlite3.OperationalError:
        return ""
    return ", ".join(f"{name} ({version})" for version, name in rows if not is_at_least(str(version), needs))


def _has_meta(db: Database) -> bool:
    return db.execute("select 1 from sqlite_master where name = 'meta'").fetchone() is not None


def bring_up(path: Path, rooms: Sequence[Room], mode: Mode, clock: Clock, ids: Ids) -> None:
    """Bring a database that lies apart (a backup that is about to be restored) to this program's schema.

    Raises:
        NewerDatabase, NotOurDatabase, SchemaDiffers, WrongMode: It cannot be used.
    """
    db = _connect_ours(path)
    try:
        with in_words():
            _prepare(db, (STORE_ROOM, *rooms), mode, clock, ids, None)
    finally:
        db.conn.close()


def _prepare(db: Database, rooms: Sequence[Room], mode: Mode, clock: Clock, ids: Ids, directory: Path | None) -> str:
    known = step_count(rooms)
    schema = int(db.execute("pragma user_version").fetchone()[0])
    is_new = db.execute("select count(*) from sqlite_master").fetchone()[0] == 0
    if not is_new and db.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise NotOurDatabase(path=DATABASE, backup="")
    if schema > known:
        row = db.execute("select value from meta where key = 'min_app_version'").fetchone()
        needs = str(row[0]) if row else ""
        raise NewerDatabase(schema=schema, known=known, needs=needs, behind=_behind(db, needs))
    if schema < known:
        if not is_new and directory is not None:
            _keep_copy(db, directory, clock)
        _migrate(db, rooms, known, mode if is_new else None, clock, ids)
    differing = {name for _, name, _ in set(fingerprint(db.conn)) ^ set(expected_fingerprint(rooms))}
    if differing:
        raise SchemaDiffers(names=", ".join(sorted(differing)))
    meta = {str(row[0]): str(row[1]) for row in db.execute("select key, value from meta")}
    if meta["mode"] != mode.value:
        raise WrongMode(mode=meta["mode"], wanted=mode.value)
    return meta["uuid"]


def _migrate(db: Database, rooms: Sequence[Room], known: int, new_mode: Mode | None, clock: Clock, ids: Ids) -> None:
    """All missing steps in one transaction: a crash leaves the old schema, whole."""
    now = utc_text(clock.now())
    conn = db.conn
    conn.execute("begin immediate")
    try:
        apply_all(db, rooms, now)
        facts = {"min_app_version": VERSION}
        if new_mode is not None:
            facts |= {"uuid": ids.new(), "mode": new_mode.value, "made_at": now}
        for key, value in facts.items():
            conn.execute("insert or replace into meta (key, value) values (?, ?)", (key, value))
        conn.execute(f"pragma application_id = {APPLICATION_ID}")
        conn.execute(f"pragma user_version = {known}")
        conn.commit()
    except BaseException:
        if conn.in_transaction:
            conn.rollback()
        raise


def _keep_copy(db: Database, directory: Path, clock: Clock) -> None:
    """The way back: a whole set, before the first new step. Its tables are of another version: no room is asked."""
    now = clock.now()
    make_set(directory, db.conn.backup, Stamp(BackupKind.MIGRATION, now, now.date().isoformat()), inspect_nothing)
