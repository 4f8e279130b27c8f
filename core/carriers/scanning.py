"""What a scanner sends, understood: carrier, kind, tracking number, routing.

Facts (labels 0.9, 1, 2): FNC1 arrives as GS (0x1D) or not at all; 420 + ZIP + number has two readings without it, and
then both are told and none is chosen; a 420, 421 or 2L barcode alone is routing, never a tracking number; a UPS
MaxiCode carries the last 8 characters of the 1Z and its parts in other fields.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.carriers.catalogue import Catalogue
from core.carriers.tracking.numbers import Reading, compact
from core.carriers.tracking.scheme import PartName, Role

GS, RS, EOT = "\x1d", "\x1e", "\x04"
_SPELT = {"<GS>": GS, "<RS>": RS, "<EOT>": EOT, "<FNC1>": GS}
_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")  # AIM identifier, ]C1 before a GS1-128
_ZIP = re.compile(r"420([0-9]{5}|[0-9]{9})", re.ASCII)
_POSTAL = re.compile(r"421([0-9]{3}[0-9A-Z]{2,9})", re.ASCII)
_DHL_ROUTING = re.compile(r"2L([A-Z]{2}[0-9A-Z]*)\+[0-9]{8}", re.ASCII)
_MAXICODE = f"[)>{RS}01{GS}96"
_UPS_POSTAL = 9
MAX_SCAN = 200


class Kind(Enum):
    """What was scanned."""

    TRACKING = "tracking"
    ROUTING_ONLY = "routing only"
    SCAN_FORM = "scan form"
    AMBIGUOUS = "ambiguous"
    PARTIAL = "partial"  # a tracking number of which a part is missing
    UNKNOWN = "unknown"


_KINDS = {
    Role.TRACKING: Kind.TRACKING,
    Role.PIECE: Kind.TRACKING,
    Role.ROUTING: Kind.ROUTING_ONLY,
    Role.FORM: Kind.SCAN_FORM,
}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned text, understood as far as it can be.

    Attributes:
        kind: What it is.
        carriers: Catalogue codes, one unless ambiguous, none when unknown.
        numbers: Tracking numbers: one, or every reading of an ambiguous text; none for routing.
        routing: ZIP or country and postcode, empty where there is none.
        valid: By the check digit; None where no rule is known or nothing is to be checked.
    """

    kind: Kind
    carriers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    routing: str = ""
    valid: bool | None = None

    @property
    def tracking(self) -> str:
        """The number, or all readings joined by " or "."""
        return " or ".join(self.numbers)

    @property
    def is_ambiguous(self) -> bool:
        """Whether a person must choose."""
        return self.kind is Kind.AMBIGUOUS


UNKNOWN = Scan(Kind.UNKNOWN)


def parse_scan(catalogue: Catalogue, text: str) -> Scan:
    """Understand one scan; control characters may also be spelt out (``<GS>``).

    Text that no carrier's number has the form and check digit of is unknown: an item's barcode on the bench must not
    pass for a parcel.
    """
    if len(text) > MAX_SCAN:
        return UNKNOWN
    raw = _clean(text)
    if raw.startswith(_MAXICODE):
        return _maxicode(catalogue, raw)
    fields = [compact(part) for part in raw.split(GS) if part]
    if len(fields) > 1:
        return _fields(catalogue, fields)
    number = compact(raw)
    return _routing_only(number) or _number(catalogue, number)


def _clean(text: str) -> str:
    for spelt, character in _SPELT.items():
        text = text.replace(spelt, character)
    return _SYMBOLOGY.sub("", text.strip(" \t\r\n")).strip(GS)


def _routing_only(number: str) -> Scan | None:
    """Barcodes that only say where to: USPS and UPS 420, UPS 421 (other countries), DHL 2L."""
    zip_ = _ZIP.fullmatch(number)
    if zip_:
        return Scan(Kind.ROUTING_ONLY, ("ups" if len(zip_[1]) == _UPS_POSTAL else "usps",), (), zip_[1])
    postal = _POSTAL.fullmatch(number)
    if postal:
        return Scan(Kind.ROUTING_ONLY, ("ups",), (), postal[1])
    dhl = _DHL_ROUTING.fullmatch(number)
    return Scan(Kind.ROUTING_ONLY, ("dhl_express",), (), dhl[1]) if dhl else None


def _fields(catalogue: Catalogue, fields: Sequence[str]) -> Scan:
    """GS1 element strings told apart by GS: the routing is what the first says, the number what the last is."""
    routing = _ZIP.fullmatch(fields[0])
    found = _number(catalogue, fields[-1])
    if len(fields) != 2 or routing is None or not found.numbers:
        return UNKNOWN
    return Scan(found.kind, found.carriers, found.numbers, routing[1], found.valid)


def _number(catalogue: Catalogue, number: str) -> Scan:
    readings = [r for r in catalogue.numbers.readings(number) if r.valid is not False]
    if not readings:
        return UNKNOWN
    best = readings[0]
    rivals = [r for r in readings if _is_rival(r, best)]
    if len({(r.scheme.carrier, r.tracked) for r in rivals}) > 1:
        carriers = tuple(dict.fromkeys(r.scheme.carrier for r in rivals))
        return Scan(Kind.AMBIGUOUS, carriers, tuple(dict.fromkeys(r.tracked for r in rivals)), "", None)
    kind = _KINDS[best.scheme.role]
    if kind is Kind.ROUTING_ONLY:
        routing = best.shape.text_of(best.number, PartName.ROUTING)
        return Scan(kind, (best.scheme.carrier,), (), routing, best.valid)
    return Scan(kind, (best.scheme.carrier,), (best.tracked,), best.routing, best.valid)


def _is_rival(reading: Reading, best: Reading) -> bool:
    """Whether nothing but a person can tell the two apart.

    A number that is more specific (names its country, its first letters) is the better reading, and one that the check
    digit proves is better than one that only has the form.
    """
    same_proof = reading.valid is best.valid
    return same_proof and reading.shape.literal_length >= best.shape.literal_length


def _maxicode(catalogue: Catalogue, raw: str) -> Scan:
    """Rebuild the 1Z of a UPS MaxiCode: 1Z, shipper number, service, last 8 characters."""
    fields = raw.removeprefix(_MAXICODE).split(RS)[0].split(GS)
    if len(fields) < 6 or not fields[3].startswith("1Z"):
        return UNKNOWN
    postal, service, tail, shipper = fields[0].strip(), fields[2], fields[3], fields[5]
    if len(tail) == 18:
        found = _number(catalogue, tail)
        return Scan(found.kind, found.carriers, found.numbers, postal, found.valid) if found.numbers else UNKNOWN
    whole = f"1Z{shipper}{service[-2:]}{tail[2:]}"
    found = _number(catalogue, whole)
    if found.kind is Kind.TRACKING and found.valid and found.carriers == ("ups",):
        return Scan(Kind.TRACKING, ("ups",), (whole,), postal, True)
    return Scan(Kind.PARTIAL, ("ups",), (tail,), postal, None)
