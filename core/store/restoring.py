"""Putting a backup in the place of the present books, so that a kill at any point leaves one or the other, whole.

What is to come lies ready in ``restoring/``. Then a marker is written; from it on whoever opens the directory next
finishes the exchange: the present database goes into ``set-aside/<moment>/``, with links to all of its files, and the
one that lies ready takes its place. Nothing of the present directory is deleted.
"""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from core.errors import Refused
from core.failpoints import failpoint
from core.store.backup import stored_files
from core.store.backup_sets import DATABASE_COPY, BackupSet, file_names, pool_path
from core.store.connecting import connect
from core.store.durable import copy_durable, make_private, sync_directory, write_durable
from core.store.locks import is_alive

MARKER = "restore.json"
READY = "restoring"
ASIDE = "set-aside"
_DATABASE = "station.db"
_INSTANCE = re.compile(r"[0-9A-Z]{26}\.lock")


class StationInUse(Refused):
    """Other runs of the program have the directory open. Fields: ``count``."""

    code = "store.in-use"


class WrongBackup(Refused):
    """The set belongs to another station, or to another mode. Fields: ``backup``, ``what`` (uuid, mode, schema)."""

    code = "store.wrong-backup"


def refuse_if_in_use(directory: Path) -> None:
    """Refuse while any instance lives.

    Raises:
        StationInUse: Some do.
    """
    run = directory / "run"
    names = [path.stem for path in run.glob("*.lock") if _INSTANCE.fullmatch(path.name)]
    alive = sum(is_alive(run, name) for name in names)
    if alive:
        raise StationInUse(count=alive)


def present_facts(directory: Path) -> dict[str, str]:
    """The `meta` of the database that is there, its log folded in; empty where it is missing or cannot be read."""
    path = directory / _DATABASE
    if not path.exists():
        return {}
    try:
        db = connect(path)
    except sqlite3.DatabaseError:
        return {}
    try:
        db.conn.execute("pragma wal_checkpoint(truncate)").fetchall()
        return {str(row[0]): str(row[1]) for row in db.conn.execute("select key, value from meta")}
    except sqlite3.DatabaseError:
        return {}
    finally:
        db.conn.close()


def write_apart(path: Path, sql: str, params: Mapping[str, str | int | bytes | None]) -> None:
    """Run one statement, durably, on a database that lies apart and that nobody else has open."""
    with closing(connect(path).conn) as conn:
        conn.execute("begin immediate")
        conn.execute(sql, dict(params))
        conn.commit()


def put_ready(directory: Path, root: Path, backup: BackupSet, finish: Callable[[Path], None]) -> None:
    """Lay the set's database ready, and bring back the files that the directory lacks.

    Args:
        directory: The data directory.
        root: Where the set lies.
        backup: Which set; it passed its check.
        finish: Migrates and marks the copy that lies ready.
    """
    ready = directory / READY
    if ready.exists():
        shutil.rmtree(ready)
    make_private(ready)
    copy_durable(root / backup.id / DATABASE_COPY, ready / _DATABASE)
    finish(ready / _DATABASE)
    for name in file_names(root, backup):
        target = directory / "files" / name[:2] / name
        if name not in backup.lacking and not target.exists():
            make_private(target.parent)
            copy_durable(pool_path(root, name), target)
            sync_directory(target.parent)
    sync_directory(ready)
    failpoint("restore/ready")


def exchange(directory: Path, backup: BackupSet, moment: str) -> Path:
    """Put what lies ready in place; returns the folder in which the former database lies."""
    aside = directory / ASIDE / moment
    make_private(aside)
    for path in stored_files(directory):
        link = aside / "files" / path.parent.name / path.name
        make_private(link.parent)
        if not link.exists():
            with suppress(OSError):  # a file system without links: the files stay where they are, and are named there
                os.link(path, link)
    write_durable(directory / MARKER, json.dumps({"backup": backup.id, "aside": moment}).encode("utf-8"))
    failpoint("restore/marked")
    finish_restore(directory)
    return aside


def finish_restore(directory: Path) -> bool:
    """Finish an exchange that was begun; whether there was one. Under the write lock, before anything is opened."""
    marker = directory / MARKER
    if not marker.exists():
        return False
    aside = directory / ASIDE / str(json.loads(marker.read_text(encoding="utf-8"))["aside"])
    make_private(aside)
    ready = directory / READY / _DATABASE
    if ready.exists():
        for name in (f"{_DATABASE}-wal", f"{_DATABASE}-shm", _DATABASE):
            if (directory / name).exists():
                (directory / name).replace(aside / name)
                failpoint("restore/moved")
        sync_directory(aside)
        sync_directory(directory)
        ready.replace(directory / _DATABASE)
        failpoint("restore/swapped")
        sync_directory(directory)
    marker.unlink()
    sync_directory(directory)
    shutil.rmtree(directory / READY, ignore_errors=True)
    return True


def moment_name(text: str) -> str:
    """The name of the folder that is set aside, from UTC text."""
    return text.replace("-", "").replace(":", "")
