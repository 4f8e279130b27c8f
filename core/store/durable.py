"""Files that survive a power cut: written beside, made durable, renamed (DESIGN D7)."""

import os
import shutil
from pathlib import Path


def sync_directory(path: Path) -> None:
    """Make renames in `path` durable, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content of `path` durable."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durable(path: Path, data: bytes) -> None:
    """Write `data` whole or not at all, for this user alone."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with os.fdopen(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    sync_directory(path.parent)


def copy_durable(source: Path, target: Path) -> None:
    """Copy a file that nobody writes to; the copy is durable and for this user alone."""
    with os.fdopen(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
        with source.open("rb") as origin:
            shutil.copyfileobj(origin, stream, 1 << 20)
        stream.flush()
        os.fsync(stream.fileno())


def make_private(path: Path) -> None:
    """Make a directory and its parents, for this user alone."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
