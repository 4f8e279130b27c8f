"""The command line itself: start, help, common options, how it fails."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from command_line import ROOT, CommandLine, portland

import app
from core.services import Services
from core.version import VERSION
from ui.commands.house import LazyGroup
from ui.commands.output import jsonable, pairs, table, width_of
from ui.commands.root import NOUNS, root
from ui.commands.session import Session


def every_command() -> list[tuple[str, ...]]:
    """All commands by their words."""

    def below(group: click.Group, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        found = []
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found.append((*words, name))
            if isinstance(command, click.Group):
                found += below(command, (*words, name))
        return found

    return below(root(), ())


COMMANDS = every_command()


def test_the_commands_of_the_issue_are_there() -> None:
    wanted = {
        "check", "balance", "setup", "postage buy", "orders import", "rates show", "ship", "labels list", "labels show",
        "labels void", "labels reprint", "labels export", "tracking check", "tracking scan", "weight billable", "demo",
        "printers add", "printers list", "printers test", "rate-cards import", "rate-cards list",
    }  # fmt: skip
    assert wanted <= {" ".join(words) for words in COMMANDS}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_takes_the_common_options(words: tuple[str, ...], bare: CommandLine) -> None:
    said = bare.run(*words, "--help")
    assert "--json" in said.out
    assert "--data DIR" in said.out
    assert len(said.out.split("Options:")[0].split("\n\n")[1].strip()) > 10
    assert not bare.data.exists()


def test_a_module_names_what_it_holds() -> None:
    assert isinstance(root(), LazyGroup)
    assert set(NOUNS) == {words[0] for words in COMMANDS}


def test_the_version_is_said_without_opening_or_reading_anything(bare: CommandLine) -> None:
    """S2-06. A process of its own, so that what it imports can be seen."""
    code = (
        "import sys; sys.argv[1:] = ['--version']; import app\n"
        "try: app.main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "heavy = {'core.services', 'core.store', 'sqlite3', 'sqlite_utils', 'PySide6', 'reportlab', 'escpos'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout == f"postbench {VERSION}\n"
    assert not bare.data.exists()


def test_a_command_reads_no_window_and_no_printer_library_that_it_does_not_need(line: CommandLine) -> None:
    code = (
        "import sys; sys.argv[1:] = ['balance', '--json']; import app\n"
        "try: app.main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "assert not {'PySide6', 'reportlab', 'escpos', 'keyring'} & set(sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=line.env, check=False
    )
    assert run.stderr == ""
    assert run.stdout.startswith("[\n")


def test_a_command_line_that_is_not_understood_is_status_2(bare: CommandLine) -> None:
    assert bare.run("postage", status=2).err
    assert bare.run("no-such-command", status=2).err
    assert bare.run("orders", "list", "--state", "lost", status=2).err
    assert bare.run("ship", "--jsno", status=2).err


def test_common_options_stand_before_or_behind_the_command(line: CommandLine, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    line.run("--data", other, "postage", "buy", "50")
    assert line.run("balance", "--data", other, "--json").records()[0]["booked"] == {"minor": 5000, "currency": "USD"}
    assert line.run("--json", "balance").records()[0]["booked"] == {"minor": 0, "currency": "USD"}
    assert line.run("--lang", "fr", "balance").out == line.run("balance", "--lang", "fr").out


def test_the_operator_is_kept_with_what_he_does(bare: CommandLine) -> None:
    """D8: every row of record names its person."""
    bare.run("setup", "--mode", "recorded", "--confirm", "RECORDED")
    text = bare.folder / "terms.txt"
    text.write_text("terms", encoding="utf-8")
    words = ("--carrier", "UPS", "--file", str(text), "--version", "1", "--accept")
    terms = bare.run("setup", "terms", *words, "--operator", "kim", "--json").record()["terms"]
    assert isinstance(terms, list)
    assert [one["actor"] for one in terms] == ["kim"]


@pytest.mark.parametrize("words", [(), ("run",)])
def test_without_a_command_the_window_opens_on_the_station(line: CommandLine, words: tuple[str, ...]) -> None:
    opened: list[Path] = []

    def run_window(services: Services) -> int:
        opened.append(services.directory)
        return 7

    doors = replace(app.DOORS, run_window=run_window)
    done = CliRunner(env=line.env).invoke(root(), list(words), obj=Session(doors), catch_exceptions=False)
    assert (done.exit_code, opened) == (7, [line.data])


def test_a_refusal_has_no_traceback_and_a_status(line: CommandLine) -> None:
    said = line.process("postage", "buy", "25")
    assert said.status == 1
    assert said.out == ""
    assert said.err.splitlines()[0] == "$25.00\u00a0USD is not a multiple of 10.00."
    assert "Traceback" not in said.err


def test_what_the_computer_refuses_is_said_in_one_sentence(line: CommandLine, tmp_path: Path) -> None:
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    line.run("ship", "A-1", "--no-print")
    label = str(line.run("labels", "list", "--json").records()[0]["id"])
    out = tmp_path / "no" / "such" / "folder" / "label.zpl"
    said = line.run("labels", "export", label, "--format", "zpl", "--out", str(out), status=1)
    assert said.err.startswith(f"{out} was not written: its folder is not there.\n")
    error = line.run("labels", "export", label, "--format", "zpl", "--out", str(out), "--json", status=1).error()
    assert error["code"] == "commands.target-refused"


def test_a_directory_that_is_no_station_is_refused_and_left_alone(bare: CommandLine) -> None:
    bare.data.mkdir()
    foreign = bare.data / "station.db"
    foreign.write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    before = foreign.read_bytes()
    assert bare.run("balance", "--json", status=1).error()["code"] == "store.not-ours"
    assert foreign.read_bytes() == before


def test_columns_stand_under_their_names_whatever_the_script() -> None:
    lines = [
        click.unstyle(text)
        for text in table(("Name", "Empty", "Price"), [("田中", "", "1"), ("Zoë", "", "10")], right="2")
    ]
    assert lines == ["Name  Price", "田中      1", "Zoë      10"]
    assert [width_of(text) for text in lines] == [11, 11, 11]
    assert table(("Name",), []) == []


def test_facts_without_a_value_are_left_out() -> None:
    assert pairs([("Order", "A-1"), ("Day", ""), ("Id", "7")]) == ["Order  A-1", "Id     7"]


def test_json_knows_our_records() -> None:
    from core.money import Money
    from core.orders.records import OrderState

    assert jsonable({"a": (Money(5, "USD"), OrderState.HELD, None, True, Path("x"))}) == {
        "a": [{"minor": 5, "currency": "USD"}, "held", None, True, "x"]
    }


def test_a_window_without_a_screen_is_refused_in_words_before_anything_is_made(
    bare: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt alone would abort the process (status 134) with a page about its plugins."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for words in ((), ("run",)):
        said = bare.run(*words, status=1)
        assert said.err.startswith("There is no screen to open the window on.\n")
    assert not bare.data.exists()
