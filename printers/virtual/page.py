"""What a virtual printer hands out: pages of dots, and what was understood on the way.

The paper is white, ink is black, one pixel is one dot of the head. Positions are those of the picture: (x, y) is the
top left corner of what was drawn, after rotation, in dots from the top left corner of the label.
"""

import io
import zlib
from dataclasses import dataclass
from enum import Enum

from PIL import Image

MM_PER_INCH_TENTHS = 254
MAX_FAULTS = 1000  # a hostile stream must not fill the memory with complaints


class Fault(Exception):
    """Something that a strict printer would not print as meant; becomes one line in `Reading.faults`."""


class SymbolKind(Enum):
    """What a printed symbol is; GS1 kinds begin with FNC1."""

    CODE128 = "Code 128"
    GS1_128 = "GS1-128"
    DATA_MATRIX = "Data Matrix"
    GS1_DATA_MATRIX = "GS1 Data Matrix"
    PDF417 = "PDF417"
    MAXICODE = "MaxiCode"
    QR = "QR Code"
    AZTEC = "Aztec"
    CODE39 = "Code 39"
    CODE93 = "Code 93"
    ITF = "Interleaved 2 of 5"
    CODABAR = "Codabar"
    EAN13 = "EAN-13"
    EAN8 = "EAN-8"
    UPC_A = "UPC-A"
    UPC_E = "UPC-E"
    POSTNET = "Postnet"
    INTELLIGENT_MAIL = "Intelligent Mail"


@dataclass(frozen=True, slots=True)
class PrintedText:
    """One line of text as the printer understood it.

    Attributes:
        text: After code page and escapes.
        x: Left edge of its cells, dots.
        y: Top edge of its cells, dots.
        width_dots: Width of the box as it lies on the label.
        height_dots: Height of the box as it lies on the label.
        font: The language's own font name, for example ``0`` or ``4``.
        quarter_turns: Clockwise.
    """

    text: str
    x: int
    y: int
    width_dots: int
    height_dots: int
    font: str
    quarter_turns: int = 0


@dataclass(frozen=True, slots=True)
class PrintedSymbol:
    """One bar code as printed; `data` is read back from the code words where the symbol is a Code 128.

    Attributes:
        kind: Which symbology.
        data: What a scanner sends; FNC1 between fields is GS (0x1D), a leading FNC1 shows in `kind`.
        x: Left edge of the ink, without quiet zone, dots.
        y: Top edge, dots.
        width_dots: As it lies on the label.
        height_dots: As it lies on the label.
        module_dots: Width of the narrowest bar or module in dots; 0 for MaxiCode, which has a fixed size.
        quarter_turns: Clockwise.
    """

    kind: SymbolKind
    data: str
    x: int
    y: int
    width_dots: int
    height_dots: int
    module_dots: int
    quarter_turns: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One label as printed.

    Attributes:
        width_dots: Media width.
        height_dots: Media length.
        dpi: Of the head that printed it.
        copies: How many times this label came out.
        texts: In printing order.
        symbols: In printing order.
        packed: The dots, one bit each, compressed.
        inverted: Printed upside down with respect to the feed; the picture stays upright for the reader.
    """

    width_dots: int
    height_dots: int
    dpi: int
    copies: int
    texts: tuple[PrintedText, ...]
    symbols: tuple[PrintedSymbol, ...]
    packed: bytes
    inverted: bool = False

    @property
    def image(self) -> Image.Image:
        """The picture: mode "1", white paper."""
        return Image.frombytes("1", (self.width_dots, self.height_dots), zlib.decompress(self.packed))

    @property
    def is_blank(self) -> bool:
        """True when no dot is black."""
        return self.image.getextrema() == (255, 255)

    def png(self) -> bytes:
        """The picture as a PNG file; the same dots always give the same bytes on one machine."""
        out = io.BytesIO()
        dots_per_inch = (self.dpi, self.dpi)
        self.image.save(out, "PNG", dpi=dots_per_inch)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the stream: its name, its raw parameters, where it began (byte)."""

    name: str
    data: bytes
    at: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole stream, read."""

    pages: tuple[Page, ...]
    faults: tuple[str, ...]
    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class LabelRead:
    """The stream completed a label: the page and the bytes that made it."""

    page: Page
    data: bytes


@dataclass(frozen=True, slots=True)
class QueryRead:
    """The stream asked the printer something, for example ``~HS``."""

    query: str


Event = LabelRead | QueryRead


class Complaints:
    """The list of faults, bounded."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, text: str) -> None:
        """Note one fault; beyond the bound only the count would be of interest, so it is dropped."""
        if len(self._lines) < MAX_FAULTS:
            self._lines.append(text)

    def lines(self) -> tuple[str, ...]:
        """All noted so far."""
        return tuple(self._lines)

    def take(self) -> tuple[str, ...]:
        """All noted so far; begins a new list."""
        lines = tuple(self._lines)
        self._lines.clear()
        return lines


def printable(text: bytes | str, limit: int = 40) -> str:
    """Bytes for a fault line: ASCII as it is, the rest as hex."""
    data = text.encode("latin-1", "replace") if isinstance(text, str) else text
    shown = "".join(chr(b) if 0x20 <= b < 0x7F else f"<{b:02X}>" for b in data[:limit])
    return shown + ("..." if len(data) > limit else "")
