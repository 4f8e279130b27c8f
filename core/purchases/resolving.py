"""Outcome unknown: what is open, what is known about it, and the ways out (facts/ledger 3.5).

A purchase leaves the list when the provider's word is found, or when it knows nothing after its settle time; where
neither comes, a person decides, with a reason. A decision is booked as what it is, a person's word: the provider's
later word takes it back by a correction, so that nothing that was charged is ever lost or booked twice.
"""

from dataclasses import dataclass

from core.accounts.service import guard_note
from core.labels.rules import LabelState
from core.labels.store import Label, get_label
from core.ledger.accounts import postage, wallet_account
from core.ledger.entries import Entry, Line, post
from core.ledger.holds import end_hold, hold_ended
from core.people.service import NO_PROOFS, Act, Proofs, require
from core.purchases import store as rows
from core.purchases.correcting import take_back_decision
from core.purchases.funding_calls import funding_call, funding_lines
from core.purchases.journal import decisions, insert_decision
from core.purchases.label_calls import label_call
from core.purchases.machine import Till, wallet_turn
from core.purchases.port import VoidAnswer, VoidRequest, VoidState
from core.purchases.recovery import ask
from core.purchases.rules import (
    MOVES,
    TO_ASK,
    Event,
    Kind,
    NotOpen,
    ReasonMissing,
    ReferenceMissing,
    ReferenceUsed,
    State,
)
from core.purchases.store import Purchase, labels_not_live
from core.purchases.void_calls import book_void_accepted, void_call
from core.store.database import Query, Tx


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a purchase stands after it was asked about or decided.

    Attributes:
        purchase: As it stands now.
        before: Its state before.
        decided: A person's word was needed, because the provider had none.
    """

    purchase: Purchase
    before: State
    decided: bool


def outcome_unknown(q: Query) -> list[Purchase]:
    """Every purchase whose outcome nobody knows, or that the provider has not finished; the oldest first."""
    return rows.in_states(q, TO_ASK)


def decided_by_persons(q: Query) -> list[Purchase]:
    """Purchases that stand as a person said, against which the provider's word is still taken."""
    return rows.in_states(q, frozenset({State.DECIDED_CHARGED, State.DECIDED_ABSENT}))


def spare_labels(q: Query) -> list[Label]:
    """Good labels of parcels that have another: they turned up late, and may be voided."""
    return labels_not_live(q)


def ask_now(till: Till, purchase_id: str) -> Resolved:
    """Ask the provider now; nothing is bought by it.

    Raises:
        NotFound: No such purchase.
    """
    with till.store.read() as q:
        before = rows.get(q, purchase_id).state
    ask(till, purchase_id)
    with till.store.read() as q:
        return Resolved(rows.get(q, purchase_id), before, decided=False)


def decide(
    till: Till,
    purchase_id: str,
    *,
    charged: bool,
    provider_ref: str = "",
    reason: str = "",
    proofs: Proofs = NO_PROOFS,
) -> Resolved:
    """A person says what came of a purchase. The provider is asked once more first; where it knows, its word counts.

    Args:
        till: Of the purchase's wallet.
        purchase_id: Which; `NotOpen` when its outcome is known.
        charged: Whether it was charged (for a void: whether it was carried out).
        provider_ref: The provider's reference, needed where it was charged.
        reason: How the person knows; kept.
        proofs: Of the person's PIN, for `Act.DECIDE` about this purchase.

    Raises:
        Refused: Of `core.people.service.require`.
        ReasonMissing, ReferenceMissing, ReferenceUsed, NotOpen, CardNumberTyped: Nothing was decided.
    """
    said, reference = guard_note("reason", " ".join(reason.split())), guard_note("reference", provider_ref.strip())
    if not said:
        raise ReasonMissing(what="decision")
    if charged and not reference:
        raise ReferenceMissing(purchase=purchase_id)
    event = Event.DECIDE_CHARGED if charged else Event.DECIDE_ABSENT
    with till.store.read() as q:
        before = rows.get(q, purchase_id)
        _check(q, before, event, reference)
    ask(till, purchase_id)
    with wallet_turn(till.store, before.wallet), till.store.write() as tx:
        purchase = rows.get(tx, purchase_id)
        if purchase.state is not before.state and (purchase.state, event) not in MOVES:
            return Resolved(purchase, before.state, decided=False)  # the provider knew after all
        _check(tx, purchase, event, reference)
        require(tx, till.desk, Act.DECIDE, proofs, about=purchase_id)
        rows.change(tx, till.desk, purchase, event, reason="decided", provider_ref=reference if charged else "")
        take_back_decision(tx, till.desk, purchase.id)
        journal = None
        if charged:
            journal = _book(tx, till, purchase, reference)
        else:
            _release(tx, till, purchase)
        insert_decision(
            tx, till.desk, purchase.id, charged=charged, provider_ref=reference if charged else "", reason=said,
            journal=journal,
        )  # fmt: skip
        return Resolved(rows.get(tx, purchase_id), before.state, decided=True)


def _check(q: Query, purchase: Purchase, event: Event, reference: str) -> None:
    carried_out = purchase.kind is Kind.VOID and purchase.state is State.DECIDED_CHARGED
    if (purchase.state, event) not in MOVES or carried_out:  # a void that was carried out ends with its refund
        raise NotOpen(purchase=purchase.id, state=purchase.state.value)
    other = rows.with_reference(q, purchase, reference) if event is Event.DECIDE_CHARGED else None
    if other is not None:
        raise ReferenceUsed(reference=reference, purchase=other)


def _book(tx: Tx, till: Till, purchase: Purchase, reference: str) -> int | None:
    """Book the purchase as charged; the number of the entry, or None for a void, whose entry is the usual one."""
    if purchase.kind is Kind.VOID:
        label = get_label(tx, purchase.subject)
        if label.state is LabelState.VOID_REQUESTED:
            book_void_accepted(tx, till, label, VoidAnswer(VoidState.ACCEPTED, reference, label.price))
        return None
    if not purchase.amount.minor:
        return None
    if purchase.kind is Kind.FUNDING:
        lines = funding_lines(tx, purchase, purchase.amount)
    else:
        cost = postage(str(purchase.request["carrier"]), purchase.amount.currency)
        lines = (
            Line(cost, purchase.amount),
            Line(wallet_account(purchase.wallet, purchase.amount.currency), -purchase.amount),
        )
    idem = f"decided:{purchase.id}:{len(decisions(tx, purchase.id)) + 1}"
    number = post(tx, till.desk, Entry(idem, "decided", lines, "purchase", purchase.id, memo=reference)).number
    if purchase.kind is Kind.LABEL and not hold_ended(tx, purchase.id):
        end_hold(tx, till.desk, purchase.id, number)
    return number


def _release(tx: Tx, till: Till, purchase: Purchase) -> None:
    """Nothing was charged: what was set aside is free again, and the parcel, the wallet or the label with it."""
    match purchase.kind:
        case Kind.FUNDING:
            funding_call(till, None).end(tx, purchase)
        case Kind.LABEL:
            label_call(till, None).end(tx, purchase)
        case Kind.VOID:
            label = get_label(tx, purchase.subject)
            request = VoidRequest(purchase.id, purchase.wallet, label.carrier, label.provider_ref)
            void_call(till, request).end(tx, purchase)
