"""What the last run left open, settled before anything is bought (DESIGN M5): off the window's thread, asked, never
bought again. The same question is what "Ask again" puts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import StationError
from core.printing.service_run import expire_old
from core.printing.service_run import recover as recover_jobs
from core.purchases.recovery import Recovered
from core.services import Services
from ui.running import Lane, Runner


@dataclass(frozen=True, slots=True)
class Settled:
    """What was found open.

    Attributes:
        purchases: Paid calls, each with where it stood and stands.
        jobs: Print jobs that a dead run had in hand.
        expired: Print jobs too old to come out.
    """

    purchases: tuple[Recovered, ...] = ()
    jobs: int = 0
    expired: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether all was in order."""
        return not (self.purchases or self.jobs or self.expired)


class StartUp:
    """Asks at start, and again when a person wants to.

    Attributes:
        is_done: Buying may begin.
        error: Why the question failed; buying stays closed until it is put again.
        settled: What the first question found, for the start page.
    """

    def __init__(self, services: Services, runner: Runner) -> None:
        self._services, self._runner = services, runner
        self._listeners: list[Callable[[], None]] = []
        self._asking = False
        self.is_done = False
        self.error: StationError | None = None
        self.settled = Settled()

    @property
    def is_asking(self) -> bool:
        """Whether the question is under way."""
        return self._asking

    def on_change(self, told: Callable[[], None]) -> None:
        """Call `told` whenever the question begins or ends."""
        self._listeners.append(told)

    def ask(self) -> None:
        """Settle what is open, in the background. A second call while one is under way does nothing."""
        if self._asking:
            return
        self._asking, self.error = True, None
        self._tell()
        self._runner.run(self._settle, self._done, self._failed, Lane.OUTSIDE)

    def _settle(self) -> Settled:
        services = self._services
        purchases = tuple(services.recover())
        jobs = recover_jobs(services.store, services.desk)
        return Settled(purchases, len(jobs), len(expire_old(services.store, services.desk)))

    def _done(self, settled: Settled) -> None:
        first = not self.is_done
        self._asking, self.is_done = False, True
        if first:
            self.settled = settled
        self._tell()

    def _failed(self, error: StationError) -> None:
        self._asking, self.error = False, error
        self._tell()

    def _tell(self) -> None:
        for told in list(self._listeners):
            told()
