"""What every command works with: the station it was told to use, its words, and the answer that it gives back.

A command parses, calls one use case and returns an `Answer`; printing it, as text or as JSON, and the exit status are
made here, the same way for all. Imports of core happen inside functions: ``--help`` and ``--version`` read none of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from core.accounts.records import Wallet
    from core.context import Mode
    from core.i18n import Tr
    from core.people.acts import Act
    from core.people.records import Proofs
    from core.services import Services
    from core.upkeep.restoring import Restored


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways out of the commands, made by app.py alone.

    Attributes:
        default_directory: Where the practice station lies when nobody says otherwise.
        open_station: Opens (or makes) the station of a directory; the mode None takes what the directory is, and
            practice for a new one; the text is the operator, empty for the user of this computer; the last says
            whether a person confirmed a new station that is not for practice.
        run_window: Opens the window; gives the exit status.
        restore_station: Puts a backup (its id, and the folder of the sets where it is another one) in place of the
            books of a directory that nobody has open; the last text is the operator.
    """

    default_directory: Callable[[], Path]
    open_station: Callable[[Path, "Mode | None", str, bool], "Services"]
    run_window: Callable[["Services"], int]
    restore_station: Callable[[Path, str, Path | None, str], "Restored"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say.

    Attributes:
        data: For ``--json``: what `ui.commands.jsonable` can write.
        lines: For people.
        ok: Whether everything happened that was asked; if not, the exit status is 1.
    """

    data: object
    lines: Sequence[str] = ()
    ok: bool = True


@dataclass(slots=True)
class Session:
    """One run of a command.

    Attributes:
        doors: From app.py.
        data: The directory that was named, None for the default one.
        lang: The language that was named, empty for the station's.
        operator: The operator who was named, empty for the user of this computer.
        second: The second person, who confirms with a PIN of their own where a rule asks for one.
        pin_stdin: Whether PINs come from standard input, one on each line.
        as_json: Whether the answer is one JSON text.
    """

    doors: Doors
    data: Path | None = None
    lang: str = ""
    operator: str = ""
    second: str = ""
    pin_stdin: bool = False
    as_json: bool = False
    _services: "Services | None" = field(default=None, init=False)
    _pin: str = field(default="", init=False, repr=False)

    @property
    def directory(self) -> Path:
        """The data directory."""
        return self.data or self.doors.default_directory()

    @property
    def services(self) -> "Services":
        """The open station; opened at first use, a practice one when the directory is new."""
        return self._services or self.open(None)

    def open(self, mode: "Mode | None", *, confirmed: bool = False) -> "Services":
        """Open the station as `mode`; see `Doors.open_station`. Whoever is named signs in if there are operators."""
        self.open_for_all(mode, confirmed=confirmed)
        return self._sign_in() if self.operator else self.services

    def open_for_all(self, mode: "Mode | None" = None, *, confirmed: bool = False) -> "Services":
        """As `open`, and nobody signs in yet: for the window, which asks by itself."""
        assert self._services is None, "one station for one run"
        self._services = self.doors.open_station(self.directory, mode, self.operator, confirmed)
        return self._services

    def _sign_in(self) -> "Services":
        from core.people.service import has_operators
        from core.people.service_operators import sign_in

        services = self.services
        if services.read(has_operators):
            self._pin = self.ask_pin(self.operator)
            who = sign_in(services.store, services.desk, self.operator, self._pin)
            self._services = services.seated(who.name)
        return self.services

    def ask_pin(self, name: str, *, new: bool = False) -> str:
        """The PIN of `name`, or a new one for them, typed without echo or from standard input."""
        from ui.commands.pins import read_pin

        tr = self.tr
        words = tr("New PIN of {name}", name=name) if new else tr("PIN of {name}", name=name)
        return read_pin(words, from_stdin=self.pin_stdin, twice=new)

    def prove(self, act: "Act", *, about: str = "", second: bool = False) -> "Proofs":
        """The proofs that `act` asks for (`core.people.service.require`); none while there are no operators.

        Args:
            act: What is about to be done.
            about: As the use case says it.
            second: Whether a second person is needed beyond what the act always needs.

        Raises:
            NotSignedIn: There are operators, and none was named.
            Refused: A PIN was wrong.
        """
        from core.people.acts import POLICIES
        from core.people.records import NO_PROOFS, Proofs
        from core.people.service import confirm_pin, has_operators, require_signed_in

        services = self.services
        if not services.read(has_operators):
            return NO_PROOFS
        me = services.read(lambda q: require_signed_in(q, services.desk))
        assert me is not None, "there are operators"
        store, desk, policy, own, other = services.store, services.desk, POLICIES[act], "", ""
        if policy.own:
            own = confirm_pin(store, desk, me.name, self._pin, act, about=about).id
        if self.second and (policy.second or second):
            other = confirm_pin(store, desk, self.second, self.ask_pin(self.second), act, about=about).id
        return Proofs(own, other)

    def close(self) -> None:
        """Close the station, if it was opened."""
        if self._services is not None:
            self._services.close()
            self._services = None

    @property
    def tr(self) -> "Tr":
        """The words: the named language, else that of the open station, else English."""
        from core.i18n import language, translator
        from core.settings import LANGUAGE

        named = self.lang or (self._services.setting(LANGUAGE) if self._services is not None else LANGUAGE.default)
        return translator(language(named))

    def wallet(self, name: str) -> "Wallet":
        """The wallet of this id, or of this currency; the default one when nothing is named.

        Raises:
            NotFound: There is none.
        """
        from core.accounts.service import wallets
        from core.errors import NotFound

        every = self.services.read(wallets)
        wanted = name.casefold() or self.services.default_wallet()
        for wallet in every:
            if wanted in (wallet.id.casefold(), wallet.currency.casefold()):
                return wallet
        raise NotFound(kind="wallet", id=name)

    def note(self, text: str) -> None:
        """Tell how far things are, beside the answer."""
        click.echo(text, err=True)


pass_session = click.make_pass_decorator(Session)
