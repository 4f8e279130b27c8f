"""What printers say about themselves, understood: ~HS, ~HQES, ~HI, ^ee and UQ.

A status is a hint, never proof of a printed label. The parsers take any bytes and never raise: a printer on a network
may be anything.

Sources: docs.zebra.com, ~HS, ~HI, ~HQ (fields; no answer to ~HS in error states on documented models); Zebra EPL
Programming Guide 14245L-003, ^ee and UQ; the ~HQES bits agree with the source of an open print application (2026-11).
"""

import re
from dataclasses import dataclass
from enum import Enum

HOST_STATUS = b"~HS\r\n"
HOST_ERRORS = b"~HQES\r\n"
IDENTIFICATION = b"~HI\r\n"
EPL_ERRORS = b"\r\n^ee\r\n"  # in the command position only, so on a line of its own
EPL_SETTINGS = b"\r\nUQ\r\n"


class PrinterProblem(Enum):
    """What keeps a printer from printing, or will soon."""

    PAPER_OUT = "paper-out"
    RIBBON_OUT = "ribbon-out"
    HEAD_OPEN = "head-open"
    PAUSED = "paused"
    HOT = "hot"
    COLD = "cold"
    BUSY = "busy"
    BUFFER_FULL = "buffer-full"
    LABEL_WAITING = "label-waiting"
    PARTIAL_FORMAT = "partial-format"
    MEMORY_LOST = "memory-lost"
    CUTTER = "cutter"
    HEAD_FAULT = "head-fault"
    FEED = "feed"
    SYNTAX = "syntax"
    OFF_LABEL = "off-label"
    MEMORY_FULL = "memory-full"
    PAPER_LOW = "paper-low"
    CLEAN_HEAD = "clean-head"
    REPLACE_HEAD = "replace-head"
    CALIBRATE = "calibrate"
    OTHER = "other"


# These do not stop the next label.
_HARMLESS = frozenset(
    {
        PrinterProblem.PAPER_LOW,
        PrinterProblem.CLEAN_HEAD,
        PrinterProblem.REPLACE_HEAD,
        PrinterProblem.CALIBRATE,
        PrinterProblem.PARTIAL_FORMAT,
    }
)


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """One answer, understood.

    Attributes:
        ready: Nothing in it stops the next label; False for an identification alone is impossible, it has no problems.
        problems: What was reported, in the printer's order.
        labels_remaining: Labels of the current batch still to print, None when not told.
        dpi: Dots per inch of the head, None when not told.
        model: As the printer names itself, empty when not told.
        firmware: Its version, empty when not told.
    """

    ready: bool
    problems: tuple[PrinterProblem, ...] = ()
    labels_remaining: int | None = None
    dpi: int | None = None
    model: str = ""
    firmware: str = ""


def status_query(language: str) -> bytes | None:
    """What to put behind a job to learn how the printer is; None where the language has no such question."""
    return {"zpl": HOST_STATUS, "epl": EPL_ERRORS}.get(language)


def identity_query(language: str) -> bytes | None:
    """What to ask a printer at set-up for model, firmware and dots per inch."""
    return {"zpl": IDENTIFICATION, "epl": EPL_SETTINGS}.get(language)


_STRINGS = {HOST_STATUS: 3, HOST_ERRORS: 1, IDENTIFICATION: 1}
_FRAME = re.compile(rb"\x02([^\x02\x03]{0,600})\x03")
_EPL_ANSWER = re.compile(rb"(?:^|[\r\n])\x15?[ \t]{0,4}(\d\d(?: ?, ?\d\d){0,30}) {0,4}(?=\r?\n)")
_SETTINGS_END = re.compile(rb"^q\d+ +Q\d+.*\r?\n", flags=re.MULTILINE)


def is_complete(query: bytes, answer: bytes) -> bool:
    """Whether the answer to a query is all there, so that nobody has to wait for more."""
    if query in _STRINGS:
        return len(_FRAME.findall(answer)) >= _STRINGS[query]
    if query == EPL_ERRORS:
        return _EPL_ANSWER.search(answer) is not None
    if query == EPL_SETTINGS:
        return _SETTINGS_END.search(answer) is not None
    return False


def read_status(answer: bytes) -> PrinterStatus | None:
    """Whatever kind of answer it is; None for silence and for bytes that no printer would send."""
    for parser in (parse_host_status, parse_host_errors, parse_identification, parse_epl_settings, parse_epl_errors):
        found = parser(answer)
        if found is not None:
            return found
    return None


def _frames(answer: bytes) -> list[str]:
    return [frame.decode("ascii", "replace") for frame in _FRAME.findall(answer)]


def _made(problems: list[PrinterProblem], labels_remaining: int | None = None) -> PrinterStatus:
    distinct = tuple(dict.fromkeys(problems))
    return PrinterStatus(not set(distinct) - _HARMLESS, distinct, labels_remaining)


_FIRST_STRING = (
    (1, PrinterProblem.PAPER_OUT),
    (2, PrinterProblem.PAUSED),
    (5, PrinterProblem.BUFFER_FULL),
    (7, PrinterProblem.PARTIAL_FORMAT),
    (9, PrinterProblem.MEMORY_LOST),
    (10, PrinterProblem.COLD),
    (11, PrinterProblem.HOT),
)
_SECOND_STRING = (
    (2, PrinterProblem.HEAD_OPEN),
    (3, PrinterProblem.RIBBON_OUT),
    (7, PrinterProblem.LABEL_WAITING),
)


def parse_host_status(answer: bytes) -> PrinterStatus | None:
    """~HS: the last three strings of 12, 11 and 2 fields; an older answer before them is ignored."""
    frames = [frame.split(",") for frame in _frames(answer)]
    for start in range(len(frames) - 3, -1, -1):
        first, second, third = frames[start : start + 3]
        if len(first) == 12 and len(second) == 11 and len(third) == 2:
            return _host_status([field.strip() for field in first], [field.strip() for field in second])
    return None


def _host_status(first: list[str], second: list[str]) -> PrinterStatus | None:
    flags = [(first[place], problem) for place, problem in _FIRST_STRING]
    flags += [(second[place], problem) for place, problem in _SECOND_STRING]
    if any(value not in ("0", "1") for value, _ in flags):
        return None
    remaining = second[8]
    if not (remaining.isascii() and remaining.isdigit()) or len(remaining) > 8:
        return None
    return _made([problem for value, problem in flags if value == "1"], int(remaining))


_ERROR_BITS = (
    (0x1, PrinterProblem.PAPER_OUT),
    (0x2, PrinterProblem.RIBBON_OUT),
    (0x4, PrinterProblem.HEAD_OPEN),
    (0x8, PrinterProblem.CUTTER),
    (0x10, PrinterProblem.HOT),
    (0x20, PrinterProblem.HOT),
    (0x40, PrinterProblem.HEAD_FAULT),
    (0x80, PrinterProblem.HEAD_FAULT),
    (0x10000, PrinterProblem.PAUSED),
)
_WARNING_BITS = (
    (0x1, PrinterProblem.CALIBRATE),
    (0x2, PrinterProblem.CLEAN_HEAD),
    (0x4, PrinterProblem.REPLACE_HEAD),
    (0x8, PrinterProblem.PAPER_LOW),
)
_ERRORS = re.compile(r"ERRORS:\s*([01])\s+([0-9A-Fa-f]{8})\s+([0-9A-Fa-f]{8})", flags=re.ASCII)
_WARNINGS = re.compile(r"WARNINGS:\s*([01])\s+([0-9A-Fa-f]{8})\s+([0-9A-Fa-f]{8})", flags=re.ASCII)


def parse_host_errors(answer: bytes) -> PrinterStatus | None:
    """~HQES: an error word and a warning word, in hexadecimal; a flag without a known bit is "other"."""
    text = answer.decode("ascii", "replace")
    errors, warnings = _ERRORS.search(text), _WARNINGS.search(text)
    if errors is None:
        return None
    word = int(errors[3], 16)
    problems = [problem for bit, problem in _ERROR_BITS if word & bit]
    if errors[1] == "1" and not problems:
        problems.append(PrinterProblem.OTHER)
    if warnings is not None:
        word = int(warnings[3], 16)
        problems += [problem for bit, problem in _WARNING_BITS if word & bit]
    return _made(problems)


_DPI_OF_DOTS_PER_MM = {"6": 152, "8": 203, "12": 300, "24": 600}
_DPI_IN_NAME = re.compile(r"(203|300|600)\s*dpi", flags=re.IGNORECASE | re.ASCII)


def parse_identification(answer: bytes) -> PrinterStatus | None:
    """~HI: model, firmware, dots per millimetre, memory and perhaps options."""
    for frame in reversed(_frames(answer)):
        fields = [field.strip() for field in frame.split(",")]
        if not 4 <= len(fields) <= 6 or not fields[0] or fields[2] not in _DPI_OF_DOTS_PER_MM:
            continue
        if not fields[0].isprintable() or not fields[1].isprintable():
            continue
        return PrinterStatus(True, dpi=_DPI_OF_DOTS_PER_MM[fields[2]], model=fields[0][:80], firmware=fields[1][:40])
    return None


_EPL_CODES = {
    1: PrinterProblem.SYNTAX,
    2: PrinterProblem.OFF_LABEL,
    3: PrinterProblem.SYNTAX,
    4: PrinterProblem.MEMORY_FULL,
    7: PrinterProblem.PAPER_OUT,
    9: PrinterProblem.SYNTAX,
    11: PrinterProblem.HEAD_OPEN,
    12: PrinterProblem.PAUSED,
    13: PrinterProblem.HOT,
    14: PrinterProblem.HOT,
    50: PrinterProblem.BUSY,
    81: PrinterProblem.CUTTER,
    84: PrinterProblem.FEED,
    93: PrinterProblem.OFF_LABEL,
}


def parse_epl_errors(answer: bytes) -> PrinterStatus | None:
    """^ee: two-digit codes, 00 for none. Code 12 is also given while a label waits to be taken."""
    found = _EPL_ANSWER.findall(answer)
    if not found:
        return None
    codes = [int(code) for code in found[-1].split(b",")]
    return _made([_EPL_CODES.get(code, PrinterProblem.OTHER) for code in codes if code != 0])


_SETTINGS_HEAD = re.compile(rb"^\s*([A-Za-z0-9][\x20-\x7e]{1,40}?)\s+(V\d+\.\d+[A-Za-z0-9.]{0,12})\s*\r?\n")


def parse_epl_settings(answer: bytes) -> PrinterStatus | None:
    """UQ: model and firmware stand in the first line; the head's resolution is only in some model names."""
    head = _SETTINGS_HEAD.match(answer)
    if head is None or _SETTINGS_END.search(answer) is None:
        return None
    model = head[1].decode("ascii").strip()
    dpi = _DPI_IN_NAME.search(model)
    return PrinterStatus(True, dpi=int(dpi[1]) if dpi else None, model=model, firmware=head[2].decode("ascii"))
