"""SQL of closings and their papers."""

import sqlite3

from core.clock import utc_text
from core.context import Desk
from core.money import Money
from core.store.database import Query, Tx
from core.store.history import record_move
from core.topics import Topic
from core.wallet.rules_closing import Closing, ClosingEvent, ClosingState, move_closing


def insert_closing(tx: Tx, desk: Desk, wallet: str, currency: str, reason: str) -> str:
    """A closing begins; returns its id."""
    closing, now = desk.ids.new(), utc_text(desk.clock.now())
    tx.run(
        "insert into closing (id, wallet, state, currency, rule, requested_day, first_day, last_day, reason, begun_at, "
        "changed_at, actor, station) values (:id, :wallet, 'begun', :currency, '', '', '', '', :reason, :at, :at, "
        ":actor, :station)",
        {
            "id": closing, "wallet": wallet, "currency": currency, "reason": reason, "at": now,
            "actor": desk.actor.operator, "station": desk.actor.station,
        },
    )  # fmt: skip
    record_move(tx, desk, "closing", closing, old="", event="begin", new=ClosingState.BEGUN.value, reason=reason)
    tx.touch(Topic.WALLET)
    return closing


def change_closing(tx: Tx, desk: Desk, closing: Closing, event: ClosingEvent, reason: str = "") -> None:
    """Move a closing and write its history."""
    after = move_closing(closing.state, event)
    tx.run(
        "update closing set state = :state, changed_at = :at where id = :id",
        {"state": after.value, "at": utc_text(desk.clock.now()), "id": closing.id},
    )
    record_move(
        tx, desk, "closing", closing.id, old=closing.state.value, event=event.value, new=after.value, reason=reason
    )
    tx.touch(Topic.WALLET)


def set_request(tx: Tx, closing: str, amount: Money, rule: str, *, day: str, first: str, last: str) -> None:
    """What was asked back, and when it is expected."""
    tx.run(
        "update closing set amount_minor = :amount, rule = :rule, requested_day = :day, first_day = :first, "
        "last_day = :last where id = :id",
        {"amount": amount.minor, "rule": rule, "day": day, "first": first, "last": last, "id": closing},
    )


def open_closing(q: Query, wallet: str) -> Closing | None:
    """The closing of a wallet that is under way, or None."""
    row = q.one("select * from closing where wallet = :wallet and state in ('begun', 'requested')", {"wallet": wallet})
    return _closing(row) if row else None


def latest_closing(q: Query, wallet: str) -> Closing | None:
    """The newest closing of a wallet, however it ended."""
    row = q.one("select * from closing where wallet = :wallet order by id desc limit 1", {"wallet": wallet})
    return _closing(row) if row else None


def insert_paper(tx: Tx, desk: Desk, closing: str, kind: str, sha256: str) -> None:
    """Tie a kept paper to a closing; the same paper again changes nothing."""
    tx.run(
        "insert into closing_paper (closing, kind, sha256, at, actor) values (:closing, :kind, :sha256, :at, :actor) "
        "on conflict (closing, kind, sha256) do nothing",
        {
            "closing": closing, "kind": kind, "sha256": sha256, "at": utc_text(desk.clock.now()),
            "actor": desk.actor.operator,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)


def papers_of(q: Query, closing: str) -> list[tuple[str, str]]:
    """``(kind, sha256)`` of the papers of a closing, oldest first."""
    rows = q.all("select kind, sha256 from closing_paper where closing = :id order by at, kind", {"id": closing})
    return [(str(row["kind"]), str(row["sha256"])) for row in rows]


def _closing(row: sqlite3.Row) -> Closing:
    amount = None if row["amount_minor"] is None else Money(row["amount_minor"], row["currency"])
    return Closing(
        id=row["id"], wallet=row["wallet"], state=ClosingState(row["state"]), amount=amount, rule=row["rule"],
        requested=row["requested_day"], first_day=row["first_day"], last_day=row["last_day"], reason=row["reason"],
        begun_at=row["begun_at"], actor=row["actor"],
    )  # fmt: skip
