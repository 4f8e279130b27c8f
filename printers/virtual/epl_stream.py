"""Cuts an EPL2 stream into lines as the bytes arrive; GW carries raw bytes after its line.

Source: Zebra EPL Programming Guide 14245L-003, "Basic Syntax", GW; Zebra support note on the separator after the
fourth GW parameter (a comma or a line end).
"""

import re
from dataclasses import dataclass

from printers.virtual.page import Fault, printable

_GRAPHIC = re.compile(rb"GW(-?\d{1,5}),(-?\d{1,5}),(\d{1,3}),(\d{1,5})(?:,|\r*\n)")
_GRAPHIC_HEAD_MAX = 40
_ESCAPED = re.compile(rb'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Line:
    """One command line without its end; `graphic` holds the raw bytes of GW."""

    text: bytes
    raw: bytes
    at: int
    graphic: bytes | None = None


class EplStream:
    """The receive buffer of an EPL printer."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._at = 0
        self._scanned = 0  # bytes of the buffer known to hold no line end

    def feed(self, data: bytes) -> None:
        """Take more bytes."""
        self._buffer += data

    @property
    def waiting(self) -> int:
        """Bytes of a line that is not complete yet."""
        return len(self._buffer)

    def next(self, final: bool = False) -> Line | None:
        """The next complete line, or None until more bytes come; at the end half a line is no line."""
        if self._buffer[:2] == b"GW":
            header = _GRAPHIC.match(self._buffer)
            if header is not None:
                count = int(header[3]) * int(header[4])
                end = header.end() + count
                if end > len(self._buffer):
                    return None
                text = bytes(self._buffer[: header.end()]).rstrip(b",\r\n")
                graphic = bytes(self._buffer[header.end() : end])
                raw, at = self._take(end)
                return Line(text, raw, at, graphic)
            if not final and len(self._buffer) < _GRAPHIC_HEAD_MAX and b"\n" not in self._buffer:
                return None
        end = self._buffer.find(b"\n", self._scanned)
        if end < 0:
            self._scanned = len(self._buffer)
            return None
        raw, at = self._take(end + 1)
        return Line(raw.rstrip(b"\r\n"), raw, at)

    def _take(self, count: int) -> tuple[bytes, int]:
        taken, at = bytes(self._buffer[:count]), self._at
        del self._buffer[:count]
        self._at += count
        self._scanned = 0
        return taken, at


class EplParams:
    """The parameters of one line: comma separated, a string in quotation marks last."""

    def __init__(self, name: str, text: bytes) -> None:
        self.name = name
        plain, quote, rest = text.partition(b'"')
        if quote and plain and not plain.endswith(b","):
            raise Fault(f"{name}: no comma before the string")
        self.data = _unquoted(name, rest) if quote else None
        plain = plain.removesuffix(b",") if quote else plain
        self.parts = [part.decode("latin-1") for part in plain.split(b",")] if plain else []

    def count(self, low: int, high: int | None = None) -> None:
        """Refuse another number of parameters (the string not counted)."""
        if not low <= len(self.parts) <= (low if high is None else high):
            raise Fault(f"{self.name}: {len(self.parts)} parameters")

    def whole(self, place: int, low: int, high: int) -> int:
        """A whole number in a range."""
        return whole(self.name, self.parts[place] if place < len(self.parts) else "", low, high)

    def choice(self, place: int, allowed: str) -> str:
        """One letter of a set."""
        text = self.parts[place] if place < len(self.parts) else ""
        if len(text) != 1 or text not in allowed:
            raise Fault(f"{self.name}: {printable(text)} is not one of {allowed}")
        return text

    def string(self) -> bytes:
        """The string, which must be there."""
        if self.data is None:
            raise Fault(f"{self.name}: no string")
        return self.data

    def no_string(self) -> None:
        """Refuse a string."""
        if self.data is not None:
            raise Fault(f"{self.name}: a string is not expected")


def whole(name: str, text: str, low: int, high: int) -> int:
    """A whole number in a range, or a Fault that names the command."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 8:
        raise Fault(f"{name}: {printable(text)!r} is not a number")
    if not low <= int(text) <= high:
        raise Fault(f"{name}: {text} is outside {low} to {high}")
    return int(text)


def _unquoted(name: str, text: bytes) -> bytes:
    r"""The string up to its closing mark, \" and \\ resolved; anything after the mark is a syntax error."""
    out = bytearray()
    place = 0
    while place < len(text):
        escaped = _ESCAPED.match(text, place)
        if escaped is not None:
            out += escaped[1]
            place = escaped.end()
        elif text[place : place + 1] == b'"':
            if text[place + 1 :].strip(b" "):
                raise Fault(f"{name}: text after the string: {printable(text[place + 1 :])}")
            return bytes(out)
        elif text[place : place + 1] == b"\\":
            raise Fault(f"{name}: a single backslash in the string")
        else:
            out.append(text[place])
            place += 1
    raise Fault(f"{name}: the string has no end")
