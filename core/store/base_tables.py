"""The store's own tables: what it is, topic versions, history of state moves, settings, conditions, duties."""

from core.store.schema import Room, append_only_triggers, migration_set

_FIRST = [
    "create table meta (key text primary key, value text not null) strict",
    "create table topic (name text primary key, version integer not null) strict",
    """create table history (
        id text primary key, subject text not null, subject_id text not null,
        from_state text not null, event text not null, to_state text not null, reason text not null,
        at text not null, actor text not null, station text not null, instance text not null) strict""",
    "create index history_subject on history (subject, subject_id, id)",
    *append_only_triggers("history"),
    """create table setting (
        scope text not null check (scope in ('station', 'wallet', 'person')), owner text not null,
        key text not null, value text not null, at text not null, actor text not null,
        primary key (scope, owner, key)) strict""",
]

_UPKEEP = [
    """create table condition (
        id text primary key, kind text not null check (kind in ('clock-doubt', 'restored')), subject text not null,
        since text not null, at text not null, actor text not null, station text not null,
        instance text not null) strict""",
    """create table condition_end (
        condition text primary key references condition (id), reason text not null, mark integer not null,
        at text not null, actor text not null, station text not null, instance text not null) strict""",
    *append_only_triggers("condition"),
    *append_only_triggers("condition_end"),
    """create table duty_run (
        name text primary key, at text not null, day text not null, done_at text not null, done_day text not null,
        outcome text not null, mark integer not null, station text not null, instance text not null) strict""",
]

ROOM = Room(
    "store",
    migration_set("store", [("0001_first", _FIRST), ("0002_upkeep", _UPKEEP)]),
    append_only=frozenset({"history", "condition", "condition_end"}),
)
