"""The table of labels that were paid for."""

from core.store.schema import Room, migration_set

_FIRST = [
    """create table label (
        id text primary key, purchase text not null unique, parcel text not null, wallet text not null,
        carrier text not null, service_code text not null, tracking text not null, tracking_reversed text not null,
        quoted_minor integer not null, price_minor integer not null, currency text not null,
        state text not null check (state in ('bought', 'void-requested', 'refund-due', 'refunded', 'void-refused',
            'refund-refused')),
        form text not null check (form in ('drawn', 'issued')), media_type text not null,
        file text not null check (length(file) = 64), content_hash text not null, ship_day text not null,
        rules text not null, override text not null, provider_ref text not null,
        made_at text not null, actor text not null, station text not null, instance text not null) strict""",
    "create index label_parcel on label (parcel, id)",
    "create index label_tracking on label (tracking)",
    "create index label_tracking_reversed on label (tracking_reversed)",
    "create index label_state on label (state, id)",
]

_VOID_RULE = ["alter table label add column void_rule text not null default ''"]

ROOM = Room("labels", migration_set("labels", [("0001_first", _FIRST), ("0002_void_rule", _VOID_RULE)]))
