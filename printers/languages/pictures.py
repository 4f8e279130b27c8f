"""Rows of dots for what a language cannot draw by itself: pictures, matrices, bars, the hexagons of MaxiCode."""

from functools import lru_cache

from core.labels.document import Image, MaxiCode
from printers import barcodes
from printers.barcodes import pack_bits
from printers.languages.head import Head

# ISO/IEC 16023: 30 columns 0.88 mm apart, rows 0.76 mm apart, every second row half a column to the right.
MAXICODE_PITCH_UM = 880
MAXICODE_ROW_UM = 762
MAXICODE_COLUMNS, MAXICODE_ROWS = 30, 33
MAXICODE_RINGS = (
    (16.43, 1.57),
    (10.15, 1.57),
    (3.88, 1.57),
)  # middle diameter and thickness of the bull's-eye, half pitches


def image_rows(image: Image, head: Head) -> tuple[bytes, ...]:
    """A 1-bit picture with each pixel a whole number of dots wide and high."""
    times = max(1, head.dots(image.module_um))
    found: list[bytes] = []
    for row in image.rows:
        bits = f"{int.from_bytes(row, 'big'):0{len(row) * 8}b}"[: image.pixels_wide]
        found += [pack_bits("".join(bit * times for bit in bits))] * times
    return tuple(found)


def maxicode_rows(element: MaxiCode, head: Head) -> tuple[bytes, ...]:
    """The symbol at its true size for this head; a hexagon is black where a dot's middle lies in it."""
    matrix = barcodes.maxicode(element.postal, element.country, element.service_class, element.message)
    width, cells = _hexagons(head)
    rows = list(_bull(head))
    for line, hexagons in zip(matrix.rows, cells, strict=True):
        for bit, spans in zip(line, hexagons, strict=True):
            if bit == "1":
                for y, bits in spans:
                    rows[y] |= bits
    stride = -(-width // 8)
    return tuple((row << (stride * 8 - width)).to_bytes(stride, "big") for row in rows)


def maxicode_size(head: Head) -> tuple[int, int]:
    """Width and height of the symbol in dots."""
    return _hexagons(head)[0], len(_bull(head))


Span = tuple[int, int]  # row and the bits to set in it


@lru_cache(maxsize=4)
def _hexagons(head: Head) -> tuple[int, tuple[tuple[tuple[Span, ...], ...], ...]]:
    """Width in dots, and for each cell of the 33 rows by 30 columns the dots of its hexagon."""
    pitch, row_pitch = MAXICODE_PITCH_UM, MAXICODE_ROW_UM
    width = head.dots(pitch * 61 // 2)
    cells = tuple(
        tuple(
            _hexagon(pitch * (2 * column + 1 + row % 2) // 2, row_pitch * row + pitch * 577 // 1000, width, head)
            for column in range(MAXICODE_COLUMNS)
        )
        for row in range(MAXICODE_ROWS)
    )
    return width, cells


def _hexagon(x_um: int, y_um: int, width: int, head: Head) -> tuple[Span, ...]:
    """Dots of one upright hexagon around (x, y); a dot of white is left between neighbours by their own rounding."""
    half = MAXICODE_PITCH_UM // 2
    tip = half * 1155 // 1000
    dot = head.per // head.times
    spans: list[Span] = []
    for y in range(head.dots(y_um - tip), head.dots(y_um + tip) + 1):
        away = abs(y * head.per // head.times + dot // 2 - y_um)
        if away >= tip:
            continue
        reach = half if away <= tip // 2 else half * (tip - away) * 2 // tip
        left, right = head.dots(x_um - reach), head.dots(x_um + reach)
        if right > left:
            spans.append((y, ((1 << (right - left)) - 1) << (width - right)))
    return tuple(spans)


@lru_cache(maxsize=4)
def _bull(head: Head) -> tuple[int, ...]:
    """The three rings in the middle, as one number a row."""
    width = head.dots(MAXICODE_PITCH_UM * 61 // 2)
    height = head.dots(MAXICODE_ROW_UM * 32 + MAXICODE_PITCH_UM * 1155 // 1000)
    half_pitch = MAXICODE_PITCH_UM // 2
    x_um, y_um = half_pitch * 29, MAXICODE_ROW_UM * 16 + MAXICODE_PITCH_UM * 577 // 1000
    dot = head.per // head.times
    rows: list[int] = []
    for y in range(height):
        bits = 0
        for x in range(width):
            away_x, away_y = x * head.per // head.times + dot // 2 - x_um, y * head.per // head.times + dot // 2 - y_um
            away = (away_x * away_x + away_y * away_y) ** 0.5 / half_pitch
            black = any(abs(away - diameter / 2) <= thick / 2 for diameter, thick in MAXICODE_RINGS)
            bits = bits << 1 | black
        rows.append(bits)
    return tuple(rows)
