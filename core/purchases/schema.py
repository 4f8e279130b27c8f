"""Tables of paid calls. The UNIQUE indexes are the rule; code that checks first only gives nicer words."""

from core.store.schema import Room, append_only_triggers, migration_set

_FIRST = [
    """create table purchase (
        id text primary key, kind text not null check (kind in ('label', 'funding', 'void')),
        wallet text not null references wallet (id), gateway text not null, subject text not null,
        state text not null check (state in ('intent', 'prepared', 'sent', 'confirmed', 'pending', 'refused',
            'failed', 'unknown', 'absent', 'cancelled')),
        live integer not null check (live in (0, 1)),
        amount_minor integer not null check (amount_minor >= 0), currency text not null,
        request text not null, request_hash text not null, draft_ref text, provider_ref text,
        reason text not null, made_at text not null, changed_at text not null,
        actor text not null, station text not null, instance text not null) strict""",
    "create unique index purchase_one_label_per_parcel on purchase (subject) where kind = 'label' and live = 1",
    """create unique index purchase_one_funding_per_wallet on purchase (wallet)
        where kind = 'funding' and state in ('intent', 'prepared', 'sent', 'pending', 'unknown')""",
    "create unique index purchase_one_in_flight on purchase (wallet) where state = 'sent' and kind <> 'void'",
    """create unique index purchase_provider_ref on purchase (gateway, wallet, kind, provider_ref)
        where provider_ref is not null and kind <> 'void'""",
    "create index purchase_state on purchase (state, id)",
    "create index purchase_subject on purchase (subject, kind)",
    """create table attempt (
        purchase text not null references purchase (id), n integer not null, sent_at text not null,
        station text not null, instance text not null, primary key (purchase, n)) strict""",
    *append_only_triggers("attempt"),
    """create table attempt_end (
        purchase text not null, n integer not null, ended_at text not null, outcome text not null,
        evidence text not null, primary key (purchase, n),
        foreign key (purchase, n) references attempt (purchase, n)) strict""",
    *append_only_triggers("attempt_end"),
]

ROOM = Room(
    "purchases", migration_set("purchases", [("0001_first", _FIRST)]), append_only=frozenset({"attempt", "attempt_end"})
)
