"""The bench's decisions, without Qt: what a scan, a key, a weight or an answer leads to.

Enter from a scanner never comes here: the scan box eats it (`ui.widgets.fields.ScanBox`). Money is `Buying`'s.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol, assert_never

from core.context import Mode
from core.errors import StationError
from core.topics import Topic
from core.units import Dimensions, Weight, WeightUnit
from ui.app_context import App
from ui.pages.bench import finding, work
from ui.pages.bench.acting import Acting
from ui.pages.bench.buying import Buying
from ui.pages.bench.errands import Errands
from ui.pages.bench.rows import ActionView, BenchView
from ui.pages.bench.showing import bench_view, target_label
from ui.pages.bench.state import BenchState, Busy, Hand
from ui.pages.recording.opening import Opening, Part
from ui.pictures import LabelPicture, label_picture
from ui.questions import Question
from ui.running import Lane

TOPICS = frozenset(Topic)


class BenchScreen(Protocol):
    """What the page does for its presenter."""

    def show_bench(self, view: BenchView) -> None:
        """Show this."""
        ...

    def focus_weight(self) -> None:
        """The next thing to type is the weight."""
        ...

    def focus_scan(self) -> None:
        """The next thing is a scan."""
        ...

    def flush(self) -> None:
        """Say at once what was typed last."""
        ...

    def open_recording(self, opening: Opening) -> None:
        """Record what a person did in the provider's portal."""
        ...


class BenchPresenter:
    """One per run; the page's widgets come and go with language and theme.

    Attributes:
        state: What the bench has in hand.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._screen: BenchScreen | None = None
        self.state = BenchState()
        self._errands = Errands(app, self)
        self._buying = Buying(app, self, self._errands)
        self._acting = Acting(app, self, self._errands, self.ask_reprint, self._record)
        self._forms = self._finds = 0
        self._reading = self._again = False
        app.watch("bench", TOPICS, self._moved)
        app.on_visit("bench", self.pick)
        app.startup.on_change(self._startup_changed)

    def attach(self, screen: BenchScreen) -> Callable[[], None]:
        """The page's widgets are there (again); call what this gives when they go."""
        if self._screen is not None:
            self._screen.flush()  # made anew in another language: what was typed last is not lost
        self._screen = screen
        self._show()

        def leave() -> None:
            if self._screen is screen:
                self._screen = None

        return leave

    @property
    def view(self) -> BenchView:
        """What is shown now."""
        return bench_view(self._app, self.state)

    def become(self, state: BenchState) -> None:
        """Take another state and show it."""
        self.state = state
        self._show()

    def _record(self, order: str) -> None:
        if self._screen is not None:
            self._screen.open_recording(Opening(Part.LABEL, order=order))

    def _show(self) -> None:
        hand = self.state.hand
        rate = hand.chosen() if hand is not None and hand.is_open else None
        payer = self.state.payer(rate) if rate is not None else None
        self._app.window.need(payer.id if payer else "", rate.price if rate is not None and payer else None)
        if self._screen is not None:
            self._screen.show_bench(self.view)

    # Around the order in hand

    def load(self) -> None:
        """Read open orders, last labels, balances, printers; what moves meanwhile is read once more."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        services, text, shown = self._app.services, self.state.text, self.state.shown
        self._app.runner.run(lambda: work.read_surroundings(services, text, shown), self._loaded, self._not_loaded)

    def _loaded(self, around: work.Surroundings) -> None:
        self._reading = False
        self.become(replace(self.state, around=around, error=None))
        self._draw()
        if self._again:
            self._again = False
            self.load()

    def _not_loaded(self, error: StationError) -> None:
        self._reading = self._again = False
        self.become(replace(self.state, error=error))

    def _draw(self) -> None:
        """Draw the label in the panel, if it is not drawn yet."""
        row = target_label(self.state)
        if row is None or (self.state.picture is not None and self.state.picture.label == row.label):
            return
        services, label = self._app.services, row.label
        self._app.runner.run(
            lambda: label_picture(services, label), self._drawn, partial(self._not_drawn, label), Lane.OUTSIDE
        )

    def _drawn(self, picture: LabelPicture) -> None:
        row = target_label(self.state)
        if row is not None and row.label == picture.label:
            self.become(replace(self.state, picture=picture, picture_error=None))

    def _not_drawn(self, label: str, error: StationError) -> None:
        row = target_label(self.state)
        if row is not None and row.label == label:
            self.become(replace(self.state, picture=None, picture_error=error))

    def _moved(self) -> None:
        """Something was committed, here or by another program."""
        self.load()
        hand = self.state.hand
        if hand is not None and self.state.busy is Busy.NOTHING:
            again = partial(finding.load, self._app.services, hand.found.order.id)
            self._app.runner.run(again, partial(self._looked_again, hand), lambda _error: None)

    def _looked_again(self, before: Hand, found: finding.FoundOrder) -> None:
        """The order in hand was changed elsewhere: take it as it is now, but keep what was typed here."""
        hand = self.state.hand
        found = replace(found, void=before.found.void)
        if hand is None or hand.form != before.form or self.state.busy is not Busy.NOTHING or hand.found == found:
            return
        old, new = hand.found.order, found.order
        kept = hand.weight != old.weight
        weight, source = (hand.weight, hand.source) if kept else (new.weight, new.weight_source)
        dims = new.dims if hand.dims == old.dims else hand.dims
        refill = (weight, dims) != (hand.weight, hand.dims)
        self._forms += refill
        form = self._forms if refill else hand.form
        self.become(
            replace(
                self.state,
                hand=replace(hand, found=found, form=form, weight=weight, source=source, dims=dims, rated=None),
            )
        )
        self._draw()
        self._buying.rate()

    def narrow(self, text: str) -> None:
        """The list shows only what `text` finds; for typing, not for scanning."""
        wanted = "" if text.startswith("^") else text.strip()
        if wanted != self.state.text and self.state.hand is None:
            self.become(replace(self.state, text=wanted, many=None, nothing=""))
            self.load()

    def _startup_changed(self) -> None:
        self._show()
        self._errands.startup_changed()
        if not self._app.startup.is_asking:
            self.load()

    # Finding an order

    def scan(self, text: str) -> None:
        """A scan, or a typed text with Enter."""
        if self.state.busy is Busy.BUYING:
            return
        self._find(partial(finding.find, self._app.services, text))

    def pick(self, order_id: str) -> None:
        """An order of the list, or one that another page sent here."""
        if self.state.busy is not Busy.BUYING:
            self._find(partial(finding.load, self._app.services, order_id))

    def _find(self, look: "partial[finding.FoundOrder] | partial[finding.Found]") -> None:
        self._finds += 1
        self.become(replace(self.state, busy=Busy.FINDING, question=None, nothing="", many=None))
        self._app.runner.run(look, partial(self._found, self._finds), partial(self._not_found, self._finds))

    def _found(self, asked: int, found: finding.Found) -> None:
        if asked != self._finds:
            return
        state = replace(self.state, busy=Busy.NOTHING, hand=None, text="")
        match found:
            case finding.FoundOrder():
                self._take(state, found)
            case finding.FoundMany():
                self.become(replace(state, many=found))
            case finding.FoundNothing(text=text):
                self.become(replace(state, nothing=text))
                self.load()
            case _:
                assert_never(found)

    def _not_found(self, asked: int, error: StationError) -> None:
        if asked == self._finds:
            self.become(replace(self.state, busy=Busy.NOTHING))
            self._app.notify_error(error)

    def _take(self, state: BenchState, found: finding.FoundOrder) -> None:
        self._forms += 1
        order = found.order
        self.become(
            replace(
                state, hand=Hand(found, self._forms, order.weight, order.weight_source, order.dims), picture_error=None
            )
        )
        self._draw()
        self._buying.rate()
        if self._screen is not None:
            if order.weight is None and self.state.hand is not None and self.state.hand.is_waiting:
                self._screen.focus_weight()
            else:
                self._screen.focus_scan()

    def escape(self) -> bool:
        """Esc: first the question, then the order, then what narrows the list; False when there was nothing."""
        state = self.state
        if state.busy in (Busy.BUYING, Busy.VOIDING):
            return True
        if state.question is not None:
            self._errands.ask(None)
        elif state.hand or state.many or state.nothing or state.text:
            self.become(replace(state, hand=None, many=None, nothing="", text="", busy=Busy.NOTHING))
            self._finds += 1
            self.load()
        else:
            return False
        return True

    # The parcel and the buttons

    def measured(self, weight: Weight | None, dims: Dimensions | None, half_size: tuple[str, ...] = ()) -> None:
        """The parcel weighs and measures this; None is not known, `half_size` what was typed and is no size."""
        self._buying.measured(weight, dims, half_size)

    def weight_unit(self, unit: WeightUnit) -> None:
        """Weights are typed in this unit from now on."""
        self._buying.weight_unit(unit)

    def choose(self, key: str) -> None:
        """Buy this service instead of the one that the order asks for."""
        self._buying.choose(key)

    def step(self, by: int) -> None:
        """The next or the previous price."""
        self._buying.step(by)

    def confirm(self) -> None:
        """Enter in the empty scan box, by a person: what the primary button does."""
        if self.state.question is None and self.state.hand is not None and self.state.hand.is_open:
            self._buying.buy()

    def buy(self) -> None:
        """The primary button: buy the label that it names, once, and print it."""
        self._buying.buy()

    def act(self, action: ActionView) -> None:
        """A button of a notice, of the empty bench, or beside the primary one."""
        self._acting.act(action)

    # Labels that are there

    def ask_reprint(self) -> None:
        """F9: ask for the reason once per label; after that, print again for the same reason."""
        row = target_label(self.state)
        if row is None or self.view.reprint is not None:
            return
        label, reason = self.state.reason
        if label == row.label and reason:
            self._errands.reprint(row, reason)
        else:
            self._errands.ask(Question.REPRINT)

    def ask_void(self) -> None:
        """F8: ask, in place, with what it means for the money; a void of the portal is recorded instead."""
        row = target_label(self.state)
        if self.view.void is not None:
            return
        if self._app.services.mode is Mode.RECORDED and row is not None and self._screen is not None:
            self._screen.open_recording(Opening(Part.VOID, label=row.tracking))
        else:
            self._errands.ask(Question.VOID)

    def ask_hold(self) -> None:
        """F7: ask, in place, why the order in hand is not to be shipped."""
        if self.view.order is not None and self.view.order.can_hold:
            self._errands.ask(Question.HOLD)

    def cancel_question(self) -> None:
        """The other answer."""
        self._errands.ask(None)

    def answer(self, reason: str) -> None:
        """Yes to the question in place, with its reason where one is asked for."""
        question, row, hand = self.state.question, target_label(self.state), self.state.hand
        words, asked = " ".join(reason.split()), self.view.ask
        if question is None or asked is None or (asked.reasons and not words):
            return
        if question is Question.REPRINT and row is not None:
            self._errands.reprint(row, words)
        elif question is Question.VOID and row is not None:
            self._errands.void(row)
        elif question is Question.USE_AS_IS and hand is not None:
            self._errands.use_as_is(hand.found.order, words)
        elif question is Question.HOLD and hand is not None:
            self._errands.hold(hand.found.order, words)
        elif question is Question.WITHOUT_SIZE and hand is not None:
            self.become(replace(self.state, question=None, hand=replace(hand, without_size=words)))
