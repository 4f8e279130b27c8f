"""What the carriers section decides: cards, the table of features, or one carrier's sheet. No Qt."""

from collections.abc import Callable

from core.carriers.model import Answer, Carrier, Feature
from core.i18n import Tr
from ui.app_context import App
from ui.messages_problems import code_text
from ui.pages.settings.carriers.sheet import Sheet, name_of, sheet_of
from ui.pages.settings.carriers.words import feature_word
from ui.pages.settings.wallets.presenter import WalletsPresenter

CARDS, TABLE = "cards", "table"


class CarriersPresenter:
    """The catalogue as it is shown.

    Attributes:
        mode: `CARDS` or `TABLE`.
        carrier: Code of the carrier whose sheet is open, empty for none.
        wallets: How far the set-up of the balances is.
    """

    def __init__(self, app: App, wallets: WalletsPresenter, open_setup: Callable[[str, str], None]) -> None:
        self._app, self._open_setup = app, open_setup
        self._changed: Callable[[], None] = lambda: None
        self.wallets = wallets
        self.mode = CARDS
        self.carrier = ""

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read how far the set-up is; the catalogue itself is in memory."""
        self.wallets.load(self._changed)

    def carriers(self) -> tuple[Carrier, ...]:
        """Those that a balance pays first."""
        shown = self._app.services.catalogue.to_show()
        return tuple(sorted(shown, key=lambda carrier: not carrier.wallet))

    def show(self, mode: str) -> None:
        """Cards or the table."""
        self.mode = mode
        self._changed()

    def open(self, code: str) -> None:
        """Open a carrier's sheet; empty goes back."""
        self.carrier = code if not code or self._app.services.catalogue.find(code) else ""
        self._changed()

    def sheet(self, tr: Tr) -> Sheet | None:
        """The sheet that is open."""
        return sheet_of(tr, self._app.services.catalogue.get(self.carrier)) if self.carrier else None

    def matrix(self, tr: Tr) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[Answer, ...]], ...]]:
        """The feature table (S0-21): names of the carriers, and for each feature its answers."""
        carriers = self.carriers()
        rows = tuple((feature_word(tr, one), tuple(each.feature(one) for each in carriers)) for one in Feature)
        return tuple(name_of(tr, each) for each in carriers), rows

    def problems(self, tr: Tr) -> tuple[str, ...]:
        """What is wrong with carrier files of the user; such a file is left out, and says why."""
        found = self._app.services.carrier_problems
        return tuple(f"{one.file}: {code_text(tr, one.code, one.field, str(one.value))}" for one in found)

    def is_set_up(self) -> bool:
        """Whether every balance is set up."""
        return all(account.setup.finished_at for account in self.wallets.accounts)

    def is_begun(self) -> bool:
        """Whether a set-up was begun and left."""
        return any(account.is_begun and not account.setup.finished_at for account in self.wallets.accounts)

    def set_up(self) -> None:
        """Set up carriers (S0-08): the first balance that is not set up, else the first."""
        accounts = self.wallets.accounts
        open_ones = [account for account in accounts if not account.setup.finished_at]
        for account in (open_ones or list(accounts))[:1]:
            self._open_setup(account.wallet.id, "")
