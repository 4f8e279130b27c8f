"""Letters for the virtual printers: a scalable condensed bold for ZPL, fixed cells for EPL.

A real printer's resident fonts are not free, so the shapes are those of the shipped font; what counts for layout is
kept exactly where it is documented or measured: the advance of each EPL font; base line and advances of ZPL font 0.

Sources: Zebra EPL Programming Guide 14245L-003, command A (cells; characters per inch give the advances); ZPL II
Programming Guide, fonts; font 0 as an independent renderer draws it, measured character by character 2026-11.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from core.resources import resource
from printers.virtual.page import Fault
from printers.virtual.sheet import Drawing, TextNote, new_mask

_SCALABLE_BASELINE = 0.75  # of the height, from the top of capitals
# Advances of font 0 from space to tilde in thousandths of the height.
_SCALABLE_ADVANCES = (
    (250, 335, 335, 500, 500, 835, 665, 250, 335, 335, 500, 500, 335, 335, 335, 280)  # space to /
    + (500,) * 10
    + (280, 280, 500, 500, 500, 500, 835)  # : to @
    + (555, 555, 555, 610, 500, 500, 610, 610, 280, 445, 555, 500, 780, 610, 610, 555)  # A to P
    + (610, 610, 555, 500, 610, 555, 835, 555, 555, 500)  # Q to Z
    + (335, 250, 335, 500, 500, 335)
    + (500, 500, 445, 500, 500, 280, 500, 500, 280, 280, 445, 280, 780, 500, 500, 500)  # a to p
    + (500, 335, 445, 280, 500, 445, 665, 445, 445, 390)  # q to z
    + (275, 250, 275, 500)
)
_OTHER_ADVANCE = 500
_CELL_CAPITAL = 0.62  # height of capitals in a fixed cell
_CELL_BASELINE = 0.8
_OVERSAMPLE = 4
_MAX_HEIGHT = 2000
_INK_THRESHOLD = 112  # of 255: a dot is burnt when 44 % of it is ink, which keeps thin strokes
_CELL_THRESHOLD = 90  # small cells lose thin strokes sooner


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
def _capital_share(name: str) -> float:
    """Height of a capital of the shipped font at size 1."""
    left_top = _font(name, 1000).getbbox("H", anchor="ls")
    return -left_top[1] / 1000


def _advance(character: str) -> int:
    """Advance in thousandths of the height; an accented letter takes that of its base letter."""
    base = unicodedata.normalize("NFD", character)[0]
    place = ord(base) - 0x20
    return _SCALABLE_ADVANCES[place] if 0 <= place < len(_SCALABLE_ADVANCES) else _OTHER_ADVANCE


def scalable_width(text: str, width: int) -> int:
    """Advance of a line of ZPL font 0 in dots, `width` being that of the character matrix."""
    return sum(map(_advance, text)) * width // 1000


def scalable(text: str, height: int, width: int) -> Drawing:
    """One line of ZPL font 0: `height` and `width` of the character matrix in dots."""
    if not 1 <= height <= _MAX_HEIGHT or not 1 <= width <= _MAX_HEIGHT or not text:
        raise Fault(f"font 0 at {height}x{width}")
    advance = max(1, scalable_width(text, width))
    room = max(2, height // 2)  # accents above the capitals, tails below the cell
    mask = new_mask(advance + 2 * room, height + 2 * room)
    so_far = 0
    for character in text:
        left = so_far * width // 1000
        so_far += _advance(character)
        glyph = _scalable_glyph(character, max(1, so_far * width // 1000 - left), height, room)
        mask.paste(1, (room + left, 0), glyph)
    foot = room + round(height * _SCALABLE_BASELINE)
    note = TextNote(text, "0", room, room, advance, height)
    return Drawing(mask, room, room, advance, height, foot, (note,))


@lru_cache(maxsize=4096)
def _scalable_glyph(character: str, advance: int, height: int, room: int) -> Image.Image:
    """One character with its advance as width, `room` above and below its cell."""
    finer = _oversample(height)
    pixel = max(1, round(height * _SCALABLE_BASELINE / _capital_share("Bold") * finer))
    font = _font("Bold", pixel)
    large = Image.new("L", (max(1, round(font.getlength(character))), (height + 2 * room) * finer), 0)
    baseline = round((room + height * _SCALABLE_BASELINE) * finer)
    ImageDraw.Draw(large).text((0, baseline), character, font=font, fill=255, anchor="ls")
    return _burnt(large.resize((advance, height + 2 * room), Image.Resampling.BOX))


def _oversample(height: int) -> int:
    return _OVERSAMPLE if height <= 120 else 2 if height <= 400 else 1


def _burnt(picture: Image.Image, threshold: int = _INK_THRESHOLD) -> Image.Image:
    return picture.point(lambda value: 255 if value >= threshold else 0).convert("1", dither=Image.Dither.NONE)


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
    foot = round(cell.height * down * _CELL_BASELINE)
    return Drawing(mask, 0, 0, width, cell.height * down, foot, (note,))


@lru_cache(maxsize=2048)
def _glyph(character: str, cell: Cell) -> Image.Image:
    """One character widened, squeezed or centred into its cell; accents on capitals find room above."""
    font_name = "SemiBold" if cell.height > 18 else "Bold"
    finer = 8
    pixel = max(1, round(cell.height * _CELL_CAPITAL / _capital_share(font_name) * finer))
    font = _font(font_name, pixel)
    natural = max(1, round(font.getlength(character)))
    large = Image.new("L", (natural, cell.height * finer), 0)
    baseline = round(cell.height * _CELL_BASELINE * finer)
    ImageDraw.Draw(large).text((0, baseline), character, font=font, fill=255, anchor="ls")
    room = cell.width * finer
    across = min(room, natural * 5 // 4)
    framed = Image.new("L", (room, large.height), 0)
    framed.paste(large.resize((across, large.height), Image.Resampling.BOX), ((room - across) // 2, 0))
    return _burnt(framed.resize((cell.width, cell.height), Image.Resampling.BOX), _CELL_THRESHOLD)
