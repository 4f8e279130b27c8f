"""A folder as a printer: whole files or none, never outside, never over another label."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.transports.folder import FolderTransport, is_safe_name
from printers.transports.port import BadFileName, DeliveryState, Detail, EmptyJob, FolderUnavailable


def test_a_job_is_a_file_with_its_name(tmp_path: Path) -> None:
    delivery = FolderTransport(tmp_path / "labels").deliver(b"^XA^XZ", b"~HS", file_name="L-0001.zpl")
    assert (delivery.state, delivery.detail) == (DeliveryState.HANDED_OVER, Detail.WRITTEN)
    assert (delivery.reference, delivery.answer, delivery.bytes_sent) == ("L-0001.zpl", b"", 6)
    assert [path.name for path in (tmp_path / "labels").iterdir()] == ["L-0001.zpl"]
    assert (tmp_path / "labels" / "L-0001.zpl").read_bytes() == b"^XA^XZ"


def test_a_taken_name_gets_a_number_and_nothing_is_replaced(tmp_path: Path) -> None:
    folder = FolderTransport(tmp_path)
    names = [folder.deliver(bytes((65 + place,)), None, file_name="label.epl").reference for place in range(3)]
    assert names == ["label.epl", "label-2.epl", "label-3.epl"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"A", b"B", b"C"]


def test_without_links_names_are_still_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    folder = FolderTransport(tmp_path)
    names = [folder.deliver(b"x", None, file_name="label.pdf").reference for _ in range(2)]
    assert names == ["label.pdf", "label-2.pdf"]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_files_are_for_the_operator_alone(tmp_path: Path) -> None:
    FolderTransport(tmp_path / "new").deliver(b"x", None, file_name="a.pdf")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / "a.pdf").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "a.txt",
        "a.ZPL",
        "../a.zpl",
        "a/b.zpl",
        "a\\b.zpl",
        "/etc/a.zpl",
        ".hidden.zpl",
        "a..zpl",
        "CON.zpl",
        "com1.x.zpl",
        "a b.zpl",
        "é.zpl",
        "a.zpl\n",
        "a\0.zpl",
        "x" * 120 + ".zpl",
    ],
)
def test_names_that_could_do_harm_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFileName) as refused:
        FolderTransport(tmp_path).deliver(b"x", None, file_name=name)
    assert refused.value.code == "printer.bad-file-name"
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=30))
def test_a_safe_name_is_always_one_plain_file_of_its_folder(name: str) -> None:
    for candidate in (name, name + ".zpl"):
        if is_safe_name(candidate):
            assert (Path("/base") / candidate).resolve().parent == Path("/base")
            assert candidate.isascii() and not candidate.startswith(".")


def test_an_empty_job_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(EmptyJob):
        FolderTransport(tmp_path).deliver(b"", None, file_name="a.zpl")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_parent_or_a_file_in_its_place_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "no" / "such", tmp_path / "file"):
        with pytest.raises(FolderUnavailable) as missing:
            FolderTransport(folder).deliver(b"x", None, file_name="a.zpl")
        assert missing.value.code == "printer.folder-unavailable"
    with pytest.raises(FolderUnavailable):
        FolderTransport(tmp_path / "no" / "such").ask(b"~HS")
    assert FolderTransport(tmp_path / "new").ask(b"~HS") == b""


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FolderUnavailable):
        FolderTransport(tmp_path).deliver(b"x", None, file_name="a.zpl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder to flush")
def test_a_folder_that_cannot_be_flushed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def second_fails(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", second_fails)
    delivery = FolderTransport(tmp_path).deliver(b"x", None, file_name="a.zpl")
    assert delivery.detail == Detail.NOT_FLUSHED
    assert (tmp_path / "a.zpl").read_bytes() == b"x"
