"""Letters that a language lacks, from the fonts in `resources/fonts`: which font has them, and their pictures.

Pillow is imported on first use. Its basic layout is used everywhere, so that a picture does not depend on libraries
that happen to be on the machine; `writing.visual` has put the letters in order before.
"""

import bisect
import math
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from core.resources import resource

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_REGULAR = ("LiberationSans-Regular", "DejaVuSans", "NotoSansThai-Regular", "DroidSansFallbackFull", "NanumSquareR")
_BOLD = ("LiberationSans-Bold", *_REGULAR[1:])
FRAME = "\u25a1"  # stands for a letter that no font here has


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one font of `resources/fonts` (its file name without ``.ttf``)."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Text as dots.

    Attributes:
        width: In dots.
        above: Dots above the top of the capital letters (accents).
        rows: Bytes of each row, most significant bit left, 1 is black.
    """

    width: int
    above: int
    rows: tuple[bytes, ...]


def runs(text: str, *, bold: bool = False) -> tuple[Run, ...]:
    """`text`, already in visual order, in pieces of one font each; unknown letters become frames."""
    found: list[Run] = []
    for letter in text:
        font = next((name for name in (_BOLD if bold else _REGULAR) if has_letter(name, letter)), None)
        run = Run(font, letter) if font else Run("DejaVuSans", FRAME)
        if found and found[-1].font == run.font:
            found[-1] = Run(run.font, found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)


def missing_letters(text: str) -> str:
    """The letters of `text` that no font here has, once each."""
    return "".join(dict.fromkeys(c for c in text if not any(has_letter(name, c) for name in _REGULAR)))


def picture_width(text: str, size: int, *, bold: bool = False) -> int:
    """Width of `text` in dots when drawn at `size` dots."""
    return sum(_advance(_font(run.font, size), run.text) for run in runs(text, bold=bold))


def _advance(font: "FreeTypeFont", text: str) -> int:
    """Dots that a run takes: its advance as it is drawn, or its ink where that reaches further; nothing is clipped.

    Widths of the black-and-white mode differ from the grey mode's by several dots a line.
    """
    return max(math.ceil(font.getlength(text, mode="1")), math.ceil(font.getbbox(text, mode="1", anchor="ls")[2]))


@lru_cache(maxsize=256)
def picture(text: str, size: int, *, bold: bool = False) -> Picture:
    """`text` drawn at `size` dots, black where a dot is more than half covered."""
    from PIL import Image, ImageDraw

    above, below = size // 4 + 1, size // 4 + 1
    capital = _font(_REGULAR[0], size).getbbox("H", anchor="ls")[1]
    width = max(1, picture_width(text, size, bold=bold))
    image = Image.new("1", (width, above - round(capital) + below), 0)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    x = 0
    for run in runs(text, bold=bold):
        font = _font(run.font, size)
        draw.text((x, above - round(capital)), run.text, fill=1, font=font, anchor="ls")
        x += _advance(font, run.text)
    box = image.getbbox()
    top, bottom = (box[1], box[3]) if box else (above, above + 1)
    stride, data = -(-width // 8), image.tobytes()
    rows = tuple(data[y * stride : (y + 1) * stride] for y in range(top, bottom))
    return Picture(width, above - top, rows)


@lru_cache(maxsize=4096)
def has_letter(font: str, letter: str) -> bool:
    """Whether the font file has a glyph for `letter`."""
    starts, ends = _coverage(font)
    at = bisect.bisect_right(starts, ord(letter)) - 1
    return at >= 0 and ord(letter) <= ends[at]


def font_path(font: str) -> str:
    """Where the font file lies."""
    return str(resource("fonts", f"{font}.ttf"))


@lru_cache(maxsize=64)
def _font(font: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(font_path(font), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _coverage(font: str) -> tuple[list[int], list[int]]:
    """First and last code points of the ranges in the font's character map (OpenType `cmap`, formats 4 and 12)."""
    data = resource("fonts", f"{font}.ttf").read_bytes()
    tables = {data[12 + 16 * i : 16 + 16 * i]: 12 + 16 * i for i in range(struct.unpack_from(">H", data, 4)[0])}
    start = struct.unpack_from(">I", data, tables[b"cmap"] + 8)[0]
    maps: dict[int, int] = {}
    for i in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)
        if platform in (0, 3):
            maps[struct.unpack_from(">H", data, start + offset)[0]] = start + offset
    ranges = _format_12(data, maps[12]) if 12 in maps else _format_4(data, maps[4])
    return [first for first, _ in ranges], [last for _, last in ranges]


def _format_12(data: bytes, at: int) -> list[tuple[int, int]]:
    count = struct.unpack_from(">I", data, at + 12)[0]
    groups = struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * count])
    return [(first, last) for first, last, _ in groups]


def _format_4(data: bytes, at: int) -> list[tuple[int, int]]:
    doubled = struct.unpack_from(">H", data, at + 6)[0]
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + doubled)
    return [(first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF]
