"""A station for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from printing_fakes import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A station with no printer and no label yet."""
    made = World(tmp_path / "data")
    yield made
    made.store.close()
