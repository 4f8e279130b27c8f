"""`tick`: do what is due, as the window's timer does."""

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session


@click.command(cls=StationCommand)
@pass_session
def tick(session: Session) -> Answer:
    """Do what is due: backups, looks at the books, and other duties of the clock.

    For a timer of the system where no window stays open. One process does the duties at a time; beside an open window
    there is seldom anything left to do. The exit status is 1 when a duty failed.

    JSON: {"busy", "ran": [{"duty", "outcome", "is_done"}], "next": [{"duty", "at"}], "clock_doubt": null or
    {"subject", "since", "noticed_at"}}.
    """
    from core.duties import tick as do
    from core.upkeep.clock_watch import doubt_of
    from ui.messages import one_line
    from ui.messages_base import word
    from ui.messages_upkeep import DUTIES, moment

    tr, services = session.tr, session.services
    done = do(services)
    doubt = services.read(doubt_of)
    lines = [
        tr("Done: {duty}.", duty=word(tr, DUTIES, one.duty)) if one.is_done
        else tr("Failed: {duty} ({reason}).", duty=word(tr, DUTIES, one.duty), reason=one.outcome)
        for one in done.ran
    ]  # fmt: skip
    if done.is_busy:
        lines.append(tr("Another run of the program does the duties just now."))
    elif not done.ran:
        lines.append(tr("Nothing is due."))
    lines += [tr("Next: {duty}, {when}.", duty=word(tr, DUTIES, name), when=moment(tr, at))
              for name, at in done.coming]  # fmt: skip
    if doubt is not None:
        lines.append(one_line(tr, doubt))
    data = {
        "busy": done.is_busy, "ran": done.ran, "next": [{"duty": name, "at": at} for name, at in done.coming],
        "clock_doubt": doubt.fields if doubt else None,
    }  # fmt: skip
    return Answer(data, lines, ok=all(one.is_done for one in done.ran))
