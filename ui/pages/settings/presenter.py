"""What the settings page decides: which section is shown, and whether the set-up lies over it. No Qt."""

from collections.abc import Callable

from ui.app_context import App
from ui.pages.settings.carriers.presenter import CarriersPresenter
from ui.pages.settings.display.presenter import DisplayPresenter
from ui.pages.settings.people.presenter import PeoplePresenter
from ui.pages.settings.printers.presenter import PrintersPresenter
from ui.pages.settings.rate_cards.presenter import RateCardsPresenter
from ui.pages.settings.safety.presenter import SafetyPresenter
from ui.pages.settings.wallets.presenter import WalletsPresenter
from ui.pages.setup.presenter import SetupPresenter

KEY = "settings"
PRINTERS, DISPLAY, WALLETS, CARRIERS, RATE_CARDS = "printers", "display", "wallets", "carriers", "rate-cards"
PEOPLE, SAFETY = "people", "safety"
SECTIONS = (PRINTERS, DISPLAY, WALLETS, CARRIERS, RATE_CARDS, PEOPLE, SAFETY)
SETUP = "setup"


class SettingsPresenter:
    """The page's state, which outlives a change of language.

    Attributes:
        app: What the window gave.
        section: Key of the section that is shown.
        setup: The set-up that is open, None for none.
        printers: The sections' own presenters, as are the others.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self._changed: Callable[[], None] = lambda: None
        self.section = PRINTERS
        self.setup: SetupPresenter | None = None
        self.printers = PrintersPresenter(app)
        self.display = DisplayPresenter(app)
        self.wallets = WalletsPresenter(app, self.open_setup)
        self.carriers = CarriersPresenter(app, self.wallets, self.open_setup)
        self.rate_cards = RateCardsPresenter(app)
        self.people = PeoplePresenter(app)
        self.safety = SafetyPresenter(app)
        app.on_visit(KEY, self.visit)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` when another section, or the set-up, is to be shown."""
        self._changed = changed

    def visit(self, subject: str) -> None:
        """Somebody went to a section (``printers``), to the set-up of a wallet (``setup``, ``setup:usd``), or to a
        carrier's sheet (``carriers:usps``).

        Other pages write ``app.go_to("settings", "printers")``.
        """
        name, _, what = subject.partition(":")
        if name == SETUP:
            self.open_setup(what or self.app.services.default_wallet(), "")
        elif name in SECTIONS:
            self.setup = None
            if name == CARRIERS:
                self.carriers.open(what)
            self.choose(name)

    def choose(self, section: str) -> None:
        """Another section."""
        self.section = section
        self._changed()

    def open_setup(self, wallet_id: str, step: str) -> None:
        """Lay the set-up of a wallet over the sections."""
        self.section = WALLETS
        self.setup = SetupPresenter(self.app, wallet_id, self._setup_left)
        self._changed()
        self.setup.open(step)

    def _setup_left(self) -> None:
        """Back where the account's settings show what was kept."""
        self.setup = None
        self.wallets.load()
        self._changed()
