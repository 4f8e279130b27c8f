"""What came of a test label or a question to a printer, in words. No Qt."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import assert_never

from core.i18n import Tr
from core.printing.port import Delivered, Probed
from core.printing.records import Answers, Printer
from core.printing.service import SpecimenPrinted
from ui.messages_base import word
from ui.messages_reasons import PRINT_REASONS
from ui.pages.settings.printers.form import FOLDER
from ui.views import Tone


class Looks(Enum):
    """How a test label looked, as the person says (S2-18: "which one looked right?")."""

    RIGHT = "right"
    LETTERS = "letters"
    SIZE = "size"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test or a question, in words.

    Attributes:
        printer: Which one.
        tone: How good it is.
        text: What is known.
        folder: Where the file lies, None for a printer that is no folder.
        asks: Whether a person should say how the label looked.
        mend: Whether the form may have to be changed.
    """

    printer: str
    tone: Tone
    text: str
    folder: Path | None = None
    asks: bool = False
    mend: bool = False


def specimen_outcome(tr: Tr, done: SpecimenPrinted, directory: Path) -> Outcome:
    """What is known of a test label; handed over is never called printed."""
    printer, name = done.printer, done.printer.name
    reason = word(tr, PRINT_REASONS, done.outcome.reason) if done.outcome.reason else ""
    folder = folder_of(printer, directory)
    match done.outcome.kind:
        case Delivered.CONFIRMED:
            text = tr("{printer} confirmed the test label. Look at it: frame, ruler and bar code.", printer=name)
            return Outcome(printer.id, Tone.OK, text, folder, asks=True)
        case Delivered.HANDED_OVER if folder is not None:
            text = tr(
                "The test label is in the folder as {file}. Nothing was printed on paper.",
                file=done.file_name,
            )
            return Outcome(printer.id, Tone.OK, text, folder)
        case Delivered.HANDED_OVER:
            text = tr("Handed over to {printer}. That does not mean printed: check the paper.", printer=name)
            return Outcome(printer.id, Tone.ACCENT, text, asks=True)
        case Delivered.UNKNOWN:
            text = tr(
                "It is not known whether the test label came out of {printer}: {reason}.", printer=name, reason=reason
            )
            return Outcome(printer.id, Tone.WARN, text, folder, asks=True)
        case Delivered.NOT_SENT:
            text = tr("Nothing was sent to {printer}: {reason}.", printer=name, reason=reason)
            return Outcome(printer.id, Tone.ERROR, text, folder, mend=True)
        case _:
            assert_never(done.outcome.kind)


def folder_of(printer: Printer, directory: Path) -> Path | None:
    """The folder of a printer that is one; a relative one lies in the data directory."""
    is_folder = printer.address.lower().startswith(FOLDER)
    return directory / printer.address[len(FOLDER) :] if is_folder else None


def judged(tr: Tr, printer: Printer, looks: Looks) -> Outcome:
    """What to do about a test label that looks so."""
    match looks:
        case Looks.RIGHT:
            return Outcome(printer.id, Tone.OK, tr("Good. {printer} is set up correctly.", printer=printer.name))
        case Looks.LETTERS:
            text = tr("It speaks another language: change its Requested Label Format and test again.")
        case Looks.SIZE:
            text = tr(
                "Its resolution or paper is different: try {dpi} dpi, or the right paper, and test again.",
                dpi=300 if printer.kind.dpi == 203 else 203,
            )
        case Looks.NOTHING:
            text = tr("Check that it is switched on, has paper and has the right address, then test again.")
        case _:
            assert_never(looks)
    return Outcome(printer.id, Tone.WARN, text, mend=True)


def answered(tr: Tr, printer: Printer, probed: Probed) -> Outcome:
    """What a printer said of itself."""
    name = printer.name
    if printer.address.lower().startswith(FOLDER) and probed.is_reachable:
        text = tr("{printer} is a folder and takes files.", printer=name)
        return Outcome(printer.id, Tone.OK, text)
    reason = word(tr, PRINT_REASONS, probed.reason) if probed.reason else ""
    if not probed.is_reachable:
        why = word(tr, PRINT_REASONS, probed.evidence) if probed.evidence in PRINT_REASONS else reason
        text = tr("{printer} cannot be reached: {reason}.", printer=name, reason=why)
        return Outcome(printer.id, Tone.ERROR, text, mend=True)
    if reason:
        return Outcome(printer.id, Tone.WARN, tr("{printer} says: {reason}.", printer=name, reason=reason))
    if probed.answers is Answers.YES:
        return Outcome(printer.id, Tone.OK, tr("{printer} answers and is ready.", printer=name))
    return Outcome(printer.id, Tone.NEUTRAL, tr("{printer} takes labels but does not report its status.", printer=name))
