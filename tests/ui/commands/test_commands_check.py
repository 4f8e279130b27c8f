"""`check`: what it finds, and that it finds nothing where nothing is wrong."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from command_line import CommandLine, portland

from core.clock import SteppingClock
from core.context import Mode
from core.ids import SeededIds
from core.money import Money
from core.services import open_station
from core.wallet.service import buy_postage
from printers.device import StationDevice
from ui.commands.two_books import Difference, Movement, compare


@pytest.fixture
def shipped(line: CommandLine) -> CommandLine:
    """A station with one paid and printed label."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    line.run("ship", "A-1")
    return line


def findings(line: CommandLine, *words: str) -> list[tuple[object, object]]:
    answer = line.run("check", "--json", *words, status=None)
    found = answer.record()["findings"]
    assert isinstance(found, list)
    assert (answer.status == 0) == (not found) == answer.record()["ok"]
    return [(one["area"], one["code"]) for one in found]


def test_a_sound_station_passes(shipped: CommandLine) -> None:
    assert findings(shipped) == []
    said = shipped.run("check")
    assert said.out.startswith("Everything is in order.\nJournal entries: 2. Labels: 1.")
    journal = shipped.run("check", "--json").record()["journal"]
    assert isinstance(journal, dict)
    assert journal["entries"] == 2


def test_labels_that_were_never_printed_are_a_note_and_no_finding(line: CommandLine) -> None:
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    line.run("ship", "A-1", "--no-print")
    assert line.run("check", "--json").record()["unprinted"] == 1
    assert "One paid label was never printed." in line.run("check").out
    line.run("labels", "print", "--unprinted")
    assert "never printed" not in line.run("check").out


def stored_label(line: CommandLine) -> Path:
    """The file of the one label; terms of service are stored as well."""
    (path,) = [p for p in (line.data / "files").rglob("*") if p.is_file() and p.read_bytes().startswith(b"{")]
    return path


def test_a_label_file_that_was_changed_is_found(shipped: CommandLine) -> None:
    path = stored_label(shipped)
    path.write_bytes(path.read_bytes() + b" ")
    assert findings(shipped) == [("files", "store.file-damaged")]
    assert "missing or was changed" in shipped.run("check", status=1).out


def test_a_label_file_that_is_gone_is_found(shipped: CommandLine) -> None:
    stored_label(shipped).unlink()
    assert findings(shipped) == [("files", "store.file-damaged")]


def test_a_carrier_file_with_a_fault_is_found(line: CommandLine) -> None:
    line.run("balance")
    folder = line.data / "carriers"
    folder.mkdir()
    (folder / "mine.toml").write_text("format = [", encoding="utf-8")
    assert findings(line) == [("carriers", "carriers.file.unreadable")]


def test_a_provider_that_charged_what_we_never_booked_is_found(line: CommandLine) -> None:
    """The provider's own mistake: one request, two labels, two charges."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    faults = '{"faults": [{"operation": "buy_label", "nth": 1, "kind": "duplicate-label"}]}'
    (line.data / "practice-faults.json").write_text(faults, encoding="utf-8")
    line.run("ship", "A-1")
    assert findings(line) == [("provider", "only-theirs")]
    assert "Only in the provider's books: −$" in line.run("check", status=1).out


def test_a_purchase_whose_outcome_nobody_knows_is_found_until_it_is_settled(line: CommandLine) -> None:
    """M5: asked, never bought again; the difference of the books is told once, as the open purchase."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    blind = '{"operation": "find_label", "nth": 1, "kind": "not-sent"}'
    lost = '{"operation": "buy_label", "nth": 1, "kind": "drop-after-commit"}'
    (line.data / "practice-faults.json").write_text(f'{{"faults": [{lost}, {blind}]}}', encoding="utf-8")
    said = line.run("ship", "A-1", status=1)
    assert "its outcome is not known" in said.err
    assert findings(line) == [("purchases", "unknown")]
    assert findings(line) == []
    assert line.run("orders", "show", "A-1", "--json").record()["state"] == "shipped"


def test_without_recovery_what_is_open_is_only_reported(line: CommandLine) -> None:
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    faults = '{"faults": [{"operation": "buy_label", "nth": 1, "kind": "drop-after-commit"}]}'
    (line.data / "practice-faults.json").write_text(faults, encoding="utf-8")
    line.run("ship", "A-1", status=1)
    for _ in range(2):
        assert findings(line, "--no-recover") == [("purchases", "unknown")]
    assert findings(line) == []


def move(key: str, minor: int) -> Movement:
    return Movement("usd", "label", key, Money(minor, "USD"))


def test_books_are_compared_from_both_sides_and_twice_is_not_once() -> None:
    a, b, c = move("a", -700), move("b", -700), move("c", -700)
    assert compare([a, b], [b, a]) == []
    assert compare([a], [a, a]) == [Difference(a, ours=False)]
    assert compare([a, c], [a, b]) == [Difference(c, ours=True), Difference(b, ours=False)]
    assert compare([move("a", -700)], [move("a", -701)]) == [
        Difference(move("a", -700), ours=True), Difference(move("a", -701), ours=False),
    ]  # fmt: skip


def test_a_clock_that_stands_before_the_newest_entry_is_said_with_both_times(line: CommandLine) -> None:
    """S2-22; the entry was made while the clock was wrong."""
    ahead = SteppingClock(datetime(2090, 3, 1, 15, 30, tzinfo=UTC))
    services = open_station(
        line.data, Mode.PRACTICE, line.folder / "other", StationDevice(base=line.data), clock=ahead, ids=SeededIds(3),
        operator="ana", zone=ZoneInfo("America/Toronto"),
    )  # fmt: skip
    buy_postage(services.till("usd"), "usd", Money(1000, "USD"))
    services.close()
    found = line.run("check", "--json", status=1).record()["findings"]
    assert isinstance(found, list)
    (clock,) = [one for one in found if one["area"] == "clock"]
    assert clock["code"] == "set-back"
    now, newest = clock["subject"].split(" ")
    assert newest.startswith("2090-03-01T15:30") and now < newest
    said = line.run("check", status=1).out
    assert "The clock was set back: it says" in said
    assert "the newest journal entry is of Mar\u00a01, 2090" in said


def test_a_practice_file_that_is_gone_is_a_finding_in_words(line: CommandLine) -> None:
    line.run("postage", "buy", "50")
    (line.data / "practice.db").unlink()
    findings = line.run("check", "--json", status=1).record()["findings"]
    assert isinstance(findings, list)
    assert [(one["area"], one["subject"]) for one in findings] == [("provider", "practice-lost")]
    assert "practice.db" in line.run("postage", "buy", "10", status=1).err
