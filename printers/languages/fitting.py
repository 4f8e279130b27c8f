"""Putting text into its box: the same rules for every language, each with its own measure.

A font size is whatever the language calls one (dots for ZPL and PDF, a font with its multipliers for EPL). The caller
gives the sizes that it may use, largest first, and says how wide a text and how high a letter is at each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, assert_never

from core.labels.document import Fit

Size = TypeVar("Size")
LEAST_PERCENT = 60  # of the wanted size for a single line: smaller is not readable at a bench
SMALLEST_UM = 1500  # for the lines of a block
WHOLE_PERCENT = 65  # a block's lines stay whole down to this much of its size, then they are broken
NOTED_PERCENT = 60  # a block below this is told to the person
_LAST_KEPT = 2  # lines of a block that are cut last
LINE_PERCENT = 120  # of the size: from one line to the next


@dataclass(frozen=True, slots=True)
class Fitted(Generic[Size]):
    """Text that fits.

    Attributes:
        lines: What is drawn, top first.
        size: The size for all of them.
        lost: What did not fit, empty if nothing.
    """

    lines: tuple[str, ...]
    size: Size
    lost: str


@dataclass(frozen=True, slots=True)
class Face(Generic[Size]):
    """What a language can do with letters.

    Attributes:
        sizes: Allowed sizes, largest first, at least one.
        measure: Width of a text at a size, in dots.
        height: Dots of a line of a size, without the space to the next.
    """

    sizes: Sequence[Size]
    measure: Callable[[str, Size], int]
    height: Callable[[Size], int]


def pitch(height: int) -> int:
    """From one line to the next."""
    return height * LINE_PERCENT // 100


def dot_sizes(size: int, least: int) -> tuple[int, ...]:
    """From `size` down to `least` dots, in steps of a twentieth."""
    found = [max(least, size * percent // 100) for percent in range(100, 0, -5)]
    return tuple(dict.fromkeys(found))


def fit(lines: Sequence[str], mode: Fit, width: int, height: int, face: Face[Size]) -> Fitted[Size]:
    """Choose lines and size so that the text stays in a box of `width` by `height` dots.

    `lines` are one line but for `Fit.WRAP`.
    """
    match mode:
        case Fit.CUT:
            return _cut(lines[0], width, face.sizes[0], face)
        case Fit.SHRINK:
            for size in face.sizes:
                if face.measure(lines[0], size) <= width:
                    return Fitted((lines[0],), size, "")
            return _cut(lines[0], width, face.sizes[-1], face)
        case Fit.WRAP:
            return _block(lines, width, height, face)
        case _:
            assert_never(mode)


def _cut(text: str, width: int, size: Size, face: Face[Size]) -> Fitted[Size]:
    kept = len(text)
    while kept and face.measure(text[:kept].rstrip(), size) > width:
        kept -= 1
    return Fitted((text[:kept].rstrip(),), size, text[kept:].strip())


def _block(lines: Sequence[str], width: int, height: int, face: Face[Size]) -> Fitted[Size]:
    """Whole lines in a slightly smaller size, else broken lines, else one running text, else cut."""
    largest = face.height(face.sizes[0])
    for size in face.sizes:
        if face.height(size) * 100 < largest * WHOLE_PERCENT:
            break
        if len(lines) <= _room(height, size, face) and all(face.measure(line, size) <= width for line in lines):
            return Fitted(tuple(lines), size, "")
    running = ", ".join(line.rstrip(",") for line in lines)
    for arrangement in (lines, (running,)):
        for size in face.sizes:
            broken = _broken(arrangement, width, size, face)
            if len(broken) <= _room(height, size, face):
                return Fitted(broken, size, "")
    return _cut_block(lines, width, height, face)


def _cut_block(lines: Sequence[str], width: int, height: int, face: Face[Size]) -> Fitted[Size]:
    """What nothing else can hold: the middle is cut, and the last lines stay (city, postal code and country)."""
    size = face.sizes[-1]
    room = _room(height, size, face)
    kept_last = min(_LAST_KEPT, len(lines) - 1, room - 1)
    last = lines[len(lines) - kept_last :]
    first = ", ".join(line.rstrip(",") for line in lines[: len(lines) - kept_last])
    head, tail = _broken((first,), width, size, face), _broken(last, width, size, face)
    shown = min(len(tail), room - 1)
    there = room - shown
    lost = (*head[there:], *tail[: len(tail) - shown])
    return Fitted((*head[:there], *tail[len(tail) - shown :]), size, " ".join(lost))


def _room(height: int, size: Size, face: Face[Size]) -> int:
    """How many lines stand in `height`; the last one needs no space below."""
    line = face.height(size)
    return max(1, (height - line) // pitch(line) + 1)


def _broken(lines: Iterable[str], width: int, size: Size, face: Face[Size]) -> tuple[str, ...]:
    """`lines` in pieces that are not wider than the box, between words where possible."""
    found: list[str] = []
    for line in lines:
        row = ""
        for word in line.split(" "):
            longer = f"{row} {word}" if row else word
            if face.measure(longer, size) <= width:
                row = longer
                continue
            found += [row] if row else []
            *full, row = _pieces(word, width, size, face)
            found += full
        found.append(row)
    return tuple(found)


def _pieces(word: str, width: int, size: Size, face: Face[Size]) -> list[str]:
    """One word in as many lines as it needs; a letter wider than the box still gets its own line."""
    found = [""]
    for letter in word:
        if found[-1] and face.measure(found[-1] + letter, size) > width:
            found.append("")
        found[-1] += letter
    return found
