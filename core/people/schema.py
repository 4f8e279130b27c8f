"""Tables of operators, PIN tries, seats, proofs and limits."""

from core.store.schema import Room, append_only_triggers, migration_set

_FIRST = [
    """create table operator (
        id text primary key, name text not null, name_key text not null unique,
        role text not null check (role in ('packer', 'supervisor')),
        state text not null check (state in ('active', 'inactive')),
        pin_salt text not null check (length(pin_salt) = 32), pin_hash text not null check (length(pin_hash) = 64),
        made_at text not null, changed_at text not null, actor text not null, station text not null,
        instance text not null) strict""",
    # A try is counted as wrong before the PIN is looked at; only `right` and `reset` end the count.
    """create table pin_try (
        operator text not null references operator (id), n integer not null,
        outcome text not null check (outcome in ('tried', 'right', 'reset', 'clock-back')), act text not null,
        at text not null, actor text not null, station text not null, instance text not null,
        primary key (operator, n)) strict""",
    *append_only_triggers("pin_try"),
    """create table seat (
        instance text not null, n integer not null, operator text references operator (id), at text not null,
        actor text not null, station text not null, primary key (instance, n)) strict""",
    *append_only_triggers("seat"),
    """create table proof (
        id text primary key, operator text not null references operator (id), act text not null, about text not null,
        at text not null, actor text not null, station text not null, instance text not null) strict""",
    *append_only_triggers("proof"),
    """create table proof_use (
        proof text primary key references proof (id), used_as text not null check (used_as in ('own', 'second')),
        at text not null, actor text not null, station text not null, instance text not null) strict""",
    *append_only_triggers("proof_use"),
    """create table spending_limit (
        kind text not null check (kind in ('second-person', 'postage-per-day', 'labels-per-day')),
        currency text not null check (length(currency) = 3), n integer not null,
        amount_minor integer check (amount_minor > 0), at text not null, actor text not null,
        station text not null, instance text not null,
        primary key (kind, currency, n)) strict""",
    *append_only_triggers("spending_limit"),
]

ROOM = Room(
    "people",
    migration_set("people", [("0001_first", _FIRST)]),
    append_only=frozenset({"pin_try", "seat", "proof", "proof_use", "spending_limit"}),
)
