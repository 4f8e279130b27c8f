"""Time: UTC inside, local at the edge. Nothing else in core reads a clock."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)


class SteppingClock:
    """A clock for tests and the practice day: starts at `start`, moves by `step` at each reading."""

    def __init__(self, start: datetime, step: timedelta = timedelta(seconds=1)) -> None:
        self._now = start.astimezone(UTC)
        self._step = step

    def now(self) -> datetime:
        """The next moment."""
        self._now += self._step
        return self._now

    def move(self, by: timedelta) -> None:
        """Move the clock, forward or back."""
        self._now += by


def steady_s() -> float:
    """Seconds of a clock that nobody can set; it counts a sleep of the computer where the system has such a one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def utc_text(moment: datetime) -> str:
    """Fixed-width UTC text, as the store keeps it: ``2026-11-22T06:00:00.000000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def from_utc_text(text: str) -> datetime:
    """The moment that `utc_text` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def local_day(moment: datetime, zone: ZoneInfo) -> str:
    """The calendar day in `zone`, ISO text."""
    return moment.astimezone(zone).date().isoformat()


def system_zone() -> ZoneInfo:
    """The machine's time zone: ``TZ``, else the link of /etc/localtime, else UTC."""
    name = os.environ.get("TZ", "").lstrip(":")
    local = Path("/etc/localtime")
    if not name and local.is_symlink():
        name = str(local.resolve()).partition("zoneinfo/")[2]
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
