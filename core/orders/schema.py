"""Tables of orders. Names and addresses of customers lie here and in label documents, nowhere else (D9)."""

from core.store.schema import Room, migration_set

_FIRST = [
    """create table order_import (
        id text primary key, file_name text not null, file_sha256 text not null, source text not null,
        encoding text not null, rows_read integer not null, orders_new integer not null,
        orders_updated integer not null, at text not null, actor text not null, station text not null,
        instance text not null) strict""",
    # "order" is a word of SQL, so this table alone is in the plural.
    """create table orders (
        id text primary key, source text not null, number text not null,
        state text not null check (state in ('open', 'held', 'shipped', 'cancelled')),
        name text not null, company text not null, line1 text not null, line2 text not null, line3 text not null,
        city text not null, region text not null, postal text not null, country text not null, phone text not null,
        email text not null, weight_mg integer check (weight_mg >= 0), length_um integer check (length_um > 0),
        width_um integer check (width_um > 0), height_um integer check (height_um > 0), service text not null,
        carrier text not null, total_minor integer, currency text not null, day text not null, notes text not null,
        content_hash text not null, search_key text not null, import_id text references order_import (id),
        created_at text not null, as_is text not null default '', edited_at text not null default '',
        unique (number, source)) strict""",
    "create index orders_state on orders (state, id)",
    """create table order_item (
        order_id text not null references orders (id), line integer not null, sku text not null, name text not null,
        quantity integer not null check (quantity >= 0), unit_price_minor integer,
        primary key (order_id, line)) strict, without rowid""",
    """create table order_hold (
        order_id text not null references orders (id), n integer not null, code text not null, field text not null,
        value text not null, since text not null, lifted_at text not null default '',
        lifted_by text not null default '', lifted_how text not null default '', reason text not null default '',
        primary key (order_id, n)) strict, without rowid""",
    """create table address (
        id text primary key, name text not null, company text not null, line1 text not null, line2 text not null,
        line3 text not null, city text not null, region text not null, postal text not null, country text not null,
        phone text not null, email text not null) strict""",
    """create table order_mapping (
        fingerprint text primary key, mapping text not null, at text not null, actor text not null,
        station text not null, instance text not null) strict""",
]

_WEIGHT_SOURCE = [
    """alter table orders add column weight_source text not null default 'order'
        check (weight_source in ('order', 'typed', 'scale'))""",
]

ROOM = Room("orders", migration_set("orders", [("0001_first", _FIRST), ("0002_weight_source", _WEIGHT_SOURCE)]))
