"""An order file's bytes: what encoding they are in, and how sure that is.

Facts (measured, facts/desktop 4.2): cp1252 decodes Mac Roman silently into nonsense, so everything that the bytes do
not prove is called a guess and shown to a person. The file is read in blocks; it is never in memory as a whole.
"""

import codecs
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from core.orders.errors import EncodingUnknown, FileTooBig, NotAText

BYTES_MAX = 1 << 28  # our own limit: one million orders fit; peers stop at 3 and 10 MB (facts/desktop 4.1)
IN_MEMORY_MAX = 1 << 23  # about 50,000 orders; a larger file is read where it lies, so that memory stays small
_BLOCK = 1 << 20
_SIGNS = bytes(range(0x80, 0xA0))
_LETTERS = bytes(byte for byte in range(0xC0, 0x100) if byte not in (0xD7, 0xF7))  # not the signs for times and by
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "gzip"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import, from disk or out of the air (tests, drag and drop).

    Attributes:
        name: Without its folder.
        open: Opens it for reading from the start, each time anew.
    """

    name: str
    open: Callable[[], BinaryIO]

    @classmethod
    def at(cls, path: Path) -> "SourceFile":
        """The file at `path`."""
        return cls(path.name, lambda: path.open("rb"))

    @classmethod
    def of(cls, name: str, data: bytes) -> "SourceFile":
        """`data` under the name `name`."""
        return cls(name, lambda: io.BytesIO(data))

    def in_memory(self) -> "SourceFile":
        """The same file, read once, so that no slow disk is waited for while the store is locked.

        A file over IN_MEMORY_MAX stays where it is.
        """
        with self.open() as stream:
            if stream.seek(0, io.SEEK_END) > IN_MEMORY_MAX:
                return self
            stream.seek(0)
            return SourceFile.of(self.name, stream.read())


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes are written.

    Attributes:
        codec: Python's name.
        guessed: The bytes do not prove it.
        sha256: Of the bytes.
        size: Bytes.
    """

    codec: str
    guessed: bool
    sha256: str
    size: int


@dataclass(slots=True)
class _Scan:
    """What one pass over the bytes saw."""

    start: bytes = b""
    size: int = 0
    nuls_even: int = 0
    nuls_odd: int = 0
    line_feeds: bool = False
    returns: bool = False
    is_utf8: bool = True
    sha256: str = ""


def detect(file: SourceFile, named: str = "") -> Encoding:
    """Find the encoding: a byte order mark, else strict UTF-8, else a guess of cp1252 or (with CR alone) Mac Roman.

    Args:
        file: The file.
        named: The operator's choice, instead of a guess.

    Raises:
        FileTooBig: Over BYTES_MAX.
        NotAText: A workbook, a PDF, a picture, an archive.
        EncodingUnknown: Nothing that we try (or what was named) decodes all bytes.
    """
    scan = _scan(file)
    for magic, kind in _MAGIC:
        if scan.start.startswith(magic):
            raise NotAText(kind=kind)
    if named:
        if not _decodes(file, named):
            raise EncodingUnknown(tried=[named])
        return Encoding(named, False, scan.sha256, scan.size)
    for mark, codec in _BOMS:
        if scan.start.startswith(mark):
            if not _decodes(file, codec):
                raise EncodingUnknown(tried=[codec])
            return Encoding(codec, False, scan.sha256, scan.size)
    guess = _without_mark(scan)
    if guess == "utf-8":
        return Encoding(guess, False, scan.sha256, scan.size)
    if not _decodes(file, guess):
        raise EncodingUnknown(tried=["utf-8", guess])
    return Encoding(guess, True, scan.sha256, scan.size)


def is_doubtful(file: SourceFile, codec: str) -> bool:
    """Whether a guessed `codec` wants a person's word before an import.

    Letters of cp1252 lie at C0 to FF, those of Mac Roman at 80 to 9F, where cp1252 has signs: a file whose bytes are
    mostly of the first kind reads right. UTF-16 without its mark shows by its zero bytes.
    """
    if codec != "cp1252":
        return codec == "mac_roman"
    letters = signs = 0
    for block in _blocks(file):
        signs += len(block) - len(block.translate(None, _SIGNS))
        letters += len(block) - len(block.translate(None, _LETTERS))
    return letters <= signs


def open_text(file: SourceFile, codec: str) -> TextIO:
    """The file as text with its line ends untouched, as the csv module wants it."""
    return io.TextIOWrapper(file.open(), encoding=codec, errors="strict", newline="")


def _without_mark(scan: _Scan) -> str:
    nuls = scan.nuls_even + scan.nuls_odd
    if nuls * 5 > scan.size:  # a fifth NUL: UTF-16 that lost its mark, or no text
        if min(scan.nuls_even, scan.nuls_odd) * 10 > nuls:
            raise NotAText(kind="binary")
        return "utf-16-le" if scan.nuls_odd > scan.nuls_even else "utf-16-be"
    if scan.is_utf8:
        return "utf-8"
    return "mac_roman" if scan.returns and not scan.line_feeds else "cp1252"


def _blocks(file: SourceFile) -> Iterator[bytes]:
    with file.open() as stream:
        while block := stream.read(_BLOCK):
            yield block


def _scan(file: SourceFile) -> _Scan:
    scan = _Scan()
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    for block in _blocks(file):
        scan.start = scan.start or block[:8]
        if b"\0" in block:
            first, second = (1, 0) if scan.size % 2 else (0, 1)
            scan.nuls_even += block[first::2].count(0)
            scan.nuls_odd += block[second::2].count(0)
        scan.size += len(block)
        if scan.size > BYTES_MAX:
            raise FileTooBig(bytes=scan.size, bytes_max=BYTES_MAX)
        digest.update(block)
        scan.line_feeds = scan.line_feeds or b"\n" in block
        scan.returns = scan.returns or b"\r" in block
        scan.is_utf8 = scan.is_utf8 and _feeds(decoder, block)
    scan.is_utf8 = scan.is_utf8 and _feeds(decoder, b"", final=True)
    scan.sha256 = digest.hexdigest()
    return scan


def _feeds(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeError:
        return False
    return True


def _decodes(file: SourceFile, codec: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(codec)()
    except LookupError:
        return False
    return all(_feeds(decoder, block) for block in _blocks(file)) and _feeds(decoder, b"", final=True)
