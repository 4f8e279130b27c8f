"""A bench that is ready to buy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench_page_kit import Bench, set_out


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A practice station with money in both wallets."""
    made = set_out(tmp_path)
    yield made
    made.world.close()
