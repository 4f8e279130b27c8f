"""From the start of a process to the first painted window, against a bare QWidget; and commands against ``pass``.

Children are timed from outside by one clock for all processes. A window counts as painted when its first paint event
is over and the event loop turns again.
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench_kit import Times, Work, at_most, in_turns, short, show
from first_paint import HEAVY, Painted, bare_window, environment, our_window
from stations import station

from core.resources import ROOT

pytestmark = [pytest.mark.bench, pytest.mark.skipif(sys.platform == "win32", reason="one clock for all processes")]
ROUNDS = 9


def test_first_paint(tmp_path: Path) -> None:
    """Goals: facts 8, 11. None of the heavy libraries is there at the first paint."""
    with station(tmp_path):
        pass  # a station that was set up before
    found: dict[str, list[Painted]] = {"bare QWidget": [], "our window": []}
    for _ in range(ROUNDS + 1):
        found["bare QWidget"].append(bare_window(tmp_path))
        found["our window"].append(our_window(tmp_path))
    times = Times({name: [one.seconds for one in each[1:]] for name, each in found.items()})
    rows = [(way, short(times.each(way)), str(times.ratio(way, "bare QWidget"))) for way in times.by_way]
    notes = [
        at_most("ours / bare QWidget", times.ratio("our window", "bare QWidget"), 1.6),
        times.unsteady("bare QWidget"),
    ]
    show("Start to the first painted window", ("way", "time", "x bare QWidget"), rows, notes)
    for one in found["our window"]:
        assert "PySide6" in one.loaded
        assert one.loaded.isdisjoint(HEAVY)


def test_commands(tmp_path: Path) -> None:
    """The least that a command costs: Python's own start."""
    with station(tmp_path):
        pass
    app, data = str(ROOT.parent / "app.py"), str(tmp_path / "data")

    def command(*args: str) -> Work:
        def work(_turn: int) -> int:
            subprocess.run([sys.executable, *args], env=environment(tmp_path), capture_output=True, check=True)
            return 1

        return work

    times = in_turns(
        ROUNDS,
        time.monotonic,
        {
            "python -c pass": command("-c", "pass"),
            "import click": command("-c", "import click"),
            "app.py --version": command(app, "--version"),
            "app.py balance": command(app, "balance", "--data", data),
        },
    )
    rows = [(way, short(times.each(way)), str(times.ratio(way, "python -c pass"))) for way in times.by_way]
    show("Commands", ("way", "time", "x python -c pass"), rows, [times.unsteady("python -c pass")])
