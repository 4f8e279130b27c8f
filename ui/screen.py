"""Whether there is a screen for the window: asked before Qt, which ends the process without one. No Qt here."""

import os
import sys

from core.errors import Refused

_SAYS_SO = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class NoScreen(Refused):
    """The window has no screen to open on."""

    code = "window.no-screen"


def require_screen() -> None:
    """Refuse to open the window where neither a desktop nor the person names a screen.

    Raises:
        NoScreen: There is none.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SAYS_SO):
        raise NoScreen
