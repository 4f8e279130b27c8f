"""What the Help page decides. No Qt."""

from dataclasses import replace

from core.carriers.model import Carrier
from core.errors import StationError
from ui.app_context import App
from ui.carrier_words import owner_name
from ui.pages.help import facts
from ui.pages.help.minimums import judge, minimums
from ui.pages.help.rows import About, HelpState, Minimum, SupportView, Toolkit, Trouble
from ui.pages.help.troubles import troubles
from ui.pages.listening import Listeners
from ui.running import Lane
from ui.views import Tone

KEY = "help"
ABOUT, KEYS, TROUBLES, SUPPORT, LICENCES = "about", "keys", "troubleshooting", "support", "licences"
SECTIONS = (ABOUT, KEYS, TROUBLES, SUPPORT, LICENCES)
WELCOME = "welcome"


class HelpPresenter:
    """One per run; the page's widgets come and go with language and theme.

    Attributes:
        app: What the window gave.
        listeners: The page's sections.
        state: What they show.
    """

    def __init__(self, app: App, toolkit: Toolkit) -> None:
        self.app = app
        self.listeners = Listeners()
        self.state = HelpState(ABOUT)
        self._toolkit = toolkit
        app.on_visit(KEY, self.visit)

    def _set(self, state: HelpState) -> None:
        self.state = state
        self.listeners.tell()

    def visit(self, subject: str) -> None:
        """Somebody went to a section, or from an error to its row in the table of troubles (S0-42)."""
        if subject in SECTIONS:
            self._set(replace(self.state, section=subject, trouble=""))
        elif any(row.code == subject for row in self.troubles()):
            self._set(replace(self.state, section=TROUBLES, trouble=subject))

    def choose(self, section: str) -> None:
        """Another section; the row that somebody was sent to is a row like the others again."""
        self._set(replace(self.state, section=section, trouble=""))

    def load(self) -> None:
        """Read what the program knows of itself."""
        services, toolkit = self.app.services, self._toolkit
        self.app.runner.run(lambda: facts.read_about(services, toolkit), self._loaded, self._failed, Lane.DESK)

    def _loaded(self, about: About) -> None:
        self._set(replace(self.state, about=about, error=None))

    def _failed(self, error: StationError) -> None:
        self._set(replace(self.state, error=error))

    def diagnostics(self) -> str:
        """What Copy diagnostics copies; empty until it was read."""
        return facts.diagnostics(self.state.about) if self.state.about is not None else ""

    def copied(self) -> None:
        """Something is on the clipboard: say so."""
        self.app.notify(Tone.OK, self.app.tr("Copied to the clipboard."))

    # Versions

    @property
    def minimum(self) -> Minimum:
        """The row of the table that a typed version is compared with."""
        return minimums()[0]

    def check(self, typed: str) -> None:
        """Compare a typed version with the minimum."""
        self._set(replace(self.state, typed=typed, verdict=judge(typed, self.minimum.version)))

    # Troubles, support

    def troubles(self) -> tuple[Trouble, ...]:
        """The table, in the chosen language."""
        return troubles(self.app.tr)

    def open_page(self, trouble: Trouble) -> None:
        """Go where a trouble is cured."""
        page, _, subject = trouble.page.partition(":")
        self.app.go_to(page, subject)

    def open_welcome(self) -> None:
        """Show the welcome again."""
        self.app.go_to(WELCOME)

    def support(self) -> tuple[SupportView, ...]:
        """Whom to ask, for every carrier that the catalogue knows a desk of."""
        known = (carrier for carrier in self.app.services.catalogue.carriers if carrier.support.name)
        return tuple(self._support(carrier) for carrier in known)

    def _support(self, carrier: Carrier) -> SupportView:
        tr, desk = self.app.tr, carrier.support
        french = tr.lang == "fr"
        pairs = (
            (tr("Ask"), desk.name),
            (tr("Phone"), desk.phone),
            (tr("Web"), desk.link),
            (tr("Hours"), desk.hours),
            (tr("Have ready"), desk.have_ready_fr if french else desk.have_ready_en),
        )
        name = owner_name(carrier, tr.lang)
        return SupportView(name, carrier.wallet, tuple(pair for pair in pairs if pair[1]), desk.link)


def support_text(view: SupportView) -> str:
    """A support card as text, for the clipboard."""
    return "\n".join((view.carrier, *(f"{name}: {text}" for name, text in view.lines))) + "\n"
