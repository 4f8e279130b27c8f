"""What stands against buying, and the way out: a comparison with the provider, a look at the clock. No Qt."""

from collections.abc import Callable
from functools import partial

from core.errors import Refused, StationError
from core.people.acts import Act
from core.people.records import Proofs
from core.services import Services
from core.upkeep.clock_watch import confirm_clock
from core.upkeep.gates import refusals
from core.upkeep.reconciling import Left, Reconciled, reconcile
from ui.app_context import App
from ui.messages import one_line
from ui.pages.settings.safety.gates.rows import (
    CLOCK,
    RESTORED,
    LeftRow,
    Standing,
    is_acceptable,
    is_bookable,
    left_row,
)
from ui.running import Lane
from ui.upkeep_words import end_line, settled_lines
from ui.views import Tone


class GatesPresenter:
    """What refuses purchases or automatic spending just now.

    Attributes:
        standing: As last looked at, None before that.
        done: What the last comparison with the provider came to; None before one.
        chosen: Number of what is left that is pointed at.
        trouble: Why the last act was refused, in words.
        is_busy: Something is going on.
        error: Why nothing could be read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.standing: Standing | None = None
        self.done: Reconciled | None = None
        self.chosen = 0
        self.trouble = ""
        self.is_busy = False
        self.error: StationError | None = None

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    @property
    def is_loaded(self) -> bool:
        """Whether it was ever looked at."""
        return self.standing is not None

    # Reading

    def load(self) -> None:
        """Look at what stands."""
        services = self._app.services
        self._app.runner.run(lambda: _look(services), self._loaded, self._not_loaded, Lane.DESK)

    def _loaded(self, standing: Standing) -> None:
        self.standing, self.error = standing, None
        self._changed()

    def _not_loaded(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def refusal(self, code: str) -> Refused | None:
        """The refusal of this code that stands, or None."""
        return next((one for one in (self.standing.refusals if self.standing else ()) if one.code == code), None)

    def others(self) -> tuple[Refused, ...]:
        """What stands besides a restore and the clock: damage, a full disk."""
        found = self.standing.refusals if self.standing else ()
        return tuple(one for one in found if one.code not in (RESTORED, CLOCK))

    def time_words(self) -> str:
        """What time it is here, to be held against another clock."""
        if self.standing is None:
            return ""
        tr = self._app.tr
        return tr("It is {when} here.", when=tr.datetime(self.standing.now, self._app.services.desk.actor.zone))

    def lines(self) -> list[str]:
        """What the last comparison came to; what is left stands in the table."""
        if self.done is None:
            return []
        tr = self._app.tr
        return [*settled_lines(tr, self.done), end_line(tr, self.done)]

    def left(self) -> tuple[Left, ...]:
        """What is left to a person."""
        return self.done.left if self.done is not None and not self.done.is_done else ()

    def rows(self) -> tuple[LeftRow, ...]:
        """The same, as the table shows it."""
        return tuple(left_row(self._app.tr, one) for one in self.left())

    def one(self) -> Left | None:
        """What is pointed at."""
        left = self.left()
        return left[self.chosen] if self.chosen < len(left) else None

    @property
    def can_book(self) -> bool:
        """Whether what is pointed at may be booked as money alone."""
        one = self.one()
        return one is not None and is_bookable(one)

    @property
    def can_accept(self) -> bool:
        """Whether a reason settles all that is left."""
        return is_acceptable(self.left())

    def choose(self, number: int) -> None:
        """Point at something that is left."""
        if number != self.chosen and number >= 0:
            self.chosen = number
            self._changed()

    # The way out of a restore

    def compare(self) -> None:
        """Compare the books with the provider; nothing is bought by it, and nothing decided."""
        self._run(lambda services: reconcile(services.bench), self._compared)

    def book(self, reason: str) -> None:
        """Book what is pointed at as money alone."""
        one = self.one()
        if one is None or not self.can_book:
            return
        self._decide(
            Act.RESTORE,
            lambda services, proofs: reconcile(services.bench, explained={one.ref: reason}, proofs=proofs),
            self._compared,
        )

    def accept(self, reason: str) -> None:
        """Settle what only a person can know."""
        if self.can_accept:
            self._decide(
                Act.RESTORE,
                lambda services, proofs: reconcile(services.bench, reason=reason, proofs=proofs),
                self._compared,
            )

    def _compared(self, done: object) -> None:
        assert isinstance(done, Reconciled)
        self.done, self.chosen = done, 0
        if done.is_done:
            self._app.notify(Tone.OK, end_line(self._app.tr, done))

    # The way out of a doubt about the clock

    def confirm(self, reason: str) -> None:
        """A person says that the clock is right."""
        tr = self._app.tr
        self._decide(
            Act.CLOCK,
            lambda services, proofs: confirm_clock(services.store, services.desk, reason, proofs=proofs),
            lambda _was: self._app.notify(Tone.OK, tr("The clock is taken as right.")),
        )

    def _decide(self, act: Act, work: Callable[[Services, Proofs], object], done: Callable[[object], None]) -> None:
        def proved(proofs: Proofs) -> None:
            self._run(lambda services: work(services, proofs), done)

        self._app.prove(act, proved)

    def _run(self, work: Callable[[Services], object], done: Callable[[object], None]) -> None:
        if self.is_busy:
            return
        self.is_busy, self.trouble = True, ""
        self._changed()

        def ended(result: object) -> None:
            self.is_busy = False
            done(result)
            self._app.refresh()
            self.load()

        self._app.runner.run(partial(work, self._app.services), ended, self._refused, Lane.OUTSIDE)

    def _refused(self, error: StationError) -> None:
        self.is_busy, self.trouble = False, one_line(self._app.tr, error)
        self._changed()


def _look(services: Services) -> Standing:
    return Standing(tuple(refusals(services.store)), services.desk.clock.now())
