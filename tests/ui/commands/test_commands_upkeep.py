"""`backups`, `clock`, `tick`, and what `check` says of them (S0-40; DESIGN M8, D2)."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command_line import CommandLine, portland

from core.keychain import SystemKeychain


@pytest.fixture
def funded(line: CommandLine) -> CommandLine:
    """A station with postage."""
    line.run("postage", "buy", "50")
    return line


def made(line: CommandLine) -> str:
    return str(line.run("backups", "make", "--json").record()["id"])


def test_a_backup_is_made_listed_and_checked(funded: CommandLine) -> None:
    assert funded.run("backups", "list").out == "There is no backup yet.\n"
    backup = made(funded)
    (listed,) = funded.run("backups", "list", "--json").records()
    assert (listed["id"], listed["kind"], listed["journal"], listed["is_whole"]) == (backup, "hand", 1, True)
    assert "by hand" in funded.run("backups", "list").out
    assert funded.run("backups", "check", backup).out == "This backup can be restored.\n"
    assert funded.run("backups", "check", "other", "--json", status=1).error()["code"] == "station.not-found"


def test_a_restore_stops_purchases_in_words_until_the_books_are_compared(funded: CommandLine) -> None:
    backup = made(funded)
    funded.import_orders(portland("A-1"))
    funded.run("ship", "A-1", "--no-print")
    said = funded.run("backups", "restore", backup)
    assert "backups reconcile" in said.out
    assert Path(str(funded.run("backups", "list", "--json").records()[0]["id"])).name == backup
    assert funded.run("postage", "buy", "10", "--json", status=1).error()["code"] == "store.restored"
    found = funded.run("check", "--json", status=1).record()["findings"]
    assert isinstance(found, list)
    assert ("store", "restored", backup) in [(one["area"], one["code"], one["subject"]) for one in found]
    left = funded.run("backups", "reconcile", "--json", status=1).record()["left"]
    assert isinstance(left, list)
    (label,) = [one for one in left if one["ref"]]
    assert (label["why"], label["reference"]) == ("no-order", "A-1")
    assert funded.run("backups", "reconcile", "--book", label["ref"], status=2).err
    funded.run("backups", "reconcile", "--book", label["ref"], "--reason", "left on Friday")
    funded.run("postage", "buy", "10")
    assert funded.run("check").out.startswith("Everything is in order.")


def test_a_second_place_gets_the_backups_and_can_be_restored_from(funded: CommandLine, tmp_path: Path) -> None:
    second = tmp_path / "other disk"
    assert funded.run("backups", "place", str(second), status=2).err
    second.mkdir()
    funded.run("backups", "place", str(second))
    answer = funded.run("backups", "make", "--json").record()
    assert answer["second"] == "kept"
    (root,) = second.iterdir()
    (listed,) = funded.run("backups", "list", "--from", str(root), "--json").records()
    assert listed["id"] == answer["id"]
    funded.run("backups", "restore", str(answer["id"]), "--from", str(root))
    second.rename(tmp_path / "unplugged")
    assert funded.run("backups", "make", "--json", status=1).record()["second"] == "not there"
    assert not second.exists()


def test_damaged_books_are_said_at_each_write_with_the_backup_to_take(funded: CommandLine) -> None:
    backup = made(funded)
    with closing(sqlite3.connect(funded.data / "station.db")) as conn:
        (sql,) = conn.execute("select sql from sqlite_master where name = 'journal_no_update'").fetchone()
        conn.execute("drop trigger journal_no_update")
        conn.execute("update journal set memo = 'x'")
        conn.execute(sql)
        conn.commit()
    refused = funded.run("postage", "buy", "10", "--json", status=1).error()
    assert refused["code"] == "store.damaged"
    assert f"backups restore {backup}" in str(refused["message"])
    found = funded.run("check", "--json", status=1).record()["findings"]
    assert isinstance(found, list)
    assert found[0]["code"] == "damaged"
    funded.run("backups", "restore", backup)
    funded.run("backups", "reconcile")
    assert funded.run("check").out.startswith("Everything is in order.")


def test_tick_says_what_ran_and_what_is_next(funded: CommandLine) -> None:
    first = funded.run("tick", "--json").record()
    ran, coming = first["ran"], first["next"]
    assert isinstance(ran, list) and isinstance(coming, list)
    assert {"backup-day", "quick-check"} <= {one["duty"] for one in ran}
    assert all(one["is_done"] for one in ran)
    assert {"backup-day", "quick-check"} <= {one["duty"] for one in coming}
    assert (first["busy"], first["clock_doubt"]) == (False, None)
    assert "Nothing is due." in funded.run("tick").out
    assert "Rien à faire" in funded.run("tick", "--lang", "fr").out


def test_a_clock_behind_the_books_is_said_and_confirmed(funded: CommandLine) -> None:
    with closing(sqlite3.connect(funded.data / "station.db")) as conn:
        conn.execute(
            "insert into condition values ('1', 'clock-doubt', 'back', '2026-11-22T10:00:00.000000Z', "
            "'2026-11-22T09:00:00.000000Z', 'ana', 's', 'i')"
        )
        conn.commit()
    assert "it went back" in funded.run("clock", "show").out
    found = funded.run("check", "--json", status=1).record()["findings"]
    assert isinstance(found, list)
    assert ("store", "clock-doubt") in [(one["area"], one["code"]) for one in found]
    assert funded.run("clock", "confirm", "--reason", "radio", "--json").record() == {"was_doubted": True}
    assert "Nothing speaks against it." in funded.run("clock", "show").out


def test_check_counts_attestations_with_and_without_the_key(
    funded: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets: dict[str, str] = {}

    def put(_keychain: SystemKeychain, name: str, secret: str) -> bool:
        secrets[name] = secret
        return True

    monkeypatch.setattr(SystemKeychain, "get", lambda _keychain, name: secrets.get(name))
    monkeypatch.setattr(SystemKeychain, "put", put)
    assert funded.run("backups", "make", "--json").record()["attested"] == 1
    assert "One attestation of the journal holds." in funded.run("check").out
    secrets.clear()
    said = funded.run("check")
    assert "One could not be verified: its key is not on this computer." in said.out
    assert funded.run("check", "--json").record()["attestations"] == {"verified": 0, "unverified": 1}
