"""What the buttons of notices, of the empty bench and beside the primary button do."""

from collections.abc import Callable
from dataclasses import replace

from ui.app_context import App
from ui.pages.bench.errands import Errands, Holder
from ui.pages.bench.practising import load_practice_orders
from ui.pages.bench.rows import Act, ActionView
from ui.pages.bench.state import Busy
from ui.questions import Question
from ui.views import Tone


class Acting:
    """One handler for each `Act`; a test sees that none is missing."""

    def __init__(
        self, app: App, holder: Holder, errands: Errands, reprint: Callable[[], None], record: Callable[[str], None]
    ) -> None:
        self._app, self._holder, self._errands = app, holder, errands
        self._handlers: dict[Act, Callable[[ActionView], None]] = {
            Act.REPRINT: lambda _: reprint(),
            Act.GO_SHIPMENT: lambda action: app.go_to("shipments", action.subject),
            Act.GO_ORDER: lambda action: app.go_to("orders", action.subject),
            Act.GO_HELD: lambda _: app.go_to("orders", "held"),
            Act.USE_AS_IS: lambda _: errands.ask(Question.USE_AS_IS),
            Act.WITHOUT_SIZE: lambda _: errands.ask(Question.WITHOUT_SIZE),
            Act.RELEASE: lambda _: self._release(),
            Act.BUY_POSTAGE: lambda action: app.open_buy_postage(action.subject, action.amount),
            Act.SET_UP: lambda action: app.go_to("settings", f"setup:{action.subject}"),
            Act.ASK_AGAIN: lambda _: app.startup.ask(),
            Act.PRINT_UNPRINTED: lambda _: errands.print_unprinted(),
            Act.RETRY_PRINTER: lambda action: errands.retry_printer(action.subject),
            Act.MOVE_JOBS: lambda action: errands.move_jobs(action.subject, action.other),
            Act.IMPORT: lambda _: app.go_to("orders", "import"),
            Act.PRACTICE_ORDERS: lambda _: self._load_practice_orders(),
            Act.PRACTICE_DAY: lambda _: app.go_to("welcome"),
            Act.RECORD: lambda action: record(action.subject),
            Act.DISMISS: self._dismiss,
        }

    def act(self, action: ActionView) -> None:
        """Do what the button says."""
        self._handlers[action.act](action)

    def _release(self) -> None:
        hand = self._holder.state.hand
        if hand is not None:
            self._errands.release(hand.found.order)

    def _dismiss(self, action: ActionView) -> None:
        state = self._holder.state
        self._holder.become(replace(state, dismissed=state.dismissed | {action.subject}))

    def _load_practice_orders(self) -> None:
        services = self._app.services
        self._errands.run(Busy.KEEPING, lambda: load_practice_orders(services), self._practice_loaded)

    def _practice_loaded(self, new: int) -> None:
        tr = self._app.tr
        text = tr.n("{n} practice order is on the bench.", "{n} practice orders are on the bench.", new)
        self._app.notify(Tone.OK, text)
