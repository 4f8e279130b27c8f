"""The device package as the printing room sees it: draws labels, brings them to printers, and says what is known.

What an answer means (facts: printing 1.5, 3.1): the question stands behind the job on the same line, so an answer
proves that the job was read. If it says that all is well and nothing is left to print, the label came out; if it
names a fault, the label may come out later, so nobody knows; silence of a printer that used to answer is a fault too.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from core.errors import Problem
from core.labels.document import LabelDocument
from core.printing.port import Delivered, DeliveryOutcome, Probed, RenderedJob
from core.printing.records import Answers, Language, Printer, PrinterKind
from printers.languages import epl, pdf, zpl
from printers.profiles import PrinterProfile, UnknownPrinter, profile, profile_for
from printers.status import PrinterProblem, PrinterStatus, read_status, status_query
from printers.transports.addresses import open_transport
from printers.transports.port import (
    BadAddress,
    Delivery,
    DeliveryState,
    Detail,
    FolderUnavailable,
    Transport,
    Unreachable,
)
from printers.transports.tcp import Patience

NO_JOB = b"\r\n"  # an empty line, which both languages skip
_ASK_AGAIN_SECONDS = 0.2
_MOST_ASKS = 25  # five seconds: a label takes one or two

# Reported before a job, any of these means: it would not come out now, but later, behind the operator's back.
_BLOCKS = frozenset(
    {
        PrinterProblem.PAPER_OUT,
        PrinterProblem.RIBBON_OUT,
        PrinterProblem.HEAD_OPEN,
        PrinterProblem.PAUSED,
        PrinterProblem.HOT,
        PrinterProblem.CUTTER,
        PrinterProblem.HEAD_FAULT,
        PrinterProblem.FEED,
    }
)
# Reported after a job, these too mean that nobody knows; what is in neither set is a hint, or work going on.
_DOUBTS = _BLOCKS | {
    PrinterProblem.SYNTAX,
    PrinterProblem.OFF_LABEL,
    PrinterProblem.MEMORY_FULL,
    PrinterProblem.MEMORY_LOST,
    PrinterProblem.COLD,
    PrinterProblem.OTHER,
}
_SILENCE = (Detail.NO_ANSWER, Detail.CLOSED_WITHOUT_ANSWER)
_AT_WORK = frozenset({PrinterProblem.BUSY, PrinterProblem.BUFFER_FULL})


def kind_of(model: PrinterProfile) -> PrinterKind:
    """What is kept with a printer of this model."""
    return PrinterKind(model.code, model.language, model.dpi, model.media.code)


def kind_for(language: str, dpi: int = 203, media: str = "4x6") -> PrinterKind:
    """The generic kind of printer with this language, resolution and paper.

    Raises:
        NoSuchPaper: There is none.
        UnknownPrinter: There is no such language.
    """
    try:
        wanted = Language(language)
    except ValueError as error:
        raise UnknownPrinter(printer=language, known=tuple(each.value for each in Language)) from error
    return kind_of(profile_for(wanted, dpi, media))


@dataclass(frozen=True, slots=True)
class StationDevice:
    """Implements `core.printing.port.Device`.

    Attributes:
        patience: Waiting times of network printers; None for the usual ones.
        wait: Called between two questions, with seconds.
        base: The data directory, which printers that are a folder of a relative name lie in; None allows none.
    """

    patience: Patience | None = None
    wait: Callable[[float], None] = field(default=time.sleep)
    base: Path | None = None

    def problems(self, kind: PrinterKind, address: str) -> list[Problem]:
        """See `Device.problems`."""
        found = []
        try:
            if kind_of(profile(kind.model)) != kind:
                found.append(Problem("model", "printers.kind-differs", kind.model))
        except UnknownPrinter as error:
            found.append(Problem("model", error.code, kind.model))
        try:
            open_transport(address, base=self.base)
        except BadAddress as error:
            found.append(Problem("address", f"{error.code}.{error.fields['why']}", address))
        return found

    def render(self, document: LabelDocument, printer: Printer) -> RenderedJob:
        """See `Device.render`."""
        model = profile(printer.kind.model)
        match model.language:
            case Language.ZPL:
                rendered = zpl.render(document, model)
            case Language.EPL:
                rendered = epl.render(document, model)
            case Language.PDF:
                rendered = pdf.render(document, model)
            case _:
                assert_never(model.language)
        notes = tuple(f"{note.kind.value}:{note.role or 'text'}" for note in rendered.notes)
        return RenderedJob(rendered.data, rendered.media_type, f".{model.language.value}", notes)

    def prepare(self, data: bytes, printer: Printer) -> list[tuple[RenderedJob, tuple[str, ...]]]:
        """See `core.printing.service_files.FilePreparer.prepare`."""
        from printers.issued.conversion import prepare  # a scanner in software: only for files of others

        model = profile(printer.kind.model)
        extension = f".{model.language.value}"
        return [
            (
                RenderedJob(one.data, one.media_type, extension, tuple(f"dropped:{name}" for name in one.dropped)),
                one.symbols,
            )
            for one in prepare(data, model)
        ]

    def deliver(self, printer: Printer, data: bytes, file_name: str) -> DeliveryOutcome:
        """See `Device.deliver`."""
        transport = open_transport(printer.address, patience=self.patience, base=self.base)
        query = None if printer.answers is Answers.NO else status_query(printer.kind.language.value)
        try:
            if printer.answers is Answers.YES and query is not None:
                fault = _fault_before(transport.deliver(NO_JOB, query, file_name=file_name))
                if fault is not None:
                    return fault
            delivery = transport.deliver(data, query, file_name=file_name)
        except (Unreachable, FolderUnavailable) as error:
            return DeliveryOutcome(Delivered.NOT_SENT, error.code.rpartition(".")[2], str(error.fields["why"]))
        return self._outcome(delivery, transport, query, printer.answers)

    def probe(self, printer: Printer) -> Probed:
        """See `Device.probe`."""
        transport = open_transport(printer.address, patience=self.patience, base=self.base)
        query = status_query(printer.kind.language.value)
        if query is None or printer.address.lower().startswith("folder:"):
            return Probed(is_reachable=True, answers=Answers.NO)
        try:
            delivery = transport.deliver(NO_JOB, query, file_name="probe.txt")
        except Unreachable as error:
            return Probed(
                is_reachable=False, answers=Answers.UNKNOWN, reason="unreachable", evidence=str(error.fields["why"])
            )
        status = read_status(delivery.answer)
        if status is None:
            return Probed(is_reachable=True, answers=Answers.NO, evidence=_evidence(delivery))
        return Probed(is_reachable=True, answers=Answers.YES, reason=_reason(status), evidence=_evidence(delivery))

    def _outcome(
        self, delivery: Delivery, transport: Transport, query: bytes | None, before: Answers
    ) -> DeliveryOutcome:
        match delivery.state:
            case DeliveryState.NOT_SENT:
                return DeliveryOutcome(Delivered.NOT_SENT, delivery.detail, _evidence(delivery))
            case DeliveryState.UNKNOWN:
                status = read_status(delivery.answer)
                reason = (_reason(status) if status else "") or delivery.detail
                return DeliveryOutcome(Delivered.UNKNOWN, reason, _evidence(delivery))
            case DeliveryState.HANDED_OVER:
                if before is Answers.YES and delivery.detail in _SILENCE:
                    return DeliveryOutcome(Delivered.UNKNOWN, "silent", _evidence(delivery))
                learned = Answers.NO if delivery.detail in _SILENCE else Answers.UNKNOWN
                return DeliveryOutcome(Delivered.HANDED_OVER, "", _evidence(delivery), learned)
            case DeliveryState.CONFIRMED_BY_ANSWER:
                assert query is not None, "only a question is answered"
                return self._answered(delivery, transport, query)
            case _:
                assert_never(delivery.state)

    def _answered(self, delivery: Delivery, transport: Transport, query: bytes) -> DeliveryOutcome:
        """The job was read. Ask again while the printer says that it is at work, until it is done or in trouble."""
        status = read_status(delivery.answer)
        for _ in range(_MOST_ASKS):
            if status is None or not _is_at_work(status):
                break
            self.wait(_ASK_AGAIN_SECONDS)
            try:
                delivery = transport.deliver(NO_JOB, query, file_name="probe.txt")
            except Unreachable:
                return DeliveryOutcome(Delivered.UNKNOWN, "silent", "", Answers.YES)
            status = read_status(delivery.answer)
        if status is None:
            return DeliveryOutcome(Delivered.UNKNOWN, "silent", _evidence(delivery), Answers.YES)
        if _reason(status):
            return DeliveryOutcome(Delivered.UNKNOWN, _reason(status), _evidence(delivery), Answers.YES)
        kind = Delivered.HANDED_OVER if _is_at_work(status) else Delivered.CONFIRMED
        return DeliveryOutcome(kind, "", _evidence(delivery), Answers.YES)


def _is_at_work(status: PrinterStatus) -> bool:
    return not _reason(status) and (bool(status.labels_remaining) or bool(_AT_WORK & set(status.problems)))


def _reason(status: PrinterStatus) -> str:
    """The first thing that puts the label in doubt, or nothing."""
    return next((problem.value for problem in status.problems if problem in _DOUBTS), "")


def _fault_before(delivery: Delivery) -> DeliveryOutcome | None:
    """Why a printer that answers must not be given a label now, or None. Nothing of the label has left."""
    status = read_status(delivery.answer)
    if status is None:
        return DeliveryOutcome(Delivered.NOT_SENT, "silent", _evidence(delivery))
    blocking = [problem.value for problem in status.problems if problem in _BLOCKS]
    return DeliveryOutcome(Delivered.NOT_SENT, blocking[0], _evidence(delivery), Answers.YES) if blocking else None


def _evidence(delivery: Delivery) -> str:
    """Short printable ASCII: what the transport noted, then the answer or the file's name; no machine's address."""
    said = delivery.answer.decode("ascii", "replace") or delivery.reference
    if "://" in said:
        said = ""
    seen = "".join(sign if sign.isascii() and sign.isprintable() else " " for sign in said)
    return " ".join([delivery.detail, *seen.split()])[:120]
