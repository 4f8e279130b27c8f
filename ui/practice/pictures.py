"""A delivered label as a picture: made from its bytes, never from what was meant."""

import io
from pathlib import Path

PREVIEW_DPI = 203


def picture_of(path: Path) -> bytes:
    """PNG of the first label in a ``.zpl``, ``.epl`` or ``.pdf`` file."""
    data = path.read_bytes()
    stream = io.BytesIO()
    match path.suffix:
        case ".zpl":
            from printers.virtual.zpl import read_zpl

            read_zpl(data, PREVIEW_DPI).pages[0].image.save(stream, "PNG")
        case ".epl":
            from printers.virtual.epl import read_epl

            read_epl(data, PREVIEW_DPI).pages[0].image.save(stream, "PNG")
        case _:
            from printers.raster import pdf_page_to_image

            pdf_page_to_image(data, 0, PREVIEW_DPI).save(stream, "PNG")
    return stream.getvalue()
