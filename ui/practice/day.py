"""The practice day: MISSION section 8, on the public services alone, the same numbers every time.

It runs on a fixed clock with fixed steps and seeded ids in a data directory of its own; the input may be any order
file, and the books still close. Its clock is moved forward only where a line says so. Steps 5 and 8 have their places
here and come with their rooms.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.clock import SteppingClock
from core.context import Mode
from core.i18n import Tr
from core.ids import SeededIds
from core.labels.store import Label
from core.resources import resource
from core.services import Services, open_station
from printers.device import StationDevice
from ui.practice import (
    step_adjustment,
    step_bring,
    step_closing,
    step_labels,
    step_orders,
    step_postage,
    step_printing,
    step_void,
)
from ui.practice.place import MARKER, built_beside
from ui.practice.telling import Line, Mark, Recorder, Teller, story_text

START = datetime(2026, 11, 9, 11, 0, tzinfo=UTC)  # six in the morning in Toronto
ZONE = ZoneInfo("America/Toronto")
SEED = 20261120
STATION = "station"
SAMPLE = ("samples", "practice_day.csv")


@dataclass
class Day:
    """What the steps hand to one another.

    Attributes:
        out: The folder of the day while it is built.
        services: The open practice station.
        clock: Its clock.
        tr: Words.
        teller: Who listens.
        orders_file: The order file.
        offline_after: The EPL printer is unplugged after so many labels.
        start: When it begins.
        labels: What was bought, in order.
        came_out: Ids of the labels that a printer delivered.
        printed_at: When the labels were printed; None before.
        problems: What went wrong beyond the books; must stay empty.
    """

    out: Path
    services: Services
    clock: SteppingClock
    tr: Tr
    teller: Teller
    orders_file: Path
    offline_after: int
    start: datetime = START
    labels: tuple[Label, ...] = ()
    came_out: frozenset[str] = frozenset()
    printed_at: datetime | None = None
    problems: list[str] = field(default_factory=list)

    def step(self, text: str) -> None:
        """A heading."""
        self.teller.tell(Line(Mark.STEP, text))

    def done(self, text: str, *cells: str) -> None:
        """Something that happened."""
        self.teller.tell(Line(Mark.DONE, text, cells))

    def refused(self, text: str, *cells: str) -> None:
        """Something that a rule refused."""
        self.teller.tell(Line(Mark.REFUSED, text, cells))

    def note(self, text: str, *cells: str) -> None:
        """A remark."""
        self.teller.tell(Line(Mark.NOTE, text, cells))

    def sum(self, text: str, *cells: str) -> None:
        """A line of a sum."""
        self.teller.tell(Line(Mark.SUM, text, cells))

    def move_clock(self, by: timedelta, text: str) -> None:
        """Let time pass, and say so."""
        self.clock.move(by)
        self.teller.tell(Line(Mark.CLOCK, text, (self.moment(self.clock.now()),)))

    def moment(self, at: datetime) -> str:
        """A moment in words, in the zone of the day and not of this computer."""
        return self.tr.datetime(at, ZONE)


@dataclass(frozen=True, slots=True)
class DayEnd:
    """How the day ended.

    Attributes:
        folder: Where it is kept.
        labels: Labels bought.
        to_hand_over: Labels that came out and are still good: what the carriers collect.
        findings: What is wrong in the books or on paper; must be empty.
    """

    folder: Path
    labels: int
    to_hand_over: int
    findings: tuple[str, ...]


STEPS: tuple[Callable[[Day], None], ...] = (
    step_postage.run,
    step_orders.run,
    step_labels.run,
    step_printing.run,
    step_bring.run,
    step_void.run,
    step_adjustment.run,
    step_closing.run,
)


def ship_practice_day(
    folder: Path, tr: Tr, teller: Teller, *, orders_file: Path | None = None, offline_after: int = 1
) -> DayEnd:
    """Ship a practice day into `folder`.

    Args:
        folder: Made new; an earlier practice day there is replaced, anything else is left alone.
        tr: Words.
        teller: Who listens.
        orders_file: Another input than the shipped one.
        offline_after: After how many labels the EPL printer is unplugged.

    Raises:
        PlaceTaken: The folder holds something else.
    """
    with built_beside(folder) as out, tempfile.TemporaryDirectory() as config:
        recorder = Recorder(teller)
        clock = SteppingClock(START)
        services = _open(out / STATION, Path(config), clock)
        try:
            source = orders_file or resource(*SAMPLE)
            day = Day(out, services, clock, tr, recorder, source, offline_after)
            shutil.copyfile(source, out / "orders.csv")
            for step in STEPS:
                step(day)
            findings = (*services.findings(), *day.problems)
            to_hand_over = len(step_void.still_good(day))
        finally:
            services.close()
        (out / "story.txt").write_text(story_text(recorder.lines), encoding="utf-8")
        (out / MARKER).write_text(_about(tr), encoding="utf-8")
        return DayEnd(folder.resolve(), len(day.labels), to_hand_over, findings)


def _open(directory: Path, config: Path, clock: SteppingClock) -> Services:
    return open_station(
        directory, Mode.PRACTICE, config, StationDevice(base=directory), clock=clock, ids=SeededIds(SEED),
        operator="practice", zone=ZONE, logs=False,
    )  # fmt: skip


def _about(tr: Tr) -> str:
    lines = (
        tr("This folder holds a practice day of Postbench. Nothing in it is postage; every label says SAMPLE."),
        "",
        tr("labels/    the labels as the printers received them: .zpl, .epl and .pdf"),
        tr("pictures/  the same labels as the virtual printer reads them, as PNG"),
        tr("your-own-label/  a shop's page as a label for each printer"),
        tr("print-journal.csv        what went to which printer, and what came of it"),
        tr("transactions-*.csv       every line of each balance"),
        tr("statement-*.pdf          the statement of each balance"),
        tr("dispute-pack.pdf         the papers against a carrier's adjustment"),
        tr("books.beancount          the whole journal, for any Beancount program"),
        tr("story.txt                what happened, step by step"),
        tr("station/                 the practice station; open it from the program's own folder (FOLDER: this one):"),
        "    .venv/bin/python app.py --data FOLDER/station",
    )
    return "\n".join(lines) + "\n"
