"""`tasks list | done | drop` (S0-15, S0-33, S1-10)."""

from datetime import date

import pytest
from command_line import CommandLine

import app
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task
from ui.commands.session import Session


@pytest.fixture
def asked(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A station with a task of each kind, one of them long overdue."""
    for name, value in line.env.items():
        monkeypatch.setenv(name, value)
    session = Session(app.DOORS, data=line.data)
    services = session.services
    with services.store.write() as tx:
        for kind in TaskKind:
            fields = {"amount_minor": "2000", "currency": "USD"} if kind is TaskKind.BUY_POSTAGE else {}
            due = date(2020, 1, 2) if kind is TaskKind.BUY_POSTAGE else date(2099, 1, 2)
            raise_task(tx, services.desk, key=kind.value, kind=kind, subject="usd", due=due, fields=fields)
    session.close()
    return line


def test_a_station_without_tasks_says_so(line: CommandLine) -> None:
    assert line.run("tasks", "list").out.strip() == "Nothing is waiting for a person."


def test_every_kind_of_task_is_said_in_words_the_earliest_first(asked: CommandLine) -> None:
    out = asked.run("tasks", "list").out
    assert "Buy postage" in out.splitlines()[1]
    assert "Buy postage · $20.00" in out
    french = asked.run("tasks", "list", "--lang", "fr").out
    assert "Acheter de l'affranchissement · 20,00" in french
    for kind in TaskKind:
        assert kind.value not in out + french


def test_a_task_is_ended_once_and_dropped_only_with_a_reason(asked: CommandLine) -> None:
    first, second, *_ = asked.run("tasks", "list", "--json").records()
    assert (first["overdue"], second["overdue"]) == (True, False)
    assert asked.run("tasks", "done", str(first["id"]), "--note", "by portal", "--json").record()["state"] == "done"
    refused = asked.run("tasks", "done", str(first["id"]), "--json", status=1).error()
    assert refused["code"] == "tasks.ended"
    assert "ended already: done" in str(refused["message"])
    assert asked.run("tasks", "drop", str(second["id"]), "--reason", " ", "--json", status=1).error()["code"] == (
        "tasks.reason-missing"
    )
    dropped = asked.run("tasks", "drop", str(second["id"]), "--reason", "not ours", "--json").record()
    assert dropped["state"] == "dropped"
    left = [task["id"] for task in asked.run("tasks", "list", "--json").records()]
    assert len(left) == len(TaskKind) - 2
    assert first["id"] not in left
    assert second["id"] not in left
