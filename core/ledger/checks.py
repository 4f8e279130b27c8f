"""What must hold in the books (facts: ledger 4.4, I1 to I5); run at start, by `check`, and after each test."""

from datetime import datetime

from core.clock import from_utc_text
from core.ledger.entries import GENESIS, chain_hash
from core.store.database import Query


def ledger_findings(q: Query) -> list[str]:
    """Every violated invariant, as a code with details; empty when the books are right."""
    findings: list[str] = []
    for name, sql in _QUERIES:
        findings.extend(f"{name}: {', '.join(str(v) for v in row)}" for row in q.all(sql))
    findings.extend(_chain_findings(q))
    return findings


def newest_entry_at(q: Query) -> datetime | None:
    """The latest moment that any entry was made, None for empty books; a clock that stands before it was set back."""
    at = q.value("select max(at) from journal")
    return None if at is None else from_utc_text(str(at))


_QUERIES = (
    ("unsealed-entry", "select number from journal where number not in (select journal from seal)"),
    (
        "unbalanced-entry",
        "select journal, currency, sum(minor) from posting group by journal, currency having sum(minor) <> 0",
    ),
    (
        "missing-lines",
        "select number from journal j where lines <> (select count(*) from posting where journal = j.number)",
    ),
    (
        "posted-sum",
        "select code, posted from account a "
        "where posted <> (select coalesce(sum(minor), 0) from posting where account = a.code)",
    ),
    (
        "held-sum",
        "select code, held from account a where held <> (select coalesce(sum(minor), 0) from hold "
        "where account = a.code and id not in (select hold from hold_end))",
    ),
    (
        "running-balance",
        "select journal, n, account from (select journal, n, account, after_minor, "
        "sum(minor) over (partition by account order by journal, n) as running from posting) "
        "where running <> after_minor",
    ),
    ("foreign-key", "select * from pragma_foreign_key_check"),
)


def recent_chain_findings(q: Query, links: int = 1000) -> list[str]:
    """What is wrong with the newest `links` entries of the chain: the look at each start."""
    return _chain_findings(q, max(0, q.integer("select max(number) from journal") - links))


def _chain_findings(q: Query, after: int = 0) -> list[str]:
    """The chain of the entries with numbers above `after`; the one before them is taken as it stands."""
    findings: list[str] = []
    prev, expected = str(q.value("select hash from journal where number = :n", {"n": after}) or GENESIS), after + 1
    lines: dict[int, list[tuple[str, str, int]]] = {}
    sql = "select journal, account, currency, minor from posting where journal > :after order by journal, n"
    for row in q.all(sql, {"after": after}):
        lines.setdefault(row["journal"], []).append((row["account"], row["currency"], row["minor"]))
    for row in q.all("select * from journal where number > :after order by number", {"after": after}):
        entry = {name: row[name] for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates over values
        if row["number"] != expected:
            findings.append(f"gap-in-journal: {expected}")
        if row["prev"] != prev or row["hash"] != chain_hash(entry, lines.get(row["number"], [])):
            findings.append(f"chain-broken: {row['number']}")
        prev, expected = row["hash"], row["number"] + 1
    return findings
