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
    from core.services import Services


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways out of the commands, made by app.py alone.

    Attributes:
        default_directory: Where the practice station lies when nobody says otherwise.
        open_station: Opens (or makes) the station of a directory; the mode None takes what the directory is, and
            practice for a new one; the text is the operator, empty for the user of this computer; the last says
            whether a person confirmed a new station that is not for practice.
        run_window: Opens the window; gives the exit status.
    """

    default_directory: Callable[[], Path]
    open_station: Callable[[Path, "Mode | None", str, bool], "Services"]
    run_window: Callable[["Services"], int]


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
        as_json: Whether the answer is one JSON text.
    """

    doors: Doors
    data: Path | None = None
    lang: str = ""
    operator: str = ""
    as_json: bool = False
    _services: "Services | None" = field(default=None, init=False)

    @property
    def directory(self) -> Path:
        """The data directory."""
        return self.data or self.doors.default_directory()

    @property
    def services(self) -> "Services":
        """The open station; opened at first use, a practice one when the directory is new."""
        return self._services or self.open(None)

    def open(self, mode: "Mode | None", *, confirmed: bool = False) -> "Services":
        """Open the station as `mode`; see `Doors.open_station`."""
        assert self._services is None, "one station for one run"
        self._services = self.doors.open_station(self.directory, mode, self.operator, confirmed)
        return self._services

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
