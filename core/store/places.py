"""Where a data directory may lie: SQLite's log needs shared memory and true locks, which network shares lack."""

from pathlib import Path

from core.context import Mode
from core.errors import Refused

NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "vboxsf", "afs", "fuse.rclone"})


class NetworkFileSystem(Refused):
    """A live directory on a network share. Fields: ``path``, ``kind``."""

    code = "store.network-file-system"


def file_system_kind(path: Path, mounts: str | None = None) -> str:
    """The file system type that holds `path`, from the mount table; empty where there is none (not Linux)."""
    if mounts is None:
        table = Path("/proc/self/mounts")
        mounts = table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    best, kind = "", ""
    target = path.resolve()
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = fields[1].replace("\\040", " ")
        if (target == Path(mount) or Path(mount) in target.parents) and len(mount) >= len(best):
            best, kind = mount, fields[2]
    return kind


def check_place(path: Path, mode: Mode, mounts: str | None = None) -> str:
    """The kind of network file system under `path`, or empty; a live directory there is refused.

    Raises:
        NetworkFileSystem: Mode is live and the directory lies on a share.
    """
    kind = file_system_kind(path, mounts)
    if kind not in NETWORK_KINDS:
        return ""
    if mode is Mode.LIVE:
        raise NetworkFileSystem(path=str(path), kind=kind)
    return kind
