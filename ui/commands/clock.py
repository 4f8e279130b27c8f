"""`clock`: whether this computer's clock is trusted, and a person's word that it is right."""

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session


@click.group(cls=StationGroup)
def clock() -> None:
    """The clock of this computer, as far as money depends on it."""


@clock.command()
@pass_session
def show(session: Session) -> Answer:
    """Say what time it is here, and whether there is a doubt.

    JSON: {"now", "zone", "doubt": null or {"subject", "since", "noticed_at"}}.
    """
    from core.upkeep.clock_watch import doubt_of
    from ui.messages import one_line
    from ui.messages_upkeep import moment

    services, tr = session.services, session.tr
    now = services.desk.clock.now()
    doubt = services.read(doubt_of)
    lines = [tr("It is {when} here.", when=moment(tr, now))]
    lines.append(one_line(tr, doubt) if doubt else tr("Nothing speaks against it."))
    data = {"now": now, "zone": str(services.desk.actor.zone), "doubt": doubt.fields if doubt else None}
    return Answer(data, lines)


@clock.command()
@click.option("--reason", required=True, help="How you know, for example “looked at my phone”.")
@pass_session
def confirm(session: Session, reason: str) -> Answer:
    """Say that the clock is right; what the station does by itself goes on.

    JSON: {"was_doubted"}.
    """
    from core.people.acts import Act
    from core.upkeep.clock_watch import confirm_clock

    services, tr = session.services, session.tr
    was_doubted = confirm_clock(services.store, services.desk, reason, proofs=session.prove(Act.CLOCK))
    return Answer({"was_doubted": was_doubted}, [tr("The clock is taken as right.")])
