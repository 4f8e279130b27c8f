"""The two targets of an import: the store, inside the import's transaction, and a dry run that only looks."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.errors import Problem
from core.orders.records import Order, OrderDraft, OrderEvent, OrderState
from core.orders.report import FileFacts
from core.orders.rules import CANCELLED_AT_SOURCE, OUR_OWN, USABLE_AS_IS
from core.orders.store import get_order, move_order, set_holds
from core.orders.store_import import (
    Known,
    find_known,
    insert_import,
    insert_orders,
    keep_ours,
    knows_source,
    order_ids,
    update_order,
)
from core.store.database import Query, Tx
from core.store.history import record_move


def draft_of(order: Order) -> OrderDraft:
    """What the store has of an order, as a draft, to compare it with a file's."""
    address, dims = order.ship_to, order.dims
    return OrderDraft(
        number=order.number,
        name=address.name,
        company=address.company,
        line1=address.line1,
        line2=address.line2,
        line3=address.line3,
        city=address.city,
        region=address.region,
        postal=address.postal,
        country=address.country,
        phone=address.phone,
        email=address.email,
        weight_mg=None if order.weight is None else order.weight.mg,
        length_um=None if dims is None else dims.length_um,
        width_um=None if dims is None else dims.width_um,
        height_um=None if dims is None else dims.height_um,
        service=order.service,
        carrier=order.carrier,
        total_minor=None if order.total is None else order.total.minor,
        currency="" if order.total is None else order.total.currency,
        day=order.day,
        notes=order.notes,
        items=order.items,
    )


@dataclass(frozen=True, slots=True)
class DryRun:
    """Looks and writes nothing."""

    q: Query
    source: str

    def known(self, numbers: list[str]) -> Mapping[str, Known]:
        """See `core.orders.importing.Target`, as for all that follow."""
        return find_known(self.q, self.source, numbers)

    def insert(self, orders: list[OrderDraft]) -> None:
        """Nothing."""

    def update(self, known: Known, order: OrderDraft) -> None:
        """Nothing."""

    def keep_ours(self, known: Known, order: OrderDraft) -> None:
        """Nothing."""

    def hold_cancelled(self, known: Known) -> None:
        """Nothing."""

    def stored(self, known: Known) -> OrderDraft:
        """The order as it is."""
        return draft_of(get_order(self.q, known.id))


class Writer:
    """Writes into the store, inside the transaction of the import. Nothing is written before something changes."""

    def __init__(self, tx: Tx, desk: Desk, facts: FileFacts, *, may_repeat: bool) -> None:
        """Begin.

        Args:
            tx: The transaction.
            desk: Who, where, when.
            facts: Of the file.
            may_repeat: An order may be met that this very import has stored.
        """
        self._tx = tx
        self._desk = desk
        self._facts = facts
        self._now = utc_text(desk.clock.now())
        self._ids = order_ids(desk.ids.new)
        self._is_new_source = not may_repeat and not knows_source(tx, facts.source)
        self.import_id = ""
        self.changed = False

    def known(self, numbers: list[str]) -> Mapping[str, Known]:
        """See `core.orders.importing.Target`, as for all that follow."""
        return {} if self._is_new_source else find_known(self._tx, self._facts.source, numbers)

    def insert(self, orders: list[OrderDraft]) -> None:
        """Store them, held where they have problems."""
        if orders:
            ids = [next(self._ids) for _ in orders]
            pairs = list(zip(ids, orders, strict=True))
            insert_orders(self._tx, self._facts.source, self._begun(), self._now, pairs)

    def update(self, known: Known, order: OrderDraft) -> None:
        """Replace the content; holds that a word set stay, an address that was accepted and did not change stays so."""
        before = get_order(self._tx, known.id)
        as_is = before.used_as_is and before.ship_to == order.ship_to
        update_order(self._tx, known.id, self._begun(), order)
        event = [Problem(hold.field, hold.code, hold.value) for hold in before.holds if hold.code in OUR_OWN]
        problems = [p for p in order.problems if not (as_is and p.code in USABLE_AS_IS)]
        if before.state in (OrderState.OPEN, OrderState.HELD):
            self._rehold(before, [*event, *problems])
        record_move(
            self._tx, self._desk, "orders", known.id, old=before.state.value, event="import", new=before.state.value,
            reason=self.import_id,
        )  # fmt: skip

    def keep_ours(self, known: Known, order: OrderDraft) -> None:
        """Note the file's content as seen."""
        self.changed = True
        keep_ours(self._tx, known.id, order)

    def hold_cancelled(self, known: Known) -> None:
        """Hold an order that is still to ship; nothing happens to one that is held for it already."""
        order = get_order(self._tx, known.id)
        codes = {hold.code for hold in order.holds}
        if order.state in (OrderState.OPEN, OrderState.HELD) and CANCELLED_AT_SOURCE not in codes:
            self.changed = True
            problems = [Problem(hold.field, hold.code, hold.value) for hold in order.holds]
            self._rehold(order, [*problems, Problem("order", CANCELLED_AT_SOURCE)])

    def stored(self, known: Known) -> OrderDraft:
        """The order as it is."""
        return draft_of(get_order(self._tx, known.id))

    def _begun(self) -> str:
        """The id of the import's own row, made when the first order needs it."""
        if not self.import_id:
            self.import_id = self._desk.ids.new()
            insert_import(self._tx, self._desk, self.import_id, self._facts)
        self.changed = True
        return self.import_id

    def _rehold(self, order: Order, problems: list[Problem]) -> None:
        set_holds(self._tx, self._desk, order.id, problems, "import")
        if problems and order.state is OrderState.OPEN:
            move_order(self._tx, self._desk, order, OrderEvent.HOLD)
        elif not problems and order.state is OrderState.HELD:
            move_order(self._tx, self._desk, order, OrderEvent.RELEASE)
