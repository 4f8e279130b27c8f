"""What `printers discover` names: queues of CUPS and USB printers, as addresses that can be added."""

import os
from pathlib import Path

import pytest

from printers.discovery import discover
from printers.transports.addresses import open_transport


def test_queues_are_named_as_addresses_and_plain_files_are_no_printers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lpstat = tmp_path / "lpstat"
    lpstat.write_text("#!/bin/sh\necho Zebra_ZD421\necho Laser\n", encoding="utf-8")
    lpstat.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "lp0").write_bytes(b"")
    found = discover((tmp_path, tmp_path / "nowhere"))
    assert [one.address for one in found] == ["cups:Zebra_ZD421", "cups:Laser"]
    for one in found:
        open_transport(one.address)


def test_a_computer_without_any_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert discover((tmp_path,)) == []
