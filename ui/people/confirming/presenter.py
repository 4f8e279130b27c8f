"""Confirming an act with PINs, without Qt: nothing is asked while there are no operators."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import StationError
from core.people.acts import POLICIES
from core.people.records import NO_PROOFS, Proofs
from core.people.service import confirm_pin, has_operators, require_signed_in
from core.people.store import supervisors
from ui.app_context import App
from ui.messages import one_line
from ui.people.asking import Ask
from ui.running import Lane

if TYPE_CHECKING:
    from core.store.database import Query


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked.

    Attributes:
        me: Who acts; empty while there are no operators.
        own: Whether my own PIN is asked for.
        seconds: Who may be the second person; None where none is needed.
    """

    me: str
    own: bool
    seconds: tuple[str, ...] | None

    @property
    def nobody(self) -> bool:
        """Whether no PIN is asked for at all."""
        return not self.own and self.seconds is None


class ConfirmPresenter:
    """One act that is confirmed.

    Attributes:
        ask: What is confirmed.
        asked: Who is asked; None before it was read.
        error: What was wrong with the PINs, in words.
        busy: PINs are being looked at.
    """

    def __init__(self, app: App, ask: Ask, done: Callable[[Proofs], None]) -> None:
        self._app, self._done = app, done
        self._changed: Callable[[], None] = lambda: None
        self._own = ""
        self.ask = ask
        self.asked: Asked | None = None
        self.error = ""
        self.busy = False

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def start(self, show: Callable[[], None], failed: Callable[[StationError], None]) -> None:
        """Find out who is asked: nobody, then it is done; else `show` is called."""

        def read(asked: Asked) -> None:
            self.asked = asked
            if asked.nobody:
                self._done(NO_PROOFS)
            else:
                show()

        self._app.runner.run(lambda: self._app.services.read(self._who), read, failed, Lane.DESK)

    def _who(self, q: "Query") -> Asked:
        if not has_operators(q):
            return Asked("", own=False, seconds=None)
        me = require_signed_in(q, self._app.services.desk)
        assert me is not None, "there are operators"
        policy = POLICIES[self.ask.act]
        needs_second = policy.second or self.ask.second
        return Asked(me.name, policy.own, tuple(supervisors(q, but=me.name)) if needs_second else None)

    def give(self, own: str, second: str, second_pin: str) -> None:
        """Look at the PINs that were typed; a right one need not be typed again."""
        asked = self.asked
        if self.busy or asked is None:
            return
        self.busy, self.error = True, ""
        self._changed()
        services, ask = self._app.services, self.ask

        def look() -> Proofs:
            if asked.own and not self._own:
                self._own = confirm_pin(
                    services.store, services.desk, asked.me, own, ask.act, about=ask.about
                ).id  # fmt: skip
            if asked.seconds is None:
                return Proofs(self._own)
            other = confirm_pin(services.store, services.desk, second, second_pin, ask.act, about=ask.about)
            return Proofs(self._own, other.id)

        self._app.runner.run(look, self._given, self._refused, Lane.DESK)

    @property
    def own_is_right(self) -> bool:
        """Whether my own PIN was right already."""
        return bool(self._own)

    def _given(self, proofs: Proofs) -> None:
        self.busy = False
        self._changed()
        self._done(proofs)

    def _refused(self, error: StationError) -> None:
        self.busy, self.error = False, one_line(self._app.tr, error)
        self._changed()
