"""Figures as ratios within one run: rounds interleaved, medians, the best and the worst round beside them.

Absolute times belong to a machine and its neighbours; only a ratio between two ways measured in turns says something
(facts: performance section 8, "Method rules"). Figures are printed and written nowhere.
"""

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Work = Callable[[int], int]  # takes the number of the round, gives how many things it made
_STEADY_PERCENT = 20


@dataclass(frozen=True)
class Ratio:
    """How one way compares to another, round by round."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f}-{self.most:.2f})"


@dataclass(frozen=True)
class Times:
    """Seconds for one thing, by way and round."""

    by_way: Mapping[str, Sequence[float]]

    def each(self, way: str) -> float:
        """The median, in seconds for one thing."""
        return median(self.by_way[way])

    def ratio(self, way: str, other: str) -> Ratio:
        """`way` over `other`: how many times as long it takes."""
        found = [mine / theirs for mine, theirs in zip(self.by_way[way], self.by_way[other], strict=True)]
        return Ratio(median(found), min(found), max(found))

    def unsteady(self, floor: str) -> str:
        """A warning where the floor itself moved too much for a claim."""
        times = self.by_way[floor]
        moved = round(100 * (max(times) / min(times) - 1))
        return f"{floor} moved by {moved} % between rounds: the machine was busy" if moved > _STEADY_PERCENT else ""


def in_turns(rounds: int, clock: Callable[[], float], ways: Mapping[str, Work]) -> Times:
    """Time each way once in each round, after a round for warming up."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(-1, rounds):
        for name, work in ways.items():
            gc.collect()
            start = clock()
            made = work(turn + 1)
            spent = clock() - start
            if turn >= 0:
                times[name].append(spent / made)
    return Times(times)


def short(seconds: float) -> str:
    """A time in the unit that suits it."""
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.2f} {unit}"
    return f"{seconds * 1e6:.1f} us"


def at_most(what: str, ratio: Ratio, most: float) -> str:
    """Whether a goal is met: by every round, by the median, or not."""
    verdict = "met" if ratio.most <= most else "met by the median" if ratio.middle <= most else "MISSED"
    return f"{what}: {ratio}, goal <= {most:g}: {verdict}"


def at_least(what: str, ratio: Ratio, least: float) -> str:
    """As `at_most`, for how many times faster something is."""
    verdict = "met" if ratio.least >= least else "met by the median" if ratio.middle >= least else "MISSED"
    return f"{what}: {ratio}, goal >= {least:g}: {verdict}"


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> None:
    """Print a table."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = ["", title]
    for row in (head, *rows):
        cells = [
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    lines += [f"  {note}" for note in notes if note]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
