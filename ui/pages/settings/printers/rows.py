"""The printers as read, and the rows of their table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from core.i18n import Tr
from core.printing.records import Answers, Language, Printer
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_reasons import PRINT_REASONS
from ui.pages.settings.printers.form import FOLDER
from ui.pages.settings.words import LANGUAGES
from ui.printer_words import MEDIA
from ui.views import ChipView, Tone


@dataclass(frozen=True, slots=True)
class Facts:
    """The printers as read.

    Attributes:
        printers: In use, in the order of display.
        default: Id of the station's own.
        queued: Ids of printers, one for each job that waits.
        printing: Printers that have a job in hand.
        doubtful: Printers with a job of which nobody knows whether it came out.
        label_format: The station's default format.
    """

    printers: tuple[Printer, ...] = ()
    default: str = ""
    queued: tuple[str, ...] = ()
    printing: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    label_format: str = ""


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """One printer.

    Attributes:
        id: Its id.
        name: As people call it.
        is_default: The station's own.
        format: Its label format, in words.
        paper: Paper and resolution, in words.
        address: Where its bytes go.
        state: How it is, in words.
        state_note: More of it, may be empty.
    """

    id: str
    name: str
    is_default: bool
    format: str
    paper: str
    address: str
    state: ChipView
    state_note: str


def printer_rows(
    tr: Tr, facts: Facts, held: Callable[[str], str], reached: Callable[[str], bool | None]
) -> tuple[PrinterRow, ...]:
    """The table; `held` says why a printer is stopped, `reached` whether it was reached last (None: not spoken to)."""
    return tuple(_row(tr, facts, one, held(one.id), reached(one.id)) for one in facts.printers)


def _row(tr: Tr, facts: Facts, printer: Printer, held: str, reached: bool | None) -> PrinterRow:
    kind = printer.kind
    state, note = _state(tr, facts, printer, held)
    if reached is False and state.tone in (Tone.OK, Tone.NEUTRAL):
        state, note = ChipView(Tone.ERROR, Ico.WIFI_OFF, tr("Not reached")), tr("when it was last asked")
    paper = word(tr, MEDIA, kind.media)
    dpi = "" if kind.language is Language.PDF else " · " + tr("{dpi} dpi", dpi=kind.dpi)
    return PrinterRow(
        printer.id, printer.name, printer.id == facts.default, word(tr, LANGUAGES, kind.language.value),
        paper + dpi, printer.address, state, note,
    )  # fmt: skip


def _state(tr: Tr, facts: Facts, printer: Printer, held: str) -> tuple[ChipView, str]:
    """The state that matters most, as a chip and a note."""
    waiting = facts.queued.count(printer.id)
    waits = tr.n("{n} label waiting", "{n} labels waiting", waiting) if waiting else ""
    if held:
        note = word(tr, PRINT_REASONS, held)
        return ChipView(Tone.ERROR, Ico.OCTAGON_ALERT, tr("Stopped")), f"{note} · {waits}" if waits else note
    if printer.id in facts.doubtful:
        return ChipView(Tone.WARN, Ico.CIRCLE_ALERT, tr("Check the paper")), waits
    if printer.id in facts.printing:
        return ChipView(Tone.ACCENT, Ico.PRINTER, tr("Printing")), waits
    if waiting:
        return ChipView(Tone.ACCENT, Ico.HOURGLASS, tr("Waiting")), waits
    if printer.address.lower().startswith(FOLDER):
        return ChipView(Tone.OK, Ico.FOLDER_OPEN, tr("Ready")), tr("writes files")
    match printer.answers:
        case Answers.YES:
            return ChipView(Tone.OK, Ico.CIRCLE_CHECK, tr("Ready")), tr("reports its status")
        case Answers.NO:
            return ChipView(Tone.NEUTRAL, Ico.PRINTER, tr("Ready")), tr("does not report its status")
        case Answers.UNKNOWN:
            return ChipView(Tone.NEUTRAL, Ico.HELP, tr("Not asked yet")), tr("print a test label")
        case _:
            assert_never(printer.answers)
