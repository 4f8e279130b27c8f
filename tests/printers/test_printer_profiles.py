"""Kinds of printers as data, and the dots of their heads."""

import csv
from pathlib import Path

import pytest

from core.printing.records import Language
from printers.languages.head import head_of
from printers.profiles import NoSuchPaper, UnknownPrinter, all_profiles, profile, profile_for
from printers.rendered import CannotScan

VECTORS = Path(__file__).parent.parent / "vectors"


def _dots_rows() -> list[dict[str, str]]:
    with (VECTORS / "label_dots.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["dpi"] in ("203", "300")]


@pytest.mark.parametrize("row", _dots_rows(), ids=lambda row: row["id"])
def test_a_module_that_is_too_narrow_or_does_not_fit_is_never_chosen(row: dict[str, str]) -> None:
    """Each row offers a module; the head takes it only when the vector says that it fits and is wide enough."""
    head = head_of(profile(f"zpl-{row['dpi']}"))
    modules, dots = int(row["modules"]), int(row["dots_per_module"])
    room_um = 101_600 - 20 * head.um(dots)  # four inches without ten modules on each side
    fits, wide = row["fits_4.00in_with_10X"] == "1", float(row["x_mil"]) >= 13
    assert abs(head.um(dots * modules) / 25_400 - float(row["bar_width_in"])) < 0.01
    try:
        chosen = head.bar_module("bars", modules, head.um(dots) + 1, 330, room_um)
    except CannotScan:
        assert not fits
    else:
        assert (chosen == dots) == (fits and wide)
        assert chosen * modules <= head.dots(room_um)
        assert head.um(chosen) >= 330


@pytest.mark.parametrize(
    ("dpi", "um", "dots"), [(203, 101_600, 813), (203, 125, 1), (300, 101_600, 1200), (300, 375, 4), (300, 25_400, 300)]
)
def test_micrometres_become_the_nearest_dots(dpi: int, um: int, dots: int) -> None:
    assert head_of(profile(f"zpl-{dpi}")).dots(um) == dots


def test_a_symbol_that_would_not_scan_is_refused_with_what_would_be_needed() -> None:
    with pytest.raises(CannotScan) as refused:
        head_of(profile("zpl-203")).bar_module("GS1-128", 244, 375, 330, 80_000)
    assert refused.value.code == "labels.cannot-scan"
    assert refused.value.fields["min_module_um"] == 330
    assert refused.value.fields["dpi"] == 203


def test_every_kind_of_printer_has_a_source_and_a_head_that_we_know() -> None:
    for code, known in all_profiles().items():
        assert known.code == code
        assert known.source
        assert known.dpi in (203, 300)
        assert (known.language is Language.PDF) or known.media.code == "4x6"


def test_the_lp2844_speaks_epl_and_the_zd421_zpl() -> None:
    """S2-16 and S2-17: the older Zebra 2844 needs Thermal-EPL, the newer ones Thermal-ZPL."""
    assert profile("lp2844").language is Language.EPL
    assert profile("zd421-300").language is Language.ZPL
    assert profile("zd421-300").dpi == 300


def test_an_export_without_a_printer_takes_the_generic_kind() -> None:
    assert profile_for(Language.ZPL, 300).code == "zpl-300"
    assert profile_for(Language.EPL).code == "epl-203"
    assert profile_for(Language.PDF, 203, "a4").code == "pdf-a4"


@pytest.mark.parametrize(("language", "dpi", "media"), [(Language.ZPL, 600, "4x6"), (Language.EPL, 203, "letter")])
def test_a_combination_that_no_printer_has_is_refused(language: Language, dpi: int, media: str) -> None:
    """What the language does print on is said with it."""
    with pytest.raises(NoSuchPaper) as refused:
        profile_for(language, dpi, media)
    assert refused.value.fields["papers"] == ("4x6",)


def test_an_unknown_printer_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownPrinter) as refused:
        profile("fax")
    assert "zpl-203" in str(refused.value.fields["known"])
