"""Adjustments after shipment, and their disputes (S0-36, S0-37; ideas 5 of MISSION section 7)."""

from dataclasses import dataclass
from datetime import date

from core.accounts.service import guard_note
from core.accounts.store import get_wallet
from core.clock import utc_text
from core.context import Desk
from core.labels.store import Label, get_label
from core.ledger.accounts import adjust, wallet_account
from core.ledger.entries import Entry, Line, post
from core.money import CurrencyMismatch, Money
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.store.database import Query, Store, Tx
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task, settle_task
from core.wallet.dated_rules import DisputeRule
from core.wallet.rules_adjustments import (
    Adjustment,
    AdjustmentKnown,
    Cause,
    DisputeEvent,
    DisputeState,
    NoOpenDispute,
    NotDisputable,
    NothingAdjusted,
    OtherWallet,
    Source,
    last_dispute_day,
)
from core.wallet.rules_refunds import required
from core.wallet.store_facts import (
    adjustment_of_ref,
    change_dispute,
    get_adjustment,
    insert_adjustment,
    insert_dispute,
)


@dataclass(frozen=True, slots=True)
class NewAdjustment:
    """An adjustment that is about to be booked; fields as in `Adjustment`."""

    wallet: str
    carrier: str
    label: str
    tracking: str
    amount: Money
    cause: Cause
    reason: str
    provider_ref: str
    source: Source
    day: date


def book_adjustment(tx: Tx, desk: Desk, new: NewAdjustment) -> Adjustment:
    """Book an adjustment: a fact, so it may take the balance below zero; then buying stops (M3, S0-37).

    The same adjustment of the provider again changes nothing.
    """
    if new.provider_ref and (known := adjustment_of_ref(tx, new.wallet, new.provider_ref)) is not None:
        return known
    adjustment_id, amount = desk.ids.new(), new.amount
    lines = (
        Line(wallet_account(new.wallet, amount.currency), amount),
        Line(adjust(new.carrier, amount.currency), -amount),
    )
    key = f"prov:{new.wallet}:{new.provider_ref}" if new.provider_ref else f"adjustment:{adjustment_id}"
    about = ("label", new.label) if new.label else ("adjustment", adjustment_id)
    posted = post(tx, desk, Entry(key, "adjustment", lines, *about, memo=new.tracking or new.provider_ref))
    made = Adjustment(
        id=adjustment_id, wallet=new.wallet, carrier=new.carrier, label=new.label, tracking=new.tracking,
        amount=amount, cause=new.cause, reason=new.reason, provider_ref=new.provider_ref, source=new.source,
        day=new.day.isoformat(), journal=posted.number, at=utc_text(desk.clock.now()), actor=desk.actor.operator,
    )  # fmt: skip
    insert_adjustment(tx, desk, made)
    return made


def check_new(q: Query, new: NewAdjustment) -> None:
    """Refuse what a person or a file says and what cannot be.

    Raises:
        NothingAdjusted, CurrencyMismatch, OtherWallet, AdjustmentKnown, NotFound, CardNumberTyped: The first that
            applies.
    """
    guard_note("reason", new.reason)
    wallet = get_wallet(q, new.wallet)
    if not new.amount.minor:
        raise NothingAdjusted(amount=new.amount)
    if new.amount.currency != wallet.currency:
        raise CurrencyMismatch(left=new.amount.currency, right=wallet.currency)
    if new.label and get_label(q, new.label).wallet != new.wallet:
        raise OtherWallet(label=new.label, wallet=new.wallet)
    if new.provider_ref and adjustment_of_ref(q, new.wallet, new.provider_ref) is not None:
        raise AdjustmentKnown(reference=new.provider_ref, wallet=new.wallet)


def add_adjustment(store: Store, desk: Desk, new: NewAdjustment, *, proofs: Proofs = NO_PROOFS) -> Adjustment:
    """An adjustment that a person read somewhere.

    Raises:
        Refused: As `check_new`; also ReasonMissing without a reason; as of `require`, for `Act.ADJUSTMENT`.
    """
    required(new.reason, "reason")
    with store.write() as tx:
        require(tx, desk, Act.ADJUSTMENT, proofs, about=new.wallet)
        check_new(tx, new)
        return book_adjustment(tx, desk, new)


def open_dispute(
    store: Store, desk: Desk, adjustment_id: str, memo: str, rule: DisputeRule, *, delivered: date | None = None
) -> Adjustment:
    """Dispute an adjustment: a memo and a clock; money moves only when it is won.

    Raises:
        NotDisputable: It gave money, was disputed before, or its time is over.
        ReasonMissing: Without a memo.
    """
    words = guard_note("memo", required(memo, "memo"))
    with store.write() as tx:
        adjustment = get_adjustment(tx, adjustment_id)
        label = get_label(tx, adjustment.label) if adjustment.label else None
        due = dispute_deadline(adjustment, label, rule, delivered)
        today = desk.clock.now().astimezone(desk.actor.zone).date()
        if adjustment.amount.minor > 0:
            raise NotDisputable(adjustment=adjustment_id, reason="credit")
        if adjustment.dispute is not None:
            raise NotDisputable(adjustment=adjustment_id, reason="disputed")
        if today > due:
            raise NotDisputable(adjustment=adjustment_id, reason="over")
        insert_dispute(tx, desk, adjustment_id, words, due.isoformat())
        fields = {
            "tracking": adjustment.tracking, "amount_minor": str(-adjustment.amount.minor),
            "currency": adjustment.amount.currency,
        }  # fmt: skip
        raise_task(
            tx, desk, key=_task_key(adjustment_id), kind=TaskKind.DISPUTE_DEADLINE, subject=adjustment_id, due=due,
            fields=fields,
        )  # fmt: skip
        return get_adjustment(tx, adjustment_id)


def dispute_deadline(
    adjustment: Adjustment, label: Label | None, rule: DisputeRule, delivered: date | None = None
) -> date:
    """Until when `adjustment` may be disputed; see `last_dispute_day`."""
    shipped = date.fromisoformat(label.ship_day) if label else None
    return last_dispute_day(delivered, shipped, date.fromisoformat(adjustment.day), rule.days)


def win_dispute(
    store: Store,
    desk: Desk,
    adjustment_id: str,
    credit: Money,
    reference: str,
    note: str,
    *,
    proofs: Proofs = NO_PROOFS,
) -> Adjustment:
    """The carrier gives money back: a credit of its own, tied to the dispute.

    A credit that the provider's statement brought already is adopted by its reference and not booked again.

    Raises:
        NoOpenDispute: None is open.
        NothingAdjusted: The credit is not above zero.
        Refused: As of `require`, for `Act.ADJUSTMENT`.
    """
    guard_note("note", note)
    with store.write() as tx:
        adjustment = _disputed(tx, adjustment_id)
        require(tx, desk, Act.ADJUSTMENT, proofs, about=adjustment.wallet)
        if credit.minor <= 0:
            raise NothingAdjusted(amount=credit)
        new = NewAdjustment(
            wallet=adjustment.wallet, carrier=adjustment.carrier, label=adjustment.label,
            tracking=adjustment.tracking, amount=credit, cause=Cause.DISPUTE, reason=note or "dispute won",
            provider_ref=reference.strip(), source=Source.PERSON,
            day=desk.clock.now().astimezone(desk.actor.zone).date(),
        )  # fmt: skip
        known = adjustment_of_ref(tx, new.wallet, new.provider_ref) if new.provider_ref else None
        if known is None:
            check_new(tx, new)
        elif known.amount != credit:
            raise AdjustmentKnown(reference=new.provider_ref, wallet=new.wallet)
        made = book_adjustment(tx, desk, new)
        change_dispute(tx, desk, adjustment, DisputeEvent.WIN, note, made.id)
        settle_task(tx, desk, _task_key(adjustment_id))
        return get_adjustment(tx, adjustment_id)


def lose_dispute(store: Store, desk: Desk, adjustment_id: str, note: str) -> Adjustment:
    """The carrier stays with its adjustment; nothing moves.

    Raises:
        NoOpenDispute: None is open.
    """
    guard_note("note", note)
    with store.write() as tx:
        adjustment = _disputed(tx, adjustment_id)
        change_dispute(tx, desk, adjustment, DisputeEvent.LOSE, note, "")
        settle_task(tx, desk, _task_key(adjustment_id))
        return get_adjustment(tx, adjustment_id)


def _disputed(tx: Tx, adjustment_id: str) -> Adjustment:
    adjustment = get_adjustment(tx, adjustment_id)
    if adjustment.dispute is not DisputeState.OPEN:
        raise NoOpenDispute(adjustment=adjustment_id)
    return adjustment


def _task_key(adjustment_id: str) -> str:
    return f"dispute:{adjustment_id}"
