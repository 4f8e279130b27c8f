"""The shipped day, once for all tests that only look at it."""

import pytest
from practice_day_kit import Shipped, ship


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """The practice day on the shipped orders, in English."""
    return ship(tmp_path_factory.mktemp("day") / "out")
