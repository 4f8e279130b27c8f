"""The table of tasks."""

from core.store.schema import Room, migration_set

_FIRST = [
    """create table task (
        id text primary key, key text not null unique, kind text not null, subject text not null, due text not null,
        fields text not null, state text not null check (state in ('open', 'done', 'dropped')),
        ended_by text not null, reason text not null, at text not null, actor text not null, station text not null,
        instance text not null) strict""",
    "create index task_open on task (state, due, id)",
    "create index task_subject on task (subject, kind)",
]

ROOM = Room("tasks", migration_set("tasks", [("0001_first", _FIRST)]))
