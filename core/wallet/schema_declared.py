"""Tables of the recorded lane: what confirmed an entry, the lines of the portal's export, and how its columns read."""

from core.store.schema import append_only_triggers

DECLARED = [
    """create table confirmation (
        journal integer primary key references journal (number),
        witness_kind text not null check (witness_kind in ('reading', 'line')), witness text not null,
        at text not null, actor text not null, station text not null, instance text not null) strict""",
    *append_only_triggers("confirmation"),
    """create table portal_line (
        id text primary key, wallet text not null references wallet (id), key text not null, day text not null,
        kind text not null check (kind in ('label', 'funding', 'refund', 'adjustment', 'unknown')),
        amount_minor integer not null, currency text not null, reference text not null, tracking text not null,
        fate text not null check (fate in ('matched', 'booked', 'differs', 'unmatched')),
        journal integer references journal (number), row integer not null, file text not null,
        at text not null, actor text not null, station text not null, instance text not null,
        unique (wallet, key)) strict""",
    "create index portal_line_fate on portal_line (wallet, fate, id)",
    """create table portal_mapping (
        fingerprint text primary key, mapping text not null, at text not null, actor text not null,
        station text not null, instance text not null) strict""",
]
APPEND_ONLY_DECLARED = frozenset({"confirmation"})
