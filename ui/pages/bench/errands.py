"""What the bench does about labels that are there: reprint, void, print what waits, mend a printer, look up."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from core.errors import StationError
from core.i18n import Tr
from core.labels.rules import LabelState
from core.labels.store import Label
from core.orders.records import Order
from core.orders.service import hold_order, release_order, use_address_as_is
from core.printing.records import Batch, Printer
from core.purchases.rules import OPEN
from core.purchases.store import Purchase
from core.shipments.listing import ShipmentRow
from ui.app_context import App
from ui.messages import one_line
from ui.pages.bench import work
from ui.pages.bench.state import BenchState, Busy
from ui.questions import Question
from ui.running import Lane
from ui.views import Tone

T = TypeVar("T")


class Holder(Protocol):
    """The presenter, as its errands see it."""

    state: BenchState

    def become(self, state: BenchState) -> None:
        """Take another state and show it."""
        ...

    def load(self) -> None:
        """Read the surroundings again."""
        ...

    def pick(self, order_id: str) -> None:
        """Take an order into hand."""
        ...


class Errands:
    """Each errand makes the bench busy, runs off the window's thread, and says what came of it."""

    def __init__(self, app: App, holder: Holder) -> None:
        self._app, self._holder = app, holder
        self._waited: dict[str, str] = {}

    def run(self, busy: Busy, work_: Callable[[], T], done: Callable[[T], None], lane: Lane = Lane.OUTSIDE) -> None:
        """Run `work_` while the bench is `busy`; an error is said on the strip."""
        holder = self._holder
        holder.become(replace(holder.state, busy=busy, question=None))
        self._app.notify(Tone.ACCENT, _busy_words(self._app.tr, busy))

        def ended(result: T) -> None:
            holder.become(replace(holder.state, busy=Busy.NOTHING))
            done(result)
            self._app.refresh()
            holder.load()

        def failed(error: StationError) -> None:
            holder.become(replace(holder.state, busy=Busy.NOTHING))
            self._app.notify_error(error)
            holder.load()

        self._app.runner.run(work_, ended, failed, lane)

    def reprint(self, row: ShipmentRow, reason: str) -> None:
        """Queue a further copy; nothing is charged."""
        services = self._app.services
        holder = self._holder
        holder.become(replace(holder.state, reason=(row.label, reason)))
        self.run(Busy.REPRINTING, lambda: work.reprint(services, row.label, reason), partial(self._reprinted, row))

    def _reprinted(self, row: ShipmentRow, queued: tuple[Printer, Batch]) -> None:
        printer, _ = queued
        tr = self._app.tr
        self._app.notify(
            Tone.OK,
            tr("A copy of {number} is on its way to {printer}; nothing was charged.", number=self._number(row.tracking),
               printer=printer.name),
        )  # fmt: skip
        self._app.spool.wake(printer.id)

    def _number(self, tracking: str) -> str:
        return self._app.services.catalogue.numbers.format(tracking)

    def void(self, row: ShipmentRow) -> None:
        """Ask the carrier to void a label."""
        self.run(Busy.VOIDING, lambda: work.void(self._app.services, row.label), self._voided)

    def _voided(self, label: Label) -> None:
        tr, number = self._app.tr, self._number(label.tracking)
        if label.state is LabelState.REFUNDED:
            text = tr("{number} is voided and refunded: {price}.", number=number, price=label.price)
        elif label.state is LabelState.REFUND_DUE:
            text = tr("{number} is voided. A refund of {price} is due.", number=number, price=label.price)
        else:
            text = tr("The void of {number} has been requested.", number=number)
        self._app.notify(Tone.OK, text)
        hand = self._holder.state.hand
        if hand is not None:
            self._holder.pick(hand.found.order.id)

    def print_unprinted(self) -> None:
        """Queue every paid label that is not on paper."""
        self.run(Busy.REPRINTING, lambda: work.print_unprinted(self._app.services), self._queued)

    def _queued(self, queued: tuple[Printer, int]) -> None:
        printer, count = queued
        tr = self._app.tr
        self._app.notify(
            Tone.OK, tr.n("{n} label goes to {printer}.", "{n} labels go to {printer}.", count, printer=printer.name)
        )
        self._app.spool.wake(printer.id)

    def retry_printer(self, printer: str) -> None:
        """A person looked at the printer: let it print."""

        def queued(_count: int) -> None:
            tr = self._app.tr
            self._app.notify(Tone.OK, tr("The printer is asked again."))
            self._app.spool.release(printer)

        self.run(Busy.REPRINTING, lambda: work.retry(self._app.services, printer), queued)

    def move_jobs(self, from_printer: str, to_printer: str) -> None:
        """Give what waits for a printer to another; the labels are rendered again in its language."""

        def moved(count: int) -> None:
            tr = self._app.tr
            self._app.notify(Tone.OK, tr.n("{n} label moves.", "{n} labels move.", count))
            self._app.spool.wake(to_printer)

        self.run(
            Busy.REPRINTING, lambda: work.hand_over(self._app.services, from_printer, to_printer), moved
        )  # fmt: skip

    def use_as_is(self, order: Order, reason: str) -> None:
        """The operator stands for the address."""
        store, desk = self._app.services.store, self._app.services.desk
        self._keep(lambda: use_address_as_is(store, desk, order.id, reason))

    def release(self, order: Order) -> None:
        """Lift what a person held the order for."""
        store, desk = self._app.services.store, self._app.services.desk
        self._keep(lambda: release_order(store, desk, order.id))

    def hold(self, order: Order, reason: str) -> None:
        """Keep the order from shipping; it can be undone, or released."""
        store, desk, tr = self._app.services.store, self._app.services.desk, self._app.tr

        def held(kept: Order) -> None:
            text = tr("Order {number} is held.", number=kept.number)
            self._app.notify(Tone.OK, text, lambda: self.release(kept))
            self._holder.pick(kept.id)

        self.run(Busy.KEEPING, lambda: hold_order(store, desk, order.id, reason), held, Lane.DESK)

    def _keep(self, change: Callable[[], Order]) -> None:
        self.run(Busy.KEEPING, change, lambda order: self._holder.pick(order.id), Lane.DESK)

    def wait_for(self, purchase: Purchase, number: str) -> None:
        """The outcome of a purchase is not known: it is asked at once, and its label printed if it was bought."""
        tr = self._app.tr
        self._waited[purchase.id] = number
        self._app.notify(
            Tone.ERROR, tr("Order {number}: no answer yet. It is asked, never bought twice.", number=number)
        )
        self._app.startup.ask()

    def startup_changed(self) -> None:
        """The provider was asked: see what became of the purchases of this bench."""
        if self._app.startup.is_asking or not self._app.startup.is_done:
            return
        for purchase in list(self._waited):
            self._app.runner.run(
                partial(work.settled, self._app.services, purchase),
                partial(self._settled, purchase),
                self._app.notify_error,
                Lane.OUTSIDE,
            )

    def _settled(self, purchase_id: str, end: work.BuyEnd) -> None:
        assert end.purchase is not None
        if end.purchase.state in OPEN:
            return
        number = self._waited.pop(purchase_id, "")
        tr = self._app.tr
        if end.label is None:
            self._app.notify(
                Tone.WARN, tr("Order {number}: nothing was bought, no money moved. Ship it again.", number=number)
            )
        else:
            text = tr("Order {number}: the label was bought after all, once.", number=number)
            self._app.notify(Tone.OK, text)
            self._holder.become(replace(self._holder.state, shown=end.label.id))
            self.print_queued(end)
        self._app.refresh()
        self._holder.load()

    def print_queued(self, end: work.BuyEnd) -> None:
        """Wake the printer of a label that was queued, or say why it was not."""
        if end.printer is not None:
            self._app.spool.wake(end.printer.id)
        elif end.print_error is not None:
            tr = self._app.tr
            why = one_line(tr, end.print_error)
            self._app.notify(Tone.WARN, tr("The label is bought and kept, but not printed. {why}", why=why))

    def ask(self, question: Question | None) -> None:
        """Put a question in place, or take it away."""
        self._holder.become(replace(self._holder.state, question=question))


def _busy_words(tr: Tr, busy: Busy) -> str:
    words = {
        Busy.REPRINTING: tr("Queueing labels…"),
        Busy.VOIDING: tr("Asking the carrier to void the label…"),
    }
    return words.get(busy, tr("One moment…"))
