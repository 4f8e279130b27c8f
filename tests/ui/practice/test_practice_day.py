"""The practice day: MISSION section 8; S0-24, S0-34, S2-15 to S2-17, S2-21 to S2-23, S0-38, S0-39, S0-40."""

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.i18n import translator
from printers.barcodes import CannotEncode
from ui.practice.day import DayEnd, ship_practice_day
from ui.practice.place import MARKER, PlaceTaken
from ui.practice.telling import Line, Mark

HEAD = (
    "order,name,company,address1,address2,city,region,postal,country,service,weight,unit,length,width,height,dim_unit"
)
OTHER_ORDERS = [
    "Q1,Éloïse Tremblay,,12 rue Principale,App 3,Montréal,QC,H2X 1Y4,CA,Canada Post Expedited Parcel,750,g,,,,",
    "Q2,John Smith,,77 Ocean Dr,,Miami Beach,FL,33139,US,USPS Ground Advantage,12,oz,,,,",
    "Q3,Łukasz Żółć,Firma,ul. Długa 7/9,,Kraków,,31-147,PL,Express Worldwide,2,lb,10,8,4,in",
    "Q4,Bo Carr,Carr Ltd,100 N Main St,Ste 200,Dallas,TX,75201,US,UPS Ground,3,lb,12,10,6,in",
    "Q5,Ana Núñez,,5 Elm,,Toronto,ON,M5V 3L9,CA,Canpar Ground,4,lb,,,,",
    "Q6,No Weight,,5 Elm,,Toronto,ON,M5V 3L9,CA,Xpresspost,0,lb,,,,",
]


class Listener:
    """Keeps the story."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def tell(self, line: Line) -> None:
        self.lines.append(line)

    def progress(self, what: str, done: int, count: int) -> None:
        assert 0 < done <= count, what


def ship(folder: Path, lang: str = "en", **options: object) -> tuple[DayEnd, Listener]:
    listener = Listener()
    orders = options.get("orders_file")
    after = options.get("offline_after", 1)
    assert isinstance(after, int)
    assert orders is None or isinstance(orders, Path)
    end = ship_practice_day(
        folder, translator("fr" if lang == "fr" else "en"), listener, orders_file=orders, offline_after=after
    )
    return end, listener


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[DayEnd, Listener]:
    return ship(tmp_path_factory.mktemp("day") / "out")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_shipped_day_buys_nine_labels_and_the_books_close(day: tuple[DayEnd, Listener]) -> None:
    end, listener = day
    assert end.labels == 9
    assert end.findings == ()
    text = "\n".join(line.text for line in listener.lines)
    assert "not a multiple of 10.00" in text
    assert "STAMPS" in text
    assert "none twice" in text
    assert text.count("the provider says the same") == 2


def test_what_cannot_ship_is_held_with_its_reason(day: tuple[DayEnd, Listener]) -> None:
    """Step 2: an impossible postal code, a zero weight, a duplicate, and Canpar without a size."""
    refused = [line.text for line in day[1].lines if line.mark is Mark.REFUSED]
    assert sum("is held" in text for text in refused) == 2
    assert any("repeats row" in text for text in refused)
    assert any("Canpar" in text for text in refused)


def test_every_label_came_out_once_in_three_languages_with_its_picture(day: tuple[DayEnd, Listener]) -> None:
    labels = sorted((day[0].folder / "labels").iterdir())
    assert len(labels) == 9
    assert {path.suffix for path in labels} == {".zpl", ".epl", ".pdf"}
    assert len({path.stem.split("-")[2] for path in labels}) == 9
    pictures = sorted((day[0].folder / "pictures").iterdir())
    assert [f"{path.stem}-{path.suffix[1:]}" for path in labels] == [path.stem for path in pictures]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)


def test_the_epl_labels_that_were_left_came_out_as_standard(day: tuple[DayEnd, Listener]) -> None:
    suffixes = [path.suffix for path in (day[0].folder / "labels").iterdir()]
    assert (suffixes.count(".epl"), suffixes.count(".zpl"), suffixes.count(".pdf")) == (1, 3, 5)


def test_the_journal_is_in_number_order_and_names_the_printer_that_failed(day: tuple[DayEnd, Listener]) -> None:
    lines = rows(day[0].folder / "print-journal.csv")
    assert [int(line["number"]) for line in lines] == list(range(1, len(lines) + 1))
    assert any(line["state"] == "failed" for line in lines)


def test_the_transactions_add_up_to_the_balance_that_was_shown(day: tuple[DayEnd, Listener]) -> None:
    """S0-40: each line names its amount and the balance after it."""
    for currency in ("usd", "cad"):
        lines = rows(day[0].folder / f"transactions-{currency}.csv")
        balance = 0
        for line in lines:
            balance += round(float(line["amount"]) * 100)
            assert round(float(line["balance"]) * 100) == balance
        assert {line["type"] for line in lines} == {"postage-purchase", "label"}
    shown = [line.cells[0] for line in day[1].lines if line.text.endswith("= balance")]
    assert len(shown) == 2


def test_every_label_says_sample_and_decodes_to_its_number(day: tuple[DayEnd, Listener]) -> None:
    import zxingcpp
    from PIL import Image

    for path in sorted((day[0].folder / "pictures").iterdir()):
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


def test_two_runs_are_byte_equal_whatever_the_hash_seed_and_the_place(
    day: tuple[DayEnd, Listener], tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from core.i18n import translator; from ui.practice.day import *\n"
        "class T:\n def tell(self, line): pass\n def progress(self, *a): pass\n"
        "ship_practice_day(Path(sys.argv[1]), translator('en'), T())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "elsewhere")], check=True, env=environment)
    assert tree(tmp_path / "elsewhere") == tree(day[0].folder)


@pytest.mark.parametrize("offline_after", [0, 1, 99])
def test_another_file_and_other_faults_close_the_books_too(tmp_path: Path, offline_after: int) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("\n".join([HEAD, *OTHER_ORDERS]) + "\n", encoding="utf-8")
    end, listener = ship(tmp_path / "out", orders_file=file, offline_after=offline_after)
    assert end.labels == 5
    assert end.findings == ()
    assert len(list((end.folder / "labels").iterdir())) == 5
    assert sum("the provider says the same" in line.text for line in listener.lines) == 2


def test_a_label_that_did_not_come_out_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(_document: object, _profile: object) -> None:
        raise CannotEncode(symbol="MAXICODE")

    monkeypatch.setattr("printers.device.zpl.render", cannot)
    end, listener = ship(tmp_path / "out")
    told = [line.text for line in listener.lines if line.mark is Mark.REFUSED]
    assert sum("did not come out: a bar code cannot hold its data" in text for text in told) == 3
    assert "6 of 9 labels came out" in told
    assert [one.partition(" ")[0] for one in end.findings] == ["not-printed"] * 3


def test_a_file_with_nothing_to_ship_ends_well(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(f"{HEAD}\n{OTHER_ORDERS[5]}\n", encoding="utf-8")
    end, _ = ship(tmp_path / "out", orders_file=file)
    assert (end.labels, end.findings) == (0, ())


def test_the_day_is_told_in_french_too(tmp_path: Path) -> None:
    _, listener = ship(tmp_path / "out", lang="fr")
    text = "\n".join(line.text for line in listener.lines)
    assert "Fin de journée" in text
    assert "étiquette" in text


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
