"""A station with labels to print, and a printer in memory whose deliveries can go wrong on purpose."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.errors import Problem, Refused, Unavailable
from core.ids import SeededIds
from core.labels.codec import to_json
from core.labels.document import LabelDocument, Text
from core.labels.rules import LabelState
from core.labels.schema import ROOM as LABELS
from core.labels.store import DOCUMENT_TYPE, Label, insert_label, now_text
from core.money import Money
from core.printing import service
from core.printing.port import Delivered, DeliveryOutcome, Probed, RenderedJob
from core.printing.press import Press
from core.printing.records import Answers, Job, Language, Printer, PrinterKind
from core.printing.schema import ROOM as PRINTING
from core.printing.store import get_job
from core.store.database import Store
from core.store.files import Files
from core.store.opening import open_store

ROOMS = (LABELS, PRINTING)
ZPL = PrinterKind("zpl-203", Language.ZPL, 203, "4x6")
EPL = PrinterKind("epl-203", Language.EPL, 203, "4x6")
PDF = PrinterKind("pdf-letter", Language.PDF, 300, "letter")


class PowerCut(BaseException):
    """The process dies here: no handler runs but those that the system would run (locks are let go)."""


class Unreachable(Unavailable):
    """A device may raise instead of returning."""

    code = "fake.unreachable"


class CannotDraw(Refused):
    """A renderer's refusal."""

    code = "fake.cannot-draw"


@dataclass
class FakeDevice:
    """Keeps what came out, in order; `plan` says how each next delivery goes, `drawing` how each next rendering does.

    Plans: ``confirmed``, ``handed-over``, ``out-unknown`` (it came out, the answer is lost), ``lost-unknown`` (it did
    not), ``not-sent``, ``raises`` (unreachable), ``cut-before`` and ``cut-after`` (the power goes before the first
    byte, after the label came out). Drawings: ``ok``, ``refused``, ``cut``.
    """

    plan: list[str] = field(default_factory=list)
    drawing: list[str] = field(default_factory=list)
    usual: str = "confirmed"
    came_out: list[tuple[str, str, bytes]] = field(default_factory=list)  # printer name, file name, bytes
    drawn: int = 0
    asked: int = 0
    answers: Answers = Answers.UNKNOWN
    forbidden_while: Callable[[], bool] = lambda: False

    def problems(self, kind: PrinterKind, address: str) -> list[Problem]:
        return [] if address.startswith("fake:") else [Problem("address", "printers.bad-address", address)]

    def render(self, document: LabelDocument, printer: Printer) -> RenderedJob:
        assert not self.forbidden_while(), "a label was rendered inside a transaction"
        self.drawn += 1
        plan = self.drawing.pop(0) if self.drawing else "ok"
        if plan == "refused":
            raise CannotDraw
        if plan == "cut":
            raise PowerCut
        language = printer.kind.language.value
        text = next(element.text for element in document.elements if isinstance(element, Text))
        return RenderedJob(f"{language}:{text}".encode(), f"application/{language}", f".{language}", ("cut:recipient",))

    def deliver(self, printer: Printer, data: bytes, file_name: str) -> DeliveryOutcome:
        assert not self.forbidden_while(), "a label was delivered inside a transaction"
        plan = self.plan.pop(0) if self.plan else self.usual
        if plan == "raises":
            raise Unreachable(reason="refused")
        if plan == "cut-before":
            raise PowerCut
        if plan == "not-sent":
            return DeliveryOutcome(Delivered.NOT_SENT, "unreachable")
        if plan == "lost-unknown":
            return DeliveryOutcome(Delivered.UNKNOWN, "timed-out")
        self.came_out.append((printer.name, file_name, data))
        if plan == "cut-after":
            raise PowerCut
        if plan == "out-unknown":
            return DeliveryOutcome(Delivered.UNKNOWN, "timed-out")
        return DeliveryOutcome(Delivered(plan), evidence="~HS", answers=self.answers)

    def probe(self, printer: Printer) -> Probed:
        self.asked += 1
        return Probed(is_reachable=True, answers=self.answers)


class World:
    """A data directory with labels, and a device."""

    def __init__(self, directory: Path, seed: int = 5) -> None:
        self.directory = directory
        self.clock = SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))
        self.ids = SeededIds(seed)
        self.device = FakeDevice()
        self.runs = 0
        self.bought = 0
        self.store: Store
        self.press: Press
        self.start()

    @property
    def desk(self) -> Desk:
        return self.press.desk

    def start(self) -> None:
        """A new run of the program."""
        self.runs += 1
        self.store = open_store(self.directory, ROOMS, Mode.PRACTICE, self.clock, self.ids)
        self.device.forbidden_while = self.store.in_transaction
        actor = Actor("ana", "st-1", f"run-{self.runs}", ZoneInfo("UTC"))
        self.press = Press(
            self.store, Desk(self.clock, self.ids, actor, Mode.PRACTICE), Files(self.directory), self.device
        )

    def restart(self) -> None:
        """The process ended, however; another one starts."""
        self.store.close()
        self.start()

    def printer(self, name: str = "Zebra", kind: PrinterKind = ZPL) -> Printer:
        return service.add_printer(self.press, name, kind, "fake:1")

    def label(self, *, issued: str = "", state: LabelState = LabelState.BOUGHT) -> Label:
        """A label that was bought; `issued` is the media type of a carrier's file."""
        self.bought += 1
        tracking = f"T{self.bought:06d}"
        drawn = to_json(LabelDocument(101_600, 152_400, (Text(8_000, 8_000, 80_000, 5_000, tracking, 4_000),))).encode()
        label = Label(
            id=self.ids.new(), purchase=f"p{self.bought}", parcel=f"parcel{self.bought}", wallet="usd",
            carrier="usps", service_code="PRIORITY", tracking=tracking, quoted=Money(500, "USD"),
            price=Money(500, "USD"), state=state, form="issued" if issued else "drawn",
            media_type=issued or DOCUMENT_TYPE, file=self.press.files.keep(b"%PDF-" if issued else drawn),
            content_hash="", ship_day="2026-11-22", rules="", override="", provider_ref=f"r{self.bought}",
            made_at=now_text(self.desk),
        )  # fmt: skip
        with self.store.write() as tx:
            insert_label(tx, self.desk, label)
        return label

    def labels(self, count: int) -> list[str]:
        """Ids of so many new labels."""
        return [self.label().id for _ in range(count)]

    def job(self, job: Job) -> Job:
        """A job as it stands now."""
        with self.store.read() as q:
            return get_job(q, job.id)
