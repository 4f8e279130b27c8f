"""`postage record`, `labels record`, `labels record-void`: what a person bought in the provider's portal."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.labels.store import Label

DAY = click.DateTime(formats=["%Y-%m-%d"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
REFERENCE = click.option("--reference", required=True, help="The portal’s transaction number.")


@click.command("record", cls=StationCommand)
@click.argument("amount")
@REFERENCE
@click.option("--day", type=DAY, help="When; today when left out.")
@click.option("--evidence", type=FILE, help="A receipt or picture; its content is kept.")
@click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
@pass_session
def record_postage(
    session: Session, amount: str, reference: str, day: "datetime | None", evidence: Path | None, wallet: str
) -> Answer:  # fmt: skip
    """Record postage that was bought in the provider's portal; declared until a reading or its export confirms it.

    JSON: {"purchase", "wallet", "amount", "reference", "booked", "declared"}.
    """
    from core.money import parse_money
    from core.people.acts import Act
    from core.wallet.service import view
    from core.wallet.service_recording import Said
    from core.wallet.service_recording import record_postage as record

    chosen, tr = session.wallet(wallet), session.tr
    paid = parse_money(amount, chosen.currency)
    said = Said(reference, _day(day), evidence.read_bytes() if evidence else b"")
    proofs = session.prove(Act.RECORD, about=chosen.id)
    done = record(session.services.till(chosen.id), chosen.id, paid, said, proofs=proofs)
    now = session.services.read(partial(view, wallet=chosen))
    data = {
        "purchase": done.id, "wallet": chosen.id, "amount": paid, "reference": done.provider_ref,
        "booked": now.booked, "declared": now.declared,
    }  # fmt: skip
    line = tr(
        "Recorded {amount} ({reference}). Balance by our books: {booked}; declared and not confirmed yet: {declared}.",
        amount=paid, reference=done.provider_ref, booked=now.booked, declared=now.declared,
    )  # fmt: skip
    return Answer(data, [line])


@click.command("record", cls=StationCommand)
@click.argument("order")
@click.option("--carrier", required=True, help="Name or code.")
@click.option("--service", required=True, help="Name or code.")
@click.option("--tracking", required=True, help="Tracking number, as printed.")
@click.option("--price", required=True, help="What the portal charged.")
@REFERENCE
@click.option("--day", type=DAY, help="Ship day; today when left out.")
@click.option("--file", "path", type=FILE, help="The label as the portal gave it, a PDF; it can be printed again here.")
@pass_session
def record_label(
    session: Session, /, order: str, day: "datetime | None", path: Path | None, **said: str
) -> Answer:  # fmt: skip
    """Record a label that was bought in the provider's portal for an order; the order is shipped by it.

    JSON: as of `labels list`.
    """
    from core.accounts.service import wallet_for_carrier
    from core.money import parse_money
    from core.people.acts import Act
    from core.shipments.service_recording import BoughtElsewhere
    from core.shipments.service_recording import record_label as record
    from ui.commands.asked import asked_service
    from ui.commands.finding import order_id

    services = session.services
    found = order_id(session, order)
    asked = asked_service(services.catalogue, said["carrier"], said["service"])
    assert asked is not None, "both are required"
    wallet = services.read(partial(wallet_for_carrier, carrier=asked.carrier))
    bought = BoughtElsewhere(
        asked.carrier, asked.service_code, said["tracking"], parse_money(said["price"], wallet.currency),
        said["reference"], _day(day), path.read_bytes() if path else b"",
    )  # fmt: skip
    proofs = session.prove(Act.RECORD, about=wallet.id)
    return _label(session, record(services.bench, found, bought, proofs=proofs))


@click.command("record-void", cls=StationCommand)
@click.argument("label")
@REFERENCE
@pass_session
def record_void(session: Session, label: str, reference: str) -> Answer:
    """Record that the portal accepted a label's void; the refund is due and comes later.

    JSON: as of `labels list`.
    """
    from core.labels.store import get_label
    from core.people.acts import Act
    from core.shipments.service_recording import record_void as record
    from ui.commands.finding import label_id

    services = session.services
    found = label_id(session, label)
    wallet = services.read(partial(get_label, label_id=found)).wallet
    proofs = session.prove(Act.RECORD, about=wallet)
    return _label(session, record(services.bench, found, reference, proofs=proofs))


def _label(session: Session, label: "Label") -> Answer:
    from core.shipments.listing import shipment_of_label
    from ui.commands.label_view import label_data, label_table

    row = session.services.read(partial(shipment_of_label, label=label.id))
    assert row is not None, "it was recorded for an order"
    return Answer(label_data(session, row), label_table(session, [row]))


def _day(day: "datetime | None") -> str:
    return day.date().isoformat() if day is not None else ""
