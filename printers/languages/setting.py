"""Setting text: from a `Text` element to lines with their size and places, and the notes for the person."""

from collections.abc import Callable

from core.labels.document import Align, Fit, Text
from printers.languages import fitting, glyphs
from printers.languages.fitting import Face, Fitted, Size
from printers.languages.head import Head
from printers.languages.metrics import WIDEST_MILLI
from printers.languages.writing import clean, in_code_page, visual
from printers.rendered import Note, NoteKind

_CAPITAL_PERCENT = 73  # of the size is the height of a capital letter
_ADDRESSES = ("recipient", "sender")  # small letters there are worth telling


def clean_lines(element: Text) -> list[str]:
    """The harmless lines of an element: several only where it wraps, none without letters."""
    if element.fit is not Fit.WRAP:
        line = clean(element.text)
        return [line] if line else []
    return [line for line in map(clean, element.text.split("\n")) if line]


def fits_plainly(element: Text, lines: list[str], size: int, head: Head, milli: Callable[[str], int]) -> bool:
    """Whether lines of cp1252 fit at their wanted size as they are, so that nothing needs choosing.

    `milli` is the width in thousandths of the size; a line that fits with widest letters is not even measured.
    """
    room = head.grid[element.width_um] * 1000 // size
    for line in lines:
        if line.isascii():
            if len(line) * WIDEST_MILLI > room and milli(line) > room:
                return False
        elif not in_code_page(line, "cp1252") or milli(line) > room:
            return False
    if len(lines) == 1:
        return True
    return len(lines) <= (head.grid[element.height_um] - size) // fitting.pitch(size) + 1


def dot_face(element: Text, head: Head, native: Callable[[str, int], int], code_page: str = "cp1252") -> Face[int]:
    """A face whose sizes are dots; `native` measures what `code_page` has, the rest is measured as drawn."""

    def measure(line: str, size: int) -> int:
        if in_code_page(line, code_page):
            return native(line, size)
        return glyphs.picture_width(visual(line), size, bold=element.bold)

    size = head.dots(element.size_um)
    least = head.dots(fitting.SMALLEST_UM) if element.fit is Fit.WRAP else size * fitting.LEAST_PERCENT // 100
    return Face(fitting.dot_sizes(size, max(1, min(size, least))), measure, int)


def set_lines(element: Text, lines: list[str], face: Face[Size], head: Head, notes: list[Note]) -> Fitted[Size]:
    """Lines and size for the element's box; what was lost or became small is noted."""
    fitted = fitting.fit(lines, element.fit, head.dots(element.width_um), head.dots(element.height_um), face)
    small = face.height(fitted.size) * 100 < head.dots(element.size_um) * fitting.NOTED_PERCENT
    if fitted.lost:
        notes.append(Note(NoteKind.CUT, element.role, fitted.lost))
    elif small and element.role in _ADDRESSES:
        notes.append(Note(NoteKind.SHRUNK, element.role, " ".join(lines)))
    return fitted


def first_line(element: Text, lines: int, height: int, head: Head) -> int:
    """Where the capital letters of the first of `lines` lines of `height` dots begin."""
    top = head.grid[element.y_um]
    if not element.middle:
        return top
    used = (lines - 1) * fitting.pitch(height) + height * _CAPITAL_PERCENT // 100
    return top + max(0, (head.grid[element.height_um] - used) // 2)


def note_letters(element: Text, lines: list[str], *, drawn: bool, notes: list[Note]) -> None:
    """Tell which letters are `drawn` as graphics, and which no font here has."""
    if drawn:
        notes.append(Note(NoteKind.DRAWN, element.role, " ".join(lines)))
    missing = glyphs.missing_letters("".join(lines))
    if missing:
        notes.append(Note(NoteKind.MISSING, element.role, missing))


def indent(align: Align, spare: int) -> int:
    """Dots to move a line to the right in its box."""
    if align is Align.LEFT:
        return 0
    return max(0, spare // 2 if align is Align.CENTRE else spare)
