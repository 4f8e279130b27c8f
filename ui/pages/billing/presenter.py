"""The Billing page's decisions, without Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.errors import StationError
from core.people.records import NO_PROOFS, Proofs
from core.topics import Topic
from ui.app_context import App
from ui.messages import one_line
from ui.pages.billing.acting import DEEDS, Deed
from ui.pages.billing.acting_papers import paper_deeds
from ui.pages.billing.asking import forms_of
from ui.pages.billing.rows import ACCOUNTS, SECTIONS, BillingFacts, FormView, SectionView, Values
from ui.pages.billing.showing import section_view
from ui.pages.billing.work import read_facts
from ui.pages.listening import Listeners
from ui.running import Lane
from ui.views import Tone

PAGE = "billing"
TOPICS = frozenset({Topic.BILLING, Topic.LABELS})


@dataclass(frozen=True, slots=True)
class BillingState:
    """What the page has: the section that is shown, what was read, or why it could not be read."""

    section: str = ACCOUNTS
    facts: BillingFacts | None = None
    error: StationError | None = None


class BillingPresenter:
    """One per run; the page's widgets come and go.

    Attributes:
        app: What the window gave.
        listeners: The page's sections.
        state: What they show.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.listeners = Listeners()
        self.state = BillingState()
        app.watch(PAGE, TOPICS, self.load)
        app.on_visit(PAGE, self.choose)

    def load(self) -> None:
        """Read everything anew."""
        services = self.app.services
        self.app.runner.run(lambda: read_facts(services), self._loaded, self._failed, Lane.DESK)

    def choose(self, section: str) -> None:
        """Another section."""
        if section in SECTIONS:
            self._set(replace(self.state, section=section))

    def view(self, section: str) -> SectionView | None:
        """What a section shows; None until it was read."""
        facts = self.state.facts
        if facts is None:
            return None
        app = self.app
        return section_view(app.tr, app.services.catalogue, section, facts, self._forms(facts))

    def form(self, key: str) -> FormView:
        """A form, with what there is to choose from now."""
        assert self.state.facts is not None, "a form is opened from what was read"
        return self._forms(self.state.facts)[key]

    def submit(self, key: str, values: Values, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Do what a form asks for, with the PIN where one is needed; `refused` with nothing: the person went back."""
        deed = (DEEDS | paper_deeds(self.app.tr))[key]
        services = self.app.services

        def ask(about: str) -> None:
            assert deed.act is not None
            self.app.prove(
                deed.act, lambda proofs: self._do(deed, values, proofs, done, refused), about=about,
                dropped=lambda: refused(""),
            )  # fmt: skip

        def failed(error: StationError) -> None:
            refused(one_line(self.app.tr, error))

        if deed.act is None:
            self._do(deed, values, NO_PROOFS, done, refused)
        else:
            self.app.runner.run(lambda: deed.about(services, values), ask, failed, Lane.DESK)

    def _do(
        self, deed: Deed, values: Values, proofs: Proofs, done: Callable[[], None], refused: Callable[[str], None]
    ) -> None:
        services = self.app.services

        def well(_answer: object) -> None:
            done()
            self.app.notify(Tone.OK, self.app.tr("Done."))
            self.load()
            self.app.refresh()

        def failed(error: StationError) -> None:
            refused(one_line(self.app.tr, error))

        self.app.runner.run(lambda: deed.do(services, values, proofs), well, failed, Lane.OUTSIDE)

    def _forms(self, facts: BillingFacts) -> dict[str, FormView]:
        return forms_of(self.app.tr, self.app.services.catalogue, facts)

    def _loaded(self, facts: BillingFacts) -> None:
        self._set(replace(self.state, facts=facts, error=None))

    def _failed(self, error: StationError) -> None:
        self._set(replace(self.state, error=error))

    def _set(self, state: BillingState) -> None:
        self.state = state
        self.listeners.tell()
