"""`balance explain`: why a balance is what it is, from the last confirmed reading to now (idea 2)."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.wallet.rules_waterfall import OpenItem, Waterfall


@click.command(cls=StationCommand)
@click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="Begin with the last reading that was confirmed before this day.",
)  # fmt: skip
@pass_session
def explain(session: Session, wallet: str, since: datetime | None) -> Answer:
    """Explain a balance: the last confirmed reading, what moved it since, and what is still open.

    JSON: {"wallet", "start", "start_at", "start_reading", "steps": [{"kind", "amount", "count", "after"}], "booked",
    "reserved", "available", "open_items": [{"kind", "amount", "subject", "memo", "expected"}], "reported",
    "reported_at", "difference"}; the steps add up to booked less start.
    """
    from core.wallet.service_explaining import explain_balance

    services, chosen = session.services, session.wallet(wallet)
    now, zone = services.desk.clock.now(), services.desk.actor.zone
    begin = since.replace(tzinfo=zone) if since else None
    found = services.read(lambda q: explain_balance(q, chosen.id, services.catalogue, now, zone, since=begin))
    data = {
        "wallet": chosen.id, "start": found.start, "start_at": found.start_at, "start_reading": found.start_reading,
        "steps": found.steps, "booked": found.booked, "reserved": found.reserved, "available": found.available,
        "open_items": found.open_items, "reported": found.reported, "reported_at": found.reported_at,
        "difference": found.difference,
    }  # fmt: skip
    return Answer(data, [*_waterfall(session, found), *_open(session, found.open_items), *_provider(session, found)])


def _waterfall(session: Session, found: "Waterfall") -> list[str]:
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_words import TRANSACTION_KINDS

    tr, zone = session.tr, session.services.desk.actor.zone
    start = (
        tr("Confirmed {moment}", moment=tr.datetime(found.start_at, zone))
        if found.start_at
        else tr("Beginning of the books; no confirmed reading")
    )
    rows = [(start, "", "", tr.money(found.start))]
    for step in found.steps:
        kind = word(tr, TRANSACTION_KINDS, step.kind)
        sign = "+" if step.amount.minor > 0 else ""
        amount = f"{sign}{tr.money(step.amount)}"
        rows.append((kind[:1].upper() + kind[1:], tr.number(step.count), amount, tr.money(step.after)))
    rows.append((tr("Booked"), "", "", tr.money(found.booked)))
    if found.reserved.minor:
        rows.append((tr("Reserved"), "", tr.money(-found.reserved), ""))
    rows.append((tr("Available"), "", "", tr.money(found.available)))
    return table(("", tr("Entries"), tr("Amount"), tr("Balance")), rows, right="123")


def _open(session: Session, items: "tuple[OpenItem, ...]") -> list[str]:
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_wallet import OPEN_KINDS

    if not items:
        return []
    tr = session.tr
    cells = [
        (
            word(tr, OPEN_KINDS, item.kind.value), tr.money(item.amount), item.memo or item.subject,
            tr.day(item.expected.isoformat()) if item.expected else "–",
        )
        for item in items
    ]  # fmt: skip
    return ["", *table((tr("Still open"), tr("Amount"), tr("About"), tr("Expected")), cells, right="1")]


def _provider(session: Session, found: "Waterfall") -> list[str]:
    tr = session.tr
    if found.reported is None or found.reported_at is None or found.difference is None:
        return ["", tr("The provider was not asked yet.")]
    age = tr.age(session.services.desk.clock.now() - found.reported_at)
    line = tr("The provider said {amount}, {age}.", amount=found.reported, age=age)
    if not found.difference.minor:
        return ["", line, tr("The books agree with it.")]
    return ["", line, click.style(tr("Unexplained difference: {amount}.", amount=found.difference), fg="red")]
