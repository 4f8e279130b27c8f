"""A practice station for each test of billing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stations import START, station

from core.clock import SteppingClock
from core.services import Services


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(START)


@pytest.fixture
def services(tmp_path: Path, clock: SteppingClock) -> Iterator[Services]:
    with station(tmp_path, clock=clock) as opened:
        yield opened
