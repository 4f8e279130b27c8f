"""Names, PINs and what wrong ones do: S2-13, S2-26."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from people_kit import ANA, BEN, PINS, first, more, prove
from people_world import People

from core.errors import NotFound
from core.people import pins
from core.people.acts import Act
from core.people.records import OperatorState, Role
from core.people.rules import (
    FirstIsSupervisor,
    LastSupervisor,
    NameTaken,
    OperatorInactive,
    OperatorProblems,
    PinLocked,
    PinWrong,
    name_key,
    name_problems,
    pin_problems,
    tidy_name,
    wait_after,
)
from core.people.service import check_pin, lock
from core.people.service_operators import (
    activate,
    add_operator,
    change_pin,
    change_role,
    deactivate,
    operators,
    sign_in,
    signed_in,
)
from core.store.history import moves


@pytest.mark.parametrize("name", ["Ana", "É. Tremblay", "O'Neil", "O’Neil", "李雷", "Jean-Luc", "T1", "अमित", "x_1"])
def test_names_of_any_script_are_names(name: str) -> None:
    assert name_problems(tidy_name(name)) == []


@pytest.mark.parametrize(
    "name",
    [
        "", "   ", "a" * 25, "ana: overrides", "=1+1", "@ana", "-ana", "ana\u202eb", "ana\u0000", "a\u200bna", "x;y",
        "<b>ana</b>", "4111 1111 1111 1111", "ana\u0301" * 9, "\u0301ana", "🙂", '"; drop table operator; --', "ana/..",
    ],
)  # fmt: skip
def test_hostile_names_are_refused(name: str) -> None:
    assert name_problems(tidy_name(name)) != []


def test_two_names_never_look_alike_by_case_or_form() -> None:
    assert name_key("ÉLODIE") == name_key(tidy_name("E\u0301lodie"))
    assert name_key("STRASSE") == name_key("straße")
    assert name_key("\uff21na") == name_key("ana")


@pytest.mark.parametrize(
    "pin", ["", "123", "1234567890123", "12a4", " 1234", "1234\n", "١٢٣٤", "１２３４", "-123", "12.4"]
)
def test_what_is_not_four_to_twelve_digits_is_no_pin(pin: str) -> None:
    problems = pin_problems(pin)
    assert [problem.code for problem in problems] == ["people.pin-digits"]
    assert problems[0].value == ""


def test_the_same_pin_is_kept_differently_for_each_person_and_never_as_it_is(staffed: People) -> None:
    more(staffed.store, staffed.desk)
    change_pin(
        staffed.store, staffed.desk, BEN, PINS[ANA], proofs=prove(staffed.store, staffed.desk, Act.PEOPLE)
    )  # fmt: skip
    with staffed.store.read() as q:
        rows = q.all("select pin_salt, pin_hash from operator where name in ('ana', 'Ben')")
    assert len({row["pin_salt"] for row in rows}) == len({row["pin_hash"] for row in rows}) == 2
    path = staffed.store.path
    held = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    assert all(pin.encode() not in held for pin in ("135790", "'2468'"))


def test_a_hash_is_made_slow_and_salted_by_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = pins.keep_pin("2468")
    same = hashlib.scrypt(b"2468", salt=bytes.fromhex(kept.salt), n=2**14, r=8, p=1, dklen=32)
    assert kept.hash == same.hex()
    assert pins.is_pin("2468", kept)
    assert not pins.is_pin("2469", kept)


def test_no_error_and_no_record_shows_a_pin(staffed: People) -> None:
    with pytest.raises(PinWrong) as wrong:
        sign_in(staffed.store, staffed.desk, ANA, "97531864")
    with pytest.raises(OperatorProblems) as problems:
        add_operator(staffed.store, staffed.desk, "x", Role.PACKER, "97531864x")
    kept = pins.keep_pin("97531864")
    for text in (str(wrong.value), repr(wrong.value), str(problems.value), repr(problems.value), repr(kept)):
        assert "97531864" not in text
        assert kept.hash not in text


def test_the_first_person_is_a_supervisor_and_one_always_stays(people: People) -> None:
    store, desk = people.store, people.desk
    with pytest.raises(FirstIsSupervisor):
        add_operator(store, desk, "Pam", Role.PACKER, "8642")
    first(store, desk)
    with pytest.raises(LastSupervisor):
        deactivate(store, desk, ANA, proofs=prove(store, desk, Act.PEOPLE))
    with pytest.raises(LastSupervisor):
        change_role(store, desk, ANA, Role.PACKER, proofs=prove(store, desk, Act.PEOPLE))
    more(store, desk)
    deactivate(store, desk, BEN, proofs=prove(store, desk, Act.PEOPLE))
    with store.read() as q:
        assert [(one.name, one.state) for one in operators(q)] == [
            (ANA, OperatorState.ACTIVE), ("Pam", OperatorState.ACTIVE), (BEN, OperatorState.INACTIVE),
        ]  # fmt: skip


def test_a_name_stays_taken_by_who_left_and_comes_back_with_them(staffed: People) -> None:
    store, desk = staffed.store, staffed.desk
    more(store, desk)
    deactivate(store, desk, BEN, proofs=prove(store, desk, Act.PEOPLE))
    with pytest.raises(NameTaken) as taken:
        add_operator(store, desk, " BEN ", Role.PACKER, "1111", proofs=prove(store, desk, Act.PEOPLE))
    assert taken.value.fields == {"name": BEN, "state": "inactive"}
    with pytest.raises(OperatorInactive):
        sign_in(store, desk, BEN, PINS[BEN])
    back = activate(store, desk, "ben", proofs=prove(store, desk, Act.PEOPLE))
    assert sign_in(store, desk, "bEn", PINS[BEN]).name == BEN
    with store.read() as q:
        assert [event for _, event, _, _ in moves(q, "operator", back.id)] == ["add", "deactivate", "activate"]


def test_signing_in_changes_who_sits_at_this_run_alone(staffed: People) -> None:
    more(staffed.store, staffed.desk)
    other = staffed.desk_of("x", "run-2")
    sign_in(staffed.store, other, "PAM", PINS["Pam"])
    with staffed.store.read() as q:
        here, there = signed_in(q, staffed.desk), signed_in(q, other)
    assert here is not None and there is not None
    assert (here.name, there.name) == (ANA, "Pam")


def test_nobody_signs_in_who_is_not_there(staffed: People) -> None:
    with pytest.raises(NotFound):
        sign_in(staffed.store, staffed.desk, "Zoe", "1234")


def wrong(people: People, times: int) -> None:
    for _ in range(times):
        with pytest.raises(PinWrong):
            check_pin(people.store, people.desk, ANA, "0000", "test")


def test_wrong_pins_make_it_wait_longer_each_time_and_a_right_one_ends_it(staffed: People) -> None:
    wrong(staffed, 3)
    with pytest.raises(PinLocked) as locked:
        check_pin(staffed.store, staffed.desk, ANA, PINS[ANA], "test")
    assert locked.value.fields["wait_s"] == 30
    staffed.clock.move(timedelta(seconds=30))
    wrong(staffed, 1)
    staffed.clock.move(timedelta(seconds=59))
    with pytest.raises(PinLocked):
        check_pin(staffed.store, staffed.desk, ANA, PINS[ANA], "test")
    staffed.clock.move(timedelta(seconds=1))
    assert check_pin(staffed.store, staffed.desk, ANA, PINS[ANA], "test").name == ANA
    wrong(staffed, 2)
    with staffed.store.read() as q:
        assert lock(q, staffed.desk, ANA).until is None


def test_all_pins_of_four_digits_cannot_be_tried_in_a_year() -> None:
    assert sum((wait_after(wrong) for wrong in range(10_000)), timedelta(0)) > timedelta(days=365)
    waits = [wait_after(wrong) for wrong in range(20)]
    assert waits == sorted(waits)


def test_a_clock_that_went_back_neither_ends_a_wait_nor_makes_it_longer_than_it_is(staffed: People) -> None:
    wrong(staffed, 3)
    staffed.clock.move(-timedelta(days=400))
    with pytest.raises(PinLocked) as locked:
        check_pin(staffed.store, staffed.desk, ANA, PINS[ANA], "test")
    assert locked.value.fields["wait_s"] == 30
    staffed.clock.move(timedelta(seconds=31))
    assert check_pin(staffed.store, staffed.desk, ANA, PINS[ANA], "test").name == ANA


def test_a_supervisor_ends_a_wait_with_a_new_pin(staffed: People) -> None:
    more(staffed.store, staffed.desk)
    for _ in range(3):
        with pytest.raises(PinWrong):
            check_pin(staffed.store, staffed.desk, "Pam", "0000", "test")
    change_pin(staffed.store, staffed.desk, "Pam", "4321", proofs=prove(staffed.store, staffed.desk, Act.PEOPLE))
    assert check_pin(staffed.store, staffed.desk, "pam", "4321", "test").name == "Pam"


def test_a_process_that_dies_while_a_pin_is_looked_at_has_used_up_a_try(
    staffed: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The try is on disk before the PIN is compared: killing the program gives no free guesses."""

    class Died(BaseException):
        pass

    def die(_pin: str, _kept: pins.KeptPin) -> bool:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr("core.people.service.is_pin", die)
        for _ in range(3):
            with pytest.raises(Died):
                check_pin(staffed.store, staffed.desk, ANA, PINS[ANA], "test")
    with pytest.raises(PinLocked):
        check_pin(staffed.store, staffed.desk, ANA, PINS[ANA], "test")


def test_tries_are_counted_over_all_runs(staffed: People) -> None:
    for run in ("run-2", "run-3", "run-4"):
        with pytest.raises(PinWrong):
            check_pin(staffed.store, staffed.desk_of("x", run), ANA, "0000", "test")
    with pytest.raises(PinLocked):
        check_pin(staffed.store, staffed.desk_of("x", "run-5"), ANA, PINS[ANA], "test")


@pytest.mark.parametrize("table", ["pin_try", "seat", "proof", "proof_use", "spending_limit"])
def test_the_journals_cannot_be_rewritten_with_a_shell_of_sqlite(staffed: People, table: str) -> None:
    with staffed.store.read() as q:
        assert (
            q.integer("select count(*) from sqlite_master where tbl_name = :t and type = 'trigger'", {"t": table}) == 2
        )
    code = (
        f"import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('delete from {table} where 1').connection.commit()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(staffed.store.path)], capture_output=True, text=True, check=False,
        env=dict(os.environ),
    )  # fmt: skip
    if table in ("pin_try", "seat"):  # those have rows
        assert sqlite3.IntegrityError.__name__ in run.stderr
        assert "append-only" in run.stderr


def test_pins_are_in_no_log(staffed: People, tmp_path: Path) -> None:
    wrong(staffed, 1)
    texts = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.suffix in (".jsonl", ".json")]
    assert all(b"2468" not in text and b"0000" not in text for text in texts)
