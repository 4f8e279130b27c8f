"""Operators on the command line: PINs from standard input, never an argument; what asks for them (S2-13, S2-26)."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import CommandLine, Said

import app
from ui.commands.root import root
from ui.commands.session import Session


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setattr("core.people.pins._COST", 2**4)
    return CommandLine(tmp_path)


def typed(line: CommandLine, pins: str, *args: str, status: int = 0) -> Said:
    """Run a command with PINs on standard input, one a word."""
    text = "".join(f"{pin}\n" for pin in pins.split())
    runner = CliRunner(env=line.env)
    done = runner.invoke(root(), [*args], obj=Session(app.DOORS), input=text, catch_exceptions=False)
    said = Said(done.exit_code, done.stdout, done.stderr)
    assert said.status == status, f"{args}: {said}"
    return said


ANA = ("--pin-stdin", "--operator", "ana")


@pytest.fixture
def staffed(line: CommandLine) -> CommandLine:
    """Ana and Ben are supervisors, Pam a packer."""
    typed(line, "2468", "--pin-stdin", "operators", "add", "Ana")
    typed(line, "2468 1357", *ANA, "operators", "add", "Ben", "--role", "supervisor")
    typed(line, "2468 8642", *ANA, "operators", "add", "Pam")
    return line


def test_operators_are_listed_with_role_and_state(staffed: CommandLine) -> None:
    found = staffed.run("operators", "list", "--json").records()
    assert [(one["name"], one["role"], one["state"]) for one in found] == [
        ("Ana", "supervisor", "active"), ("Ben", "supervisor", "active"), ("Pam", "packer", "active"),
    ]  # fmt: skip
    assert "Ben" in staffed.run("operators", "list").out


def test_until_there_is_one_nobody_is_asked(line: CommandLine) -> None:
    assert "open" in line.run("operators", "list").out
    assert line.run("postage", "buy", "50", "--json").record()["state"] == "confirmed"


def test_a_new_pin_is_typed_twice_without_echo(line: CommandLine) -> None:
    said = typed(line, "2468 2468", "operators", "add", "Ana")
    assert "2468" not in said.out + said.err
    other = typed(line, "2468 1111 2222 3333 3333", "--operator", "ana", "operators", "add", "Ben")
    assert "Ben" in other.out
    typed(line, "3333", "--pin-stdin", "operators", "sign-in", "ben")


def test_a_wrong_pin_or_none_changes_nothing(staffed: CommandLine) -> None:
    wrong = typed(staffed, "9999", *ANA, "operators", "deactivate", "Ben", "--json", status=1)
    assert wrong.error()["code"] == "people.pin-wrong"
    none = typed(staffed, "", *ANA, "operators", "deactivate", "Ben", "--json", status=1)
    assert none.error()["code"] == "people.pin-missing"
    nobody = typed(staffed, "2468", "--pin-stdin", "operators", "deactivate", "Ben", "--json", status=1)
    assert nobody.error()["code"] == "people.not-signed-in"
    packer = typed(
        staffed, "8642", "--pin-stdin", "--operator", "pam", "operators", "deactivate", "Ben", "--json", status=1
    )
    assert packer.error()["code"] == "people.supervisor-needed"
    assert all(one["state"] == "active" for one in staffed.run("operators", "list", "--json").records())


def test_after_three_wrong_pins_it_waits_for_the_next_command_too(staffed: CommandLine) -> None:
    for _ in range(3):
        typed(staffed, "0000", "--pin-stdin", "operators", "sign-in", "Pam", status=1)
    said = typed(staffed, "8642", "--pin-stdin", "operators", "sign-in", "Pam", status=1)
    assert "Wait" in said.err


def test_people_are_changed_and_leave_and_come_back(staffed: CommandLine) -> None:
    typed(staffed, "2468", *ANA, "operators", "change-role", "pam", "supervisor")
    typed(staffed, "2468 4321", *ANA, "operators", "change-pin", "pam")
    typed(staffed, "4321 5678", "--pin-stdin", "--operator", "Pam", "operators", "change-pin", "Pam")
    typed(staffed, "2468", *ANA, "operators", "deactivate", "PAM")
    gone = typed(staffed, "5678", "--pin-stdin", "operators", "sign-in", "Pam", "--json", status=1)
    assert gone.error()["code"] == "people.inactive"
    typed(staffed, "2468", *ANA, "operators", "activate", "pam")
    typed(staffed, "5678", "--pin-stdin", "operators", "sign-in", "Pam")


def test_a_payment_method_asks_for_the_pin(staffed: CommandLine) -> None:
    """S2-13."""
    method = (
        "setup", "payment", "--nickname", "Red", "--holder", "Ana", "--on-file-at", "portal", "--name", "Ana",
        "--line1", "1 A St", "--city", "Miami", "--region", "FL", "--postal", "33139", "--country", "US", "--json",
    )  # fmt: skip
    assert staffed.run(*method, status=1).error()["code"] == "people.not-signed-in"
    kept = typed(staffed, "2468", *ANA, *method).record()["payment"]
    assert isinstance(kept, dict)
    assert kept["nickname"] == "Red"


def test_postage_over_the_limit_is_confirmed_by_a_second_person(staffed: CommandLine) -> None:
    typed(staffed, "2468", *ANA, "operators", "set-limit", "second-person", "100")
    alone = typed(staffed, "2468", *ANA, "postage", "buy", "200", "--json", status=1)
    assert alone.error()["code"] == "people.second-needed"
    fields = alone.error()["fields"]
    assert isinstance(fields, dict)
    assert fields["who"] == "Ben"
    packer = typed(staffed, "2468 8642", *ANA, "--second", "pam", "postage", "buy", "200", "--json", status=1)
    assert packer.error()["code"] == "people.supervisor-needed"
    typed(staffed, "2468 1357", *ANA, "--second", "ben", "postage", "buy", "200")
    looser = ("operators", "set-limit", "second-person", "none", "--json")
    assert typed(staffed, "2468", *ANA, *looser, status=1).error()["code"] == "people.second-needed"
    left = typed(staffed, "2468 1357", *ANA, "--second", "ben", *looser).record()
    assert left["limits"] == []


def test_a_cap_of_the_day_says_what_is_left(staffed: CommandLine) -> None:
    typed(staffed, "2468", *ANA, "operators", "set-limit", "postage-per-day", "70")
    typed(staffed, "2468", *ANA, "postage", "buy", "50")
    said = typed(staffed, "2468", *ANA, "postage", "buy", "30", status=1)
    assert "$20.00" in said.err
    shown = json.loads(staffed.run("operators", "limits", "--json").out)
    assert shown["today"][0] == {"kind": "funding", "currency": "USD", "spent": {"minor": 5000, "currency": "USD"}}


def test_the_actor_of_every_row_is_who_signed_in_and_nobody_passes_for_them(staffed: CommandLine) -> None:
    typed(staffed, "8642", "--pin-stdin", "--operator", "PAM", "postage", "buy", "10")
    with_name = staffed.run("check", "--json").status
    assert with_name == 0
    from core.services import Services  # the books are read as the program reads them

    services: Services = Session(app.DOORS, data=staffed.data, operator="ana").open_for_all()
    try:
        assert services.desk.actor.operator == "ana (not signed in)"
        with services.store.read() as q:
            assert q.value("select actor from purchase order by id desc limit 1") == "Pam"
    finally:
        services.close()


@pytest.mark.parametrize("name", ["a:b", "=cmd", "-x", "ana\u202e", "x" * 300, "4111 1111 1111 1111"])
def test_a_hostile_name_is_refused_in_words(line: CommandLine, name: str) -> None:
    said = typed(line, "2468", "--pin-stdin", "operators", "add", "--json", "--", name, status=1)
    assert said.error()["code"] == "people.form-problems"
