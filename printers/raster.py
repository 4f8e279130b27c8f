"""PDF pages as pictures: the only user of PDFium, which two threads must never enter at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

_LOCK = threading.Lock()
_MOST_PIXELS = 50_000_000


class UnreadablePdf(Refused):
    """Not a PDF that can be shown. Fields: ``page``, ``reason``."""

    code = "printers.unreadable-pdf"


def pdf_page_to_image(data: bytes, page: int = 0, dpi: int = 203) -> "Image":
    """Page `page` (from 0) of the file `data` as grey levels at `dpi`, on white as paper is.

    Raises:
        UnreadablePdf: Damaged, encrypted, without that page, or absurdly large.
    """
    with _opened(data, page) as document:
        if not 0 <= page < len(document):
            raise UnreadablePdf(page=page, reason="page")
        sheet = document[page]
        try:
            width, height = sheet.get_size()
            if width * height * dpi * dpi / 72 / 72 > _MOST_PIXELS:
                raise UnreadablePdf(page=page, reason="size")
            bitmap = sheet.render(scale=dpi / 72, fill_color=(255, 255, 255, 255), grayscale=True)
            return bitmap.to_pil().convert("L")
        finally:
            sheet.close()


def page_count(data: bytes) -> int:
    """How many pages the file has.

    Raises:
        UnreadablePdf: Damaged or encrypted.
    """
    with _opened(data, 0) as document:
        return len(document)


@contextmanager
def _opened(data: bytes, page: int) -> Iterator["PdfDocument"]:
    """The file, closed again, while no other thread is in PDFium."""
    import pypdfium2

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf(page=page, reason="file") from error
        try:
            yield document
        finally:
            document.close()
