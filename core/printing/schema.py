"""Tables of printers, print jobs and the print journal.

The UNIQUE index is the rule that a label is printed once: of each copy of a label there is at most one job that is
alive or whose bytes may have reached a printer.
"""

from core.store.schema import Room, append_only_triggers, migration_set

_FIRST = [
    """create table printer (
        id text primary key, name text not null, name_key text not null, model text not null,
        language text not null check (language in ('zpl', 'epl', 'pdf')),
        dpi integer not null check (dpi in (203, 300)), media text not null, address text not null,
        position integer not null, answers text not null check (answers in ('unknown', 'yes', 'no')),
        state text not null check (state in ('active', 'retired')),
        made_at text not null, actor text not null, station text not null, instance text not null) strict""",
    "create unique index printer_name on printer (name_key) where state = 'active'",
    """create table print_batch (
        id text primary key, number integer not null unique, printer text not null references printer (id),
        size integer not null check (size > 0),
        made_at text not null, actor text not null, station text not null, instance text not null) strict""",
    """create table print_job (
        id text primary key, label text not null references label (id), printer text not null references printer (id),
        batch text not null references print_batch (id), batch_number integer not null,
        position integer not null check (position > 0), batch_size integer not null check (batch_size >= position),
        copy_number integer not null check (copy_number > 0),
        copy_reason text not null check (copy_number = 1 or copy_reason <> ''),
        state text not null check (state in ('queued', 'rendering', 'sending', 'handed-over', 'confirmed',
            'confirmed-by-person', 'unknown', 'failed', 'cancelled', 'expired')),
        may_be_out integer not null check (may_be_out in (0, 1)),
        sha256 text not null, media_type text not null, file_name text not null, notes text not null,
        reason text not null, attempts integer not null, expires_at text not null,
        made_at text not null, changed_at text not null,
        actor text not null, station text not null, instance text not null,
        check (may_be_out = 1 or state not in ('sending', 'handed-over', 'confirmed', 'confirmed-by-person',
            'unknown')),
        check (may_be_out = 0 or state not in ('queued', 'rendering', 'cancelled', 'expired'))) strict""",
    """create unique index print_job_one_of_each_copy on print_job (label, copy_number)
        where may_be_out = 1 or state not in ('failed', 'cancelled', 'expired')""",
    "create index print_job_queue on print_job (printer, state, batch_number, position, copy_number)",
    "create index print_job_batch on print_job (batch, position, copy_number)",
    "create index print_job_state on print_job (state, batch_number, position)",
    """create table print_journal (
        number integer primary key, job text not null references print_job (id),
        printer text not null references printer (id), language text not null, event text not null,
        from_state text not null, to_state text not null, reason text not null, evidence text not null,
        file_name text not null, sha256 text not null, size_bytes integer not null,
        at text not null, actor text not null, station text not null, instance text not null) strict""",
    "create index print_journal_job on print_journal (job, number)",
    *append_only_triggers("print_journal"),
]

# Lists say of each label how it was printed; the UNIQUE index has not all of its jobs, so it does not help them.
_JOBS_OF_LABEL = ["create index print_job_label on print_job (label, id)"]

# Labels that others issued, printed from their file; what a scanner reads on them is kept, no text.
_FILE_PRINTS = [
    """create table file_print (
        id text primary key, sha256 text not null check (length(sha256) = 64),
        printer text not null references printer (id), position integer not null check (position > 0),
        count integer not null check (count >= position), copy_reason text not null,
        state text not null check (state in ('sending', 'handed-over', 'confirmed', 'unknown', 'failed')),
        reason text not null, symbols text not null, at text not null, actor text not null, station text not null,
        instance text not null) strict""",
    "create index file_print_file on file_print (sha256, id)",
    "create index file_print_state on file_print (printer, state)",
]

ROOM = Room(
    "printing",
    migration_set(
        "printing",
        [("0001_first", _FIRST), ("0002_jobs_of_label", _JOBS_OF_LABEL), ("0003_file_prints", _FILE_PRINTS)],
    ),
    append_only=frozenset({"print_journal"}),
)
