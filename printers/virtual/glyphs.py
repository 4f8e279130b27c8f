"""Letters for the virtual printers: a scalable condensed bold for ZPL, fixed cells for EPL.

A real printer's resident fonts are not free, so the shapes are those of the shipped font; what counts for layout is
kept exactly where it is documented: the advance of each EPL font, the height and base line of ZPL font 0. Widths of
font 0 follow its known digits (0.495 of the height).

Sources: Zebra EPL Programming Guide 14245L-003, command A (cells; characters per inch give the advances); ZPL II
Programming Guide, fonts; font 0 measured on an independent renderer, 2026-11: capitals 0.75 of the height, digits
0.495.
"""

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from core.resources import resource
from printers.virtual.page import Fault
from printers.virtual.sheet import Drawing, TextNote, new_mask

_SCALABLE_BASELINE = 0.75  # of the height, from the top of capitals
_SCALABLE_DIGIT = 0.495  # advance of a digit, of the height
_OVERSAMPLE = 4
_MAX_HEIGHT = 2000
_INK_THRESHOLD = 112  # of 255: a dot is burnt when 44 % of it is ink, which keeps thin strokes


@dataclass(frozen=True, slots=True)
class Cell:
    """A fixed-pitch font: glyph cell and the advance from one character to the next, dots."""

    width: int
    height: int
    advance: int


EPL_FONTS = {
    203: {
        "1": Cell(8, 12, 10),
        "2": Cell(10, 16, 12),
        "3": Cell(12, 20, 14),
        "4": Cell(14, 24, 16),
        "5": Cell(32, 48, 36),
        "6": Cell(14, 19, 16),
        "7": Cell(14, 19, 16),
    },
    300: {
        "1": Cell(12, 20, 12),
        "2": Cell(16, 28, 16),
        "3": Cell(20, 36, 20),
        "4": Cell(24, 44, 24),
        "5": Cell(48, 80, 48),
        "6": Cell(14, 19, 16),
        "7": Cell(14, 19, 16),
    },
}
# Matrix height and width, gap to the next character (ZPL II guide, font tables for 8 and 12 dots/mm).
ZPL_FONTS = {
    "A": Cell(5, 9, 6),
    "B": Cell(7, 11, 9),
    "C": Cell(10, 18, 12),
    "D": Cell(10, 18, 12),
    "E": Cell(15, 28, 20),
    "F": Cell(13, 26, 16),
    "G": Cell(40, 60, 48),
    "H": Cell(13, 21, 19),
}


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The shipped font, or the one inside Pillow (letters without accents) where a build leaves it out."""
    path = resource("fonts", "inter", f"Inter-{name}.otf")
    if path.is_file():
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    return ImageFont.load_default(size)


@lru_cache(maxsize=8)
def _digit_share(name: str) -> float:
    """Advance of a digit of the shipped font at size 1."""
    return _font(name, 1000).getlength("0") / 1000


@lru_cache(maxsize=8)
def _capital_share(name: str) -> float:
    """Height of a capital of the shipped font at size 1."""
    left_top = _font(name, 1000).getbbox("H", anchor="ls")
    return -left_top[1] / 1000


def scalable_width(text: str, height: int, width: int) -> int:
    """Advance of a line of ZPL font 0 in dots."""
    size = height * _SCALABLE_BASELINE / _capital_share("Bold")
    natural = _font("Bold", 200).getlength(text) / 200 * size
    condensed = _SCALABLE_DIGIT * height / (_digit_share("Bold") * size)
    return max(1, round(natural * condensed * width / height))


def scalable(text: str, height: int, width: int) -> Drawing:
    """One line of ZPL font 0: `height` and `width` of the character matrix in dots."""
    if not 1 <= height <= _MAX_HEIGHT or not 1 <= width <= _MAX_HEIGHT:
        raise Fault(f"font 0 at {height}x{width}")
    advance = scalable_width(text, height, width)
    room = max(2, height // 2)  # accents above the capitals, tails below the cell
    mask = new_mask(advance + 2 * room, height + 2 * room)
    pixel = round(height * _SCALABLE_BASELINE / _capital_share("Bold") * _oversample(height))
    font = _font("Bold", max(pixel, 1))
    natural = max(1, round(font.getlength(text)))
    canvas = (natural + 2 * pixel, (height + 2 * room) * _oversample(height))
    if canvas[0] * canvas[1] > 4 * 24_000_000:
        raise Fault("text too large to draw")
    large = Image.new("L", canvas, 0)
    baseline = round((room + height * _SCALABLE_BASELINE) * _oversample(height))
    ImageDraw.Draw(large).text((pixel, baseline), text, font=font, fill=255, anchor="ls")
    across = max(1, round(canvas[0] * advance / natural))
    small = large.resize((across, mask.height), Image.Resampling.BOX)
    left = round(pixel * advance / natural)
    mask.paste(_burnt(small), (room - left, 0))
    foot = room + round(height * _SCALABLE_BASELINE)
    note = TextNote(text, "0", room, room, advance, height)
    return Drawing(mask, room, room, advance, height, foot, (note,))


def _oversample(height: int) -> int:
    return _OVERSAMPLE if height <= 120 else 2 if height <= 400 else 1


def _burnt(picture: Image.Image) -> Image.Image:
    return picture.point(lambda value: 255 if value >= _INK_THRESHOLD else 0).convert("1", dither=Image.Dither.NONE)


def cells(text: str, cell: Cell, across: int, down: int, name: str) -> Drawing:
    """One line of a fixed-pitch font, each character in its cell, the cell multiplied."""
    if not text:
        raise Fault(f"font {name}: no text")
    width = len(text) * cell.advance * across
    mask = new_mask(width, cell.height * down)
    for place, character in enumerate(text):
        glyph = _glyph(character, cell)
        if across > 1 or down > 1:
            glyph = glyph.resize((glyph.width * across, glyph.height * down), Image.Resampling.NEAREST)
        mask.paste(glyph, (place * cell.advance * across, 0))
    note = TextNote(text, name, 0, 0, width, cell.height * down)
    foot = round(cell.height * down * 0.8)
    return Drawing(mask, 0, 0, width, cell.height * down, foot, (note,))


@lru_cache(maxsize=2048)
def _glyph(character: str, cell: Cell) -> Image.Image:
    """One character squeezed or centred into its cell."""
    font_name = "Medium" if cell.height < 40 else "SemiBold"
    scale = 8
    pixel = max(1, round(cell.height * 0.68 / _capital_share(font_name) * scale))
    font = _font(font_name, pixel)
    natural = max(1, round(font.getlength(character)))
    large = Image.new("L", (natural + 2 * scale, cell.height * scale), 0)
    baseline = round(cell.height * 0.8 * scale)
    ImageDraw.Draw(large).text((scale, baseline), character, font=font, fill=255, anchor="ls")
    room = cell.width * scale
    if large.width > room:
        large = large.resize((room, large.height), Image.Resampling.BOX)
    framed = Image.new("L", (room, large.height), 0)
    framed.paste(large, ((room - large.width) // 2, 0))
    return _burnt(framed.resize((cell.width, cell.height), Image.Resampling.BOX))
