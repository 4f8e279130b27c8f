"""Shipments and their parcels: what stands between an order and its label."""

from core.store.schema import Room, migration_set

_FIRST = [
    """create table shipment (
        id text primary key, order_id text not null unique, made_at text not null, actor text not null,
        station text not null, instance text not null) strict""",
    """create table parcel (
        id text primary key, shipment text not null references shipment (id), n integer not null check (n >= 1),
        weight_mg integer, weight_source text not null check (weight_source in ('order', 'typed', 'scale')),
        length_um integer, width_um integer, height_um integer, made_at text not null,
        unique (shipment, n)) strict""",
]

_REPLACEMENTS = [
    """create table replacement (
        id text primary key, old_label text not null, parcel text not null references parcel (id),
        reason text not null check (reason <> ''),
        state text not null check (state in ('voiding', 'buying', 'done', 'kept', 'voided')),
        driven integer not null check (driven in (0, 1)), void_purchase text not null unique,
        new_purchase text not null unique, made_at text not null, changed_at text not null, actor text not null,
        station text not null, instance text not null) strict""",
    "create unique index replacement_one_open on replacement (old_label) where state in ('voiding', 'buying')",
    "create index replacement_old on replacement (old_label, id)",
]

ROOM = Room(
    "shipments",
    migration_set("shipments", [("0001_first", _FIRST), ("0002_replacements", _REPLACEMENTS)]),
)
