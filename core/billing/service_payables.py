"""What was bought on credit: due, paid, late (S1-09). Outside the prepaid balance, always."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.accounts.service import guard_note
from core.billing import store as rows
from core.billing.records import BilledOrder, CarrierAccount, PaidFrom, Payable, PayableState
from core.billing.rules import PAYABLE_MOVES, BadAmount, PayableClosed, PayableEvent, read_day
from core.billing.service import allow, said, today_of
from core.context import Desk
from core.failpoints import failpoint
from core.ledger.accounts import account_card, bank_clearing, fees, supplier
from core.ledger.entries import Entry, Line, post
from core.money import CurrencyMismatch, Money
from core.people.records import NO_PROOFS, Proofs
from core.store.database import Store, Tx
from core.store.history import record_move
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task, settle_task
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class Paying:
    """How a payable was paid.

    Attributes:
        paid_from: Card or bank.
        day: Local day, ISO; today when empty.
        reference: Of the bank or the card's statement, or empty.
    """

    paid_from: PaidFrom
    day: str = ""
    reference: str = ""


def add_payable(
    tx: Tx, desk: Desk, account: CarrierAccount, order: BilledOrder, owed: Money, days: int
) -> Payable:  # fmt: skip
    """What an order on credit owes, `days` after the day of the purchase; a person is asked to pay it."""
    due = date.fromisoformat(order.day) + timedelta(days=days)
    payable_id = desk.ids.new()
    rows.insert(
        tx, desk, "payable",
        {
            "id": payable_id, "account": account.id, "billing_order": order.id, "minor": owed.minor,
            "currency": owed.currency, "due": due.isoformat(), "state": PayableState.OPEN.value,
        },
    )  # fmt: skip
    record_move(tx, desk, "payable", payable_id, old="", event="owe", new=PayableState.OPEN.value)
    _ask(tx, desk, account, rows.get_payable(tx, payable_id), order.reference)
    return rows.get_payable(tx, payable_id)


def pay_payable(
    store: Store, desk: Desk, payable_id: str, paying: Paying, *, proofs: Proofs = NO_PROOFS
) -> Payable:  # fmt: skip
    """Book that a payable was paid, whole, with its late fees; it is paid once.

    Raises:
        PayableClosed: It was paid before, or nothing is owed any more.
        BadDay, CardNumberTyped: As they say.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    day = read_day(paying.day, today_of(desk)).isoformat()
    reference = guard_note("reference", paying.reference.strip())
    with store.write() as tx:
        payable = _open(tx, payable_id)
        allow(tx, desk, proofs, about=payable.account)
        owed, currency = payable.owed, payable.amount.currency
        source = account_card(payable.account, currency)
        if paying.paid_from is PaidFrom.BANK:
            source = bank_clearing(currency)
        lines = (Line(supplier(payable.account, currency), owed), Line(source, -owed))
        entry = Entry(f"billing-paid:{payable.id}", "billing-paid", lines, "payable", payable.id)
        journal = post(tx, desk, entry).number
        failpoint("billing/posted")
        tx.run(
            "update payable set state = :state, paid_from = :source, paid_day = :day, reference = :reference, "
            "journal = :journal where id = :id",
            {
                "state": PAYABLE_MOVES[payable.state, PayableEvent.PAY].value, "source": paying.paid_from.value,
                "day": day, "reference": reference, "journal": journal, "id": payable.id,
            },
        )  # fmt: skip
        _moved(tx, desk, payable, PayableEvent.PAY, reference)
    failpoint("billing/paid")
    with store.read() as q:
        return rows.get_payable(q, payable.id)


def add_late_fee(
    store: Store, desk: Desk, payable_id: str, fee: Money, reason: str, *, proofs: Proofs = NO_PROOFS
) -> Payable:
    """The carrier asks for more because it was paid late.

    Raises:
        PayableClosed, BadAmount, CurrencyMismatch, WordsNeeded, CardNumberTyped: As they say.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    why = said(reason, "reason")
    if fee.minor <= 0:
        raise BadAmount(amount=fee)
    with store.write() as tx:
        payable = _open(tx, payable_id)
        allow(tx, desk, proofs, about=payable.account)
        if fee.currency != payable.amount.currency:
            raise CurrencyMismatch(left=fee.currency, right=payable.amount.currency)
        fee_id = desk.ids.new()
        lines = (Line(fees(fee.currency), fee), Line(supplier(payable.account, fee.currency), -fee))
        journal = post(tx, desk, Entry(f"late-fee:{fee_id}", "late-fee", lines, "payable", payable.id)).number
        rows.insert(
            tx, desk, "payable_fee",
            {"id": fee_id, "payable": payable.id, "minor": fee.minor, "reason": why, "journal": journal},
        )  # fmt: skip
        tx.run(
            "update payable set fee_minor = fee_minor + :fee where id = :id", {"fee": fee.minor, "id": payable.id}
        )  # fmt: skip
        tx.touch(Topic.BILLING)
        return rows.get_payable(tx, payable.id)


def move_payable(tx: Tx, desk: Desk, payable: Payable, event: PayableEvent, reason: str) -> None:
    """Move a payable and end the task that asks for it."""
    tx.run(
        "update payable set state = :state where id = :id",
        {"state": PAYABLE_MOVES[payable.state, event].value, "id": payable.id},
    )
    _moved(tx, desk, payable, event, reason)


def _moved(tx: Tx, desk: Desk, payable: Payable, event: PayableEvent, reason: str) -> None:
    after = PAYABLE_MOVES[payable.state, event].value
    record_move(
        tx, desk, "payable", payable.id, old=payable.state.value, event=event.value, new=after, reason=reason
    )  # fmt: skip
    settle_task(tx, desk, f"payable:{payable.id}", after)
    tx.touch(Topic.BILLING)


def _open(tx: Tx, payable_id: str) -> Payable:
    payable = rows.get_payable(tx, payable_id)
    if payable.state is not PayableState.OPEN:
        raise PayableClosed(payable=payable.id, state=payable.state.value)
    return payable


def _ask(tx: Tx, desk: Desk, account: CarrierAccount, payable: Payable, reference: str) -> None:
    raise_task(
        tx, desk, key=f"payable:{payable.id}", kind=TaskKind.PAY_PAYABLE, subject=payable.id, due=payable.due,
        fields={
            "carrier": account.carrier, "number": account.number, "reference": reference,
            "amount_minor": str(payable.amount.minor), "currency": payable.amount.currency,
        },
    )  # fmt: skip
