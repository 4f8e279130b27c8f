"""`demo` on another order file: what was refused and what is in conflict stands in the story."""

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
