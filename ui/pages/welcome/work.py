"""What the welcome does off the window's thread, and what it asks of the station."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from core.i18n import Tr
from core.orders.store_lists import count_orders
from core.purchases.rules import State
from core.purchases.store import in_states
from core.services import Services
from core.settings import WELCOMED
from core.shipments.listing import count_labels

if TYPE_CHECKING:
    from core.store.database import Query
    from ui.practice.day import DayEnd
    from ui.practice.telling import Teller

FOLDER = "Postbench practice day"
_SEEN = "yes"


def default_folder() -> Path:
    """Where a practice day goes unless the person says otherwise."""
    return Path.home() / FOLDER


def folder_in(chosen: Path) -> Path:
    """The practice day's own folder in the one that was chosen, so that nothing else there is touched."""
    return chosen if chosen.name == FOLDER else chosen / FOLDER


def is_newcomer(services: Services) -> bool:
    """Whether nobody has worked here yet, nor sent the welcome away."""
    return services.setting(WELCOMED) != _SEEN and services.read(_is_bare)


def _is_bare(q: "Query") -> bool:
    return not (sum(count_orders(q).values()) or count_labels(q) or in_states(q, frozenset(State)))


def remember(services: Services) -> None:
    """The welcome was seen: it does not come by itself again."""
    if services.setting(WELCOMED) != _SEEN:
        services.change_setting(WELCOMED, _SEEN)


def ship(folder: Path, tr: Tr, teller: "Teller") -> "DayEnd":
    """Ship the practice day.

    Raises:
        PlaceTaken: The folder holds something else.
    """
    from ui.practice.day import ship_practice_day  # all that the day uses, papers too: when it is wanted

    return ship_practice_day(folder, tr, teller)


def has_page(key: str) -> bool:
    """Whether this program has a page of that name."""
    return find_spec(f"ui.pages.{key}") is not None and find_spec(f"ui.pages.{key}.page") is not None
