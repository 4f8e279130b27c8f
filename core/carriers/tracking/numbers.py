"""The verbs of tracking numbers: compact, validate, is_valid, format_number; candidates; with_check_digit.

A number that fails its check digit is still shown as a candidate, with `valid` False: carriers' own documents print
such numbers, and only what a person typed may be refused for it (facts: labels 0.2).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from core.carriers.tracking.checks import expected_digit, verdict
from core.carriers.tracking.scheme import PartName, Role, Scheme, Shape
from core.errors import Refused

_DROPPED = re.compile(r"[\s\-\u2010\u2011\u2013()\u200b\u2060\ufeff]+")
_ZIP_PREFIX = "420"
_ZIP_LENGTHS = (9, 5)


class BadTrackingNumber(Refused):
    """The text is not of this scheme's form. Fields: ``text``, ``scheme``."""

    code: ClassVar[str] = "tracking.bad-format"


class BadCheckDigit(BadTrackingNumber):
    """The form is right and the check digit, or the country, is not. Fields: ``text``, ``scheme``."""

    code: ClassVar[str] = "tracking.bad-check-digit"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text as a number of a scheme.

    Attributes:
        scheme: The family.
        shape: The form in it.
        number: Compact, without a US routing in front.
        routing: The ZIP code of the routing in front, else empty.
        valid: True or False by the check rule, None where no rule is known.
    """

    scheme: Scheme
    shape: Shape
    number: str
    routing: str
    valid: bool | None

    @property
    def tracked(self) -> str:
        """What the carrier tracks by: the whole number or its end."""
        return self.number[-self.scheme.track_last :] if self.scheme.track_last else self.number


@dataclass(frozen=True, slots=True)
class Candidate:
    """A carrier that may own a number.

    Attributes:
        carrier: Catalogue code.
        scheme: Scheme id.
        role: What a number of the scheme names.
        valid: True, False, or None where no check rule is known.
    """

    carrier: str
    scheme: str
    role: Role
    valid: bool | None


def compact(text: str) -> str:
    """The number without spaces, dashes and brackets, in capitals."""
    return _DROPPED.sub("", text).upper()


def readings(scheme: Scheme, text: str) -> Iterator[Reading]:
    """Every way to read `text` (compact or not) as a number of `scheme`."""
    number = compact(text)
    for routing, rest in _splits(scheme, number):
        for shape in scheme.shapes:
            if shape.matches(rest):
                yield Reading(scheme, shape, rest, routing, verdict(scheme, shape, rest))


def _splits(scheme: Scheme, number: str) -> Iterator[tuple[str, str]]:
    yield "", number
    if scheme.zip_prefix and number.startswith(_ZIP_PREFIX):
        for length in _ZIP_LENGTHS:
            end = len(_ZIP_PREFIX) + length
            routing = number[len(_ZIP_PREFIX) : end]
            if len(number) > end and re.fullmatch(r"[0-9]+", routing, re.ASCII):
                yield routing, number[end:]


def validate(scheme: Scheme, text: str) -> str:
    """The compact number, a US routing in front kept.

    Raises:
        BadTrackingNumber: Not of the scheme's form.
        BadCheckDigit: Of the form, but the check digit or the country is wrong.
    """
    found = list(readings(scheme, text))
    if not found:
        raise BadTrackingNumber(text=text, scheme=scheme.id)
    if all(reading.valid is False for reading in found):
        raise BadCheckDigit(text=text, scheme=scheme.id)
    return compact(text)


def is_valid(scheme: Scheme, text: str) -> bool:
    """Whether `validate` takes it: right, or well-formed where no check rule is known."""
    try:
        validate(scheme, text)
    except BadTrackingNumber:
        return False
    return True


def format_number(scheme: Scheme, text: str) -> str:
    """The number as it is printed for people; a text that is not of the scheme stays as it is, compact."""
    found = sorted(readings(scheme, text), key=_rank)
    return _grouped(found[0]) if found else compact(text)


def _grouped(reading: Reading) -> str:
    """Group by the shape's pattern: ``4*``, ``2 3 3``, ``'(J)' 4*``; what is left over is the last group."""
    rest = reading.tracked
    groups: list[str] = []
    for token in reading.shape.printed.split():
        if token.startswith("'"):
            groups.append(token.strip("'"))
        elif token.startswith("-"):
            rest = rest[int(token[1:]) :]
        elif token.endswith("*"):
            size = int(token[:-1])
            groups += [rest[i : i + size] for i in range(0, len(rest), size)]
            rest = ""
        else:
            groups.append(rest[: int(token)])
            rest = rest[int(token) :]
    return " ".join(group for group in (*groups, rest) if group)


def _rank(reading: Reading) -> tuple[bool, int, bool, str, str]:
    """Likely first: not wrong, most specific form, proved, then by name so that the order never changes."""
    scheme = reading.scheme
    return reading.valid is False, -reading.shape.literal_length, reading.valid is None, scheme.carrier, scheme.id


class NumberBook:
    """All schemes of a catalogue, indexed by length."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self.schemes = tuple(schemes)
        self._by_length: dict[int, list[Scheme]] = {}
        for scheme in self.schemes:
            lengths = {shape.length for shape in scheme.shapes}
            if scheme.zip_prefix:
                lengths |= {length + len(_ZIP_PREFIX) + zip_ for length in lengths for zip_ in _ZIP_LENGTHS}
            for length in lengths:
                self._by_length.setdefault(length, []).append(scheme)

    def scheme(self, carrier: str, scheme_id: str) -> Scheme | None:
        """The scheme `scheme_id` of `carrier`, or None."""
        return next((s for s in self.schemes if s.carrier == carrier and s.id == scheme_id), None)

    def readings(self, text: str) -> list[Reading]:
        """Every reading of `text` by every scheme, the likely ones first.

        Where two carriers share a scheme, the one that names more of the number has it: ``RN123456785CA`` is Canada
        Post's, not "some post's".
        """
        number = compact(text)
        found = [r for scheme in self._by_length.get(len(number), ()) for r in readings(scheme, number)]
        most = {r.scheme.id: 0 for r in found}
        for reading in found:
            most[reading.scheme.id] = max(most[reading.scheme.id], reading.shape.literal_length)
        return sorted((r for r in found if r.shape.literal_length == most[r.scheme.id]), key=_rank)

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """The carriers that may own `text`, each scheme once, the likely ones first."""
        best: dict[tuple[str, str], Candidate] = {}
        for reading in self.readings(text):
            key = (reading.scheme.carrier, reading.scheme.id)
            best.setdefault(key, Candidate(*key, reading.scheme.role, reading.valid))
        return tuple(best.values())

    def format(self, text: str) -> str:
        """`text` as its likeliest carrier prints it; compact where no carrier knows the form."""
        found = self.readings(text)
        return _grouped(found[0]) if found else compact(text)

    def collisions(self) -> frozenset[tuple[str, str, str]]:
        """``(number, owner, other)`` where a carrier's own valid number is also taken by another carrier's scheme."""
        found = set()
        for scheme in self.schemes:
            for number in scheme.valid:
                for candidate in self.candidates(number):
                    if candidate.carrier != scheme.carrier and candidate.valid is not False:
                        found.add((compact(number), f"{scheme.carrier}:{scheme.id}", candidate.carrier))
        return frozenset(found)


def with_check_digit(scheme: Scheme, body: str) -> str:
    """`body` completed by its check digit, where the scheme puts it; for the practice provider's sample labels.

    Args:
        scheme: The family.
        body: Compact, without the check digit; the whole number where the scheme has no check rule.

    Raises:
        BadTrackingNumber: No form of the scheme fits, or no digit can be right.
    """
    text = compact(body)
    for shape in scheme.shapes:
        whole = _complete(scheme, shape, text)
        if whole is not None and shape.matches(whole):
            return whole
    raise BadTrackingNumber(text=body, scheme=scheme.id)


def _complete(scheme: Scheme, shape: Shape, body: str) -> str | None:
    if scheme.check is None:
        return body
    at = next((start for name, start, _ in shape.spans if name is PartName.CHECK), None)
    if at is None or len(body) != shape.length - 1:
        return None
    blank = body[:at] + "0" + body[at:]
    digit = expected_digit(scheme.check, shape, blank) if shape.matches(blank) else None
    return None if digit is None else body[:at] + str(digit) + body[at:]
