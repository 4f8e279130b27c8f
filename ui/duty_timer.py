"""The window's timer does what falls due (`core/duties.py`), off its thread, and tells once what goes wrong."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.errors import StationError
from core.i18n import Tr
from core.services import Services
from core.upkeep.clock_watch import ClockWatch
from ui.messages import one_line
from ui.messages_base import word
from ui.messages_upkeep import CLOCK_SUBJECTS, DUTIES
from ui.running import Lane, Runner

if TYPE_CHECKING:
    from core.duties import Ticked

FIRST_BEAT, EVERY = 10, 30


class DutyTimer:
    """Counts the seconds of the window's own timer; the same failure is told once, until it went well again."""

    def __init__(
        self, services: Services, runner: Runner, tr: Callable[[], Tr], told: Callable[[str], None],
        watch: ClockWatch | None = None,
    ) -> None:  # fmt: skip
        self._services, self._runner, self._tr, self._told = services, runner, tr, told
        self._watch = watch or ClockWatch()
        self._beats = 0
        self._is_running = False
        self._known: set[str] = set()

    def beat(self) -> None:
        """A second has passed."""
        self._beats += 1
        if self._is_running or self._beats % EVERY != FIRST_BEAT:
            return
        self._is_running = True
        self._runner.run(self._tick, self._done, self._failed, Lane.OUTSIDE)

    def _tick(self) -> "Ticked":
        from core.duties import tick  # all that falls due: not for the first seconds of a window

        return tick(self._services, self._watch)

    def _done(self, ticked: "Ticked") -> None:
        self._is_running = False
        tr = self._tr()
        wrong = {
            one.duty: tr("Failed: {duty} ({reason}).", duty=word(tr, DUTIES, one.duty), reason=one.outcome)
            for one in ticked.ran
            if not one.is_done
        }
        if ticked.clock_doubt is not None:
            what = word(tr, CLOCK_SUBJECTS, ticked.clock_doubt.subject)
            wrong["clock"] = tr("The clock of this computer may be wrong: {what}.", what=what)
        for name, text in wrong.items():
            if name not in self._known:
                self._told(text)
        went_well = {one.duty for one in ticked.ran if one.is_done} | ({"clock"} - set(wrong))
        self._known = (self._known | set(wrong)) - went_well - {"error"}

    def _failed(self, error: StationError) -> None:
        self._is_running = False
        if "error" not in self._known:
            self._told(one_line(self._tr(), error))
        self._known.add("error")
