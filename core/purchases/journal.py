"""SQL of what is known about an outcome that is not: look-ups, and what persons decided."""

import sqlite3
from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.store.database import Query, Tx


@dataclass(frozen=True, slots=True)
class LookUp:
    """One question to the provider and its answer.

    Attributes:
        at: UTC text.
        answer: ``found``, ``processing``, ``refused``, ``absent``, ``not-yet`` (it may still turn up) or
            ``cannot-tell``.
        detail: The provider's reference or its reason, a code.
        actor: Who asked.
    """

    at: str
    answer: str
    detail: str
    actor: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said where the provider could not.

    Attributes:
        n: Number of the decision of this purchase, from 1.
        charged: Whether it was charged.
        provider_ref: The provider's reference, where it was charged.
        reason: In the person's words.
        journal: The entry that it was booked by, or None where nothing was.
        at: UTC text.
        actor: Who said so.
    """

    n: int
    charged: bool
    provider_ref: str
    reason: str
    journal: int | None
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending of a purchase; `ended_at` and `outcome` are empty while nobody knows."""

    n: int
    sent_at: str
    station: str
    ended_at: str
    outcome: str
    evidence: str


def insert_look_up(tx: Tx, desk: Desk, purchase: str, answer: str, detail: str) -> None:
    """Keep that the provider was asked, and what it said."""
    tx.run(
        "insert into look_up (id, purchase, at, answer, detail, actor, station, instance) values (:id, :purchase, "
        ":at, :answer, :detail, :actor, :station, :instance)",
        {"id": desk.ids.new(), "purchase": purchase, "answer": answer, "detail": detail, **_who(desk)},
    )


def insert_decision(
    tx: Tx, desk: Desk, purchase: str, *, charged: bool, provider_ref: str, reason: str, journal: int | None
) -> None:
    """Keep a person's word."""
    n = tx.integer("select count(*) from decision where purchase = :purchase", {"purchase": purchase}) + 1
    tx.run(
        "insert into decision (purchase, n, charged, provider_ref, reason, journal, at, actor, station, instance) "
        "values (:purchase, :n, :charged, :ref, :reason, :journal, :at, :actor, :station, :instance)",
        {
            "purchase": purchase, "n": n, "charged": int(charged), "ref": provider_ref, "reason": reason,
            "journal": journal, **_who(desk),
        },
    )  # fmt: skip


def look_ups(q: Query, purchase: str) -> list[LookUp]:
    """Every look-up of a purchase, oldest first."""
    rows = q.all("select * from look_up where purchase = :purchase order by id", {"purchase": purchase})
    return [LookUp(row["at"], row["answer"], row["detail"], row["actor"]) for row in rows]


def decisions(q: Query, purchase: str) -> list[Decision]:
    """Every decision about a purchase, oldest first."""
    return [
        _decision(row)
        for row in q.all("select * from decision where purchase = :purchase order by n", {"purchase": purchase})
    ]


def attempts(q: Query, purchase: str) -> list[Attempt]:
    """Every sending of a purchase, oldest first."""
    rows = q.all(
        "select a.n, a.sent_at, a.station, e.ended_at, e.outcome, e.evidence from attempt a "
        "left join attempt_end e on e.purchase = a.purchase and e.n = a.n where a.purchase = :purchase order by a.n",
        {"purchase": purchase},
    )
    return [
        Attempt(row["n"], row["sent_at"], row["station"], row["ended_at"] or "", row["outcome"] or "",
                row["evidence"] or "")
        for row in rows
    ]  # fmt: skip


def _decision(row: sqlite3.Row) -> Decision:
    return Decision(
        n=row["n"], charged=bool(row["charged"]), provider_ref=row["provider_ref"], reason=row["reason"],
        journal=row["journal"], at=row["at"], actor=row["actor"],
    )  # fmt: skip


def _who(desk: Desk) -> dict[str, str]:
    return {
        "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        "instance": desk.actor.instance,
    }  # fmt: skip
