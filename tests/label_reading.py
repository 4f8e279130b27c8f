"""Reading labels back: symbols from PDF by PDFium and zxing-cpp, from ZPL and EPL by the virtual printer."""

import re

import pypdfium2
import zxingcpp
from PIL import Image

from core.printing.records import Language
from printers.raster import pdf_page_to_image
from printers.virtual.epl import read_epl
from printers.virtual.page import Page, Reading
from printers.virtual.zpl import read_zpl

# All that a label of ours says to a printer. Nothing of it outlives the label.
COMMANDS = {
    Language.ZPL: {"^XA", "^CI", "^LH", "^PW", "^LL", "^FO", "^A", "^FB", "^FR", "^FH", "^FD", "^FS", "^GB", "^GF"}
    | {"^BY", "^BC", "^BX", "^B7", "^BD", "^BQ", "^XZ"},
    Language.EPL: {"I", "q", "Q", "N", "A", "LO", "X", "B", "GW", "P"},
}
_SIGNS = {"\N{SYMBOL FOR GROUP SEPARATOR}": "\x1d", "\N{SYMBOL FOR RECORD SEPARATOR}": "\x1e"}
_SIGNS |= {"\N{SYMBOL FOR END OF TRANSMISSION}": "\x04", "\N{OPEN BOX}": " ", "\N{SYMBOL FOR SPACE}": " "}


def read_job(data: bytes, language: Language, dpi: int) -> Reading:
    """What the virtual printer understood of a thermal job."""
    return read_epl(data, dpi) if language is Language.EPL else read_zpl(data, dpi)


def only_page(data: bytes, language: Language, dpi: int) -> Page:
    """The one label of a job without faults."""
    reading = read_job(data, language, dpi)
    assert reading.faults == ()
    (page,) = reading.pages
    assert page.copies == 1
    return page


def only_label(data: bytes, language: Language, dpi: int) -> Page:
    """As `only_page`, and the job says nothing but what labels of ours say."""
    assert {command.name for command in read_job(data, language, dpi).commands} <= COMMANDS[language]
    return only_page(data, language, dpi)


def decoded(picture: Image.Image) -> set[tuple[str, str]]:
    """(identifier, data) of each symbol in a picture; GS1 data in its plain form, control signs as they are."""
    return set(centres(picture))


def centres(picture: Image.Image) -> dict[tuple[str, str], tuple[int, int]]:
    """As `decoded`, with the middle of each symbol, in pixels.

    The reader does not try a shrunken picture: bars of four dots shrunk to a third were once misread with a right
    check digit, beside the right number (2026-11).
    """
    symbols = zxingcpp.read_barcodes(picture.convert("L"), try_downscale=False)
    return {_plain(found): _middle(found.position) for found in symbols}


def decoded_pdf(data: bytes, page: int = 0, dpi: int = 300) -> set[tuple[str, str]]:
    """The symbols on a page of a PDF."""
    return decoded(pdf_page_to_image(data, page, dpi))


def pdf_words(data: bytes) -> list[str]:
    """The words that a person can mark and copy on the first page, in reading order."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[0]
        text = sheet.get_textpage()
        found = text.get_text_range()
        text.close()
        sheet.close()
    finally:
        document.close()
    return found.split()


def _middle(corners: "zxingcpp.Position") -> tuple[int, int]:
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    return sum(point.x for point in points) // 4, sum(point.y for point in points) // 4


def _plain(found: "zxingcpp.Barcode") -> tuple[str, str]:
    text = found.text
    for sign, meant in _SIGNS.items():
        text = text.replace(sign, meant)
    if found.symbology_identifier in ("]C1", "]d2"):
        text = re.sub(r"\(([0-9]{2,4})\)", r"\1", text)
    return found.symbology_identifier, text
