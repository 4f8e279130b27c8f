"""Tables of what happens to a wallet after its labels are bought: refunds, adjustments, explanations, closing."""

from core.store.schema import append_only_triggers

APPEND_ONLY = frozenset(
    {
        "provider_event", "adjustment", "reading_note", "explanation", "explanation_end", "chargeback", "closing_paper",
    }
)  # fmt: skip

FACTS = [
    """create table provider_event (
        wallet text not null references wallet (id), kind text not null
            check (kind in ('refund', 'refund-refused', 'adjustment')),
        ref text not null, label_ref text not null, tracking text not null, amount_minor integer not null,
        currency text not null, reason text not null, happened_at text not null, outcome text not null,
        journal integer references journal (number), at text not null, actor text not null, station text not null,
        primary key (wallet, kind, ref)) strict""",
    "create index provider_event_journal on provider_event (journal)",
    "create index provider_event_at on provider_event (wallet, happened_at)",
    """create table adjustment (
        id text primary key, wallet text not null references wallet (id), carrier text not null,
        label text references label (id), tracking text not null,
        amount_minor integer not null check (amount_minor <> 0), currency text not null,
        cause text not null check (cause in ('weight', 'dimensions', 'service', 'address', 'dispute', 'refund',
            'other')),
        reason text not null, provider_ref text, source text not null
            check (source in ('provider', 'person', 'import')),
        day text not null, journal integer not null unique references journal (number), at text not null,
        actor text not null, station text not null, instance text not null) strict""",
    "create unique index adjustment_ref on adjustment (wallet, provider_ref) where provider_ref is not null",
    "create index adjustment_label on adjustment (label)",
    """create table dispute (
        adjustment text primary key references adjustment (id), state text not null
            check (state in ('open', 'won', 'lost')),
        memo text not null, due_day text not null, opened_at text not null, changed_at text not null,
        note text not null, credit text references adjustment (id), actor text not null,
        station text not null) strict""",
    """create table reading_note (
        reading text primary key references reading (id), evidence text not null, file text not null,
        at text not null, actor text not null, station text not null) strict""",
    """create table explanation (
        id text primary key, wallet text not null references wallet (id),
        reading text not null unique references reading (id), amount_minor integer not null check (amount_minor <> 0),
        currency text not null, reason text not null, journal integer not null unique references journal (number),
        at text not null, actor text not null, station text not null) strict""",
    """create table explanation_end (
        explanation text primary key references explanation (id), cleared_as text not null
            check (cleared_as in ('adjustment', 'fees', 'lost', 'mistake')),
        reason text not null, journal integer not null unique references journal (number), at text not null,
        actor text not null, station text not null) strict""",
    """create table chargeback (
        purchase text primary key references purchase (id), wallet text not null references wallet (id),
        amount_minor integer not null check (amount_minor > 0), fee_minor integer not null check (fee_minor >= 0),
        currency text not null, reason text not null, journal integer not null unique references journal (number),
        freeze text not null references wallet_freeze (id), at text not null, actor text not null,
        station text not null) strict""",
    """create table closing (
        id text primary key, wallet text not null references wallet (id), state text not null
            check (state in ('begun', 'requested', 'refunded', 'cancelled')),
        currency text not null, amount_minor integer, rule text not null, requested_day text not null,
        first_day text not null, last_day text not null, reason text not null, begun_at text not null,
        changed_at text not null, actor text not null, station text not null) strict""",
    "create unique index closing_one_open on closing (wallet) where state in ('begun', 'requested')",
    """create table closing_paper (
        closing text not null references closing (id), kind text not null, sha256 text not null
            check (length(sha256) = 64),
        at text not null, actor text not null, primary key (closing, kind, sha256)) strict""",
    *(statement for table in sorted(APPEND_ONLY) for statement in append_only_triggers(table)),
]
