"""What the Help page shows, as frozen records."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from core.errors import StationError


class Verdict(Enum):
    """Whether a version will do."""

    NOTHING = "nothing"
    NEW_ENOUGH = "new-enough"
    TOO_OLD = "too-old"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a feature needs of the software beside this station.

    Attributes:
        code: Stable name.
        software: The software's own name.
        feature_en: What needs it.
        feature_fr: The same in French.
        version: The least version.
        source: Who says so.
    """

    code: str
    software: str
    feature_en: str
    feature_fr: str
    version: str
    source: str


@dataclass(frozen=True, slots=True)
class Toolkit:
    """The window's own libraries, told by the page because nothing else here may know them."""

    qt: str
    pyside: str


@dataclass(frozen=True, slots=True)
class Library:
    """A package that is installed beside the program.

    Attributes:
        name: As its registry writes it.
        licence: SPDX expression.
        version: Installed version, empty where there is none.
    """

    name: str
    licence: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """All that the program knows of itself.

    Attributes:
        version: Of the program.
        commit: Short id of the checkout, empty for a release.
        schema: Number of the last migration of the books.
        oldest_program: The oldest program that may open these books.
        sqlite: Version of SQLite.
        python: Version of Python.
        toolkit: Qt and PySide6.
        platform: Operating system and machine.
        directory: Data folder.
        station: Id of this station; random, it names nobody.
        name: What people call this station, may be empty; never in what is copied for helpers.
        mode: ``practice``, ``recorded`` or ``live``.
        carriers: How many carriers the catalogue has.
        carriers_from: The oldest day on which a carrier's facts were read.
        carriers_to: The newest.
        libraries: What the program is built on.
    """

    version: str
    commit: str
    schema: int
    oldest_program: str
    sqlite: str
    python: str
    toolkit: Toolkit
    platform: str
    directory: Path
    station: str
    name: str
    mode: str
    carriers: int
    carriers_from: date
    carriers_to: date
    libraries: tuple[Library, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row of the table of troubles (S0-42, S0-45).

    Attributes:
        code: Stable name; ``app.go_to("help", code)`` shows this row.
        problem: What a person sees.
        causes: What may be behind it.
        cure: What to do, in order.
        page: Page that the row's button opens, empty for none.
        button: The button's words.
    """

    code: str
    problem: str
    causes: tuple[str, ...]
    cure: tuple[str, ...]
    page: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True)
class SupportView:
    """Whom to ask about a carrier (S0-31, S1-12).

    Attributes:
        carrier: Its name in the chosen language.
        wallet: Currency of the balance that pays it, empty where none does.
        lines: Pairs of a name and what the catalogue says; what it does not know is left out.
        link: Web address, empty for none.
    """

    carrier: str
    wallet: str
    lines: tuple[tuple[str, str], ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class HelpState:
    """What changes on the page.

    Attributes:
        section: The section that is shown.
        about: None until it was read.
        error: Why it could not be.
        trouble: The row that somebody was sent to, empty for none.
        typed: The version that was typed.
        verdict: What it comes to.
    """

    section: str
    about: About | None = None
    error: StationError | None = None
    trouble: str = ""
    typed: str = ""
    verdict: Verdict = Verdict.NOTHING
