"""PDF labels: size, vectors, fonts, and the same bytes every time."""

import re
import zlib
from dataclasses import replace

import pytest
from label_reading import decoded_pdf
from label_samples import JP_RECIPIENT, SAMPLES

from core.labels.document import Code128, Image, LabelDocument, Text
from core.labels.layout import lay_out
from printers.languages import pdf
from printers.profiles import profile
from printers.raster import page_count, pdf_page_to_image
from printers.rendered import CannotScan, TooLarge


def _pages(data: bytes) -> list[str]:
    """The page strings, deflated or not."""
    found = []
    for body in re.findall(rb"stream\r?\n(.*?)endstream", data, flags=re.DOTALL):
        try:
            found.append(zlib.decompress(body).decode("latin-1"))
        except zlib.error:
            found.append(body.decode("latin-1"))
    return [page for page in found if " Tf " in page or " re" in page]


@pytest.mark.parametrize(
    ("code", "width", "height"), [("pdf-4x6", 288, 432), ("pdf-letter", 612, 792), ("pdf-a4", 595.28, 841.89)]
)
def test_the_page_has_the_size_of_the_paper(code: str, width: float, height: float) -> None:
    """S2-15: the standard format is a PDF for laser and inkjet printers, on a label, Letter or A4."""
    data = pdf.render(lay_out(SAMPLES["usps"]), profile(code)).data
    box = re.search(rb"/MediaBox \[ ([0-9. ]+) \]", data)
    assert box is not None
    left, bottom, right, top = map(float, box[1].split())
    assert (left, bottom) == (0, 0)
    assert abs(right - width) < 0.01
    assert abs(top - height) < 0.01


@pytest.mark.parametrize("code", ["pdf-4x6", "pdf-letter", "pdf-a4"])
def test_bars_are_four_steps_of_a_300_dpi_printer_on_every_paper(code: str) -> None:
    """X = 1/75 in is whole dots at 300, 600 and 1200 dpi and stays grade A (labels.md 0.6): never scaled."""
    (page,) = _pages(pdf.render(lay_out(SAMPLES["usps"]), profile(code)).data)
    assert re.search(r"^q 0\.24 0 0 0\.24 [0-9.]+ [0-9.]+ cm$", page, flags=re.MULTILINE)
    assert re.search(r"q 4 0 0 242 [0-9]+ [0-9]+ cm 0 0 2 1 re", page)


@pytest.mark.parametrize("code", ["pdf-letter", "pdf-a4"])
def test_on_a_sheet_the_label_keeps_its_size_between_corner_marks(code: str) -> None:
    data = pdf.render(lay_out(SAMPLES["canada_post"]), profile(code)).data
    sheet, label = (
        pdf_page_to_image(data, 0, 300),
        pdf_page_to_image(pdf.render(lay_out(SAMPLES["canada_post"]), profile("pdf-4x6")).data, 0, 300),
    )
    left = (sheet.width - 1200) // 2
    placed = sheet.crop((left, 150, left + 1200, 150 + 1800)).getbbox()
    assert placed is not None
    outside = sheet.copy()
    outside.paste(255, (left, 150, left + 1200, 150 + 1800))
    marks = outside.point(lambda value: 255 - value).getbbox()
    assert marks is not None
    assert marks[0] < left - 60
    assert marks[3] > 150 + 1800 + 30
    ink = sum(value < 128 for value in label.tobytes())
    ink_on_sheet = sum(value < 128 for value in sheet.tobytes())
    assert abs(ink_on_sheet - ink) < ink // 50


def test_two_runs_give_the_same_bytes() -> None:
    document = lay_out(SAMPLES["ups"])
    assert pdf.render(document, profile("pdf-4x6")).data == pdf.render(document, profile("pdf-4x6")).data
    foreign = lay_out(replace(SAMPLES["usps"], ship_to=JP_RECIPIENT))
    assert pdf.render(foreign, profile("pdf-a4")).data == pdf.render(foreign, profile("pdf-a4")).data


def test_foreign_letters_are_embedded_in_every_file_that_shows_them() -> None:
    document = lay_out(replace(SAMPLES["usps"], ship_to=JP_RECIPIENT))
    files = [pdf.render(document, profile("pdf-4x6")).data for _ in range(2)]
    files.append(pdf.render_many((lay_out(SAMPLES["ups"]), document), profile("pdf-4x6")).data)
    for data in files:
        assert b"/FontFile2" in data
        assert b"DroidSansFallback" in data
    pictures = [pdf_page_to_image(data, page_count(data) - 1, 100).tobytes() for data in files]
    assert pictures[0] == pictures[1] == pictures[2]


def test_a_usual_label_embeds_no_font_and_is_small() -> None:
    data = pdf.render(lay_out(SAMPLES["laposte"]), profile("pdf-4x6")).data
    assert b"FontFile" not in data
    assert b"/Helvetica-Bold" in data
    assert len(data) < 5000


def test_a_batch_is_one_file_with_a_page_a_label_in_order() -> None:
    documents = [lay_out(data) for data in SAMPLES.values()]
    rendered = pdf.render_many(documents, profile("pdf-4x6"))
    assert page_count(rendered.data) == len(documents)
    for at, carrier in enumerate(SAMPLES):
        numbers = {text[-12:] for _, text in decoded_pdf(rendered.data, at)}
        assert SAMPLES[carrier].tracking[-12:] in numbers


def test_bars_are_paths_and_no_pictures() -> None:
    for page in _pages(pdf.render_many([lay_out(d) for d in SAMPLES.values()], profile("pdf-4x6")).data):
        assert "BI /W" not in page


def test_a_picture_element_comes_out_dot_for_dot() -> None:
    rows = (b"\x80\x10", b"\x40\x20", b"\xff\xf0")
    image = Image(10_160, 10_160, 12, rows, 254)  # three steps a pixel
    data = pdf.render(LabelDocument(101_600, 152_400, (image,)), profile("pdf-4x6")).data
    picture = pdf_page_to_image(data, 0, 300)
    found = [
        "".join("1" if picture.getpixel((120 + 3 * x + 1, 120 + 3 * y + 1)) == 0 else "0" for x in range(12))
        for y in range(3)
    ]
    assert found == [f"{int.from_bytes(row, 'big') >> 4:012b}" for row in rows]


def test_special_signs_of_pdf_strings_are_shown() -> None:
    words = Text(10_000, 10_000, 80_000, 4000, "(a) \\ b) é €", 4000)
    data = pdf.render(LabelDocument(101_600, 152_400, (words,)), profile("pdf-4x6")).data
    (page,) = _pages(data)
    assert r"(\050a\051 \134 b\051 \351 \200) Tj" in page


def test_a_symbol_that_cannot_scan_stops_the_whole_file() -> None:
    bad = LabelDocument(101_600, 152_400, (Code128(0, 0, 20_000, 375, "X" * 40, 70_000),))
    with pytest.raises(CannotScan):
        pdf.render_many((lay_out(SAMPLES["usps"]), bad), profile("pdf-4x6"))


def test_a_label_larger_than_the_paper_is_refused() -> None:
    with pytest.raises(TooLarge):
        pdf.render(LabelDocument(203_200, 152_400, ()), profile("pdf-4x6"))
