"""Update packages: a zip of the program with its notes, read and unpacked offline (S2-07, S2-08).

A package holds ``postbench-update.toml`` (version, notes, and the SHA-256 of every file) beside the files themselves.
It is unpacked into a new folder next to the running program, never over it: going back is starting the old folder, and
the backup that was made before. Nothing in a package is run by us.
"""

import hashlib
import os
import shutil
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from core.errors import Refused
from core.version import VERSION, is_at_least

MANIFEST = "postbench-update.toml"
BYTES_MAX = 1 << 29
FILES_MAX = 20_000
_BLOCK = 1 << 20
_LINK = 0o120000


class PackageRefused(Refused):
    """The package is not what it should be. Fields: ``reason`` (a code), ``what`` (the file or value)."""

    code = "update.refused"


class FolderTaken(Refused):
    """The folder of that version is there already. Fields: ``folder``."""

    code = "update.folder-taken"


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose files are all as its manifest says.

    Attributes:
        path: The zip.
        version: Of the program in it.
        notes_en: What changed, in English.
        notes_fr: In French.
        files: How many.
        sha256: Of the zip, to be compared with what the publisher says.
        is_newer: Than the running program.
    """

    path: Path
    version: str
    notes_en: str
    notes_fr: str
    files: int
    sha256: str
    is_newer: bool


def read_package(path: Path, *, expected_sha256: str = "") -> Package:
    """Look at a package without unpacking it: every file is read once and compared.

    Args:
        path: The zip.
        expected_sha256: What the publisher says of the zip; compared where it is given.

    Raises:
        PackageRefused: It is damaged, changed, no package, or holds a path that leads out of its folder.
        OSError: It cannot be read.
    """
    digest = _digest(path)
    if expected_sha256 and expected_sha256.strip().lower() != digest:
        raise PackageRefused(reason="checksum", what=digest)
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            wanted = _wanted(manifest)
            _compare(archive, wanted)
    except (zipfile.BadZipFile, tomllib.TOMLDecodeError, UnicodeDecodeError, NotImplementedError) as error:
        raise PackageRefused(reason="not-a-package", what=path.name) from error
    version = str(manifest.get("version", ""))
    if not is_at_least(version, "0"):
        raise PackageRefused(reason="version", what=version[:40])
    newer = is_at_least(version, VERSION) and not is_at_least(VERSION, version)
    notes = manifest.get("notes_en"), manifest.get("notes_fr")
    return Package(path, version, str(notes[0] or ""), str(notes[1] or notes[0] or ""), len(wanted), digest, newer)


def unpack(package: Package, beside: Path) -> Path:
    """Unpack a package into ``beside/postbench-VERSION``: beside its place first, then swapped in.

    Raises:
        PackageRefused: It is not newer than the running program, or was changed since it was read.
        FolderTaken: The folder is there.
        OSError: The disk refused it; nothing is left behind.
    """
    if not package.is_newer:
        raise PackageRefused(reason="not-newer", what=package.version)
    folder = beside / f"postbench-{package.version}"
    if folder.exists():
        raise FolderTaken(folder=str(folder))
    partial = Path(tempfile.mkdtemp(prefix=".postbench-update-", dir=beside))
    try:
        with zipfile.ZipFile(package.path) as archive:
            for name, digest in _wanted(_manifest(archive)).items():
                _write(archive, name, digest, partial)
        partial.chmod(0o755)
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return folder


def _manifest(archive: zipfile.ZipFile) -> dict[str, object]:
    try:
        entry = archive.getinfo(MANIFEST)
    except KeyError as error:
        raise PackageRefused(reason="not-a-package", what=MANIFEST) from error
    if entry.file_size > 1 << 22:
        raise PackageRefused(reason="too-big", what=MANIFEST)
    return tomllib.loads(archive.read(entry).decode("utf-8"))


def _wanted(manifest: dict[str, object]) -> dict[str, str]:
    files = manifest.get("files")
    if not isinstance(files, dict) or not files:
        raise PackageRefused(reason="not-a-package", what="files")
    for name in files:
        path = PurePosixPath(name)
        is_inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
        if not is_inside or not name or name != str(path):
            raise PackageRefused(reason="unsafe-path", what=name[:80])
    return {str(name): str(digest).lower() for name, digest in files.items()}


def _compare(archive: zipfile.ZipFile, wanted: dict[str, str]) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > FILES_MAX or sum(entry.file_size for entry in entries) > BYTES_MAX:
        raise PackageRefused(reason="too-big", what=str(len(entries)))
    names = [entry.filename for entry in entries]
    odd = set(names) ^ {*wanted, MANIFEST}
    if odd or len(names) != len(set(names)):
        raise PackageRefused(reason="other-files", what=", ".join(sorted(odd))[:80])
    for entry in entries:
        if entry.external_attr >> 16 & 0o170000 == _LINK:
            raise PackageRefused(reason="unsafe-path", what=entry.filename[:80])
        if entry.filename != MANIFEST and _digest_of(archive, entry.filename) != wanted[entry.filename]:
            raise PackageRefused(reason="changed-file", what=entry.filename[:80])


def _write(archive: zipfile.ZipFile, name: str, digest: str, folder: Path) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    with archive.open(name) as source, target.open("xb") as stream:
        while block := source.read(_BLOCK):
            found.update(block)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
    if found.hexdigest() != digest:
        raise PackageRefused(reason="changed-file", what=name[:80])
    if archive.getinfo(name).external_attr >> 16 & 0o100:
        target.chmod(0o755)


def _digest_of(archive: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with archive.open(name) as source:
        while block := source.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
