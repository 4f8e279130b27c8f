"""The error tree of the station, all of it in one place.

StationError
    Refused            a rule said no; nothing happened, the operator can mend it
    Unavailable        failed for certain before anything happened; safe to try again
    OutcomeUnknown     it may have happened; it must be asked, never sent again

Core writes no prose: an error has a `code` and typed `fields`; `ui/messages.py` makes the sentence, in the
operator's language, saying what happened, whether money moved, and what to do. Rooms declare their own codes by
subclassing one of the three families.
"""

from dataclasses import dataclass
from typing import ClassVar


class StationError(Exception):
    """The root: everything that the station can say about a failure.

    Attributes:
        code: Stable dotted name, for example ``wallet.not-a-multiple``.
        fields: What the sentence needs: Money, ids, texts; never a name or an address.
    """

    code: ClassVar[str] = "station.error"

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.code, fields)

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.code}({inside})"


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule behind a refusal, shown as a rule card (MISSION section 7, no. 16)."""

    name: str
    source: str
    as_of: str
    override: str = ""


class Refused(StationError):
    """A rule said no. Nothing happened and no money moved."""

    code = "station.refused"
    rule: Rule | None = None


class Unavailable(StationError):
    """Something outside failed before anything could happen. Safe to try again."""

    code = "station.unavailable"


class OutcomeUnknown(StationError):
    """It may have happened. It is looked up, never repeated."""

    code = "station.outcome-unknown"


class BadText(Refused):
    """Text that cannot be read without guessing. Fields: ``text``, ``want``, and ``why`` where it is known."""

    code = "text.unreadable"


class NotFound(Refused):
    """No such thing. Fields: ``kind``, ``id``."""

    code = "station.not-found"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a form or a file row; forms return all of them at once.

    Attributes:
        field: The field's stable name.
        code: A message code of `ui/messages.py`.
        value: What was given, for the message.
    """

    field: str
    code: str
    value: str = ""
