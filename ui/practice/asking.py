"""What the steps after printing ask of the books and of the provider."""

from functools import partial
from typing import TYPE_CHECKING

from core.accounts.store import get_wallet
from core.labels.store import get_label
from core.shipments.listing import shipment_of_label
from core.wallet.service import view
from core.wallet.service_refunds import poll_refunds

if TYPE_CHECKING:
    from core.labels.store import Label
    from core.money import Money
    from core.shipments.listing import ShipmentRow
    from core.wallet.service_refunds import Told
    from ui.practice.day import Day


def label_now(day: "Day", label: "Label") -> "Label":
    """The label as the books have it by now."""
    return day.services.read(partial(get_label, label_id=label.id))


def row_of(day: "Day", label: "Label") -> "ShipmentRow":
    """The label with its order."""
    row = day.services.read(partial(shipment_of_label, label=label.id))
    assert row is not None, "it was bought in this day"
    return row


def balance_of(day: "Day", wallet: str) -> "Money":
    """What the books say that the wallet holds."""
    return day.services.read(lambda q: view(q, get_wallet(q, wallet))).booked


def poll(day: "Day", wallet: str) -> "list[Told]":
    """Ask the provider what came back or was adjusted, and book it."""
    return poll_refunds(day.services.till(wallet), wallet, day.services.catalogue)
