"""The runner of the window: in order on the desk, answers on the window's thread, faults to the crash dialog."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from core.errors import NotFound, StationError
from ui.runner import QtRunner
from ui.running import Fault, HeldRunner, ImmediateRunner, Lane


class Notes:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[StationError] = []
        self.crashed: list[BaseException] = []
        self.threads: set[str] = set()

    def take(self, value: object) -> None:
        self.threads.add(threading.current_thread().name)
        self.done.append(value)

    def fail(self, error: StationError) -> None:
        self.threads.add(threading.current_thread().name)
        self.failed.append(error)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def runner(qtbot: QtBot, notes: Notes) -> Iterator[QtRunner]:
    made = QtRunner(notes.crashed.append)
    yield made
    assert made.close()


def refuse() -> int:
    raise NotFound(kind="order", id="1")


def break_down() -> int:
    raise RuntimeError


def test_desk_work_runs_in_the_order_asked_for_and_off_the_window(qtbot: QtBot, runner: QtRunner, notes: Notes) -> None:
    ran: list[tuple[int, str]] = []

    def note_thread(number: int) -> None:
        ran.append((number, threading.current_thread().name))

    for number in range(50):
        runner.run(partial(note_thread, number), notes.take, notes.fail)
    qtbot.waitUntil(lambda: len(notes.done) == 50)
    assert [n for n, _ in ran] == list(range(50))
    assert {name for _, name in ran} == {"desk-0"}
    assert notes.threads == {"MainThread"}


def test_outside_work_does_not_wait_for_other_outside_work(qtbot: QtBot, runner: QtRunner, notes: Notes) -> None:
    gate = threading.Event()
    runner.run(lambda: gate.wait(10), notes.take, notes.fail, Lane.OUTSIDE)
    runner.run(lambda: "quick", notes.take, notes.fail, Lane.OUTSIDE)
    qtbot.waitUntil(lambda: notes.done == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: notes.done == ["quick", True])


def test_a_refusal_arrives_as_the_error_it_is(qtbot: QtBot, runner: QtRunner, notes: Notes) -> None:
    runner.run(refuse, notes.take, notes.fail)
    qtbot.waitUntil(lambda: bool(notes.failed))
    assert isinstance(notes.failed[0], NotFound)
    assert notes.crashed == []


def test_a_fault_reaches_the_crash_dialog_and_the_page_is_told_too(
    qtbot: QtBot, runner: QtRunner, notes: Notes
) -> None:
    runner.run(break_down, notes.take, notes.fail)
    runner.run(lambda: "the lane lives on", notes.take, notes.fail)
    qtbot.waitUntil(lambda: bool(notes.done))
    assert isinstance(notes.failed[0], Fault)
    assert isinstance(notes.crashed[0], RuntimeError)
    assert notes.crashed[0].__traceback__ is not None


def test_after_closing_nothing_runs_and_no_answer_arrives(qtbot: QtBot, notes: Notes) -> None:
    runner = QtRunner(notes.crashed.append)
    assert runner.close()
    runner.run(lambda: 1, notes.take, notes.fail)
    qtbot.wait(20)
    assert notes.done == []


def test_closing_does_not_wait_for_ever_for_work_that_hangs(qtbot: QtBot, notes: Notes) -> None:
    runner, gate = QtRunner(notes.crashed.append), threading.Event()
    runner.run(lambda: gate.wait(10), notes.take, notes.fail, Lane.OUTSIDE)
    assert not runner.close(limit_s=0.05)
    gate.set()


def test_the_immediate_runner_answers_in_place_and_lets_faults_through(notes: Notes) -> None:
    runner = ImmediateRunner()
    runner.run(lambda: 7, notes.take, notes.fail, Lane.OUTSIDE)
    runner.run(refuse, notes.take, notes.fail)
    assert notes.done == [7]
    assert isinstance(notes.failed[0], NotFound)
    with pytest.raises(RuntimeError):
        runner.run(break_down, notes.take, notes.fail)


def test_the_held_runner_lets_a_test_see_the_busy_state_and_late_answers(notes: Notes) -> None:
    runner = HeldRunner()
    for value in ("first", "second"):
        runner.run(partial(str, value), notes.take, notes.fail)
    assert notes.done == []
    runner.release(1)
    runner.release()
    assert notes.done == ["second", "first"]
    assert len(runner) == 0
