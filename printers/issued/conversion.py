"""A carrier's file as the bytes for this printer.

The same language passes through a filter; everything else becomes dots at the head's own resolution, with no scaling
of modules. The symbols are read before and after, by an independent reader, from the bytes that are about to leave; if
they differ the job is refused (DESIGN section 5).
"""

import base64
import binascii
import io
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from core.errors import Refused
from core.printing.records import Language
from printers.issued.cropping import labels_on
from printers.issued.filtering import filter_epl, filter_zpl
from printers.issued.kinds import FileKind, NotALabelFile, kind_of
from printers.profiles import PrinterProfile
from printers.raster import page_count, pdf_page_to_image

if TYPE_CHECKING:
    from PIL.Image import Image

PAGES_MAX = 200
_DARK = 128
_INVERTED = bytes(range(255, -1, -1))


class SymbolsChanged(Refused):
    """What a scanner reads is not the same before and after. Fields: ``label`` (from 1), ``before``, ``after``."""

    code = "issued.symbols-changed"


class WrongResolution(Refused):
    """A picture for another head. Fields: ``width``, ``height`` (dots), ``dpi`` (of this printer)."""

    code = "issued.wrong-resolution"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One label, ready to be sent.

    Attributes:
        data: The bytes.
        media_type: Of the bytes.
        symbols: What a scanner reads on it.
        dropped: Commands that were left out because they change the printer.
    """

    data: bytes
    media_type: str
    symbols: tuple[str, ...]
    dropped: tuple[str, ...] = ()


def prepare(data: bytes, profile: PrinterProfile) -> list[Prepared]:
    """The labels of a file for a printer, in order.

    Raises:
        NotALabelFile, NoLabelFound, WrongResolution, UnreadablePdf: It is no label that can be printed there.
        SymbolsChanged: The bytes would not scan as the file does.
    """
    kind = kind_of(data)
    if (kind, profile.language) in {(FileKind.ZPL, Language.ZPL), (FileKind.EPL, Language.EPL)}:
        return [_passed(data, kind, profile)]
    if profile.language is Language.PDF:
        return [_pdf(data, kind)]
    prepared = []
    for number, picture in enumerate(_pictures(data, kind, profile), start=1):
        dots = picture.point(lambda value: 255 if value >= _DARK else 0).convert("1")
        job = _zpl(dots) if profile.language is Language.ZPL else _epl(dots)
        before = symbols_of(picture)
        _refuse_if_changed(before, symbols_of(_printed(job, profile)), number)
        media_type = (FileKind.ZPL if profile.language is Language.ZPL else FileKind.EPL).value
        prepared.append(Prepared(job, media_type, tuple(before)))
    return prepared


def symbols_of(picture: "Image") -> list[str]:
    """What a scanner reads, with the kind of each symbol, sorted."""
    import zxingcpp

    found = zxingcpp.read_barcodes(picture.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    return sorted(f"{code.symbology_identifier} {code.text}" for code in found)


def _passed(data: bytes, kind: FileKind, profile: PrinterProfile) -> Prepared:
    filtered = filter_zpl(data) if kind is FileKind.ZPL else filter_epl(data)
    before = symbols_of(_printed(data, profile))
    _refuse_if_changed(before, symbols_of(_printed(filtered.data, profile)), 1)
    return Prepared(filtered.data, kind.value, tuple(before), filtered.dropped)


def _pdf(data: bytes, kind: FileKind) -> Prepared:
    if kind is not FileKind.PDF:
        raise NotALabelFile(reason="not-for-pdf")
    return Prepared(data, kind.value, tuple(symbols_of(pdf_page_to_image(data, 0, 300))))


def _pictures(data: bytes, kind: FileKind, profile: PrinterProfile) -> "list[Image]":
    width, height = profile.dots(profile.media.width_um), profile.dots(profile.media.height_um)
    match kind:
        case FileKind.PDF:
            pages = [pdf_page_to_image(data, n, profile.dpi) for n in range(min(page_count(data), PAGES_MAX))]
        case FileKind.PNG:
            pages = [_png(data, profile)]
        case FileKind.ZPL | FileKind.EPL:
            return [_printed(data, profile, language=Language.ZPL if kind is FileKind.ZPL else Language.EPL)]
        case _:
            assert_never(kind)
    found = []
    for number, page in enumerate(pages, start=1):
        found += labels_on(page, width, height, _middles(page), number)
    return found


def _png(data: bytes, profile: PrinterProfile) -> "Image":
    """The picture as it is: a picture for another head would have to be scaled, and is refused."""
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise NotALabelFile(reason="damaged") from error
    stated = picture.info.get("dpi", (0, 0))[0]
    white = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(white, picture.convert("RGBA")).convert("L")
    if stated and abs(stated - profile.dpi) > 4:
        raise WrongResolution(width=picture.width, height=picture.height, dpi=profile.dpi)
    return grey


def _middles(page: "Image") -> list[tuple[int, int]]:
    import zxingcpp

    found = zxingcpp.read_barcodes(page, text_mode=zxingcpp.TextMode.Plain)
    places = []
    for code in found:
        corners = (
            code.position.top_left, code.position.top_right, code.position.bottom_left, code.position.bottom_right,
        )  # fmt: skip
        places.append((sum(c.x for c in corners) // 4, sum(c.y for c in corners) // 4))
    return places


def _zpl(dots: "Image") -> bytes:
    """A whole-label graphic: zlib and base64 with its check sum, a tenth of plain hexadecimal."""
    raw, stride = _rows(dots)
    coded = base64.b64encode(zlib.compress(raw, 9))
    head = f"^XA^PW{dots.width}^LL{dots.height}^LH0,0^FO0,0^GFA,{len(raw)},{len(raw)},{stride},:Z64:"
    return head.encode("ascii") + coded + b":%04X^FS^PQ1^XZ\n" % binascii.crc_hqx(coded, 0)


def _epl(dots: "Image") -> bytes:
    raw, stride = _rows(dots)
    head = f"\nN\nq{dots.width}\nQ{dots.height},24\nGW0,0,{stride},{dots.height},"
    return head.encode("ascii") + raw.translate(_INVERTED) + b"\nP1\n"


def _rows(dots: "Image") -> tuple[bytes, int]:
    """Rows of dots, 1 is black, and bytes in a row."""
    from PIL import ImageChops

    stride = -(-dots.width // 8)
    raw = ImageChops.invert(dots.convert("L")).convert("1").tobytes()
    spare = stride * 8 - dots.width
    if spare:
        mask = 0xFF << spare & 0xFF
        raw = b"".join(
            raw[at : at + stride - 1] + bytes([raw[at + stride - 1] & mask]) for at in range(0, len(raw), stride)
        )
    return raw, stride


def _printed(job: bytes, profile: PrinterProfile, *, language: Language | None = None) -> "Image":
    """The first label as the virtual printer reads it from the bytes.

    Raises:
        NotALabelFile: No label comes out of them.
    """
    from printers.virtual.epl import read_epl
    from printers.virtual.zpl import read_zpl

    reader = read_zpl if (language or profile.language) is Language.ZPL else read_epl
    pages = reader(job, profile.dpi).pages
    if not pages:
        raise NotALabelFile(reason="no-label-in-it")
    return pages[0].image.convert("L")


def _refuse_if_changed(before: list[str], after: list[str], number: int) -> None:
    if Counter(before) != Counter(after):
        raise SymbolsChanged(label=number, before=", ".join(before), after=", ".join(after))
