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

_COLUMNS = (
    "id, kind, wallet, gateway, subject, state, live, amount_minor, currency, request, request_hash, draft_ref, "
    "provider_ref, reason, made_at, changed_at, actor, station, instance"
)
_INDEXES = (
    "purchase_one_label_per_parcel", "purchase_one_funding_per_wallet", "purchase_one_in_flight",
    "purchase_provider_ref", "purchase_state", "purchase_subject",
)  # fmt: skip
_ATTEMPT_TRIGGERS = tuple(f"{table}_no_{what}" for table in ("attempt", "attempt_end") for what in ("update", "delete"))

# A check cannot be changed in place: the three tables are made anew, children last, so that no foreign key dangles.
_DECISIONS = [
    *(f"drop index {name}" for name in _INDEXES),
    *(f"drop trigger {name}" for name in _ATTEMPT_TRIGGERS),
    *(f"alter table {table} rename to {table}_old" for table in ("attempt_end", "attempt", "purchase")),
    """create table purchase (
        id text primary key, kind text not null check (kind in ('label', 'funding', 'void')),
        wallet text not null references wallet (id), gateway text not null, subject text not null,
        state text not null check (state in ('intent', 'prepared', 'sent', 'confirmed', 'pending', 'refused',
            'failed', 'unknown', 'absent', 'decided-charged', 'decided-absent', 'cancelled')),
        live integer not null check (live in (0, 1)),
        amount_minor integer not null check (amount_minor >= 0), currency text not null,
        request text not null, request_hash text not null, draft_ref text, provider_ref text,
        reason text not null, made_at text not null, changed_at text not null,
        actor text not null, station text not null, instance text not null) strict""",
    *_FIRST[1 : 1 + len(_INDEXES)],
    f"insert into purchase ({_COLUMNS}) select {_COLUMNS} from purchase_old",  # noqa: S608 - our own names
    *_FIRST[1 + len(_INDEXES) :],
    """insert into attempt (purchase, n, sent_at, station, instance)
        select purchase, n, sent_at, station, instance from attempt_old""",
    """insert into attempt_end (purchase, n, ended_at, outcome, evidence)
        select purchase, n, ended_at, outcome, evidence from attempt_end_old""",
    *(f"drop table {table}_old" for table in ("attempt_end", "attempt", "purchase")),
    """create table look_up (
        id text primary key, purchase text not null references purchase (id), at text not null,
        answer text not null check (answer in ('found', 'processing', 'refused', 'absent', 'not-yet', 'cannot-tell')),
        detail text not null, actor text not null, station text not null, instance text not null) strict""",
    "create index look_up_purchase on look_up (purchase, id)",
    *append_only_triggers("look_up"),
    """create table decision (
        purchase text not null references purchase (id), n integer not null, charged integer not null
            check (charged in (0, 1)),
        provider_ref text not null, reason text not null check (reason <> ''), journal integer, at text not null,
        actor text not null, station text not null, instance text not null, primary key (purchase, n)) strict""",
    *append_only_triggers("decision"),
]

_STATION_DAYS = ["create index purchase_station_day on purchase (station, made_at)"]

ROOM = Room(
    "purchases",
    migration_set(
        "purchases", [("0001_first", _FIRST), ("0002_decisions", _DECISIONS), ("0003_station_days", _STATION_DAYS)]
    ),
    append_only=frozenset({"attempt", "attempt_end", "look_up", "decision"}),
)
