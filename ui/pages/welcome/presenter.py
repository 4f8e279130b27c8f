"""What the welcome decides. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import StationError
from ui.app_context import App
from ui.pages.listening import Listeners
from ui.pages.welcome import work
from ui.pages.welcome.live import LiveStory
from ui.pages.welcome.rows import Going, Stage, WelcomeState
from ui.running import Lane
from ui.views import Tone

if TYPE_CHECKING:
    from ui.practice.day import DayEnd

PAGE = "welcome"
ORDERS = "orders"


class WelcomePresenter:
    """One per run: a practice day goes on while the welcome is closed, and is found again when it is opened.

    Attributes:
        app: What the window gave.
        listeners: The dialog, while it is open.
        state: What it shows.
    """

    def __init__(self, app: App, folder: Path | None = None) -> None:
        self.app = app
        self.listeners = Listeners()
        self.state = WelcomeState(Stage.CHOOSING, folder or work.default_folder())
        self._story = LiveStory()

    def _set(self, state: WelcomeState) -> None:
        self.state = state
        self.listeners.tell()

    @property
    def can_import(self) -> bool:
        """Whether this program has a page for orders."""
        return work.has_page(ORDERS)

    def going(self) -> Going:
        """How far the practice day is; asked ten times a second while it is shipped."""
        return self._story.now()

    def offer(self, show: Callable[[], None]) -> None:
        """Call `show` if nobody has worked on this station yet."""
        services = self.app.services

        def answered(newcomer: bool) -> None:
            if newcomer:
                show()

        self.app.runner.run(lambda: work.is_newcomer(services), answered, self.app.notify_error, Lane.DESK)

    def opened(self) -> None:
        """The welcome is shown: what an earlier practice day left is put away, and it comes no more by itself."""
        services = self.app.services
        if self.state.stage in (Stage.SHIPPED, Stage.FAILED):
            self.back()
        self.app.runner.run(
            lambda: work.remember(services), lambda _: None, self.app.notify_error, Lane.DESK
        )  # fmt: skip

    def back(self) -> None:
        """To the choices."""
        if self.state.stage is not Stage.SHIPPING:
            self._set(WelcomeState(Stage.CHOOSING, self.state.folder))

    def choose_folder(self, chosen: Path) -> None:
        """Ship into a folder of its own inside `chosen`."""
        if self.state.stage is not Stage.SHIPPING:
            self._set(WelcomeState(Stage.CHOOSING, work.folder_in(chosen)))

    def ship(self) -> None:
        """Ship a practice day; a second call while one is under way does nothing."""
        if self.state.stage is Stage.SHIPPING:
            return
        story, folder, tr = LiveStory(), self.state.folder, self.app.tr
        self._story = story
        self._set(WelcomeState(Stage.SHIPPING, folder))
        self.app.runner.run(
            lambda: work.ship(folder, tr, story), self._shipped, self._failed, Lane.OUTSIDE
        )  # fmt: skip

    def _shipped(self, end: "DayEnd") -> None:
        self._set(replace(self.state, stage=Stage.SHIPPED, folder=end.folder, labels=end.labels, findings=end.findings))
        tr = self.app.tr
        if end.findings:
            self.app.notify(Tone.ERROR, tr("The practice day is shipped, but its books do not close."))
        else:
            self.app.notify(Tone.OK, tr("The practice day is shipped; its books close to the cent."))

    def _failed(self, error: StationError) -> None:
        self._set(replace(self.state, stage=Stage.FAILED, error=error))
        if not self.listeners:
            self.app.notify_error(error)

    def import_orders(self) -> None:
        """To the page where order files are read."""
        self.app.go_to(ORDERS, "import")

    def shown_folder(self) -> str:
        """The folder as people name it: ``~`` for their home."""
        folder, home = self.state.folder, Path.home()
        return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
