"""Sending one paid call, exactly once.

``sent`` is committed before the first byte leaves; the answer is settled in one transaction. A per-wallet lock file is
held over the call, so that one money call is in flight per wallet over all processes; whoever holds it knows that any
other ``sent`` row of the wallet belongs to a dead process.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar, assert_never

from core.context import Desk
from core.errors import OutcomeUnknown, Refused, StationError, Unavailable
from core.failpoints import failpoint
from core.labels.store import Label
from core.purchases import store as rows
from core.purchases.correcting import take_back_decision
from core.purchases.full_disk import NotBooked, as_paid, even_if_full, with_ballast
from core.purchases.journal import insert_look_up
from core.purchases.port import Absent, CannotTell, PostageGateway, Processing
from core.purchases.rules import MOVES, TO_ASK, Event, Kind, State
from core.purchases.store import Purchase
from core.store.database import Store, Tx
from core.store.files import Files
from core.store.locks import FileLock

Answer = TypeVar("Answer")


class ReferenceRepeated(OutcomeUnknown):
    """The provider's id is in our books for another purchase: it forgot what it sold. Fields: ``ref``."""

    code = "purchases.reference-repeated"


class LabelHooks:
    """What the rooms above do in the same transaction that settles a label; the default does nothing."""

    def label_bought(self, tx: Tx, desk: Desk, purchase: Purchase, label: Label) -> None:
        """A label was booked and stored."""

    def label_ended(self, tx: Tx, desk: Desk, purchase: Purchase) -> None:
        """A label purchase ended without a label: refused, failed, absent or cancelled."""

    def label_voided(self, tx: Tx, desk: Desk, label: Label) -> None:
        """A label's void was accepted; its parcel may have another."""


@dataclass(frozen=True, slots=True)
class Till:
    """What every paid call needs.

    Attributes:
        store: The books.
        desk: Who, where, when.
        gateway: The provider of the wallet.
        files: Where drawings and issued files are kept.
        hooks: What the rooms above do when a label settles.
    """

    store: Store
    desk: Desk
    gateway: PostageGateway
    files: Files
    hooks: LabelHooks


@dataclass(frozen=True, slots=True)
class Call(Generic[Answer]):
    """How one kind of purchase is made and settled.

    Attributes:
        send: Asks the provider; money.
        confirm: Books the answer: called inside the settling transaction, after the state moved.
        pend: Books that the provider has it under its own id.
        end: Releases what was set aside when nothing was bought.
        keep: Stores files before the settling transaction; its result goes to `confirm`.
    """

    send: Callable[[], "Answer | Processing"]
    keep: Callable[[Answer], str]
    confirm: Callable[[Tx, Purchase, Answer, str], None]
    pend: Callable[[Tx, Purchase, Processing], None]
    end: Callable[[Tx, Purchase], None]
    ref: Callable[[Answer], str]


@contextmanager
def wallet_turn(store: Store, wallet: str) -> Iterator[None]:
    """Hold the wallet's turn for one money call; others wait, a dead holder's turn is free at once."""
    assert not store.in_transaction(), "no provider call inside a transaction"
    with FileLock(store.directory / "run" / f"wallet-{wallet}.lock"):
        yield


def send(till: Till, purchase_id: str, call: Call[Answer]) -> Purchase:
    """Send an intent and settle what came of it; returns the purchase as it stands then.

    Raises:
        Refused: A definite no; nothing was charged and the hold is released.
        Unavailable: It never left; nothing was charged and the hold is released.
        OutcomeUnknown: It may have happened; the hold stays until it is looked up.
    """
    with till.store.read() as q:
        wallet = rows.get(q, purchase_id).wallet
    with wallet_turn(till.store, wallet):
        purchase = _mark_sent(till, purchase_id)
        failpoint("after-sent")
        try:
            answer = call.send()
        except (OutcomeUnknown, Unavailable, Refused) as error:
            even_if_full(till.store.directory, partial(_settle_failure, till, purchase, error, call.end))
            raise
        failpoint("after-answer")
        try:
            adopt(till, purchase, answer, call)
        except (NotBooked, ReferenceRepeated):
            with suppress(StationError):  # on a disk that keeps nothing, the next start finds it as it was sent
                _settle(till, purchase, Event.LOSE, "unknown", reason="not-booked")
            raise
    failpoint("after-settle")
    with as_paid(purchase_id), till.store.read() as q:
        return rows.get(q, purchase_id)


def _settle_failure(
    till: Till,
    purchase: Purchase,
    error: OutcomeUnknown | Unavailable | Refused,
    end: Callable[[Tx, Purchase], None],
) -> None:
    match error:
        case OutcomeUnknown():
            _settle(till, purchase, Event.LOSE, "unknown", reason=_reason(error))
        case Unavailable():
            _settle(till, purchase, Event.FAIL, "not-sent", reason=_reason(error), end=end)
        case Refused():
            _settle(till, purchase, Event.REFUSE, "refused", reason=_reason(error), end=end)
        case _:
            assert_never(error)


def prepare(till: Till, purchase_id: str, draft: Callable[[], str], call: Call[Answer]) -> None:
    """Get the provider's draft of an intent and keep its reference; nothing is bought by it.

    Raises:
        Refused, Unavailable, OutcomeUnknown: No draft; the purchase is given up and its hold released, because
            nothing was sent that costs money.
    """
    assert not till.store.in_transaction(), "no provider call inside a transaction"
    with till.store.read() as q:
        purchase = rows.get(q, purchase_id)
    try:
        reference = draft()
    except (Refused, Unavailable, OutcomeUnknown) as error:
        cancel(till, purchase, call.end, _reason(error))
        raise
    with till.store.write() as tx:
        rows.change(tx, till.desk, purchase, Event.PREPARE)
        rows.set_draft(tx, purchase_id, reference)


def adopt(till: Till, purchase: Purchase, answer: "Answer | Processing", call: Call[Answer]) -> None:
    """Book what the provider says it has, now or later; in one transaction."""
    if isinstance(answer, Processing):
        with_ballast(till.store.directory, answer.provider_ref, partial(_pend, till, purchase, answer, call))
        return

    def book() -> None:
        kept = call.keep(answer)
        failpoint("before-settle")
        with till.store.write() as tx:
            current = rows.get(tx, purchase.id)
            if current.state is State.CONFIRMED:
                return
            _refuse_repeated(tx, current, call.ref(answer))
            rows.change(tx, till.desk, current, Event.CONFIRM, provider_ref=call.ref(answer))
            take_back_decision(tx, till.desk, current.id)
            call.confirm(tx, current, answer, kept)
            rows.close_attempt(tx, till.desk, purchase.id, "confirmed", call.ref(answer))

    with_ballast(till.store.directory, call.ref(answer), book)


def _pend(till: Till, purchase: Purchase, answer: Processing, call: Call[Answer]) -> None:
    with till.store.write() as tx:
        current = rows.get(tx, purchase.id)
        if current.state is not State.PENDING:
            _refuse_repeated(tx, current, answer.provider_ref)
            call.pend(tx, current, answer)
            rows.change(tx, till.desk, current, Event.PEND, provider_ref=answer.provider_ref)
        rows.close_attempt(tx, till.desk, purchase.id, "pending", answer.provider_ref)


def _refuse_repeated(tx: Tx, purchase: Purchase, reference: str) -> None:
    if purchase.kind is not Kind.VOID and reference and rows.with_reference(tx, purchase, reference) is not None:
        raise ReferenceRepeated(ref=reference)


def look_up(
    till: Till, purchase: Purchase, found: "Answer | Processing | Refused | Absent | CannotTell", call: Call[Answer]
) -> State:
    """Settle an unknown or pending purchase by what the provider answered when it was asked; the answer is kept.

    What is pending, or was given up (absent, refused, decided by a person), moves only when the provider has an
    outcome: that it knows nothing, or is still at it, is evidence and no more.
    """
    _keep_answer(till, purchase, found, call)
    if isinstance(found, CannotTell) or (isinstance(found, Absent) and not found.settled):
        return purchase.state
    if isinstance(found, Absent) and purchase.state is not State.UNKNOWN:
        return purchase.state
    if isinstance(found, Processing) and purchase.state not in TO_ASK:
        return purchase.state
    if isinstance(found, Refused | Absent):
        if (purchase.state, Event.REFUSE) not in MOVES:
            return purchase.state
        event = Event.REFUSE if isinstance(found, Refused) else Event.FIND_NOTHING
        reason = _reason(found) if isinstance(found, Refused) else "absent"
        _settle(till, purchase, event, reason, reason=reason, end=call.end)
    else:
        with suppress(ReferenceRepeated):  # nothing that it says can be told apart: a person decides
            adopt(till, purchase, found, call)
    with till.store.read() as q:
        return rows.get(q, purchase.id).state


def _keep_answer(
    till: Till, purchase: Purchase, found: "Answer | Processing | Refused | Absent | CannotTell", call: Call[Answer]
) -> None:
    if isinstance(found, CannotTell):
        answer, detail = "cannot-tell", found.reason
    elif isinstance(found, Absent):
        answer, detail = ("absent" if found.settled else "not-yet"), ""
    elif isinstance(found, Refused):
        answer, detail = "refused", _reason(found)
    elif isinstance(found, Processing):
        answer, detail = "processing", found.provider_ref
    else:
        answer, detail = "found", call.ref(found)
    with till.store.write() as tx:
        insert_look_up(tx, till.desk, purchase.id, answer, detail)


def cancel(till: Till, purchase: Purchase, end: Callable[[Tx, Purchase], None], reason: str) -> None:
    """Give up an intent that was never sent."""
    _settle(till, purchase, Event.CANCEL, "cancelled", reason=reason, end=end)


def _mark_sent(till: Till, purchase_id: str) -> Purchase:
    with till.store.write() as tx:
        purchase = rows.get(tx, purchase_id)
        for orphan in rows.in_states(tx, frozenset({State.SENT})):
            # We hold the wallet's turn: whoever sent this is dead. Its outcome is unknown and will be asked.
            if orphan.wallet == purchase.wallet:
                rows.change(tx, till.desk, orphan, Event.LOSE, reason="process-died")
                rows.close_attempt(tx, till.desk, orphan.id, "unknown", "process-died")
        rows.change(tx, till.desk, purchase, Event.SEND)
        rows.open_attempt(tx, till.desk, purchase_id)
        return rows.get(tx, purchase_id)


def _settle(
    till: Till,
    purchase: Purchase,
    event: Event,
    outcome: str,
    *,
    reason: str,
    end: Callable[[Tx, Purchase], None] | None = None,
) -> None:
    with till.store.write() as tx:
        rows.change(tx, till.desk, purchase, event, reason=reason)
        rows.close_attempt(tx, till.desk, purchase.id, outcome, reason)
        take_back_decision(tx, till.desk, purchase.id)
        if end is not None:
            end(tx, purchase)


def _reason(error: Refused | Unavailable | OutcomeUnknown) -> str:
    return str(error.fields.get("reason", error.code))
