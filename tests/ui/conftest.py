"""Fixtures of the window's tests."""

import pytest
from PySide6.QtWidgets import QApplication
from window_kit import make_kit

from ui.widgets.kit import Kit


@pytest.fixture
def kit(qapp: QApplication) -> Kit:
    """Light, English, 100 %."""
    return make_kit()
