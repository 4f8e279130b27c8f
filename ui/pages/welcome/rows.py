"""What the welcome shows, as frozen records."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core.errors import StationError
from ui.practice.telling import Line


class Stage(Enum):
    """Where the person stands."""

    CHOOSING = "choosing"
    SHIPPING = "shipping"
    SHIPPED = "shipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Going:
    """How far the practice day is.

    Attributes:
        lines: The story until now.
        what: What is under way, in words; empty between two works.
        done: So many of `count`; 0 of 0 between two works.
        count: As above.
    """

    lines: tuple[Line, ...] = ()
    what: str = ""
    done: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class WelcomeState:
    """All that the welcome shows.

    Attributes:
        stage: Where the person stands.
        folder: Where the practice day goes.
        labels: Labels that it bought, once it is over.
        findings: What is wrong in its books; empty as it must be.
        error: Why it could not be shipped.
    """

    stage: Stage
    folder: Path
    labels: int = 0
    findings: tuple[str, ...] = ()
    error: StationError | None = None
