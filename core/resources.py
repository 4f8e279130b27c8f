"""The one way to open a file of `resources/`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, for example ``resource("carriers", "usps.toml")``."""
    return ROOT.joinpath(*parts)
