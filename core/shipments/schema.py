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

ROOM = Room("shipments", migration_set("shipments", [("0001_first", _FIRST)]))
