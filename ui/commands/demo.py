"""`demo`: ship a practice day."""

import shutil
import sys
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session
from ui.practice.telling import Line, Mark

_GUTTER = {
    Mark.STEP: "",
    Mark.DONE: "  ✓ ",
    Mark.REFUSED: "  ✗ ",
    Mark.NOTE: "    ",
    Mark.SUM: "    ",
    Mark.CLOCK: "  » ",
}
_COLOURS = {Mark.DONE: "green", Mark.REFUSED: "yellow", Mark.CLOCK: "cyan"}
_WIDEST = 100
_CELL = 14


@dataclass
class Terminal:
    """Tells the day in a terminal: headings, marks, amounts to the right, one line of progress that goes away."""

    quiet: bool
    width: int = field(default_factory=lambda: min(shutil.get_terminal_size((90, 24)).columns, _WIDEST))
    _progress_shown: bool = False

    def tell(self, line: Line) -> None:
        """Write a line."""
        if self.quiet:
            return
        self._clear()
        if line.mark is Mark.STEP:
            click.echo()
            click.echo(click.style(line.text, bold=True))
            return
        gutter = click.style(_GUTTER[line.mark], fg=_COLOURS.get(line.mark))
        if not line.cells:
            self._tell_text(gutter, line)
            return
        cells = "  ".join(cell.rjust(_CELL) for cell in line.cells) if len(line.cells) > 1 else line.cells[0]
        space = self.width - len(_GUTTER[line.mark]) - len(cells) - 1
        text = line.text if len(line.text) <= space else line.text[: space - 1] + "…"
        dots = " " + click.style("·" * max(space - len(text) - 1, 0), dim=True) if space - len(text) > 1 else ""
        click.echo(f"{gutter}{text}{dots} {click.style(cells, bold=line.mark is Mark.SUM)}")

    def _tell_text(self, gutter: str, line: Line) -> None:
        """Words alone, on as many lines as they need."""
        indent = " " * len(_GUTTER[line.mark])
        first, *further = textwrap.wrap(line.text, self.width - len(indent)) or [""]
        for n, text in enumerate((first, *further)):
            click.echo((indent if n else gutter) + text)

    def progress(self, what: str, done: int, count: int) -> None:
        """A bar on a terminal; nothing in a file or a pipe."""
        if self.quiet or not sys.stderr.isatty():
            return
        bar = "█" * (done * 24 // count) + "░" * (24 - done * 24 // count)
        click.echo(f"\r    {what} {bar} {done}/{count}", nl=False, err=True)
        self._progress_shown = True
        if done == count:
            self._clear()

    def _clear(self) -> None:
        if self._progress_shown:
            click.echo(f"\r{' ' * (self.width - 1)}\r", nl=False, err=True)
            self._progress_shown = False


@click.command(cls=StationCommand)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-out"), show_default=True,
    help="Folder of the day; an earlier practice day there is replaced.",
)  # fmt: skip
@click.option(
    "--orders", "orders_file", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=None,
    help="Another order file than the shipped one.",
)  # fmt: skip
@click.option(
    "--offline-after", default=1, show_default=True, type=click.IntRange(0),
    help="Unplug the EPL printer after so many labels.",
)  # fmt: skip
@pass_session
def demo(session: Session, out: Path, orders_file: Path | None, offline_after: int) -> Answer:
    """Ship a practice day: the whole product at work on real input, without an account or a network.

    The station of the day is its own, in the folder; the station of this computer is not touched.
    JSON: {"folder", "labels", "to_hand_over", "findings"}.
    """
    from ui.practice.day import ship_practice_day

    tr = session.tr
    end = ship_practice_day(out, tr, Terminal(session.as_json), orders_file=orders_file, offline_after=offline_after)
    lines = ["", tr("Everything is in {folder}: open labels/ and pictures/ first.", folder=end.folder)]
    if end.findings:
        lines = ["", tr("The books are not right: {what}", what="; ".join(end.findings))]
    return Answer(
        {
            "folder": str(end.folder), "labels": end.labels, "to_hand_over": end.to_hand_over,
            "findings": list(end.findings),
        },
        lines, ok=not end.findings,
    )  # fmt: skip
