"""The version of this program, and how versions compare."""

from packaging.version import InvalidVersion, Version

VERSION = "0.1.0"


def is_at_least(version: str, minimum: str) -> bool:
    """Say whether `version` is `minimum` or later, numerically: 8.10.0 is later than 8.3.1.

    A text that is no version ("8.3.1 (build 5)") is unknown and never counts as new enough.
    """
    try:
        return Version(version) >= Version(minimum)
    except InvalidVersion:
        return False
