"""What a newcomer's bench offers: a whole practice day beside this station, or its orders on this bench."""

from pathlib import Path

from core.i18n import Tr
from core.orders.service_import import commit_import
from core.orders.source import SourceFile
from core.resources import resource
from core.services import Services
from ui.practice.day import SAMPLE, ship_practice_day
from ui.practice.telling import Line, story_text

FOLDER = "practice-day"


class _Silent:
    """Listens, and says nothing: the story is shown when it is whole."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def tell(self, line: Line) -> None:
        """Keep."""
        self.lines.append(line)

    def progress(self, what: str, done: int, count: int) -> None:
        """Nothing to show meanwhile."""


def practice_folder(services: Services) -> Path:
    """Where the practice day of this station lies."""
    return services.directory / FOLDER


def practice_day(services: Services, tr: Tr) -> tuple[str, ...]:
    """Ship a practice day in a station of its own beside this one; gives its story. Takes some seconds."""
    teller = _Silent()
    ship_practice_day(practice_folder(services), tr, teller)
    return tuple(story_text(teller.lines).splitlines())


def load_practice_orders(services: Services) -> int:
    """Import the practice day's orders into this station; gives how many are new."""
    return commit_import(services.store, services.desk, SourceFile.at(resource(*SAMPLE))).new
