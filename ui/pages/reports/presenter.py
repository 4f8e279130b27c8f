"""What the Reports page decides: which section is shown. No Qt."""

from collections.abc import Callable

from core.topics import Topic
from ui.app_context import App
from ui.pages.reports.card.presenter import CardPresenter
from ui.pages.reports.rows import WalletChoice
from ui.pages.reports.statements.presenter import StatementsPresenter
from ui.pages.reports.transactions.presenter import TransactionsPresenter
from ui.pages.reports.volume.presenter import VolumePresenter

KEY = "reports"
TRANSACTIONS, STATEMENTS, CARD, VOLUME = "transactions", "statements", "card", "volume"
TOPICS = (Topic.WALLET, Topic.PURCHASES, Topic.LABELS, Topic.BILLING)


class ReportsPresenter:
    """The page's state, which outlives a change of language.

    Attributes:
        app: What the window gave.
        section: Key of the section that is shown.
        wallet: What all sections are about.
        transactions: The sections' own presenters, as are the others.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self._changed: Callable[[], None] = lambda: None
        self.section = TRANSACTIONS
        self.wallet = WalletChoice()
        self.transactions = TransactionsPresenter(app, self.wallet)
        self.statements = StatementsPresenter(app, self.wallet)
        self.card = CardPresenter(app, self.wallet)
        self.volume = VolumePresenter(app)
        self._loads = {
            TRANSACTIONS: self.transactions.load,
            STATEMENTS: self.statements.load,
            CARD: self.card.load,
            VOLUME: self.volume.load,
        }
        app.watch(KEY, TOPICS, self.load)
        app.on_visit(KEY, self.choose)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` when another section is to be shown."""
        self._changed = changed

    def load(self) -> None:
        """Read what is shown anew."""
        self._loads[self.section]()

    def choose(self, section: str) -> None:
        """Another section; other pages write ``app.go_to("reports", "statements")``."""
        if section in self._loads:
            self.section = section
            self._changed()
