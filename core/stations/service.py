"""What people call this workstation, and the boxes that it packs in."""

from collections.abc import Sequence

from core.context import Desk
from core.errors import BadText, Refused
from core.settings import BOX_PRESETS, STATION_NAME
from core.store.database import Query, Store
from core.store.settings import get_setting, put_setting
from core.units import Dimensions, parse_dimensions

NAME_MAX = 40
BOXES_MAX = 4  # the bench has one key for each


class BadStationName(Refused):
    """A station cannot be called so. Fields: ``name``, ``most`` (letters)."""

    code = "stations.bad-name"


class TooManyBoxes(Refused):
    """The bench has no key for so many boxes. Fields: ``count``, ``most``."""

    code = "stations.too-many-boxes"


def station_name(q: Query, station: str) -> str:
    """What people call the workstation, empty where nobody named it."""
    return get_setting(q, STATION_NAME, station)


def name_station(store: Store, desk: Desk, name: str) -> str:
    """Name this workstation; an empty name takes it away. Gives the name as it is kept.

    Raises:
        BadStationName: It is too long, or has letters that cannot be printed.
    """
    kept = " ".join(name.split())
    if len(kept) > NAME_MAX or not kept.isprintable():
        raise BadStationName(name=kept, most=NAME_MAX)
    with store.write() as tx:
        put_setting(tx, desk, STATION_NAME, desk.actor.station, kept)
    return kept


def boxes(text: str) -> tuple[Dimensions, ...]:
    """The sizes of a stored list, ``8x6x4 in; 12x9x6 in``; what cannot be read is left out."""
    found = []
    for size in text.split(";"):
        try:
            found.append(parse_dimensions(size))
        except BadText:
            continue
    return tuple(found[:BOXES_MAX])


def choose_boxes(store: Store, desk: Desk, sizes: Sequence[str]) -> tuple[Dimensions, ...]:
    """Offer these boxes on this workstation's bench, in this order; none takes all away.

    Raises:
        BadText: A size is not three sides with their unit.
        TooManyBoxes: There are more than the bench has keys for.
    """
    texts = [" ".join(size.split()) for size in sizes]
    chosen = tuple(parse_dimensions(size) for size in texts)
    if len(chosen) > BOXES_MAX:
        raise TooManyBoxes(count=len(chosen), most=BOXES_MAX)
    with store.write() as tx:
        put_setting(tx, desk, BOX_PRESETS, desk.actor.station, "; ".join(texts))
    return chosen
