"""Which versions are needed, as data (S2-05): `resources/minimum_versions.toml`."""

import tomllib
from functools import lru_cache

from core.resources import resource
from core.version import is_at_least
from ui.pages.help.rows import Minimum, Verdict


@lru_cache(maxsize=1)
def minimums() -> tuple[Minimum, ...]:
    """The shipped table; a fault in it is a programming error."""
    with resource("minimum_versions.toml").open("rb") as file:
        table = tomllib.load(file)
    return tuple(Minimum(**entry) for entry in table["minimum"])


def judge(typed: str, minimum: str) -> Verdict:
    """Whether `typed` is `minimum` or later, as numbers: 8.10.0 is later than 8.3.1.

    A text that is no version (``8.3.1 (build 5)``) is unknown, and unknown is never new enough.
    """
    version = typed.strip()
    if not version:
        return Verdict.NOTHING
    if not is_at_least(version, version):  # only a text that is no version is not even as new as itself
        return Verdict.UNKNOWN
    return Verdict.NEW_ENOUGH if is_at_least(version, minimum) else Verdict.TOO_OLD
