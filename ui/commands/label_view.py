"""Labels as answers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.carrier_words import carrier_of, service_of
from ui.commands.output import clip, table
from ui.commands.voids import days_text, time_of, void_facts

if TYPE_CHECKING:
    from core.shipments.listing import ShipmentRow
    from ui.commands.session import Session


def label_data(session: "Session", row: "ShipmentRow") -> dict[str, object]:
    """One label for programs."""
    catalogue = session.services.catalogue
    return {
        "id": row.label, "order": row.number, "order_id": row.order, "state": row.state,
        "carrier": carrier_of(catalogue, row.carrier), "carrier_code": row.carrier,
        "service": service_of(catalogue, row.carrier, row.service_code), "service_code": row.service_code,
        "tracking_number": row.tracking, "price": row.price, "wallet": row.wallet, "recipient": row.recipient,
        "city": row.city, "country": row.country, "ship_day": row.ship_day, "made_at": row.made_at,
        "print_state": row.print_state, "copies": row.copies, "override": row.override,
    } | void_facts(session, row).data  # fmt: skip


def label_table(session: "Session", rows: "Sequence[ShipmentRow]") -> list[str]:
    """Labels for people."""
    from ui.messages_base import word
    from ui.messages_words import JOB_STATES, LABEL_STATES

    tr, catalogue = session.tr, session.services.catalogue
    head = (
        tr("Order"),
        tr("Carrier"),
        tr("Service"),
        tr("Tracking number"),
        tr("Price"),
        tr("State"),
        tr("Voidable"),
        tr("Print", context="noun"),
    )
    cells = [
        (
            clip(row.number),
            carrier_of(catalogue, row.carrier, tr.lang),
            service_of(catalogue, row.carrier, row.service_code, tr.lang),
            catalogue.numbers.format(row.tracking),
            tr.money(row.price),
            word(tr, LABEL_STATES, row.state.value),
            days_text(session, time_of(session, row)),
            word(tr, JOB_STATES, row.print_state) if row.print_state else "–",
        )
        for row in rows
    ]
    return table(head, cells, right="4")
