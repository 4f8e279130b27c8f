"""A real small disk that can be full: a tmpfs, where this user may mount one."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(mib: int = 20) -> Iterator[Path]:
    """A disk of some MiB; skips, loudly, where there can be none.

    It lies apart from the folders of the tests: a run that is killed leaves it mounted, and the next may not trip over.
    """
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip(f"NOT TESTED: a full disk needs root, to mount a tmpfs of {mib} MiB")
    disk = Path(tempfile.mkdtemp(prefix="postbench-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        disk.rmdir()
        pytest.skip(f"NOT TESTED: no tmpfs can be mounted: {mounted.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)
        disk.rmdir()


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """The disk has `left` bytes; afterwards it has room again."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        size = shutil.disk_usage(disk).free - left
        for _ in range(size // 4096):
            stream.write(bytes(4096))
    assert shutil.disk_usage(disk).free <= left + 4096, "the disk is full"
    try:
        yield
    finally:
        filler.unlink()
