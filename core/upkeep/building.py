"""A folder that is being built is locked by who builds it, so that what a killed run left can be told from the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.store.locks import FileLock

BUILDING = ".building"


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold `folder` as long as it is built."""
    lock = FileLock(folder / BUILDING)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


def is_left_behind(folder: Path) -> bool:
    """Whether somebody began to build `folder` and nobody does so any more."""
    if not (folder / BUILDING).is_file():
        return False
    lock = FileLock(folder / BUILDING)
    if not lock.try_acquire():
        return False
    lock.release()
    return True
