"""`labels voidable | refunds | refund`: money that may still be saved, and money that is to come back."""

from functools import partial
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.wallet.clocks import RefundDue, VoidClock
    from core.wallet.service_refunds import Told

WALLET = click.option("--wallet", default="", help="Id or currency; all wallets when left out.")


@click.command(cls=StationCommand)
@WALLET
@pass_session
def voidable(session: Session, wallet: str) -> Answer:
    """List the labels that may still be voided: the soonest to end first, the dearest first among those.

    JSON: {"labels": [{"label", "tracking_number", "carrier", "wallet", "price", "void_state", "void_from",
    "void_until", "days_left"}], "at_risk": [amounts, one for each currency]}.
    """
    from core.wallet.clocks import still_voidable

    services = session.services
    chosen = session.wallet(wallet).id if wallet else ""
    now, zone = services.desk.clock.now(), services.desk.actor.zone
    clocks = services.read(lambda q: still_voidable(q, services.catalogue, now, zone, wallet=chosen))
    sums = _sums(clocks)
    data = {
        "labels": [
            {
                "label": one.label.id, "tracking_number": one.label.tracking, "carrier": one.label.carrier,
                "wallet": one.label.wallet, "price": one.label.price, "void_state": one.moment,
                "void_from": one.window.earliest, "void_until": one.window.latest, "days_left": one.days_left,
            }
            for one in clocks
        ],
        "at_risk": sums,
    }  # fmt: skip
    tr = session.tr
    total = [tr("At risk: {amount}.", amount=amount) for amount in sums]
    return Answer(data, [*_clock_table(session, clocks), *total] or [tr("No label can be voided.")])


def _sums(clocks: "list[VoidClock]") -> list[object]:
    from core.money import total

    prices = [one.label.price for one in clocks]
    currencies = sorted({price.currency for price in prices})
    return [total([price for price in prices if price.currency == one], one) for one in currencies]


def _clock_table(session: Session, clocks: "list[VoidClock]") -> list[str]:
    from ui.carrier_words import carrier_of
    from ui.commands.output import table
    from ui.commands.voids import days_text, void_text

    tr, catalogue = session.tr, session.services.catalogue
    head = (tr("Days left"), tr("Price"), tr("Carrier"), tr("Tracking number"), tr("Void", context="noun"))
    cells = [
        (
            days_text(session, one.time), tr.money(one.label.price), carrier_of(catalogue, one.label.carrier, tr.lang),
            catalogue.numbers.format(one.label.tracking), void_text(session, one.time),
        )
        for one in clocks
    ]  # fmt: skip
    return table(head, cells, right="1")


@click.command(cls=StationCommand)
@WALLET
@click.option("--poll", "ask", is_flag=True, help="Ask the provider first, and book what came.")
@pass_session
def refunds(session: Session, wallet: str, ask: bool) -> Answer:
    """List the refunds that are to come, with the day by which their carriers usually pay.

    JSON: {"due": [{"label", "tracking_number", "carrier", "wallet", "amount", "accepted_at", "expected",
    "is_overdue"}], "told": [{"wallet", "kind", "ref", "amount", "outcome", "label"}]}; `told` is what a poll brought.
    """
    from core.accounts.service import wallets
    from core.wallet.clocks import refunds_due
    from core.wallet.service_refunds import poll_refunds

    services = session.services
    chosen = session.wallet(wallet).id if wallet else ""
    told: list[tuple[str, Told]] = []
    for one in services.read(wallets) if ask else []:
        if chosen in ("", one.id):
            told += [(one.id, each) for each in poll_refunds(services.till(one.id), one.id, services.catalogue)]
    now, zone = services.desk.clock.now(), services.desk.actor.zone
    due = services.read(lambda q: refunds_due(q, services.catalogue, now, zone, wallet=chosen))
    data = {
        "due": [
            {
                "label": one.label.id, "tracking_number": one.label.tracking, "carrier": one.label.carrier,
                "wallet": one.label.wallet, "amount": one.amount, "accepted_at": one.accepted_at,
                "expected": one.expected, "is_overdue": one.is_overdue,
            }
            for one in due
        ],
        "told": [
            {
                "wallet": where, "kind": each.event.kind, "ref": each.event.ref, "amount": each.event.amount,
                "outcome": each.outcome, "label": each.label,
            }
            for where, each in told
        ],
    }  # fmt: skip
    lines = [*_told_lines(session, told), *_due_table(session, due)]
    return Answer(data, lines or [session.tr("No refund is to come.")])


def _told_lines(session: Session, told: "list[tuple[str, Told]]") -> list[str]:
    from ui.messages_base import word
    from ui.messages_wallet import REFUND_OUTCOMES

    tr = session.tr
    return [
        tr(
            "{tracking}: {amount}, {outcome}.", tracking=each.event.tracking or each.event.ref,
            amount=each.event.amount, outcome=word(tr, REFUND_OUTCOMES, each.outcome.value),
        )
        for _where, each in told
    ]  # fmt: skip


def _due_table(session: Session, due: "list[RefundDue]") -> list[str]:
    from ui.carrier_words import carrier_of
    from ui.commands.output import table
    from ui.void_words import expected_text

    tr, catalogue, zone = session.tr, session.services.catalogue, session.services.desk.actor.zone
    head = (tr("Amount"), tr("Carrier"), tr("Tracking number"), tr("Accepted"), tr("Expected"))
    cells = []
    for one in due:
        expected = expected_text(tr, one)
        cells.append(
            (
                tr.money(one.amount), carrier_of(catalogue, one.label.carrier, tr.lang),
                catalogue.numbers.format(one.label.tracking), tr.datetime(one.accepted_at, zone), expected,
            )
        )  # fmt: skip
    return table(head, cells, right="0")


@click.command(cls=StationCommand)
@click.argument("label")
@click.option("--received", default="", metavar="AMOUNT", help="What came back.")
@click.option("--ref", default="", help="Where it stands: the line of the portal or of the statement.")
@click.option("--lost", is_flag=True, help="Give the refund up: it was refused, or its time is over.")
@click.option("--reason", default="", help="Why it is given up.")
@pass_session
def refund(session: Session, label: str, received: str, ref: str, lost: bool, reason: str) -> Answer:
    """Record that a refund came, or give it up, where the provider cannot be asked.

    JSON: as of `labels list`.
    """
    from core.labels.store import get_label
    from core.money import parse_money
    from core.people.acts import Act
    from core.shipments.listing import shipment_of_label
    from core.wallet.service_refunds import record_refund, write_off_refund
    from ui.commands.finding import label_id
    from ui.commands.label_view import label_data
    from ui.messages_base import word
    from ui.messages_words import LABEL_STATES

    if bool(received) == lost:
        raise click.UsageError("Say --received AMOUNT --ref TEXT, or --lost --reason TEXT.")
    services, tr = session.services, session.tr
    found = services.read(partial(get_label, label_id=label_id(session, label)))
    proofs = session.prove(Act.RECORD, about=found.wallet)
    if lost:
        after = write_off_refund(services.store, services.desk, found.id, reason, proofs=proofs)
    else:
        came = parse_money(received, found.price.currency)
        now = services.desk.clock.now()
        after = record_refund(services.store, services.desk, found.id, came, ref, now, proofs=proofs)
    row = services.read(partial(shipment_of_label, label=after.id))
    assert row is not None, "it was there before"
    state = word(tr, LABEL_STATES, after.state.value)
    return Answer(label_data(session, row), [tr("{number}: {state}.", number=after.tracking, state=state)])
