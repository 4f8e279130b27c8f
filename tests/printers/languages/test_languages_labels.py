"""Every look in every language and resolution: the same numbers, all the words, nothing over anything else."""

from dataclasses import replace
from functools import cache

import pytest
from label_reading import decoded, decoded_pdf, only_page
from label_samples import CA_RECIPIENT, LONG_RECIPIENT, SAMPLES, US_RECIPIENT

from core.address import Address
from core.carriers.catalogue import shipped_catalogue
from core.labels import parts
from core.labels.data import LabelData
from core.labels.layout import lay_out
from core.printing.records import Language
from printers.languages import epl, pdf, zpl
from printers.profiles import PrinterProfile, profile
from printers.raster import pdf_page_to_image
from printers.rendered import NoteKind, Rendered
from printers.virtual.page import Page, PrintedText

THERMAL = ["zpl-203", "zpl-300", "epl-203", "epl-300"]
NUMBERS = {  # what a scanner reads from the carrier's main symbol
    "usps": ("]C1", "42090210" + "9205590242327008598961"),
    "ups": ("]C0", "1Z999AA10323456780"),
    "dhl_express": ("]C0", "5310907744"),
    "canada_post": ("]C0", "7023210039414604"),
    "canpar": ("]C0", "D420352470000001858001"),
    "laposte": ("]C0", "2C12345678901"),
    "fedex": ("]C0", "96220019" + "0" * 14 + "776632517510"),
    "nordic_parcel": ("]C0", "NP0012345678"),
}
WITH_MATRIX = {"usps", "ups", "fedex"}


def _rendered(data: LabelData, printer: PrinterProfile) -> Rendered:
    render = {Language.ZPL: zpl.render, Language.EPL: epl.render, Language.PDF: pdf.render}[printer.language]
    return render(lay_out(data), printer)


@cache
def _page(data: LabelData, code: str) -> Page:
    printer = profile(code)
    return only_page(_rendered(data, printer).data, printer.language, printer.dpi)


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("carrier", SAMPLES)
def test_the_printed_picture_scans_as_the_number_that_was_bought(carrier: str, code: str) -> None:
    assert NUMBERS[carrier] in decoded(_page(SAMPLES[carrier], code).image)


@pytest.mark.parametrize("code", ["pdf-4x6", "pdf-letter", "pdf-a4"])
@pytest.mark.parametrize("carrier", SAMPLES)
def test_the_pdf_scans_as_the_number_that_was_bought(carrier: str, code: str) -> None:
    assert NUMBERS[carrier] in decoded_pdf(_rendered(SAMPLES[carrier], profile(code)).data)


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("recipient", [US_RECIPIENT, CA_RECIPIENT, LONG_RECIPIENT], ids=["us", "ca", "long"])
@pytest.mark.parametrize("carrier", SAMPLES)
def test_all_words_of_the_recipient_are_printed(carrier: str, recipient: Address, code: str) -> None:
    page = _page(replace(SAMPLES[carrier], ship_to=recipient), code)
    printed = " ".join(text.text for text in page.texts)
    for line in parts.address_lines(recipient, SAMPLES[carrier].ship_from):
        for word in line.split():
            assert word in printed


@pytest.mark.parametrize("code", [*THERMAL, "pdf-4x6"])
@pytest.mark.parametrize("carrier", SAMPLES)
def test_a_usual_label_has_nothing_to_tell(carrier: str, code: str) -> None:
    assert _rendered(SAMPLES[carrier], profile(code)).notes == ()


@pytest.mark.parametrize("code", [*THERMAL, "pdf-4x6"])
@pytest.mark.parametrize("carrier", SAMPLES)
def test_a_very_long_recipient_becomes_small_but_is_never_cut(carrier: str, code: str) -> None:
    notes = _rendered(replace(SAMPLES[carrier], ship_to=LONG_RECIPIENT), profile(code)).notes
    assert {note.kind for note in notes} <= {NoteKind.SHRUNK}
    assert {note.role for note in notes} <= {"recipient"}


@pytest.mark.parametrize("code", ["epl-203", "zpl-203", "pdf-4x6"])
def test_every_service_of_the_catalogue_has_its_whole_name_on_the_label(code: str) -> None:
    for carrier in shipped_catalogue().to_show():
        sample = SAMPLES.get(carrier.code, SAMPLES["nordic_parcel"])
        for service in carrier.services:
            for name in {service.name_en, service.name_fr} - {""}:
                data = replace(sample, carrier=carrier.code, service_code=service.code, service_name=name)
                assert _rendered(data, profile(code)).notes == (), (carrier.code, name)


def _overlap(one: PrintedText, two: PrintedText) -> bool:
    """Whether the inner parts of two texts' cells meet; a bold EPL text is printed twice, a dot apart."""
    if one.text == two.text and abs(one.x - two.x) <= 1:
        return False
    across = min(one.x + one.width_dots, two.x + two.width_dots) - max(one.x, two.x)
    down = min(one.y + one.height_dots, two.y + two.height_dots) - max(one.y, two.y)
    return across > 2 and down > min(one.height_dots, two.height_dots) // 6


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("recipient", [US_RECIPIENT, LONG_RECIPIENT], ids=["us", "long"])
@pytest.mark.parametrize("carrier", SAMPLES)
def test_no_text_lies_on_another_or_beyond_the_edge(carrier: str, recipient: Address, code: str) -> None:
    page = _page(replace(SAMPLES[carrier], ship_to=recipient), code)
    for at, one in enumerate(page.texts):
        assert one.x >= 8
        assert one.x + one.width_dots <= page.width_dots - 8
        assert one.y + one.height_dots <= page.height_dots
        for two in page.texts[at + 1 :]:
            assert not _overlap(one, two), (one, two)


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("carrier", SAMPLES)
def test_bars_are_whole_dots_of_at_least_13_mil_with_white_on_both_sides(carrier: str, code: str) -> None:
    """Quiet zones of ten modules beside bars, as every carrier asks (labels.md section 2)."""
    page = _page(SAMPLES[carrier], code)
    picture = page.image
    bars = [symbol for symbol in page.symbols if symbol.kind.value in ("Code 128", "GS1-128")]
    assert bars
    for symbol in bars:
        assert symbol.module_dots * 1000 >= 13 * page.dpi
        quiet = 10 * symbol.module_dots
        for x in (symbol.x - quiet, symbol.x + symbol.width_dots):
            zone = picture.crop((x, symbol.y, x + quiet, symbol.y + symbol.height_dots))
            assert x >= 0
            assert zone.getextrema() == (255, 255)
        assert picture.crop((symbol.x, symbol.y - 3, symbol.x + symbol.width_dots, symbol.y)).getextrema() == (255, 255)


@pytest.mark.parametrize("code", THERMAL)
def test_usps_has_a_quarter_inch_beside_and_an_eighth_above_and_below_its_bars(code: str) -> None:
    page = _page(SAMPLES["usps"], code)
    (bars,) = (symbol for symbol in page.symbols if symbol.kind.value == "GS1-128")
    beside, above = page.dpi // 4, page.dpi // 8
    area = (bars.x - beside, bars.y - above, bars.x + bars.width_dots + beside, bars.y + bars.height_dots + above)
    around = page.image.crop(area)
    around.paste(255, (beside, above, beside + bars.width_dots, above + bars.height_dots))
    assert area[0] >= 0
    assert area[2] <= page.width_dots
    assert around.getextrema() == (255, 255)
    assert bars.height_dots >= page.dpi * 3 // 4


@pytest.mark.parametrize("carrier", SAMPLES)
def test_native_labels_are_small_and_no_picture_of_the_page(carrier: str) -> None:
    """Sizes decide the time on an old link: 9600 baud carries about a kilobyte a second (S2-16, S2-17)."""
    assert len(_rendered(SAMPLES[carrier], profile("zpl-203")).data) <= (2000 if carrier == "dhl_express" else 1500)
    if carrier not in WITH_MATRIX:
        assert len(_rendered(SAMPLES[carrier], profile("epl-203")).data) <= 2500


def test_maxicode_is_read_from_zpl_epl_and_pdf() -> None:
    """zxing reads MaxiCode only when it stands alone, so its cell is cut out of each picture."""
    cell = (30, 632, 380, 955)  # at 300 dpi
    sheet = pdf_page_to_image(_rendered(SAMPLES["ups"], profile("pdf-4x6")).data, 0, 300)
    want = decoded(sheet.crop(cell))
    assert {identifier for identifier, _ in want} == {"]U1"}
    for code in THERMAL:
        page = _page(SAMPLES["ups"], code)
        left, top, right, bottom = (value * page.dpi // 300 for value in cell)
        assert decoded(page.image.crop((left, top, right, bottom))) == want, code


def test_the_gs1_data_matrix_says_the_same_as_the_bars() -> None:
    for code in THERMAL:
        found = decoded(_page(SAMPLES["usps"], code).image)
        assert ("]d2", "42090210" + "9205590242327008598961") in found


def test_pdf417_of_fedex_is_read_back_with_its_control_signs() -> None:
    for code in ("zpl-203", "epl-203", "epl-300"):
        found = decoded(_page(SAMPLES["fedex"], code).image)
        (data,) = (text for identifier, text in found if identifier == "]L2")
        assert data.startswith("[)>\x1e01\x1d02902104567\x1dUS\x1d019\x1d776632517510\x1d")
        assert data.endswith("\x1e\x04")
