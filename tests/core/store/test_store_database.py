"""The door to the database: D1, D2, D4."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.clock import SteppingClock
from core.context import Mode
from core.ids import SeededIds
from core.store.backup_sets import BackupKind, list_sets
from core.store.base_tables import ROOM as STORE_ROOM
from core.store.connecting import PRAGMAS, connect
from core.store.database import Store
from core.store.faults import StoreDamaged, StoreUnavailable
from core.store.locks import FileLock, InstanceLock, is_alive
from core.store.opening import (
    ForeignDirectory,
    NewerDatabase,
    NotOurDatabase,
    SchemaDiffers,
    WrongMode,
    open_store,
    stored_mode,
)
from core.store.places import NetworkFileSystem, check_place, file_system_kind
from core.store.schema import Room, migration_set, step_count
from core.topics import Topic

THINGS = Room(
    "things",
    migration_set("things", [("0001", ["create table thing (id integer primary key, n integer not null) strict"])]),
)


def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data", [THINGS], Mode.PRACTICE, clock(), SeededIds(1))
    yield opened
    opened.close()


def test_every_pragma_is_read_back(store: Store) -> None:
    db = connect(store.path)
    for name, _, wanted in PRAGMAS:
        assert db.conn.execute(f"pragma {name}").fetchone()[0] == wanted
    db.conn.close()


def test_a_failed_block_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write() as tx:
        tx.run("insert into thing (n) values (1)")
        raise RuntimeError
    with store.read() as q:
        assert q.integer("select count(*) from thing") == 0


@pytest.mark.parametrize(
    "sql",
    [
        "commit", "create table typo (a)", "drop table thing", "drop trigger history_no_update",
        "attach ':memory:' as x",
        "update history set reason = 'x'", "delete from history", "alter table thing add column x",
    ],
)  # fmt: skip
def test_the_authorizer_refuses_what_would_break_the_books(store: Store, sql: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"), store.write() as tx:
        tx.run(sql)


def test_a_cached_commit_cannot_slip_past_the_authorizer(store: Store) -> None:
    for _ in range(3):
        with store.write() as tx:
            tx.run("insert into thing (n) values (1)")
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"), store.write() as tx:
        tx.run("insert into thing (n) values (2)")
        tx.run("COMMIT")
    with store.read() as q:
        assert q.integer("select count(*) from thing") == 3


def test_writes_are_neither_nested_nor_made_on_the_windows_thread(store: Store) -> None:
    with pytest.raises(AssertionError, match="nested"), store.write(), store.write():
        pass
    store.forbid_writes_on_this_thread()
    with pytest.raises(AssertionError, match="window"), store.write():
        pass


def test_topics_move_in_the_same_commit_and_others_notice(store: Store) -> None:
    seen = store.data_version()
    with store.write() as tx:
        tx.touch(Topic.ORDERS, Topic.LABELS)
    assert store.versions() == {"orders": 1, "labels": 1}
    assert store.data_version() != seen


def test_threads_take_turns_and_lose_no_write(store: Store) -> None:
    def add() -> None:
        for _ in range(25):
            with store.write() as tx:
                n = tx.integer("select coalesce(max(n), 0) from thing")
                tx.run("insert into thing (n) values (:n)", {"n": n + 1})

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as q:
        assert q.integer("select max(n) from thing") == 100


def test_a_snapshot_does_not_see_later_commits(store: Store) -> None:
    with store.read() as q:
        assert q.integer("select count(*) from thing") == 0
        with store.write() as tx:
            tx.run("insert into thing (n) values (1)")
        assert q.integer("select count(*) from thing") == 0


def test_files_and_folders_are_for_their_owner_alone(store: Store) -> None:
    assert store.path.stat().st_mode & 0o777 == 0o600
    assert store.directory.stat().st_mode & 0o777 == 0o700
    with store.write() as tx:
        tx.touch(Topic.ORDERS)
    assert store.path.with_name("station.db-wal").stat().st_mode & 0o777 == 0o600


def test_modes_are_never_switched(tmp_path: Path) -> None:
    open_store(tmp_path / "d", [], Mode.PRACTICE, clock(), SeededIds(1)).close()
    assert stored_mode(tmp_path / "d") is Mode.PRACTICE
    with pytest.raises(WrongMode):
        open_store(tmp_path / "d", [], Mode.RECORDED, clock(), SeededIds(1))


def test_a_newer_database_refuses_an_older_program(tmp_path: Path) -> None:
    open_store(tmp_path / "d", [THINGS], Mode.PRACTICE, clock(), SeededIds(1)).close()
    with pytest.raises(NewerDatabase):
        open_store(tmp_path / "d", [], Mode.PRACTICE, clock(), SeededIds(1))


def test_migrating_keeps_a_copy_of_the_old_books(tmp_path: Path) -> None:
    open_store(tmp_path / "d", [], Mode.PRACTICE, clock(), SeededIds(1)).close()
    open_store(tmp_path / "d", [THINGS], Mode.PRACTICE, clock(), SeededIds(1)).close()
    (kept,) = list_sets(tmp_path / "d" / "backups")
    assert (kept.kind, kept.schema) == (BackupKind.MIGRATION, step_count([STORE_ROOM]))


def test_a_dropped_trigger_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    open_store(tmp_path / "d", [], Mode.PRACTICE, clock(), SeededIds(1)).close()
    plain = sqlite3.connect(tmp_path / "d" / "station.db")
    plain.execute("drop trigger history_no_delete")
    plain.commit()
    plain.close()
    with pytest.raises(SchemaDiffers, match="history_no_delete"):
        open_store(tmp_path / "d", [], Mode.PRACTICE, clock(), SeededIds(1))


def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "station.db").write_bytes(b"not a database, but somebody's file" * 200)
    with pytest.raises(NotOurDatabase):
        open_store(tmp_path / "d", [], Mode.PRACTICE, clock(), SeededIds(1))
    assert (tmp_path / "d" / "station.db").read_bytes().startswith(b"not a database")


def test_two_locks_on_one_file_exclude_each_other_and_end_with_their_holder(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "x"), FileLock(tmp_path / "x")
    assert first.try_acquire()
    assert not second.try_acquire()
    first.release()
    assert second.try_acquire()
    second.release()


def test_a_dead_instance_is_known_by_its_free_lock(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path, "one")
    assert is_alive(tmp_path, "one")
    lock.release()
    assert not is_alive(tmp_path, "one")
    (tmp_path / "killed.lock").touch()
    assert not is_alive(tmp_path, "killed")


def test_a_folder_of_somebodys_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    mode = tmp_path.stat().st_mode
    with pytest.raises(ForeignDirectory):
        open_store(tmp_path, [], Mode.PRACTICE, clock(), SeededIds(1))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert tmp_path.stat().st_mode == mode


def test_damage_inside_the_file_is_said_in_words(tmp_path: Path) -> None:
    with_rows = open_store(tmp_path / "d", [THINGS], Mode.PRACTICE, clock(), SeededIds(1))
    with with_rows.write() as tx:
        tx.many("insert into thing (n) values (?)", [(n,) for n in range(5000)])
    with_rows.close()
    path = tmp_path / "d" / "station.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\x5a" * (len(data) - len(data) // 2)
    path.write_bytes(bytes(data))
    with pytest.raises((StoreDamaged, NotOurDatabase, SchemaDiffers)):
        opened = open_store(tmp_path / "d", [THINGS], Mode.PRACTICE, clock(), SeededIds(1))
        try:
            with opened.read() as q:
                q.all("select * from thing order by n")
        finally:
            opened.close()


def test_a_full_disk_is_said_in_words_and_leaves_nothing_half_done(store: Store) -> None:
    with pytest.raises(StoreUnavailable) as full, store.write() as tx:
        tx.run("insert into thing (n) values (1)")
        tx.run("pragma max_page_count = 1")
        tx.many("insert into thing (n) values (?)", [(n,) for n in range(100_000)])
    assert "full" in str(full.value.fields["reason"])
    with store.read() as q:
        assert q.integer("select count(*) from thing") == 0


MOUNTS = "/dev/sda1 / ext4 rw 0 0\nserver:/share /mnt/my\\040share nfs4 rw 0 0\n"


def test_a_live_station_does_not_open_on_a_network_share() -> None:
    assert file_system_kind(Path("/mnt/my share/data"), MOUNTS) == "nfs4"
    assert file_system_kind(Path("/srv/x"), MOUNTS) == "ext4"
    assert check_place(Path("/mnt/my share/data"), Mode.PRACTICE, MOUNTS) == "nfs4"
    with pytest.raises(NetworkFileSystem):
        check_place(Path("/mnt/my share/data"), Mode.LIVE, MOUNTS)


def test_the_rooms_of_the_store_are_append_only_where_they_say_so() -> None:
    assert "history" in STORE_ROOM.append_only
