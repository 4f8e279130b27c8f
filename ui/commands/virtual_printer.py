"""`virtual-printer`: a thermal printer without paper, to try the station on and to train with."""

import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from printers.virtual.server import VirtualPrinter

PROFILES = ("zpl", "zpl-silent", "epl", "clone")


@click.command("virtual-printer", cls=StationCommand)
@click.option("--port", default=9100, show_default=True, type=click.IntRange(0, 65_535), help="0 takes a free one.")
@click.option("--profile", default="zpl", show_default=True, type=click.Choice(PROFILES), help="How it behaves.")
@click.option("--dpi", default="203", show_default=True, type=click.Choice(["203", "300"]))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Keep each label here: bytes and picture."
)
@click.option("--labels", type=click.IntRange(1), help="Switch off after so many labels; else with Ctrl+C.")
@click.option("--paper", type=click.IntRange(0), help="Labels on the roll; then it is out of paper.")
@pass_session
def virtual_printer(
    session: Session, port: int, profile: str, dpi: str, out: Path | None, labels: int | None, paper: int | None
) -> Answer:
    """Listen on this computer as a thermal printer, and tell of each label that comes out.

    Add it to a station with `printers add NAME --address tcp://127.0.0.1:PORT`. It reads ZPL and EPL back to pictures,
    answers status, and refuses what a printer would refuse.

    JSON: {"address", "printed", "faults"}.
    """
    from printers.virtual.server import VirtualPrinter

    tr = session.tr
    try:
        printer = VirtualPrinter(profile, int(dpi), out, port=port)
    except OSError as error:
        raise click.ClickException(
            tr("Port {port} cannot be used: {why}", port=str(port), why=error.strerror)
        ) from error
    with printer:
        if paper is not None:
            printer.paper_out_after(paper)
        session.note(tr("Listening at {address}. Ctrl+C switches it off.", address=printer.address))
        _watch(session, printer, labels)
        data = {"address": printer.address, "printed": len(printer.printed), "faults": list(printer.faults)}
        return Answer(data, [tr.n("{n} label came out.", "{n} labels came out.", len(printer.printed))])


def _has_more(printer: "VirtualPrinter", than: int) -> bool:
    return len(printer.printed) > than


def _watch(session: Session, printer: "VirtualPrinter", most: int | None) -> None:
    """Tell of each label until there are `most`, or until a person has seen enough."""
    seen = 0
    # A shell that starts it in the background lets it ignore Ctrl+C; whoever sends one all the same means it.
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        while most is None or seen < most:
            printer.wait_for(partial(_has_more, than=seen), seconds=3600)
            for label in printer.printed[seen:]:
                seen += 1
                words = " · ".join(text.text for text in label.page.texts[:4])
                kind = session.tr("garbage") if label.is_garbage else session.tr("label")
                session.note(f"{seen:4}  {kind}  {len(label.data)} B  {words}")
    except KeyboardInterrupt:
        session.note("")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
