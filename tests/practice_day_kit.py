"""Shipping a practice day in a test, and reading what it told and what it left."""

import csv
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2

from core.clock import SteppingClock
from core.gateways.postage.practice import PracticeGateway
from core.gateways.postage.practice_books import Charge, ChargeKind
from core.i18n import Lang, translator
from ui.practice.day import STATION, DayEnd, ship_practice_day
from ui.practice.telling import Line, Mark

HEAD = (
    "order,name,company,address1,address2,city,region,postal,country,service,weight,unit,length,width,height,dim_unit"
)
TO_TORONTO = ",Ana Núñez,,5 Elm,,Toronto,ON,M5V 3L9,CA,"
OTHER_ORDERS = [
    "Q1,Éloïse Tremblay,,12 rue Principale,App 3,Montréal,QC,H2X 1Y4,CA,Canada Post Expedited Parcel,750,g,,,,",
    "Q2,John Smith,,77 Ocean Dr,,Miami Beach,FL,33139,US,USPS Ground Advantage,12,oz,,,,",
    "Q3,Łukasz Żółć,Firma,ul. Długa 7/9,,Kraków,,31-147,PL,Express Worldwide,2,lb,10,8,4,in",
    "Q4,Bo Carr,Carr Ltd,100 N Main St,Ste 200,Dallas,TX,75201,US,UPS Ground,3,lb,12,10,6,in",
    f"Q5{TO_TORONTO}Canpar Ground,4,lb,,,,",
    f"Q6{TO_TORONTO}Xpresspost,0,lb,,,,",
]


class Listener:
    """Keeps the story."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def tell(self, line: Line) -> None:
        self.lines.append(line)

    def progress(self, what: str, done: int, count: int) -> None:
        assert 0 < done <= count, what


@dataclass(frozen=True)
class Shipped:
    """A day that was shipped.

    Attributes:
        end: How it ended.
        lines: Its story.
    """

    end: DayEnd
    lines: tuple[Line, ...]

    @property
    def folder(self) -> Path:
        return self.end.folder

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def step(self, number: int) -> tuple[Line, ...]:
        """The lines of one step."""
        heads = [n for n, line in enumerate(self.lines) if line.mark is Mark.STEP]
        first = next(n for n in heads if self.lines[n].text.startswith(f"{number} ·"))
        return self.lines[first + 1 : next((n for n in heads if n > first), len(self.lines))]

    def rows(self, name: str) -> list[dict[str, str]]:
        """A CSV file of the folder."""
        with (self.folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))


def ship(folder: Path, lang: Lang = "en", *, orders: list[str] | None = None, offline_after: int = 1) -> Shipped:
    """Ship a day into `folder`; with `orders` on a file of these rows, laid beside it."""
    listener, file = Listener(), None
    if orders is not None:
        file = folder.with_name("orders.csv")
        file.write_text("\n".join([HEAD, *orders]) + "\n", encoding="utf-8")
    end = ship_practice_day(folder, translator(lang), listener, orders_file=file, offline_after=offline_after)
    return Shipped(end, tuple(listener.lines))


def cell(line: Line, n: int = 0) -> str:
    """One of the line's cells, with common spaces."""
    return line.cells[n].replace("\u00a0", " ")


def minor(text: str) -> int:
    """``−$1,234.50 CAD`` in cents."""
    digits = "".join(c for c in text if c.isdigit())
    return -int(digits) if "−" in text else int(digits)


def charges(day: Shipped, tmp_path: Path, kind: ChargeKind) -> list[Charge]:
    """What the provider's own file says; read from a copy, so that the day stays as it is."""
    copy = shutil.copytree(day.folder / STATION, tmp_path / "copy")
    clock = SteppingClock(datetime(2026, 12, 24, tzinfo=UTC))
    gateway = PracticeGateway(copy, clock, ZoneInfo("America/Toronto"))
    return [one for one in gateway.charges() if one.kind is kind]


def pdf_text(path: Path) -> str:
    """The words of a paper, with common spaces."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    text = "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    return text.replace("\u00a0", " ")
