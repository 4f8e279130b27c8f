"""`labels export`: what it may write over, and what it never touches."""

from pathlib import Path

import pytest
from command_line import CommandLine, Said, portland


@pytest.fixture
def label(line: CommandLine) -> str:
    """One paid label."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    line.run("ship", "A-1", "--no-print")
    return str(line.run("labels", "list", "--json").records()[0]["id"])


def export(line: CommandLine, label: str, out: Path, status: int = 0) -> Said:
    return line.run("labels", "export", label, "--format", "zpl", "--out", str(out), "--json", status=status)


def refused(line: CommandLine, label: str, out: Path) -> object:
    error = export(line, label, out, 1).error()
    assert error["code"] == "commands.target-refused"
    fields = error["fields"]
    assert isinstance(fields, dict)
    return fields["reason"]


def test_the_database_is_never_written_over(line: CommandLine, label: str) -> None:
    before = (line.data / "station.db").read_bytes()
    assert refused(line, label, line.data / "station.db") == "station"
    assert refused(line, label, line.data / "files" / "mine.zpl") == "station"
    assert (line.data / "station.db").read_bytes() == before
    assert line.run("check").out.startswith("Everything is in order.")


def test_a_way_round_through_a_link_leads_nowhere(line: CommandLine, label: str) -> None:
    (line.folder / "door").symlink_to(line.data, target_is_directory=True)
    assert refused(line, label, line.folder / "door" / "mine.zpl") == "station"
    assert refused(line, label, line.folder / "config" / ".." / "data" / "station.db") == "station"
    notes = line.folder / "notes.txt"
    notes.write_text("keep me", encoding="utf-8")
    (line.folder / "link.zpl").symlink_to(notes)
    assert refused(line, label, line.folder / "link.zpl") == "link"
    assert notes.read_text(encoding="utf-8") == "keep me"


def test_only_a_file_of_the_same_kind_is_replaced_and_nothing_is_left_beside(line: CommandLine, label: str) -> None:
    folder = line.folder / "out"
    folder.mkdir()
    (folder / "orders.csv").write_text("keep me", encoding="utf-8")
    assert refused(line, label, folder / "orders.csv") == "other-file"
    (folder / "label.zpl").write_text("an older one", encoding="utf-8")
    export(line, label, folder / "label.zpl")
    assert (folder / "label.zpl").read_bytes().startswith(b"^XA")
    assert sorted(path.name for path in folder.iterdir()) == ["label.zpl", "orders.csv"]


def test_a_voided_label_leaves_the_station_neither_as_a_file_nor_on_paper(line: CommandLine, label: str) -> None:
    """S0-35: what is void must not travel."""
    line.run("labels", "void", label)
    out = line.folder / "void.zpl"
    for language in ("zpl", "epl", "pdf"):
        said = line.run("labels", "export", label, "--format", language, "--out", str(out), "--json", status=1).error()
        assert said["code"] == "printing.label-not-usable"
        assert "voided, refund due" in str(said["message"])
    assert not out.exists()
    again = line.run("labels", "reprint", label, "--reason", "lost", "--json", status=1).error()
    assert again["code"] == "printing.label-not-usable"
    assert line.run("labels", "print", label, "--json", status=1).error()["code"] == "printing.label-not-usable"
    assert not list((line.data / "prints").rglob("*.zpl"))
