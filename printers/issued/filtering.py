"""A carrier's commands without those that change the printer itself.

What a label may do is draw and print. What outlives the job (stored formats and fonts, saved settings, network,
deletions, resets) is left out and told. Sources: Zebra ZPL II guide 45541L, EPL guide 14245L-003.
"""

import re
from dataclasses import dataclass

# Saved or lasting settings, deletions, downloads, resets, network, host queries.
_ZPL_DROPPED = re.compile(
    "J[USZTJHIBF]|I[DS]|DF|S[CDTXZIOLPQR]|K[DLNPV]|MU|T[AO]|H[WHZVMISQUDLB]|N[DSBCPRTW]|W[CDILPRSVTE]|RO|D[YTUBS]|"
    "E[GF]|C[CDTN]"
)
_TILDE_KEPT = frozenset({"DG"})  # a picture for this label, recalled by ^XG and gone with the next reset
_ZPL_COMMAND = re.compile(rb"([\^~])([A-Za-z0-9@][A-Za-z0-9@]?)([^\^~]*)", re.DOTALL)
_EPL_DROPPED = re.compile(
    rb"^(?:\^|U(?!A)|FK|FS|GK|GM|ES|EK|AUTOFR|eR|f\d|i|j[BFC]?|oE|oM|oR|oW|r[YN]?|xa|M\d|Y|Z[^BT]|dump)", re.I
)
_EPL_STORED = re.compile(rb"^(?:FS|FE|FR|FK|GK|GM|ES|EK)")


@dataclass(frozen=True, slots=True)
class Filtered:
    """What is left, and the names of what was left out, once each."""

    data: bytes
    dropped: tuple[str, ...]


def filter_zpl(data: bytes) -> Filtered:
    """`data` from its first ^XA to its last ^XZ without commands that outlive the label."""
    start, end = data.find(b"^XA"), data.rfind(b"^XZ")
    dropped: dict[str, None] = {}
    kept: list[bytes] = []
    for found in _ZPL_COMMAND.finditer(data, min(start, _first_picture(data, start)), end + 3):
        sign, name, rest = found[1], found[2].decode("ascii").upper(), found[3]
        is_dropped = _ZPL_DROPPED.fullmatch(name) is not None and not (sign == b"~" and name in _TILDE_KEPT)
        if is_dropped or (sign == b"~" and name not in _TILDE_KEPT):
            dropped[f"{sign.decode()}{name}"] = None
            continue
        kept.append(sign + found[2] + rest)
    return Filtered(b"".join(kept).rstrip() + b"\n", tuple(dropped))


def filter_epl(data: bytes) -> Filtered:
    """`data` without the lines that outlive the label; a job with raw pictures is kept byte for byte between lines."""
    dropped: dict[str, None] = {}
    kept: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end + 1
        line = data[at:end]
        picture = re.match(rb"\r*\n*GW(\d+),(\d+),(\d+),(\d+)[,\r\n]", data[at : at + 40])
        if picture is not None:
            end = min(len(data), at + picture.end() + int(picture[3]) * int(picture[4]))
            kept.append(data[at:end])
        elif _EPL_DROPPED.match(line.strip()) or _EPL_STORED.match(line.strip()):
            dropped[line.strip()[:2].decode("ascii", "replace")] = None
        else:
            kept.append(line)
        at = end
    return Filtered(b"\n" + b"".join(kept).lstrip(b"\r\n").rstrip() + b"\n", tuple(dropped))


def _first_picture(data: bytes, start: int) -> int:
    """Where a ~DG that belongs to the label begins, if one stands before its ^XA."""
    found = data.find(b"~DG", 0, start)
    return found if found >= 0 else start
