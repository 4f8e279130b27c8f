"""Content-addressed files of the data directory: ``files/ab/<sha256>`` (DESIGN D7)."""

import hashlib
import os
from pathlib import Path

from core.errors import Refused
from core.failpoints import failpoint


class FileDamaged(Refused):
    """A stored file is missing or its content changed. Fields: ``sha256``."""

    code = "store.file-damaged"


class Files:
    """Issued labels, terms, evidence: written once, durable before the transaction that names them."""

    def __init__(self, directory: Path) -> None:
        self._root = directory / "files"

    def keep(self, data: bytes) -> str:
        """Store `data`, durably, and return its SHA-256 in hex; storing it again changes nothing."""
        digest = hashlib.sha256(data).hexdigest()
        target = self._path(digest)
        if target.exists():
            self._sync_names(target)  # whoever wrote it may have died before
            return digest
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = target.with_name(f"{digest}.{os.getpid()}.partial")
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        failpoint("file-written")
        partial.replace(target)
        self._sync_names(target)
        return digest

    def get(self, digest: str) -> bytes:
        """The content, checked against its name.

        Raises:
            FileDamaged: Missing, or no longer what was stored.
        """
        try:
            data = self._path(digest).read_bytes()
        except FileNotFoundError as error:
            raise FileDamaged(sha256=digest) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise FileDamaged(sha256=digest)
        return data

    def _sync_names(self, target: Path) -> None:
        """The name of a file is durable when each directory above it is: a new ``ab`` goes with a power cut."""
        if os.name == "posix":
            for directory in (target.parent, self._root, self._root.parent):
                _sync_directory(directory)

    def _path(self, digest: str) -> Path:
        assert len(digest) == 64 and all(c in "0123456789abcdef" for c in digest), digest
        return self._root / digest[:2] / digest


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
