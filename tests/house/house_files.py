"""What the house tests read: the files of this checkout, without what tools and runs leave beside them."""

from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("core", "printers", "ui")
_LEFT_BY_TOOLS = {"__pycache__", "node_modules", "build", "dist", "demo-out"}
_HIDDEN_BUT_OURS = {".ci", ".github", ".gitignore", ".gitattributes", ".editorconfig"}


def files(*parts: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """The files below the folder `parts` whose name ends in one of `suffixes` ("" for all), in order."""
    for path in sorted(ROOT.joinpath(*parts).iterdir()):
        hidden = path.name.startswith(".") and path.name not in _HIDDEN_BUT_OURS
        if hidden or path.name in _LEFT_BY_TOOLS or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from files(*path.relative_to(ROOT).parts, suffixes=suffixes)
        elif path.name.endswith(suffixes):
            yield path


def program_files() -> Iterator[Path]:
    """The Python files that ship: packages and `app.py`, no tests."""
    for package in PACKAGES:
        yield from files(package)
    yield from ROOT.glob("app.py")


def place(path: Path, line: int | None = None) -> str:
    """How a finding names where it is."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def config() -> RawConfigParser:
    """`setup.cfg`."""
    parser = RawConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def requirements() -> list[str]:
    """All requirement lines of `setup.cfg`, those for development too."""
    setup = config()
    text = setup["options"]["install_requires"] + "\n" + "\n".join(setup["options.extras_require"].values())
    return [line for line in text.splitlines() if line and not line.startswith("#")]
