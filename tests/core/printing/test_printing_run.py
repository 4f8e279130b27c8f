"""Printing: what is known of a job after it, what stops a run, and what a dead run leaves behind."""

import hashlib
from datetime import timedelta

import pytest
from printing_fakes import EPL, PDF, PowerCut, World

from core.labels.document import LabelDocument
from core.labels.rules import LabelEvent
from core.labels.store import change_label, get_label
from core.printing.journal import print_journal
from core.printing.port import RenderedJob
from core.printing.records import Answers, Job, Printer
from core.printing.rules import MAX_ATTEMPTS, JobState
from core.printing.service_queue import enqueue_labels
from core.printing.service_run import driving, expire_old, recover, run_next, run_printer, waiting_printers
from core.printing.store import jobs_of_batch, jobs_of_label
from core.printing.store_printers import get_printer
from core.store.history import moves


def states(jobs: tuple[Job, ...]) -> list[str]:
    return [job.state.value for job in jobs]


def test_a_batch_comes_out_in_the_order_of_the_screen(world: World) -> None:
    """C12."""
    printer = world.printer()
    labels = world.labels(5)[::-1]
    enqueue_labels(world.store, world.desk, printer.id, labels)
    run = run_printer(world.press, printer.id)
    assert [job.label for job in run.jobs] == labels
    assert [job.position for job in run.jobs] == [1, 2, 3, 4, 5]
    assert [data for _, _, data in world.device.came_out] == [f"zpl:T{n:06d}".encode() for n in (5, 4, 3, 2, 1)]
    assert (run.stopped, run.is_busy) == ("", False)


def test_batches_come_out_one_after_the_other(world: World) -> None:
    printer = world.printer()
    first, second = world.labels(2), world.labels(2)
    enqueue_labels(world.store, world.desk, printer.id, second)
    enqueue_labels(world.store, world.desk, printer.id, first)
    assert [job.label for job in run_printer(world.press, printer.id).jobs] == second + first


@pytest.mark.parametrize(
    ("plan", "state", "reason"),
    [
        ("confirmed", JobState.CONFIRMED, ""),
        ("handed-over", JobState.HANDED_OVER, ""),
        ("out-unknown", JobState.UNKNOWN, "timed-out"),
        ("lost-unknown", JobState.UNKNOWN, "timed-out"),
        ("not-sent", JobState.FAILED, "unreachable"),
        ("raises", JobState.FAILED, "refused"),
    ],
)
def test_a_job_ends_as_what_is_known_of_it(world: World, plan: str, state: JobState, reason: str) -> None:
    """A write that succeeds is no print; a time-out is unknown."""
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    world.device.plan = [plan]
    job = run_next(world.press, printer.id)
    assert job is not None
    assert (job.state, job.reason) == (state, reason)
    assert job.may_be_out is (state is not JobState.FAILED)
    assert run_next(world.press, printer.id) is None


@pytest.mark.parametrize("plan", ["out-unknown", "lost-unknown", "not-sent", "raises"])
def test_trouble_with_the_printer_stops_the_run_and_the_rest_waits(world: World, plan: str) -> None:
    printer = world.printer()
    batch = enqueue_labels(world.store, world.desk, printer.id, world.labels(4))
    world.device.plan = ["confirmed", plan]
    run = run_printer(world.press, printer.id)
    assert len(run.jobs) == 2
    assert run.stopped in ("timed-out", "unreachable", "refused")
    with world.store.read() as q:
        assert [job.state.value for job in jobs_of_batch(q, batch.id)][2:] == ["queued", "queued"]


def test_a_label_that_cannot_be_drawn_fails_alone(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(3))
    world.device.drawing = ["ok", "refused"]
    run = run_printer(world.press, printer.id)
    assert states(run.jobs) == ["confirmed", "failed", "confirmed"]
    assert (run.jobs[1].reason, run.jobs[1].may_be_out, run.stopped) == ("fake.cannot-draw", False, "")


def test_a_run_can_be_asked_to_stop(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(3))
    seen: list[Job] = []

    def go_on(job: Job) -> bool:
        seen.append(job)
        return len(seen) < 2

    run = run_printer(world.press, printer.id, go_on)
    assert (list(run.jobs), run.stopped) == (seen, "asked")
    assert len(world.device.came_out) == 2


def test_one_process_drives_a_printer_and_the_other_leaves_its_labels_queued(world: World) -> None:
    """D2."""
    printer, other = world.printer("A"), world.printer("B")
    enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    enqueue_labels(world.store, world.desk, other.id, world.labels(1))
    with driving(world.store, printer.id):
        assert run_printer(world.press, printer.id).is_busy
        assert states(run_printer(world.press, other.id).jobs) == ["confirmed"]
        with world.store.read() as q:
            assert waiting_printers(q) == [printer]
    assert states(run_printer(world.press, printer.id).jobs) == ["confirmed"]


def test_what_is_delivered_is_named_and_hashed_before_it_leaves(world: World) -> None:
    printer = world.printer("E", EPL)
    enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    job = run_next(world.press, printer.id)
    assert job is not None
    [(_, file_name, data)] = world.device.came_out
    assert file_name == job.file_name == "0001-001-T000001.epl"
    assert job.sha256 == hashlib.sha256(data).hexdigest()
    assert (job.media_type, job.notes, job.attempts) == ("application/epl", ("cut:recipient",), 1)


def test_the_journal_tells_each_job_in_order_and_holds_no_text_of_the_label(world: World) -> None:
    """D9."""
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(2))
    world.device.plan = ["confirmed", "not-sent"]
    run_printer(world.press, printer.id)
    with world.store.read() as q:
        lines = print_journal(q)
        assert print_journal(q, after=lines[2].number) == lines[3:]
    assert [line.number for line in lines] == list(range(1, 9))
    told = [(line.position, line.event, line.state) for line in lines]
    assert told[:2] == [(1, "enqueue", "queued"), (2, "enqueue", "queued")]
    assert told[2:5] == [(1, "render", "rendering"), (1, "send", "sending"), (1, "confirm", "confirmed")]
    assert told[5:] == [(2, "render", "rendering"), (2, "send", "sending"), (2, "fail", "failed")]
    confirmed = lines[4]
    assert (confirmed.printer, confirmed.language, confirmed.tracking) == ("Zebra", "zpl", "T000001")
    assert (confirmed.evidence, confirmed.file_name) == ("~HS", "0001-001-T000001.zpl")
    assert lines[3].size_bytes == len(b"zpl:T000001")


def test_every_move_of_a_job_is_in_the_history(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    job = run_next(world.press, printer.id)
    assert job is not None
    with world.store.read() as q:
        told = [state for _, _, state, _ in moves(q, "print_job", job.id)]
    assert told == ["queued", "rendering", "sending", "confirmed"]


def test_a_printer_that_answers_is_remembered(world: World) -> None:
    printer = world.printer()
    world.device.answers = Answers.YES
    enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    run_printer(world.press, printer.id)
    with world.store.read() as q:
        assert get_printer(q, printer.id).answers is Answers.YES


def test_a_label_that_was_voided_meanwhile_does_not_come_out(world: World) -> None:
    printer = world.printer()
    first, second = world.labels(2)
    enqueue_labels(world.store, world.desk, printer.id, [first, second])
    with world.store.write() as tx:
        change_label(tx, world.desk, get_label(tx, first), LabelEvent.REQUEST_VOID)
    assert [job.label for job in run_printer(world.press, printer.id).jobs] == [second]
    with world.store.read() as q:
        [job] = jobs_of_label(q, first)
    assert (job.state, job.reason) == (JobState.CANCELLED, "label-not-usable")


def test_a_label_voided_while_it_is_drawn_does_not_come_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = world.printer()
    label = world.label()
    enqueue_labels(world.store, world.desk, printer.id, [label.id])
    draw = world.device.render

    def void_while_drawing(document: LabelDocument, printer: Printer) -> RenderedJob:
        with world.store.write() as tx:
            change_label(tx, world.desk, label, LabelEvent.REQUEST_VOID)
        return draw(document, printer)

    monkeypatch.setattr(world.device, "render", void_while_drawing)
    assert states(run_printer(world.press, printer.id).jobs) == ["cancelled"]
    assert world.device.came_out == []


def test_a_carriers_pdf_goes_to_a_pdf_printer_as_it_is(world: World) -> None:
    printer = world.printer("L", PDF)
    label = world.label(issued="application/pdf")
    enqueue_labels(world.store, world.desk, printer.id, [label.id])
    assert states(run_printer(world.press, printer.id).jobs) == ["confirmed"]
    assert world.device.came_out == [("L", "0001-001-T000001.pdf", b"%PDF-")]
    assert world.device.drawn == 0


def test_a_damaged_drawing_fails_with_its_reason(world: World) -> None:
    printer = world.printer()
    label = world.label()
    enqueue_labels(world.store, world.desk, printer.id, [label.id])
    (world.directory / "files" / label.file[:2] / label.file).write_bytes(b"{}")
    run = run_printer(world.press, printer.id)
    assert [(job.state, job.reason) for job in run.jobs] == [(JobState.FAILED, "store.file-damaged")]


def test_a_job_left_over_from_yesterday_does_not_come_out_by_surprise(world: World) -> None:
    printer = world.printer()
    old, new = world.labels(2)
    enqueue_labels(world.store, world.desk, printer.id, [old])
    world.clock.move(timedelta(hours=13))
    enqueue_labels(world.store, world.desk, printer.id, [new])
    assert [job.label for job in run_printer(world.press, printer.id).jobs] == [new]
    with world.store.read() as q:
        assert [job.state for job in jobs_of_label(q, old)] == [JobState.EXPIRED]


def test_jobs_expire_also_when_nobody_prints(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(2))
    assert expire_old(world.store, world.desk) == []
    world.clock.move(timedelta(hours=13))
    assert [job.state for job in expire_old(world.store, world.desk)] == [JobState.EXPIRED] * 2


def cut(world: World, printer_id: str) -> list[Job]:
    """The power goes during a run; a new run of the program starts."""
    with pytest.raises(PowerCut):
        run_printer(world.press, printer_id)
    world.restart()
    return recover(world.store, world.desk)


def test_a_run_that_died_while_drawing_is_taken_up_again(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(2))
    world.device.drawing = ["cut"]
    assert [job.state for job in cut(world, printer.id)] == [JobState.QUEUED]
    assert states(run_printer(world.press, printer.id).jobs) == ["confirmed", "confirmed"]
    assert len(world.device.came_out) == 2


@pytest.mark.parametrize(("plan", "came_out"), [("cut-before", 0), ("cut-after", 1)])
def test_a_run_that_died_while_sending_leaves_an_unknown_job_that_is_not_sent_again(
    world: World, plan: str, came_out: int
) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    world.device.plan = [plan]
    assert [(job.state, job.reason) for job in cut(world, printer.id)] == [(JobState.UNKNOWN, "process-died")]
    assert run_printer(world.press, printer.id).jobs == ()
    assert len(world.device.came_out) == came_out


def test_the_next_run_settles_a_dead_one_even_if_nobody_recovered(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(2))
    world.device.plan = ["cut-after"]
    with pytest.raises(PowerCut):
        run_printer(world.press, printer.id)
    world.restart()
    assert [job.position for job in run_printer(world.press, printer.id).jobs] == [2]


def test_a_living_run_is_left_alone(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    world.device.plan = ["cut-before"]
    with pytest.raises(PowerCut):
        run_printer(world.press, printer.id)
    with driving(world.store, printer.id):
        assert recover(world.store, world.desk) == []
    assert len(recover(world.store, world.desk)) == 1


def test_a_drawing_that_kills_the_program_is_given_up(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(2))
    world.device.drawing = ["cut"] * MAX_ATTEMPTS
    settled = [cut(world, printer.id)[0].state for _ in range(MAX_ATTEMPTS)]
    assert settled == [JobState.QUEUED] * (MAX_ATTEMPTS - 1) + [JobState.FAILED]
    assert [job.position for job in run_printer(world.press, printer.id).jobs] == [2]
