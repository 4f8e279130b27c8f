"""`check`: what it finds, and that it finds nothing where nothing is wrong."""

from pathlib import Path

import pytest
from command_line import CommandLine, portland

from core.money import Money
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
