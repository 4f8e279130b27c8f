"""How ^BC field data becomes code words: modes N, U, A and D.

Source: Zebra ZPL II Programming Guide 45541L, ^BC: "Code 128 Subsets", table of invocation characters, and the
comments on subsets A and C being given as pairs of digits. Where firmwares are known to differ (invocation characters
in mode A) the symbol is built as documented and a fault is noted, so that the station never relies on it.
"""

from dataclasses import dataclass, field

from printers.virtual.code128 import FNC1, FNC2, FNC3, CodeSet, shortest, value_in
from printers.virtual.page import Fault

_START = {"9": CodeSet.A, ":": CodeSet.B, ";": CodeSet.C}
_AS_CHARACTER = {"<": "^", "0": ">", "=": "~"}
_CODE = {"1": 95, "2": 96, "3": 97, "4": 98, "5": 99, "6": 100, "7": 101, "8": 102}
_LATCH_TO = {"5": CodeSet.C, "6": CodeSet.B, "7": CodeSet.A}
_UCC_CASE_DIGITS = 19


@dataclass(slots=True)
class _Builder:
    """Code words while field data of mode N is read."""

    current: CodeSet
    values: list[int]
    faults: list[str] = field(default_factory=list)
    half: str = ""  # first digit of a pair in set A or C

    def character(self, character: str) -> None:
        if self.current is CodeSet.B:
            value = value_in(CodeSet.B, character)
            if value is None:
                raise Fault(f"^BC: set B has no character {ord(character):#04x}")
            self.values.append(value)
        elif not (character.isascii() and character.isdigit()):
            self.faults.append(f"^BC: {character!r} ignored in set {self.current.name}, which takes pairs of digits")
            self.half = ""
        elif self.half:
            self._pair(self.half + character)
            self.half = ""
        else:
            self.half = character

    def _pair(self, pair: str) -> None:
        if self.current is CodeSet.A and int(pair) > 95:
            self.faults.append(f"^BC: {pair} is not a character of set A")
        else:
            self.values.append(int(pair))

    def invocation(self, code: str) -> None:
        self.end_pair()
        if code in _AS_CHARACTER and self.current is not CodeSet.C:
            value = value_in(self.current, _AS_CHARACTER[code])
            if value is not None:
                self.values.append(value)
                return
        if code not in _CODE or (self.current is CodeSet.C and code in "1234"):
            self.faults.append(f"^BC: invocation >{code} has no meaning in set {self.current.name}")
            return
        if code in _LATCH_TO and _LATCH_TO[code] is self.current:
            if self.current is CodeSet.C:
                self.faults.append("^BC: >5 in set C")
                return
            raise Fault(f"^BC: >{code} in set {self.current.name} is FNC4")
        self.values.append(_CODE[code])
        self.current = _LATCH_TO.get(code, self.current)

    def end_pair(self) -> None:
        if self.half:
            self.faults.append(f"^BC: single digit {self.half!r} ignored in set {self.current.name}")
            self.half = ""


def mode_n(data: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Code words as given by the sender, set B unless another start is invoked; and what was ignored."""
    start = CodeSet.B
    if len(data) >= 2 and data[0] == ">" and data[1] in _START:
        start = _START[data[1]]
        data = data[2:]
    builder = _Builder(start, [start.value])
    place = 0
    while place < len(data):
        if data[place] == ">" and place + 1 < len(data):
            builder.invocation(data[place + 1])
            place += 2
        else:
            builder.character(data[place])
            place += 1
    builder.end_pair()
    if len(builder.values) == 1:
        raise Fault("^BC: nothing to encode")
    return tuple(builder.values), tuple(builder.faults)


def _functions(data: str) -> str:
    """Invocation characters as function characters, for the modes that choose the sets themselves."""
    for code, meaning in ((">8", FNC1), (">3", FNC2), (">2", FNC3), (">0", ">"), ("><", "^"), (">=", "~")):
        data = data.replace(code, meaning)
    for code in (">9", ">:", ">;", ">5", ">6", ">7"):
        data = data.replace(code, "")
    return data


def mode_a(data: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The printer packs by itself."""
    if ">" not in data:
        return shortest(data), ()
    return shortest(_functions(data)), ("^BC: invocation codes in mode A, where firmwares differ",)


def mode_d(data: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """UCC/EAN: parentheses and spaces are shown but not encoded; FNC1 leads, further ones are asked for by >8."""
    plain = _functions(data.translate(str.maketrans("", "", "() ")))
    return shortest(FNC1 + plain.removeprefix(FNC1)), ()


def mode_u(data: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """UCC case: 19 digits, the check digit is added; longer data is cut, shorter filled with zeros."""
    if not (data.isascii() and data.isdigit()):
        raise Fault("^BC: mode U takes digits only")
    digits = data[:_UCC_CASE_DIGITS].ljust(_UCC_CASE_DIGITS, "0")
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    faults = () if len(data) == _UCC_CASE_DIGITS else (f"^BC: mode U with {len(data)} digits",)
    return shortest(FNC1 + digits + str(-total % 10)), faults


MODES = {"N": mode_n, "A": mode_a, "D": mode_d, "U": mode_u}


def shown(data: str) -> str:
    """The interpretation line: the data without invocation characters."""
    for code, meaning in ((">0", ">"), ("><", "^"), (">=", "~")):
        data = data.replace(code, meaning)
    for code in "123456789:;":
        data = data.replace(">" + code, "")
    return data
