"""Secrets of the station: in an allow-listed keyring of the system, or nowhere (DESIGN D6; facts: ledger 6.1).

What a keyring says is believed only after it was written and read back: the *null* backend accepts everything and
keeps nothing, and the plain-text file of keyrings.alt looks like a keyring and is none. A prompt of the system may wait
for a person, so each call runs beside the caller and has a time limit.
"""

import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")
_SERVICE = "postbench"
_LIMIT_S = 10.0
ALLOWED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.kwallet.DBusKeyringKWallet5",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)


class Keychain(Protocol):
    """Where secrets lie."""

    def get(self, name: str) -> str | None:
        """The secret, or None where there is none, or none to be had just now."""
        ...

    def put(self, name: str, secret: str) -> bool:
        """Keep a secret; whether it was there when it was read back."""
        ...


class NoKeychain:
    """No keyring at all."""

    def get(self, name: str) -> str | None:
        """None."""
        del name
        return None

    def put(self, name: str, secret: str) -> bool:
        """False."""
        del name, secret
        return False


class Backend(Protocol):
    """What is used of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """See keyring."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """See keyring."""
        ...


class SystemKeychain:
    """The keyring of the person who is logged in, if it is one of `ALLOWED`."""

    def __init__(self, find: Callable[[], Backend | None] | None = None, limit_s: float = _LIMIT_S) -> None:
        self._find = find or allowed_backend
        self._limit_s = limit_s

    def get(self, name: str) -> str | None:
        """See `Keychain`."""
        return self._within(lambda backend: backend.get_password(_SERVICE, name))

    def put(self, name: str, secret: str) -> bool:
        """See `Keychain`."""

        def write(backend: Backend) -> bool:
            backend.set_password(_SERVICE, name, secret)
            return backend.get_password(_SERVICE, name) == secret

        return self._within(write) or False

    def _within(self, work: Callable[[Backend], T | None]) -> T | None:
        """The result of `work`, or None: no keyring, a locked one, or one that keeps a person waiting too long."""
        results: list[T | None] = []

        def run() -> None:
            from keyring.errors import KeyringError

            try:
                backend = self._find()
                results.append(work(backend) if backend is not None else None)
            except (KeyringError, OSError, RuntimeError):
                results.append(None)

        thread = threading.Thread(target=run, name="keyring", daemon=True)
        thread.start()
        thread.join(self._limit_s)
        return results[0] if results else None


def allowed_backend() -> Backend | None:
    """The backend that keyring chose, or the first allowed one of those that it chains; None when none is allowed."""
    import keyring

    chosen = keyring.get_keyring()
    for backend in (chosen, *getattr(chosen, "backends", ())):
        if is_allowed(backend):
            found: Backend = backend
            return found
    return None


def is_allowed(backend: object) -> bool:
    """Whether `backend` is on the list, by the name of its class."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}" in ALLOWED
