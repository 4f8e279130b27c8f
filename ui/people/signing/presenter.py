"""Signing in and adding the first operator, without Qt."""

from collections.abc import Callable
from functools import partial

from core.errors import StationError
from core.people.records import Operator, Role
from core.people.rules import OperatorProblems
from core.people.service_operators import add_operator, operators, sign_in
from ui.app_context import App
from ui.messages import one_line
from ui.messages_problems import problem_lines
from ui.running import Lane


class SignInPresenter:
    """Who works? A name and its PIN.

    Attributes:
        names: Who may sign in; empty before they were read.
        chosen: Whose PIN is typed.
        error: What was wrong, in words.
        busy: A PIN is being looked at.
    """

    def __init__(self, app: App, signed: Callable[[Operator], None], last: str = "") -> None:
        self._app, self._signed = app, signed
        self._changed: Callable[[], None] = lambda: None
        self.names: tuple[str, ...] = ()
        self.chosen = last
        self.error = ""
        self.busy = False

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read who works here."""
        self._app.runner.run(lambda: self._app.services.read(operators), self._loaded, self._refused, Lane.DESK)

    def _loaded(self, found: list[Operator]) -> None:
        self.names = tuple(one.name for one in found if one.is_active)
        if self.chosen not in self.names and self.names:
            self.chosen = self.names[0]
        self._changed()

    def choose(self, name: str) -> None:
        """Somebody else works."""
        self.chosen, self.error = name, ""
        self._changed()

    def give(self, pin: str) -> None:
        """Look at a PIN."""
        if self.busy or not self.chosen:
            return
        self.busy, self.error = True, ""
        self._changed()
        services, name = self._app.services, self.chosen
        work = partial(sign_in, services.store, services.desk, name, pin)
        self._app.runner.run(work, self._given, self._refused, Lane.DESK)

    def _given(self, who: Operator) -> None:
        self.busy = False
        self._signed(who)

    def _refused(self, error: StationError) -> None:
        self.busy, self.error = False, one_line(self._app.tr, error)
        self._changed()


class FirstOperatorPresenter:
    """The first operator, a supervisor, who is signed in at once (S2-26).

    Attributes:
        error: What was wrong, in words.
        busy: It is being kept.
    """

    def __init__(self, app: App, signed: Callable[[Operator], None]) -> None:
        self._app, self._signed = app, signed
        self._changed: Callable[[], None] = lambda: None
        self.error = ""
        self.busy = False

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def give(self, name: str, pin: str, again: str) -> None:
        """Keep a name and a PIN that was typed twice."""
        tr, services = self._app.tr, self._app.services
        if self.busy:
            return
        if pin != again:
            self.error = tr("The two PINs differ.")
            self._changed()
            return
        self.busy, self.error = True, ""
        self._changed()

        def keep() -> Operator:
            new = add_operator(services.store, services.desk, name, Role.SUPERVISOR, pin)
            return sign_in(services.store, services.desk, new.name, pin)

        self._app.runner.run(keep, self._given, self._refused, Lane.DESK)

    def _given(self, who: Operator) -> None:
        self.busy = False
        self._signed(who)

    def _refused(self, error: StationError) -> None:
        self.busy, self.error = False, refusal(self._app, error)
        self._changed()


def refusal(app: App, error: StationError) -> str:
    """An error of a form about a person: all problems, one in a line, or one sentence."""
    if isinstance(error, OperatorProblems):
        found = error.fields["problems"]
        assert isinstance(found, tuple), found
        return problem_lines(app.tr, found)
    return one_line(app.tr, error)
