"""Where a practice day is built: beside its place, then swapped in, so that nobody finds half a day.

What a person put into an earlier day's folder is not of the day: it stays there when the day is shipped again. What a
run that was killed left beside it is taken away by the next one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import Refused
from core.upkeep.building import BUILDING, building, is_left_behind

MARKER = "PRACTICE-DAY.txt"
MADE = ".made"  # what a day consists of, one path a line; the station changes as it is used and is named alone
STATION = "station"
_OLD = "-old"


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
    _clear_up(target)
    if target.exists() and not _may_be_replaced(target):
        raise PlaceTaken(folder=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        with building(beside):
            yield beside
            _note_made(beside)
        _swap(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _may_be_replaced(target: Path) -> bool:
    return target.is_dir() and ((target / MARKER).is_file() or not any(target.iterdir()))


def _note_made(folder: Path) -> None:
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != BUILDING)
    ours = sorted(path for path in paths if not path.startswith(f"{STATION}/"))
    (folder / MADE).write_text("\n".join(ours) + "\n", encoding="utf-8")


def _swap(beside: Path, target: Path) -> None:
    old = beside.with_name(f"{beside.name}{_OLD}")
    if target.exists():
        os.replace(target, old)  # noqa: PTH105 - the same call twice, side by side
    os.replace(beside, target)  # noqa: PTH105 - as above
    (target / BUILDING).unlink(missing_ok=True)
    if old.exists():
        _carry_over(old, target)


def _carry_over(old: Path, target: Path) -> None:
    """Move what no day made from `old` to the same place in `target`, and take the rest of `old` away."""
    for path in _not_made(old):
        place = path.relative_to(old)
        to = target / place
        while to.exists():
            to = to.with_name(f"{to.stem}-1{to.suffix}")
        to.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, to)  # noqa: PTH105 - as above
    shutil.rmtree(old, ignore_errors=True)


def _not_made(day: Path) -> list[Path]:
    """Files in a day's folder that are not of the day; none where it does not say what it made."""
    if not (day / MADE).is_file():
        return []
    made = {*(day / MADE).read_text(encoding="utf-8").splitlines(), MADE, BUILDING}
    every = [path for path in sorted(day.rglob("*")) if not path.is_dir()]
    places = {path: path.relative_to(day) for path in every}
    return [path for path, place in places.items() if place.parts[0] != STATION and place.as_posix() not in made]


def _clear_up(target: Path) -> None:
    """Take away what runs left that were killed: half-built days, and an earlier day in the middle of its exchange."""
    left = target.parent.iterdir() if target.parent.is_dir() else ()
    for beside in [path for path in left if path.name.startswith(f".{target.name}-")]:
        if beside.name.endswith(_OLD) and (beside / MARKER).is_file():
            if target.exists():
                _carry_over(beside, target)
            else:
                os.replace(beside, target)  # noqa: PTH105 - as above
        elif is_left_behind(beside):
            shutil.rmtree(beside, ignore_errors=True)
