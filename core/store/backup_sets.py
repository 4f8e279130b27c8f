"""Backup sets as they lie on a disk: ``backups/<id>/{station.db, files.txt, set.json}`` and one pool of files.

A set is complete: its database, and the name of every content-addressed file that it needs. The files themselves lie
once in ``backups/files``, copied when they are new; a set is pruned with the files that no other set names.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from core.clock import from_utc_text, utc_text
from core.errors import NotFound

BACKUPS = "backups"
POOL = "files"
DATABASE_COPY = "station.db"
FILE_NAMES = "files.txt"
MANIFEST = "set.json"


class BackupKind(Enum):
    """Why a set was made."""

    DAY = "day"
    USE = "use"
    HAND = "hand"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True)
class BackupSet:
    """One set, as its manifest says.

    Attributes:
        id: Its folder's name; sorts by time.
        kind: Why it was made.
        made_at: When.
        day: The business day of the station then, ISO.
        schema: Number of the last migration in it.
        mode: Of the station.
        uuid: Of the station.
        version: Of the program that made it.
        journal: Number of the last entry; 0 for none.
        head: Hash of that entry.
        size: Bytes of the database copy.
        sha256: Of the database copy.
        files: How many files it names.
        lacking: Files that were damaged or missing already when it was made.
    """

    id: str
    kind: BackupKind
    made_at: datetime
    day: str
    schema: int
    mode: str
    uuid: str
    version: str
    journal: int
    head: str
    size: int
    sha256: str
    files: int
    lacking: tuple[str, ...] = ()


def set_id(at: datetime, kind: BackupKind) -> str:
    """The name of a set: ``20261122T183000.123456Z-day``."""
    return f"{utc_text(at).replace('-', '').replace(':', '')}-{kind.value}"


def list_sets(root: Path) -> list[BackupSet]:
    """Every set under `root`, newest first; a folder whose manifest cannot be read is no set."""
    found = [_read(path) for path in root.glob(f"*/{MANIFEST}")]
    return sorted((one for one in found if one is not None), key=lambda one: one.id, reverse=True)


def get_set(root: Path, backup_id: str) -> BackupSet:
    """The set of this id.

    Raises:
        NotFound: There is none, or its manifest cannot be read.
    """
    for one in list_sets(root):
        if one.id == backup_id:
            return one
    raise NotFound(kind="backup", id=backup_id)


def newest_good(root: Path) -> BackupSet | None:
    """The newest set whose database is there in its full size; it was checked when it was made."""
    return next((one for one in list_sets(root) if is_whole(root, one)), None)


def is_whole(root: Path, backup: BackupSet) -> bool:
    """Whether the set's database is there in its full size."""
    try:
        return (root / backup.id / DATABASE_COPY).stat().st_size == backup.size
    except OSError:
        return False


def file_names(root: Path, backup: BackupSet) -> list[str]:
    """The files that a set names."""
    return (root / backup.id / FILE_NAMES).read_text(encoding="ascii").split()


def pool_path(root: Path, name: str) -> Path:
    """Where the file `name` (its SHA-256) lies."""
    return root / POOL / name[:2] / name


def second_root(place: Path, uuid: str) -> Path:
    """Where the sets of the station `uuid` lie in a second place, which several stations may share."""
    return place / f"postbench-{uuid}"


def to_text(backup: BackupSet) -> str:
    """The manifest."""
    fields = {**asdict(backup), "kind": backup.kind.value, "made_at": utc_text(backup.made_at)}
    return json.dumps(fields, indent=1, sort_keys=True) + "\n"


def _read(path: Path) -> BackupSet | None:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        kind, made_at = BackupKind(fields.pop("kind")), from_utc_text(fields.pop("made_at"))
        lacking = tuple(str(name) for name in fields.pop("lacking"))
        found = BackupSet(kind=kind, made_at=made_at, lacking=lacking, **fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if found.id == path.parent.name and isinstance(found.size, int) else None
