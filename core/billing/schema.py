"""Tables of billing. No order reaches *created* without payment lines that add up: the schema says it too (S1-04)."""

from core.store.schema import Room, append_only_triggers, migration_set

_MARKS = "at text not null, actor text not null, station text not null, instance text not null"

_ACCOUNTS = [
    f"""create table billing_account (
        id text primary key, carrier text not null, number text not null,
        currency text not null check (length(currency) = 3),
        kind text not null check (kind in ('small-business', 'commercial', 'partner', 'cancelled')),
        terms text not null check (terms in ('at-order', 'net-15')), since text not null, {_MARKS},
        unique (carrier, number), check (terms = 'at-order' or kind = 'commercial')) strict""",
    f"""create table billing_account_change (
        id text primary key, account text not null references billing_account (id), kind text not null,
        terms text not null, day text not null, reason text not null, {_MARKS}) strict""",
    f"""create table billing_support (
        id text primary key, account text not null references billing_account (id), phone text not null,
        page text not null, note text not null, {_MARKS}) strict""",
    f"""create table postage_meter (
        number text primary key, account text not null references billing_account (id), {_MARKS}) strict""",
    f"""create table postage_meter_change (
        id text primary key, meter text not null references postage_meter (number),
        active integer not null check (active in (0, 1)), day text not null, reason text not null, {_MARKS}) strict""",
]

_ORDERS = [
    f"""create table billing_order (
        id text primary key, account text not null references billing_account (id), carrier text not null,
        channel text not null check (channel in ('tool', 'shop', 'direct-mail', 'counter', 'partner')),
        what text not null check (what in ('postage', 'meter-refill')),
        stream text not null check (stream in ('shipping', 'direct-mail')),
        pieces integer not null check (pieces >= 0), day text not null, reference text not null,
        order_ref text not null, postage_minor integer not null check (postage_minor > 0),
        tax_minor integer not null check (tax_minor >= 0), currency text not null, receipt text not null,
        meter text references postage_meter (number), paid_minor integer not null default 0,
        state text not null check (state in ('draft', 'created', 'undone')),
        journal integer references journal (number), undone_journal integer references journal (number),
        undone_reason text not null default '', {_MARKS},
        check (state = 'draft' or (paid_minor = postage_minor + tax_minor and journal is not null)),
        check ((what = 'meter-refill') = (meter is not null))) strict""",
    """create unique index billing_order_reference on billing_order (account, channel, reference)
        where reference <> '' and state <> 'undone'""",
    "create index billing_order_day on billing_order (account, day)",
    "create index billing_order_journal on billing_order (journal)",
    """create table billing_payment (
        billing_order text not null references billing_order (id), n integer not null,
        method text not null check (method in ('card', 'supplier-account', 'meter', 'bill-to-account', 'net-15')),
        minor integer not null check (minor > 0), meter text references postage_meter (number),
        primary key (billing_order, n), check ((method = 'meter') = (meter is not null))) strict""",
    """create trigger billing_payment_before_created before insert on billing_payment
        when (select state from billing_order where id = new.billing_order) <> 'draft'
        begin select raise(abort, 'the order is created'); end""",
    """create trigger billing_payment_sum after insert on billing_payment begin
        update billing_order set paid_minor = paid_minor + new.minor where id = new.billing_order; end""",
    """create trigger billing_order_facts before update on billing_order
        when old.state <> 'draft' and (new.postage_minor <> old.postage_minor or new.tax_minor <> old.tax_minor
            or new.paid_minor <> old.paid_minor or new.journal <> old.journal or new.account <> old.account
            or new.state = 'draft')
        begin select raise(abort, 'a created order stays'); end""",
    """create trigger billing_order_no_delete before delete on billing_order
        begin select raise(abort, 'orders stay'); end""",
]

_PAYABLES = [
    f"""create table payable (
        id text primary key, account text not null references billing_account (id),
        billing_order text not null unique references billing_order (id),
        minor integer not null check (minor > 0), fee_minor integer not null default 0 check (fee_minor >= 0),
        currency text not null, due text not null, state text not null check (state in ('open', 'paid', 'dropped')),
        paid_from text check (paid_from in ('card', 'bank')), paid_day text not null default '',
        reference text not null default '', journal integer unique references journal (number), {_MARKS},
        check ((state = 'paid') = (journal is not null and paid_from is not null))) strict""",
    "create index payable_open on payable (state, due)",
    f"""create table payable_fee (
        id text primary key, payable text not null references payable (id), minor integer not null check (minor > 0),
        reason text not null, journal integer not null unique references journal (number), {_MARKS}) strict""",
    f"""create table meter_reading (
        id text primary key, meter text not null references postage_meter (number),
        remaining_minor integer not null check (remaining_minor >= 0), used_minor integer not null
            check (used_minor >= 0),
        currency text not null, day text not null, journal integer unique references journal (number),
        {_MARKS}) strict""",
]

_PAPERS = [
    f"""create table billing_statement (
        id text primary key, account text not null references billing_account (id), month text not null,
        sha256 text not null check (length(sha256) = 64), head integer not null, {_MARKS},
        unique (account, month)) strict""",
    f"""create table drawer_place (
        id text primary key, account text not null references billing_account (id), place text not null,
        {_MARKS}) strict""",
    f"""create table drawer_paper (
        id text primary key, account text not null references billing_account (id), month text not null,
        name text not null, sha256 text not null check (length(sha256) = 64), place text not null, {_MARKS},
        unique (account, month, sha256)) strict""",
    f"""create table drawer_line (
        id text primary key, paper text not null references drawer_paper (id), n integer not null, day text not null,
        text text not null, minor integer not null, currency text not null, {_MARKS}, unique (paper, n)) strict""",
    f"""create table drawer_tie (
        line text primary key references drawer_line (id), billing_order text not null unique
            references billing_order (id),
        {_MARKS}) strict""",
]

# The second book: what is no postage. No entry of it may touch an account of the first (S0-20, S0-44).
_OTHER = [
    f"""create table other_method (
        id text primary key, kind text not null check (kind in ('subscription', 'insurance')), nickname text not null,
        brand text not null, last4 text not null check (length(last4) in (0, 4)), on_file_at text not null,
        {_MARKS}) strict""",
    f"""create table other_charge (
        id text primary key, kind text not null check (kind in ('subscription', 'insurance')),
        minor integer not null check (minor <> 0), currency text not null, day text not null, reference text not null,
        method text not null references other_method (id), receipt text not null,
        journal integer not null unique references journal (number), {_MARKS}) strict""",
    """create unique index other_charge_reference on other_charge (kind, reference) where reference <> ''""",
    """create trigger seal_keeps_memo_apart before insert on seal
        when exists (select 1 from posting p join account a on a.code = p.account
                     where p.journal = new.journal and a.kind = 'memo')
        begin select raise(abort, 'memo accounts stay apart')
            where exists (select 1 from posting p join account a on a.code = p.account
                          where p.journal = new.journal and a.kind <> 'memo'); end""",
]

_APPEND_ONLY = frozenset(
    {
        "billing_account_change", "billing_support", "postage_meter", "postage_meter_change", "billing_payment",
        "payable_fee", "meter_reading", "billing_statement", "drawer_place", "drawer_paper", "drawer_line",
        "drawer_tie", "other_method", "other_charge",
    }
)  # fmt: skip

ROOM = Room(
    "billing",
    migration_set(
        "billing",
        [
            (
                "0001_first",
                [
                    *_ACCOUNTS,
                    *_ORDERS,
                    *_PAYABLES,
                    *_PAPERS,
                    *_OTHER,
                    *(statement for table in sorted(_APPEND_ONLY) for statement in append_only_triggers(table)),
                ],
            )
        ],
    ),
    append_only=_APPEND_ONLY,
    trigger_only=frozenset({"billing_order.paid_minor"}),
)
