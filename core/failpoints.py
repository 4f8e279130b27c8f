"""Named places where a crash test pulls the plug: ``POSTBENCH_FAILPOINT=name:n`` kills this process at the n-th pass.

A place that every label passes has a plain name (``after-sent``); one of another flow is ``flow/place``
(``autofund/intended``), and the tests of that flow kill there.

Only the environment of the process can arm one; without it `failpoint` is one dictionary look-up.
"""

import os
import signal
import sys

_ARMED = os.environ.get("POSTBENCH_FAILPOINT", "")
_passes: dict[str, int] = {}


def failpoint(name: str) -> None:
    """Die here, at once and without clean-up, when this place is armed."""
    if not _ARMED:
        return
    _passes[name] = _passes.get(name, 0) + 1
    if f"{name}:{_passes[name]}" == _ARMED:
        if sys.platform == "win32":
            os._exit(137)
        os.kill(os.getpid(), signal.SIGKILL)
