"""The image buffer of a virtual printer: masks of ink, turned and put down on white paper."""

import zlib
from dataclasses import dataclass, replace
from enum import Enum

from PIL import Image, ImageChops

from printers.virtual.page import Fault, Page, PrintedSymbol, PrintedText, SymbolKind

MAX_MASK_DOTS = 24_000_000  # far beyond any label; stops "^GB32000,32000" from taking a gigabyte
MAX_WIDTH_INCHES = 9
MAX_HEIGHT_INCHES = 40

_TURN = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)


class Ink(Enum):
    """How a drawing meets what lies under it."""

    BLACK = "black"
    WHITE = "white"
    REVERSE = "reverse"


def new_mask(width: int, height: int) -> Image.Image:
    """An empty mask; ink will be 1."""
    if width < 1 or height < 1:
        raise Fault(f"nothing to draw: {width}x{height} dots")
    if width * height > MAX_MASK_DOTS:
        raise Fault(f"too large to draw: {width}x{height} dots")
    return Image.new("1", (width, height), 0)


@dataclass(frozen=True, slots=True)
class TextNote:
    """What a drawing says in words; left, top, width, height are its cells inside the mask."""

    text: str
    font: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SymbolNote:
    """What a drawing holds as a symbol; the box is that of the bars inside the mask."""

    kind: SymbolKind
    data: str
    left: int
    top: int
    width: int
    height: int
    module_dots: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Ink that is not yet on the page, unturned.

    Attributes:
        mask: Mode "1", ink is 1.
        left: Left edge of the cell inside the mask (an accent may stand above the cell).
        top: Top edge of the cell.
        width: Width of the cell.
        height: Height of the cell.
        anchor_y: Where a typeset origin lies inside the mask: the baseline of text, the foot of bars.
        texts: Lines of text in it.
        symbols: Symbols in it.
        faults: What was left out or is doubtful, though it could be drawn.
    """

    mask: Image.Image
    left: int
    top: int
    width: int
    height: int
    anchor_y: int
    texts: tuple[TextNote, ...] = ()
    symbols: tuple[SymbolNote, ...] = ()
    faults: tuple[str, ...] = ()

    def shifted_text(self, dx: int, dy: int) -> tuple[TextNote, ...]:
        """Its text notes moved inside a larger mask."""
        return tuple(replace(note, left=note.left + dx, top=note.top + dy) for note in self.texts)


def _turn_box(box: tuple[int, int, int, int], size: tuple[int, int], turns: int) -> tuple[int, int, int, int]:
    """Where a box (left, top, width, height) of a mask lies after clockwise quarter turns of the mask."""
    left, top, width, height = box
    mask_width, mask_height = size
    if turns == 1:
        return mask_height - top - height, left, height, width
    if turns == 2:
        return mask_width - left - width, mask_height - top - height, width, height
    if turns == 3:
        return top, mask_width - left - width, height, width
    return box


def _turn_point(point: tuple[int, int], size: tuple[int, int], turns: int) -> tuple[int, int]:
    x, y, _, _ = _turn_box((*point, 0, 0), size, turns)
    return x, y


class Sheet:
    """One label while it is drawn."""

    def __init__(self, width: int, height: int, dpi: int) -> None:
        if width > MAX_WIDTH_INCHES * dpi or height > MAX_HEIGHT_INCHES * dpi:
            raise Fault(f"label too large: {width}x{height} dots")
        self.width = max(width, 1)
        self.height = max(height, 1)
        self.dpi = dpi
        self.paper = Image.new("1", (self.width, self.height), 1)
        self.texts: list[PrintedText] = []
        self.symbols: list[PrintedSymbol] = []

    def put_corner(self, drawing: Drawing, x: int, y: int, turns: int, ink: Ink = Ink.BLACK) -> bool:
        """Put the turned drawing so that the top left of its cell, as it lies, is (x, y): the way of ^FO."""
        cell = (drawing.left, drawing.top, drawing.width, drawing.height)
        left, top, _, _ = _turn_box(cell, drawing.mask.size, turns)
        return self._put(drawing, x - left, y - top, turns, ink)

    def put_anchor(self, drawing: Drawing, x: int, y: int, turns: int, ink: Ink = Ink.BLACK) -> bool:
        """Put it so that its baseline's beginning is (x, y), turning about that point: the way of ^FT."""
        dx, dy = _turn_point((drawing.left, drawing.anchor_y), drawing.mask.size, turns)
        return self._put(drawing, x - dx, y - dy, turns, ink)

    def put_pivot(self, drawing: Drawing, x: int, y: int, turns: int, ink: Ink = Ink.BLACK) -> bool:
        """Put it so that its own top left corner is (x, y), turning about that corner: the way of EPL."""
        dx, dy = _turn_point((drawing.left, drawing.top), drawing.mask.size, turns)
        return self._put(drawing, x - dx, y - dy, turns, ink)

    def fill(self, x: int, y: int, width: int, height: int, ink: Ink = Ink.BLACK) -> bool:
        """A filled rectangle; whether it lies on the label whole."""
        mask = new_mask(width, height)
        mask.paste(1, (0, 0, width, height))
        return self._put(Drawing(mask, 0, 0, width, height, height), x, y, 0, ink)

    def _put(self, drawing: Drawing, x: int, y: int, turns: int, ink: Ink) -> bool:
        size = drawing.mask.size
        how = _TURN[turns]
        mask = drawing.mask if how is None else drawing.mask.transpose(how)
        self._blend(mask, x, y, ink)
        for text in drawing.texts:
            left, top, width, height = _turn_box((text.left, text.top, text.width, text.height), size, turns)
            self.texts.append(PrintedText(text.text, x + left, y + top, width, height, text.font, turns))
        for symbol in drawing.symbols:
            box = (symbol.left, symbol.top, symbol.width, symbol.height)
            left, top, width, height = _turn_box(box, size, turns)
            self.symbols.append(
                PrintedSymbol(symbol.kind, symbol.data, x + left, y + top, width, height, symbol.module_dots, turns)
            )
        inked = mask.getbbox()
        if inked is None or ink is Ink.WHITE:
            return True
        return x + inked[0] >= 0 and y + inked[1] >= 0 and x + inked[2] <= self.width and y + inked[3] <= self.height

    def _blend(self, mask: Image.Image, x: int, y: int, ink: Ink) -> None:
        if ink is Ink.REVERSE:
            box = (x, y, x + mask.width, y + mask.height)
            under = self.paper.crop(box)
            self.paper.paste(ImageChops.logical_xor(under, mask), (x, y))
        else:
            self.paper.paste(0 if ink is Ink.BLACK else 1, (x, y), mask)

    def page(self, copies: int, inverted: bool = False) -> Page:
        """The finished page."""
        packed = zlib.compress(self.paper.tobytes(), 1)
        return Page(
            self.width,
            self.height,
            self.dpi,
            copies,
            tuple(self.texts),
            tuple(self.symbols),
            packed,
            inverted,
        )
