"""One order as an answer."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from ui.carrier_words import asked_for
from ui.commands.output import clip, pairs

if TYPE_CHECKING:
    from core.i18n import Tr
    from core.orders.records import Order


def order_data(tr: "Tr", order: "Order") -> dict[str, object]:
    """For programs."""
    from ui.messages_problems import code_text

    dims = order.dims
    return {
        "id": order.id, "number": order.number, "source": order.source, "state": order.state,
        "ship_to": asdict(order.ship_to), "weight_mg": order.weight.mg if order.weight else None,
        "weight_source": order.weight_source,
        "size_um": [dims.length_um, dims.width_um, dims.height_um] if dims else None, "carrier": order.carrier,
        "service": order.service,
        "items": [
            {
                "sku": item.sku, "name": item.name, "quantity": item.quantity,
                "unit_price": None if item.unit_price_minor is None else {
                    "minor": item.unit_price_minor, "currency": order.total.currency if order.total else None,
                },
            }
            for item in order.items
        ],
        "total": order.total, "day": order.day, "notes": order.notes,
        "holds": [
            {
                "code": hold.code, "field": hold.field, "value": hold.value, "since": hold.since,
                "message": code_text(tr, hold.code, hold.field, hold.value),
            }
            for hold in order.holds
        ],
        "used_as_is": order.used_as_is, "edited_at": order.edited_at, "created_at": order.created_at,
    }  # fmt: skip


def order_lines(tr: "Tr", order: "Order") -> list[str]:
    """For people."""
    from ui.messages_base import word
    from ui.messages_problems import code_text
    from ui.messages_words import ORDER_STATES

    to = order.ship_to
    head = pairs(
        [
            (tr("Order"), f"{clip(order.number)}  ({clip(order.source)})"),
            (tr("Our id"), order.id),
            (tr("State"), word(tr, ORDER_STATES, order.state.value)),
            (tr("Requested"), asked_for(tr, order.carrier, order.service)),
            (tr("Weight"), tr.weight(order.weight, "lb") if order.weight else tr("not weighed")),
            (tr("Size"), tr.dimensions(order.dims, "in") if order.dims else tr("not measured")),
            (tr("Total"), tr.money(order.total) if order.total else ""),
            (tr("Day"), tr.day(order.day) if order.day else ""),
        ]
    )
    lines = [to.name, to.company, *to.street_lines(), to.city_line(), to.country, to.phone, to.email]
    address = ["", *(f"  {line}" for line in lines if line)]
    items = [f"  {item.quantity} × {item.name or item.sku}" for item in order.items]
    holds = [f"  {code_text(tr, hold.code, hold.field, hold.value)}" for hold in order.holds]
    notes = [f"  {line}" for line in order.notes.splitlines()]
    return [
        *head, *address, *([""] if items else []), *items, *(["", tr("Held because:")] if holds else []), *holds,
        *(["", tr("Notes:")] if notes else []), *notes,
    ]  # fmt: skip
