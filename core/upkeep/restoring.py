"""Putting a backup in the place of the books (facts: ledger 2.7). The station must be closed everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.clock import utc_text
from core.context import Desk, Mode
from core.store.backup import BackupDamaged, verify_set
from core.store.backup_sets import BackupSet, get_set
from core.store.base_tables import ROOM as STORE_ROOM
from core.store.conditions import Condition, begin_statement
from core.store.locks import FileLock
from core.store.opening import bring_up, make_directory
from core.store.restoring import (
    WrongBackup,
    exchange,
    finish_restore,
    moment_name,
    present_facts,
    put_ready,
    refuse_if_in_use,
    write_apart,
)
from core.store.schema import Room, step_count
from core.upkeep.backups import root_of
from core.upkeep.inspecting import inspect_books

OPENING_LOCK = "opening.lock"


@dataclass(frozen=True, slots=True)
class Restored:
    """Books that were restored.

    Attributes:
        backup: From which set.
        aside: Where the former database lies, with links to its files.
    """

    backup: BackupSet
    aside: Path


def opening_lock(directory: Path) -> FileLock:
    """Held from before the database is opened until the instance has its lock, and by a restore: neither overtakes."""
    return FileLock(directory / "run" / OPENING_LOCK)


def restore(directory: Path, rooms: Sequence[Room], desk: Desk, backup_id: str, root: Path | None = None) -> Restored:
    """Put a set in place of the present books, which are set aside whole; mark the books as restored.

    Until they were compared with the provider (`core/upkeep/reconciling.py`) nothing is bought.

    Args:
        directory: The data directory; no instance may have it open.
        rooms: Every room's tables.
        desk: Who, where, when.
        backup_id: Which set.
        root: Where sets lie, when not in the directory itself.

    Raises:
        StationInUse: Another instance lives.
        NotFound: There is no such set.
        BackupDamaged: The set does not pass its check.
        WrongBackup: It is of another station, for another mode, or of a newer program.
    """
    place = root or root_of(directory)
    backup = get_set(place, backup_id)
    make_directory(directory)
    with opening_lock(directory), FileLock(directory / "write.lock"):
        refuse_if_in_use(directory)
        finish_restore(directory)
        findings = verify_set(place, backup, inspect_books)
        if findings:
            raise BackupDamaged(backup=backup.id, findings="; ".join(findings[:5]))
        _refuse_other(backup, present_facts(directory), known=step_count((STORE_ROOM, *rooms)))
        put_ready(directory, place, backup, lambda path: _finish(path, rooms, desk, backup))
        aside = exchange(directory, backup, moment_name(utc_text(desk.clock.now())))
    return Restored(backup, aside)


def _refuse_other(backup: BackupSet, present: dict[str, str], *, known: int) -> None:
    """A present database that cannot be read any more says nothing against a set of its own directory."""
    if backup.schema > known:
        raise WrongBackup(backup=backup.id, what="schema")
    if backup.mode != present.get("mode", backup.mode):
        raise WrongBackup(backup=backup.id, what="mode")
    if present.get("uuid", backup.uuid) != backup.uuid:
        raise WrongBackup(backup=backup.id, what="uuid")


def _finish(path: Path, rooms: Sequence[Room], desk: Desk, backup: BackupSet) -> None:
    bring_up(path, rooms, Mode(backup.mode), desk.clock, desk.ids)
    write_apart(path, *begin_statement(desk, Condition.RESTORED, backup.id, backup.made_at))
