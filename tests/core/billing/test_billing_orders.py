"""Pay at order, payables, meters (S1-03 to S1-05, S1-09; facts: ledger 3.3, 3.4)."""

import sqlite3
from datetime import timedelta

import pytest
from billing_kit import METER, PDF, account, bought, cad, meter, postings
from stations import TORONTO, order

from core.accounts.rules import CardNumberTyped
from core.billing.records import AccountKind, Channel, Method, OrderState, PaidFrom, PayableState, Payment
from core.billing.rules import (
    BadAmount,
    FileRefused,
    MeterHigher,
    MeterNeeded,
    MeterShort,
    NotPaidAtOrder,
    NotUndoable,
    PayableClosed,
    ReferenceRecorded,
)
from core.billing.service_meter import meter_balance, read_meter
from core.billing.service_payables import Paying, add_late_fee, pay_payable
from core.billing.service_recording import undo_order
from core.billing.store import get_meter, get_order, list_orders, list_payables, payable_of
from core.clock import SteppingClock
from core.ledger.checks import ledger_findings
from core.money import CurrencyMismatch, Money
from core.services import Services
from core.store.database import Tx
from core.tasks.rules import TaskKind
from core.tasks.service import open_tasks
from core.wallet.service import views


def tasks(services: Services, kind: TaskKind) -> list[tuple[str, str]]:
    """Subjects and days of the open tasks of a kind."""
    return [(one.subject, one.due.isoformat()) for one in services.read(open_tasks) if one.kind is kind]


@pytest.mark.parametrize("paid", [(), (Payment(Method.CARD, cad(1999)),), (Payment(Method.CARD, cad(2001)),)])
def test_no_order_is_recorded_that_is_not_paid_whole(services: Services, paid: tuple[Payment, ...]) -> None:
    """S1-04: there is no "pay later"."""
    made = account(services)
    from core.billing.dated_rules import load_billing_rules
    from core.billing.records import NewOrder
    from core.billing.service_recording import record_order

    new = NewOrder(made.id, Channel.SHOP, cad(2000), paid, cad(0))
    with pytest.raises(NotPaidAtOrder):
        record_order(services.store, services.desk, services.files, load_billing_rules(services.directory), new)
    assert services.read(list_orders) == []
    assert services.read(ledger_findings) == []


def draft(tx: Tx, owner: str, state: str = "draft") -> None:
    """An order by hand, without any payment line."""
    tx.run(
        "insert into billing_order (id, account, carrier, channel, what, stream, pieces, day, reference, order_ref, "
        "postage_minor, tax_minor, currency, receipt, state, at, actor, station, instance) values ('d', :owner, "
        "'canada_post', 'shop', 'postage', 'shipping', 1, '2026-11-20', '', '', 2000, 0, 'CAD', '', :state, 'x', 'x', "
        "'x', 'x')",
        {"owner": owner, "state": state},
    )


def test_the_schema_itself_lets_no_order_become_created_without_its_payment(services: Services) -> None:
    """S1-04: also past the program."""
    made = account(services)
    with pytest.raises(sqlite3.IntegrityError), services.store.write() as tx:
        draft(tx, made.id, "created")
    with pytest.raises(sqlite3.IntegrityError), services.store.write() as tx:
        draft(tx, made.id)
        tx.run("update billing_order set state = 'created', journal = null where id = 'd'")
    with pytest.raises(sqlite3.DatabaseError), services.store.write() as tx:
        draft(tx, made.id)
        tx.run("update billing_order set paid_minor = 2000 where id = 'd'")
    assert services.read(list_orders) == []


def test_a_created_order_keeps_its_amounts(services: Services) -> None:
    made = bought(services, account(services))
    for change in ("postage_minor = 1", "state = 'draft'", "account = 'x'"):
        with pytest.raises(sqlite3.DatabaseError), services.store.write() as tx:
            tx.run(f"update billing_order set {change} where id = :id", {"id": made.id})
    with pytest.raises(sqlite3.DatabaseError), services.store.write() as tx:
        tx.run("delete from billing_order")
    with pytest.raises(sqlite3.DatabaseError), services.store.write() as tx:
        tx.run(
            "insert into billing_payment (billing_order, n, method, minor) values (:id, 9, 'card', 1)", {"id": made.id}
        )  # fmt: skip
    assert services.read(lambda q: get_order(q, made.id)) == made


def test_a_purchase_by_card_is_postage_and_tax_against_the_card_and_no_wallet(services: Services) -> None:
    """S1-02, facts ledger 3.4: the wallet is not involved."""
    made = bought(
        services, account(services), 2000, tax=260, at=Channel.COUNTER, reference="R-1", receipt=PDF, order_ref="1001"
    )
    assert postings(services, f"billing:{made.id}") == {"postage": 2000, "tax-recoverable": 260, "account-card": -2260}
    assert services.files.get(made.receipt) == PDF
    assert (made.channel, made.order_ref, made.state) == (Channel.COUNTER, "1001", OrderState.CREATED)
    assert [view.booked.minor for view in services.read(views)] == [0, 0]
    assert services.read(list_payables) == []
    assert services.read(ledger_findings) == []


def test_a_real_order_on_credit_becomes_a_paid_payable(services: Services) -> None:
    """S1-09: from the order to the paid payable, with its task and a late fee, outside the prepaid balance."""
    made = order(services, TORONTO._replace(number="A-77"))
    owner = account(services, AccountKind.COMMERCIAL)
    billed = bought(services, owner, 5000, tax=650, by=Method.NET_15, order_ref=made.number, reference="CP-9")
    payable = services.read(lambda q: payable_of(q, billed.id))
    assert payable is not None
    assert (payable.owed, payable.due.isoformat(), payable.state) == (cad(5650), "2026-12-05", PayableState.OPEN)
    assert tasks(services, TaskKind.PAY_PAYABLE) == [(payable.id, "2026-12-05")]
    assert postings(services, f"billing:{billed.id}") == {"postage": 5000, "tax-recoverable": 650, "supplier": -5650}
    late = add_late_fee(services.store, services.desk, payable.id, cad(350), "invoice 12: 20 days")
    assert (late.fees, late.owed) == (cad(350), cad(6000))
    paid = pay_payable(services.store, services.desk, payable.id, Paying(PaidFrom.BANK, reference="wire 5"))
    assert (paid.state, paid.paid_from, paid.paid_day) == (PayableState.PAID, PaidFrom.BANK, "2026-11-20")
    assert postings(services, f"billing-paid:{payable.id}") == {"supplier": 6000, "bank-clearing": -6000}
    assert tasks(services, TaskKind.PAY_PAYABLE) == []
    with pytest.raises(PayableClosed):
        pay_payable(services.store, services.desk, payable.id, Paying(PaidFrom.CARD))
    with pytest.raises(PayableClosed):
        add_late_fee(services.store, services.desk, payable.id, cad(1), "again")
    assert services.read(lambda q: q.value("select posted from account where code like 'supplier:%'")) == 0
    assert [view.booked.minor for view in services.read(views)] == [0, 0]
    assert services.read(ledger_findings) == []


def test_a_payable_is_overdue_after_its_day(services: Services, clock: SteppingClock) -> None:
    owner = account(services, AccountKind.COMMERCIAL)
    bought(services, owner, by=Method.NET_15)
    [payable] = services.read(list_payables)
    assert not payable.is_overdue(payable.due)
    clock.move(timedelta(days=16))
    assert payable.is_overdue(clock.now().date())


def test_an_order_may_be_paid_by_several_methods(services: Services) -> None:
    owner = account(services)
    meter(services, owner)
    bought(services, owner, 3000, refill=METER)
    parts = (Payment(Method.METER, cad(1500), METER), Payment(Method.SUPPLIER, cad(500)))
    made = bought(services, owner, 2000, paid=parts)
    assert postings(services, f"billing:{made.id}") == {"postage": 2000, "meter": -1500, "supplier": -500}
    [payable] = services.read(list_payables)
    assert payable.owed == cad(500)


def test_a_meter_is_filled_used_and_read(services: Services) -> None:
    """Facts ledger 3.4: the register's fall is postage; it pays no more than it has."""
    owner = account(services)
    with pytest.raises(MeterNeeded):
        bought(services, owner, 3000, refill=METER)
    meter(services, owner)
    refill = bought(services, owner, 3000, refill=METER)
    assert postings(services, f"billing:{refill.id}") == {"meter": 3000, "account-card": -3000}
    with pytest.raises(MeterShort):
        bought(services, owner, 3001, by=Method.METER)
    bought(services, owner, 1000, by=Method.METER)
    reading = read_meter(services.store, services.desk, METER, cad(1250))
    assert (reading.remaining, reading.used) == (cad(1250), cad(750))
    assert postings(services, f"meter-reading:{reading.id}") == {"postage": 750, "meter": -750}
    with pytest.raises(MeterHigher):
        read_meter(services.store, services.desk, METER, cad(1251))
    with pytest.raises(BadAmount):
        read_meter(services.store, services.desk, METER, cad(-1))
    assert read_meter(services.store, services.desk, METER, cad(1250)).used == cad(0)
    assert services.read(lambda q: meter_balance(q, get_meter(q, METER))) == cad(1250)
    with pytest.raises(NotUndoable, match="used"):
        undo_order(services.store, services.desk, refill.id, "wrong amount")


def test_a_record_by_mistake_is_taken_back_by_its_mirror_once(services: Services) -> None:
    owner = account(services, AccountKind.COMMERCIAL)
    wrong = bought(services, owner, 5000, tax=650, by=Method.NET_15, reference="CP-9")
    undone = undo_order(services.store, services.desk, wrong.id, "typed twice")
    assert (undone.state, undone.undone_reason) == (OrderState.UNDONE, "typed twice")
    assert postings(services, f"billing-undone:{wrong.id}") == {
        "postage": -5000, "tax-recoverable": -650, "supplier": 5650,
    }  # fmt: skip
    assert [one.state for one in services.read(list_payables)] == [PayableState.DROPPED]
    assert tasks(services, TaskKind.PAY_PAYABLE) == []
    with pytest.raises(NotUndoable):
        undo_order(services.store, services.desk, wrong.id, "again")
    again = bought(services, owner, 5000, by=Method.NET_15, reference="CP-9")
    payable = services.read(lambda q: payable_of(q, again.id))
    assert payable is not None
    pay_payable(services.store, services.desk, payable.id, Paying(PaidFrom.CARD))
    with pytest.raises(NotUndoable, match="paid"):
        undo_order(services.store, services.desk, again.id, "too late")
    assert services.read(ledger_findings) == []


def test_a_receipt_is_recorded_once_and_is_a_picture_or_a_pdf(services: Services) -> None:
    """S1-05."""
    owner = account(services)
    bought(services, owner, at=Channel.SHOP, reference="R-1")
    with pytest.raises(ReferenceRecorded):
        bought(services, owner, at=Channel.SHOP, reference="R-1")
    bought(services, owner, at=Channel.COUNTER, reference="R-1")
    for data, reason in ((b"MZ program", "type"), (b"%PDF-" + bytes(10 << 20), "size")):
        with pytest.raises(FileRefused, match=reason):
            bought(services, owner, receipt=data)
    for data in (b"\x89PNG\r\n\x1a\n.", b"\xff\xd8\xff."):
        assert services.files.get(bought(services, owner, receipt=data).receipt) == data
    with pytest.raises(CardNumberTyped):
        bought(services, owner, reference="4242424242424242")


def test_an_account_has_one_currency(services: Services) -> None:
    owner = account(services)
    from billing_kit import rules

    from core.billing.records import NewOrder
    from core.billing.service_recording import record_order

    usd = Money(2000, "USD")
    new = NewOrder(owner.id, Channel.SHOP, usd, (Payment(Method.CARD, usd),), Money(0, "USD"))
    with pytest.raises(CurrencyMismatch):
        record_order(services.store, services.desk, services.files, rules(services), new)


def test_the_check_finds_what_went_past_the_program(services: Services) -> None:
    """S1-04, S0-20: damage to the rows themselves is told, each by its code."""
    owner = account(services, AccountKind.COMMERCIAL)
    bought(services, owner, 5000, by=Method.NET_15)
    bought(services, owner)
    assert services.findings() == []
    with services.store.write() as tx:
        draft(tx, owner.id)
        tx.run("update payable set minor = 4999")
    assert services.findings() == ["unpaid-order: d", f"payable-sum: {owner.id}"]
