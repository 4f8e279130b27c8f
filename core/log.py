"""The program's log: JSON lines, one file per run, allow-listed fields, no names, kept 30 days (DESIGN section 10).

A file appears with its first line. Money and orders are never logged: the books and the history are their record.
"""

import json
import logging
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from core.clock import Clock, utc_text

ROOT = "postbench"
KEPT_DAYS = 30
FIELDS = frozenset({"held_ms", "lock", "waited_ms", "code", "kind", "state", "count", "trace"})


class JsonLines(logging.Handler):
    """Writes one JSON object per record; what is not on the list of fields is left out."""

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(logging.INFO)
        self._path = path
        self._clock = clock

    def emit(self, record: logging.LogRecord) -> None:
        """Append a line; a log that cannot be written never stops the work."""
        body = {"at": utc_text(self._clock.now()), "level": record.levelname.lower(), "what": record.msg}
        body["room"] = record.name.removeprefix(f"{ROOT}.")
        facts = {name: value for name, value in vars(record).items() if name in FIELDS}
        line = json.dumps({**body, **facts}, sort_keys=True)
        with suppress(OSError), open(self._path, "a", encoding="utf-8", opener=_private) as stream:
            stream.write(line + "\n")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def start_log(directory: Path, instance: str, clock: Clock) -> JsonLines:
    """Log into ``log/<instance>.jsonl`` of a data directory from now on, and forget files older than 30 days."""
    folder = directory / "log"
    forget_old(directory, clock.now())
    handler = JsonLines(folder / f"{instance}.jsonl", clock)
    logger = logging.getLogger(ROOT)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    return handler


def forget_old(directory: Path, now: datetime) -> int:
    """Delete log files older than 30 days; how many."""
    oldest = (now - timedelta(days=KEPT_DAYS)).timestamp()
    old = [path for path in (directory / "log").glob("*.jsonl") if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def stop_log(handler: JsonLines) -> None:
    """Let go of the file at the end of a run."""
    logging.getLogger(ROOT).removeHandler(handler)


# Without a station nothing is logged, and nothing is printed on a packer's screen either.
logging.getLogger(ROOT).addHandler(logging.NullHandler())
