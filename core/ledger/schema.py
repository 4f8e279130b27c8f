"""Tables of the books (facts: ledger 2.5, 3.2). Rows are never changed; cached sums are kept by triggers alone.

A journal entry is the row, its postings and its seal, written in one transaction. The seal's trigger verifies that the
entry has the promised number of lines, at least two, and sums to zero in each currency; readers use sealed entries.
"""

from core.store.schema import Room, append_only_triggers, migration_set

_NO_REPLACE = (
    "create trigger {table}_no_replace before insert on {table} when exists (select 1 from {table} where {where}) "
    "begin select raise(abort, '{table} row exists'); end"
)

_TABLES = [
    """create table account (
        code text primary key, kind text not null
            check (kind in ('asset', 'liability', 'expense', 'income', 'equity', 'memo')),
        wallet text, currency text not null check (length(currency) = 3),
        posted integer not null default 0, held integer not null default 0 check (held >= 0),
        unique (code, currency)) strict""",
    """create table journal (
        number integer primary key, id text not null unique, idem text not null unique, kind text not null,
        at text not null, business_day text not null, zone text not null,
        actor text not null, station text not null, instance text not null,
        ref_kind text not null, ref_id text not null, memo text not null, request_hash text not null,
        reverses integer unique references journal (number), lines integer not null check (lines >= 2),
        prev text not null, hash text not null) strict""",
    "create index journal_ref on journal (ref_kind, ref_id)",
    """create table posting (
        journal integer not null references journal (number), n integer not null,
        account text not null, currency text not null, minor integer not null check (minor <> 0),
        after_minor integer not null, primary key (journal, n),
        foreign key (account, currency) references account (code, currency)) strict""",
    "create index posting_account on posting (account, journal)",
    "create table seal (journal integer primary key references journal (number)) strict",
    """create table hold (
        id text primary key, account text not null, currency text not null, minor integer not null check (minor > 0),
        purchase text not null unique, at text not null, actor text not null, station text not null,
        instance text not null, foreign key (account, currency) references account (code, currency)) strict""",
    """create table hold_end (
        hold text primary key references hold (id), outcome text not null check (outcome in ('posted', 'released')),
        journal integer references journal (number), at text not null, actor text not null, station text not null,
        instance text not null) strict""",
]

_TRIGGERS = [
    """create trigger posting_sums after insert on posting begin
        update account set posted = posted + new.minor where code = new.account; end""",
    """create trigger posting_not_sealed before insert on posting
        when exists (select 1 from seal where journal = new.journal)
        begin select raise(abort, 'entry is sealed'); end""",
    """create trigger seal_checks before insert on seal begin
        select raise(abort, 'entry does not have its lines')
            where (select count(*) from posting where journal = new.journal)
               <> (select lines from journal where number = new.journal);
        select raise(abort, 'entry does not balance')
            where exists (select 1 from posting where journal = new.journal group by currency having sum(minor) <> 0);
        end""",
    """create trigger hold_limit before insert on hold
        when (select posted - held from account where code = new.account) < new.minor
        begin select raise(abort, 'hold exceeds what is available'); end""",
    """create trigger hold_sums after insert on hold begin
        update account set held = held + new.minor where code = new.account; end""",
    """create trigger hold_end_sums after insert on hold_end begin
        update account set held = held - (select minor from hold where id = new.hold)
            where code = (select account from hold where id = new.hold); end""",
]

_JOURNALS = ("journal", "posting", "seal", "hold", "hold_end")
_KEYS = {
    "journal": "number = new.number or id = new.id or idem = new.idem",
    "posting": "journal = new.journal and n = new.n",
    "seal": "journal = new.journal",
    "hold": "id = new.id or purchase = new.purchase",
    "hold_end": "hold = new.hold",
}

_FIRST = [
    *_TABLES,
    *_TRIGGERS,
    *(statement for table in _JOURNALS for statement in append_only_triggers(table)),
    *(_NO_REPLACE.format(table=table, where=where) for table, where in _KEYS.items()),
    "create trigger account_no_delete before delete on account begin select raise(abort, 'accounts stay'); end",
]

_ATTESTED = [
    """create table attestation (
        id text primary key, journal integer not null references journal (number), head text not null,
        at text not null, occasion text not null check (occasion in ('day-start', 'statement', 'backup')),
        key_id text not null, mac text not null, actor text not null, station text not null,
        instance text not null) strict""",
    *append_only_triggers("attestation"),
]

ROOM = Room(
    "ledger",
    migration_set("ledger", [("0001_first", _FIRST), ("0002_attestation", _ATTESTED)]),
    append_only=frozenset((*_JOURNALS, "attestation")),
    trigger_only=frozenset({"account.posted", "account.held"}),
)
