"""Whole-file locks that die with their holder, on files of their own (never on the database).

On POSIX a lock belongs to the open file, so two threads of one process exclude each other as two processes do.
"""

import os
import sys
import time
from pathlib import Path
from types import TracebackType

from core.errors import Unavailable

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class StoreBusy(Unavailable):
    """Another process held the write lock too long. Fields: ``lock``, ``waited_s``."""

    code = "store.busy"


class FileLock:
    """An exclusive lock on `path`; the file is made (0600) when missing and never deleted while held."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self, timeout_s: float | None = None) -> None:
        """Wait for the lock; with `timeout_s` at most so long.

        Raises:
            StoreBusy: The time ran out.
        """
        descriptor = os.open(
            self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC if sys.platform != "win32" else 0x102, 0o600
        )
        try:
            self._wait(descriptor, timeout_s)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _wait(self, descriptor: int, timeout_s: float | None) -> None:
        if timeout_s is None:
            while not _lock(descriptor, wait=True):
                pass
            return
        deadline = time.monotonic() + timeout_s
        while not _lock(descriptor, wait=False):
            if time.monotonic() >= deadline:
                raise StoreBusy(lock=self._path.name, waited_s=timeout_s)
            time.sleep(0.002)

    def try_acquire(self) -> bool:
        """Take the lock if it is free."""
        try:
            self.acquire(timeout_s=0)
        except StoreBusy:
            return False
        return True

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            _unlock(descriptor)
            os.close(descriptor)

    def __enter__(self) -> "FileLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class InstanceLock:
    """``run/<instance>.lock``: held for the life of a process, so that others can tell who is dead."""

    def __init__(self, run: Path, instance: str) -> None:
        self._lock = FileLock(run / f"{instance}.lock")
        self._path = run / f"{instance}.lock"
        if not self._lock.try_acquire():
            message = f"instance id in use: {instance}"
            raise RuntimeError(message)

    def release(self) -> None:
        """End of this process: remove the file, then let go."""
        self._path.unlink(missing_ok=True)
        self._lock.release()


def is_alive(run: Path, instance: str) -> bool:
    """Whether the process that named itself `instance` still lives."""
    path = run / f"{instance}.lock"
    if not path.exists():
        return False
    lock = FileLock(path)
    if lock.try_acquire():
        lock.release()
        return False
    return True
