"""How a tracking number is built, as data: parts of fixed length, a check rule from a closed set, a printed grouping.

A carrier file says all of this in words (`docs/carriers.md`); nobody writes a regular expression. Each shape has one
fixed length, so a number is looked up by its length and matched in linear time.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property


class Role(Enum):
    """What a number of a scheme names."""

    TRACKING = "tracking"
    PIECE = "piece"  # one piece of a shipment; the carrier tracks it too
    ROUTING = "routing"  # a sorting barcode, never a tracking number
    FORM = "form"  # a paper that lists parcels, for example a SCAN form


class PartKind(Enum):
    """What characters a part holds."""

    TEXT = "text"
    ONE_OF = "one_of"
    DIGITS = "digits"
    LETTERS = "letters"
    ALNUM = "alnum"
    COUNTRY = "country"  # two letters that are an ISO 3166 country


class PartName(Enum):
    """What a part means: a closed set, so that programs may ask for it."""

    PREFIX = "prefix"
    APPLICATION = "application"
    SERVICE = "service"
    PRODUCT = "product"
    SHIPPER = "shipper"
    SERIAL = "serial"
    ROUTING = "routing"
    COUNTRY = "country"
    OTHER = "other"
    CHECK = "check"


class Algorithm(Enum):
    """How a check digit is computed."""

    WEIGHTED = "weighted"  # sum of digit x weight, modulo
    REMAINDER = "remainder"  # the whole number modulo


class Start(Enum):
    """Where the weights begin."""

    LEFT = "left"
    RIGHT = "right"


class Outcome(Enum):
    """What becomes of the sum's remainder."""

    COMPLEMENT = "complement"  # what is missing to the next multiple of the modulus
    REMAINDER = "remainder"


class LetterValues(Enum):
    """What letters count in a check."""

    NONE = "none"
    UPS = "ups"  # (ASCII - 3) modulo 10: A is 2


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters.

    Attributes:
        kind: What characters.
        texts: The allowed texts of TEXT and ONE_OF, all of one length; else empty.
        length: Characters, 1 or more.
        name: What it means.
    """

    kind: PartKind
    texts: tuple[str, ...]
    length: int
    name: PartName


@dataclass(frozen=True, slots=True)
class Check:
    """A check rule with its constants.

    Attributes:
        algorithm: How.
        over: The parts that are counted, in their order in the number.
        weights: For WEIGHTED, repeated as needed.
        start: Where the weights begin.
        modulus: 2 or more.
        outcome: What becomes of the remainder.
        swap: Results that are replaced, for example 10 by 0.
        letters: What letters count.
    """

    algorithm: Algorithm
    over: tuple[PartName, ...]
    weights: tuple[int, ...]
    start: Start
    modulus: int
    outcome: Outcome
    swap: tuple[tuple[int, int], ...]
    letters: LetterValues


@dataclass(frozen=True)
class Shape:
    """One fixed-length form of a scheme's numbers.

    Attributes:
        parts: In order.
        printed: Grouping for print: ``4*`` (fours from the left), ``2 3 3 2 4 4``, ``'(J)'`` for a text of its own.
        assume: Digits that the check counts in front although the number lacks them.
    """

    parts: tuple[Part, ...]
    printed: str
    assume: str = ""

    @cached_property
    def length(self) -> int:
        """Characters of a compact number."""
        return sum(part.length for part in self.parts)

    @cached_property
    def literal_length(self) -> int:
        """How many characters are fixed: the more, the more specific."""
        return sum(part.length for part in self.parts if part.texts)

    @cached_property
    def spans(self) -> tuple[tuple[PartName, int, int], ...]:
        """Name, start and end of each part."""
        found: list[tuple[PartName, int, int]] = []
        at = 0
        for part in self.parts:
            found.append((part.name, at, at + part.length))
            at += part.length
        return tuple(found)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The parts as a pattern; built here, from closed kinds, never by a user."""
        return re.compile("".join(_piece(part) for part in self.parts), re.ASCII)

    def matches(self, number: str) -> bool:
        """Whether `number` (compact) has this form; the check digit is another question."""
        return len(number) == self.length and self.pattern.fullmatch(number) is not None

    def text_of(self, number: str, *names: PartName) -> str:
        """The characters of the named parts of a matching `number`, in their order in it."""
        return "".join(number[a:b] for name, a, b in self.spans if name in names)


@dataclass(frozen=True)
class Scheme:
    """A family of numbers of one carrier.

    Attributes:
        id: Stable name, for example ``usps_impb``; two carriers may use one scheme (``upu_s10``).
        carrier: Catalogue code.
        role: What the numbers name.
        shapes: One or more forms.
        check: The rule, or None where no source knows one: then a number is never called valid, only well-formed.
        track_last: The last characters that the carrier tracks by, 0 for the whole number.
        zip_prefix: The number may stand behind a US routing (420 and a ZIP code of 5 or 9 digits).
        valid: Numbers that are right.
        invalid: Numbers that are wrong.
        source: Id of the file's source.
    """

    id: str
    carrier: str
    role: Role
    shapes: tuple[Shape, ...]
    check: Check | None
    track_last: int
    zip_prefix: bool
    valid: tuple[str, ...]
    invalid: tuple[str, ...]
    source: str


def _piece(part: Part) -> str:
    match part.kind:
        case PartKind.TEXT | PartKind.ONE_OF:
            return f"(?:{'|'.join(re.escape(text) for text in part.texts)})"
        case PartKind.DIGITS:
            return f"[0-9]{{{part.length}}}"
        case PartKind.LETTERS | PartKind.COUNTRY:
            return f"[A-Z]{{{part.length}}}"
        case PartKind.ALNUM:
            return f"[A-Z0-9]{{{part.length}}}"


_FIXED = {PartKind.TEXT, PartKind.ONE_OF}
MAX_PART = 40


class BadPart(ValueError):
    """A part's text cannot be read; the message is the text."""


@cache
def read_part(text: str) -> Part:
    """Read ``digits 8 serial``, ``text 1Z``, ``one_of 92,93,94,95 application``, ``country``.

    Raises:
        BadPart: Not of this form.
    """
    words = text.split(" ")
    try:
        kind = PartKind(words[0])
        default = PartName.COUNTRY if kind is PartKind.COUNTRY else PartName.PREFIX
        texts: tuple[str, ...] = ()
        rest = words[1:]
        if kind is PartKind.COUNTRY:
            length = 2
        elif kind in _FIXED:
            texts, rest = tuple(rest[0].split(",")), rest[1:]
            length = _one_length(kind, texts)
        else:
            length, rest = int(rest[0]), rest[1:]
            default = PartName.OTHER
        name = PartName(rest[0]) if rest else default
    except (ValueError, IndexError) as error:
        raise BadPart(text) from error
    if len(rest) > 1 or not 1 <= length <= MAX_PART:
        raise BadPart(text)
    return Part(kind, texts, length, name)


def _one_length(kind: PartKind, texts: tuple[str, ...]) -> int:
    lengths = {len(text) for text in texts}
    right = all(re.fullmatch(r"[A-Z0-9]+", text, re.ASCII) for text in texts)
    if len(lengths) != 1 or not right or (kind is PartKind.TEXT and len(texts) != 1):
        message = "fixed texts are capital letters and digits of one length"
        raise ValueError(message)
    return lengths.pop()
