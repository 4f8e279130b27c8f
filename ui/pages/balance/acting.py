"""What the lists of the Balance page share, without Qt: reading off the window's thread, and acts of money."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from core.errors import StationError
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.services import Services
from ui.app_context import App
from ui.messages import one_line
from ui.pages.listening import Listeners
from ui.running import Lane
from ui.views import Tone

Facts = TypeVar("Facts")
T = TypeVar("T")
Done = Callable[[], None]
Failed = Callable[[str], None]
Said = tuple[Tone, str]


def _nothing() -> None:
    """For who need not know that it was done."""


class PanelPresenter(Generic[Facts]):
    """One list of the page; its widgets come and go with the choice, with language and theme.

    Attributes:
        app: The window's doors.
        listeners: Who draws.
        wallet: Whose facts; a list about all wallets ignores it.
        facts: As last read, None before.
        error: Why they could not be read.
        busy: An act is under way; a second one waits for its end, so that no double click does anything twice.
        chosen: Id of the row that is pointed at.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.listeners = Listeners()
        self.wallet = ""
        self.facts: Facts | None = None
        self.error: StationError | None = None
        self.busy = False
        self.chosen = ""

    def show(self, wallet: str) -> None:
        """Read the facts of this wallet (again)."""
        if wallet != self.wallet:
            self.wallet, self.facts, self.chosen = wallet, None, ""
        self.load()

    def load(self) -> None:
        """Read again."""
        services, wallet = self.app.services, self.wallet
        self.app.runner.run(
            lambda: self.read(services, wallet), partial(self._loaded, wallet), partial(self._not_loaded, wallet)
        )

    def read(self, services: Services, wallet: str) -> Facts:
        """The facts; off the window's thread."""
        raise AssertionError(wallet)

    def _loaded(self, wallet: str, facts: Facts) -> None:
        if wallet == self.wallet:
            self.facts, self.error = facts, None
            self.listeners.tell()

    def _not_loaded(self, wallet: str, error: StationError) -> None:
        if wallet == self.wallet:
            self.error = error
            self.listeners.tell()

    # Acting

    def perform(
        self,
        work: Callable[[Services, Proofs], T],
        said: Callable[[T], Said],
        done: Done = _nothing,
        failed: Failed | None = None,
        *,
        act: Act | None = None,
        about: str = "",
        lane: Lane = Lane.DESK,
    ) -> None:
        """Do something once, and say what came of it.

        Args:
            work: Off the window's thread, with the proofs of `act`.
            said: What the strip says.
            done: It was done.
            failed: It was refused, in words; empty where the person gave no PIN. Without it the strip says why.
            act: What asks for a PIN; None where nothing does.
            about: What exactly, as the use case says it.
            lane: `OUTSIDE` for what reaches a provider or a file.
        """
        tell = failed or self._say_failure
        if self.busy:
            tell("")
            return
        self._set_busy(True)

        def ended(result: T) -> None:
            self._set_busy(False)
            self.app.notify(*said(result))
            done()
            self.app.refresh()
            self.load()

        def refused(error: StationError) -> None:
            self._set_busy(False)
            tell(one_line(self.app.tr, error))
            self.load()

        def proved(proofs: Proofs) -> None:
            self.app.runner.run(partial(work, self.app.services, proofs), ended, refused, lane)

        def dropped() -> None:
            self._set_busy(False)
            tell("")

        if act is None:
            proved(NO_PROOFS)
        else:
            self.app.prove(act, proved, about=about, dropped=dropped)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.listeners.tell()

    def _say_failure(self, text: str) -> None:
        if text:
            self.app.notify(Tone.ERROR, text)

    def say(self, error: StationError) -> str:
        """An error in one line."""
        return one_line(self.app.tr, error)
