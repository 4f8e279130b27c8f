"""What the printers section decides. No Qt."""

from collections.abc import Callable

from core.errors import StationError
from core.i18n import Tr
from core.printing.port import Probed
from core.printing.records import Printer
from core.printing.rules import IN_HAND, JobState, NoPrinter
from core.printing.service import (
    SpecimenPrinted,
    add_printer,
    change_printer,
    choose_printer,
    default_printer,
    list_printers,
    print_specimen,
    probe_printer,
    retire_printer,
)
from core.printing.store import jobs_in_states
from core.settings import LABEL_FORMAT
from core.topics import Topic
from ui.app_context import App
from ui.messages_base import word
from ui.pages.settings.printers.form import PrinterForm
from ui.pages.settings.printers.outcomes import Looks, Outcome, answered, judged, specimen_outcome
from ui.pages.settings.printers.rows import Facts, PrinterRow, printer_rows
from ui.pages.settings.words import LANGUAGES
from ui.running import Lane
from ui.views import Tone

TOPICS = frozenset({Topic.PRINTERS, Topic.JOBS, Topic.SETTINGS})


class PrintersPresenter:
    """Reads and changes the station's printers.

    Attributes:
        facts: As last read.
        chosen: Id of the row that is chosen.
        busy: Words for what is under way, empty for nothing.
        outcome: What the last test or question gave.
        error: Why the list could not be read.
        is_loaded: Whether it was ever read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.facts = Facts()
        self.chosen = ""
        self.busy = ""
        self.outcome: Outcome | None = None
        self.error: StationError | None = None
        self.is_loaded = False
        app.watch("settings", TOPICS, self.load)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes; the screen that was made last is told."""
        self._changed = changed

    def load(self) -> None:
        """Read the printers."""
        self._app.runner.run(self._read, self._loaded, self._load_failed, Lane.DESK)

    def _read(self) -> Facts:
        services = self._app.services
        with services.store.read() as q:
            try:
                default = default_printer(q, services.desk).id
            except NoPrinter:
                default = ""
            jobs = jobs_in_states(q, IN_HAND | {JobState.QUEUED, JobState.UNKNOWN})
            printers = tuple(list_printers(q))
        return Facts(
            printers,
            default,
            tuple(job.printer for job in jobs if job.state is JobState.QUEUED),
            frozenset(job.printer for job in jobs if job.state in IN_HAND),
            frozenset(job.printer for job in jobs if job.state is JobState.UNKNOWN),
            services.setting(LABEL_FORMAT),
        )

    def _loaded(self, facts: Facts) -> None:
        self.facts, self.error, self.is_loaded = facts, None, True
        if self.chosen not in {printer.id for printer in facts.printers}:
            self.chosen = facts.default
        self._changed()

    def _load_failed(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def choose(self, printer_id: str) -> None:
        """Another row is chosen."""
        if printer_id != self.chosen:
            self.chosen = printer_id
            self._changed()

    def printer(self) -> Printer | None:
        """The chosen printer."""
        return next((one for one in self.facts.printers if one.id == self.chosen), None)

    def rows(self, tr: Tr) -> tuple[PrinterRow, ...]:
        """The table."""
        return printer_rows(tr, self.facts, self._app.spool.held, self._app.heard.reached)

    # What the buttons do

    def test(self) -> None:
        """Print a test label on the chosen printer (S2-18)."""
        printer = self.printer()
        if printer is None or self.busy:
            return
        tr = self._app.tr
        self._begin(tr("Printing a test label on {printer} …", printer=printer.name))
        self._app.runner.run(
            lambda: print_specimen(self._app.services.press, printer.id), self._tested, self._refused, Lane.OUTSIDE
        )

    def _tested(self, done: SpecimenPrinted) -> None:
        self._app.heard.delivered(done.printer.id, done.outcome)
        self._end(specimen_outcome(self._app.tr, done, self._app.services.directory))

    def judge(self, looks: Looks) -> None:
        """The person says how the test label looked; the answer says what to change."""
        printer = self.printer()
        if printer is not None:
            self._end(judged(self._app.tr, printer, looks))

    def ask(self) -> None:
        """Ask the chosen printer how it is; nothing is printed."""
        printer = self.printer()
        if printer is None or self.busy:
            return
        self._begin(self._app.tr("Asking {printer} …", printer=printer.name))
        self._app.runner.run(
            lambda: probe_printer(self._app.services.press, printer.id),
            lambda probed: self._asked(printer, probed),
            self._refused,
            Lane.OUTSIDE,
        )

    def _asked(self, printer: Printer, probed: Probed) -> None:
        self._app.heard.probed(printer.id, probed)
        self._end(answered(self._app.tr, printer, probed))

    def make_default(self) -> None:
        """The chosen printer becomes the station's own."""
        printer = self.printer()
        if printer is None:
            return
        services, tr = self._app.services, self._app.tr
        text = tr("{printer} is the station's printer now.", printer=printer.name)
        self._change(lambda: choose_printer(services.store, services.desk, printer.id), text)

    def retire(self) -> None:
        """The chosen printer goes out of use; its journal stays."""
        printer = self.printer()
        if printer is None:
            return
        services, tr = self._app.services, self._app.tr
        text = tr("{printer} is no longer in use. Its print journal is kept.", printer=printer.name)
        self._change(lambda: retire_printer(services.store, services.desk, printer.id), text)

    def set_format(self, code: str) -> None:
        """The station's default label format (S2-14)."""
        if code == self.facts.label_format:
            return
        services, tr = self._app.services, self._app.tr
        text = tr("Requested Label Format: {format}.", format=word(tr, LANGUAGES, code))
        self._change(lambda: services.change_setting(LABEL_FORMAT, code), text)

    def save(
        self,
        form: PrinterForm,
        printer_id: str,
        done: Callable[[Printer], None],
        failed: Callable[[StationError], None],
    ) -> None:
        """Add a printer, or change one that is there; all that is wrong comes at once."""
        press = self._app.services.press

        def kept(printer: Printer) -> None:
            tr = self._app.tr
            self.chosen, self.outcome = printer.id, None
            said = tr("{printer} is saved.", printer=printer.name)
            self._app.notify(Tone.OK, said if printer_id else tr("{printer} is added.", printer=printer.name))
            self._app.refresh()
            self.load()
            done(printer)

        def work() -> Printer:
            if printer_id:
                return change_printer(press, printer_id, form.name, form.kind, form.address)
            return add_printer(press, form.name, form.kind, form.address)

        self._app.runner.run(work, kept, failed, Lane.OUTSIDE)

    def _change(self, work: Callable[[], object], text: str) -> None:
        def done(_result: object) -> None:
            self._app.notify(Tone.OK, text)
            self._app.refresh()
            self.outcome = None
            self.load()

        self._app.runner.run(work, done, self._refused, Lane.DESK)

    def _begin(self, words: str) -> None:
        self.busy, self.outcome = words, None
        self._changed()

    def _end(self, outcome: Outcome | None) -> None:
        self.busy, self.outcome = "", outcome
        self._app.refresh()
        self.load()

    def _refused(self, error: StationError) -> None:
        self._app.notify_error(error)
        self._end(None)
