"""An Orders page that is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from orders_page_kit import Desk, set_out
from pytestqt.qtbot import QtBot


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """English, light, 100 %."""
    made = set_out(qtbot, tmp_path)
    yield made
    made.world.close()
