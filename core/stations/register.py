"""Which stations open these books, and with which version: all of them are updated together (S2-09)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import from_utc_text, utc_text
from core.context import Desk
from core.settings import STATION_NAME
from core.store.database import Query, Store
from core.store.settings import get_setting
from core.topics import Topic
from core.version import VERSION, is_at_least

_STILL = timedelta(hours=1)  # a command a second would otherwise wake every open window


@dataclass(frozen=True, slots=True)
class SeenStation:
    """A station that opened these books.

    Attributes:
        id: Of the station, from the user's config directory.
        name: What people call it, empty where nobody named it.
        version: Of the program that it opened them with last.
        last_at: When.
        operator: Who worked there.
        is_behind: Whether another station has a newer version.
    """

    id: str
    name: str
    version: str
    last_at: datetime
    operator: str
    is_behind: bool


def note_station(store: Store, desk: Desk, version: str = VERSION) -> None:
    """Remember that this station opened the books with this version; at most once an hour for the same."""
    now = desk.clock.now()
    with store.read() as q:
        row = q.one("select version, last_at from station_seen where station = :id", {"id": desk.actor.station})
    if row is not None and row["version"] == version and abs(now - from_utc_text(row["last_at"])) < _STILL:
        return
    with store.write() as tx:
        tx.run(
            "insert into station_seen (station, version, first_at, last_at, actor) values (:id, :version, :at, :at, "
            ":actor) on conflict (station) do update set version = excluded.version, last_at = excluded.last_at, "
            "actor = excluded.actor",
            {
                "id": desk.actor.station, "version": version, "at": utc_text(now), "actor": desk.actor.operator,
            },
        )  # fmt: skip
        tx.touch(Topic.SETTINGS)


def stations(q: Query) -> list[SeenStation]:
    """Every station, the one that was seen last first."""
    rows = q.all("select * from station_seen order by last_at desc, station")
    newest = [str(row["version"]) for row in rows]
    return [
        SeenStation(
            id=row["station"], name=get_setting(q, STATION_NAME, row["station"]), version=row["version"],
            last_at=from_utc_text(row["last_at"]), operator=row["actor"],
            is_behind=not all(is_at_least(row["version"], other) for other in newest),
        )
        for row in rows
    ]  # fmt: skip
