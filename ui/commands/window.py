"""`run`: the window."""

import click

from ui.commands.house import StationCommand
from ui.commands.session import Session, pass_session


@click.command(cls=StationCommand)
@pass_session
def run(session: Session) -> None:
    """Open the window."""
    from ui.screen import require_screen

    require_screen()
    click.get_current_context().exit(session.doors.run_window(session.open_for_all()))
