"""A fault of the program in a command: said in words, and its place is in the log of the run, without any name."""

import json

import pytest
from command_line import CommandLine, portland

from core.shipments import service_rating
from core.shipments.service_rating import Rated


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
