"""`update check | install`: a new version from a file, offline (S2-07, S2-08)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.upkeep.packages import Package

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
SHA256 = click.option("--sha256", default="", help="What the publisher says of the file; compared.")


@click.group(cls=StationGroup)
def update() -> None:
    """Bring a new version of the program onto this computer from a file, without a network."""


@update.command("check")
@FILE
@SHA256
@pass_session
def check(session: Session, file: Path, sha256: str) -> Answer:
    """Look at the package FILE: its version, its notes, every checksum. Nothing is changed.

    JSON: {"version", "newer", "files", "sha256", "notes"}.
    """
    from core.upkeep.packages import read_package

    package = read_package(file, expected_sha256=sha256)
    return Answer(_data(session, package), _lines(session, package))


@update.command("install")
@FILE
@SHA256
@click.option(
    "--beside", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where the new folder is made."
)
@pass_session
def install(session: Session, file: Path, sha256: str, beside: Path | None) -> Answer:
    """Back the station up and unpack the package FILE beside this program; this version stays as it is.

    JSON: as of `update check`, with {"folder", "backup"}.
    """
    from core.resources import ROOT
    from core.upkeep.backups import make_by_hand
    from core.upkeep.packages import read_package, unpack

    services, tr = session.services, session.tr
    package = read_package(file, expected_sha256=sha256)
    backup = make_by_hand(services.store, services.desk, services.keychain).backup
    folder = unpack(package, beside or ROOT.parent.parent)
    data = {**_data(session, package), "folder": folder, "backup": backup.id}
    lines = [
        *_lines(session, package),
        tr("Unpacked into {folder}.", folder=folder),
        tr("Close every window of this version, then start the new one: make -C {folder} run", folder=folder),
        tr("To go back: start this version again, and “backups restore {backup}”.", backup=backup.id),
        tr("Update every station that opens the same books (“station list” names them)."),
    ]
    return Answer(data, lines)


def _data(session: Session, package: "Package") -> dict[str, object]:
    notes = package.notes_fr if session.tr.lang == "fr" else package.notes_en
    return {
        "version": package.version, "newer": package.is_newer, "files": package.files, "sha256": package.sha256,
        "notes": notes,
    }  # fmt: skip


def _lines(session: Session, package: "Package") -> list[str]:
    from core.version import VERSION

    tr = session.tr
    notes = package.notes_fr if tr.lang == "fr" else package.notes_en
    standing = (
        tr("Version {version}, newer than this one ({ours}).", version=package.version, ours=VERSION)
        if package.is_newer
        else tr("Version {version}, not newer than this one ({ours}).", version=package.version, ours=VERSION)
    )
    return [
        standing,
        tr("{n} files, all as they should be. SHA-256: {digest}", n=tr.number(package.files), digest=package.sha256),
        *notes.splitlines(),
    ]
