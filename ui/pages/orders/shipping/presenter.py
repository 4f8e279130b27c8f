"""Shipping a batch, without Qt: price, say what the balance pays, buy each once, print.

All intents and holds of the batch are written in one transaction before the first label is bought (core); a person
may stop between two labels, and what was bought stays bought.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from core.carriers.catalogue import Catalogue
from core.errors import StationError
from core.orders.store import get_order
from core.printing.rules import NoPrinter
from core.printing.service import default_printer
from core.printing.service_queue import enqueue_labels
from core.services import Services
from core.shipments.service_rating import rate_orders
from core.shipments.service_shipping import Shipped, ship_orders
from core.topics import Topic
from core.wallet.service import WalletView, views
from ui.app_context import App
from ui.pages.listening import Listeners
from ui.pages.orders.rows import Result, Tab
from ui.pages.orders.shipping.deciding import decide
from ui.pages.orders.shipping.rows import Fit, Printed, Quoted, ShipState, Stage
from ui.running import Lane
from ui.views import Tone


@dataclass
class Tally:
    """How far a batch has come: written by the worker, read by the window ten times a second."""

    total: int
    done: int = 0
    last: str = ""
    is_stopped: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def step(self, n: int, _count: int, answer: Shipped) -> None:
        """One order is dealt with."""
        with self.lock:
            self.done, self.last = n, answer.number

    def stopped(self) -> bool:
        """Whether a person asked to stop."""
        with self.lock:
            return self.is_stopped

    def stop(self) -> None:
        """Stop before the next label."""
        with self.lock:
            self.is_stopped = True

    def seen(self) -> tuple[int, str, bool]:
        """How many, which one last, and whether it is to stop."""
        with self.lock:
            return self.done, self.last, self.is_stopped


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch."""

    answers: tuple[Shipped, ...]
    printed: Printed


class ShipPresenter:
    """One per run; each batch begins anew.

    Attributes:
        listeners: The sheet.
        state: What it shows.
    """

    def __init__(self, app: App, closed: Callable[[Result | None], None]) -> None:
        self._app, self._closed = app, closed
        self._quotes = 0
        self._quoted = Quoted((), ())
        self._tally = Tally(0)
        self.listeners = Listeners()
        self.state = ShipState()
        app.watch("orders", (Topic.WALLET,), self._balance_moved)
        app.startup.on_change(self.listeners.tell)

    @property
    def catalogue(self) -> Catalogue:
        """Carriers, for their names."""
        return self._app.services.catalogue

    def _set(self, state: ShipState) -> None:
        self.state = state
        self.listeners.tell()

    # Pricing

    def begin(self, ids: Sequence[str]) -> None:
        """Price these orders."""
        self.begin_with(lambda: tuple(ids))

    def begin_with(self, ids: Callable[[], tuple[str, ...]], waiting: int = 0) -> None:
        """Price the orders whose ids `ids` reads, on a worker; `waiting` others come after them."""
        self._quotes += 1
        number, services = self._quotes, self._app.services
        self._set(ShipState(waiting=waiting))

        def work() -> Quoted:
            wanted = ids()
            orders = services.read(lambda q: [get_order(q, one) for one in wanted])
            return Quoted(tuple(rate_orders(services.bench, orders)), tuple(services.read(views)))

        self._app.runner.run(
            work, lambda quoted: self._priced(number, quoted), lambda error: self._failed(number, error), Lane.OUTSIDE
        )

    def _priced(self, number: int, quoted: Quoted) -> None:
        if number == self._quotes:
            self._quoted = quoted
            self._decide(replace(self.state, stage=Stage.READY))

    def _decide(self, state: ShipState) -> None:
        quoted = self._quoted
        candidates, lines = decide(self._app.services.catalogue, quoted.rated, quoted.wallets, state.reason)
        self._set(replace(state, candidates=candidates, lines=lines, wallets=quoted.wallets))

    def _failed(self, number: int, error: StationError) -> None:
        if number == self._quotes:
            self._set(replace(self.state, stage=Stage.FAILED, error=error))

    def _balance_moved(self) -> None:
        """Postage was bought, or another station spent some: look again at what can be paid."""
        if self.state.stage is not Stage.READY:
            return
        number, services = self._quotes, self._app.services
        self._app.runner.run(
            lambda: tuple(services.read(views)), lambda found: self._rebalanced(number, found), self._app.notify_error
        )

    def _rebalanced(self, number: int, wallets: tuple[WalletView, ...]) -> None:
        if number == self._quotes and self.state.stage is Stage.READY:
            self._quoted = replace(self._quoted, wallets=wallets)
            self._decide(self.state)

    def say_why_without_size(self, reason: str) -> None:
        """Buy for carriers that charge by size although no size is known, with this reason (S0-39)."""
        self._decide(replace(self.state, reason=reason))

    def buy_postage(self, wallet: str) -> None:
        """Open the Buy Postage dialog with what all labels need."""
        line = next((line for line in self.state.lines if line.wallet == wallet), None)
        self._app.open_buy_postage(wallet, line.buy if line is not None else None)

    def can_buy(self) -> bool:
        """Whether the button may be pressed now."""
        return self.state.stage is Stage.READY and bool(self.state.of(Fit.BUY)) and self._app.startup.is_done

    # Buying

    def buy(self) -> None:
        """Buy what fits, once, then print it."""
        if not self.can_buy():
            return
        chosen = [one.rated.order for one in self.state.of(Fit.BUY)]
        ids = [order.id for order in chosen]
        shown = {one.rated.order.id: one.rated.chosen.price for one in self.state.of(Fit.BUY) if one.rated.chosen}
        reason = self.state.reason.strip()
        reasons = {order.id: reason for order in chosen if order.dims is None} if reason else {}
        self._tally = tally = Tally(len(ids))
        self._set(replace(self.state, stage=Stage.BUYING, total=len(ids), done=0, last="", stopping=False))
        services = self._app.services

        def work() -> Outcome:
            answers = ship_orders(
                services.bench, ids, without_dims_reasons=reasons, shown=shown, progress=tally.step,
                stopped=tally.stopped,
            )  # fmt: skip
            return Outcome(tuple(answers), self._print([one.label.id for one in answers if one.label is not None]))

        self._app.runner.run(work, self._bought, self._not_bought, Lane.OUTSIDE)

    def _print(self, labels: list[str]) -> Printed:
        """Queue the labels on the station's printer and wake it; they are paid whatever comes of it."""
        services: Services = self._app.services
        if not labels:
            return Printed("", 0)
        try:
            printer = services.read(lambda q: default_printer(q, services.desk))
            enqueue_labels(services.store, services.desk, printer.id, labels)
        except NoPrinter:
            return Printed("", 0)
        except StationError as error:
            return Printed("", 0, error)
        self._app.spool.wake(printer.id)
        return Printed(printer.name, len(labels))

    def look(self) -> None:
        """Show how far the worker has come; the window calls this ten times a second."""
        if self.state.stage is Stage.BUYING:
            done, last, stopping = self._tally.seen()
            if (done, stopping) != (self.state.done, self.state.stopping):
                self._set(replace(self.state, done=done, last=last, stopping=stopping))

    def stop(self) -> None:
        """Stop before the next label."""
        self._tally.stop()
        self.look()

    def _bought(self, outcome: Outcome) -> None:
        self._set(replace(self.state, stage=Stage.DONE, answers=outcome.answers, printed=outcome.printed))
        if not self.listeners:
            result = self.result()
            self._app.notify(result.tone, result.text)
        self._app.refresh()

    def _not_bought(self, error: StationError) -> None:
        self._set(replace(self.state, stage=Stage.FAILED, error=error))
        self._app.refresh()

    def result(self) -> Result:
        """What the batch came to, in one line."""
        tr, state = self._app.tr, self.state
        bought = sum(one.label is not None for one in state.answers)
        wanted = len(state.candidates)
        words = tr.n(
            "{bought} of {n} order has its label.", "{bought} of {n} orders have their label.", wanted,
            bought=tr.number(bought),
        )  # fmt: skip
        if state.printed is not None and state.printed.printer:
            words += " " + tr("They print on {printer}.", printer=state.printed.printer)
        elif bought:
            words += " " + tr("They are paid and waiting to be printed: see Shipments.")
        if state.waiting:
            words += " " + tr.n("{n} more order waits for the next batch.", "{n} more orders wait for the next batch.",
                                state.waiting)  # fmt: skip
        return Result(Tone.OK if bought == wanted else Tone.WARN, words, Tab.SHIPPED if bought else None)

    def close(self) -> None:
        """Leave the sheet; while labels are being bought, that goes on."""
        if self.state.stage is Stage.BUYING:
            return
        result = self.result() if self.state.stage is Stage.DONE else None
        self._quotes += 1
        self._set(ShipState())
        self._closed(result)
