"""Where a station may lie: no real money on a share, a warning in a synchronised folder (D2)."""

from pathlib import Path

import pytest

from core.context import Mode
from core.store.places import NetworkFileSystem, check_place, cloud_folder

MOUNTS = "/dev/sda1 / ext4 rw 0 0\nserver:/share /mnt/share cifs rw 0 0\n"


@pytest.mark.parametrize("mode", [Mode.RECORDED, Mode.LIVE])
def test_real_money_is_not_kept_on_a_share(mode: Mode) -> None:
    with pytest.raises(NetworkFileSystem) as refused:
        check_place(Path("/mnt/share/data"), mode, MOUNTS)
    assert refused.value.fields["kind"] == "cifs"
    assert check_place(Path("/srv/data"), mode, MOUNTS) == ""


def test_practice_is_warned_of_a_share() -> None:
    assert check_place(Path("/mnt/share/data"), Mode.PRACTICE, MOUNTS) == "cifs"


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Warehouse/station", "OneDrive"),
        ("Dropbox/a/b", "Dropbox"),
        ("Google Drive/x", "Google Drive"),
        ("Nextcloud/x", "Nextcloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud Drive"),
        ("Documents/boxes/x", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert cloud_folder(tmp_path / folder) == service


def test_a_dropbox_of_another_name_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "Work" / "data").mkdir(parents=True)
    (tmp_path / "Work" / ".dropbox").touch()
    assert cloud_folder(tmp_path / "Work" / "data") == "Dropbox"
