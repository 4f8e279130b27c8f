"""What the people section decides. No Qt. Every change asks for the PIN of who makes it."""

from collections.abc import Callable
from functools import partial

from core.accounts.service import wallets
from core.errors import StationError
from core.i18n import Tr
from core.money import Money, parse_money
from core.people.acts import Act
from core.people.records import LimitKind, Operator, Proofs, Role
from core.people.service_limits import limit_about, limits, needs_second, set_limit
from core.people.service_operators import (
    activate,
    add_operator,
    change_pin,
    change_role,
    deactivate,
    operators,
    signed_in,
)
from core.services import Services
from core.settings import AUTO_LOCK_MINUTES
from core.topics import Topic
from ui.app_context import App
from ui.pages.settings.people.rows import Facts, PersonRow, other_role, person_rows
from ui.people.signing.presenter import refusal
from ui.running import Lane
from ui.views import Tone

LOCK_MINUTES = ("0", "5", "10", "30")
Change = Callable[[Services, Proofs], Operator]
_Words = Callable[[Tr, str], str]


class PeoplePresenter:
    """Operators, limits, and when the window locks.

    Attributes:
        facts: As last read.
        chosen: Name of the person who is pointed at.
        is_loaded: Whether they were ever read.
        error: Why they could not be read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.facts = Facts()
        self.chosen = ""
        self.is_loaded = False
        self.error: StationError | None = None
        app.watch("settings", {Topic.SETTINGS}, self.load)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read people and limits."""
        self._app.runner.run(self._read, self._loaded, self._not_loaded, Lane.DESK)

    def _read(self) -> Facts:
        services = self._app.services
        with services.store.read() as q:
            me = signed_in(q, services.desk)
            currencies = tuple(dict.fromkeys(wallet.currency for wallet in wallets(q)))
            found = tuple(operators(q)), tuple(limits(q))
        return Facts(*found, currencies, me.name if me else "", services.setting(AUTO_LOCK_MINUTES))

    def _loaded(self, facts: Facts) -> None:
        self.facts, self.error, self.is_loaded = facts, None, True
        if self.person() is None:
            self.chosen = facts.operators[0].name if facts.operators else ""
        self._changed()

    def _not_loaded(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def rows(self) -> tuple[PersonRow, ...]:
        """Everybody, as the table shows them."""
        return person_rows(self._app.tr, self.facts)

    def person(self) -> Operator | None:
        """The one who is pointed at."""
        return next((one for one in self.facts.operators if one.name == self.chosen), None)

    def choose(self, name: str) -> None:
        """Point at somebody else."""
        if name != self.chosen:
            self.chosen = name
            self._changed()

    # People

    def add_first(self) -> None:
        """Nobody has a PIN yet: the first one signs in by being added."""
        self._app.window.first_operator(self.load)

    def add(self, name: str, role: Role, pin: str, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Another operator."""
        self._change(
            Act.PEOPLE,
            lambda services, proofs: add_operator(services.store, services.desk, name, role, pin, proofs=proofs),
            lambda tr, who: tr("{name} works here now.", name=who),
            done,
            failed,
        )

    def set_pin(self, name: str, pin: str, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """A new PIN for somebody."""
        self._change(
            Act.OWN_PIN if name == self.facts.me else Act.PEOPLE,
            lambda services, proofs: change_pin(services.store, services.desk, name, pin, proofs=proofs),
            lambda tr, who: tr("{name} has a new PIN.", name=who),
            done,
            failed,
        )

    def switch_role(self) -> None:
        """Packer becomes supervisor, or the other way round."""
        person = self.person()
        if person is not None:
            role, name = other_role(person.role), person.name
            self._simply(
                lambda services, proofs: change_role(services.store, services.desk, name, role, proofs=proofs),
                lambda tr, who: tr("The role of {name} is changed.", name=who),
            )

    def switch_state(self) -> None:
        """Active becomes inactive, or the other way round."""
        person = self.person()
        if person is None:
            return
        name = person.name
        if person.is_active:
            self._simply(
                lambda services, proofs: deactivate(services.store, services.desk, name, proofs=proofs),
                lambda tr, who: tr("{name} is inactive.", name=who),
            )
        else:
            self._simply(
                lambda services, proofs: activate(services.store, services.desk, name, proofs=proofs),
                lambda tr, who: tr("{name} is active.", name=who),
            )

    def _simply(self, change: Change, words: _Words) -> None:
        app = self._app
        self._change(Act.PEOPLE, change, words, lambda: None, lambda text: app.notify(Tone.ERROR, text))

    def _change(
        self, act: Act, change: Change, words: _Words, done: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        def changed(who: Operator) -> None:
            self._app.notify(Tone.OK, words(self._app.tr, who.name))
            self._app.refresh()
            self.load()
            done()

        def proved(proofs: Proofs) -> None:
            services = self._app.services
            self._app.runner.run(
                partial(change, services, proofs), changed, lambda error: failed(refusal(self._app, error)), Lane.DESK
            )

        self._app.prove(act, proved, dropped=lambda: failed(""))

    # Limits

    def set_limit(
        self, kind: LimitKind, currency: str, text: str, done: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        """A limit as typed; nothing typed takes it away."""
        try:
            amount = parse_money(text, currency) if text.strip() else None
        except StationError as error:
            failed(refusal(self._app, error))
            return
        services = self._app.services
        self._app.runner.run(
            lambda: services.read(lambda q: needs_second(q, services.desk, kind, currency, amount)),
            lambda second: self._prove_limit(kind, currency, amount, second, done, failed),
            lambda error: failed(refusal(self._app, error)),
            Lane.DESK,
        )

    def _prove_limit(
        self, kind: LimitKind, currency: str, amount: Money | None, second: bool, done: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:  # fmt: skip
        def kept(_nothing: None) -> None:
            self._app.notify(Tone.OK, self._app.tr("The limit is changed."))
            self._app.refresh()
            self.load()
            done()

        def proved(proofs: Proofs) -> None:
            services = self._app.services
            self._app.runner.run(
                lambda: set_limit(services.store, services.desk, kind, currency, amount, proofs=proofs),
                kept,
                lambda error: failed(refusal(self._app, error)),
                Lane.DESK,
            )

        about = limit_about(kind, currency, amount)
        self._app.prove(Act.LIMITS, proved, about=about, second=second, dropped=lambda: failed(""))

    # The lock

    def set_auto_lock(self, minutes: str) -> None:
        """Lock the window after so many minutes of nothing; 0 for never."""
        assert minutes in LOCK_MINUTES, minutes
        services = self._app.services
        self._app.runner.run(
            lambda: services.change_setting(AUTO_LOCK_MINUTES, minutes),
            lambda _nothing: self.load(),
            self._app.notify_error,
            Lane.DESK,
        )
