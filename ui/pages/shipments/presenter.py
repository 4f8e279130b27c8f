"""The Shipments page's decisions, without Qt."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from core.context import Mode
from core.errors import StationError
from core.labels.rules import LabelState
from core.labels.store import Label
from core.printing.records import Batch, Job, Printer
from core.shipments.listing import ShipmentRow
from core.topics import Topic
from ui.app_context import App
from ui.pages.recording.opening import Opening, Part
from ui.pages.shipments import work
from ui.pages.shipments.replacing.presenter import ReplacePresenter
from ui.pages.shipments.rows import ExportKind, ShipmentLine, ShipmentsView
from ui.pages.shipments.showing import detail_of, line_of
from ui.pages.shipments.state import ShipmentsState
from ui.pictures import LabelPicture, label_picture
from ui.questions import AskView, Question, reprint_question, void_question
from ui.running import Lane
from ui.views import Tone

T = TypeVar("T")
PAGE = "shipments"
TOPICS = frozenset({Topic.LABELS, Topic.SHIPMENTS, Topic.JOBS, Topic.PRINTERS, Topic.ORDERS})


class ShipmentsScreen(Protocol):
    """What the page does for its presenter."""

    def show_shipments(self, view: ShipmentsView) -> None:
        """Show this beside the table."""
        ...

    def show_table(self, text: str) -> None:
        """Show the labels that `text` finds, from the top."""
        ...

    def reload_table(self) -> None:
        """The rows changed; those in view stay where they are."""
        ...

    def go_to_row(self, number: int) -> None:
        """Make this row the current one."""
        ...

    def open_replace(self, presenter: ReplacePresenter) -> None:
        """Ask about replacing this label."""
        ...

    def open_recording(self, opening: Opening) -> None:
        """Record what a person did in the provider's portal."""
        ...


class ShipmentsPresenter:
    """One per run; the page's widgets come and go.

    Attributes:
        app: What the window gave.
        state: What the page has.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.state = ShipmentsState()
        self._screen: ShipmentsScreen | None = None
        app.watch(PAGE, TOPICS, self._moved)
        app.on_visit(PAGE, self.visit)

    def attach(self, screen: ShipmentsScreen) -> Callable[[], None]:
        """The page's widgets are there (again); call what this gives when they go."""
        self._screen = screen
        screen.show_table(self.state.text)
        self._show()

        def leave() -> None:
            if self._screen is screen:
                self._screen = None

        return leave

    @property
    def view(self) -> ShipmentsView:
        """What is shown beside the table."""
        state = self.state
        detail = detail_of(self.app, state, state.chosen) if state.chosen is not None else None
        return ShipmentsView(searched=state.text, detail=detail, ask=self._question())

    def _question(self) -> AskView | None:
        chosen, question = self.state.chosen, self.state.question
        if chosen is None or question is None:
            return None
        if question is Question.REPRINT:
            return reprint_question(self.app.tr, self.app.services, chosen.row, self.state.reason)
        return void_question(self.app.tr, self.app.services, chosen.row)

    def line(self, row: ShipmentRow, differs: bool) -> ShipmentLine:
        """A row of the table, in the language of the window."""
        return line_of(self.app.tr, self.app.services, row, differs=differs)

    def _become(self, state: ShipmentsState) -> None:
        self.state = state
        self._show()

    def _show(self) -> None:
        if self._screen is not None:
            self._screen.show_shipments(self.view)

    # Finding and choosing

    def entered(self) -> None:
        """The page is shown: the rows may have changed meanwhile."""
        self._moved()

    def _moved(self) -> None:
        if self._screen is not None:
            self._screen.reload_table()
        if self.state.label:
            self._read(self.state.label)

    def search(self, text: str) -> None:
        """Only what `text` finds; the first of it is chosen."""
        if text != self.state.text:
            self._become(replace(self.state, text=text, label="", chosen=None, question=None))
            if self._screen is not None:
                self._screen.show_table(text)

    def choose(self, label: str) -> None:
        """Show this label."""
        if label and label != self.state.label:
            self._become(replace(self.state, label=label, question=None, picture_error=None))
            self._read(label)

    def visit(self, label: str) -> None:
        """Another page sent somebody to this label: the whole table again, at its row."""
        if self.state.text:
            self.search("")
        self.choose(label)
        services = self.app.services
        self.app.runner.run(lambda: work.place_of(services, label), self._go_to_row, self.app.notify_error)

    def _go_to_row(self, number: int) -> None:
        if self._screen is not None:
            self._screen.go_to_row(number)

    def _read(self, label: str) -> None:
        services = self.app.services
        self.app.runner.run(lambda: work.read_label(services, label), self._shown, self.app.notify_error)

    def _shown(self, chosen: work.Chosen) -> None:
        if chosen.row.label != self.state.label:
            return  # another one was chosen meanwhile
        self._become(replace(self.state, chosen=chosen))
        picture = self.state.picture
        if picture is None or picture.label != chosen.row.label:
            services, label = self.app.services, chosen.row.label
            self.app.runner.run(
                lambda: label_picture(services, label), self._drawn, partial(self._not_drawn, label), Lane.OUTSIDE
            )

    def _drawn(self, picture: LabelPicture) -> None:
        if picture.label == self.state.label:
            self._become(replace(self.state, picture=picture, picture_error=None))

    def _not_drawn(self, label: str, error: StationError) -> None:
        if label == self.state.label:
            self._become(replace(self.state, picture=None, picture_error=error))

    # Doing

    def _run(self, errand: Callable[[], T], done: Callable[[T], None], lane: Lane = Lane.OUTSIDE) -> None:
        self._become(replace(self.state, is_busy=True, question=None))

        def ended(result: T) -> None:
            self._become(replace(self.state, is_busy=False))
            done(result)
            self.app.refresh()

        def failed(error: StationError) -> None:
            self._become(replace(self.state, is_busy=False))
            self.app.notify_error(error)
            self.app.refresh()

        self.app.runner.run(errand, ended, failed, lane)

    def ask(self, question: Question) -> None:
        """F9 and F8: ask in place."""
        detail = self.view.detail
        if detail is None:
            return
        refused = detail.reprint if question is Question.REPRINT else detail.void
        if refused is None and question is Question.VOID and self._is_recorded():
            self.record(Part.VOID)
        elif refused is None:
            self._become(replace(self.state, question=question))

    def _is_recorded(self) -> bool:
        return self.state.chosen is not None and self.state.chosen.is_recorded

    def replace_label(self) -> None:
        """Ctrl+Shift+R: void the chosen label and buy another."""
        detail, chosen = self.view.detail, self.state.chosen
        if detail is not None and chosen is not None and detail.replace is None and self._screen is not None:
            self._screen.open_replace(ReplacePresenter(self.app, chosen.row))

    @property
    def can_record(self) -> bool:
        """Whether a person buys in the provider's portal here, and records it."""
        return self.app.services.mode is Mode.RECORDED

    def record(self, part: Part) -> None:
        """Record what was done in the portal; a void is about the chosen label."""
        chosen = self.state.chosen
        label = chosen.row.tracking if chosen is not None and part is Part.VOID else ""
        if self._screen is not None:
            self._screen.open_recording(Opening(part, label=label))

    def cancel_question(self) -> None:
        """The other answer."""
        self._become(replace(self.state, question=None))

    def answer(self, reason: str) -> None:
        """Yes, with a reason where one is asked for."""
        asked, chosen = self.view.ask, self.state.chosen
        words = " ".join(reason.split())
        if asked is None or chosen is None or (asked.reasons and not words):
            return
        services, label = self.app.services, chosen.row.label
        if asked.question is Question.REPRINT:
            self.state = replace(self.state, reason=words)
            self._run(lambda: work.reprint(services, label, words), self._queued)
        else:
            self._run(lambda: work.void(services, label), self._voided)

    def _queued(self, queued: tuple[Printer, Batch]) -> None:
        printer, tr = queued[0], self.app.tr
        self.app.notify(Tone.OK, tr("On its way to {printer}; nothing was charged.", printer=printer.name))
        self.app.spool.wake(printer.id)
        self._moved()

    def _voided(self, label: Label) -> None:
        tr, number = self.app.tr, self.app.services.catalogue.numbers.format(label.tracking)
        text = (
            tr("{number} is voided and refunded: {price}.", number=number, price=label.price)
            if label.state is LabelState.REFUNDED
            else tr("{number} is voided. A refund of {price} is due.", number=number, price=label.price)
        )
        self.app.notify(Tone.OK, text)
        self._moved()

    def export(self, kind: ExportKind, path: Path) -> None:
        """Write the chosen label to a file."""
        services, label = self.app.services, self.state.label

        def written(size: int) -> None:
            tr = self.app.tr
            text = tr("{file} is written ({size} bytes). Nothing was printed.", file=path.name, size=tr.number(size))
            self.app.notify(Tone.OK, text)

        self._run(lambda: work.export(services, label, kind, path), written)

    def seen_on_paper(self, job: str) -> None:
        """A person has this copy in hand."""
        self._run(lambda: work.seen_on_paper(self.app.services, job), self._decided, Lane.DESK)

    def never_came_out(self, job: str) -> None:
        """A person says that this copy did not come out."""
        self._run(lambda: work.never_came_out(self.app.services, job), self._decided, Lane.DESK)

    def _decided(self, _job: Job) -> None:
        tr = self.app.tr
        self.app.notify(Tone.OK, tr("Kept in the print journal."))
        self._moved()

    def copied(self) -> None:
        """The tracking number lies on the clipboard."""
        tr, chosen = self.app.tr, self.state.chosen
        if chosen is not None:
            self.app.notify(Tone.OK, tr("{number} is copied.", number=chosen.row.tracking))

    def open_order(self) -> None:
        """To the order of this label."""
        if self.state.chosen is not None:
            self.app.go_to("orders", self.state.chosen.row.order)

    def escape(self) -> bool:
        """Esc: the question, then the search; False when there was nothing."""
        if self.state.question is not None:
            self.cancel_question()
        elif self.state.text:
            self.search("")
        else:
            return False
        return True
