"""One label, from the scale to the till: weigh, price, choose, buy. Qt has no part in it.

Money moves at one place only, `Buying.buy`: it is taken once (whatever is pressed while it runs does nothing), and what
it buys is exactly what the button said.
"""

from dataclasses import replace
from functools import partial

from core.errors import StationError
from core.orders.records import Order, WeightSource
from core.purchases.rules import OPEN
from core.settings import WEIGHT_UNIT
from core.shipments.service_rating import Rated
from core.units import Dimensions, Weight, WeightUnit
from ui.app_context import App
from ui.label_words import service_words
from ui.messages_money import price_change
from ui.pages.bench import work
from ui.pages.bench.errands import Errands, Holder
from ui.pages.bench.showing_work import forbidden
from ui.pages.bench.state import Busy, Hand, rate_key
from ui.running import Lane
from ui.views import Tone


class Buying:
    """Works on the order in hand of its holder."""

    def __init__(self, app: App, holder: Holder, errands: Errands) -> None:
        self._app, self._holder, self._errands = app, holder, errands
        self._rates = 0

    def measured(self, weight: Weight | None, dims: Dimensions | None, half_size: tuple[str, ...] = ()) -> None:
        """The parcel weighs and measures this; None is not known. Prices are asked again."""
        hand = self._holder.state.hand
        if hand is None or self._holder.state.busy is Busy.BUYING:
            return
        if half_size != hand.half_size:
            hand = replace(hand, half_size=half_size)
            self._holder.become(replace(self._holder.state, hand=hand))
        if (weight, dims) == (hand.weight, hand.dims):
            return
        kept = hand.without_size if dims is None else ""
        order = hand.found.order
        source = hand.source if weight == hand.weight else WeightSource.TYPED
        source = order.weight_source if weight == order.weight else source
        changed = replace(hand, weight=weight, source=source, dims=dims, rated=None, without_size=kept, error=None)
        self._holder.become(replace(self._holder.state, hand=changed))
        self.rate()

    def weight_unit(self, unit: WeightUnit) -> None:
        """Weights are typed in this unit from now on."""
        services = self._app.services
        self._app.runner.run(
            lambda: services.change_setting(WEIGHT_UNIT, unit), lambda _: None, self._app.notify_error
        )  # fmt: skip

    def rate(self) -> None:
        """Ask for the prices of the order in hand as it lies on the scale; older answers count no more."""
        hand = self._holder.state.hand
        self._rates += 1
        if hand is None or not hand.is_waiting or hand.weight is None:
            return
        ask = partial(work.rate, self._app.services, hand.found.order, hand.weight, hand.source, hand.dims)
        self._app.runner.run(
            ask, partial(self._rated, self._rates), partial(self._not_rated, self._rates), Lane.OUTSIDE
        )

    def _rated(self, asked: int, answer: tuple[Order, Rated]) -> None:
        hand = self._holder.state.hand
        if asked != self._rates or hand is None:
            return
        order, rated = answer
        found = replace(hand.found, order=order)
        self._holder.become(replace(self._holder.state, hand=replace(hand, found=found, rated=rated)))

    def _not_rated(self, asked: int, error: StationError) -> None:
        hand = self._holder.state.hand
        if asked == self._rates and hand is not None:
            self._holder.become(replace(self._holder.state, hand=replace(hand, error=error)))

    def choose(self, key: str) -> None:
        """Buy this service instead of the one that the order asks for."""
        hand = self._holder.state.hand
        if hand is not None and self._holder.state.busy is not Busy.BUYING:
            self._holder.become(replace(self._holder.state, hand=replace(hand, picked=key, error=None)))

    def step(self, by: int) -> None:
        """The next or the previous price."""
        hand = self._holder.state.hand
        if hand is None or hand.rated is None or not hand.rated.quotes.rates:
            return
        rates, chosen = hand.rated.quotes.rates, hand.chosen()
        at = rates.index(chosen) if chosen in rates else -1
        self.choose(rate_key(rates[max(0, min(len(rates) - 1, at + by))]))

    def buy(self) -> None:
        """Buy the label that the button names, once, and print it."""
        hand = self._holder.state.hand
        if hand is None or forbidden(self._app, self._holder.state, hand)[0] is not None:
            return
        rate = hand.chosen()
        assert rate is not None and hand.weight is not None, "checked by `forbidden`"
        reason = hand.without_size if hand.dims is None else ""
        plan = work.BuyPlan(
            hand.found.order, hand.weight, hand.source, hand.dims, rate.carrier, rate.service_code, rate.price, reason
        )
        self._holder.become(
            replace(self._holder.state, busy=Busy.BUYING, question=None, hand=replace(hand, error=None))
        )
        services = self._app.services
        self._app.runner.run(lambda: work.buy(services, plan), self._bought, self._broke, Lane.OUTSIDE)

    def _bought(self, end: work.BuyEnd) -> None:
        hand = self._holder.state.hand
        assert hand is not None, "nothing takes the order away while it is bought"
        number = hand.found.order.number
        self._holder.state = replace(self._holder.state, busy=Busy.NOTHING)
        if end.label is not None:
            self._say_bought(end, number, hand)
            self._holder.become(replace(self._holder.state, hand=None, shown=end.label.id))
            self._errands.print_queued(end)
        elif end.purchase is not None and end.purchase.state in OPEN:
            self._holder.become(replace(self._holder.state, hand=None))
            self._errands.wait_for(end.purchase, number)
            if end.error is not None and end.error.code == "purchases.not-booked":
                self._app.notify_error(end.error)  # it was bought, and a person has to make room on the disk
        elif end.purchase is not None and end.error is not None and end.error.code == "purchases.already-open":
            self._app.notify_error(end.error)
            self._holder.pick(hand.found.order.id)
        else:
            self._holder.become(replace(self._holder.state, hand=replace(hand, error=end.error)))
            if end.error is not None and end.error.code == "purchases.price-rose":
                self.rate()  # the button must say the new price before it can be pressed again
        self._app.refresh()
        self._holder.load()

    def _say_bought(self, end: work.BuyEnd, number: str, hand: Hand) -> None:
        label, tr = end.label, self._app.tr
        assert label is not None
        catalogue = self._app.services.catalogue
        text = tr(
            "Order {number}: {service} {tracking} bought for {price}.",
            number=number, service=service_words(tr, catalogue, label.carrier, label.service_code),
            tracking=catalogue.numbers.format(label.tracking), price=label.price,
        )  # fmt: skip
        rate = hand.chosen()
        if moved := price_change(tr, rate.price if rate is not None else None, label.price):
            text += f" {moved}"
        if end.printer is not None:
            text += " " + tr("It goes to {printer}.", printer=end.printer.name)
        self._app.notify(Tone.OK, text)

    def _broke(self, error: StationError) -> None:
        """The errand itself failed: whether a label was bought stands in the books, so read the order again."""
        hand = self._holder.state.hand
        self._holder.become(replace(self._holder.state, busy=Busy.NOTHING))
        self._app.notify_error(error)
        if hand is not None:
            self._holder.pick(hand.found.order.id)
        self._holder.load()
