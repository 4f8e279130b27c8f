"""Conditions of the whole station that stop something until they are ended: each begins and ends with a row.

*Clock doubt* stops spending that nobody asks for; *restored* stops every purchase until the books were compared with
the provider. A condition that ends leaves a mark: the number of the last journal entry then.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.clock import from_utc_text, utc_text
from core.context import Desk
from core.errors import Refused
from core.store.database import Query, Tx, Value
from core.topics import Topic


class Condition(Enum):
    """The closed set."""

    CLOCK_DOUBT = "clock-doubt"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Standing:
    """A condition that stands.

    Attributes:
        id: Its id.
        condition: Which.
        subject: What it is about: the backup's id, or ``forward``, ``back``, ``provider``.
        since: The last moment that is known to be sound: of the backup, of the last entry.
        at: When it was noticed.
    """

    id: str
    condition: Condition
    subject: str
    since: datetime
    at: datetime


class RestoredNotReconciled(Refused):
    """The books were restored and are not compared yet. Fields: ``backup``, ``since``, ``restored_at``."""

    code = "store.restored"


class ClockDoubtful(Refused):
    """The clock may be wrong; nothing is spent by itself. Fields: ``subject``, ``since``, ``noticed_at``."""

    code = "store.clock-doubt"


def standing(q: Query, condition: Condition) -> Standing | None:
    """The condition as it stands, or None."""
    row = q.one(
        "select * from condition where kind = :kind and id not in (select condition from condition_end) "
        "order by id limit 1",
        {"kind": condition.value},
    )
    return None if row is None else _standing(row)


def begin(tx: Tx, desk: Desk, condition: Condition, subject: str, since: datetime) -> None:
    """Let `condition` stand; one that stands already stays as it is."""
    if standing(tx, condition) is not None:
        return
    tx.run(*begin_statement(desk, condition, subject, since))
    tx.touch(Topic.WALLET, Topic.SETTINGS)


def begin_statement(desk: Desk, condition: Condition, subject: str, since: datetime) -> tuple[str, dict[str, Value]]:
    """The statement that `begin` runs; a restore runs it on the copy that it is about to put in place."""
    return (
        "insert into condition (id, kind, subject, since, at, actor, station, instance) "
        "values (:id, :kind, :subject, :since, :at, :actor, :station, :instance)",
        {
            "id": desk.ids.new(), "kind": condition.value, "subject": subject, "since": utc_text(since),
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip


def end(tx: Tx, desk: Desk, condition: Condition, reason: str, mark: int) -> bool:
    """End every standing one of `condition`; whether there was one."""
    rows = tx.all(
        "select id from condition where kind = :kind and id not in (select condition from condition_end)",
        {"kind": condition.value},
    )
    for row in rows:
        tx.run(
            "insert into condition_end (condition, reason, mark, at, actor, station, instance) "
            "values (:id, :reason, :mark, :at, :actor, :station, :instance)",
            {
                "id": row["id"], "reason": reason, "mark": mark, "at": utc_text(desk.clock.now()),
                "actor": desk.actor.operator, "station": desk.actor.station, "instance": desk.actor.instance,
            },
        )  # fmt: skip
    if rows:
        tx.touch(Topic.WALLET, Topic.SETTINGS)
    return bool(rows)


def last_mark(q: Query, condition: Condition) -> int:
    """The number of the last journal entry when `condition` last ended; 0 when it never did."""
    return q.integer(
        "select max(e.mark) from condition_end e join condition c on c.id = e.condition where c.kind = :kind",
        {"kind": condition.value},
    )


def require_reconciled(q: Query) -> None:
    """The gate after a restore.

    Raises:
        RestoredNotReconciled: It stands.
    """
    found = standing(q, Condition.RESTORED)
    if found is not None:
        raise RestoredNotReconciled(backup=found.subject, since=found.since, restored_at=found.at)


def require_sound_clock(q: Query) -> None:
    """The gate before anything is spent that nobody asked for just now.

    Raises:
        ClockDoubtful: It stands.
    """
    found = standing(q, Condition.CLOCK_DOUBT)
    if found is not None:
        raise ClockDoubtful(subject=found.subject, since=found.since, noticed_at=found.at)


def _standing(row: sqlite3.Row) -> Standing:
    return Standing(
        row["id"], Condition(row["kind"]), row["subject"], from_utc_text(row["since"]), from_utc_text(row["at"])
    )
