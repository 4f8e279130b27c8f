"""Looking at the books: the quick look at each start, the whole look at a copy."""

import sqlite3
from datetime import timedelta

from sqlite_utils import Database

from core.clock import Clock, from_utc_text
from core.ledger.checks import ledger_findings, recent_chain_findings
from core.ledger.entries import head
from core.store.backup import Inspected
from core.store.database import Query, Store
from core.store.faults import StoreDamaged

LINKS = 1000
LOOK = "quick-check"  # the duty that looks each hour
LARGE_BYTES = 64 * 1024 * 1024  # a tenth of a second, measured
LATELY = timedelta(hours=1)


def inspect_books(conn: sqlite3.Connection) -> Inspected:
    """Every invariant of the ledger in a copy, and its last entry."""
    q = Query(Database(conn, execute_plugins=False))
    number, digest = head(q)
    return Inspected(tuple(ledger_findings(q)), number, digest)


def quick_look(q: Query) -> str:
    """What is damaged, or empty: SQLite's own quick check, then the newest links of the chain."""
    for row in q.all("pragma quick_check(1)"):
        if row[0] != "ok":
            return str(row[0])
    found = recent_chain_findings(q, LINKS)
    return found[0] if found else ""


def look_at_start(store: Store, clock: Clock) -> str:
    """The look of a new run; large books that were looked at within the hour are not looked at by every command."""
    if store.path.stat().st_size > LARGE_BYTES:
        with store.read() as q:
            done_at = q.value("select done_at from duty_run where name = :name", {"name": LOOK})
        now = clock.now()
        if done_at and now - LATELY < from_utc_text(str(done_at)) <= now:
            return ""
    return look_at(store)


def look_at(store: Store) -> str:
    """Take the quick look; what is damaged ends all writing of this run, and nothing is ever made anew in its place."""
    try:
        with store.read() as q:
            damage = quick_look(q)
    except StoreDamaged as error:
        damage = str(error.fields["what"])
    if damage:
        store.stop_writes(damage)
    return damage


def require_sound(store: Store) -> None:
    """Say what is known to be damaged.

    Raises:
        StoreDamaged: With the newest good backup.
    """
    if store.damage:
        raise store.damaged()
