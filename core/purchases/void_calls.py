"""Voiding a label: requested, accepted, refund due, refunded and refused are separate facts (DESIGN M7)."""

from core.context import Desk
from core.labels.rules import USABLE, LabelEvent, LabelState
from core.labels.store import Label, change_label, get_label
from core.ledger.accounts import postage, refund_due, wallet_account
from core.ledger.entries import Entry, Line, post
from core.money import Money, zero
from core.purchases import store as rows
from core.purchases.machine import Call, Till, send
from core.purchases.port import Processing, VoidAnswer, VoidRequest, VoidState
from core.purchases.rules import Kind
from core.purchases.store import Intent, Purchase
from core.store.database import Tx


def intend_void(tx: Tx, desk: Desk, purchase_id: str, label: Label, gateway: str) -> None:
    """Store that a void is asked for; nothing is credited by asking."""
    rows.insert(
        tx,
        desk,
        Intent(
            id=purchase_id, kind=Kind.VOID, wallet=label.wallet, gateway=gateway, subject=label.id,
            amount=zero(label.price.currency), request={"label_ref": label.provider_ref}, request_hash="",
        ),
    )  # fmt: skip
    change_label(tx, desk, label, LabelEvent.REQUEST_VOID)


def void(till: Till, request: VoidRequest) -> Purchase:
    """Send a stored void; repeating it is safe, the provider answers the same."""
    return send(till, request.key, void_call(till, request))


def void_call(till: Till, request: VoidRequest) -> Call[VoidAnswer]:
    """The call of a void."""

    def send_it() -> VoidAnswer | Processing:
        return till.gateway.void_label(request)

    def confirm(tx: Tx, purchase: Purchase, answer: VoidAnswer, _kept: str) -> None:
        label = get_label(tx, purchase.subject)
        if answer.state is VoidState.REFUSED:
            if label.state is LabelState.VOID_REQUESTED:
                reason = f"{answer.reason} {answer.detail}".strip()
                change_label(tx, till.desk, label, LabelEvent.REFUSE_VOID, reason=reason)
            return
        if label.state in USABLE:  # given up here, and carried out by the provider all the same
            change_label(tx, till.desk, label, LabelEvent.REQUEST_VOID)
            label = get_label(tx, label.id)
        if label.state is LabelState.VOID_REQUESTED:
            book_void_accepted(tx, till, label, answer)
        elif label.state is LabelState.REFUND_DUE and answer.state is VoidState.REFUNDED:
            book_refund(tx, till.desk, label, answer.refund or label.price)

    def end(tx: Tx, purchase: Purchase) -> None:
        label = get_label(tx, purchase.subject)
        if label.state is LabelState.VOID_REQUESTED:
            change_label(tx, till.desk, label, LabelEvent.REFUSE_VOID, reason="not-carried-out")

    return Call(
        send=send_it, keep=lambda _a: "", confirm=confirm, pend=lambda _tx, _p, _a: None, end=end,
        ref=lambda answer: answer.provider_ref,
    )  # fmt: skip


def book_void_accepted(tx: Tx, till: Till, label: Label, answer: VoidAnswer) -> None:
    """Refund due; and when the provider gave the money back at once, its arrival too, as an entry of its own."""
    desk = till.desk
    refund = answer.refund or label.price
    due = refund_due(label.wallet, label.carrier, refund.currency)
    change_label(tx, desk, label, LabelEvent.ACCEPT_VOID)
    if refund.minor:
        lines = (Line(due, refund), Line(postage(label.carrier, refund.currency), -refund))
        post(tx, desk, Entry(f"void:{label.purchase}", "void-accepted", lines, "label", label.id, memo=label.tracking))
    if answer.state is VoidState.REFUNDED:
        book_refund(tx, desk, get_label(tx, label.id), refund)
    rows.set_dead(tx, label.purchase)
    till.hooks.label_voided(tx, desk, label)


def book_refund(tx: Tx, desk: Desk, label: Label, refund: Money) -> None:
    """The money came back to the wallet."""
    change_label(tx, desk, label, LabelEvent.REFUND)
    if not refund.minor:
        return
    due = refund_due(label.wallet, label.carrier, refund.currency)
    lines = (Line(wallet_account(label.wallet, refund.currency), refund), Line(due, -refund))
    post(tx, desk, Entry(f"refund:{label.purchase}", "refund", lines, "label", label.id, memo=label.tracking))
