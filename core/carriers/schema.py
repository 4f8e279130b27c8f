"""Tables of the operator's rate cards. Lines may be edited; each edit is a row of the history."""

from core.store.schema import Room, migration_set

_FIRST = [
    """create table rate_card (
        id text primary key, name text not null, sha256 text not null check (length(sha256) = 64),
        line_count integer not null check (line_count > 0), imported_at text not null, withdrawn_at text,
        actor text not null, station text not null, instance text not null) strict""",
    # The same file twice changes nothing; a withdrawn card may be brought in again.
    "create unique index rate_card_in_use on rate_card (sha256) where withdrawn_at is null",
    """create table rate_line (
        id text primary key, card text not null references rate_card (id), carrier text not null,
        service text not null, zone text not null, up_to_mg integer not null check (up_to_mg > 0),
        unit text not null check (unit in ('lb', 'oz', 'kg', 'g')),
        price_minor integer not null check (price_minor > 0),
        currency text not null check (length(currency) = 3),
        valid_from text not null check (length(valid_from) = 10),
        valid_to text not null check (valid_to = '' or valid_to >= valid_from)) strict""",
    "create index rate_line_card on rate_line (card, carrier, service, zone, up_to_mg)",
]

ROOM = Room("carriers", migration_set("carriers", [("0001_first", _FIRST)]))
