"""What a renderer hands back: the bytes of one job and what a person should know about them."""

from dataclasses import dataclass
from enum import Enum

from core.errors import Refused


class NoteKind(Enum):
    """Why a note is there."""

    CUT = "cut"  # part of the text is not on the label
    SHRUNK = "shrunk"  # all of the text is there, clearly smaller than the layout wanted
    DRAWN = "drawn"  # the language has no such letters: drawn as graphics
    MISSING = "missing"  # no font here has these letters: an empty frame stands for each


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the output that reaches the person.

    Attributes:
        kind: What happened.
        role: Which text: the `role` of the layout (``recipient``, ``reference`` ...).
        text: The part it is about; personal data, so never logged.
    """

    kind: NoteKind
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A complete job.

    Attributes:
        data: Bytes to send or to save, exactly.
        notes: In the order of the label.
        media_type: ``application/pdf``, ``application/vnd.zebra-zpl``, ``application/vnd.zebra-epl``.
    """

    data: bytes
    notes: tuple[Note, ...]
    media_type: str


class CannotScan(Refused):
    """The symbol cannot be printed so that a scanner reads it.

    Fields: ``symbol``, ``module_um`` (what would fit), ``min_module_um``, ``dpi``.
    """

    code = "labels.cannot-scan"


class TooLarge(Refused):
    """The label is larger than the paper. Fields: ``width_um``, ``height_um``, ``media``."""

    code = "labels.too-large"
