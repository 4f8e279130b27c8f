"""What kind of label file this is, told by its bytes and never by its name."""

import re
from enum import Enum

from core.errors import Refused

BYTES_MAX = 1 << 25


class FileKind(Enum):
    """Label files that can be printed; the value is the media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    ZPL = "application/vnd.zebra-zpl"
    EPL = "application/vnd.zebra-epl"


class NotALabelFile(Refused):
    """Not a kind of file that can be printed. Fields: ``reason`` (a code)."""

    code = "issued.not-a-label-file"


_EPL = re.compile(rb"(?:\A|[\r\n])(?:N|O[A-Za-z0-9,]*|I8[^\r\n]*|q\d+|Q\d+[^\r\n]*)\r?\n")
_EPL_PRINT = re.compile(rb"(?:\A|\n)P\d+(?:,\d+)?\r?(?:\n|\Z)")


def kind_of(data: bytes) -> FileKind:
    """The kind of `data`.

    Raises:
        NotALabelFile: It is empty, too large, or none of them.
    """
    if not data:
        raise NotALabelFile(reason="empty")
    if len(data) > BYTES_MAX:
        raise NotALabelFile(reason="too-big")
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if b"^XA" in data and b"^XZ" in data:
        return FileKind.ZPL
    if _EPL.search(data[:4096]) and _EPL_PRINT.search(data):
        return FileKind.EPL
    raise NotALabelFile(reason="unknown")
