"""Where faults of the program are written: JSON lines in the station's log folder, for this user alone, no names."""

import faulthandler
import json
import os
import threading
from pathlib import Path
from typing import IO

from core.clock import Clock, utc_text


class FaultLog:
    """One file per run, made when the first fault is written; a crash of the interpreter itself goes beside it."""

    def __init__(self, folder: Path, instance: str, clock: Clock) -> None:
        self._path = folder / f"window-{instance}.jsonl"
        self._hard_path = folder / f"window-{instance}.crash"
        self._clock = clock
        self._lock = threading.Lock()
        self._hard: IO[str] | None = None

    def watch_interpreter(self) -> None:
        """Write the stacks of all threads if the interpreter dies."""
        self._hard = open(self._hard_path, "w", encoding="utf-8", opener=_private)  # noqa: SIM115 - open for life
        faulthandler.enable(self._hard)

    def write(self, text: str) -> None:
        """Write one fault; from any thread."""
        line = json.dumps({"at": utc_text(self._clock.now()), "fault": text})
        with self._lock, open(self._path, "a", encoding="utf-8", opener=_private) as file:
            file.write(line + "\n")

    def close(self) -> None:
        """End the watch; an empty crash file is taken away."""
        if self._hard is not None:
            faulthandler.disable()
            self._hard.close()
            self._hard = None
            if self._hard_path.stat().st_size == 0:
                self._hard_path.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
