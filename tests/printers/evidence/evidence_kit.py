"""What was sold, drawn and read back: fifty made-up labels and the nine of the practice day, each in three languages.

Every step is done once a process and kept, for several tests look at the same labels.
"""

import random
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from evidence_addresses import addresses
from label_reading import centres, pdf_words, read_job
from label_samples import BOX, CA_SENDER, FR_SENDER, US_SENDER

from core.accounts.service import setup_of
from core.address import Address
from core.carriers.catalogue import shipped_catalogue
from core.clock import SteppingClock
from core.context import Mode
from core.gateways.postage.practice_drawing import account_text, tracking_number
from core.i18n import translator
from core.ids import SeededIds
from core.labels import parts
from core.labels.data import LabelData
from core.labels.document import Code128, DataMatrix, Gs1128, LabelDocument, Pdf417
from core.labels.layout import lay_out
from core.labels.store import get_label, read_document
from core.orders.store import get_order
from core.services import Services, open_station
from core.shipments.listing import ShipmentRow, list_shipments
from core.units import Weight
from printers.device import StationDevice
from printers.languages import epl, pdf, zpl
from printers.profiles import profile
from printers.raster import pdf_page_to_image
from printers.rendered import NoteKind, Rendered
from printers.virtual.page import Page, Reading
from ui.practice.day import START, STATION, ship_practice_day
from ui.practice.telling import Line

Symbol = tuple[str, str]  # as zxing-cpp names it: identifier, data
_RENDER = {"zpl": zpl.render, "epl": epl.render, "pdf": pdf.render}
PDF_DPI = 300
LINEAR = ("]C0", "]C1")
MAXICODE = "]U1"


@dataclass(frozen=True, slots=True, eq=False)  # each is itself: what was made of it is kept by it
class Sold:
    """A label that was sold.

    Attributes:
        name: For messages of tests.
        tracking: What the carrier's main bars must say, alone or at their end.
        document: What was sold.
        lines: Every line of both addresses.
        speaks_cp1252: Thermal printers have all letters of these lines.
    """

    name: str
    tracking: str
    document: LabelDocument
    lines: tuple[str, ...]

    @property
    def speaks_cp1252(self) -> bool:
        text = "".join(self.lines)
        return text.encode("cp1252", "replace").decode("cp1252") == text

    @property
    def words(self) -> set[str]:
        return {_compatible(word) for line in self.lines for word in line.split()}


@dataclass(frozen=True, slots=True)
class Printed:
    """A label as it came out.

    Attributes:
        data: The bytes of the job.
        drawn: Words that were drawn as graphics, by the renderer's own notes.
        lost: Kinds of notes that tell of letters that are not there.
        read: Words as read back from the bytes.
        symbols: As read from the picture, with their middles in pixels.
        dpi: Pixels in an inch.
    """

    data: bytes
    drawn: frozenset[str]
    lost: frozenset[NoteKind]
    read: frozenset[str]
    symbols: dict[Symbol, tuple[int, int]]
    dpi: int

    def lacks(self, sold: Sold) -> set[str]:
        """Words of `sold` that are nowhere; where a block runs its lines on, a comma stands behind them."""
        there = {_compatible(word) for word in self.read | self.drawn}
        return sold.words - there - {word.removesuffix(",") for word in there}


def _compatible(word: str) -> str:
    """Ligatures and joined letters as plain ones, for a PDF gives them back so."""
    return unicodedata.normalize("NFKC", word)


@cache
def all_sold() -> tuple[Sold, ...]:
    """Fifty made-up labels and the nine of the practice day."""
    return (*_fifty(), *_practice_day())


def _fifty() -> list[Sold]:
    dice = random.Random(7)
    carriers = shipped_catalogue().to_show()
    found = []
    for n, (name, recipient) in enumerate(addresses()):
        carrier, sender = carriers[n % len(carriers)], (US_SENDER, CA_SENDER, FR_SENDER)[n % 3]
        service = dice.choice(carrier.services)
        tracking = tracking_number(carrier, service, dice.randint(1, 999_999), sender.country)
        assert tracking is not None, carrier.code
        data = LabelData(
            carrier=carrier.code, service_code=service.code, service_name=service.name_en, tracking=tracking,
            ship_from=sender, ship_to=recipient, weight=Weight(dice.randint(10_000, 30_000_000)),
            dims=BOX if n % 2 else None, ship_day="2026-11-22", reference=f"ORD-{n}", account=account_text(carrier),
        )  # fmt: skip
        found.append(Sold(f"{name}-{carrier.code}", tracking, lay_out(data), _lines(recipient, sender)))
    return found


def _lines(recipient: Address, sender: Address) -> tuple[str, ...]:
    """Every field that a postman needs, of both; the countries where they differ."""
    lines: list[str] = []
    for address in (recipient, sender):
        lines += [address.name, address.company, address.line1, address.line2, address.line3]
        lines += [address.city, address.region, address.postal]
        if recipient.country != sender.country:
            lines.append(parts.country_line(address.country))
    return tuple(lines)


class _Deaf:
    """Nobody listens to the practice day."""

    def tell(self, line: Line) -> None:
        """Told nobody."""

    def progress(self, what: str, done: int, count: int) -> None:
        """Shown to nobody."""


def _practice_day() -> list[Sold]:
    """Ship the practice day, then open its station again and take what it sold."""
    with tempfile.TemporaryDirectory() as folder:
        day = Path(folder) / "day"
        ship_practice_day(day, translator("en"), _Deaf())
        base = day / STATION
        services = open_station(
            base, Mode.PRACTICE, Path(folder) / "config", StationDevice(base=base), ids=SeededIds(99),
            clock=SteppingClock(START), operator="ana", zone=ZoneInfo("UTC"), logs=False,
        )  # fmt: skip
        try:
            return [_sold(services, row) for row in reversed(services.read(list_shipments))]
        finally:
            services.close()


def _sold(services: Services, row: ShipmentRow) -> Sold:
    label = services.read(partial(get_label, label_id=row.label))
    recipient = services.read(partial(get_order, order_id=row.order)).ship_to
    sender = services.read(partial(setup_of, wallet_id=row.wallet)).location
    return Sold(row.number, row.tracking, read_document(services.files, label), _lines(recipient, sender))


@cache
def rendered(sold: Sold, code: str) -> Rendered:
    """The job for a kind of printer."""
    return _RENDER[profile(code).language.value](sold.document, profile(code))


@cache
def reading(sold: Sold, code: str) -> Reading:
    """What a thermal printer made of it."""
    printer = profile(code)
    return read_job(rendered(sold, code).data, printer.language, printer.dpi)


def page(sold: Sold, code: str) -> Page:
    """The one label that came out of a thermal printer."""
    (found,) = reading(sold, code).pages
    return found


@cache
def printed(sold: Sold, code: str) -> Printed:
    """The job and all that can be read of it."""
    job = rendered(sold, code)
    if code.startswith("pdf"):
        picture, read = pdf_page_to_image(job.data, 0, PDF_DPI), pdf_words(job.data)
    else:
        label = page(sold, code)
        picture, read = label.image, [word for text in label.texts for word in text.text.split()]
    return Printed(
        job.data,
        frozenset(word for note in job.notes if note.kind is NoteKind.DRAWN for word in note.text.split()),
        frozenset(note.kind for note in job.notes) & {NoteKind.CUT, NoteKind.MISSING},
        frozenset(read),
        centres(picture),
        PDF_DPI if code.startswith("pdf") else profile(code).dpi,
    )


def symbols_of(document: LabelDocument) -> dict[Symbol, tuple[int, int] | None]:
    """What a scanner must read of a document, and for bars where their middle lies, in micrometres.

    MaxiCode is left out: it is read only when nothing stands around it.
    """
    found: dict[Symbol, tuple[int, int] | None] = {}
    for element in document.elements:
        match element:
            case Code128():
                found["]C0", element.data] = _middle(element)
            case Gs1128():
                found["]C1", "".join(element.fields)] = _middle(element)
            case DataMatrix():
                found["]d2" if element.gs1 else "]d1", "".join(element.fields)] = None
            case Pdf417():
                found["]L2", element.data] = None
            case _:
                pass
    return found


def _middle(bars: Code128 | Gs1128) -> tuple[int, int]:
    return bars.x_um + bars.max_width_um // 2, bars.y_um + bars.height_um // 2


def says(symbols: Iterable[Symbol], sold: Sold) -> bool:
    """Whether `symbols` are those of what was sold, and its number is in exactly one of the bars."""
    read = {symbol for symbol in symbols if symbol[0] != MAXICODE}
    bars = [text for kind, text in read if kind in LINEAR and text.endswith(sold.tracking)]
    return read == symbols_of(sold.document).keys() and len(bars) == 1
