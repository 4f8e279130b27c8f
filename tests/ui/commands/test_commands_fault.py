"""A fault of the program in a command: said in words, and its place is in the log of the run, without any name."""

import json
from dataclasses import replace

import pytest
from command_line import CommandLine, portland

import app
from core.printing import service_queue
from core.services import Services
from core.shipments import service_rating
from core.shipments.service_rating import Rated
from core.store.faults import DiskFull


def broken(*_args: object, **_kwargs: object) -> list[Rated]:
    """A rating that fails with a customer's name in its message."""
    raise ValueError("Marisol Quintero, 418 Larkspur Lane")


def test_a_fault_leaves_its_place_in_the_log_and_no_name(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """DESIGN section 10: JSON lines, allow-listed fields, no names."""
    line.import_orders(portland("A-1"))
    monkeypatch.setattr(service_rating, "rate_orders", broken)
    error = line.run("rates", "show", "A-1", "--json", status=1).error()
    assert error["code"] == "program.fault"
    files = [path for path in (line.data / "log").glob("*.jsonl") if "fault" in path.read_text(encoding="utf-8")]
    (file,) = files
    text = file.read_text(encoding="utf-8")
    (entry,) = [one for one in map(json.loads, text.splitlines()) if one["what"] == "fault"]
    assert (entry["room"], entry["level"], entry["code"], entry["kind"]) == (
        "commands", "error", "program.fault", "ValueError",
    )  # fmt: skip
    trace = entry["trace"].splitlines()
    assert trace[-1] == "ValueError"
    assert any(place.startswith("test_commands_fault.py:") and place.endswith(" broken") for place in trace)
    assert any(place.startswith("rates.py:") for place in trace)
    assert "Quintero" not in text and "Larkspur" not in text
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", [AssertionError, TypeError, KeyError])
def test_a_fault_of_any_kind_is_said_in_words_and_kept_in_the_log(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fails(*_args: object, **_kwargs: object) -> list[Rated]:
        raise kind

    line.import_orders(portland("A-1"))
    monkeypatch.setattr(service_rating, "rate_orders", fails)
    said = line.run("rates", "show", "A-1", status=1)
    assert "The program has a fault" in said.err
    assert "Traceback" not in said.err
    assert any(kind.__name__ in path.read_text(encoding="utf-8") for path in (line.data / "log").glob("*.jsonl"))


def test_a_fault_before_there_is_a_log_is_shown_where_it_was(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> Services:
        raise TypeError

    doors = replace(app.DOORS, open_station=fails)
    monkeypatch.setattr(app, "DOORS", doors)
    said = line.run("balance", status=1)
    assert "The program has a fault" in said.err
    assert "test_commands_fault.py" in said.err


def test_labels_that_were_paid_are_told_although_they_could_not_be_queued(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up between buying and printing: the summary stands, and what is left to do with it."""

    def full(*_args: object) -> None:
        raise DiskFull(reason="database or disk is full")

    line.import_orders(portland("A-1"))
    line.run("postage", "buy", "50")
    monkeypatch.setattr(service_queue, "enqueue_labels", full)
    said = line.run("ship", "A-1", status=1)
    assert "1 of 1 order has its label." in said.out
    assert "Not printed: The disk is full." in said.out
    line.import_orders(portland("A-2"))
    shipped = line.run("ship", "A-2", "--json", status=1).record()
    assert shipped["bought"] == 1
    trouble = shipped["print_error"]
    assert isinstance(trouble, dict)
    assert trouble["code"] == "store.full"
