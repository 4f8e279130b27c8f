"""Every move of a state is a row: who, where, when, why."""

from core.clock import utc_text
from core.context import Desk
from core.store.database import Query, Tx


def record_move(
    tx: Tx, desk: Desk, subject: str, subject_id: str, *, old: str, event: str, new: str, reason: str = ""
) -> None:
    """Write one move of `subject` (a table's name) into the history."""
    tx.run(
        "insert into history (id, subject, subject_id, from_state, event, to_state, reason, at, actor, station, "
        "instance) values (:id, :subject, :subject_id, :old, :event, :new, :reason, :at, :actor, :station, :instance)",
        {
            "id": desk.ids.new(), "subject": subject, "subject_id": subject_id, "old": old, "event": event, "new": new,
            "reason": reason, "at": utc_text(desk.clock.now()), "actor": desk.actor.operator,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip


def moves(q: Query, subject: str, subject_id: str) -> list[tuple[str, str, str, str]]:
    """``(at, event, to_state, reason)`` of one subject, oldest first."""
    rows = q.all(
        "select at, event, to_state, reason from history where subject = :subject and subject_id = :id order by id",
        {"subject": subject, "id": subject_id},
    )
    return [(str(r[0]), str(r[1]), str(r[2]), str(r[3])) for r in rows]
