"""Refunds: what was promised comes back, or does not; each is credited once (DESIGN M7, S0-35)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.accounts.records import Wallet
from core.accounts.service import guard_note
from core.accounts.store import get_wallet
from core.carriers.catalogue import Catalogue
from core.clock import from_utc_text
from core.context import Desk
from core.errors import Refused
from core.labels.rules import USABLE, LabelEvent, LabelState
from core.labels.store import Label, change_label, get_label
from core.ledger.accounts import adjust, lost, refund_due, wallet_account
from core.ledger.entries import Entry, Line, post
from core.money import Money
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.purchases.after_sales import AfterSale, AfterSaleKind
from core.purchases.machine import Till
from core.purchases.port import VoidAnswer, VoidState
from core.purchases.void_calls import book_void_accepted
from core.store.database import Store, Tx
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task, settle_task
from core.topics import Topic
from core.wallet.clocks import amount_due, refunds_due
from core.wallet.dated_rules import load_wallet_rules
from core.wallet.rules_adjustments import UNKNOWN_CARRIER, Cause, Source, cause_of
from core.wallet.rules_refunds import NoRefundDue, Outcome, arrival_lines, required
from core.wallet.service import take_reading
from core.wallet.service_adjustments import NewAdjustment, book_adjustment
from core.wallet.service_readings import ask_for_reconciling
from core.wallet.store_facts import has_event, has_open_void, insert_event, label_of_event, latest_event_at

_OVERLAP = timedelta(days=35)  # a provider's statement may get lines with earlier times


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the provider's statement that was new, and what was done with it."""

    event: AfterSale
    outcome: Outcome
    label: str = ""


def poll_refunds(till: Till, wallet_id: str, catalogue: Catalogue) -> list[Told]:
    """Ask the provider what happened since the last time, and book it: refunds, refused refunds, adjustments.

    Asking again changes nothing: an event is known by the provider's own id. The balance is read afterwards; where the
    books differ from it, a person is asked. What is overdue by the carrier's own
    figure becomes a task, also where the provider has no statement that could be asked for.

    Raises:
        GatewayUnavailable, GatewayUnknown: It could not be asked; nothing changed.
        Refused: The books took all events but one; raised when the others are booked.
    """
    assert not till.store.in_transaction(), "no provider call inside a transaction"
    with till.store.read() as q:
        wallet = get_wallet(q, wallet_id)
        last = latest_event_at(q, wallet_id)
        waits = has_open_void(q, wallet_id)  # its refund may have been told already, at any time
    events: tuple[AfterSale, ...] = ()
    if till.gateway.capabilities().statement:
        since = None if waits or not last else from_utc_text(last) - _OVERLAP
        events = till.gateway.after_sales(wallet.id, wallet.currency, since)
    told, refused = _book_all(till, wallet, events)
    if till.gateway.capabilities().statement:
        take_reading(till.store, till.desk, till.gateway, wallet_id)
        with till.store.write() as tx:
            ask_for_reconciling(tx, till.desk, wallet)
    _ask_for_overdue(till.store, till.desk, catalogue, wallet_id)
    if refused is not None:
        raise refused
    return told


def _book_all(till: Till, wallet: Wallet, events: Iterable[AfterSale]) -> tuple[list[Told], Refused | None]:
    """Book what is new, each event alone: one that the books refuse keeps no other one out."""
    with till.store.read() as q:
        new = [event for event in events if not has_event(q, wallet.id, event)]
    told, refused = [], None
    for event in new:
        try:
            one = _book(till, wallet, event)
        except Refused as error:
            refused = refused or error
            continue
        if one is not None:
            told.append(one)
    return told, refused


def _book(till: Till, wallet: Wallet, event: AfterSale) -> Told | None:
    with till.store.write() as tx:
        return _tell(tx, till, wallet, event)[0]


def book_event(tx: Tx, till: Till, wallet: Wallet, event: AfterSale) -> int | None:
    """Book one event that a person has on paper, in the caller's transaction; the entry's number, None for no entry."""
    return _tell(tx, till, wallet, event)[1]


def _tell(tx: Tx, till: Till, wallet: Wallet, event: AfterSale) -> tuple[Told | None, int | None]:
    if has_event(tx, wallet.id, event):
        return None, None
    label = label_of_event(tx, wallet.id, till.gateway.kind, event.label_ref, event.tracking)
    outcome, journal = _act(tx, till, wallet, event, label)
    if outcome is not Outcome.WAITS:
        insert_event(tx, till.desk, wallet.id, event, outcome, journal)
    return Told(event, outcome, label.id if label else ""), journal


def _act(tx: Tx, till: Till, wallet: Wallet, event: AfterSale, label: Label | None) -> tuple[Outcome, int | None]:
    """Book one event, and say what was done."""
    if event.kind is AfterSaleKind.ADJUSTMENT:
        return Outcome.ADJUSTED, _adjust(tx, till.desk, wallet, event, label, cause_of(event.reason))
    if label is None:
        if not event.amount.minor:
            return Outcome.UNKNOWN_LABEL, None
        return Outcome.UNKNOWN_LABEL, _adjust(tx, till.desk, wallet, event, None, Cause.REFUND)
    if event.kind is AfterSaleKind.REFUND_REFUSED:
        if label.state is not LabelState.REFUND_DUE:
            return Outcome.KNOWN, None
        return Outcome.LOST, _lose(tx, till.desk, label, event.reason or "refused")
    return _refund(tx, till, label, event)


def _refund(tx: Tx, till: Till, label: Label, event: AfterSale) -> tuple[Outcome, int | None]:
    if label.state is LabelState.REFUNDED:
        return Outcome.KNOWN, None
    if label.state is LabelState.VOID_REQUESTED:
        return Outcome.WAITS, None
    if label.state in USABLE:
        change_label(tx, till.desk, label, LabelEvent.REQUEST_VOID, reason="elsewhere")
        answer = VoidAnswer(VoidState.REFUNDED, event.ref, event.amount)
        book_void_accepted(tx, till, get_label(tx, label.id), answer)
        return Outcome.VOIDED_ELSEWHERE, tx.integer("select max(number) from journal")
    late = label.state is LabelState.REFUND_REFUSED
    return Outcome.LATE if late else Outcome.CREDITED, _credit(tx, till.desk, label, event.amount)


def _adjust(
    tx: Tx, desk: Desk, wallet: Wallet, event: AfterSale, label: Label | None, cause: Cause
) -> int:  # fmt: skip
    new = NewAdjustment(
        wallet=wallet.id, carrier=label.carrier if label else UNKNOWN_CARRIER, label=label.id if label else "",
        tracking=event.tracking, amount=event.amount, cause=cause, reason=event.reason, provider_ref=event.ref,
        source=Source.PROVIDER, day=event.at.astimezone(desk.actor.zone).date(),
    )  # fmt: skip
    booked = book_adjustment(tx, desk, new)
    if booked.amount != event.amount:  # a person entered it otherwise: the provider's figure is the fact
        rest = replace(new, amount=event.amount - booked.amount, provider_ref=f"{event.ref}/corrected")
        return book_adjustment(tx, desk, rest).journal
    return booked.journal


def _credit(tx: Tx, desk: Desk, label: Label, came: Money) -> int:
    """The money of an accepted void came; in full, short, or more than was promised."""
    promised = amount_due(tx, label)
    was_lost = label.state is LabelState.REFUND_REFUSED
    change_label(tx, desk, label, LabelEvent.REFUND)
    currency = came.currency
    due = lost(currency) if was_lost else refund_due(label.wallet, label.carrier, currency)
    short = lost(currency) if came < promised else adjust(label.carrier, currency)
    lines = arrival_lines(wallet_account(label.wallet, currency), due, short, promised=promised, came=came)
    key = f"refund-late:{label.purchase}" if was_lost else f"refund:{label.purchase}"
    settle_task(tx, desk, _overdue_key(label))
    return post(tx, desk, Entry(key, "refund", _merged(lines), "label", label.id, memo=label.tracking)).number


def _merged(lines: list[Line]) -> tuple[Line, ...]:
    """One line for each account: what was written off and came short is one posting."""
    sums: dict[str, Line] = {}
    for line in lines:
        known = sums.get(line.account.code)
        sums[line.account.code] = Line(line.account, known.amount + line.amount) if known else line
    return tuple(line for line in sums.values() if line.amount.minor)


def _lose(tx: Tx, desk: Desk, label: Label, reason: str) -> int | None:
    """The money does not come back."""
    promised = amount_due(tx, label)
    change_label(tx, desk, label, LabelEvent.REFUSE_REFUND, reason=reason)
    settle_task(tx, desk, _overdue_key(label))
    if not promised.minor:
        return None
    due = refund_due(label.wallet, label.carrier, promised.currency)
    lines = (Line(lost(promised.currency), promised), Line(due, -promised))
    entry = Entry(f"refund-lost:{label.purchase}", "refund-lost", lines, "label", label.id, memo=label.tracking)
    return post(tx, desk, entry).number


def record_refund(
    store: Store,
    desk: Desk,
    label_id: str,
    came: Money,
    reference: str,
    at: datetime,
    *,
    proofs: Proofs = NO_PROOFS,
) -> Label:
    """A person saw that a refund came, where the provider cannot be asked.

    Args:
        store: The books.
        desk: Who, where, when.
        label_id: Whose refund.
        came: What came, above zero.
        reference: Where it stands: the line of the portal or of the statement.
        at: When it came.
        proofs: PINs, see `core.people.service.require`.

    Raises:
        NoRefundDue: No refund of this label is to come.
        ReasonMissing: Without a reference.
        Refused: As of `require`, for `Act.RECORD`.
    """
    ref = guard_note("reference", required(reference, "reference"))
    with store.write() as tx:
        label = get_label(tx, label_id)
        if label.state not in (LabelState.REFUND_DUE, LabelState.REFUND_REFUSED) or came.minor <= 0:
            raise NoRefundDue(label=label_id, state=label.state.value)
        require(tx, desk, Act.RECORD, proofs, about=label.wallet)
        late = label.state is LabelState.REFUND_REFUSED
        journal = _credit(tx, desk, label, came)
        event = AfterSale(ref, AfterSaleKind.REFUND, came, label.provider_ref, label.tracking, at)
        insert_event(tx, desk, label.wallet, event, Outcome.LATE if late else Outcome.CREDITED, journal)
        return get_label(tx, label_id)


def write_off_refund(store: Store, desk: Desk, label_id: str, reason: str, *, proofs: Proofs = NO_PROOFS) -> Label:
    """A person gives a refund up: it was refused or its time is over. It is booked when it comes after all.

    Raises:
        NoRefundDue: No refund of this label is to come.
        ReasonMissing: Without a reason.
        Refused: As of `require`, for `Act.RECORD`.
    """
    why = guard_note("reason", required(reason, "reason"))
    with store.write() as tx:
        label = get_label(tx, label_id)
        if label.state is not LabelState.REFUND_DUE:
            raise NoRefundDue(label=label_id, state=label.state.value)
        require(tx, desk, Act.RECORD, proofs, about=label.wallet)
        _lose(tx, desk, label, why)
        tx.touch(Topic.WALLET)
        return get_label(tx, label_id)


def _overdue_key(label: Label) -> str:
    return f"refund-overdue:{label.id}"


def _ask_for_overdue(store: Store, desk: Desk, catalogue: Catalogue, wallet: str) -> None:
    now, zone = desk.clock.now(), desk.actor.zone
    with store.read() as q:
        every = refunds_due(q, catalogue, now, zone, wallet=wallet)
        patience = timedelta(days=load_wallet_rules(store.directory).refund.ask_after_days) if every else timedelta()
        late = [due for due in every if due.is_overdue or (due.expected is None and now > due.accepted_at + patience)]
    if not late:
        return
    with store.write() as tx:
        for due in late:
            fields = {"tracking": due.label.tracking, "amount_minor": str(due.amount.minor),
                      "currency": due.amount.currency}  # fmt: skip
            raise_task(
                tx, desk, key=_overdue_key(due.label), kind=TaskKind.REFUND_OVERDUE, subject=due.label.id,
                due=now.astimezone(zone).date(), fields=fields,
            )  # fmt: skip
