"""The table of the stations that opened these books."""

from core.store.schema import Room, migration_set

_FIRST = [
    """create table station_seen (
        station text primary key, version text not null, first_at text not null, last_at text not null,
        actor text not null) strict""",
]

ROOM = Room("stations", migration_set("stations", [("0001_first", _FIRST)]))
