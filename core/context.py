"""Who acts, where and when: handed to every use case."""

from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from core.clock import Clock
from core.ids import Ids


class Mode(Enum):
    """What a data directory is for; fixed when it is made, never switched."""

    PRACTICE = "practice"
    RECORDED = "recorded"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who and which program, written on every row of record.

    Attributes:
        operator: The person's short name, never empty.
        station: Station id, from the user's config directory.
        instance: Id of this run of the program.
        zone: The station's time zone, for business days.
    """

    operator: str
    station: str
    instance: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Desk:
    """What every use case needs besides its arguments."""

    clock: Clock
    ids: Ids
    actor: Actor
    mode: Mode
