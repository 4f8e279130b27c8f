"""Ids: text of 26 characters that sorts by time (the ULID form), made before any call that uses them."""

import random
import secrets
from typing import Protocol

from core.clock import Clock

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [one + two for one in _ALPHABET for two in _ALPHABET]  # ten bits each


class Ids(Protocol):
    """Where ids come from."""

    def new(self) -> str:
        """A new id."""
        ...


def _encode(ms: int, noise: int) -> str:
    value = (ms << 80) | noise
    return "".join([_PAIRS[(value >> shift) & 1023] for shift in range(120, -1, -10)])


class SystemIds:
    """Time and 80 random bits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def new(self) -> str:
        """A new id, unique without asking anyone."""
        return _encode(int(self._clock.now().timestamp() * 1000), secrets.randbits(80))


class SeededIds:
    """The same ids in the same order each time: for the practice day and for tests."""

    def __init__(self, seed: int, start_ms: int = 1_790_000_000_000) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose, guards no secret
        self._ms = start_ms

    def new(self) -> str:
        """The next id."""
        self._ms += 1
        return _encode(self._ms, self._random.getrandbits(80))


def salt() -> bytes:
    """Sixteen random bytes for a hash that guards a secret."""
    return secrets.token_bytes(16)
