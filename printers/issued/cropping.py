"""Finding labels on a page: where the symbols are, and the frame or the block of print around them.

A page of the label's own size is the label. On a larger page (Letter with instructions, two on a sheet) each block that
holds a symbol and fits the paper is one; nothing is ever scaled.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

_TOLERANCE = 0.03  # of the label's size: printers' margins and rounding
_CELL = 16  # dots: a sixteenth of an inch at 254 dpi
_FRAME = 0.6  # a block of this part of the label's size is the label's own frame
_DARK = 160


class NoLabelFound(Refused):
    """No label can be told apart on the page. Fields: ``reason`` (``no-symbol``, ``too-large``), ``page`` (from 1)."""

    code = "issued.no-label-found"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page, in dots; right and bottom are just outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In dots."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In dots."""
        return self.bottom - self.top

    def union(self, other: "Box") -> "Box":
        """The smallest box around both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top), max(self.right, other.right),
            max(self.bottom, other.bottom),
        )  # fmt: skip

    def holds(self, x: int, y: int) -> bool:
        """Whether a dot lies in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


def labels_on(page: "Image", width: int, height: int, symbols: list[tuple[int, int]], number: int) -> "list[Image]":
    """The labels on a page, upright, each `width` by `height` dots, from top left to bottom right.

    Args:
        page: Grey levels at the head's own resolution.
        width: Of the label, dots.
        height: Of the label, dots.
        symbols: Middle of each symbol on the page.
        number: Of the page, from 1, for the words.

    Raises:
        NoLabelFound: No symbol, or a block around one that is larger than the label.
    """
    if _is_size(page.size, width, height):
        return [_on_paper(page, width, height)]
    if _is_size(page.size, height, width):
        return [_on_paper(_upright(page), width, height)]
    if not symbols:
        raise NoLabelFound(reason="no-symbol", page=number)
    found: list[Box] = []
    blocks = _blocks(page)
    for x, y in symbols:
        if not any(box.holds(x, y) for box in found):
            found.append(_label_around(x, y, blocks, width, height, number))
    found.sort(key=lambda box: (box.top // (height // 2), box.left))
    crops = [page.crop((box.left, box.top, box.right, box.bottom)) for box in found]
    return [_on_paper(crop if _fits(crop.size, width, height) else _upright(crop), width, height) for crop in crops]


def _label_around(x: int, y: int, blocks: list[Box], width: int, height: int, number: int) -> Box:
    """The block that holds a symbol; a small one grows over its neighbours as far as the paper goes."""
    around = [box for box in blocks if box.holds(x, y)]
    fitting = [box for box in around if _fits_somehow(box, width, height)]
    own = max(fitting, key=lambda box: box.width * box.height, default=None)
    if own is not None:
        long, short = max(own.width, own.height), min(own.width, own.height)
        if long >= _FRAME * height and short >= _FRAME * width:
            return own
    if own is None or len(fitting) < len(around):  # what is around it is no label of this size
        raise NoLabelFound(reason="too-large", page=number)
    rest = [box for box in blocks if box is not own]
    while rest:
        nearest = min(rest, key=partial(_distance, own))
        rest.remove(nearest)
        both = own.union(nearest)
        if _fits_somehow(both, width, height):
            own = both
        else:
            break
    return own


def _blocks(page: "Image") -> list[Box]:
    """Blocks of print: dark cells that touch, with a cell of room between them."""
    ink = page.point(lambda value: 255 if value < _DARK else 0)
    columns, rows = -(-page.width // _CELL), -(-page.height // _CELL)
    dark = {
        (column, row)
        for row in range(rows)
        for column in range(columns)
        if ink.crop(
            (column * _CELL, row * _CELL, min(page.width, (column + 1) * _CELL), min(page.height, (row + 1) * _CELL))
        ).getbbox()
    }  # fmt: skip
    found = []
    while dark:
        heap = [dark.pop()]
        cells = []
        while heap:
            column, row = heap.pop()
            cells.append((column, row))
            near = {(column + dx, row + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2)} & dark
            dark -= near
            heap.extend(near)
        found.append(_box_of(cells, ink))
    return sorted(found, key=lambda box: (box.top, box.left, box.bottom, box.right))


def _box_of(cells: list[tuple[int, int]], ink: "Image") -> Box:
    left, right = min(c for c, _ in cells) * _CELL, (max(c for c, _ in cells) + 1) * _CELL
    top, bottom = min(r for _, r in cells) * _CELL, (max(r for _, r in cells) + 1) * _CELL
    exact = ink.crop((left, top, min(right, ink.width), min(bottom, ink.height))).getbbox()
    assert exact is not None, "a block has ink"
    return Box(left + exact[0], top + exact[1], left + exact[2], top + exact[3])


def _distance(one: Box, other: Box) -> int:
    across = max(one.left - other.right, other.left - one.right, 0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0)
    return across + down


def _is_size(size: tuple[int, int], width: int, height: int) -> bool:
    return abs(size[0] - width) <= _TOLERANCE * width and abs(size[1] - height) <= _TOLERANCE * height


def _fits(size: tuple[int, int], width: int, height: int) -> bool:
    return size[0] <= width * (1 + _TOLERANCE) and size[1] <= height * (1 + _TOLERANCE)


def _fits_somehow(box: Box, width: int, height: int) -> bool:
    return _fits((box.width, box.height), width, height) or _fits((box.height, box.width), width, height)


def _upright(picture: "Image") -> "Image":
    from PIL import Image

    return picture.transpose(Image.Transpose.ROTATE_90)


def _on_paper(picture: "Image", width: int, height: int) -> "Image":
    """`picture` in the middle of white paper, dot for dot; what hangs over by the tolerance is cut."""
    from PIL import Image

    paper = Image.new("L", (width, height), 255)
    paper.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    return paper
