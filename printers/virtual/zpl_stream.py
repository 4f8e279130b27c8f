"""Cuts a ZPL stream into commands as the bytes arrive, with prefixes that the stream itself may change.

A command is complete when the next prefix comes; commands without parameters, and the ~ commands, which a printer
obeys at once, are complete with their own letters. Source: Zebra ZPL II Programming Guide 45541L, "Basic ZPL
Exercises", ^CC ^CD ^CT, ^GF.
"""

import re
from dataclasses import dataclass

_BINARY_GRAPHIC = re.compile(rb"B,(\d{1,7}),\d{1,7},\d{1,5},", flags=re.IGNORECASE)
_BINARY_HEADER_MAX = 32
# Number of parameter bytes of commands that do not wait for the next prefix.
_LENGTHS = {"^XA": 0, "^XZ": 0, "^FS": 0, "^FR": 0, "^CC": 1, "^CD": 1, "^CT": 1}
_TILDE_LENGTHS = {"~CC": 1, "~CD": 1, "~CT": 1, "~HQ": 2, "~SD": 2, "~TA": 3}
_TILDE_OPEN = {"~DG", "~DY", "~DB", "~DE", "~DS", "~DT", "~DU", "~DN", "~EG", "~WQ", "~JS", "~NC", "~RO"}
_WHITE = b" \t\r\n\x00"


@dataclass(frozen=True, slots=True)
class Token:
    """A command: canonical name (``^FO``, ``~HS``), parameter bytes, the bytes as sent, and where it began."""

    name: str
    data: bytes
    raw: bytes
    at: int
    lower_case: bool = False


@dataclass(frozen=True, slots=True)
class Stray:
    """Bytes that belong to no command."""

    raw: bytes
    at: int

    @property
    def is_white(self) -> bool:
        """Only line ends and spaces, which are allowed between commands."""
        return not self.raw.strip(_WHITE)


class ZplStream:
    """The receive buffer of a ZPL printer."""

    def __init__(self) -> None:
        self.caret = ord("^")
        self.tilde = ord("~")
        self.delimiter = ord(",")
        self._buffer = bytearray()
        self._at = 0  # of the first byte in the buffer
        self._scanned = 0  # bytes of the buffer known to hold no further prefix

    def feed(self, data: bytes) -> None:
        """Take more bytes."""
        self._buffer += data

    @property
    def waiting(self) -> int:
        """Bytes of a command that is not complete yet."""
        return len(self._buffer)

    def next(self, final: bool = False) -> Token | Stray | None:
        """The next complete command, or None until more bytes come; `final` completes what is there."""
        start = self._prefix_from(0)
        if start != 0:
            if not self._buffer:
                return None
            return Stray(*self._take(len(self._buffer) if start is None else start))
        named = self._name()
        if named is None:
            return Stray(*self._take(len(self._buffer))) if final else None
        name, head, lower_case = named
        end = self._end(name, head, final)
        if end is None:
            return None
        raw, at = self._take(end)
        return Token(name, raw[head:], raw, at, lower_case)

    def _take(self, count: int) -> tuple[bytes, int]:
        taken, at = bytes(self._buffer[:count]), self._at
        del self._buffer[:count]
        self._at += count
        self._scanned = 0
        return taken, at

    def _prefix_from(self, begin: int) -> int | None:
        hits = [self._buffer.find(prefix, begin) for prefix in {self.caret, self.tilde}]
        found = [hit for hit in hits if hit >= 0]
        return min(found) if found else None

    def _name(self) -> tuple[str, int, bool] | None:
        """Name, length of prefix and name, whether it was written in lower case."""
        sign = "^" if self._buffer[0] == self.caret else "~"
        letters = bytes(self._buffer[1:3])
        if letters[:1] in (b"A", b"a") and sign == "^":
            return "^A", 2, letters[:1] == b"a"
        if len(letters) < 2 or letters[0] in (self.caret, self.tilde):
            return (sign, 1, False) if letters and letters[0] in (self.caret, self.tilde) else None
        if letters[1] in (self.caret, self.tilde):
            return sign + chr(letters[0]), 2, False
        text = letters.decode("latin-1")
        return sign + text.upper(), 3, text != text.upper()

    def _end(self, name: str, head: int, final: bool) -> int | None:
        """Where the command ends in the buffer, None while that is not known."""
        length = _LENGTHS.get(name)
        if length is None and name[0] == "~" and name not in _TILDE_OPEN:
            length = _TILDE_LENGTHS.get(name, 0)
        if length is not None:
            return head + length if len(self._buffer) >= head + length else len(self._buffer) if final else None
        begin = self._binary_end(head, final) if name == "^GF" else head
        if begin is None:
            return None
        found = self._prefix_from(max(begin, self._scanned))
        if found is not None:
            return found
        self._scanned = len(self._buffer)
        return len(self._buffer) if final else None

    def _binary_end(self, head: int, final: bool) -> int | None:
        """Where the raw bytes of ^GFB end (they may hold prefixes); `head` for the other ways."""
        if len(self._buffer) <= head:
            return head if final else None
        if bytes(self._buffer[head : head + 1]) not in (b"B", b"b"):
            return head
        header = _BINARY_GRAPHIC.match(self._buffer, head)
        if header is None:
            return head if final or len(self._buffer) > head + _BINARY_HEADER_MAX else None
        end = header.end() + int(header[1])
        return min(end, len(self._buffer)) if final or end <= len(self._buffer) else None
