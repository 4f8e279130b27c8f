"""What the transactions section decides. No Qt."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import assert_never

from core.accounts.service import wallets
from core.errors import StationError
from core.ledger.lines import Transaction
from core.reports.rules import BadPeriod, Report, TransactionType
from core.reports.service import report
from core.services import Services
from ui.app_context import App
from ui.file_access import write_file
from ui.messages import one_line
from ui.pages.balance.rows import LineRow
from ui.pages.balance.work import line_row
from ui.pages.reports.rows import Period, Span, WalletChoice, last_month, read_period, this_month, today
from ui.pages.reports.transactions.rows import ALL, TYPES, Found
from ui.report_files import FileForm, report_bytes
from ui.running import Lane
from ui.views import Tone


class TransactionsPresenter:
    """A wallet, a period, a type; the transactions with their sums; and the files.

    Attributes:
        wallet: Which wallet, shared with the other sections.
        span: Which days.
        first: The first day as typed, for `Span.DAYS`; so is `last`.
        type: Code of the type that is listed, `ALL` for every one.
        report: As last read, None before that.
        problem: What is wrong with the days, in words.
        error: Why nothing could be read.
        is_writing: A file is being written.
    """

    def __init__(self, app: App, wallet: WalletChoice) -> None:
        self.app, self.wallet = app, wallet
        self._changed: Callable[[], None] = lambda: None
        self.span = Span.THIS_MONTH
        self.first = self.last = ""
        self.type = ALL
        self.report: Report | None = None
        self.problem = ""
        self.error: StationError | None = None
        self.is_writing = False

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def today(self) -> date:
        """The station's day."""
        desk = self.app.services.desk
        return today(desk.clock.now(), desk.actor.zone)

    def period(self) -> Period | None:
        """The days that are wanted; None where they were typed and cannot be read."""
        match self.span:
            case Span.THIS_MONTH:
                return this_month(self.today())
            case Span.LAST_MONTH:
                return last_month(self.today())
            case Span.DAYS:
                return read_period(self.first, self.last)
            case _:
                assert_never(self.span)

    # Choosing

    def choose_wallet(self, wallet: str) -> None:
        """Another wallet."""
        self.wallet.chosen = wallet
        self.load()

    def choose_type(self, code: str) -> None:
        """List only transactions of a type; the sums stay those of all."""
        assert code in TYPES, code
        self.type = code
        self.load()

    def choose_span(self, span: Span) -> None:
        """Other days; typed ones begin with those that were shown."""
        before = self.period()
        if span is Span.DAYS and before is not None:
            self.first, self.last = before.first.isoformat(), before.last.isoformat()
        self.span = span
        self.load()

    def choose_days(self, first: str, last: str) -> None:
        """Days as typed."""
        self.span, self.first, self.last = Span.DAYS, first, last
        self.load()

    # Reading

    def load(self) -> None:
        """Read the period."""
        period = self.period()
        if period is None:
            self.problem = self.app.tr("Write both days as 2026-11-30: year, month, day.")
            self._changed()
            return
        services, code = self.app.services, self.type
        self.app.runner.run(
            lambda: self._read(services, period, code), self._loaded, self._not_loaded, Lane.DESK
        )  # fmt: skip

    def _read(self, services: Services, period: Period, code: str) -> Found:
        types = frozenset() if code == ALL else frozenset({TransactionType(code)})
        with services.store.read() as q:
            every = tuple(wallets(q))
            return Found(every, report(q, self.wallet.of(every), period.first, period.last, types=types))

    def _loaded(self, found: Found) -> None:
        self.wallet.take(found.wallets)
        self.report, self.problem, self.error = found.report, "", None
        self._changed()

    def _not_loaded(self, error: StationError) -> None:
        if isinstance(error, BadPeriod):
            self.problem = one_line(self.app.tr, error)
        else:
            self.error = error
        self._changed()

    def open_line(self, line: Transaction, shown: Callable[[LineRow], None]) -> None:
        """Look up what a transaction is about, then show it."""
        services = self.app.services
        self.app.runner.run(
            lambda: services.read(lambda q: line_row(q, line)), shown, self.app.notify_error, Lane.DESK
        )  # fmt: skip

    # Files

    def file_name(self, form: FileForm) -> str:
        """What a file is called unless the person says otherwise."""
        if form in (FileForm.JSON, FileForm.BEANCOUNT):
            return f"journal-{self.today().isoformat()}.{form.value}"
        shown = self.report
        days = f"-{shown.first.isoformat()}-{shown.last.isoformat()}" if shown else ""
        return f"transactions-{self.wallet.chosen}{days}.{form.value}"

    def export(self, form: FileForm, paper: str, path: Path) -> None:
        """Write the period that is shown (CSV, PDF) or the whole journal (JSON, Beancount)."""
        shown = self.report
        if shown is None or self.is_writing:
            return
        self.is_writing = True
        self._changed()
        services, tr, wallet = self.app.services, self.app.tr, self.wallet.of(self.wallet.wallets)

        def work() -> None:
            write_file(path, report_bytes(services, tr, wallet, shown.first, shown.last, form, paper))

        self.app.runner.run(work, lambda _nothing: self._written(path), self._not_written, Lane.OUTSIDE)

    def _written(self, path: Path) -> None:
        self.is_writing = False
        self.app.notify(Tone.OK, self.app.tr("Wrote {file}.", file=path.name))
        self._changed()

    def _not_written(self, error: StationError) -> None:
        self.is_writing = False
        self.app.notify_error(error)
        self._changed()
