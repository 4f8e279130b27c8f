"""Where a practice day is built: beside its place, then swapped in, so that nobody finds half a day."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import Refused

MARKER = "PRACTICE-DAY.txt"


class PlaceTaken(Refused):
    """The folder holds something that is not a practice day; it is left alone. Fields: ``folder``."""

    code = "practice.place-taken"


@contextmanager
def built_beside(target: Path) -> Iterator[Path]:
    """A new folder beside `target`; when the block ends well it takes the place of an earlier practice day.

    Raises:
        PlaceTaken: `target` exists, is not empty, and no practice day made it.
    """
    target = target.resolve()
    if target.exists() and not _may_be_replaced(target):
        raise PlaceTaken(folder=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield beside
        _swap(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _may_be_replaced(target: Path) -> bool:
    return target.is_dir() and ((target / MARKER).is_file() or not any(target.iterdir()))


def _swap(beside: Path, target: Path) -> None:
    old = beside.with_name(f"{beside.name}-old")
    if target.exists():
        os.replace(target, old)  # noqa: PTH105 - the same call twice, side by side
    os.replace(beside, target)  # noqa: PTH105 - as above
    shutil.rmtree(old, ignore_errors=True)
