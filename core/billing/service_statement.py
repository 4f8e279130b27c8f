"""Making and issuing our monthly statement of charges (S1-13)."""

from dataclasses import dataclass
from datetime import timedelta

from core.billing import store as rows
from core.billing.records import BilledOrder, CarrierAccount, What
from core.billing.rules import MonthNotOver, StatementIssued, month_of
from core.billing.service import today_of
from core.billing.statement import LineKind, MonthStatement, StatementLine
from core.context import Desk
from core.errors import NotFound
from core.ledger.accounts import supplier
from core.ledger.entries import head, last_business_day
from core.ledger.lines import booked_before
from core.money import Money, total, zero
from core.store.database import Query, Store
from core.store.files import Files
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class Issued:
    """A statement as it was issued: its account and month, the paper's SHA-256, the entry the books had reached."""

    id: str
    account: str
    month: str
    sha256: str
    head: int
    at: str


def month_statement(q: Query, desk: Desk, account_id: str, month: str) -> MonthStatement:
    """What an account was charged in the month ``YYYY-MM``, by business day, so that a closed month never changes.

    Raises:
        NotFound, BadDay: No such account; no month.
    """
    account = rows.get_account(q, account_id)
    first, last = month_of(month)
    days, owed = (first.isoformat(), last.isoformat()), supplier(account.id, account.currency)
    lines = [*_orders(q, account, *days), *_fees(q, account, *days)]
    credit = [a for line in lines for method, a in line.paid if method.is_credit] + [line.fee for line in lines]
    on_credit = total(credit, account.currency)
    paid = q.integer(
        "select coalesce(sum(p.minor + p.fee_minor), 0) from payable p join journal j on j.number = p.journal "
        "where p.account = :account and j.business_day >= :first and j.business_day <= :last",
        {"account": account.id, "first": days[0], "last": days[1]},
    )
    today = max(today_of(desk).isoformat(), last_business_day(q))
    made = MonthStatement(
        account=account, month=month, lines=tuple(sorted(lines, key=lambda line: line.journal)),
        opening=-booked_before(q, owed, days[0]), on_credit=on_credit, paid=Money(paid, account.currency),
        closing=-booked_before(q, owed, (last + timedelta(days=1)).isoformat()),
        meter_used=_meter_used(q, account, *days), is_over=days[1] < today,
    )  # fmt: skip
    assert made.opening + made.on_credit - made.paid == made.closing, "what is owed adds up"
    return made


def issue_statement(
    store: Store, desk: Desk, files: Files, made: MonthStatement, paper: bytes
) -> Issued:  # fmt: skip
    """Keep the paper of a month that is over, once; it is shown as it was from then on.

    Raises:
        MonthNotOver, StatementIssued: It may not be issued.
    """
    if not made.is_over:
        raise MonthNotOver(month=made.month)
    sha256 = files.keep(paper)
    with store.write() as tx:
        known = [one for one in issued_statements(tx, made.account.id) if one.month == made.month]
        if known:
            raise StatementIssued(month=made.month, statement=known[0].id)
        statement_id = desk.ids.new()
        rows.insert(
            tx, desk, "billing_statement",
            {
                "id": statement_id, "account": made.account.id, "month": made.month, "sha256": sha256,
                "head": head(tx)[0],
            },
        )  # fmt: skip
        tx.touch(Topic.BILLING)
        return issued_statement(tx, statement_id)


def issued_statements(q: Query, account_id: str = "") -> list[Issued]:
    """Statements that were issued, the newest month first."""
    found = q.all(
        "select id, account, month, sha256, head, at from billing_statement where :account in ('', account) "
        "order by month desc, id desc",
        {"account": account_id},
    )
    return [Issued(row["id"], row["account"], row["month"], row["sha256"], row["head"], row["at"]) for row in found]


def issued_statement(q: Query, statement_id: str) -> Issued:
    """One of them.

    Raises:
        NotFound: There is none.
    """
    found = next((one for one in issued_statements(q) if one.id == statement_id), None)
    if found is None:
        raise NotFound(kind="billing-statement", id=statement_id)
    return found


def _orders(q: Query, account: CarrierAccount, first: str, last: str) -> list[StatementLine]:
    lines = []
    found = q.all(
        "select o.id, j.number, j.business_day from billing_order o "
        "join journal j on j.number = o.journal or j.number = o.undone_journal "
        "where o.account = :account and j.business_day >= :first and j.business_day <= :last",
        {"account": account.id, "first": first, "last": last},
    )
    for row in found:
        order = rows.get_order(q, row["id"])
        lines.append(_line(order, row["number"], row["business_day"]))
    return lines


def _line(order: BilledOrder, number: int, booked: str) -> StatementLine:
    is_undone = number == order.undone_journal

    def signed(amount: Money) -> Money:
        return -amount if is_undone else amount

    kind = LineKind.METER_REFILL if order.what is What.METER_REFILL else LineKind.POSTAGE
    return StatementLine(
        journal=number, booked=booked, day=order.day, kind=LineKind.UNDONE if is_undone else kind,
        channel=order.channel, reference=order.reference, order_ref=order.order_ref,
        paid=tuple((one.method, signed(one.amount)) for one in order.payments), postage=signed(order.postage),
        tax=signed(order.tax), fee=zero(order.postage.currency),
    )  # fmt: skip


def _fees(q: Query, account: CarrierAccount, first: str, last: str) -> list[StatementLine]:
    found = q.all(
        "select f.minor, f.journal, j.business_day, o.reference, o.order_ref from payable_fee f "
        "join payable p on p.id = f.payable join billing_order o on o.id = p.billing_order "
        "join journal j on j.number = f.journal "
        "where p.account = :account and j.business_day >= :first and j.business_day <= :last",
        {"account": account.id, "first": first, "last": last},
    )
    none = zero(account.currency)
    return [
        StatementLine(
            row["journal"], row["business_day"], row["business_day"], LineKind.LATE_FEE, None, row["reference"],
            row["order_ref"], (), none, none, Money(row["minor"], account.currency),
        )
        for row in found
    ]  # fmt: skip


def _meter_used(q: Query, account: CarrierAccount, first: str, last: str) -> Money:
    minor = q.integer(
        "select coalesce(sum(r.used_minor), 0) from meter_reading r join postage_meter m on m.number = r.meter "
        "join journal j on j.number = r.journal "
        "where m.account = :account and j.business_day >= :first and j.business_day <= :last",
        {"account": account.id, "first": first, "last": last},
    )
    return Money(minor, account.currency)
