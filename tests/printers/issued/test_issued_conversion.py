"""Labels of others, brought to paper as issued: PDFs, pictures and ZPL that our renderers did not make (idea 11)."""

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from reportlab.graphics.barcode import code128
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas

from core.errors import Refused
from core.printing.records import Language
from printers.issued.conversion import Prepared, SymbolsChanged, WrongResolution, prepare, symbols_of
from printers.issued.cropping import NoLabelFound
from printers.issued.filtering import filter_epl, filter_zpl
from printers.issued.kinds import FileKind, NotALabelFile, kind_of
from printers.profiles import PrinterProfile, profile_for
from printers.virtual.epl import read_epl
from printers.virtual.zpl import read_zpl

NUMBER = "420972059400111899562537668234"
THERMAL = [(Language.ZPL, 203), (Language.ZPL, 300), (Language.EPL, 203), (Language.EPL, 300)]
SHOP_ZPL = (
    b"^XA^MCY^PW812^LL1218^CI28^JUS^FO40,40^A0N,40,40^FDShop & Co^FS^FO60,300^BY3^BCN,200,Y,N,N"
    b"^FD>;" + NUMBER.encode() + b"^FS^PQ1^XZ~JR"
)


def draw_label(canvas: Canvas, x: float, y: float, number: str, *, frame: bool = True) -> None:
    """A label of 4x6 inches as a shop's plug-in might draw it; the lower left corner is given, in points."""
    if frame:
        canvas.rect(x + 4, y + 4, 4 * inch - 8, 6 * inch - 8)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(x + 20, y + 5.5 * inch, "SHIP TO: Ana Nunez, Miami Beach FL")
    code128.Code128(number, barWidth=0.95, barHeight=70, humanReadable=True).drawOn(canvas, x + 10, y + 2 * inch)


def pdf(width: float, height: float, draw: Callable[[Canvas], None]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(width * inch, height * inch))
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def exact(canvas: Canvas) -> None:
    draw_label(canvas, 0, 0, NUMBER)


def with_instructions(canvas: Canvas) -> None:
    draw_label(canvas, 0.5 * inch, 4.5 * inch, NUMBER)
    canvas.drawString(inch, 3 * inch, "Cut along the frame and put the label into a pouch. Fold here.")
    canvas.drawString(inch, 1 * inch, "Receipt: keep this part for your records.")


def two_on_a_sheet(canvas: Canvas) -> None:
    draw_label(canvas, 0.1 * inch, 4.5 * inch, NUMBER)
    draw_label(canvas, 4.35 * inch, 4.5 * inch, NUMBER[:-4] + "0000")


def landscape(canvas: Canvas) -> None:
    canvas.translate(6 * inch, 0)
    canvas.rotate(90)
    draw_label(canvas, 0, 0, NUMBER)


def printed(job: Prepared, profile: PrinterProfile) -> Image.Image:
    reader = read_zpl if profile.language is Language.ZPL else read_epl
    pages = reader(job.data, profile.dpi).pages
    assert len(pages) == 1
    return pages[0].image.convert("L")


@pytest.mark.parametrize(("language", "dpi"), THERMAL)
@pytest.mark.parametrize(
    ("file", "numbers"),
    [
        (pdf(4, 6, exact), [NUMBER]),
        (pdf(6, 4, landscape), [NUMBER]),
        (pdf(8.5, 11, with_instructions), [NUMBER]),
        (pdf(8.5, 11, two_on_a_sheet), [NUMBER, NUMBER[:-4] + "0000"]),
    ],
    ids=["4x6", "landscape", "letter with instructions", "two on a sheet"],
)
def test_a_pdf_comes_out_at_its_size_with_the_symbols_that_it_had(
    file: bytes, numbers: list[str], language: Language, dpi: int
) -> None:
    profile = profile_for(language, dpi)
    jobs = prepare(file, profile)
    assert [job.symbols[0].partition(" ")[2] for job in jobs] == numbers
    for job in jobs:
        paper = printed(job, profile)
        assert symbols_of(paper) == list(job.symbols)
        left, top, right, bottom = _ink(paper)
        assert abs((right - left) / dpi - 3.89) < 0.04
        assert abs((bottom - top) / dpi - 5.89) < 0.04


def _ink(paper: Image.Image) -> tuple[int, int, int, int]:
    box = Image.eval(paper, lambda value: 255 - value).getbbox()
    assert box is not None
    return box


def png(width: int, height: int, dpi: int) -> bytes:
    """A label as a picture with bars of whole dots, as an interface of a carrier gives it."""
    zpl = b"^XA^PW%d^LL%d^FO60,300^BY3^BCN,200,Y,N,N^FD>;%b^FS^XZ" % (width, height, NUMBER.encode())
    picture = read_zpl(zpl, dpi).pages[0].image.convert("RGB")
    ImageDraw.Draw(picture).rectangle((4, 4, width - 5, height - 5), outline="black", width=3)
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(dpi, dpi))
    return stream.getvalue()


@pytest.mark.parametrize("language", [Language.ZPL, Language.EPL])
@pytest.mark.parametrize(("dpi", "width", "height"), [(203, 812, 1218), (300, 1200, 1800)])
def test_a_picture_for_this_head_is_printed_dot_for_dot(language: Language, dpi: int, width: int, height: int) -> None:
    profile = profile_for(language, dpi)
    (job,) = prepare(png(width, height, dpi), profile)
    assert job.symbols[0].endswith(NUMBER)
    assert symbols_of(printed(job, profile)) == list(job.symbols)


def test_a_picture_for_another_head_is_refused_and_never_scaled() -> None:
    with pytest.raises(WrongResolution):
        prepare(png(1200, 1800, 300), profile_for(Language.ZPL, 203))


def test_zpl_of_others_passes_to_a_zpl_printer_without_what_changes_the_printer() -> None:
    profile = profile_for(Language.ZPL, 203)
    (job,) = prepare(SHOP_ZPL, profile)
    assert job.dropped == ("^JU",)
    assert b"^JUS" not in job.data
    assert b"~JR" not in job.data
    assert b"^FDShop & Co^FS" in job.data
    assert symbols_of(printed(job, profile)) == list(job.symbols)
    assert job.symbols[0].endswith(NUMBER)


@pytest.mark.parametrize("dpi", [203, 300])
def test_zpl_of_others_comes_out_of_an_epl_printer_as_dots(dpi: int) -> None:
    profile = profile_for(Language.EPL, dpi)
    (job,) = prepare(SHOP_ZPL, profile)
    assert job.media_type == FileKind.EPL.value
    assert symbols_of(printed(job, profile))[0].endswith(NUMBER)


def test_a_pdf_goes_to_a_pdf_printer_exactly_as_it_was_issued() -> None:
    file = pdf(8.5, 11, with_instructions)
    (job,) = prepare(file, profile_for(Language.PDF, 300, "letter"))
    assert job.data == file
    with pytest.raises(NotALabelFile):
        prepare(SHOP_ZPL, profile_for(Language.PDF, 300, "letter"))


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (b"^JUS", "^JU"), (b"~JR", ""), (b"^IDR:*.*", "^ID"), (b"^DFR:A.ZPL", "^DF"), (b"^SZ2", "^SZ"),
        (b"^KPpw", "^KP"), (b"^NSa,1.2.3.4", "^NS"), (b"~DYR:A,P,P,1,,A", "~DY"), (b"^SCB", "^SC"), (b"^HH", "^HH"),
    ],
)  # fmt: skip
def test_what_outlives_a_zpl_label_is_left_out_and_named(command: bytes, name: str) -> None:
    found = filter_zpl(b"^XA^FO1,1" + command + b"^FDx^FS^XZ" + (b"" if name else b"~JR"))
    assert found.data == b"^XA^FO1,1^FDx^FS^XZ\n" or not name
    assert name in found.dropped or (not name and b"~" not in found.data)


@pytest.mark.parametrize(
    "line", [b'FK"*"', b'GK"A"', b'GM"A"100', b"U", b"Y96,N,8,1", b"ESA", b"^default", b"r", b"eR"]
)
def test_what_outlives_an_epl_label_is_left_out(line: bytes) -> None:
    found = filter_epl(b"\nN\nq812\n" + line + b'\nA10,10,0,3,1,1,N,"U"\nP1\n')
    assert line + b"\n" not in found.data
    assert b'A10,10,0,3,1,1,N,"U"' in found.data
    assert found.dropped


def test_raw_dots_of_an_epl_picture_are_not_taken_for_lines() -> None:
    dots = b"\nU\nGK\nFK\n" + bytes(246)
    job = b"\nN\nq812\nQ1218,24\nGW0,0,16,16," + dots + b"\nP1\n"
    assert dots in filter_epl(job).data
    assert filter_epl(job).dropped == ()


def test_a_sheet_without_a_symbol_and_a_label_that_is_too_large_are_refused() -> None:
    profile = profile_for(Language.ZPL, 203)
    with pytest.raises(NoLabelFound) as caught:
        prepare(pdf(8.5, 11, lambda canvas: canvas.drawString(100, 500, "no label here")), profile)
    assert caught.value.fields["reason"] == "no-symbol"

    def large(canvas: Canvas) -> None:
        canvas.rect(20, 20, 7 * inch, 10 * inch)
        code128.Code128(NUMBER, barWidth=0.95, barHeight=70).drawOn(canvas, 60, 300)

    with pytest.raises(NoLabelFound) as caught:
        prepare(pdf(8.5, 11, large), profile)
    assert caught.value.fields["reason"] == "too-large"


def test_a_job_whose_symbols_would_change_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "printers.issued.conversion.filter_zpl", lambda data: filter_zpl(data.replace(b"668234", b"668235"))
    )
    with pytest.raises(SymbolsChanged):
        prepare(SHOP_ZPL, profile_for(Language.ZPL, 203))


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x89PNG\r\n\x1a\nbroken", b"%PDF-1.4 broken", b"GIF89a", b"^XA no end"]
)
def test_what_is_no_label_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused):
        prepare(data, profile_for(Language.ZPL, 203))


def test_files_are_told_by_their_bytes() -> None:
    assert kind_of(SHOP_ZPL) is FileKind.ZPL
    assert kind_of(b'\nN\nq812\nA1,1,0,1,1,1,N,"x"\nP1\n') is FileKind.EPL
    assert kind_of(pdf(4, 6, exact)) is FileKind.PDF
