r"""Text of ZPL fields: encodings, fonts, and the field block with its own line breaking.

Source: Zebra ZPL II Programming Guide 45541L, ^A, ^CI, ^FB (comments on \& and soft hyphens, overflow, ^FT).
"""

from printers.virtual import glyphs
from printers.virtual.page import Complaints, Fault, printable
from printers.virtual.sheet import Drawing, TextNote, new_mask
from printers.virtual.zpl_state import MAX_DOTS, Block, FontChoice, Params, ZplState

ENCODINGS = {0: "cp850", 13: "cp850", 27: "cp1252", 28: "utf-8"}
MAX_FIELD_BYTES = 3072
_SCALABLE = "0PQRSTUV"
FONT_NAMES = frozenset(_SCALABLE) | frozenset(glyphs.ZPL_FONTS)
_SOFT_HYPHEN = "\u00ad"
_LINE_END = "\n"
# The resident scalable font has the Latin letters; other scripts need a font in the printer's memory.
_LATIN_END = 0x0250
_MORE_SIGNS = "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"


def decoded(data: bytes, encoding: str, complain: Complaints) -> str:
    """Field bytes as text without control characters; what is dropped or cannot be shown is a fault."""
    if len(data) > MAX_FIELD_BYTES:
        complain.add(f"field data of {len(data)} bytes is cut at {MAX_FIELD_BYTES}")
        data = data[:MAX_FIELD_BYTES]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        complain.add(f"field data is not {encoding}: {printable(data)}")
        text = data.decode(encoding, "replace")
    controls = sorted({ord(character) for character in text if ord(character) < 0x20 or ord(character) == 0x7F})
    if controls:
        complain.add(f"control bytes in field data: {', '.join(f'{code:02X}' for code in controls)}")
        text = "".join(character for character in text if ord(character) >= 0x20 and ord(character) != 0x7F)
    foreign = sorted({ch for ch in text if ord(ch) >= _LATIN_END and ch not in _MORE_SIGNS})
    if foreign:
        complain.add(f"no glyph in the resident font: {', '.join(f'U+{ord(ch):04X}' for ch in foreign[:8])}")
    return text


def line(text: str, font: FontChoice) -> Drawing:
    """One line in a font."""
    if font.name in glyphs.ZPL_FONTS:
        cell = glyphs.ZPL_FONTS[font.name]
        across = max(1, min(10, round(font.width / cell.width)))
        down = max(1, min(10, round(font.height / cell.height)))
        return glyphs.cells(text, cell, across, down, font.name)
    return glyphs.scalable(text, font.height, font.width)


def line_width(text: str, font: FontChoice) -> int:
    """Advance of a line in dots."""
    if not text:
        return 0
    if font.name in glyphs.ZPL_FONTS:
        cell = glyphs.ZPL_FONTS[font.name]
        return len(text) * cell.advance * max(1, min(10, round(font.width / cell.width)))
    return glyphs.scalable_width(text, font.width)


def unescaped(text: str) -> str:
    r"""Inside ^FB: \& ends a line, \\ is a backslash, \ with a letter or digit is a soft hyphen."""
    out: list[str] = []
    place = 0
    while place < len(text):
        pair = text[place : place + 2]
        if pair == "\\&":
            out.append(_LINE_END)
        elif pair == "\\\\":
            out.append("\\")
        elif len(pair) == 2 and pair[0] == "\\" and pair[1].isalnum():
            out.append(_SOFT_HYPHEN)
        else:
            out.append(text[place])
            place += 1
            continue
        place += 2
    return "".join(out)


def wrapped(text: str, font: FontChoice, width: int, hanging: int = 0) -> list[str]:
    """Lines that fit the width; a word that is too long is broken with a hyphen, as the printer does."""
    lines: list[str] = []
    for paragraph in text.split(_LINE_END):
        current = ""
        for word in paragraph.split(" "):
            room = width - (hanging if lines else 0)
            longer = f"{current} {word}" if current else word
            if line_width(longer.replace(_SOFT_HYPHEN, ""), font) <= room:
                current = longer
                continue
            if current:
                lines.append(current)
            current = word
            while line_width(current.replace(_SOFT_HYPHEN, ""), font) > width - (hanging if lines else 0):
                head, current = _broken(current, font, width - (hanging if lines else 0))
                lines.append(head)
                if not current:
                    break
        lines.append(current)
    return [each.replace(_SOFT_HYPHEN, "") for each in lines]


def _broken(word: str, font: FontChoice, room: int) -> tuple[str, str]:
    """The part of a word that fits with a hyphen, and the rest; at least one character."""
    soft = [place for place, character in enumerate(word) if character == _SOFT_HYPHEN]
    for place in reversed(soft):
        if place > 0 and line_width(word[:place].replace(_SOFT_HYPHEN, "") + "-", font) <= room:
            return word[:place] + "-", word[place + 1 :]
    count = len(word) - 1
    while count > 1 and line_width(word[:count] + "-", font) > room:
        count -= 1
    if count < 1:
        return word, ""
    return word[:count] + "-", word[count:]


def block(text: str, font: FontChoice, spec: Block, complain: Complaints) -> Drawing:
    """^FB: several lines; those beyond the last are printed over the last, which is what the printer does."""
    if spec.width < 1:
        raise Fault("^FB without a width prints nothing")
    if "\\" in text.replace("\\\\", "").replace("\\&", ""):
        complain.add("^FB: a single backslash, which hides a letter or asks for a soft hyphen")
    lines = wrapped(unescaped(text), font, spec.width, spec.hanging)
    if len(lines) > spec.lines:
        complain.add(f"^FB: {len(lines)} lines in a block of {spec.lines}")
    pitch = font.height + spec.spacing
    shown = min(len(lines), spec.lines)
    room = max(font.height, 2)
    used = max(pitch, 1) * (shown - 1) + font.height
    mask = new_mask(spec.width + 2 * room, used + 2 * room)
    notes: list[TextNote] = []
    for number, words in enumerate(lines):
        if not words.strip():
            continue
        drawing = line(words, font)
        indent = spec.hanging if number else 0
        free = spec.width - indent - drawing.width
        left = indent + (free // 2 if spec.justify == "C" else free if spec.justify == "R" else 0)
        top = min(number, spec.lines - 1) * pitch
        place = (room + left - drawing.left, room + top - drawing.top)
        mask.paste(1, place, drawing.mask)
        notes.extend(drawing.shifted_text(*place))
    baseline = room + (spec.lines - 1) * pitch + round(font.height * 0.75)
    return Drawing(mask, room, room, spec.width, used, baseline, tuple(notes))


def sized(state: ZplState, name: str, turns: int, params: Params, at: int) -> FontChoice:
    """Height and width at two places; one alone keeps the font's own proportion."""
    default = state.settings.font
    height, width = params.whole(at, 0, 1, MAX_DOTS), params.whole(at + 1, 0, 1, MAX_DOTS)
    if not height and not width:
        height, width = default.height, default.width
    elif name in _SCALABLE:
        height, width = height or width, width or height
    return FontChoice(name, turns, height or 1, width or 1)
