"""Backup sets and restore as files: complete, checked as copies, pruned by rule, exchanged whole (DESIGN D2, D7)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.clock import SteppingClock
from core.context import Mode
from core.errors import NotFound
from core.ids import SeededIds
from core.store.backup import BackupDamaged, Inspected, Stamp, inspect_nothing, make_set, mirror, prune, verify_set
from core.store.backup_sets import (
    BackupKind,
    BackupSet,
    file_names,
    get_set,
    is_whole,
    list_sets,
    newest_good,
    pool_path,
)
from core.store.database import Store
from core.store.faults import StoreDamaged
from core.store.files import Files
from core.store.keeping import to_prune
from core.store.opening import open_store, stored_mode
from core.store.restoring import exchange, present_facts, put_ready
from core.store.schema import Room, migration_set

THINGS = Room(
    "things",
    migration_set("things", [("0001", ["create table thing (id integer primary key, n integer not null) strict"])]),
)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def opened(folder: Path, seed: int = 1) -> Store:
    return open_store(folder, [THINGS], Mode.PRACTICE, SteppingClock(NOON), SeededIds(seed))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = opened(tmp_path / "d")
    yield made
    made.close()


def add(store: Store, n: int) -> None:
    with store.write() as tx:
        tx.run("insert into thing (n) values (:n)", {"n": n})


def made(store: Store, minutes: int = 0, kind: BackupKind = BackupKind.HAND) -> BackupSet:
    at = NOON + timedelta(minutes=minutes)
    return make_set(store.directory, store.backup_to, Stamp(kind, at, at.date().isoformat()), inspect_nothing)


def root(store: Store) -> Path:
    return store.directory / "backups"


def things(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as conn:
        return [int(row[0]) for row in conn.execute("select n from thing order by id")]


def test_a_set_is_complete_private_and_one_file_beside_nothing(store: Store) -> None:
    add(store, 7)
    digest = Files(store.directory).keep(b"a label")
    backup = made(store)
    folder = root(store) / backup.id
    assert sorted(path.name for path in folder.iterdir()) == ["files.txt", "set.json", "station.db"]
    assert things(folder / "station.db") == [7]
    assert file_names(root(store), backup) == [digest]
    assert pool_path(root(store), digest).read_bytes() == b"a label"
    assert (backup.uuid, backup.mode, backup.files, backup.lacking) == (store.uuid, "practice", 1, ())
    for path in [*folder.iterdir(), pool_path(root(store), digest)]:
        assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert verify_set(root(store), backup, inspect_nothing) == []


def test_a_file_is_copied_once_and_a_later_change_of_the_original_does_not_reach_the_copy(store: Store) -> None:
    digest = Files(store.directory).keep(b"a label")
    first = made(store)
    inode = pool_path(root(store), digest).stat().st_ino
    (store.directory / "files" / digest[:2] / digest).write_bytes(b"rotten!")
    second = made(store, 1)
    assert pool_path(root(store), digest).stat().st_ino == inode
    assert second.lacking == ()
    assert [verify_set(root(store), one, inspect_nothing) for one in (first, second)] == [[], []]


def test_a_file_that_is_damaged_before_its_first_backup_is_named_as_lacking(store: Store) -> None:
    digest = Files(store.directory).keep(b"a label")
    (store.directory / "files" / digest[:2] / digest).write_bytes(b"rotten!")
    backup = made(store)
    assert backup.lacking == (digest,)
    assert not pool_path(root(store), digest).exists()


def test_a_copy_that_does_not_pass_becomes_no_set(store: Store) -> None:
    with pytest.raises(BackupDamaged) as refused:
        make_set(
            store.directory, store.backup_to, Stamp(BackupKind.HAND, NOON, "2026-11-22"),
            lambda _conn: Inspected(("chain-broken: 3",)),
        )  # fmt: skip
    assert refused.value.fields["findings"] == "chain-broken: 3"
    assert list_sets(root(store)) == []
    assert not [path for path in root(store).iterdir() if path.name != "files"]


@pytest.mark.parametrize("part", ["station.db", "pool"])
def test_a_set_that_was_tampered_with_does_not_verify(store: Store, part: str) -> None:
    digest = Files(store.directory).keep(b"a label")
    add(store, 1)
    backup = made(store)
    path = pool_path(root(store), digest) if part == "pool" else root(store) / backup.id / part
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert verify_set(root(store), backup, inspect_nothing)


def test_what_a_killed_backup_left_is_cleared_by_the_next(store: Store) -> None:
    left = root(store) / "20260101T000000.000000Z-hand.partial"
    left.mkdir()
    (left / "station.db").write_bytes(b"half")
    made(store)
    assert not left.exists()


def test_a_folder_without_a_readable_manifest_is_no_set(store: Store) -> None:
    backup = made(store)
    (root(store) / backup.id / "set.json").write_text("{", encoding="utf-8")
    assert list_sets(root(store)) == []
    with pytest.raises(NotFound):
        get_set(root(store), backup.id)


def fake(day: str, kind: BackupKind = BackupKind.DAY, hour: int = 8) -> BackupSet:
    at = datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
    return BackupSet(
        f"{at:%Y%m%dT%H%M%S}-{kind.value}", kind, at, day, 1, "practice", "u", "0", 0, "", 1, "0", 0
    )  # fmt: skip


def test_seven_days_and_five_months_are_kept() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    every = [fake((start + timedelta(days=n)).date().isoformat()) for n in range(300)]
    gone = {one.day for one in to_prune(every, frozenset(one.id for one in every))}
    kept = sorted({one.day for one in every} - gone)
    assert kept[-7:] == [f"2026-10-{n:02}" for n in range(21, 28)]
    assert kept[:-7] == ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"]


def test_a_set_that_is_not_whole_never_pushes_the_last_good_one_out() -> None:
    good = fake("2026-01-05")
    broken = [fake(f"2026-03-{n:02}") for n in range(1, 30)]
    gone = to_prune([good, *broken], frozenset({good.id}))
    assert good not in gone
    assert len(gone) == len(broken)


def test_pruning_takes_the_files_that_no_set_names_any_more(store: Store) -> None:
    files = Files(store.directory)
    old, new = files.keep(b"old"), files.keep(b"new")
    for n in range(6):
        made(store, n)
        if n == 0:
            (store.directory / "files" / old[:2] / old).unlink()
    gone = prune(root(store))
    assert [one.made_at for one in gone] == [NOON]
    assert not pool_path(root(store), old).exists()
    assert pool_path(root(store), new).exists()


def test_a_second_place_gets_a_whole_copy(store: Store, tmp_path: Path) -> None:
    digest = Files(store.directory).keep(b"a label")
    backup = made(store)
    place = mirror(store.directory, backup, tmp_path)
    assert place.parent == tmp_path
    assert verify_set(place, get_set(place, backup.id), inspect_nothing) == []
    assert pool_path(place, digest).read_bytes() == b"a label"


def restored(store: Store, backup: BackupSet, moment: str = "then") -> Path:
    directory = store.directory
    put_ready(directory, root(store), backup, lambda _path: None)
    return exchange(directory, backup, moment)


def test_a_restore_puts_the_books_back_and_sets_the_present_ones_aside_whole(store: Store) -> None:
    add(store, 1)
    backup = made(store)
    add(store, 2)
    later = Files(store.directory).keep(b"later")
    store.close()
    aside = restored(store, backup)
    assert things(store.path) == [1]
    assert things(aside / "station.db") == [1, 2]
    assert (aside / "files" / later[:2] / later).read_bytes() == b"later"
    assert not (store.directory / "restore.json").exists()
    reopened = opened(store.directory)
    assert reopened.uuid == store.uuid
    reopened.close()


def test_files_that_were_lost_come_back_with_the_books(store: Store) -> None:
    digest = Files(store.directory).keep(b"a label")
    backup = made(store)
    (store.directory / "files" / digest[:2] / digest).unlink()
    store.close()
    restored(store, backup)
    assert Files(store.directory).get(digest) == b"a label"


def test_a_log_that_lies_beside_the_present_books_never_meets_the_restored_ones(store: Store) -> None:
    add(store, 1)
    backup = made(store)
    store.close()
    wal = store.path.with_name("station.db-wal")
    wal.write_bytes(b"somebody's log")
    aside = restored(store, backup)
    assert not wal.exists()
    assert (aside / "station.db-wal").read_bytes() == b"somebody's log"


def test_an_exchange_that_was_begun_is_finished_by_whoever_looks_next(store: Store) -> None:
    add(store, 1)
    backup = made(store)
    add(store, 2)
    store.close()
    directory = store.directory
    put_ready(directory, root(store), backup, lambda _path: None)
    (directory / "restore.json").write_text(f'{{"backup": "{backup.id}", "aside": "then"}}', encoding="utf-8")
    (directory / "set-aside" / "then").mkdir(parents=True)
    store.path.rename(directory / "set-aside" / "then" / "station.db")
    assert stored_mode(directory) is Mode.PRACTICE
    assert things(store.path) == [1]
    assert things(directory / "set-aside" / "then" / "station.db") == [1, 2]


def test_damage_names_the_newest_good_backup_and_ends_all_writing(store: Store) -> None:
    backup = made(store)
    store.stop_writes("page 7 is never used")
    with pytest.raises(StoreDamaged) as refused:
        add(store, 1)
    assert refused.value.fields == {"what": "page 7 is never used", "backup": backup.id, "backup_at": NOON}
    assert newest_good(root(store)) == backup
    assert is_whole(root(store), backup)


def test_present_facts_of_a_file_that_is_no_database_are_none(tmp_path: Path) -> None:
    (tmp_path / "station.db").write_bytes(b"noise" * 1000)
    assert present_facts(tmp_path) == {}
