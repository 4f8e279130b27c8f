"""Bring your label on the practice day: real use for somebody who has no account (MISSION section 8, idea 11)."""

from pathlib import Path

import pytest
from practice_day_kit import ship

from printers.issued.conversion import SymbolsChanged, symbols_of
from printers.raster import pdf_page_to_image
from printers.virtual.epl import read_epl
from printers.virtual.zpl import read_zpl
from ui.practice.telling import Mark

NUMBER = "EXP0000004711998"


def test_a_shops_page_comes_out_in_three_languages_with_the_same_symbol(tmp_path: Path) -> None:
    day = ship(tmp_path / "out")
    end = day.end
    folder = end.folder / "your-own-label"
    zpl = read_zpl((folder / "label.zpl").read_bytes(), 203).pages[0].image.convert("L")
    epl = read_epl((folder / "label.epl").read_bytes(), 203).pages[0].image.convert("L")
    pdf = pdf_page_to_image((folder / "label.pdf").read_bytes(), 0, 300)
    assert [symbols_of(picture)[0].partition(" ")[2] for picture in (zpl, epl, pdf)] == [NUMBER] * 3
    assert sum(f"A scanner reads {NUMBER}" in line.text for line in day.lines) == 3
    assert {path.name for path in folder.iterdir()} == {
        "label.zpl", "label-zpl.png", "label.epl", "label-epl.png", "label.pdf"
    }  # fmt: skip


def test_a_label_that_would_not_scan_is_told_and_the_day_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_data: bytes, _profile: object) -> None:
        raise SymbolsChanged(label=1, before="a", after="b")

    monkeypatch.setattr("ui.practice.step_bring.prepare", refuse)
    day = ship(tmp_path / "out")
    end = day.end
    assert sum(line.mark is Mark.REFUSED and "would not scan" in line.text for line in day.lines) == 3
    assert [one.partition(" ")[0] for one in end.findings] == ["own-label"] * 3
