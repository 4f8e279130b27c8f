"""The invariants of the books (facts: ledger 4.4), read with plain SQL and no code of the station.

What `witness` does not see already: I2 to I5, I10, I11, I13 to I15. They hold whenever no process has the
directory open, in the middle of an accident too; `unsettled` is about the end of it.
"""

import hashlib
import json
import sqlite3
from contextlib import closing
from itertools import groupby, pairwise
from pathlib import Path

OPEN_STATES = "('intent', 'prepared', 'sent', 'pending', 'unknown')"
_CHAINED = (
    "number", "id", "idem", "kind", "at", "business_day", "zone", "actor", "station", "instance",
    "ref_kind", "ref_id", "memo", "request_hash", "reverses", "lines", "prev",
)  # fmt: skip

ALWAYS = {
    "I2 not sealed": "select number from journal where number not in (select journal from seal)",
    "I2 a seal of nothing": "select journal from seal where journal not in (select number from journal)",
    "I2 lines": """select number from journal j where lines < 2
        or lines <> (select count(*) from posting where journal = j.number)""",
    "I2 sum": "select journal, currency, sum(minor) from posting group by journal, currency having sum(minor) <> 0",
    "I3 posted": """select code from account a
        where posted <> (select coalesce(sum(minor), 0) from posting where account = a.code)""",
    "I3 held": """select code from account a where held <> (select coalesce(sum(minor), 0) from hold
        where account = a.code and id not in (select hold from hold_end))""",
    "I4 a hold of what is over": f"""select h.id, p.state from hold h join purchase p on p.id = h.purchase
        where h.id not in (select hold from hold_end) and p.state not in {OPEN_STATES}""",
    "I11 more than one open": f"""select r.wallet from autofund_run r join purchase p on p.id = r.purchase
        where p.state in {OPEN_STATES} group by r.wallet having count(*) > 1""",
    "I11 above the cap": "select wallet, day from autofund_day where times > max_times or minor > max_minor",
    "I11 not counted": """select wallet, day, count(*), sum(amount_minor) from autofund_run r group by wallet, day
        having count(*) <> (select times from autofund_day d where d.wallet = r.wallet and d.day = r.day)
        or sum(amount_minor) <> (select minor from autofund_day d where d.wallet = r.wallet and d.day = r.day)""",
    "bought without a charge": """select p.id from purchase p where p.kind = 'label' and p.state = 'confirmed'
        and p.id not in (select purchase from label)""",
}
SETTLED = {
    "I4 an open hold": "select id from hold where id not in (select hold from hold_end)",
    "I10 open": f"select id, kind, state from purchase where state in {OPEN_STATES}",
    "I10 a replacement in between": "select id from replacement where state in ('voiding', 'buying')",
}
PAPERS = (
    "select file from label", "select sha256 from statement", "select sha256 from terms_accepted",
    "select sha256 from closing_paper", "select file from reading_note where file <> ''",
)  # fmt: skip
SCHEMA = "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name"


def broken(data: Path, schema: str = "") -> list[str]:
    """Every invariant that does not hold in the books of a data directory.

    Args:
        data: Of the station; no process has it open.
        schema: What `schema_of` said before the accident; tables, indexes, triggers and checks are the same (I14).
    """
    with closing(sqlite3.connect(data / "station.db")) as db:
        found = [f"{name}: {row}" for name, sql in ALWAYS.items() for row in db.execute(sql)]
        found += _chain(db) + _statements(db) + _papers(db, data)
    if schema and schema_of(data) != schema:
        found.append("I14 schema")
    return found


def unsettled(data: Path) -> list[str]:
    """What is still open."""
    with closing(sqlite3.connect(data / "station.db")) as db:
        return [f"{name}: {row}" for name, sql in SETTLED.items() for row in db.execute(sql)]


def schema_of(data: Path) -> str:
    """A digest of everything that the database makes sure by itself."""
    with closing(sqlite3.connect(data / "station.db")) as db:
        return hashlib.sha256(repr(db.execute(SCHEMA).fetchall()).encode()).hexdigest()


def _chain(db: sqlite3.Connection) -> list[str]:
    """I5: the chain is computed again, and no number is missing."""
    found, before = [], "0" * 64
    lines = {
        number: [list(row[1:]) for row in rows]
        for number, rows in groupby(
            db.execute("select journal, account, currency, minor from posting order by journal, n"), lambda row: row[0]
        )
    }
    entries = db.execute(f"select {', '.join(_CHAINED)}, hash from journal order by number")
    for expected, (*values, digest) in enumerate(entries, 1):
        entry = dict(zip(_CHAINED, values, strict=True))
        text = json.dumps(
            [entry, lines.get(expected, [])], sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )  # fmt: skip
        said = (entry["number"], entry["prev"], hashlib.sha256(text.encode()).hexdigest())
        if said != (expected, before, digest):
            found.append(f"I5 chain at {expected}")
        before = digest
    return found


def _statements(db: sqlite3.Connection) -> list[str]:
    """I13: a closing opens the next one."""
    rows = db.execute(
        "select wallet, closing_minor, opening_minor from statement order by wallet, first_day"
    ).fetchall()
    return [f"I13 {one[0]}" for one, after in pairwise(rows) if one[0] == after[0] and one[1] != after[2]]


def _papers(db: sqlite3.Connection, data: Path) -> list[str]:
    """I15: whatever a row names lies there, whole."""
    found = []
    for digest in {str(row[0]) for sql in PAPERS for row in db.execute(sql)}:
        path = data / "files" / digest[:2] / digest
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            found.append(f"I15 file {digest}")
    return found
