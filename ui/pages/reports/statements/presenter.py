"""What the statements section decides. No Qt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from core.accounts.service import wallets
from core.errors import StationError
from core.reports.store import Statement, list_statements
from core.services import Services
from ui.app_context import App
from ui.file_access import write_file
from ui.messages import explain
from ui.pages.reports.rows import PAPERS, WalletChoice, read_period, today
from ui.pages.reports.statements.rows import Found, proposal
from ui.report_files import issue_statement
from ui.running import Lane
from ui.views import ErrorView, Tone


class StatementsPresenter:
    """The statements of a wallet, and the next one.

    Attributes:
        wallet: Which wallet, shared with the other sections.
        statements: As last read, newest first; None before that.
        first: First day of the next one as typed or proposed; so is `last`.
        paper: Of the next one.
        chosen: Id of the statement that is pointed at.
        problem: What is wrong with the days, in words.
        refusal: Why the last attempt was refused.
        error: Why nothing could be read.
        is_busy: One is being issued.
    """

    def __init__(self, app: App, wallet: WalletChoice) -> None:
        self.app, self.wallet = app, wallet
        self._changed: Callable[[], None] = lambda: None
        self.statements: tuple[Statement, ...] | None = None
        self.first = self.last = ""
        self._proposed = ("", "")
        self.paper = PAPERS[0]
        self.chosen = ""
        self.problem = ""
        self.refusal: ErrorView | None = None
        self.error: StationError | None = None
        self.is_busy = False

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    # Reading

    def load(self) -> None:
        """Read the statements of the wallet."""
        services = self.app.services
        self.app.runner.run(lambda: self._read(services), self._loaded, self._not_loaded, Lane.DESK)

    def _read(self, services: Services) -> Found:
        with services.store.read() as q:
            every = tuple(wallets(q))
            return Found(every, tuple(reversed(list_statements(q, self.wallet.of(every).id))))

    def _loaded(self, found: Found) -> None:
        self.wallet.take(found.wallets)
        self.statements, self.error = found.statements, None
        if self.one() is None:
            self.chosen = found.statements[0].id if found.statements else ""
        desk = self.app.services.desk
        period = proposal(found.statements, today(desk.clock.now(), desk.actor.zone))
        proposed = (period.first.isoformat(), period.last.isoformat()) if period else ("", "")
        if (self.first, self.last) == self._proposed:  # what a person typed stays
            self.first, self.last = proposed
        self._proposed = proposed
        self._changed()

    def _not_loaded(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def hint(self) -> str:
        """What there is to issue."""
        tr = self.app.tr
        if self._proposed == ("", ""):
            return tr("Every day that is over is on a statement.")
        if self.statements:
            return tr("The last one ended on {day}.", day=tr.day(self.statements[0].last.isoformat()))
        return tr("Whole days that are over; each day is on one statement.")

    # Choosing

    def choose_wallet(self, wallet: str) -> None:
        """Another wallet; its days are proposed anew."""
        self.wallet.chosen = wallet
        self.first, self.last = self._proposed
        self.refusal, self.problem = None, ""
        self.load()

    def choose_paper(self, paper: str) -> None:
        """Letter or A4."""
        assert paper in PAPERS, paper
        self.paper = paper

    def choose(self, statement: str) -> None:
        """Point at a statement."""
        if statement != self.chosen:
            self.chosen = statement
            self._changed()

    def one(self) -> Statement | None:
        """The one that is pointed at."""
        return next((one for one in self.statements or () if one.id == self.chosen), None)

    # Issuing

    def issue(self, first: str, last: str) -> None:
        """Issue the statement of these days, as typed."""
        if self.is_busy:
            return
        self.first, self.last, self.refusal = first, last, None
        period = read_period(first, last)
        self.problem = "" if period else self.app.tr("Write both days as 2026-11-30: year, month, day.")
        if period is None:
            self._changed()
            return
        self.is_busy = True
        self._changed()
        services, tr, wallet = self.app.services, self.app.tr, self.wallet.of(self.wallet.wallets)
        work = partial(issue_statement, services, tr, wallet, period.first, period.last, self.paper)
        self.app.runner.run(work, lambda made: self._issued(made[0]), self._refused, Lane.OUTSIDE)

    def _issued(self, made: Statement) -> None:
        tr = self.app.tr
        self.is_busy, self.chosen = False, made.id
        self._proposed = self.first, self.last  # the next days are proposed in their place
        days = tr("{first} to {last}", first=tr.day(made.first.isoformat()), last=tr.day(made.last.isoformat()))
        self.app.notify(Tone.OK, tr("The statement of {days} is issued.", days=days))
        self.load()

    def _refused(self, error: StationError) -> None:
        self.is_busy = False
        self.refusal = explain(self.app.tr, error)
        self._changed()

    # Its paper

    def file_name(self) -> str:
        """What the paper is called unless the person says otherwise."""
        one = self.one()
        days = f"-{one.first.isoformat()}-{one.last.isoformat()}" if one else ""
        return f"statement-{self.wallet.chosen}{days}.pdf"

    def save(self, path: Path) -> None:
        """Write the paper of the chosen one, exactly as it was issued."""
        one, services = self.one(), self.app.services
        if one is None:
            return

        def work() -> None:
            write_file(path, services.files.get(one.sha256))

        self.app.runner.run(
            work,
            lambda _nothing: self.app.notify(Tone.OK, self.app.tr("Wrote {file}.", file=path.name)),
            self.app.notify_error,
            Lane.OUTSIDE,
        )
