"""Fixtures of the orders room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from orders_kit import OrderWorld, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[OrderWorld]:
    """A station's store with orders only."""
    opened = open_world(tmp_path / "data")
    yield opened
    opened.store.close()
