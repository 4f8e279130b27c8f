"""`update check | install` (S2-07, S2-08): offline, checked, with a backup and a way back."""

import hashlib
import zipfile
from pathlib import Path

from command_line import CommandLine

DATA = b"print('new')\n"


def package(folder: Path, version: str) -> Path:
    path = folder / "package.zip"
    manifest = (
        f'version = "{version}"\nnotes_en = "Quicker labels."\nnotes_fr = "Des étiquettes plus vite."\n[files]\n'
        f'"app.py" = "{hashlib.sha256(DATA).hexdigest()}"\n'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("postbench-update.toml", manifest)
        archive.writestr("app.py", DATA)
    return path


def test_a_package_is_looked_at_without_changing_anything(line: CommandLine) -> None:
    said = line.run("update", "check", str(package(line.folder, "8.10.0")))
    assert "Version 8.10.0, newer than this one" in said.out
    assert "Quicker labels." in said.out
    assert (
        "Des étiquettes plus vite." in line.run("update", "check", str(line.folder / "package.zip"), "--lang", "fr").out
    )
    assert not (line.folder / "postbench-8.10.0").exists()


def test_it_is_unpacked_beside_with_a_backup_and_the_way_back(line: CommandLine) -> None:
    file = package(line.folder, "8.10.0")
    done = line.run("update", "install", str(file), "--beside", str(line.folder), "--json").record()
    assert (line.folder / "postbench-8.10.0" / "app.py").read_bytes() == DATA
    assert done["backup"] in [one["id"] for one in line.run("backups", "list", "--json").records()]
    again = line.run("update", "install", str(file), "--beside", str(line.folder), "--json", status=1).error()
    assert again["code"] == "update.folder-taken"


def test_what_is_not_newer_or_not_what_the_publisher_says_is_refused(line: CommandLine) -> None:
    old = package(line.folder, "0.0.1")
    refused = line.run("update", "install", str(old), "--beside", str(line.folder), status=1)
    assert "not newer" in refused.err
    said = line.run("update", "check", str(old), "--sha256", "00" * 32, status=1)
    assert "checksum" in said.err
