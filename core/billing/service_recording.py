"""Purchases made elsewhere, recorded by channel: paid when they are created, or not recorded (S1-04, S1-05)."""

from core.accounts.service import guard_note
from core.billing import store as rows
from core.billing.dated_rules import BillingRules
from core.billing.records import BilledOrder, CarrierAccount, Method, NewOrder, OrderState, PayableState, Payment, What
from core.billing.rules import (
    ORDER_MOVES,
    PIECES_MAX,
    BadAmount,
    MeterNeeded,
    MeterShort,
    MethodRefused,
    NotUndoable,
    OrderEvent,
    PayableEvent,
    ReferenceRecorded,
    check_paid,
    file_kind,
    month_of,
    read_day,
    save_by,
)
from core.billing.service import allow, offers_of, said, today_of
from core.billing.service_payables import add_payable, move_payable
from core.context import Desk
from core.ledger.accounts import Account, account_card, meter, postage, supplier, tax_recoverable
from core.ledger.balances import balances_of
from core.ledger.entries import Entry, Line, post
from core.money import CurrencyMismatch, total
from core.people.records import NO_PROOFS, Proofs
from core.store.database import Store, Tx
from core.store.files import Files
from core.store.history import record_move
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task
from core.topics import Topic


def record_order(
    store: Store, desk: Desk, files: Files, rules: BillingRules, new: NewOrder, *, proofs: Proofs = NO_PROOFS
) -> BilledOrder:
    """Record a purchase with its payment, in one transaction; what is bought on credit makes a payable.

    Raises:
        NotPaidAtOrder, BadAmount: The payment lines do not add up to it (S1-04).
        MethodRefused: The account may not pay so at this channel; the reason says why (S1-06, S1-07).
        MeterNeeded, MeterShort: Of the meter.
        ReferenceRecorded, FileRefused, BadDay, CurrencyMismatch, CardNumberTyped: As they say.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    check_paid(new)
    if not 0 <= new.pieces <= PIECES_MAX:
        raise BadAmount(amount=new.pieces)
    day = read_day(new.day, today_of(desk)).isoformat()
    texts = {"reference": new.reference.strip(), "order_ref": new.order_ref.strip()}
    for name, text in texts.items():
        guard_note(name, text)
    receipt = files.keep(new.receipt) if new.receipt and file_kind(new.receipt) else ""
    with store.write() as tx:
        allow(tx, desk, proofs, about=new.account)
        account = rows.get_account(tx, new.account)
        if account.currency != new.postage.currency:
            raise CurrencyMismatch(left=new.postage.currency, right=account.currency)
        known = rows.order_with_reference(tx, account.id, new.channel, texts["reference"])
        if known:
            raise ReferenceRecorded(reference=texts["reference"], order=known)
        _check_methods(tx, rules, account, new)
        order_id = _insert(tx, desk, account, new, {**texts, "day": day, "receipt": receipt})
        made = rows.get_order(tx, _create(tx, desk, account, order_id))
        owed = total([one.amount for one in made.payments if one.method.is_credit], account.currency)
        if owed.minor:
            days = min(rules.days_until_due(one.method) for one in made.payments if one.method.is_credit)
            add_payable(tx, desk, account, made, owed, days)
        _ask_for_statement(tx, desk, rules, account, day[:7])
        tx.touch(Topic.BILLING)
        return made


def undo_order(
    store: Store, desk: Desk, order_id: str, reason: str, *, proofs: Proofs = NO_PROOFS
) -> BilledOrder:  # fmt: skip
    """Take back what was recorded by mistake: the mirror of its entry; nothing is owed for it any more.

    Raises:
        NotUndoable: It was taken back, its payable was paid, or what it put into the meter is used.
        WordsNeeded, CardNumberTyped: The reason.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    why = said(reason, "reason")
    with store.write() as tx:
        order = rows.get_order(tx, order_id)
        allow(tx, desk, proofs, about=order.account)
        if order.state is not OrderState.CREATED:
            raise NotUndoable(order=order_id, reason="undone")
        payable = rows.payable_of(tx, order_id)
        if payable is not None and (payable.state is PayableState.PAID or payable.fees.minor):
            raise NotUndoable(order=order_id, reason="paid")
        if order.meter and balances_of(tx, meter(order.meter, order.total.currency)).booked < order.postage:
            raise NotUndoable(order=order_id, reason="used")
        account = rows.get_account(tx, order.account)
        lines = tuple(Line(line.account, -line.amount) for line in _lines(account, order))
        entry = Entry(
            f"billing-undone:{order_id}", "billing-undone", lines, "billing-order", order_id, reverses=order.journal
        )
        tx.run(
            "update billing_order set undone_journal = :journal, undone_reason = :reason where id = :id",
            {"journal": post(tx, desk, entry).number, "reason": why, "id": order_id},
        )
        _move(tx, desk, order, OrderEvent.UNDO, why)
        if payable is not None:
            move_payable(tx, desk, payable, PayableEvent.DROP, why)
        tx.touch(Topic.BILLING)
        return rows.get_order(tx, order_id)


def _check_methods(tx: Tx, rules: BillingRules, account: CarrierAccount, new: NewOrder) -> None:
    offers = {one.method: one for one in offers_of(tx, rules, account, new.channel)}
    active = {one.number for one in rows.list_meters(tx, account.id) if one.is_active}
    for payment in new.payments:
        found = offers[payment.method]
        if not found.is_allowed:
            raise MethodRefused(
                source=found.source, as_of=found.as_of.isoformat() if found.source else "", carrier=account.carrier,
                kind=account.kind.value, channel=new.channel.value, method=payment.method.value, reason=found.reason,
            )  # fmt: skip
        if (payment.method is Method.METER) != bool(payment.meter):
            raise MeterNeeded(meter=payment.meter)
    for number in {one.meter for one in new.payments if one.meter} | ({new.meter} - {""}):
        if number not in active:
            raise MeterNeeded(meter=number)
        wanted = total([one.amount for one in new.payments if one.meter == number], account.currency)
        booked = balances_of(tx, meter(number, account.currency)).booked
        if booked < wanted:
            raise MeterShort(meter=number, amount=wanted, booked=booked)


def _insert(tx: Tx, desk: Desk, account: CarrierAccount, new: NewOrder, texts: dict[str, str]) -> str:
    """The order as a draft, and its payment lines."""
    order_id = desk.ids.new()
    rows.insert(
        tx, desk, "billing_order",
        {
            "id": order_id, "account": account.id, "carrier": account.carrier, "channel": new.channel.value,
            "what": new.what.value, "stream": new.stream.value, "pieces": new.pieces,
            "postage_minor": new.postage.minor, "tax_minor": new.tax.minor, "currency": account.currency,
            "meter": new.meter or None, "state": OrderState.DRAFT.value, **texts,
        },
    )  # fmt: skip
    for n, payment in enumerate(new.payments, start=1):
        rows.insert_payment(tx, order_id, n, payment)
    return order_id


def _create(tx: Tx, desk: Desk, account: CarrierAccount, order_id: str) -> str:
    """Book the draft and let it become *created*, which the schema allows to a paid one alone."""
    draft = rows.get_order(tx, order_id)
    entry = Entry(f"billing:{order_id}", "billing", _lines(account, draft), "billing-order", order_id)
    tx.run(
        "update billing_order set journal = :journal where id = :id",
        {"journal": post(tx, desk, entry).number, "id": order_id},
    )
    _move(tx, desk, draft, OrderEvent.CREATE, "")
    return order_id


def _move(tx: Tx, desk: Desk, order: BilledOrder, event: OrderEvent, reason: str) -> None:
    after = ORDER_MOVES[order.state, event]
    tx.run("update billing_order set state = :state where id = :id", {"state": after.value, "id": order.id})
    record_move(
        tx, desk, "billing_order", order.id, old=order.state.value, event=event.value, new=after.value, reason=reason
    )


def _lines(account: CarrierAccount, order: BilledOrder) -> tuple[Line, ...]:
    currency = account.currency
    bought = meter(order.meter, currency) if order.what is What.METER_REFILL else postage(account.carrier, currency)
    lines = [Line(bought, order.postage)]
    if order.tax.minor:
        lines.append(Line(tax_recoverable(currency), order.tax))
    lines += [Line(_paying(account, one), -one.amount) for one in order.payments]
    return tuple(lines)


def _paying(account: CarrierAccount, payment: Payment) -> Account:
    match payment.method:
        case Method.CARD:
            return account_card(account.id, account.currency)
        case Method.METER:
            return meter(payment.meter, account.currency)
        case Method.SUPPLIER | Method.BILL_TO_ACCOUNT | Method.NET_15:
            return supplier(account.id, account.currency)


def _ask_for_statement(tx: Tx, desk: Desk, rules: BillingRules, account: CarrierAccount, month: str) -> None:
    """Ask once for each month with a charge to save the provider's statement before it is gone (S1-10)."""
    if tx.value("select 1 from drawer_paper where account = :a and month = :m", {"a": account.id, "m": month}):
        return
    kept = rules.keeping(account.carrier)
    raise_task(
        tx, desk, key=f"provider-statement:{account.id}:{month}", kind=TaskKind.SAVE_STATEMENT, subject=account.id,
        due=save_by(month_of(month)[1], kept.months, kept.remind_days),
        fields={"carrier": account.carrier, "number": account.number, "month": month},
    )  # fmt: skip
