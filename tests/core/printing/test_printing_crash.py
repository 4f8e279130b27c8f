"""kill -9 at each step of a job, in a real process: locks fall, the next run goes on, no label is sent twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from printing_fakes import World

from core.printing.rules import JobState
from core.printing.service_queue import enqueue_labels
from core.printing.service_run import recover, run_printer
from core.printing.store import jobs_of_batch

ROOT = Path(__file__).parents[3]
CHILD = """
import sys
from pathlib import Path
from printing_fakes import World
from core.printing.service_run import run_printer

world = World(Path(sys.argv[1]), seed=6)
deliver = world.device.deliver
def noted(printer, data, file_name):
    with open(sys.argv[3], "a") as file:
        file.write(file_name + "\\n")
    return deliver(printer, data, file_name)
world.device.deliver = noted
run_printer(world.press, sys.argv[2])
"""


@pytest.mark.parametrize(
    ("place", "state", "delivered"),
    [
        ("print-rendering", JobState.QUEUED, 1),
        ("print-sending", JobState.UNKNOWN, 1),
        ("print-delivered", JobState.UNKNOWN, 2),
    ],
)
def test_a_killed_run_leaves_the_truth_and_the_rest_is_printed_once(
    world: World, tmp_path: Path, place: str, state: JobState, delivered: int
) -> None:
    printer = world.printer()
    batch = enqueue_labels(world.store, world.desk, printer.id, world.labels(4))
    world.store.close()
    notes = tmp_path / "delivered.txt"
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(world.directory), printer.id, str(notes)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "POSTBENCH_FAILPOINT": f"{place}:2"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    first = notes.read_text().split()
    assert len(first) == delivered
    world.start()
    assert [(job.position, job.state) for job in recover(world.store, world.desk)] == [(2, state)]
    run_printer(world.press, printer.id)
    after = [name for _, name, _ in world.device.came_out]
    assert len({*first, *after}) == len(first) + len(after)
    with world.store.read() as q:
        states = [job.state for job in jobs_of_batch(q, batch.id)]
    second = JobState.CONFIRMED if state is JobState.QUEUED else JobState.UNKNOWN
    assert states == [JobState.CONFIRMED, second, JobState.CONFIRMED, JobState.CONFIRMED]
