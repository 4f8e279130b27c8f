"""What the whole window has loaded when it is first seen: heavy libraries wait until they are needed."""

from pathlib import Path

from first_paint import HEAVY, our_window


def test_the_window_is_painted_before_any_heavy_library_is_loaded(tmp_path: Path) -> None:
    """A new station's window, opened as a person opens it. Each library costs 100 to 500 ms (measured)."""
    painted = our_window(tmp_path)
    assert {"PySide6", "ui", "core", "sqlite_utils"} <= painted.loaded
    assert painted.loaded.isdisjoint(HEAVY)
