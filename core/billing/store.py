"""SQL of carrier accounts, meters, orders and payables."""

import sqlite3
from datetime import date

from core.billing.records import (
    AccountChange,
    AccountKind,
    BilledOrder,
    CarrierAccount,
    Channel,
    Meter,
    MeterReading,
    Method,
    OrderState,
    PaidFrom,
    Payable,
    PayableState,
    Payment,
    Stream,
    Support,
    Terms,
    What,
)
from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.money import Money
from core.store.database import Query, Tx, Value


def insert(tx: Tx, desk: Desk, table: str, values: dict[str, Value]) -> None:
    """Insert a row of record with who, where and when; `table` and the names come from this room alone."""
    actor = desk.actor
    marks: dict[str, Value] = {
        "at": utc_text(desk.clock.now()), "actor": actor.operator, "station": actor.station, "instance": actor.instance,
    }  # fmt: skip
    row = {**values, **marks}
    names = ", ".join(row)
    slots = ", ".join(f":{name}" for name in row)
    tx.run(f"insert into {table} ({names}) values ({slots})", row)  # noqa: S608 - names are of this package


def insert_payment(tx: Tx, order: str, n: int, payment: Payment) -> None:
    """A payment line of a draft; the order's row names who and when."""
    tx.run(
        "insert into billing_payment (billing_order, n, method, minor, meter) "
        "values (:order, :n, :method, :minor, :meter)",
        {
            "order": order, "n": n, "method": payment.method.value, "minor": payment.amount.minor,
            "meter": payment.meter or None,
        },
    )  # fmt: skip


def get_account(q: Query, account_id: str) -> CarrierAccount:
    """An account by its id.

    Raises:
        NotFound: There is none.
    """
    row = q.one("select * from billing_account where id = :id", {"id": account_id})
    if row is None:
        raise NotFound(kind="billing-account", id=account_id)
    return _account(row)


def list_accounts(q: Query) -> list[CarrierAccount]:
    """All accounts, the oldest first."""
    return [_account(row) for row in q.all("select * from billing_account order by id")]


def account_changes(q: Query, account_id: str) -> list[AccountChange]:
    """Every change of an account, the oldest first (S1-01)."""
    rows = q.all("select * from billing_account_change where account = :id order by id", {"id": account_id})
    return [
        AccountChange(AccountKind(r["kind"]), Terms(r["terms"]), r["day"], r["reason"], r["at"], r["actor"])
        for r in rows
    ]


def support_of(q: Query, account_id: str) -> Support | None:
    """The support card that a person wrote, None where nobody did."""
    row = q.one(
        "select * from billing_support where account = :id order by id desc limit 1", {"id": account_id}
    )  # fmt: skip
    return None if row is None else Support(row["phone"], row["page"], row["note"])


def list_meters(q: Query, account_id: str = "") -> list[Meter]:
    """Meters of an account, or of all, with the state of their last change."""
    rows = q.all(
        "select m.number, m.account, (select c.active from postage_meter_change c where c.meter = m.number "
        "order by c.id desc limit 1) as active from postage_meter m where :account in ('', m.account) "
        "order by m.number",
        {"account": account_id},
    )
    return [Meter(row["number"], row["account"], bool(row["active"])) for row in rows]


def get_meter(q: Query, number: str) -> Meter:
    """A meter by its number.

    Raises:
        NotFound: There is none.
    """
    found = next((meter for meter in list_meters(q) if meter.number == number), None)
    if found is None:
        raise NotFound(kind="meter", id=number)
    return found


def meter_readings(q: Query, number: str) -> list[MeterReading]:
    """Readings of a meter, the newest first."""
    rows = q.all("select * from meter_reading where meter = :meter order by id desc", {"meter": number})
    return [
        MeterReading(
            row["id"], row["meter"], Money(row["remaining_minor"], row["currency"]),
            Money(row["used_minor"], row["currency"]), row["day"], row["at"], row["actor"],
        )
        for row in rows
    ]  # fmt: skip


def get_order(q: Query, order_id: str) -> BilledOrder:
    """A recorded order by its id.

    Raises:
        NotFound: There is none.
    """
    row = q.one("select * from billing_order where id = :id", {"id": order_id})
    if row is None:
        raise NotFound(kind="billed-order", id=order_id)
    return _order(q, row)


def list_orders(q: Query, account_id: str = "", *, limit: int = 10**9) -> list[BilledOrder]:
    """Recorded orders of an account, or of all, the newest first."""
    rows = q.all(
        "select * from billing_order where :account in ('', account) order by id desc limit :limit",
        {"account": account_id, "limit": limit},
    )
    return [_order(q, row) for row in rows]


def order_with_reference(q: Query, account: str, channel: Channel, reference: str) -> str:
    """The id of the order that has this reference, or empty."""
    found = q.value(
        "select id from billing_order where account = :account and channel = :channel and reference = :reference "
        "and reference <> '' and state <> 'undone'",
        {"account": account, "channel": channel.value, "reference": reference},
    )
    return str(found or "")


def get_payable(q: Query, payable_id: str) -> Payable:
    """A payable by its id, or by that of its order.

    Raises:
        NotFound: There is none.
    """
    row = q.one("select * from payable where id = :id or billing_order = :id", {"id": payable_id})
    if row is None:
        raise NotFound(kind="payable", id=payable_id)
    return _payable(row)


def payable_of(q: Query, order_id: str) -> Payable | None:
    """The payable that an order made, or None."""
    row = q.one("select * from payable where billing_order = :id", {"id": order_id})
    return None if row is None else _payable(row)


def list_payables(q: Query, account_id: str = "", *, open_only: bool = False) -> list[Payable]:
    """Payables of an account, or of all, the earliest due first."""
    rows = q.all(
        "select * from payable where :account in ('', account) and (:open = 0 or state = 'open') order by due, id",
        {"account": account_id, "open": int(open_only)},
    )
    return [_payable(row) for row in rows]


def _account(row: sqlite3.Row) -> CarrierAccount:
    return CarrierAccount(
        row["id"], row["carrier"], row["number"], row["currency"], AccountKind(row["kind"]), Terms(row["terms"]),
        row["since"],
    )  # fmt: skip


def _order(q: Query, row: sqlite3.Row) -> BilledOrder:
    currency = str(row["currency"])
    paid = q.all("select * from billing_payment where billing_order = :id order by n", {"id": row["id"]})
    return BilledOrder(
        id=row["id"], account=row["account"], carrier=row["carrier"], channel=Channel(row["channel"]),
        what=What(row["what"]), stream=Stream(row["stream"]), pieces=row["pieces"], day=row["day"],
        reference=row["reference"], order_ref=row["order_ref"], postage=Money(row["postage_minor"], currency),
        tax=Money(row["tax_minor"], currency),
        payments=tuple(Payment(Method(p["method"]), Money(p["minor"], currency), p["meter"] or "") for p in paid),
        receipt=row["receipt"], meter=row["meter"] or "", state=OrderState(row["state"]), journal=row["journal"] or 0,
        undone_journal=row["undone_journal"], undone_reason=row["undone_reason"], at=row["at"], actor=row["actor"],
    )  # fmt: skip


def _payable(row: sqlite3.Row) -> Payable:
    currency = str(row["currency"])
    return Payable(
        id=row["id"], account=row["account"], order=row["billing_order"], amount=Money(row["minor"], currency),
        fees=Money(row["fee_minor"], currency), due=date.fromisoformat(row["due"]), state=PayableState(row["state"]),
        paid_from=PaidFrom(row["paid_from"]) if row["paid_from"] else None, paid_day=row["paid_day"],
        reference=row["reference"],
    )  # fmt: skip
