"""How the practice day tells what it does, to a terminal, a window or a file."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Mark(Enum):
    """What a line is."""

    STEP = "step"
    DONE = "done"
    REFUSED = "refused"
    NOTE = "note"
    SUM = "sum"
    CLOCK = "clock"  # the day's clock is moved, which no real one is


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story. `cells` is what is aligned in columns behind the text, as in a bill."""

    mark: Mark
    text: str
    cells: tuple[str, ...] = ()


class Teller(Protocol):
    """Somebody who listens."""

    def tell(self, line: Line) -> None:
        """A line of the story."""
        ...

    def progress(self, what: str, done: int, count: int) -> None:
        """Work that takes a moment: `done` of `count`."""
        ...


@dataclass
class Recorder:
    """Keeps the story, and passes it on."""

    onward: Teller
    lines: list[Line] = field(default_factory=list)

    def tell(self, line: Line) -> None:
        """Keep and pass on."""
        self.lines.append(line)
        self.onward.tell(line)

    def progress(self, what: str, done: int, count: int) -> None:
        """Pass on."""
        self.onward.progress(what, done, count)


def story_text(lines: list[Line]) -> str:
    """The story as plain text, for the file that the newcomer keeps."""
    marks = {
        Mark.STEP: "",
        Mark.DONE: "  + ",
        Mark.REFUSED: "  x ",
        Mark.NOTE: "    ",
        Mark.SUM: "    ",
        Mark.CLOCK: "  > ",
    }
    width = max((len(line.text) for line in lines if line.cells), default=0)
    out: list[str] = []
    for line in lines:
        if line.mark is Mark.STEP:
            out.extend(["", line.text, "-" * len(line.text)])
            continue
        cells = "  ".join(cell.rjust(14) for cell in line.cells)
        out.append(f"{marks[line.mark]}{line.text.ljust(width) if cells else line.text}  {cells}".rstrip())
    return "\n".join(out).strip() + "\n"
