"""What a virtual printer is (profiles), how it feels (states), what happened to it (journal)."""

from dataclasses import dataclass
from enum import Enum

from printers.virtual.page import Page


class Language(Enum):
    """What the printer understands."""

    ZPL = "zpl"
    EPL = "epl"


class State(Enum):
    """The one thing that is wrong, or nothing."""

    READY = "ready"
    PAUSED = "paused"
    PAPER_OUT = "paper-out"
    RIBBON_OUT = "ribbon-out"
    HEAD_OPEN = "head-open"
    HOT = "hot"
    OFF = "off"


ERROR_STATES = frozenset({State.PAPER_OUT, State.RIBBON_OUT, State.HEAD_OPEN, State.HOT})


class Drop(Enum):
    """How a connection dies."""

    FIN = "fin"  # the printer says goodbye and throws away what still comes
    RST = "rst"  # the printer breaks the connection
    STALL = "stall"  # the printer stops reading and answering, the connection stays


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of printer.

    Attributes:
        name: As given to `VirtualPrinter`.
        language: What it understands.
        answers: Whether it answers queries at all.
        answers_in_error: Whether it answers ``~HS`` with paper out, ribbon out, head open or a hot head.
        model: As in its identification.
        firmware: As in its identification.
    """

    name: str
    language: Language
    answers: bool
    answers_in_error: bool
    model: str
    firmware: str


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("zpl", Language.ZPL, True, True, "ZD421-{dpi}dpi ZPL", "V93.21.17Z"),
        # docs.zebra.com, ~HS: no answer in media out, ribbon out, head open, over-temperature.
        Profile("zpl-silent", Language.ZPL, True, False, "GK420d-{dpi}dpi", "V61.17.16Z"),
        Profile("epl", Language.EPL, True, True, "UKQ1935HLU", "V4.29"),
        Profile("clone", Language.ZPL, False, False, "", ""),
    )
}


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """One piece of paper that came out.

    Attributes:
        data: The bytes that made it.
        page: What is on it.
        copy: 1 for the first, counting up for further copies from the same bytes.
        is_garbage: The printer did not understand its language and printed the code itself.
    """

    data: bytes
    page: Page
    copy: int = 1
    is_garbage: bool = False


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing that happened; numbers replace times, so that two runs read the same."""

    number: int
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What an answer is made of."""

    state: State
    dpi: int
    label_length: int
    formats_waiting: int
    labels_remaining: int
    is_buffer_full: bool
    is_partial: bool
    fault_codes: tuple[str, ...]
