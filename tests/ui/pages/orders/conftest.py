"""An Orders page that is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from orders_page_kit import Desk, set_out
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """English, light, 100 %."""
    made = set_out(qtbot, tmp_path)
    yield made
    for timer in made.page.findChildren(QTimer):
        timer.stop()  # what the page still meant to ask is not asked of a closed station
    made.world.close()
