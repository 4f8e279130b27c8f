"""What shipping needs at hand: the books, the providers, and what happens to an order when its label settles."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.accounts.records import Wallet
from core.carriers.catalogue import Catalogue
from core.context import Desk
from core.errors import Problem
from core.labels.store import Label
from core.orders.records import OrderEvent, OrderState
from core.orders.rules import LABEL_VOIDED
from core.orders.store import get_order, move_order, set_holds
from core.purchases.machine import LabelHooks, Till
from core.purchases.port import PostageGateway
from core.purchases.store import Purchase
from core.shipments.store import get_parcel
from core.store.database import Store, Tx
from core.store.files import Files
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts that every shipping use case takes.

    Attributes:
        store: The books.
        desk: Who, where, when.
        files: Drawings and issued files.
        catalogue: Carriers of the program and of the user.
        gateways: Providers by kind, as wallets name them.
    """

    store: Store
    desk: Desk
    files: Files
    catalogue: Catalogue
    gateways: Mapping[str, PostageGateway]

    def till(self, wallet: Wallet) -> Till:
        """What paid calls from this wallet need."""
        return Till(self.store, self.desk, self.gateways[wallet.gateway], self.files, OrderHooks())


class OrderHooks(LabelHooks):
    """An order is shipped in the transaction that books its label, and held in the one that books its void."""

    def label_bought(self, tx: Tx, desk: Desk, purchase: Purchase, label: Label) -> None:
        """The order has its label."""
        order = get_order(tx, get_parcel(tx, purchase.subject).order)
        if order.state in (OrderState.OPEN, OrderState.HELD):
            move_order(tx, desk, order, OrderEvent.SHIP)
        tx.touch(Topic.SHIPMENTS)

    def label_ended(self, tx: Tx, desk: Desk, purchase: Purchase) -> None:
        """Nothing was bought; the order stands as it stood."""
        tx.touch(Topic.SHIPMENTS)

    def label_voided(self, tx: Tx, desk: Desk, label: Label) -> None:
        """The order waits for a person, when no other box of it has a label: a batch must not buy another silently."""
        order = get_order(tx, get_parcel(tx, label.parcel).order)
        others = tx.integer(
            "select count(*) from purchase p join parcel b on b.id = p.subject join shipment s on s.id = b.shipment "
            "where p.kind = 'label' and p.live = 1 and s.order_id = :order",
            {"order": order.id},
        )
        if order.state is OrderState.SHIPPED and others == 0:
            held = [Problem(hold.field, hold.code, hold.value) for hold in order.holds]
            set_holds(tx, desk, order.id, [*held, Problem("order", LABEL_VOIDED, label.tracking)], "voided")
            move_order(tx, desk, order, OrderEvent.UNSHIP, LABEL_VOIDED)
        tx.touch(Topic.SHIPMENTS)
