"""Tables of auto-fund. The counters of a day refuse to pass the cap whatever code does."""

from core.store.schema import Room, append_only_triggers, migration_set

_FIRST = [
    """create table autofund (
        wallet text primary key references wallet (id),
        owner text not null check (owner in ('nobody', 'us', 'provider')),
        threshold_minor integer not null, amount_minor integer not null check (amount_minor % 1000 = 0),
        max_times integer not null, max_day_minor integer not null, currency text not null,
        paused text not null, seen text not null, at text not null, actor text not null, station text not null,
        instance text not null) strict""",
    """create table autofund_day (
        wallet text not null references wallet (id), day text not null,
        times integer not null, minor integer not null, max_times integer not null, max_minor integer not null,
        primary key (wallet, day), check (times <= max_times), check (minor <= max_minor)) strict""",
    """create table autofund_run (
        purchase text primary key references purchase (id), wallet text not null references wallet (id),
        day text not null, amount_minor integer not null, currency text not null, at text not null,
        actor text not null, station text not null, instance text not null) strict""",
    "create index autofund_run_wallet on autofund_run (wallet, purchase)",
    *append_only_triggers("autofund_run"),
]

ROOM = Room("autofund", migration_set("autofund", [("0001_first", _FIRST)]), append_only=frozenset({"autofund_run"}))
