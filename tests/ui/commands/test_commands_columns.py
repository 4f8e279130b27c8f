"""`orders import --map`, and what its summary says (S0-40)."""

from pathlib import Path

import pytest
from command_line import ROOT, CommandLine

SAMPLES = ROOT / "resources" / "samples" / "orders"
MAPS = ("number=bestellung", "name=Empfaenger", "line1=Strasse", "city=Ort", "postal=PLZ", "country=Land")


@pytest.fixture
def odd(line: CommandLine) -> Path:
    """A file of which no layout knows the headings."""
    path = line.folder / "odd.csv"
    rows = ("Bestellung,Empfaenger,Strasse,Ort,PLZ,Land,Gewicht", "A-9,Ana Lee,1 Main St,Austin,78701,US,2 lb")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def options(*maps: str) -> list[str]:
    return [word for one in maps for word in ("--map", one)]


def test_unknown_headings_are_listed_with_the_way_to_name_them(line: CommandLine, odd: Path) -> None:
    said = line.run("orders", "import", str(odd), status=1)
    assert "Bestellung, Empfaenger" in said.err
    assert '--map number="Bestellung"' in said.err


def test_columns_that_were_named_once_are_known_from_then_on(line: CommandLine, odd: Path) -> None:
    first = line.run("orders", "import", str(odd), *options(*MAPS), "--json").record()
    assert (first["new"], first["refused"]) == (1, [])
    again = line.run("orders", "import", str(odd), "--json").record()
    file = again["file"]
    assert isinstance(file, dict)
    assert (again["same"], file["own_mapping"]) == (1, True)
    heavier = line.run("orders", "import", str(odd), *options("weight=Gewicht"), "--json").record()
    assert heavier["updated"] == 1


def test_a_preview_keeps_no_columns(line: CommandLine, odd: Path) -> None:
    line.run("orders", "import", str(odd), *options(*MAPS), "--preview")
    assert line.run("orders", "import", str(odd), "--json", status=1).error()["code"] == "orders.columns-unknown"


@pytest.mark.parametrize(("wrong", "named"), [("colour=Ort", "line1"), ("city=Stadt", "Strasse"), ("city", "line1")])
def test_a_field_or_a_column_that_is_not_there_is_refused_with_those_that_are(
    line: CommandLine, odd: Path, wrong: str, named: str
) -> None:
    assert named in line.run("orders", "import", str(odd), "--map", wrong, status=2).err


def test_a_column_is_taken_from_a_known_layout_too(line: CommandLine) -> None:
    """The file of a known shop with one column that means something else here."""
    path = SAMPLES / "shopify_orders.csv"
    known = line.run("orders", "import", str(path), "--preview", "--json").record()
    mapped = line.run("orders", "import", str(path), "--map", "phone=", "--preview", "--json").record()
    file = mapped["file"]
    assert isinstance(file, dict)
    assert (file["own_mapping"], file["source"], mapped["orders"]) == (True, "shopify", known["orders"])


def test_what_was_not_imported_is_not_called_imported(line: CommandLine) -> None:
    said = line.run("orders", "import", str(SAMPLES / "mac_cr_only.csv"), status=1).out
    assert "2 orders: 2 would be new" in said
    assert "imported, " not in said


def test_rows_that_are_left_out_are_told(line: CommandLine) -> None:
    """MISSION: every row of a file is accounted for, on the screen as in JSON."""
    said = line.run("orders", "import", str(SAMPLES / "ebay_orders_report.csv"), status=None).out
    assert "3 rows are footers or empty and were left out: 7, 9, 10." in said
