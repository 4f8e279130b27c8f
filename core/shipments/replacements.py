"""The record of each replacement, and its settling by what became of its two paid calls."""

import sqlite3
from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.errors import Problem
from core.labels.store import Label, get_label, label_of_purchase
from core.ledger.holds import release_hold
from core.money import Money, zero
from core.orders.records import OrderState
from core.orders.rules import LABEL_VOIDED
from core.orders.store import get_order, set_holds
from core.purchases import store as purchases
from core.shipments.rules_replacing import (
    OPEN_REPLACEMENTS,
    VOIDED_STATES,
    ReplacingEvent,
    ReplacingState,
    move_replacing,
    next_event,
)
from core.shipments.store import get_parcel
from core.store.database import Query, Store, Tx
from core.store.history import record_move
from core.store.locks import is_alive
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class Replacement:
    """One *Replace label*.

    Attributes:
        id: Its id.
        old_label: The label that is given up; when it is void, its paper is destroyed.
        parcel: For which parcel.
        reason: In the person's words.
        state: Where it stands.
        is_driven: A run of the program is at it; `instance` says which.
        void_purchase: The paid call of the void.
        new_purchase: The paid call of the new label; the row may not be there yet.
        made_at: UTC text.
        actor: Who asked for it.
    """

    id: str
    old_label: str
    parcel: str
    reason: str
    state: ReplacingState
    is_driven: bool
    void_purchase: str
    new_purchase: str
    made_at: str
    actor: str
    instance: str


@dataclass(frozen=True, slots=True)
class NetCost:
    """What a replacement costs: the new label less what comes back, or came back, for the old one."""

    new: Money
    back: Money

    @property
    def net(self) -> Money:
        """New less back."""
        return self.new - self.back


def insert_replacement(tx: Tx, desk: Desk, made: Replacement) -> None:
    """Write the record, in the transaction that asks for the void."""
    tx.run(
        "insert into replacement (id, old_label, parcel, reason, state, driven, void_purchase, new_purchase, made_at, "
        "changed_at, actor, station, instance) values (:id, :old, :parcel, :reason, :state, 1, :void, :new, :at, :at, "
        ":actor, :station, :instance)",
        {
            "id": made.id, "old": made.old_label, "parcel": made.parcel, "reason": made.reason,
            "state": made.state.value, "void": made.void_purchase, "new": made.new_purchase, "at": made.made_at,
            "actor": made.actor, "station": desk.actor.station, "instance": made.instance,
        },
    )  # fmt: skip


def get_replacement(q: Query, replacement_id: str) -> Replacement:
    """One record; it must be there."""
    row = q.one("select * from replacement where id = :id", {"id": replacement_id})
    assert row is not None, replacement_id
    return _record(row)


def replacement_of(q: Query, label: str) -> Replacement | None:
    """The newest replacement of this label, or None."""
    row = q.one("select * from replacement where old_label = :label order by id desc limit 1", {"label": label})
    return _record(row) if row else None


def replacements_in(q: Query, states: frozenset[ReplacingState]) -> list[Replacement]:
    """Replacements in any of `states`, oldest first."""
    return [
        one
        for state in ReplacingState
        if state in states
        for one in map(_record, q.all("select * from replacement where state = :s order by id", {"s": state.value}))
    ]


def unfinished(q: Query) -> list[Replacement]:
    """Replacements without a new label, while their parcel has no good one either: a person goes on with the order."""
    open_rows = replacements_in(q, OPEN_REPLACEMENTS)
    return open_rows + [one for one in replacements_in(q, frozenset({ReplacingState.VOIDED})) if _waits(q, one)]


def _waits(q: Query, row: Replacement) -> bool:
    order = get_order(q, get_parcel(q, row.parcel).order)
    return order.state is not OrderState.CANCELLED and purchases.label_of_parcel(q, row.parcel) is None


def must_be_destroyed(q: Query, label: Label) -> bool:
    """Whether the paper of this label is to be destroyed: it is void, and another one may be on the parcel."""
    return label.state in VOIDED_STATES and replacement_of(q, label.id) is not None


def net_cost(q: Query, replacement: Replacement) -> NetCost | None:
    """What the replacement cost, or None while there is no new label."""
    old, new = get_label(q, replacement.old_label), label_of_purchase(q, replacement.new_purchase)
    if new is None:
        return None
    minor = q.integer(
        "select sum(p.minor) from posting p join journal j on j.number = p.journal "
        "where j.idem = :idem and p.minor > 0",
        {"idem": f"void:{old.purchase}"},
    )
    same = old.price.currency == new.price.currency
    return NetCost(new.price, Money(minor, old.price.currency) if same else zero(new.price.currency))


def let_go(tx: Tx, replacement_id: str) -> None:
    """Nobody drives it any more: recovery may end it."""
    tx.run("update replacement set driven = 0 where id = :id", {"id": replacement_id})


def change_replacement(
    tx: Tx, desk: Desk, replacement: Replacement, event: ReplacingEvent, reason: str = ""
) -> ReplacingState:  # fmt: skip
    """Move a replacement and write its history; the price that was held for nothing is free again."""
    after = move_replacing(replacement.state, event)
    changed = tx.run(
        "update replacement set state = :new, changed_at = :at where id = :id and state = :old",
        {"new": after.value, "old": replacement.state.value, "id": replacement.id, "at": utc_text(desk.clock.now())},
    )
    assert changed == 1, "moved by another process in the same moment"
    record_move(
        tx, desk, "replacement", replacement.id, old=replacement.state.value, event=event.value, new=after.value,
        reason=reason,
    )  # fmt: skip
    if after in (ReplacingState.KEPT, ReplacingState.VOIDED):
        release_hold(tx, desk, replacement.new_purchase)
    if after is ReplacingState.DONE:
        _clear_hold(tx, desk, replacement)
    tx.touch(Topic.SHIPMENTS, Topic.LABELS, Topic.WALLET)
    return after


def _clear_hold(tx: Tx, desk: Desk, replacement: Replacement) -> None:
    order = get_order(tx, get_parcel(tx, replacement.parcel).order)
    left = [Problem(h.field, h.code, h.value) for h in order.holds if h.code != LABEL_VOIDED]
    set_holds(tx, desk, order.id, left, "replaced", replacement.reason)


def settle(tx: Tx, desk: Desk, replacement_id: str, *, is_driven: bool) -> Replacement:
    """Bring the record to where its paid calls are."""
    row = get_replacement(tx, replacement_id)
    event = _event(tx, row, is_driven=is_driven)
    if event is not None:
        change_replacement(tx, desk, row, event, "" if is_driven else "recovered")
    return get_replacement(tx, replacement_id)


def _event(q: Query, row: Replacement, *, is_driven: bool) -> ReplacingEvent | None:
    known = purchases.exists(q, row.new_purchase)
    new = purchases.get(q, row.new_purchase).state if known else None
    void, old = purchases.get(q, row.void_purchase).state, get_label(q, row.old_label).state
    return next_event(row.state, void, old, new, is_driven=is_driven)


def recover_replacements(store: Store, desk: Desk) -> list[Replacement]:
    """End what dead runs left half done, after their paid calls were settled: nothing is bought, all is stated."""
    run = store.directory / "run"
    with store.read() as q:
        moving = [
            row
            for row in replacements_in(q, OPEN_REPLACEMENTS | {ReplacingState.VOIDED})
            if _event(q, row, is_driven=row.is_driven and is_alive(run, row.instance)) is not None
        ]
    ended = []
    for row in moving:
        with store.write() as tx:
            ended.append(settle(tx, desk, row.id, is_driven=row.is_driven and is_alive(run, row.instance)))
    return ended


def _record(row: sqlite3.Row) -> Replacement:
    return Replacement(
        id=row["id"], old_label=row["old_label"], parcel=row["parcel"], reason=row["reason"],
        state=ReplacingState(row["state"]), is_driven=bool(row["driven"]), void_purchase=row["void_purchase"],
        new_purchase=row["new_purchase"], made_at=row["made_at"], actor=row["actor"], instance=row["instance"],
    )  # fmt: skip
