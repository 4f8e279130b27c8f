"""`demo` on another order file: what was refused and what is in conflict stands in the story."""

import pytest
from command_line import ROOT, CommandLine

WORST = ROOT / "resources" / "samples" / "orders" / "worst_case.csv"


def test_refused_rows_and_conflicts_of_the_file_are_told(bare: CommandLine) -> None:
    out = bare.folder / "day"
    said = bare.run("demo", "--out", str(out), "--orders", str(WORST)).out
    assert "Row 6 is refused" in said
    assert "Order W7 is in conflict and not imported" in said
    assert "1 of 1 label fits the balance" in said
    about = (out / "PRACTICE-DAY.txt").read_text(encoding="utf-8")
    assert ".venv/bin/python app.py --data FOLDER/station" in about


def test_a_printer_cannot_be_unplugged_before_the_first_label_is_thought_of(bare: CommandLine) -> None:
    out = bare.folder / "day"
    assert bare.run("demo", "--out", str(out), "--offline-after", "-1", status=2).err
    assert not out.exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_line_of_the_story_is_wider_than_the_terminal(
    bare: CommandLine, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """The rule behind the refused void (S0-35) is long; its words go on below themselves."""
    monkeypatch.setenv("COLUMNS", "80")
    said = bare.run("--lang", lang, "demo", "--out", str(bare.folder / "day")).out
    story = said.splitlines()[:-1]
    assert max(map(len, story)) <= 80
    source = next(n for n, line in enumerate(story) if "ShipStation One Balance" in line)
    assert story[source].startswith("    Source")
    assert story[source + 1].startswith("    ")
