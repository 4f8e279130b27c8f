"""Pictures inside the streams: ^GF and ~DG data (hex with run lengths, B64, Z64), GW bits.

Source: Zebra ZPL II Programming Guide 45541L, ^GF, ~DG, "Alternative Data Compression Scheme", "ZB64 encoding";
Zebra support note on EPL GW (a bit of 0 is black).
"""

import base64
import binascii
import re
import zlib

from PIL import Image

from printers.virtual.page import Fault
from printers.virtual.sheet import MAX_MASK_DOTS, Drawing

_ONES = {chr(ord("G") + count - 1): count for count in range(1, 20)}
_TWENTIES = {chr(ord("g") + count - 1): 20 * count for count in range(1, 21)}
_REPEATS = _ONES | _TWENTIES
_ENCODED = re.compile(rb":(B64|Z64):([A-Za-z0-9+/=\s]*):([0-9A-Fa-f]{4})\s*")
_MAX_BYTES = MAX_MASK_DOTS // 8


def bits_drawing(data: bytes, row_bytes: int, one_is_ink: bool = True) -> Drawing:
    """Rows of bytes, most significant bit left, as a drawing."""
    if not data or row_bytes < 1 or len(data) % row_bytes:
        raise Fault(f"graphic of {len(data)} bytes in rows of {row_bytes}")
    size = (row_bytes * 8, len(data) // row_bytes)
    if size[0] * size[1] > MAX_MASK_DOTS:
        raise Fault(f"too large to draw: {size[0]}x{size[1]} dots")
    mask = Image.frombytes("1", size, data, "raw", "1" if one_is_ink else "1;I")
    return Drawing(mask, 0, 0, size[0], size[1], size[1])


def field_bytes(data: bytes, total: int, row_bytes: int) -> bytes:
    """The bytes of ^GFA or ~DG data.

    Args:
        data: As in the stream, in any of the four ways of writing it.
        total: Announced number of bytes of the picture.
        row_bytes: Bytes in a row.

    Raises:
        Fault: The data is malformed or is not as long as announced.
    """
    if not 1 <= total <= _MAX_BYTES or not 1 <= row_bytes <= total or total % row_bytes:
        raise Fault(f"graphic of {total} bytes in rows of {row_bytes}")
    stripped = data.strip()
    found = _encoded(stripped) if stripped.startswith(b":") and stripped[1:2] in (b"B", b"Z") else None
    picture = _run_lengths(stripped, row_bytes, total) if found is None else found
    if len(picture) != total:
        raise Fault(f"graphic has {len(picture)} bytes, {total} were announced")
    return picture


def _encoded(data: bytes) -> bytes:
    match = _ENCODED.fullmatch(data)
    if match is None:
        raise Fault("graphic: malformed :B64: or :Z64:")
    kind, text, crc = match[1], match[2], int(match[3], 16)
    if binascii.crc_hqx(b"".join(text.split()), 0) != crc:
        raise Fault("graphic: wrong CRC")
    try:
        raw = base64.b64decode(b"".join(text.split()), validate=True)
        return raw if kind == b"B64" else _inflated(raw)
    except (binascii.Error, zlib.error) as error:
        raise Fault(f"graphic: {error}") from error


def _inflated(raw: bytes) -> bytes:
    inflate = zlib.decompressobj()
    picture = inflate.decompress(raw, _MAX_BYTES + 1)
    if len(picture) > _MAX_BYTES or not inflate.eof:
        raise Fault("graphic: incomplete or too large")
    return picture


def _run_lengths(data: bytes, row_bytes: int, total: int) -> bytes:
    """Hex digits with repeat counts, fills and repeated rows."""
    wide = row_bytes * 2
    rows: list[str] = []
    row: list[str] = []
    length = 0
    repeat = 0
    for character in data.decode("ascii", "replace"):
        if character in _REPEATS:
            repeat += _REPEATS[character]
            if repeat > total * 2:
                raise Fault("graphic: repeat count beyond the picture")
            continue
        if character in " \r\n\t":
            continue
        piece = _piece(character, max(repeat, 1), wide - length, rows)
        repeat = 0
        row.append(piece)
        length += len(piece)
        while length >= wide:
            line = "".join(row)
            rows.append(line[:wide])
            row, length = [line[wide:]], length - wide
        if len(rows) * row_bytes > total:
            break
    if length:
        raise Fault(f"graphic: {length} hex digits left over")
    return bytes.fromhex("".join(rows))


def _piece(character: str, count: int, room: int, rows: list[str]) -> str:
    if character == ",":
        return "0" * room
    if character == "!":
        return "F" * room
    if character == ":":
        if not rows or room != len(rows[-1]):
            raise Fault("graphic: no row to repeat here")
        return rows[-1]
    if character in "0123456789ABCDEFabcdef":
        return character * count
    raise Fault(f"graphic: {character!r} is not a hex digit")
