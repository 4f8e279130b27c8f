"""A file that a command writes where a person said: never over the station's own files, never half."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from core.errors import Refused
from ui.file_access import file_faults

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class TargetRefused(Refused):
    """A file may not be written there; nothing was.

    Fields: ``path``, ``reason`` (station, link, other-file, no-folder).
    """

    code: ClassVar[str] = "commands.target-refused"


def check_target(path: Path, station: Path, suffix: str) -> None:
    """Refuse a place inside the data directory, a link, and a file that is not of the same kind.

    Args:
        path: Where to write.
        station: The data directory.
        suffix: With its dot; only a file of this ending is replaced.

    Raises:
        TargetRefused: With the reason.
    """
    if not path.parent.is_dir():
        raise TargetRefused(path=str(path), reason="no-folder")
    parent = path.parent.resolve()
    if station.resolve() in (parent, *parent.parents):
        raise TargetRefused(path=str(path), reason="station")
    if path.is_symlink():
        raise TargetRefused(path=str(path), reason="link")
    if path.exists() and not (path.is_file() and path.suffix.lower() == suffix):
        raise TargetRefused(path=str(path), reason="other-file")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside its place, made durable, then renamed; a link is not followed.

    Raises:
        FileUnusable: Of `path`, whatever went wrong.
    """
    beside = path.with_name(f".postbench-{secrets.token_hex(8)}.partial")
    with file_faults(path):
        try:
            with os.fdopen(os.open(beside, _NEW, 0o666), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
