"""Room on the disk: asked before anything is bought, and a ballast that is thrown off when a paid answer meets a full
disk (facts: ledger 2.7).

A disk that is full at the intent means that nothing is bought, which is well. One that fills up after the provider said
yes is the dangerous one: the ballast is deleted, the settling tried once more, and nothing new is bought until there is
room again.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from core.errors import Refused

BALLAST = "ballast"
BALLAST_BYTES = 2 * 1024 * 1024
MIN_FREE_BYTES = 8 * 1024 * 1024


class NoSpace(Refused):
    """The disk has too little room to buy anything. Fields: ``free_mib``, ``needed_mib``."""

    code = "store.no-space"


def free_bytes(directory: Path) -> int:
    """How much this user may still write there."""
    return shutil.disk_usage(directory).free


def make_ballast(directory: Path) -> bool:
    """Have the ballast, where there is room for it; whether it is there now."""
    path = directory / BALLAST
    if has_ballast(directory):
        return True
    if free_bytes(directory) < BALLAST_BYTES + MIN_FREE_BYTES:
        return False
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(bytes(BALLAST_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        return False
    return True


def has_ballast(directory: Path) -> bool:
    """Whether the ballast is there, whole."""
    try:
        return (directory / BALLAST).stat().st_size >= BALLAST_BYTES
    except FileNotFoundError:
        return False


def release_ballast(directory: Path) -> bool:
    """Throw the ballast off; whether there was any."""
    try:
        (directory / BALLAST).unlink()
    except OSError:
        return False
    return True


def require_space(directory: Path) -> None:
    """Refuse to spend money where the answer could not be kept.

    Raises:
        NoSpace: Too little is free, or the ballast was thrown off and there is no room for another.
    """
    free = free_bytes(directory)
    if free < MIN_FREE_BYTES or not make_ballast(directory):
        needed = MIN_FREE_BYTES + (0 if has_ballast(directory) else BALLAST_BYTES)
        raise NoSpace(free_mib=free >> 20, needed_mib=needed >> 20)
