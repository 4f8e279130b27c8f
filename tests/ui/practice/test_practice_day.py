"""The practice day: MISSION section 8; S0-24, S0-34, S2-15 to S2-17, S2-21 to S2-23, S0-38, S0-39, S0-40."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from practice_day_kit import OTHER_ORDERS, Shipped, ship

from printers.barcodes import CannotEncode
from ui.practice.place import MARKER, PlaceTaken
from ui.practice.telling import Mark


def test_the_shipped_day_buys_nine_labels_and_the_books_close(day: Shipped) -> None:
    assert (day.end.labels, day.end.to_hand_over, day.end.findings) == (9, 8, ())
    text = day.text
    assert "not a multiple of 10.00" in text
    assert "STAMPS" in text
    assert "none twice" in text
    assert text.count("the provider says the same") == 2


def test_what_cannot_ship_is_held_with_its_reason(day: Shipped) -> None:
    """Step 2: an impossible postal code, a zero weight, a duplicate, and Canpar without a size."""
    refused = [line.text for line in day.lines if line.mark is Mark.REFUSED]
    assert sum("is held" in text for text in refused) == 2
    assert any("repeats row" in text for text in refused)
    assert any("Canpar" in text for text in refused)


def test_every_label_came_out_once_in_three_languages_with_its_picture(day: Shipped) -> None:
    labels = sorted((day.folder / "labels").iterdir())
    assert len(labels) == 9
    assert {path.suffix for path in labels} == {".zpl", ".epl", ".pdf"}
    assert len({path.stem.split("-")[2] for path in labels}) == 9
    pictures = sorted((day.folder / "pictures").iterdir())
    assert [f"{path.stem}-{path.suffix[1:]}" for path in labels] == [path.stem for path in pictures]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)


def test_the_epl_labels_that_were_left_came_out_as_standard(day: Shipped) -> None:
    suffixes = [path.suffix for path in (day.folder / "labels").iterdir()]
    assert (suffixes.count(".epl"), suffixes.count(".zpl"), suffixes.count(".pdf")) == (1, 3, 5)


def test_the_journal_is_in_number_order_and_names_the_printer_that_failed(day: Shipped) -> None:
    lines = day.rows("print-journal.csv")
    assert [int(line["number"]) for line in lines] == list(range(1, len(lines) + 1))
    assert any(line["state"] == "failed" for line in lines)


def test_the_transactions_add_up_to_the_balance_that_was_shown(day: Shipped) -> None:
    """S0-40: each line names its amount and the balance after it."""
    for currency in ("usd", "cad"):
        lines = day.rows(f"transactions-{currency}.csv")
        balance = 0
        for line in lines:
            balance += round(float(line["amount"]) * 100)
            assert round(float(line["balance"]) * 100) == balance
        after_shipment = {"refund", "adjustment"} if currency == "cad" else set()
        assert {line["type"] for line in lines} == {"postage-purchase", "label", *after_shipment}
    shown = [line.cells[0] for line in day.lines if line.text.endswith("= balance")]
    assert len(shown) == 2


def test_every_label_says_sample_and_decodes_to_its_number(day: Shipped) -> None:
    import zxingcpp
    from PIL import Image

    for path in sorted((day.folder / "pictures").iterdir()):
        image = Image.open(path).convert("L")
        tracking = path.stem.split("-")[2]
        found = {result.text for result in zxingcpp.read_barcodes(image.resize((image.width * 2, image.height * 2)))}
        assert any(tracking in "".join(c for c in text if c.isalnum()) for text in found), (path.name, found)


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_runs_are_byte_equal_whatever_the_hash_seed_and_the_place(day: Shipped, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from core.i18n import translator; from ui.practice.day import *\n"
        "class T:\n def tell(self, line): pass\n def progress(self, *a): pass\n"
        "ship_practice_day(Path(sys.argv[1]), translator('en'), T())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "elsewhere")], check=True, env=environment)
    assert tree(tmp_path / "elsewhere") == tree(day.folder)


@pytest.mark.parametrize("offline_after", [0, 1, 99])
def test_another_file_and_other_faults_close_the_books_too(tmp_path: Path, offline_after: int) -> None:
    day = ship(tmp_path / "out", orders=OTHER_ORDERS, offline_after=offline_after)
    assert (day.end.labels, day.end.to_hand_over, day.end.findings) == (5, 4, ())
    assert len(list((day.folder / "labels").iterdir())) == 5
    assert day.text.count("the provider says the same") == 2


def test_a_label_that_did_not_come_out_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(_document: object, _profile: object) -> None:
        raise CannotEncode(symbol="MAXICODE")

    monkeypatch.setattr("printers.device.zpl.render", cannot)
    day = ship(tmp_path / "out")
    told = [line.text for line in day.lines if line.mark is Mark.REFUSED]
    assert sum("did not come out: a bar code cannot hold its data" in text for text in told) == 3
    assert "6 of 9 labels came out" in told
    assert "5 labels are left to hand over" in day.text
    assert [one.partition(" ")[0] for one in day.end.findings] == ["not-printed"] * 3


def test_a_file_with_nothing_to_ship_ends_well(tmp_path: Path) -> None:
    end = ship(tmp_path / "out", orders=OTHER_ORDERS[5:]).end
    assert (end.labels, end.to_hand_over, end.findings) == (0, 0, ())


def test_the_day_is_told_in_french_too(tmp_path: Path) -> None:
    day = ship(tmp_path / "out", "fr")
    assert day.end.findings == ()
    assert "Clôture des livres" in day.text
    assert "Une étiquette sans bordereau peut être annulée 60 minutes après sa création." in day.text
    assert "L'horloge est avancée de 7 jours" in day.text


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(PlaceTaken):
        ship(tmp_path / "out")
    assert (tmp_path / "out" / "thesis.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_earlier_day_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MARKER).write_text("earlier")
    (tmp_path / "out" / "old.txt").write_text("old")
    ship(tmp_path / "out")
    assert not (tmp_path / "out" / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
