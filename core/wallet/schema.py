"""Readings of the provider's balance: the third balance, with its age (M4); and what happens after a sale."""

from core.store.schema import Room, append_only_triggers, migration_set
from core.wallet.schema_declared import APPEND_ONLY_DECLARED, DECLARED
from core.wallet.schema_facts import APPEND_ONLY, FACTS

_FIRST = [
    """create table reading (
        id text primary key, wallet text not null references wallet (id), balance_minor integer not null,
        currency text not null, lifetime_minor integer not null, provider_state text not null,
        as_of text not null, source text not null, at text not null, actor text not null,
        station text not null) strict""",
    "create index reading_wallet on reading (wallet, id)",
    *append_only_triggers("reading"),
]

ROOM = Room(
    "wallet",
    migration_set("wallet", [("0001_first", _FIRST), ("0002_facts", FACTS), ("0003_declared", DECLARED)]),
    append_only=APPEND_ONLY | APPEND_ONLY_DECLARED | {"reading"},
)
