"""The spooler: one thread per printer, held when there is trouble, nothing lost between waking and ending."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from printing_fakes import World

from core.printing.port import DeliveryOutcome
from core.printing.press import Press
from core.printing.records import Job, Printer
from core.printing.rules import JobState
from core.printing.service_queue import enqueue_labels, retry_failed
from core.printing.service_run import Run, driving, run_printer
from core.printing.store import jobs_in_states
from printers.spool import BROKE, InlineSpool, JobEnded, News, RunBroke, RunEnded, ThreadSpool

PATIENCE_SECONDS = 20.0


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A station with no printer and no label yet."""
    made = World(tmp_path / "data")
    yield made
    made.store.close()


class Told:
    """What a spooler told, from whichever thread."""

    def __init__(self) -> None:
        self.news: list[News] = []
        self.threads: set[str] = set()

    def __call__(self, news: News) -> None:
        self.news.append(news)
        self.threads.add(threading.current_thread().name)

    def states(self) -> list[str]:
        return [news.job.state.value for news in self.news if isinstance(news, JobEnded)]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def threads(world: World, told: Told) -> Iterator[ThreadSpool]:
    spool = ThreadSpool(world.press, told)
    yield spool
    spool.close()


def enqueue(world: World, printer: Printer, count: int = 1) -> None:
    enqueue_labels(world.store, world.desk, printer.id, world.labels(count))


def states(world: World) -> list[str]:
    with world.store.read() as q:
        return [job.state.value for job in jobs_in_states(q, frozenset(JobState))]


def test_inline_everything_is_done_when_waking_returns(world: World, told: Told) -> None:
    printer = world.printer()
    enqueue(world, printer, 3)
    InlineSpool(world.press, told).wake(printer.id)
    assert told.states() == ["confirmed"] * 3
    assert isinstance(told.news[-1], RunEnded)
    assert told.threads == {threading.current_thread().name}


def test_a_printer_in_trouble_is_held_until_a_person_looks(world: World, told: Told) -> None:
    printer = world.printer()
    spool = InlineSpool(world.press, told)
    enqueue(world, printer)
    world.device.plan = ["not-sent"]
    spool.wake(printer.id)
    assert spool.held(printer.id) == "unreachable"
    enqueue(world, printer)
    spool.wake(printer.id)
    assert world.device.came_out == []
    retry_failed(world.store, world.desk, printer.id)
    spool.release(printer.id)
    assert spool.held(printer.id) == ""
    assert [name for _, name, _ in world.device.came_out] == ["0001-001-T000001.zpl", "0002-001-T000002.zpl"]


def test_each_printer_prints_on_a_thread_of_its_own(world: World, told: Told, threads: ThreadSpool) -> None:
    one, two = world.printer("A"), world.printer("B")
    enqueue(world, one, 2)
    enqueue(world, two, 2)
    threads.wake_all()
    assert threads.wait_until_idle(PATIENCE_SECONDS)
    assert told.states() == ["confirmed"] * 4
    assert {name.rsplit("_", 1)[0] for name in told.threads} == {f"printer-{one.id}", f"printer-{two.id}"}


def while_delivering(world: World, monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Do something once, while the first label is on its way."""
    deliver, acts = world.device.deliver, [act]

    def delivering(printer: Printer, data: bytes, file_name: str) -> DeliveryOutcome:
        if acts:
            acts.pop()()
        return deliver(printer, data, file_name)

    monkeypatch.setattr(world.device, "deliver", delivering)


def test_a_label_queued_while_its_printer_runs_is_printed_too(
    world: World, told: Told, threads: ThreadSpool, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = world.printer()

    def another() -> None:
        enqueue(world, printer)
        threads.wake(printer.id)

    while_delivering(world, monkeypatch, another)
    enqueue(world, printer)
    threads.wake(printer.id)
    assert threads.wait_until_idle(PATIENCE_SECONDS)
    assert told.states() == ["confirmed", "confirmed"]


def test_a_label_queued_while_its_printer_gets_into_trouble_waits(
    world: World, told: Told, threads: ThreadSpool, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = world.printer()

    def another() -> None:
        enqueue(world, printer)
        threads.wake(printer.id)

    while_delivering(world, monkeypatch, another)
    world.device.plan = ["lost-unknown"]
    enqueue(world, printer)
    threads.wake(printer.id)
    assert threads.wait_until_idle(PATIENCE_SECONDS)
    assert threads.held(printer.id) == "timed-out"
    assert states(world) == ["unknown", "queued"]
    threads.release(printer.id)
    assert threads.wait_until_idle(PATIENCE_SECONDS)
    assert states(world) == ["unknown", "confirmed"]


def test_closing_finishes_the_label_in_hand_and_leaves_the_rest_queued(
    world: World, told: Told, threads: ThreadSpool, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = world.printer()
    while_delivering(world, monkeypatch, threads.stop)
    enqueue(world, printer, 3)
    threads.wake(printer.id)
    threads.close()
    assert states(world) == ["confirmed", "queued", "queued"]
    threads.wake(printer.id)
    assert states(world) == ["confirmed", "queued", "queued"]


def test_a_printer_that_another_process_drives_is_looked_at_again(
    world: World, told: Told, threads: ThreadSpool, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = world.printer()
    enqueue(world, printer)
    looked = threading.Event()

    def running(press: Press, printer_id: str, go_on: Callable[[Job], bool]) -> Run:
        run = run_printer(press, printer_id, go_on)
        looked.set()
        return run

    monkeypatch.setattr("printers.spool.run_printer", running)
    monkeypatch.setattr("printers.spool._BUSY_SECONDS", 0.01)
    with driving(world.store, printer.id):
        threads.wake(printer.id)
        assert looked.wait(PATIENCE_SECONDS)
        assert states(world) == ["queued"]
    assert threads.wait_until_idle(PATIENCE_SECONDS)
    assert told.states() == ["confirmed"]


def test_a_fault_of_the_program_holds_the_printer_and_is_told(
    world: World, told: Told, threads: ThreadSpool, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = world.printer()

    def fall() -> None:
        raise ZeroDivisionError

    while_delivering(world, monkeypatch, fall)
    enqueue(world, printer, 2)
    threads.wake(printer.id)
    assert threads.wait_until_idle(PATIENCE_SECONDS)
    threads.close()
    [broke] = [news for news in told.news if isinstance(news, RunBroke)]
    assert isinstance(broke.error, ZeroDivisionError)
    assert threads.held(printer.id) == BROKE
    fresh = InlineSpool(world.press, told)
    fresh.wake(printer.id)
    assert states(world) == ["unknown", "confirmed"]
