"""Where a data directory may lie: SQLite's log needs shared memory and true locks, which network shares lack."""

import sys
from pathlib import Path

from core.context import Mode
from core.errors import Refused

NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "vboxsf", "afs", "fuse.rclone"})


REMOTE_DRIVE = "remote drive"


class NetworkFileSystem(Refused):
    """A directory for real money on a network share. Fields: ``path``, ``kind``."""

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
    """The kind of network file system under `path`, or empty; only a practice directory may lie there.

    Raises:
        NetworkFileSystem: The directory is for real money and lies on a share.
    """
    kind = file_system_kind(path, mounts)
    if kind not in NETWORK_KINDS and not _is_remote_drive(path):
        return ""
    if mode is not Mode.PRACTICE:
        raise NetworkFileSystem(path=str(path), kind=kind or REMOTE_DRIVE)
    return kind or REMOTE_DRIVE


def cloud_folder(path: Path) -> str:
    """The name of the synchronising service whose folder holds `path`, or empty.

    Such a service copies the database file while it is being written, and may put an older one in its place.
    """
    target = path.resolve()
    for place in (target, *target.parents):
        name = place.name.casefold()
        for service, beginnings in _CLOUDS.items():
            if name.startswith(beginnings):
                return service
        if (place / ".dropbox").exists() or (place / ".dropbox.cache").exists():
            return "Dropbox"
    return ""


_CLOUDS = {
    "OneDrive": ("onedrive",),
    "Dropbox": ("dropbox",),
    "Google Drive": ("google drive", "googledrive", "my drive"),
    "iCloud Drive": ("icloud drive", "icloud~", "com~apple~clouddocs"),
    "Nextcloud": ("nextcloud",),
    "Box": ("box sync",),
    "pCloud": ("pcloud",),
}


if sys.platform == "win32":
    import ctypes

    def _is_remote_drive(path: Path) -> bool:
        drive = path.resolve().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == 4  # DRIVE_REMOTE
else:

    def _is_remote_drive(_path: Path) -> bool:
        return False
