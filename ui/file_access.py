"""Files that a person chose: what the operating system says about them becomes one error with words. No Qt here."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import Refused

_REASONS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "folder",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "no-permission",
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
}


class FileUnusable(Refused):
    """A file that a person chose cannot be read or written.

    Fields: ``name``, ``reason`` (missing, folder, no-permission, no-space, other).
    """

    code = "files.unusable"


@contextmanager
def file_faults(path: Path) -> Iterator[None]:
    """Turn what the operating system says about `path` into `FileUnusable`."""
    try:
        yield
    except OSError as error:
        raise FileUnusable(name=path.name, reason=_REASONS.get(error.errno or 0, "other")) from error


def read_file(path: Path, most: int) -> bytes:
    """The bytes of a file, `most` + 1 of them if it has more; who asked refuses those.

    Raises:
        FileUnusable: It cannot be read.
    """
    with file_faults(path), path.open("rb") as stream:
        return stream.read(most + 1)


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or none: beside its place first, then swapped in.

    Raises:
        FileUnusable: It cannot be written.
    """
    with file_faults(path):
        descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            Path(beside).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(beside).unlink()
            raise
