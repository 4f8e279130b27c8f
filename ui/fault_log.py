"""Where faults of the program are written: the station's log; and a file beside it if the interpreter itself dies."""

import faulthandler
import logging
import os
from pathlib import Path
from typing import IO

_LOG = logging.getLogger("postbench.window")


def write_fault(text: str) -> None:
    """Write one fault into the log of this run (`core/log.py`); from any thread."""
    _LOG.error(text)


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
