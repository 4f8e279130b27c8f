"""Where faults of the program are written: the station's log; and a file beside it if the interpreter itself dies."""

import faulthandler
import logging
import os
import traceback
from pathlib import Path
from typing import IO

from core.log import ROOT, JsonLines

_LOG = logging.getLogger("postbench.window")
_COMMANDS = logging.getLogger("postbench.commands")
# Messages of these name code, never an order: the others may carry a name or an address and are left out.
_HARMLESS = (TypeError, AttributeError, NameError, ImportError)


def describe(fault: BaseException) -> str:
    """Type and place of `fault`, its causes first; no values, so no names, addresses or keys."""
    lines: list[str] = []
    step: BaseException | None = fault
    while step is not None:
        frames = traceback.extract_tb(step.__traceback__)
        told = f": {step}" if isinstance(step, _HARMLESS) else ""
        place = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        lines = [*place, f"{type(step).__name__}{told}", *lines]
        step = step.__cause__
    return "\n".join(lines)


def write_fault(text: str) -> None:
    """Write one fault into the log of this run (`core/log.py`); from any thread."""
    _LOG.error(text)


def write_command_fault(fault: BaseException) -> bool:
    """Write a fault that ended a command into the log of its run: its type and where it was, no values.

    Returns:
        Whether there was a log; before the station is open there is none.
    """
    kind = type(fault).__name__
    _COMMANDS.error("fault", extra={"code": "program.fault", "kind": kind, "trace": describe(fault)})
    return any(isinstance(handler, JsonLines) for handler in logging.getLogger(ROOT).handlers)


class CrashFile:
    """The stacks of all threads, if the interpreter dies; taken away again when it did not."""

    def __init__(self, folder: Path, instance: str) -> None:
        self._path = folder / f"{instance}.crash"
        self._file: IO[str] = open(self._path, "w", encoding="utf-8", opener=_private)  # noqa: SIM115 - open for life
        faulthandler.enable(self._file)

    def close(self) -> None:
        """End the watch."""
        faulthandler.disable()
        self._file.close()
        if self._path.stat().st_size == 0:
            self._path.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
