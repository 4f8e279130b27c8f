"""The Balance page's decisions, without Qt."""

from dataclasses import replace
from pathlib import Path

from core.errors import StationError
from core.topics import Topic
from ui.app_context import App
from ui.pages.balance import work
from ui.pages.balance.panels import Panels
from ui.pages.balance.rows import BalanceState, Lines, Report, Types, Waiting, WalletFacts
from ui.pages.listening import Listeners
from ui.running import Lane
from ui.views import Tone

PAGE = "balance"
TOPICS = (Topic.WALLET, Topic.PURCHASES, Topic.LABELS, Topic.SETUP, Topic.TASKS)


class BalancePresenter:
    """One per run; the page's widgets come and go with language and theme.

    Attributes:
        listeners: The page.
        state: What it shows.
        panels: What the lists besides the transactions show.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.listeners = Listeners()
        self.state = BalanceState()
        self.panels = Panels(app)
        self._is_reading = self._again = False
        app.watch(PAGE, TOPICS, self.load)
        app.on_visit(PAGE, self.visit)
        app.startup.on_change(self.listeners.tell)

    def _set(self, state: BalanceState) -> None:
        self.state = state
        self.listeners.tell()

    def load(self) -> None:
        """Read the wallets; what moves meanwhile is read once more."""
        if self._is_reading:
            self._again = True
            return
        self._is_reading = True
        services = self.app.services

        def read() -> tuple[tuple[WalletFacts, ...], Waiting]:
            return services.read(lambda q: (work.read_wallets(q), work.read_waiting(q)))

        self.app.runner.run(read, self._loaded, self._failed, Lane.DESK)

    def _loaded(self, found: tuple[tuple[WalletFacts, ...], Waiting]) -> None:
        state, (wallets, waiting) = self.state, found
        known = {one.view.wallet.id for one in wallets}
        chosen = state.wallet if state.wallet in known else wallets[0].view.wallet.id
        version = state.version + 1
        self._set(replace(state, wallets=wallets, waiting=waiting, wallet=chosen, error=None, version=version))
        self._ended()

    def _failed(self, error: StationError) -> None:
        self._set(replace(self.state, error=error))
        self._ended()

    def _ended(self) -> None:
        self._is_reading = False
        if self._again:
            self._again = False
            self.load()

    # What the person chooses

    def visit(self, subject: str) -> None:
        """Somebody went to a wallet by its id, or to a list by its name."""
        if subject in {report.value for report in Report}:
            self.choose_report(Report(subject))
        else:
            self.choose_wallet(subject)

    def choose_wallet(self, wallet: str) -> None:
        """Show this wallet's transactions."""
        self._set(replace(self.state, wallet=wallet))

    def choose_report(self, report: Report) -> None:
        """Reports > Balances: another type of report."""
        self._set(replace(self.state, report=report))

    def choose_types(self, types: Types) -> None:
        """Only some transactions."""
        self._set(replace(self.state, types=types))

    def lines(self) -> Lines | None:
        """What the table lists, or None while nothing is known."""
        chosen = self.state.chosen
        return Lines(work.account_of(chosen.view.wallet), self.state.types.kinds) if chosen else None

    # What the person asks for

    def buy_postage(self) -> None:
        """Open the dialog for the wallet in the table."""
        self.app.open_buy_postage(self.state.wallet)

    def ask_again(self) -> None:
        """Ask the provider about every purchase that is not settled."""
        self.app.startup.ask()

    def renew(self, wallet: str) -> None:
        """Ask the provider for its balance now."""
        facts = next((one for one in self.state.wallets or () if one.view.wallet.id == wallet), None)
        if facts is None or wallet in self.state.reading:
            return
        self._set(replace(self.state, reading=self.state.reading | {wallet}))
        services, record, before = self.app.services, facts.view.wallet, facts.view.reported_at

        def ask() -> bool:
            work.ask_balance(services, record)
            now = next(one for one in services.read(work.read_wallets) if one.view.wallet.id == wallet)
            return now.view.reported_at != before

        self.app.runner.run(
            ask,
            lambda heard: self._renewed(wallet, heard),
            lambda error: self._not_renewed(wallet, error),
            Lane.OUTSIDE,
        )

    def _renewed(self, wallet: str, heard: bool) -> None:
        self._set(replace(self.state, reading=self.state.reading - {wallet}))
        tr = self.app.tr
        if heard:
            self.app.notify(Tone.OK, tr("The provider reported its balance."))
        else:
            self.app.notify(Tone.WARN, tr("The provider could not be asked; its last figure stays."))
        self.app.refresh()
        self.load()

    def _not_renewed(self, wallet: str, error: StationError) -> None:
        self._set(replace(self.state, reading=self.state.reading - {wallet}))
        self.app.notify_error(error)

    def file_name(self) -> str:
        """What the exported file is called unless the person says otherwise."""
        return f"transactions-{self.state.wallet}.csv"

    def export(self, path: Path) -> None:
        """Write the transactions of the wallet in the table."""
        chosen = self.state.chosen
        if chosen is None or self.state.exporting:
            return
        self._set(replace(self.state, exporting=True))
        services, wallet = self.app.services, chosen.view.wallet
        self.app.runner.run(
            lambda: work.export(services, wallet, path),
            lambda count: self._exported(path, count),
            self._not_exported,
            Lane.OUTSIDE,
        )

    def _exported(self, path: Path, count: int) -> None:
        tr = self.app.tr
        self._set(replace(self.state, exporting=False))
        words = tr.n("{n} transaction written to {file}.", "{n} transactions written to {file}.", count, file=path.name)
        self.app.notify(Tone.OK, words)

    def _not_exported(self, error: StationError) -> None:
        self._set(replace(self.state, exporting=False))
        self.app.notify_error(error)
