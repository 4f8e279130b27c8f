"""A printer that is a folder: each job becomes a file, whole or not at all."""

import contextlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from printers.transports.port import (
    BadFileName,
    Delivery,
    DeliveryState,
    Detail,
    EmptyJob,
    FolderUnavailable,
)

EXTENSIONS = (".zpl", ".epl", ".pdf")
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.[a-z]{3}")
# Names that Windows keeps for devices, whatever the extension.
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\..*)?", flags=re.IGNORECASE)
_MOST_SUFFIXES = 10_000


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """Writes jobs into one folder; the folder is made when its parent is there.

    Attributes:
        folder: Absolute path.
    """

    folder: Path

    def deliver(self, job: bytes, query: bytes | None, *, file_name: str) -> Delivery:
        """Write one job as a file that appears complete; an existing name gets a number."""
        if not job:
            raise EmptyJob
        if not is_safe_name(file_name):
            raise BadFileName(name=file_name)
        temporary = self.folder / f".{secrets.token_hex(8)}.tmp"
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            _write(temporary, job)
            target = self._take_name(temporary, file_name)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise FolderUnavailable(folder=str(self.folder), why=type(error).__name__) from error
        detail = Detail.WRITTEN if _flush_folder(self.folder) else Detail.NOT_FLUSHED
        return Delivery(DeliveryState.HANDED_OVER, b"", detail, len(job), target.name)

    def ask(self, query: bytes) -> bytes:
        """A folder says nothing; see `Transport.ask`."""
        if not self.folder.parent.is_dir():
            raise FolderUnavailable(folder=str(self.folder), why="missing")
        return b""

    def _take_name(self, temporary: Path, file_name: str) -> Path:
        """Rename without ever replacing a file: a link fails where a name is taken, a plain rename would not."""
        stem, extension = file_name.rsplit(".", 1)
        for number in range(1, _MOST_SUFFIXES):
            name = file_name if number == 1 else f"{stem}-{number}.{extension}"
            target = self.folder / name
            try:
                os.link(temporary, target)
            except FileExistsError:
                continue
            except OSError:
                # A file system without links: one writer per folder is all that can be promised there.
                if target.exists():
                    continue
                temporary.rename(target)
                return target
            temporary.unlink()
            return target
        raise FileExistsError(file_name)


def is_safe_name(file_name: str) -> bool:
    """A plain file name with one of the known extensions, that no system reads as a path or a device."""
    return (
        _SAFE_NAME.fullmatch(file_name) is not None
        and file_name.endswith(EXTENSIONS)
        and ".." not in file_name
        and _DEVICES.fullmatch(file_name) is None
    )


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> bool:
    """Make the name as durable as the content; Windows needs and offers nothing here."""
    if os.name == "nt":
        return True
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        os.fsync(handle)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
