"""`billing record | undo | orders | payables | pay | late-fee | meter`: what was bought elsewhere, and what is owed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand, StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.billing.records import CarrierAccount, NewOrder, Payment
    from core.money import Money

CHANNELS = ("tool", "shop", "direct-mail", "counter", "partner")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ACCOUNT = click.option("--account", default="", help="Number or id; the only one when left out.")
DAY = click.option("--day", default="", metavar="YYYY-MM-DD", help="When; today when left out.")


@click.command("record", cls=StationCommand)
@click.argument("amount")
@ACCOUNT
@click.option("--channel", type=click.Choice(CHANNELS), required=True, help="Where it was bought.")
@click.option("--pay", "pays", multiple=True, metavar="METHOD[=AMOUNT]", help="What paid; once for each method.")
@click.option("--tax", default="", help="Tax on top of AMOUNT, which comes back.")
@click.option("--refill", is_flag=True, help="AMOUNT went into the meter.")
@click.option("--meter", "meter_number", default="", help="Which meter; the only active one when left out.")
@click.option("--direct-mail", "is_direct_mail", is_flag=True, help="Direct mail; so is what that tool sells.")
@click.option("--pieces", type=click.IntRange(0, 1_000_000), default=1, show_default=True)
@DAY
@click.option("--reference", default="", help="Number of the receipt.")
@click.option("--order", default="", help="Our order that it was for: number or id.")
@click.option("--receipt", type=FILE, help="PDF, PNG or JPG; kept.")
@pass_session
def record(session: Session, /, amount: str, account: str, order: str, receipt: Path | None, **said: object) -> Answer:
    """Record a purchase made elsewhere, AMOUNT before tax, with what paid it: nothing is recorded that is not paid.

    JSON: {"billed", "account", "carrier", "channel", "what", "stream", "pieces", "day", "reference", "order",
    "postage", "tax", "total", "payments": [{"method", "amount", "meter"}], "receipt", "state", "entry",
    "undone_reason", "at", "by", "payable": as of `billing payables`, or null}.
    """
    from core.billing.dated_rules import load_billing_rules
    from core.billing.rules import RECEIPT_MAX
    from core.billing.service_recording import record_order
    from core.people.acts import Act
    from ui.commands.billing_view import billing_account
    from ui.commands.finding import order_named
    from ui.file_access import read_file

    services, chosen = session.services, billing_account(session, account)
    number = order_named(session, order).number if order else ""
    data = read_file(receipt, RECEIPT_MAX) if receipt else b""
    new = _new_order(session, chosen, amount, number, data, said)
    proofs = session.prove(Act.RECORD, about=chosen.id)
    rules = load_billing_rules(services.directory)
    made = record_order(services.store, services.desk, services.files, rules, new, proofs=proofs)
    return _one(session, made.id)


def _one(session: Session, order: str) -> Answer:
    from core.billing.store import get_order, payable_of
    from ui.commands.billing_view import order_data, orders_table, payable_data, payables_table

    read = session.services.read
    made, owed = read(partial(get_order, order_id=order)), read(partial(payable_of, order_id=order))
    lines = orders_table(session, [made]) + (["", *payables_table(session, [owed])] if owed else [])
    return Answer({**order_data(made), "payable": payable_data(owed) if owed else None}, lines)


def _new_order(
    session: Session, account: "CarrierAccount", amount: str, order: str, receipt: bytes, said: dict[str, object]
) -> "NewOrder":
    from core.billing.records import Channel, NewOrder, Stream, What
    from core.money import parse_money, zero

    postage, currency = parse_money(amount, account.currency), account.currency
    tax = parse_money(str(said["tax"]), currency) if said["tax"] else zero(currency)
    meter_number = str(said["meter_number"]) or _only_meter(session, account)
    channel = Channel(str(said["channel"]))
    is_direct_mail = bool(said["is_direct_mail"]) or channel is Channel.DIRECT_MAIL
    pays = said["pays"]
    assert isinstance(pays, tuple), "click gives one"
    pieces = said["pieces"]
    assert isinstance(pieces, int), "click gives one"
    return NewOrder(
        account=account.id, channel=channel, postage=postage, tax=tax,
        payments=tuple(_payment(str(one), postage + tax, meter_number) for one in pays),
        what=What.METER_REFILL if said["refill"] else What.POSTAGE,
        stream=Stream.DIRECT_MAIL if is_direct_mail else Stream.SHIPPING, pieces=pieces, day=str(said["day"]),
        reference=str(said["reference"]), order_ref=order, receipt=receipt,
        meter=meter_number if said["refill"] else "",
    )  # fmt: skip


def _only_meter(session: Session, account: "CarrierAccount") -> str:
    from core.billing.store import list_meters

    active = [m.number for m in session.services.read(lambda q: list_meters(q, account.id)) if m.is_active]
    return active[0] if len(active) == 1 else ""


def _payment(text: str, whole: "Money", meter_number: str) -> "Payment":
    from core.billing.records import Method, Payment
    from core.money import parse_money

    name, _, amount = text.partition("=")
    method = next((one for one in Method if one.value == name), None)
    if method is None:
        names = ", ".join(one.value for one in Method)
        raise click.BadParameter(f"{name[:40]!r} is none of {names}", param_hint="--pay")
    paid = parse_money(amount, whole.currency) if amount else whole
    return Payment(method, paid, meter_number if method is Method.METER else "")


@click.command("undo", cls=StationCommand)
@click.argument("billed")
@click.option("--reason", required=True, help="What was wrong with it.")
@pass_session
def undo(session: Session, billed: str, reason: str) -> Answer:
    """Take back what was recorded by mistake (BILLED: its id); the entry's mirror is booked.

    JSON: as of `billing record`.
    """
    from core.billing.service_recording import undo_order
    from core.billing.store import get_order
    from core.people.acts import Act

    services = session.services
    found = services.read(partial(get_order, order_id=billed))
    proofs = session.prove(Act.RECORD, about=found.account)
    undo_order(services.store, services.desk, found.id, reason, proofs=proofs)
    return _one(session, found.id)


@click.command("orders", cls=StationCommand)
@ACCOUNT
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="At most so many.")
@pass_session
def orders(session: Session, account: str, limit: int) -> Answer:
    """List what was recorded, the newest first.

    JSON: a list of what `billing record` answers, without the payable.
    """
    from core.billing.store import list_orders
    from ui.commands.billing_view import billing_account, order_data, orders_table

    wanted = billing_account(session, account).id if account else ""
    found = session.services.read(lambda q: list_orders(q, wanted, limit=limit))
    lines = orders_table(session, found) if found else [session.tr("Nothing was recorded yet.")]
    return Answer([order_data(one) for one in found], lines)


@click.command("payables", cls=StationCommand)
@ACCOUNT
@click.option("--all", "every", is_flag=True, help="Those that are paid, too.")
@pass_session
def payables(session: Session, account: str, every: bool) -> Answer:
    """List what is owed, the earliest due first.

    JSON: [{"payable", "account", "order", "amount", "fees", "owed", "due", "state", "paid_from", "paid_day",
    "reference"}].
    """
    from core.billing.store import list_payables
    from ui.commands.billing_view import billing_account, payable_data, payables_table

    wanted = billing_account(session, account).id if account else ""
    found = session.services.read(lambda q: list_payables(q, wanted, open_only=not every))
    lines = payables_table(session, found) if found else [session.tr("Nothing is owed.")]
    return Answer([payable_data(one) for one in found], lines)


@click.command("pay", cls=StationCommand)
@click.argument("payable")
@click.option("--from", "paid_from", type=click.Choice(["card", "bank"]), required=True, help="What paid it.")
@DAY
@click.option("--reference", default="", help="Of the bank or the card.")
@pass_session
def pay(session: Session, payable: str, paid_from: str, day: str, reference: str) -> Answer:
    """Record that PAYABLE (its id, or that of its order) was paid, whole, with its late fees.

    JSON: as one entry of `billing payables`.
    """
    from core.billing.records import PaidFrom
    from core.billing.service_payables import Paying, pay_payable
    from core.billing.store import get_payable
    from core.people.acts import Act
    from ui.commands.billing_view import payable_data, payables_table

    services = session.services
    found = services.read(partial(get_payable, payable_id=payable))
    proofs = session.prove(Act.RECORD, about=found.account)
    paying = Paying(PaidFrom(paid_from), day, reference)
    paid = pay_payable(services.store, services.desk, found.id, paying, proofs=proofs)
    return Answer(payable_data(paid), payables_table(session, [paid]))


@click.command("late-fee", cls=StationCommand)
@click.argument("payable")
@click.argument("amount")
@click.option("--reason", required=True, help="Where the fee stands.")
@pass_session
def late_fee(session: Session, payable: str, amount: str, reason: str) -> Answer:
    """Add a late fee to PAYABLE.

    JSON: as one entry of `billing payables`.
    """
    from core.billing.service_payables import add_late_fee
    from core.billing.store import get_payable
    from core.money import parse_money
    from core.people.acts import Act
    from ui.commands.billing_view import payable_data, payables_table

    services = session.services
    found = services.read(partial(get_payable, payable_id=payable))
    fee = parse_money(amount, found.amount.currency)
    proofs = session.prove(Act.RECORD, about=found.account)
    late = add_late_fee(services.store, services.desk, found.id, fee, reason, proofs=proofs)
    return Answer(payable_data(late), payables_table(session, [late]))


@click.group("meter", cls=StationGroup)
def meter() -> None:
    """Postage meters: whether they are active, and what their registers show."""


@meter.command("list")
@ACCOUNT
@pass_session
def list_meters_(session: Session, account: str) -> Answer:
    """List meters with what is in them by the books.

    JSON: [{"meter", "account", "active", "booked", "readings": [{"day", "remaining", "used", "by"}]}].
    """
    from core.billing.service_meter import meter_balance
    from core.billing.store import list_meters, meter_readings
    from ui.commands.billing_view import billing_account
    from ui.commands.output import table

    tr = session.tr
    wanted = billing_account(session, account).id if account else ""
    with session.services.store.read() as q:
        found = [(m, meter_balance(q, m), meter_readings(q, m.number)) for m in list_meters(q, wanted)]
    data = [
        {
            "meter": one.number, "account": one.account, "active": one.is_active, "booked": booked,
            "readings": [{"day": r.day, "remaining": r.remaining, "used": r.used, "by": r.actor} for r in readings],
        }
        for one, booked, readings in found
    ]  # fmt: skip
    rows = [
        (
            one.number, tr("active") if one.is_active else tr("not active"), tr.money(booked),
            tr.day(readings[0].day) if readings else "",
        )
        for one, booked, readings in found
    ]  # fmt: skip
    head = (tr("Meter"), tr("State"), tr("By the books"), tr("Last reading"))
    return Answer(data, table(head, rows, right="2") if rows else [tr("No meter was entered yet.")])


@meter.command("set")
@click.argument("number")
@ACCOUNT
@click.option("--active/--inactive", default=True, help="Whether it is in use.")
@DAY
@click.option("--reason", default="", help="Why.")
@pass_session
def set_(session: Session, number: str, account: str, active: bool, day: str, reason: str) -> Answer:
    """Enter the meter NUMBER of an account, or say that it is active or not; its history is kept.

    JSON: {"meter", "account", "active"}.
    """
    from core.billing.service import set_meter
    from core.people.acts import Act
    from ui.commands.billing_view import billing_account

    services, chosen, tr = session.services, billing_account(session, account), session.tr
    proofs = session.prove(Act.RECORD, about=chosen.id)
    made = set_meter(
        services.store, services.desk, chosen.id, number, active=active, day=day, reason=reason, proofs=proofs
    )  # fmt: skip
    words = tr("active") if made.is_active else tr("not active")
    return Answer(
        {"meter": made.number, "account": made.account, "active": made.is_active}, [f"{made.number}: {words}"]
    )


@meter.command("read")
@click.argument("number")
@click.argument("remaining")
@DAY
@pass_session
def read(session: Session, number: str, remaining: str, day: str) -> Answer:
    """Record what the register of meter NUMBER shows as left; what it fell by is postage used.

    JSON: {"meter", "day", "remaining", "used"}.
    """
    from core.billing.service_meter import read_meter
    from core.billing.store import get_account, get_meter
    from core.money import parse_money
    from core.people.acts import Act

    services = session.services
    found = services.read(lambda q: get_meter(q, number))
    currency = services.read(lambda q: get_account(q, found.account)).currency
    left = parse_money(remaining, currency)
    proofs = session.prove(Act.RECORD, about=found.account)
    made = read_meter(services.store, services.desk, number, left, day=day, proofs=proofs)
    line = session.tr("{meter}: {remaining} left, {used} used.", meter=number, remaining=made.remaining, used=made.used)
    return Answer({"meter": number, "day": made.day, "remaining": made.remaining, "used": made.used}, [line])
