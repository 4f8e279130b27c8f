"""Closing a wallet, guided: stop buying, let what is open come in, ask the whole rest back, book what comes."""

from datetime import date
from enum import Enum

from core.accounts.rules_states import WalletEvent
from core.accounts.service import guard_note
from core.accounts.store import get_wallet
from core.accounts.store_states import change_wallet
from core.carriers.catalogue import Catalogue
from core.context import Desk
from core.ledger.accounts import Account, bank_clearing, card, close_due, lost, wallet_account
from core.ledger.balances import balances_of
from core.ledger.entries import Entry, Line, find, post
from core.money import CurrencyMismatch, Money, total
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.store.database import Query, Store, Tx
from core.store.files import Files
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task, settle_task
from core.wallet.autofund.rules import Owner
from core.wallet.autofund.service import rule_of
from core.wallet.clocks import still_voidable
from core.wallet.dated_rules import ClosingRule
from core.wallet.rules_closing import (
    Closing,
    ClosingBlocked,
    ClosingEvent,
    ClosingState,
    ClosingView,
    DifferenceNeedsReason,
    LabelsStillVoidable,
    NotClosing,
    NothingToClose,
)
from core.wallet.rules_refunds import required
from core.wallet.service_explaining import drain_plan, open_items
from core.wallet.store_closing import (
    change_closing,
    insert_closing,
    insert_paper,
    latest_closing,
    open_closing,
    set_request,
)


class PaidTo(Enum):
    """Where the rest of a closed wallet came to."""

    BANK = "bank"
    CARD = "card"


def closing_view(q: Query, desk: Desk, wallet_id: str, catalogue: Catalogue, rule: ClosingRule) -> ClosingView:
    """What is still open, what would be lost, and when the money would come; changes nothing."""
    wallet, now, zone = get_wallet(q, wallet_id), desk.clock.now(), desk.actor.zone
    first, last = rule.window(now.astimezone(zone).date())
    fills_up = rule_of(q, wallet).owner is not Owner.NOBODY
    return ClosingView(
        wallet=wallet_id, closing=latest_closing(q, wallet_id),
        booked=balances_of(q, wallet_account(wallet_id, wallet.currency)).booked,
        open_items=tuple(open_items(q, wallet, catalogue, now, zone)),
        voidable=tuple(still_voidable(q, catalogue, now, zone, wallet=wallet_id)),
        plan=drain_plan(q, wallet, now, zone, has_autofund=fills_up), first_day=first, last_day=last, rule=rule.id,
        source=rule.source,
    )  # fmt: skip


def begin_closing(store: Store, desk: Desk, wallet_id: str, reason: str, *, proofs: Proofs = NO_PROOFS) -> Closing:
    """Stop buying: the wallet is *closing*; refunds and adjustments still come in. Doing it twice changes nothing.

    Raises:
        NotClosing: The wallet is closed.
        ReasonMissing: Without a reason.
        Refused: As of `require`, for `Act.CLOSING`, with a second person.
    """
    why = guard_note("reason", required(reason, "reason"))
    with store.write() as tx:
        wallet = get_wallet(tx, wallet_id)
        known = open_closing(tx, wallet_id)
        if known is not None:
            return known
        if wallet.state != "open":
            raise NotClosing(wallet=wallet_id, state=wallet.state)
        require(tx, desk, Act.CLOSING, proofs, about=wallet_id)
        change_wallet(tx, desk, wallet_id, WalletEvent.BEGIN_CLOSING, why)
        insert_closing(tx, desk, wallet_id, wallet.currency, why)
        return _open(tx, wallet_id, ClosingState.BEGUN)


def request_closing_refund(
    store: Store,
    desk: Desk,
    wallet_id: str,
    catalogue: Catalogue,
    rule: ClosingRule,
    *,
    gives_up_voids: bool = False,
    proofs: Proofs = NO_PROOFS,
) -> Closing:
    """Ask the whole rest back: it leaves the wallet for what is due from the closing; two follow-ups are asked for.

    Args:
        store: The books.
        desk: Who, where, when.
        wallet_id: A closing wallet.
        catalogue: The carriers' void windows.
        rule: The window in which the money is expected.
        gives_up_voids: A person accepts that labels which may still be voided are lost money.
        proofs: PINs, see `core.people.service.require`.

    Raises:
        NotClosing: The closing was not begun, or asked before.
        ClosingBlocked: Holds, unknown purchases, refunds due or suspense are open.
        LabelsStillVoidable: And nobody gave them up.
        NothingToClose: The balance is below zero.
        Refused: As of `require`, for `Act.CLOSING`, with a second person.
    """
    with store.write() as tx:
        closing = _open(tx, wallet_id, ClosingState.BEGUN)
        view = closing_view(tx, desk, wallet_id, catalogue, rule)
        if view.blocked_by:
            raise ClosingBlocked(
                wallet=wallet_id, open=", ".join(dict.fromkeys(item.kind.value for item in view.blocked_by))
            )
        if view.voidable and not gives_up_voids:
            risk = total([clock.label.price for clock in view.voidable], view.booked.currency)
            raise LabelsStillVoidable(wallet=wallet_id, labels=len(view.voidable), at_risk=risk)
        if view.booked.minor < 0:
            raise NothingToClose(wallet=wallet_id, booked=view.booked)
        require(tx, desk, Act.CLOSING, proofs, about=wallet_id)
        _book_request(tx, desk, closing, view)
        return _latest(tx, wallet_id)


def _book_request(tx: Tx, desk: Desk, closing: Closing, view: ClosingView) -> None:
    amount, wallet = view.booked, closing.wallet
    today = desk.clock.now().astimezone(desk.actor.zone).date()
    set_request(
        tx, closing.id, amount, view.rule, day=today.isoformat(), first=view.first_day.isoformat(),
        last=view.last_day.isoformat(),
    )  # fmt: skip
    change_closing(tx, desk, closing, ClosingEvent.REQUEST)
    if not amount.minor:  # nothing is due: the account is simply closed
        change_closing(tx, desk, _open(tx, wallet, ClosingState.REQUESTED), ClosingEvent.RECEIVE)
        change_wallet(tx, desk, wallet, WalletEvent.CLOSE)
        return
    lines = (
        Line(close_due(wallet, amount.currency), amount),
        Line(wallet_account(wallet, amount.currency), -amount),
    )
    post(tx, desk, Entry(f"close:{closing.id}", "closing", lines, "closing", closing.id))
    for name, due in (("first", view.first_day), ("last", view.last_day)):
        raise_task(
            tx, desk, key=_task_key(closing, name), kind=TaskKind.FOLLOW_CLOSING, subject=wallet, due=due,
            fields={"wallet": wallet, "amount_minor": str(amount.minor), "currency": amount.currency},
        )  # fmt: skip


def receive_closing_refund(
    store: Store,
    desk: Desk,
    wallet_id: str,
    came: Money,
    paid_to: PaidTo,
    reason: str = "",
    *,
    proofs: Proofs = NO_PROOFS,
) -> Closing:
    """The rest came back; a difference is lost (or won) by a person's word. The wallet is closed.

    Raises:
        NotClosing: Nothing was asked back.
        DifferenceNeedsReason: What came is not what was due.
        Refused: As of `require`, for `Act.CLOSING`, with a second person.
    """
    guard_note("reason", reason)
    with store.write() as tx:
        closing = _open(tx, wallet_id, ClosingState.REQUESTED)
        due = closing.amount
        assert due is not None, "asked with an amount"
        if came.currency != due.currency:
            raise CurrencyMismatch(left=came.currency, right=due.currency)
        if came.minor < 0 or (came != due and not reason.strip()):
            raise DifferenceNeedsReason(due=due, came=came)
        require(tx, desk, Act.CLOSING, proofs, about=wallet_id)
        other = bank_clearing(due.currency) if paid_to is PaidTo.BANK else card(wallet_id, due.currency)
        lines = _refund_lines(other, lost(due.currency), close_due(wallet_id, due.currency), due=due, came=came)
        post(tx, desk, Entry(f"close-refund:{closing.id}", "closing-refund", lines, "closing", closing.id))
        change_closing(tx, desk, closing, ClosingEvent.RECEIVE, reason.strip())
        change_wallet(tx, desk, wallet_id, WalletEvent.CLOSE, reason.strip())
        _settle_tasks(tx, desk, closing)
        return _latest(tx, wallet_id)


def _refund_lines(
    other: Account, gone: Account, asked: Account, *, due: Money, came: Money
) -> tuple[Line, ...]:  # fmt: skip
    lines = (Line(other, came), Line(gone, due - came), Line(asked, -due))
    return tuple(line for line in lines if line.amount.minor)


def cancel_closing(store: Store, desk: Desk, wallet_id: str, reason: str, *, proofs: Proofs = NO_PROOFS) -> Closing:
    """The account stays: what was asked back returns to the wallet by the mirror of its entry.

    Raises:
        NotClosing: No closing is under way.
        ReasonMissing: Without a reason.
        Refused: As of `require`, for `Act.CLOSING`, with a second person.
    """
    why = guard_note("reason", required(reason, "reason"))
    with store.write() as tx:
        closing = open_closing(tx, wallet_id)
        if closing is None:
            raise NotClosing(wallet=wallet_id, state=get_wallet(tx, wallet_id).state)
        require(tx, desk, Act.CLOSING, proofs, about=wallet_id)
        if closing.state is ClosingState.REQUESTED:
            assert closing.amount is not None, "asked with an amount"
            amount = closing.amount
            lines = (
                Line(wallet_account(wallet_id, amount.currency), amount),
                Line(close_due(wallet_id, amount.currency), -amount),
            )
            entry = Entry(
                f"close-undone:{closing.id}", "closing-undone", lines, "closing", closing.id,
                reverses=find(tx, f"close:{closing.id}"),
            )  # fmt: skip
            post(tx, desk, entry)
        change_closing(tx, desk, closing, ClosingEvent.CANCEL, why)
        change_wallet(tx, desk, wallet_id, WalletEvent.STAY_OPEN, why)
        _settle_tasks(tx, desk, closing)
        return _latest(tx, wallet_id)


def keep_closing_paper(store: Store, desk: Desk, files: Files, closing_id: str, kind: str, data: bytes) -> str:
    """Keep a paper of a closing (``letter``, ``statement``); returns its SHA-256."""
    digest = files.keep(data)
    with store.write() as tx:
        insert_paper(tx, desk, closing_id, kind, digest)
    return digest


def overdue_closing(closing: Closing, today: date) -> bool:
    """Whether the money should have come before `today`."""
    return closing.state is ClosingState.REQUESTED and closing.last_day < today.isoformat()


def _open(tx: Tx, wallet_id: str, state: ClosingState) -> Closing:
    closing = open_closing(tx, wallet_id)
    if closing is None or closing.state is not state:
        raise NotClosing(wallet=wallet_id, state=closing.state.value if closing else get_wallet(tx, wallet_id).state)
    return closing


def _latest(tx: Tx, wallet_id: str) -> Closing:
    closing = latest_closing(tx, wallet_id)
    assert closing is not None, "made before"
    return closing


def _task_key(closing: Closing, name: str) -> str:
    return f"closing:{closing.id}:{name}"


def _settle_tasks(tx: Tx, desk: Desk, closing: Closing) -> None:
    for name in ("first", "last"):
        settle_task(tx, desk, _task_key(closing, name))
