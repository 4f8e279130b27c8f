"""Update packages: read and unpacked offline, checksums compared, never over the running program (S2-07, S2-08)."""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.resources import ROOT
from core.upkeep.packages import MANIFEST, FolderTaken, PackageRefused, read_package, unpack
from core.version import VERSION

FILES = {"app.py": b"print('new')\n", "core/version.py": b'VERSION = "9.10.0"\n'}


def make(
    path: Path, files: Mapping[str, bytes] = FILES, *, version: str = "9.10.0", named: Mapping[str, bytes] | None = None
) -> Path:
    """A package; `named` is what its manifest says that it holds."""
    lines = [f'version = "{version}"', 'notes_en = "Quicker."', 'notes_fr = "Plus vite."', "[files]"]
    for name, data in (files if named is None else named).items():
        lines.append(f"{json.dumps(name)} = {json.dumps(hashlib.sha256(data).hexdigest())}")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, "\n".join(lines))
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_package_tells_its_version_its_notes_and_its_checksum(tmp_path: Path) -> None:
    path = make(tmp_path / "p.zip")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = read_package(path, expected_sha256=digest.upper())
    assert (found.version, found.notes_en, found.notes_fr, found.files) == ("9.10.0", "Quicker.", "Plus vite.", 2)
    assert found.sha256 == digest
    assert found.is_newer


def test_it_is_unpacked_beside_and_never_over_anything(tmp_path: Path) -> None:
    package = read_package(make(tmp_path / "p.zip"))
    folder = unpack(package, tmp_path)
    assert folder == tmp_path / "postbench-9.10.0"
    assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.py")} == FILES
    with pytest.raises(FolderTaken):
        unpack(package, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.zip", "postbench-9.10.0"]


@pytest.mark.parametrize("version", [VERSION, "0.0.1"])
def test_an_older_or_equal_version_is_not_installed(tmp_path: Path, version: str) -> None:
    package = read_package(make(tmp_path / "p.zip", version=version))
    assert not package.is_newer
    with pytest.raises(PackageRefused) as caught:
        unpack(package, tmp_path)
    assert caught.value.fields["reason"] == "not-newer"


@pytest.mark.parametrize(
    ("files", "named", "reason"),
    [
        ({"app.py": b"changed"}, FILES, "other-files"),
        ({**FILES, "app.py": b"changed"}, FILES, "changed-file"),
        ({**FILES, "more.py": b""}, FILES, "other-files"),
        ({"../evil.py": b""}, None, "unsafe-path"),
        ({"/etc/evil": b""}, None, "unsafe-path"),
        ({"a\\b": b""}, None, "unsafe-path"),
        ({"C:evil": b""}, None, "unsafe-path"),
        ({"a//b": b""}, None, "unsafe-path"),
        ({}, None, "not-a-package"),
    ],
)
def test_what_is_not_as_the_manifest_says_is_refused(
    tmp_path: Path, files: Mapping[str, bytes], named: Mapping[str, bytes] | None, reason: str
) -> None:
    path = make(tmp_path / "p.zip", files, named=named)
    with pytest.raises(PackageRefused) as caught:
        read_package(path)
    assert caught.value.fields["reason"] == reason


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "p.zip", {}, named={"link": b"/etc/passwd"})
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, b"/etc/passwd")
    with pytest.raises(PackageRefused) as caught:
        read_package(path)
    assert caught.value.fields["reason"] == "unsafe-path"


def test_another_checksum_than_the_publishers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageRefused) as caught:
        read_package(make(tmp_path / "p.zip"), expected_sha256="0" * 64)
    assert caught.value.fields["reason"] == "checksum"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"\x00" * 1000])
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    with pytest.raises(PackageRefused):
        read_package(path)


def test_a_package_of_this_program_is_made_twice_alike_and_reads_whole(tmp_path: Path) -> None:
    tool = ROOT.parent / ".ci" / "package"
    if not (ROOT.parent / ".git").exists():
        pytest.skip("made from a clone")
    for name in ("one.zip", "two.zip"):
        subprocess.run([sys.executable, str(tool), str(tmp_path / name)], check=True, capture_output=True)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    found = read_package(tmp_path / "one.zip")
    assert (found.version, found.is_newer) == (VERSION, False)
    assert found.files > 500
