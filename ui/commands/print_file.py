"""`print FILE`: a label that somebody else issued, to this printer (idea 11)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.printing.rules_files import FilePrint


@click.command("print", cls=StationCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--printer", default="", help="Name or id; the station's own when left out.")
@click.option("--reason", default="", help="Why a file that came out before is printed again.")
@pass_session
def print_file(session: Session, file: Path, printer: str, reason: str) -> Answer:
    """Print FILE (PDF, PNG, ZPL or EPL of a carrier or a shop) as it was issued; nothing is booked.

    The same language passes without the commands that would change the printer; anything else becomes dots of this
    head, never scaled. Labels are found on a Letter page. What a scanner reads must be the same before and after.

    JSON: [{"id", "position", "count", "state", "reason", "symbols", "sha256"}].
    """
    from core.printing.service_files import print_file as print_it
    from printers.device import StationDevice
    from printers.issued.kinds import BYTES_MAX
    from ui.commands.finding import printer as found
    from ui.commands.output import table
    from ui.file_access import read_file
    from ui.messages_base import word
    from ui.messages_reasons import PRINT_REASONS
    from ui.messages_words import JOB_STATES

    services, tr = session.services, session.tr
    where = found(session, printer)
    device = services.press.device
    assert isinstance(device, StationDevice), "the station's own device package"
    done = print_it(services.press, device, where.id, read_file(file, BYTES_MAX), copy_reason=reason)
    rows = [
        (
            f"{one.position}/{one.count}", word(tr, JOB_STATES, one.state.value),
            word(tr, PRINT_REASONS, one.reason) if one.reason else "",
            ", ".join(text.partition(" ")[2] for text in one.symbols),
        )
        for one in done
    ]  # fmt: skip
    lines = table((tr("Label"), tr("State"), tr("Why"), tr("A scanner reads")), rows)
    return Answer([_data(one) for one in done], lines, ok=_is_out(done))


def _is_out(done: "list[FilePrint]") -> bool:
    from core.printing.rules_files import FilePrintState

    good = {FilePrintState.CONFIRMED, FilePrintState.HANDED_OVER}
    return bool(done) and len(done) == done[-1].count and all(one.state in good for one in done)


def _data(one: "FilePrint") -> dict[str, object]:
    return {
        "id": one.id, "position": one.position, "count": one.count, "state": one.state, "reason": one.reason,
        "symbols": list(one.symbols), "sha256": one.sha256,
    }  # fmt: skip
