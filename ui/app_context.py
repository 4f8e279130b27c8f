"""What the window hands to every page: the services, the worker lanes, and the window's own doors. No Qt here.

A page package `ui/pages/<key>/page.py` has ``make_spec(app: App) -> PageSpec``. Its presenter keeps `app` and works
with it alone, so that a test gives it an `ImmediateRunner` and a recording `WindowDoors` instead of a window.

* Read on `Lane.DESK`: ``app.runner.run(lambda: app.services.read(views), self._shown, self._failed)``.
* Anything that reaches a provider, a printer or a file goes on `Lane.OUTSIDE`; use cases that write and call do too.
* `App.watch` tells a page that is shown when its topics moved; a page that was hidden loads in `Page.entered`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

from core.errors import StationError
from core.i18n import Tr
from core.money import Money
from core.people.acts import Act
from core.people.records import Proofs
from core.services import Services
from core.topics import Topic
from printers.spool import Spooler
from ui.messages import one_line
from ui.people.asking import Ask
from ui.printers_heard import PrintersHeard
from ui.running import Runner
from ui.startup import StartUp
from ui.views import Appearance, Tone


class WindowDoors(Protocol):
    """What the window does for its pages. Everything is called on the window's thread."""

    def tr(self) -> Tr:
        """The words in the chosen language; ask again after a change, never keep it."""
        ...

    def notify(self, tone: Tone, text: str, undo: Callable[[], None] | None) -> None:
        """Say the last thing that happened on the strip at the foot; with `undo`, it can be taken back for 10 s."""
        ...

    def go_to(self, page: str, subject: str) -> None:
        """Show a page; with a `subject` (an id), the page shows that thing (see `App.on_visit`)."""
        ...

    def open_buy_postage(self, wallet: str, amount: Money | None) -> None:
        """Open the Buy Postage dialog for a wallet id (empty: the default one), the amount filled in."""
        ...

    def refresh(self) -> None:
        """Look at once whether topics moved, after a call of one's own; else it is done each second."""
        ...

    def need(self, wallet: str, price: Money | None) -> None:
        """The next label's price, so that the balance bar turns red where it cannot be paid; None for no label."""
        ...

    def appearance(self) -> Appearance:
        """Language, theme and text size in use."""
        ...

    def change_appearance(self, appearance: Appearance) -> None:
        """Take another one and keep it; all pages are made anew."""
        ...

    def prove(self, ask: Ask, done: Callable[[Proofs], None], dropped: Callable[[], None]) -> None:
        """Ask for the PINs of an act; `done` is called with the proofs, at once while there are no operators.

        `dropped` is called when the person gave none.
        """
        ...

    def first_operator(self, done: Callable[[], None]) -> None:
        """Add the first operator, who signs in by it; then `done`."""
        ...


@dataclass(slots=True)
class Links:
    """Who listens: filled by presenters when they are made, asked by the window."""

    watchers: list[tuple[str, frozenset[Topic], Callable[[], None]]] = field(default_factory=list)
    visits: dict[str, Callable[[str], None]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class App:
    """Handed to every `make_spec`. The window alone replaces `services`, when somebody else signs in: ask again for
    each act, never keep them.

    Attributes:
        services: The open station, acting as who has signed in.
        runner: The worker lanes.
        spool: The printers' threads; wake one after queueing a job.
        startup: What the last run left open, settled before anything is bought.
        window: The window's doors; the methods below are shorter.
        links: Who listens.
        heard: What each printer answered last.
    """

    services: Services
    runner: Runner
    spool: Spooler
    startup: StartUp
    window: WindowDoors
    links: Links = field(default_factory=Links)
    heard: PrintersHeard = field(default_factory=PrintersHeard)

    @property
    def tr(self) -> Tr:
        """The words in the chosen language."""
        return self.window.tr()

    def notify(self, tone: Tone, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say something on the strip; `undo` is offered for ten seconds."""
        self.window.notify(tone, text, undo)

    def notify_error(self, error: StationError) -> None:
        """Say an error on the strip, in one line."""
        self.window.notify(Tone.ERROR, one_line(self.tr, error), None)

    def go_to(self, page: str, subject: str = "") -> None:
        """Show another page, and there the thing of this id."""
        self.window.go_to(page, subject)

    def open_buy_postage(self, wallet: str = "", amount: Money | None = None) -> None:
        """Open the Buy Postage dialog."""
        self.window.open_buy_postage(wallet, amount)

    def prove(
        self,
        act: Act,
        done: Callable[[Proofs], None],
        *,
        about: str = "",
        second: bool = False,
        why: str = "",
        dropped: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask for the PINs of `act` (`core.people.service.require`), then call `done` with the proofs."""
        self.window.prove(Ask(act, about, second, why), done, dropped)

    def refresh(self) -> None:
        """Look at once whether topics moved."""
        self.window.refresh()

    def watch(self, page: str, topics: Collection[Topic], moved: Callable[[], None]) -> None:
        """Call `moved` when one of `topics` moved while `page` is shown; an empty `page` is told always."""
        self.links.watchers.append((page, frozenset(topics), moved))

    def on_visit(self, page: str, show: Callable[[str], None]) -> None:
        """Call `show` with the id, after `page` came up, when somebody went to a thing on it."""
        self.links.visits[page] = show
