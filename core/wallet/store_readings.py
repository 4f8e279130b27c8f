"""SQL of readings, explanations, and what the books said at a moment."""

import sqlite3
from collections.abc import Iterator

from core.clock import from_utc_text, utc_text
from core.context import Desk
from core.errors import NotFound
from core.ledger.accounts import Account
from core.ledger.balances import balances_of
from core.money import Money
from core.store.database import Query, Tx
from core.topics import Topic
from core.wallet.rules_readings import ClearAs, Explanation, ReadingRow

PERSON = "person"
_READINGS = "select r.*, n.evidence, n.file from reading r left join reading_note n on n.reading = r.id "
_PAGE = 50

# A fact counts from when it happened, not from when we heard of it: an event of the provider by its own time, an
# explanation with the reading that it explains. What is numbered before the moment happened before it.
_LAST_BEFORE = "coalesce((select number from journal where at <= :at order by number desc limit 1), 0)"
_LATER = (
    "select j.number, j.kind, p.minor, coalesce((select min(e.happened_at) from provider_event e "  # noqa: S608 - fixed texts
    "where e.journal = j.number), (select r.as_of from explanation x join reading r on r.id = x.reading "
    "where x.journal = j.number), j.at) as effective "
    "from posting p join journal j on j.number = p.journal join seal s on s.journal = j.number "
    f"where p.account = :account and p.journal > {_LAST_BEFORE}"
)
# The empty text keeps the index on references out of it: the few entries since are found by their numbers.
_SENT_BEFORE = "exists (select 1 from attempt a where a.purchase = p.id and a.sent_at <= :at)"
_IN_FLIGHT = (
    "select count(*) from ("  # noqa: S608 - fixed texts
    "select p.id from purchase p where p.wallet = :wallet and p.state in ('sent', 'pending', 'unknown') "
    f"and {_SENT_BEFORE} union "
    f"select p.id from journal j join purchase p on p.id = j.ref_id where j.number > {_LAST_BEFORE} "
    "and j.ref_kind || '' = 'purchase' and j.kind in ('label', 'postage-purchase', 'postage-pending') "
    f"and p.wallet = :wallet and {_SENT_BEFORE}) as flying"
)


def moved_since(q: Query, account: Account, at: str) -> list[tuple[str, Money, int]]:
    """``(kind, sum, how many)`` of what moved the account after `at` (UTC text), in the order of first appearance."""
    rows = q.all(
        f"select kind, sum(minor) as minor, count(*) as n from ({_LATER}) as later where effective > :at "  # noqa: S608 - fixed texts
        "group by kind order by min(number)",
        {"account": account.code, "at": at},
    )
    return [(str(row["kind"]), Money(int(row["minor"]), account.currency), int(row["n"])) for row in rows]


def booked_at(q: Query, account: Account, at: str) -> Money:
    """What the books say the account held at `at`, with all that was learnt about it since."""
    later = sum(money.minor for _kind, money, _n in moved_since(q, account, at))
    return Money(balances_of(q, account).booked.minor - later, account.currency)


def in_flight_at(q: Query, wallet: str, at: str) -> int:
    """How many purchases of a wallet had been sent at `at` and were not in the books yet, or are not even now."""
    return q.integer(_IN_FLIGHT, {"wallet": wallet, "at": at})


def readings_down(q: Query, wallet: str) -> Iterator[ReadingRow]:
    """Readings of a wallet, the newest first, page by page."""
    before = "\U0010ffff"
    while rows := q.all(
        _READINGS + "where r.wallet = :wallet and r.id < :before order by r.id desc limit :limit",
        {"wallet": wallet, "before": before, "limit": _PAGE},
    ):
        yield from map(_reading, rows)
        before = str(rows[-1]["id"])


def get_reading(q: Query, reading: str) -> ReadingRow:
    """One reading.

    Raises:
        NotFound: No such id.
    """
    row = q.one(_READINGS + "where r.id = :id", {"id": reading})
    if row is None:
        raise NotFound(kind="reading", id=reading)
    return _reading(row)


def insert_person_reading(tx: Tx, desk: Desk, row: ReadingRow) -> None:
    """A balance that a person read, with its proof."""
    now = utc_text(desk.clock.now())
    who = {"at": now, "actor": desk.actor.operator, "station": desk.actor.station}
    tx.run(
        "insert into reading (id, wallet, balance_minor, currency, lifetime_minor, provider_state, as_of, source, at, "
        "actor, station) values (:id, :wallet, :balance, :currency, 0, 'ok', :as_of, :source, :at, :actor, :station)",
        {
            "id": row.id, "wallet": row.wallet, "balance": row.balance.minor, "currency": row.balance.currency,
            "as_of": utc_text(row.as_of), "source": row.source, **who,
        },
    )  # fmt: skip
    tx.run(
        "insert into reading_note (reading, evidence, file, at, actor, station) "
        "values (:reading, :evidence, :file, :at, :actor, :station)",
        {"reading": row.id, "evidence": row.evidence, "file": row.file, **who},
    )
    tx.touch(Topic.WALLET)


_EXPLANATIONS = (
    "select x.*, e.cleared_as from explanation x left join explanation_end e on e.explanation = x.id "
)  # fmt: skip


def insert_explanation(tx: Tx, desk: Desk, made: Explanation) -> None:
    """A difference enters the books."""
    tx.run(
        "insert into explanation (id, wallet, reading, amount_minor, currency, reason, journal, at, actor, station) "
        "values (:id, :wallet, :reading, :amount, :currency, :reason, :journal, :at, :actor, :station)",
        {
            "id": made.id, "wallet": made.wallet, "reading": made.reading, "amount": made.amount.minor,
            "currency": made.amount.currency, "reason": made.reason, "journal": made.journal, "at": made.at,
            "actor": made.actor, "station": desk.actor.station,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)


def end_explanation(tx: Tx, desk: Desk, explanation: str, cleared_as: ClearAs, reason: str, journal: int) -> None:
    """What it was is known now."""
    tx.run(
        "insert into explanation_end (explanation, cleared_as, reason, journal, at, actor, station) "
        "values (:id, :cleared_as, :reason, :journal, :at, :actor, :station)",
        {
            "id": explanation, "cleared_as": cleared_as.value, "reason": reason, "journal": journal,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)


def get_explanation(q: Query, explanation: str) -> Explanation:
    """One explanation.

    Raises:
        NotFound: No such id.
    """
    row = q.one(_EXPLANATIONS + "where x.id = :id", {"id": explanation})
    if row is None:
        raise NotFound(kind="explanation", id=explanation)
    return _explanation(row)


def list_explanations(q: Query, wallet: str) -> list[Explanation]:
    """Every explanation of a wallet, the newest first."""
    rows = q.all(_EXPLANATIONS + "where x.wallet = :wallet order by x.id desc", {"wallet": wallet})
    return [_explanation(row) for row in rows]


def _reading(row: sqlite3.Row) -> ReadingRow:
    return ReadingRow(
        id=row["id"], wallet=row["wallet"], balance=Money(row["balance_minor"], row["currency"]),
        as_of=from_utc_text(row["as_of"]), source=row["source"], state=row["provider_state"], actor=row["actor"],
        evidence=row["evidence"] or "", file=row["file"] or "",
    )  # fmt: skip


def _explanation(row: sqlite3.Row) -> Explanation:
    return Explanation(
        id=row["id"], wallet=row["wallet"], reading=row["reading"], amount=Money(row["amount_minor"], row["currency"]),
        reason=row["reason"], journal=row["journal"], at=row["at"], actor=row["actor"],
        cleared_as=ClearAs(row["cleared_as"]) if row["cleared_as"] else None,
    )  # fmt: skip
