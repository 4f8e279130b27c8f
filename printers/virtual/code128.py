"""Code 128 by its own rules, code word by code word, as the firmware of a label printer builds it.

Written apart from any encoder that the station uses for its own labels, so that a label read back here is a second
opinion. What a symbol says is always decoded from its code words, never copied from the command.

Source: ISO/IEC 15417 (character set, check digit); Zebra ZPL II Programming Guide 45541L, ^BC, table of invocation
characters and modes.
"""

from enum import Enum

from printers.virtual.page import Fault

# Bar and space widths of code words 0 to 105, and the stop character of seven elements.
_ALL_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
_PATTERNS = tuple(_ALL_WIDTHS[place : place + 6] for place in range(0, len(_ALL_WIDTHS), 6))
_STOP = "2331112"

FNC1, FNC2, FNC3, FNC4 = "\ue001", "\ue002", "\ue003", "\ue004"  # private code points while encoding
GS = "\x1d"


class CodeSet(Enum):
    """The three code sets, by their start code word."""

    A = 103
    B = 104
    C = 105


_Ways = dict[CodeSet, tuple[int, tuple[int, ...]]]  # the cheapest code words that end in a set, with their number

_LATCH = {CodeSet.A: 101, CodeSet.B: 100, CodeSet.C: 99}
_FUNCTION_VALUES = {FNC1: 102, FNC2: 97, FNC3: 96}
_SHIFT = 98
_LONGEST_DATA = 200  # characters; the longest symbol that any printer draws across its head is far shorter


def modules(values: tuple[int, ...]) -> str:
    """The bars of code words (with start, without check and stop) as '1' and '0', check and stop added."""
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    widths = "".join(_PATTERNS[value] for value in (*values, check)) + _STOP
    return "".join(("1" if place % 2 == 0 else "0") * int(width) for place, width in enumerate(widths))


def decoded(values: tuple[int, ...]) -> tuple[bool, str]:
    """What a scanner sends: (begins with FNC1, text with GS for each other FNC1)."""
    current = CodeSet(values[0])
    shifted: CodeSet | None = None
    out: list[str] = []
    for value in values[1:]:
        active, shifted = shifted or current, None
        if value == 102:
            out.append(FNC1)
        elif active is CodeSet.C:
            if value < 100:
                out.append(f"{value:02d}")
            else:
                current = CodeSet.B if value == 100 else CodeSet.A
        elif value < 96:
            out.append(chr(value - 64 if active is CodeSet.A and value >= 64 else value + 32))
        elif value == _SHIFT:
            shifted = CodeSet.B if active is CodeSet.A else CodeSet.A
        elif value == 99:
            current = CodeSet.C
        elif value == 100 and active is CodeSet.A:
            current = CodeSet.B
        elif value == 101 and active is CodeSet.B:
            current = CodeSet.A
        # what is left are FNC2, FNC3 and FNC4, which a scanner does not send as text
    leading = bool(out) and out[0] == FNC1
    return leading, "".join(GS if part == FNC1 else part for part in (out[1:] if leading else out))


def shortest(text: str, only: CodeSet | None = None) -> tuple[int, ...]:
    """The fewest code words (latches, no shifts) for a text that may hold FNC1 to FNC3.

    Args:
        text: Characters up to 127, and the function characters of this module.
        only: Keep to this code set.

    Raises:
        Fault: A character that Code 128 (or the wanted set) does not have.
    """
    if not text or len(text) > _LONGEST_DATA:
        raise Fault(f"Code 128 of {len(text)} characters")
    sets = (only,) if only else tuple(CodeSet)
    later: list[_Ways] = [{} for _ in range(len(text) + 2)]
    for code_set in sets:
        later[0][code_set] = (1, (code_set.value,))
    for place in range(len(text)):
        _latches(later[place], sets)
        for code_set, (cost, values) in later[place].items():
            step = _step(text, place, code_set)
            if step is None:
                continue
            value, used = step
            known = later[place + used].get(code_set)
            if known is None or cost + 1 < known[0]:
                later[place + used][code_set] = (cost + 1, (*values, value))
        if not later[place + 1] and not later[place + 2]:
            if only is CodeSet.C and text[place].isdigit():
                raise Fault("Code 128 set C with an odd number of digits")
            raise Fault(f"Code 128 cannot hold character {ord(text[place]):#04x}")
    return min(later[len(text)].values())[1]


def _latches(ways: _Ways, sets: tuple[CodeSet, ...]) -> None:
    """Add, for one place in the text, the ways that change the code set there."""
    for source, (cost, values) in list(ways.items()):
        for target in sets:
            if target is source or len(values) == 1:
                continue
            if target not in ways or cost + 1 < ways[target][0]:
                ways[target] = (cost + 1, (*values, _LATCH[target]))


def _step(text: str, place: int, code_set: CodeSet) -> tuple[int, int] | None:
    """The code word for what stands at `place` in this set and how many characters it takes."""
    character = text[place]
    if character == FNC1:
        return 102, 1
    if code_set is CodeSet.C:
        pair = text[place : place + 2]
        return (int(pair), 2) if len(pair) == 2 and pair.isascii() and pair.isdigit() else None
    value = _FUNCTION_VALUES.get(character)
    if value is None:
        value = value_in(code_set, character)
    return None if value is None else (value, 1)


def value_in(code_set: CodeSet, character: str) -> int | None:
    """The code word of one character in set A or B, None where the set lacks it."""
    code = ord(character)
    if code_set is CodeSet.A and code < 96:
        return code - 32 if code >= 32 else code + 64
    if code_set is CodeSet.B and 32 <= code < 128:
        return code - 32
    return None
