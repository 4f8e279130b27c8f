"""What the rate-card section decides: the list, one card's prices, or the problems of a file. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from core.carriers.practice_card import practice_lines
from core.carriers.rate_book import RateLine
from core.carriers.rate_cards import RowProblem, export_rate_card
from core.carriers.service import (
    Imported,
    LastDay,
    RateCardRejected,
    edit_rate_line,
    import_rate_card,
    list_rate_cards,
    list_rate_lines,
    withdraw_rate_card,
)
from core.carriers.store import RateCard
from core.errors import StationError
from core.money import Money
from core.topics import Topic
from ui.app_context import App
from ui.file_access import file_faults, write_file
from ui.running import Lane
from ui.views import Tone

EXAMPLE_LINES = 12


class RateCardsPresenter:
    """The operator's cards.

    Attributes:
        cards: As last read, the newest first.
        chosen: Id of the card that is chosen.
        opened: The card whose prices are shown, None for the list.
        lines: Its prices.
        rejected: Name of the file that was not imported, empty for none.
        problems: All that is wrong in it.
        is_loaded: Whether the cards were ever read.
        error: Why they could not be read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.cards: tuple[RateCard, ...] = ()
        self.chosen = ""
        self.opened: RateCard | None = None
        self.lines: tuple[RateLine, ...] = ()
        self.rejected = ""
        self.problems: tuple[RowProblem, ...] = ()
        self.is_loaded = False
        self.error: StationError | None = None
        app.watch("settings", {Topic.RATE_CARDS}, self.load)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read the cards, and the prices of the one that is open."""
        self._app.runner.run(self._read, self._loaded, self._load_failed, Lane.DESK)

    def _read(self) -> tuple[tuple[RateCard, ...], tuple[RateLine, ...]]:
        store = self._app.services.store
        opened = self.opened
        return tuple(list_rate_cards(store)), tuple(list_rate_lines(store, opened.id)) if opened else ()

    def _loaded(self, read: tuple[tuple[RateCard, ...], tuple[RateLine, ...]]) -> None:
        (self.cards, self.lines), self.error, self.is_loaded = read, None, True
        if self.chosen not in {card.id for card in self.cards}:
            self.chosen = self.cards[0].id if self.cards else ""
        self._changed()

    def _load_failed(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def choose(self, card_id: str) -> None:
        """Another row is chosen."""
        if card_id != self.chosen:
            self.chosen = card_id
            self._changed()

    def card(self) -> RateCard | None:
        """The chosen card."""
        return next((card for card in self.cards if card.id == self.chosen), None)

    def open(self) -> None:
        """Show the prices of the chosen card."""
        self.opened = self.card()
        self.load()

    def close(self) -> None:
        """Back to the list, from a card or from the problems."""
        self.opened, self.lines, self.rejected, self.problems = None, (), "", ()
        self._changed()

    # Files

    def import_file(self, path: Path) -> None:
        """Import a file, whole or not at all."""
        services = self._app.services

        def work() -> Imported:
            with file_faults(path):
                data = path.read_bytes()
            return import_rate_card(services.store, services.desk, services.catalogue, name=path.name, data=data)

        self._app.runner.run(work, self._imported, partial(self._not_imported, path.name), Lane.OUTSIDE)

    def _imported(self, done: Imported) -> None:
        tr, card = self._app.tr, done.card
        self.rejected, self.problems, self.opened, self.chosen = "", (), None, card.id
        if done.is_new:
            text = tr.n(
                "{name}: {n} price is in use.", "{name}: {n} prices are in use.", card.line_count, name=card.name
            )
        else:
            text = tr("{name} is already in use; nothing was changed.", name=card.name)
        self._app.notify(Tone.OK, text)
        self._app.refresh()
        self.load()

    def _not_imported(self, name: str, error: StationError) -> None:
        if isinstance(error, RateCardRejected):
            self.rejected, self.problems = name, error.problems
            self._changed()
        else:
            self._app.notify_error(error)

    def save_example(self, path: Path) -> None:
        """Write a small card that may be imported, as a pattern."""
        desk = self._app.services.desk
        today = desk.clock.now().astimezone(desk.actor.zone).date().isoformat()
        lines = [replace(line, valid_from=today) for line in practice_lines()[:EXAMPLE_LINES]]
        self._write(path, lines)

    def save_card(self, path: Path) -> None:
        """Write the open card as the file that it may be imported from again."""
        self._write(path, list(self.lines))

    def _write(self, path: Path, lines: list[RateLine]) -> None:
        data = export_rate_card(lines).encode("utf-8-sig")
        text = self._app.tr("Saved as {name}.", name=path.name)
        self._app.runner.run(
            lambda: write_file(path, data),
            lambda _nothing: self._app.notify(Tone.OK, text),
            self._app.notify_error,
            Lane.OUTSIDE,
        )

    # Changes

    def withdraw(self, reason: str) -> None:
        """Take the chosen card out of use; it stays readable."""
        card, services = self.card(), self._app.services
        if card is None:
            return
        text = self._app.tr("{name} is withdrawn.", name=card.name)

        def done(_card: RateCard) -> None:
            self._app.notify(Tone.OK, text)
            self._app.refresh()
            self.load()

        work = partial(withdraw_rate_card, services.store, services.desk, card.id, reason=reason)
        self._app.runner.run(work, done, self._app.notify_error, Lane.DESK)

    def line(self, line_id: str) -> RateLine | None:
        """A price of the open card."""
        return next((line for line in self.lines if line.id == line_id), None)

    def change_line(
        self,
        line_id: str,
        price: Money,
        days: tuple[date, date | None],
        done: Callable[[], None],
        failed: Callable[[StationError], None],
    ) -> None:
        """Another price, or other days, of one line; no last day is until further notice."""
        services = self._app.services

        def kept(_line: RateLine) -> None:
            self._app.notify(Tone.OK, self._app.tr("The price is changed."))
            self._app.refresh()
            self.load()
            done()

        first, last = days
        work = partial(
            edit_rate_line, services.store, services.desk, line_id,
            price=price, valid_from=first, valid_to=last or LastDay.OPEN,
        )  # fmt: skip
        self._app.runner.run(work, kept, failed, Lane.DESK)
