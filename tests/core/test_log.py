"""The log keeps what a helper needs and nobody's name."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.clock import SteppingClock
from core.log import start_log, stop_log


def test_only_listed_fields_are_written_and_the_file_is_private(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    handler = start_log(tmp_path, "run-1", SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC)))
    logging.getLogger("postbench.store").warning("slow write", extra={"held_ms": 300, "recipient": "Ana Núñez"})
    stop_log(handler)
    logging.getLogger("postbench.store").warning("after the end")
    file = tmp_path / "log" / "run-1.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert lines == [
        {"at": "2026-11-22T06:00:02.000000Z", "held_ms": 300, "level": "warning", "room": "store", "what": "slow write"}
    ]
    assert file.stat().st_mode & 0o777 == 0o600


def test_old_files_go_and_a_quiet_run_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    old, recent = tmp_path / "log" / "old.jsonl", tmp_path / "log" / "recent.jsonl"
    old.touch()
    recent.touch()
    now = datetime(2026, 11, 22, 6, tzinfo=UTC)
    os.utime(old, (now.timestamp() - 31 * 86400,) * 2)
    os.utime(recent, (now.timestamp() - 29 * 86400,) * 2)
    stop_log(start_log(tmp_path, "run-2", SteppingClock(now)))
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["recent.jsonl"]


def test_a_log_that_cannot_be_written_says_nothing_on_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk, or a folder that is gone: the work goes on, and no traceback stands among its answers."""
    handler = start_log(tmp_path / "gone", "run-3", SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC)))
    logging.getLogger("postbench.store").warning("slow write")
    stop_log(handler)
    assert capsys.readouterr().err == ""
