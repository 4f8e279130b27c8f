"""SQL of provider events, adjustments and disputes."""

import sqlite3

from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.labels.store import Label, label_from_row
from core.money import Money
from core.purchases.after_sales import AfterSale
from core.store.database import Query, Tx
from core.store.history import record_move
from core.topics import Topic
from core.wallet.rules_adjustments import Adjustment, Cause, DisputeEvent, DisputeState, Source, move_dispute
from core.wallet.rules_refunds import Outcome


def has_event(q: Query, wallet: str, event: AfterSale) -> bool:
    """Whether this event of the provider was dealt with."""
    row = q.one(
        "select 1 from provider_event where wallet = :wallet and kind = :kind and ref = :ref",
        {"wallet": wallet, "kind": event.kind.value, "ref": event.ref},
    )
    return row is not None


def latest_event_at(q: Query, wallet: str) -> str:
    """When the latest known event of a wallet happened, UTC text; empty when there is none."""
    return str(q.value("select max(happened_at) from provider_event where wallet = :wallet", {"wallet": wallet}) or "")


def has_open_void(q: Query, wallet: str) -> bool:
    """Whether a void of this wallet is asked for and not answered yet."""
    row = q.one("select 1 from label where state = 'void-requested' and wallet = :wallet limit 1", {"wallet": wallet})
    return row is not None


def insert_event(tx: Tx, desk: Desk, wallet: str, event: AfterSale, outcome: Outcome, journal: int | None) -> None:
    """Keep what the provider told and what was done with it, for ever."""
    tx.run(
        "insert into provider_event (wallet, kind, ref, label_ref, tracking, amount_minor, currency, reason, "
        "happened_at, outcome, journal, at, actor, station) values (:wallet, :kind, :ref, :label_ref, :tracking, "
        ":amount, :currency, :reason, :happened, :outcome, :journal, :at, :actor, :station)",
        {
            "wallet": wallet, "kind": event.kind.value, "ref": event.ref, "label_ref": event.label_ref,
            "tracking": event.tracking, "amount": event.amount.minor, "currency": event.amount.currency,
            "reason": event.reason, "happened": utc_text(event.at), "outcome": outcome.value, "journal": journal,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)


def label_of_event(q: Query, wallet: str, gateway: str, label_ref: str, tracking: str) -> Label | None:
    """The label that an event names: by the provider's id, else by a tracking number that only one label has."""
    row = q.one(
        "select l.* from purchase p join label l on l.purchase = p.id where p.gateway = :gateway "
        "and p.wallet = :wallet and p.kind = 'label' and p.provider_ref = :ref",
        {"gateway": gateway, "wallet": wallet, "ref": label_ref},
    )
    if row is not None:
        return label_from_row(row)
    return label_by_tracking(q, wallet, tracking)


def label_by_tracking(q: Query, wallet: str, tracking: str) -> Label | None:
    """The only label of a wallet with this tracking number, or None."""
    if not tracking:
        return None
    rows = q.all(
        "select * from label where tracking = :tracking and wallet = :wallet", {"tracking": tracking, "wallet": wallet}
    )
    return label_from_row(rows[0]) if len(rows) == 1 else None


_ADJUSTMENTS = (
    "select a.*, d.state as dispute_state, d.due_day from adjustment a left join dispute d on d.adjustment = a.id "
)


def insert_adjustment(tx: Tx, desk: Desk, adjustment: Adjustment) -> None:
    """A new adjustment, in the transaction that books it."""
    tx.run(
        "insert into adjustment (id, wallet, carrier, label, tracking, amount_minor, currency, cause, reason, "
        "provider_ref, source, day, journal, at, actor, station, instance) values (:id, :wallet, :carrier, :label, "
        ":tracking, :amount, :currency, :cause, :reason, :ref, :source, :day, :journal, :at, :actor, :station, "
        ":instance)",
        {
            "id": adjustment.id, "wallet": adjustment.wallet, "carrier": adjustment.carrier,
            "label": adjustment.label or None, "tracking": adjustment.tracking, "amount": adjustment.amount.minor,
            "currency": adjustment.amount.currency, "cause": adjustment.cause.value, "reason": adjustment.reason,
            "ref": adjustment.provider_ref or None, "source": adjustment.source.value, "day": adjustment.day,
            "journal": adjustment.journal, "at": adjustment.at, "actor": adjustment.actor,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET, Topic.LABELS)


def get_adjustment(q: Query, adjustment: str) -> Adjustment:
    """One adjustment.

    Raises:
        NotFound: No such id.
    """
    row = q.one(_ADJUSTMENTS + "where a.id = :id", {"id": adjustment})
    if row is None:
        raise NotFound(kind="adjustment", id=adjustment)
    return _adjustment(row)


def adjustment_of_ref(q: Query, wallet: str, provider_ref: str) -> Adjustment | None:
    """The adjustment with this id of the provider, or None."""
    row = q.one(
        _ADJUSTMENTS + "where a.wallet = :wallet and a.provider_ref = :ref", {"wallet": wallet, "ref": provider_ref}
    )
    return _adjustment(row) if row else None


def list_adjustments(q: Query, *, wallet: str = "", label: str = "") -> list[Adjustment]:
    """Adjustments, the newest first; of one wallet, of one label."""
    rows = q.all(
        _ADJUSTMENTS + "where (:wallet = '' or a.wallet = :wallet) and (:label = '' or a.label = :label) "
        "order by a.id desc",
        {"wallet": wallet, "label": label},
    )
    return [_adjustment(row) for row in rows]


def insert_dispute(tx: Tx, desk: Desk, adjustment: str, memo: str, due_day: str) -> None:
    """A dispute begins."""
    now = utc_text(desk.clock.now())
    tx.run(
        "insert into dispute (adjustment, state, memo, due_day, opened_at, changed_at, note, actor, station) "
        "values (:adjustment, 'open', :memo, :due, :at, :at, '', :actor, :station)",
        {
            "adjustment": adjustment, "memo": memo, "due": due_day, "at": now, "actor": desk.actor.operator,
            "station": desk.actor.station,
        },
    )  # fmt: skip
    record_move(tx, desk, "dispute", adjustment, old="", event="open", new=DisputeState.OPEN.value, reason=memo)
    tx.touch(Topic.WALLET)


def change_dispute(tx: Tx, desk: Desk, adjustment: Adjustment, event: DisputeEvent, note: str, credit: str) -> None:
    """A dispute ends; `credit` is the adjustment that gave money back, or empty."""
    assert adjustment.dispute is not None, adjustment.id
    after = move_dispute(adjustment.dispute, event)
    tx.run(
        "update dispute set state = :state, note = :note, credit = :credit, changed_at = :at where adjustment = :id",
        {
            "state": after.value, "note": note, "credit": credit or None, "at": utc_text(desk.clock.now()),
            "id": adjustment.id,
        },
    )  # fmt: skip
    record_move(
        tx, desk, "dispute", adjustment.id, old=adjustment.dispute.value, event=event.value, new=after.value,
        reason=note,
    )  # fmt: skip
    tx.touch(Topic.WALLET)


def dispute_memo(q: Query, adjustment: str) -> str:
    """What the person wrote when the dispute was opened; empty without one."""
    return str(q.value("select memo from dispute where adjustment = :id", {"id": adjustment}) or "")


def _adjustment(row: sqlite3.Row) -> Adjustment:
    return Adjustment(
        id=row["id"], wallet=row["wallet"], carrier=row["carrier"], label=row["label"] or "",
        tracking=row["tracking"], amount=Money(row["amount_minor"], row["currency"]), cause=Cause(row["cause"]),
        reason=row["reason"], provider_ref=row["provider_ref"] or "", source=Source(row["source"]), day=row["day"],
        journal=row["journal"], at=row["at"], actor=row["actor"],
        dispute=DisputeState(row["dispute_state"]) if row["dispute_state"] else None,
        dispute_due=row["due_day"] or "",
    )  # fmt: skip
