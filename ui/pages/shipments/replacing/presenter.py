"""The Replace dialog's decisions, without Qt: the price first, then one act, then what became of it."""

from dataclasses import replace

from core.errors import OutcomeUnknown, StationError
from core.printing.records import Printer
from core.services import Services
from core.shipments.listing import ShipmentRow
from core.shipments.rules_replacing import OPEN_REPLACEMENTS, ReplacingState
from core.shipments.service_replacing import (
    AS_ORDERED,
    Corrected,
    Replaced,
    ReplacementQuote,
    quote_replacement,
    replace_label,
)
from core.units import Dimensions, Weight
from ui.app_context import App
from ui.pages.listening import Listeners
from ui.pages.shipments import work
from ui.pages.shipments.replacing.rows import ReplaceState, Stage
from ui.pages.shipments.replacing.showing import number_of
from ui.running import Fault, Lane
from ui.views import Tone


class ReplacePresenter:
    """One for each label that is to be replaced.

    Attributes:
        app: What the window gave.
        row: The label that is given up.
        state: What the dialog has.
        listeners: The dialog.
    """

    def __init__(self, app: App, row: ShipmentRow) -> None:
        self.app, self.row = app, row
        self.state = ReplaceState()
        self.listeners = Listeners()
        self._asked = 0

    def _set(self, state: ReplaceState) -> None:
        self.state = state
        self.listeners.tell()

    # The price

    def start(self) -> None:
        """Price the new label; nothing is asked for or held by that."""
        self._asked += 1
        asked, services, label, corrected = self._asked, self.app.services, self.row.label, self.state.corrected
        self._set(replace(self.state, stage=Stage.PRICING, error=None))

        def priced(quote: ReplacementQuote) -> None:
            if asked == self._asked:
                self._set(replace(self.state, stage=Stage.ASKING, quote=quote))

        def refused(error: StationError) -> None:
            if asked == self._asked:
                self._set(replace(self.state, stage=Stage.REFUSED, quote=None, error=error))

        work_ = lambda: quote_replacement(services.bench, label, corrected)  # noqa: E731 - read beside its answers
        self.app.runner.run(work_, priced, refused, Lane.OUTSIDE)

    def again(self) -> None:
        """Price it anew; what had no price is taken back to what the order says."""
        if self.state.quote is None:
            self.state = replace(self.state, corrected=AS_ORDERED)
        self.start()

    def correct(self, weight: Weight | None, dims: Dimensions | None) -> None:
        """The new label is for another weight or size than the order says."""
        quote = self.state.quote
        if self.state.stage is not Stage.ASKING or quote is None:
            return
        order = quote.order
        if (weight or order.weight, dims or order.dims) != (order.weight, order.dims):
            known = self.state.corrected
            self.state = replace(self.state, corrected=Corrected(weight or known.weight, dims or known.dims))
            self.start()

    # The act

    def replace_label(self, reason: str) -> None:
        """Void and buy, once; anything but a priced label with a reason does nothing."""
        quote, words = self.state.quote, " ".join(reason.split())
        if self.state.stage is not Stage.ASKING or quote is None or not words:
            return
        services, label, corrected = self.app.services, self.row.label, self.state.corrected
        self._set(replace(self.state, stage=Stage.WORKING))
        self.app.runner.run(
            lambda: replace_label(services.bench, label, words, corrected, shown=quote.rate.price),
            self._ended, self._failed, Lane.OUTSIDE,
        )  # fmt: skip

    def _ended(self, done: Replaced) -> None:
        self.app.refresh()
        is_open = done.replacement.state in OPEN_REPLACEMENTS or isinstance(done.error, OutcomeUnknown)
        self._set(replace(self.state, stage=Stage.IN_DOUBT if is_open else Stage.ENDED, done=done, asking=False))
        tr, number = self.app.tr, number_of(self.app.services, done.old.tracking)
        if done.replacement.state is ReplacingState.DONE:
            self.app.notify(Tone.WARN, tr("{number} is replaced: DESTROY the old paper.", number=number))
        elif not is_open:
            self.app.notify(Tone.WARN, tr("{number} was not replaced.", number=number))

    def _failed(self, error: StationError) -> None:
        self.app.refresh()
        broken = isinstance(error, Fault | OutcomeUnknown)
        self._set(replace(self.state, stage=Stage.BROKEN if broken else Stage.REFUSED, error=error, asking=False))

    def look_again(self) -> None:
        """Ask the provider what became of it; nothing is sent again."""
        if self.state.asking or self.state.stage not in (Stage.IN_DOUBT, Stage.BROKEN):
            return
        self._set(replace(self.state, asking=True))
        services, label = self.app.services, self.row.label

        def look() -> Replaced | None:
            services.recover()
            return _found(services, label)

        self.app.runner.run(look, self._looked, self._not_looked, Lane.OUTSIDE)

    def _looked(self, found: Replaced | None) -> None:
        if found is None:  # the program failed before anything was stored: nothing was asked for
            self._set(replace(self.state, stage=Stage.REFUSED, asking=False))
        else:
            self._ended(found)

    def _not_looked(self, error: StationError) -> None:
        self._set(replace(self.state, asking=False))
        self.app.notify_error(error)

    # Afterwards

    def print_new(self) -> None:
        """Send the new label to the station's printer, once."""
        done = self.state.done
        if done is None or done.new is None or self.state.printing:
            return
        services, label = self.app.services, done.new.id
        self._set(replace(self.state, printing=True))
        self.app.runner.run(lambda: work.print_first(services, label), self._queued, self._not_queued, Lane.OUTSIDE)

    def _queued(self, printer: Printer) -> None:
        tr = self.app.tr
        self.app.notify(Tone.OK, tr("The new label is on its way to {printer}.", printer=printer.name))
        self.app.spool.wake(printer.id)
        self.app.refresh()

    def _not_queued(self, error: StationError) -> None:
        self._set(replace(self.state, printing=False))
        self.app.notify_error(error)

    def open_order(self) -> None:
        """To the order, which waits for a person."""
        self.app.go_to("orders", self.row.order)

    def show_new(self) -> None:
        """To the new label."""
        done = self.state.done
        if done is not None and done.new is not None:
            self.app.go_to("shipments", done.new.id)


def _found(services: Services, label: str) -> Replaced | None:
    """The newest replacement of a label as it stands now."""
    return services.read(lambda q: work.replaced(q, label))
