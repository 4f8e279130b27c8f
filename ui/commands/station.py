"""`station`: what this workstation is called, and the boxes on its bench."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.units import LengthUnit


@click.group(cls=StationGroup)
def station() -> None:
    """Name of this workstation, and the boxes on its bench."""


@station.command()
@pass_session
def show(session: Session) -> Answer:
    """Show this workstation.

    JSON: {"id", "name", "mode", "boxes": [[length, width, height], ...]}; sides in micrometres.
    """
    return _shown(session)


@station.command("list")
@pass_session
def list_(session: Session) -> Answer:
    """List the stations that open these books, with the version of their program; all are updated together.

    JSON: [{"id", "name", "version", "last_at", "operator", "behind"}].
    """
    from core.stations.register import stations
    from ui.commands.output import table

    tr, services = session.tr, session.services
    found = services.read(stations)
    rows = [
        (
            one.name or one.id, one.version, tr.datetime(one.last_at, services.desk.actor.zone),
            tr("to be updated") if one.is_behind else "",
        )
        for one in found
    ]  # fmt: skip
    data = [
        {
            "id": one.id, "name": one.name, "version": one.version, "last_at": one.last_at, "operator": one.operator,
            "behind": one.is_behind,
        }
        for one in found
    ]  # fmt: skip
    return Answer(data, table((tr("Station"), tr("Version"), tr("Last seen"), ""), rows))


@station.command()
@click.argument("name")
@pass_session
def name(session: Session, name: str) -> Answer:
    """Name this workstation, for the title of its window, Help and `check`; an empty name takes it away.

    JSON: as of `station show`.
    """
    from core.stations.service import name_station

    name_station(session.services.store, session.services.desk, name)
    return _shown(session)


@station.command()
@click.argument("sizes", metavar="[SIZE]...", nargs=-1)
@click.option("--none", "nothing", is_flag=True, help="Offer none.")
@pass_session
def boxes(session: Session, sizes: tuple[str, ...], nothing: bool) -> Answer:
    """Choose the boxes that the bench offers, at most four: "8x6x4 in" "30x20x10 cm".

    JSON: as of `station show`.
    """
    from core.stations.service import choose_boxes

    if nothing == bool(sizes):
        raise click.UsageError('Name sizes, for example "8x6x4 in", or say --none.')
    choose_boxes(session.services.store, session.services.desk, sizes)
    return _shown(session)


def _shown(session: Session) -> Answer:
    from core.settings import BOX_PRESETS, LENGTH_UNIT, STATION_NAME
    from core.stations.service import boxes as sizes_of
    from ui.commands.output import pairs
    from ui.messages_base import word
    from ui.messages_words import MODES

    tr, services = session.tr, session.services
    named, sizes = services.setting(STATION_NAME), sizes_of(services.setting(BOX_PRESETS))
    data = {
        "id": services.desk.actor.station, "name": named, "mode": services.mode,
        "boxes": [[size.length_um, size.width_um, size.height_um] for size in sizes],
    }  # fmt: skip
    unit: LengthUnit = "cm" if services.setting(LENGTH_UNIT) == "cm" else "in"
    lines = pairs(
        [
            (tr("Name"), named or tr("no name")),
            (tr("Our id"), services.desk.actor.station),
            (tr("Kind"), word(tr, MODES, services.mode.value)),
            (tr("Boxes"), "; ".join(tr.dimensions(size, unit) for size in sizes) or tr("no boxes")),
        ]
    )
    return Answer(data, lines)
