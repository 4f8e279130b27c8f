"""Tables of statements that were issued and of card statement lines that were read."""

from core.store.schema import Room, append_only_triggers, migration_set

_FIRST = [
    """create table statement (
        id text primary key, wallet text not null references wallet (id), first_day text not null,
        last_day text not null, opening_minor integer not null, closing_minor integer not null, currency text not null,
        journal integer not null, head text not null, sha256 text not null, at text not null, actor text not null,
        station text not null, instance text not null, unique (wallet, first_day), unique (wallet, last_day),
        check (first_day <= last_day)) strict""",
    *append_only_triggers("statement"),
    """create table card_line (
        id text primary key, day text not null, text text not null, amount_minor integer not null,
        currency text not null, n integer not null, source_sha256 text not null, at text not null, actor text not null,
        station text not null, instance text not null, unique (day, text, amount_minor, currency, n)) strict""",
    *append_only_triggers("card_line"),
    """create table card_match (
        line text primary key references card_line (id), purchase text not null unique references purchase (id),
        at text not null, actor text not null, station text not null, instance text not null) strict""",
    *append_only_triggers("card_match"),
]

ROOM = Room(
    "reports",
    migration_set("reports", [("0001_first", _FIRST)]),
    append_only=frozenset({"statement", "card_line", "card_match"}),
)
