"""Labels and printers by command: what was asked for decides, and every refusal names what would work."""

import json
import os
import shutil
from pathlib import Path

import pytest
from command_line import CommandLine, portland


@pytest.fixture
def shipped(line: CommandLine) -> CommandLine:
    """Two orders, and the money for their labels; the station has the printers it was furnished with."""
    line.import_orders(portland("A-1"), portland("A-2"))
    line.run("postage", "buy", "50")
    return line


def name_of(line: CommandLine, n: int = 0) -> str:
    return str(line.run("labels", "list", "--json").records()[n]["id"])


def break_printer(line: CommandLine, name: str, folder: Path) -> None:
    """A printer to a folder that is there when it is added and gone when it should print."""
    folder.mkdir()
    line.run("printers", "add", name, "--address", f"folder:{folder}")
    shutil.rmtree(folder)
    folder.write_text("no folder any more", encoding="utf-8")


def test_what_waits_for_a_dead_printer_goes_to_the_named_one_and_that_is_all_that_counts(
    shipped: CommandLine, tmp_path: Path
) -> None:
    """S0-25: the printer that works gets every label, and the command says that nothing is left."""
    break_printer(shipped, "Dead", tmp_path / "dead")
    shipped.run("ship", "--all", "--printer", "Dead", status=1)
    said = shipped.run("labels", "print", "--unprinted", "--printer", "Laser")
    assert len(list(shipped.data.rglob("*.pdf"))) == 2, said
    assert shipped.run("check", "--json").record()["unprinted"] == 0


def test_a_queue_that_is_stuck_is_no_success(shipped: CommandLine, tmp_path: Path) -> None:
    break_printer(shipped, "Dead", tmp_path / "dead")
    shipped.run("ship", "--all", "--printer", "Dead", status=1)
    shipped.run("labels", "print", "--unprinted", "--printer", "Dead", status=1)


def test_printers_are_named_by_the_id_that_is_listed(line: CommandLine) -> None:
    for printer in line.run("printers", "list", "--json").records():
        again = line.run("printers", "default", str(printer["id"]), "--json").record()
        assert (again["id"], again["is_default"]) == (printer["id"], True)


def test_a_test_label_that_was_never_sent_names_no_file(line: CommandLine, tmp_path: Path) -> None:
    break_printer(line, "Dead", tmp_path / "dead")
    assert "File:" not in line.run("printers", "test", "Dead", status=1).out
    assert line.run("printers", "test", "Dead", "--json", status=1).record()["file_name"] == ""
    assert "File:" in line.run("printers", "test").out


def test_a_label_is_shown_by_the_number_of_its_order(shipped: CommandLine) -> None:
    shipped.run("ship", "A-1", "--no-print")
    assert shipped.run("labels", "show", "A-1", "--json").record()["id"] == name_of(shipped)
    assert shipped.run("labels", "show", "A-2", "--json", status=1).error()["code"] == "station.not-found"


def test_a_void_that_is_refused_names_its_rule_and_where_it_is_written(shipped: CommandLine) -> None:
    """S0-35: refused with the rule's text, also where the provider said no."""
    faults = {"faults": [{"operation": "void_label", "nth": 1, "kind": "refused-approval", "reason": "unspecified"}]}
    (shipped.data / "practice-faults.json").write_text(json.dumps(faults), encoding="utf-8")
    shipped.run("ship", "A-1", "--no-print")
    error = shipped.run("labels", "void", name_of(shipped), "--json", status=1).error()
    rule = error["rule"]
    assert isinstance(rule, dict)
    assert rule["source"]
    assert rule["as_of"] == "2026-11-22"
    assert "Rule:" in str(error["message"])


def test_a_label_goes_to_standard_output_as_it_is(shipped: CommandLine, tmp_path: Path) -> None:
    shipped.run("ship", "A-1", "--no-print")
    written = tmp_path / "one.zpl"
    shipped.run("labels", "export", name_of(shipped), "--format", "zpl", "--out", str(written))
    said = shipped.process("labels", "export", name_of(shipped), "--format", "zpl", "--out", "-")
    assert said.out.encode() == written.read_bytes()
    assert not (shipped.folder / "-").exists()
    shipped.run("labels", "export", name_of(shipped), "--format", "zpl", "--out", "-", "--json", status=2)


def test_paper_that_a_language_does_not_have_is_refused_with_what_it_has(shipped: CommandLine, tmp_path: Path) -> None:
    shipped.run("ship", "A-1", "--no-print")
    one = ("labels", "export", name_of(shipped), "--format", "zpl", "--media", "a4", "--out", str(tmp_path / "a.zpl"))
    error = shipped.run(*one, "--json", status=1).error()
    assert error["code"] == "printers.no-such-paper"
    assert "ZPL printers print on: 4 × 6 in labels" in shipped.run(*one, status=1).err


def test_a_folder_that_is_missing_or_closed_is_named_and_nothing_is_said_of_money(
    shipped: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped.run("ship", "A-1", "--no-print")
    export = ("labels", "export", name_of(shipped), "--format", "zpl", "--out")
    said = shipped.run(*export, str(tmp_path / "nowhere" / "a.zpl"), status=1)
    assert f"{tmp_path / 'nowhere' / 'a.zpl'} was not written: its folder is not there." in said.err
    assert "What was paid" not in said.err

    real = os.open

    def closed(path: str, *rest: int) -> int:
        if ".postbench-" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *rest)

    monkeypatch.setattr(os, "open", closed)
    said = shipped.run(*export, str(tmp_path / "a.zpl"), status=1)
    assert "does not allow it" in said.err
    assert "What was paid" not in said.err
