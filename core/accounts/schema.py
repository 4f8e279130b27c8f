"""Tables of wallets, their carriers, payment methods, terms and set-up."""

from core.store.schema import Room, append_only_triggers, migration_set

_FIRST = [
    """create table wallet (
        id text primary key, name text not null, gateway text not null, currency text not null
            check (length(currency) = 3),
        position integer not null, max_purchase_minor integer not null, max_balance_minor integer not null,
        state text not null check (state in ('open', 'closing', 'closed')), made_at text not null) strict""",
    """create table wallet_carrier (
        wallet text not null references wallet (id), carrier text not null, position integer not null,
        primary key (wallet, carrier)) strict""",
    """create table setup (
        wallet text primary key references wallet (id), holder text not null, username text not null,
        username_confirmed integer not null check (username_confirmed in (0, 1)), location text not null,
        label_format text not null, finished_at text, updated_at text not null, actor text not null) strict""",
    """create table payment_method (
        id text primary key, wallet text not null references wallet (id), nickname text not null, brand text not null,
        last4 text not null check (length(last4) in (0, 4)), expires text not null, holder text not null,
        address text not null, on_file_at text not null, at text not null, actor text not null,
        station text not null) strict""",
    *append_only_triggers("payment_method"),
    """create table terms_accepted (
        id text primary key, wallet text not null references wallet (id), carrier text not null,
        sha256 text not null check (length(sha256) = 64), version text not null, at text not null,
        actor text not null, station text not null) strict""",
    *append_only_triggers("terms_accepted"),
]

_FREEZE = [
    """create table wallet_freeze (
        id text primary key, wallet text not null references wallet (id), cause text not null
            check (cause in ('chargeback', 'person')),
        reason text not null, at text not null, actor text not null, station text not null) strict""",
    "create index wallet_freeze_wallet on wallet_freeze (wallet, id)",
    *append_only_triggers("wallet_freeze"),
    """create table wallet_freeze_end (
        freeze text primary key references wallet_freeze (id), reason text not null, at text not null,
        actor text not null, station text not null) strict""",
    *append_only_triggers("wallet_freeze_end"),
]

ROOM = Room(
    "accounts",
    migration_set("accounts", [("0001_first", _FIRST), ("0002_freeze", _FREEZE)]),
    append_only=frozenset({"payment_method", "terms_accepted", "wallet_freeze", "wallet_freeze_end"}),
)
