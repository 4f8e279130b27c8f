"""Making, checking and pruning backup sets.

The database is copied by the backup API (nothing else may touch the living file, D2) into a folder that nobody looks
at, made durable, checked as a copy (integrity, and what the rooms know to ask: the chain), and only then renamed to
where sets lie. A kill at any point leaves the sets as they were, and a folder that the next backup clears away.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.errors import Refused
from core.failpoints import failpoint
from core.store.backup_sets import (
    BACKUPS,
    DATABASE_COPY,
    FILE_NAMES,
    MANIFEST,
    POOL,
    BackupKind,
    BackupSet,
    file_names,
    is_whole,
    list_sets,
    pool_path,
    second_root,
    set_id,
    to_text,
)
from core.store.durable import copy_durable, make_private, sync_directory, sync_file, write_durable
from core.store.faults import StoreUnavailable, in_words
from core.store.keeping import to_prune
from core.version import VERSION

_PARTIAL = ".partial"


class BackupDamaged(Refused):
    """A backup's copy does not pass its check; it is not used. Fields: ``backup``, ``findings``."""

    code = "store.backup-damaged"


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a look at a database's content gave: what is wrong, and the last entry of the journal."""

    findings: tuple[str, ...] = ()
    journal: int = 0
    head: str = ""


Inspect = Callable[[sqlite3.Connection], Inspected]
Copy = Callable[[sqlite3.Connection], None]


def inspect_nothing(_conn: sqlite3.Connection) -> Inspected:
    """Where no room says more: the file's own checks are all."""
    return Inspected()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Why, when, and on which business day a set is made."""

    kind: BackupKind
    at: datetime
    day: str


def make_set(directory: Path, copy: Copy, stamp: Stamp, inspect: Inspect) -> BackupSet:
    """Make a set of the station in `directory`.

    Args:
        directory: The data directory.
        copy: Copies the database by the backup API: `Store.backup_to`.
        stamp: Of the set.
        inspect: What the rooms ask of the copy.

    Raises:
        BackupDamaged: The copy does not pass; no set was made.
        StoreUnavailable, OSError: The disk is full or failing; nothing of the set stays.
    """
    root = directory / BACKUPS
    make_private(root)
    clear_partial(root)
    name = set_id(stamp.at, stamp.kind)
    beside = root / f"{name}{_PARTIAL}"
    make_private(beside)
    try:
        made = _build(directory, beside, copy, stamp, inspect)
    except (BackupDamaged, StoreUnavailable, OSError):  # on a disk that is full, half a set must not stay
        shutil.rmtree(beside, ignore_errors=True)
        raise
    failpoint("backup/checked")
    beside.replace(root / name)
    sync_directory(root)
    failpoint("backup/kept")
    return made


def _build(directory: Path, beside: Path, copy: Copy, stamp: Stamp, inspect: Inspect) -> BackupSet:
    path, root = beside / DATABASE_COPY, directory / BACKUPS
    name = set_id(stamp.at, stamp.kind)
    _copy_database(path, copy)
    failpoint("backup/copied")
    with closing(sqlite3.connect(path)) as conn:
        findings, seen = _check_database(conn, inspect)
        if findings:
            raise BackupDamaged(backup=name, findings="; ".join(findings[:5]))
        meta = _meta(conn)
        schema = int(conn.execute("pragma user_version").fetchone()[0])
    names, lacking = _gather(directory, root)
    write_durable(beside / FILE_NAMES, "".join(f"{one}\n" for one in names).encode("ascii"))
    made = BackupSet(
        id=name, kind=stamp.kind, made_at=stamp.at, day=stamp.day, schema=schema, mode=meta.get("mode", ""),
        uuid=meta.get("uuid", ""), version=VERSION, journal=seen.journal, head=seen.head, size=path.stat().st_size,
        sha256=_sha256(path), files=len(names), lacking=tuple(lacking),
    )  # fmt: skip
    write_durable(beside / MANIFEST, to_text(made).encode("utf-8"))
    return made


def verify_set(root: Path, backup: BackupSet, inspect: Inspect) -> list[str]:
    """Everything that is wrong with a set, as codes; empty when it can be restored."""
    path = root / backup.id / DATABASE_COPY
    if not is_whole(root, backup) or _sha256(path) != backup.sha256:
        return ["changed"]
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
        findings, seen = _check_database(conn, inspect)
        meta = _meta(conn)
    if (seen.journal, seen.head) != (backup.journal, backup.head) or meta.get("uuid", "") != backup.uuid:
        findings.append("other-books")
    return [*findings, *(f"file: {name}" for name in _bad_files(root, backup))]


def prune(root: Path) -> list[BackupSet]:
    """Delete the sets that the rules do not keep, and the files that none names; returns them."""
    sets = list_sets(root)
    gone = to_prune(sets, frozenset(one.id for one in sets if is_whole(root, one)))
    for one in gone:
        shutil.rmtree(root / one.id)
    if gone:
        kept = {name for one in list_sets(root) for name in file_names(root, one)}
        for path in list(pooled(root)):
            if path.name not in kept:
                path.unlink()
    return gone


def mirror(directory: Path, backup: BackupSet, place: Path) -> Path:
    """Copy a set to a second place, with the files that are new there; returns the root of the sets there.

    Raises:
        OSError: The place cannot be written.
    """
    root = second_root(place, backup.uuid)
    make_private(root)
    clear_partial(root)
    source = directory / BACKUPS
    for name in file_names(source, backup):
        if name not in backup.lacking and not pool_path(root, name).exists():
            _into_pool(pool_path(source, name), pool_path(root, name))
    beside = root / f"{backup.id}{_PARTIAL}"
    make_private(beside)
    for part in (DATABASE_COPY, FILE_NAMES, MANIFEST):
        copy_durable(source / backup.id / part, beside / part)
    sync_directory(beside)
    beside.replace(root / backup.id)
    sync_directory(root)
    prune(root)
    return root


def clear_partial(root: Path) -> None:
    """Clear away what a backup that was killed left behind."""
    for path in root.glob(f"*{_PARTIAL}"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def pooled(root: Path) -> Iterator[Path]:
    """The files of the pool."""
    return (path for path in (root / POOL).glob("??/*") if len(path.name) == 64)


def stored_files(directory: Path) -> Iterator[Path]:
    """The content-addressed files of a data directory."""
    return (path for path in (directory / "files").glob("??/*") if len(path.name) == 64)


def _copy_database(path: Path, copy: Copy) -> None:
    write_durable(path, b"")  # for this user alone, before anything is in it
    with in_words(), closing(sqlite3.connect(path, isolation_level=None)) as target:
        copy(target)
        target.execute("pragma journal_mode = delete").fetchall()  # one file, nothing beside it
    sync_file(path)


def _check_database(conn: sqlite3.Connection, inspect: Inspect) -> tuple[list[str], Inspected]:
    conn.row_factory = sqlite3.Row
    try:
        findings = [f"integrity: {row[0]}" for row in conn.execute("pragma integrity_check(5)") if row[0] != "ok"]
        if findings:
            return findings, Inspected()
        seen = inspect(conn)
    except sqlite3.DatabaseError as error:
        return [f"integrity: {error}"], Inspected()
    return [*findings, *seen.findings], seen


def _meta(conn: sqlite3.Connection) -> dict[str, str]:
    try:
        return {str(row[0]): str(row[1]) for row in conn.execute("select key, value from meta")}
    except sqlite3.DatabaseError:
        return {}


def _gather(directory: Path, root: Path) -> tuple[list[str], list[str]]:
    """Copy new files into the pool; the names of all, and of those that are damaged already."""
    names, lacking = [], []
    for path in sorted(stored_files(directory), key=lambda one: one.name):
        names.append(path.name)
        if not pool_path(root, path.name).exists() and not _into_pool(path, pool_path(root, path.name)):
            lacking.append(path.name)
    return names, lacking


def _into_pool(source: Path, target: Path) -> bool:
    """A copy, not a link: what happens to one of the two later does not happen to the other."""
    try:
        data = source.read_bytes()
    except FileNotFoundError:
        return False
    if hashlib.sha256(data).hexdigest() != target.name:
        return False
    make_private(target.parent)
    write_durable(target, data)
    return True


def _bad_files(root: Path, backup: BackupSet) -> list[str]:
    bad = []
    for name in file_names(root, backup):
        path = pool_path(root, name)
        if name not in backup.lacking and not (path.exists() and _sha256(path) == name):
            bad.append(name)
    return bad


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
