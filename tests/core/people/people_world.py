"""A store with the people room alone, and desks of several runs of the program."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.ids import SeededIds
from core.people.schema import ROOM
from core.store.opening import open_store


class People:
    """Attributes: the store; one clock for all desks, which moves a millisecond at each reading; `desk`, of ana."""

    def __init__(self, directory: Path, *, clock: SteppingClock | None = None, ids: SeededIds | None = None) -> None:
        self.clock = clock or SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC), timedelta(milliseconds=1))
        self.ids = ids or SeededIds(3)
        self.store = open_store(directory, [ROOM], Mode.PRACTICE, self.clock, self.ids)
        self.desk = self.desk_of("ana", "run-1")

    def desk_of(self, operator: str, instance: str, *, mode: Mode = Mode.PRACTICE) -> Desk:
        return Desk(self.clock, self.ids, Actor(operator, "st-1", instance, ZoneInfo("America/Toronto")), mode)
