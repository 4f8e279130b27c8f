"""Queues: a label is printed once, every further copy has a reason, and a batch goes on where it stopped."""

import sqlite3
from dataclasses import replace

import pytest
from printing_fakes import EPL, PDF, ZPL, World

from core.errors import NotFound
from core.labels.rules import LabelState
from core.labels.store import get_label
from core.printing import service_queue as queue
from core.printing import store as rows
from core.printing.journal import print_journal
from core.printing.records import Batch, Job
from core.printing.rules import (
    AlreadyPrinted,
    CopyOpen,
    IssuedNeedsConversion,
    JobState,
    LabelNotUsable,
    PrinterRetired,
    ReasonNeeded,
    SamePrinter,
    WrongJobState,
)
from core.printing.service import retire_printer
from core.printing.service_run import run_next, run_printer


def enqueue(world: World, printer: str, labels: list[str]) -> Batch:
    return queue.enqueue_labels(world.store, world.desk, printer, labels)


def jobs_of(world: World, batch: Batch) -> list[Job]:
    with world.store.read() as q:
        return rows.jobs_of_batch(q, batch.id)


def told(jobs: list[Job]) -> list[tuple[int, int, str]]:
    return [(job.position, job.copy_number, job.state.value) for job in jobs]


def printed_with(world: World, plan: str) -> tuple[str, Job]:
    """A printer and a job whose delivery went so."""
    printer = world.printer()
    world.device.plan = [plan]
    enqueue(world, printer.id, world.labels(1))
    job = run_next(world.press, printer.id)
    assert job is not None
    return printer.id, job


@pytest.mark.parametrize("plan", ["confirmed", "handed-over", "out-unknown", "lost-unknown"])
def test_a_label_that_may_be_out_is_not_printed_again_without_a_reason(world: World, plan: str) -> None:
    """Label 2 twice and label 1 never: the table itself refuses it."""
    printer, job = printed_with(world, plan)
    with pytest.raises(AlreadyPrinted) as caught:
        enqueue(world, printer, [*world.labels(1), job.label])
    assert (caught.value.fields["state"], caught.value.fields["copies"]) == (job.state.value, 1)
    with pytest.raises(ReasonNeeded):
        queue.reprint_labels(world.store, world.desk, printer, [job.label], "  ")
    assert run_next(world.press, printer) is None


def test_one_label_twice_in_a_batch_refuses_the_whole_batch(world: World) -> None:
    printer = world.printer()
    one, two = world.labels(2)
    with pytest.raises(AlreadyPrinted):
        enqueue(world, printer.id, [one, two, one])
    with world.store.read() as q:
        assert [label.id for label in rows.unprinted_labels(q)] == [one, two]
        assert [rows.count_unprinted(q, newest) for newest in (0, 1, 9)] == [0, 1, 2]
        assert print_journal(q) == []


def test_the_table_refuses_a_second_first_print_whatever_the_code_does(world: World) -> None:
    printer = world.printer()
    label = world.label()
    batch = enqueue(world, printer.id, [label.id])
    with world.store.write() as tx, pytest.raises(AlreadyPrinted):
        rows.insert_job(tx, world.desk, label, rows.Place(batch, 1), printer=printer.id, copy_number=1, copy_reason="")
    with world.store.write() as tx, pytest.raises(sqlite3.IntegrityError):
        tx.run("update print_job set state = 'confirmed'")


@pytest.mark.parametrize("plan", ["not-sent", "raises"])
def test_a_label_that_never_left_is_printed_anew_without_being_a_copy(world: World, plan: str) -> None:
    printer, job = printed_with(world, plan)
    with world.store.read() as q:
        assert [label.id for label in rows.unprinted_labels(q)] == [job.label]
    enqueue(world, printer, [job.label])
    again = run_next(world.press, printer)
    assert again is not None
    assert (again.copy_number, again.state) == (1, JobState.CONFIRMED)


def test_a_reprint_is_a_counted_copy_with_its_reason(world: World) -> None:
    printer, job = printed_with(world, "confirmed")
    for number, reason in ((2, "smudged"), (3, "torn\n off")):
        queue.reprint_labels(world.store, world.desk, printer, [job.label], reason)
        copy = run_next(world.press, printer)
        assert copy is not None
        assert (copy.copy_number, copy.copy_reason) == (number, " ".join(reason.split()))
        assert copy.file_name.endswith(f"-copy{number}.zpl")
    with world.store.read() as q:
        assert len(rows.counted_copies(q, job.label)) == 3
        assert [line.reason for line in print_journal(q) if line.event == "enqueue"] == ["", "smudged", "torn off"]


def test_pressing_reprint_twice_gives_one_copy(world: World) -> None:
    printer, job = printed_with(world, "confirmed")
    queue.reprint_labels(world.store, world.desk, printer, [job.label], "smudged")
    with pytest.raises(CopyOpen):
        queue.reprint_labels(world.store, world.desk, printer, [job.label], "smudged")
    run_printer(world.press, printer)
    assert len(world.device.came_out) == 2


def test_a_selection_is_reprinted_with_one_reason(world: World) -> None:
    printer = world.printer()
    labels = world.labels(3)
    enqueue(world, printer.id, labels)
    run_printer(world.press, printer.id)
    queue.reprint_labels(world.store, world.desk, printer.id, labels[1:], "box crushed")
    assert [(job.label, job.copy_number) for job in run_printer(world.press, printer.id).jobs] == [
        (labels[1], 2),
        (labels[2], 2),
    ]


def test_a_label_that_was_never_printed_is_reprinted_as_its_first(world: World) -> None:
    printer, job = printed_with(world, "not-sent")
    queue.reprint_labels(world.store, world.desk, printer, [job.label], "")
    again = run_next(world.press, printer)
    assert again is not None
    assert (again.copy_number, again.copy_reason) == (1, "")


@pytest.mark.parametrize("state", [LabelState.VOID_REQUESTED, LabelState.REFUND_DUE, LabelState.REFUNDED])
def test_a_voided_label_is_not_printed(world: World, state: LabelState) -> None:
    printer = world.printer()
    label = world.label(state=state)
    with pytest.raises(LabelNotUsable):
        enqueue(world, printer.id, [label.id])
    with pytest.raises(LabelNotUsable):
        queue.reprint_labels(world.store, world.desk, printer.id, [label.id], "why not")


@pytest.mark.parametrize(
    ("media_type", "kind"), [("application/pdf", ZPL), ("image/png", PDF), ("application/vnd.zebra-zpl", ZPL)]
)
def test_a_carriers_file_that_needs_conversion_is_refused(world: World, media_type: str, kind: object) -> None:
    printer = world.printer("X", PDF if kind is PDF else ZPL)
    with pytest.raises(IssuedNeedsConversion):
        enqueue(world, printer.id, [world.label(issued=media_type).id])


def test_an_unknown_label_refuses_the_batch(world: World) -> None:
    printer = world.printer()
    with pytest.raises(NotFound):
        enqueue(world, printer.id, [*world.labels(1), "nothing"])


@pytest.mark.parametrize("plan", ["handed-over", "out-unknown", "lost-unknown"])
def test_a_person_settles_what_the_printer_could_not_say(world: World, plan: str) -> None:
    _, job = printed_with(world, plan)
    assert queue.mark_printed(world.store, world.desk, job.id).state is JobState.CONFIRMED_BY_PERSON
    with pytest.raises(WrongJobState):
        queue.mark_missing(world.store, world.desk, job.id)


def test_a_label_that_a_person_misses_is_printed_again_only_as_a_counted_copy(world: World) -> None:
    printer, job = printed_with(world, "lost-unknown")
    assert queue.mark_missing(world.store, world.desk, job.id).state is JobState.FAILED
    assert queue.retry_failed(world.store, world.desk, printer) == ()
    with pytest.raises(AlreadyPrinted):
        enqueue(world, printer, [job.label])
    queue.reprint_labels(world.store, world.desk, printer, [job.label], "never came out")
    copy = run_next(world.press, printer)
    assert copy is not None
    assert (copy.copy_number, copy.state) == (2, JobState.CONFIRMED)


def test_nobody_confirms_what_cannot_be_out(world: World) -> None:
    printer, job = printed_with(world, "not-sent")
    with pytest.raises(WrongJobState):
        queue.mark_printed(world.store, world.desk, job.id)
    enqueue(world, printer, [job.label])
    with world.store.read() as q:
        waiting = rows.next_job(q, printer)
    assert waiting is not None
    with pytest.raises(WrongJobState):
        queue.mark_printed(world.store, world.desk, waiting.id)


def test_a_waiting_job_is_cancelled_and_a_printed_one_is_not(world: World) -> None:
    printer = world.printer()
    batch = enqueue(world, printer.id, world.labels(2))
    first, second = jobs_of(world, batch)
    assert queue.cancel_job(world.store, world.desk, first.id).state is JobState.CANCELLED
    run_printer(world.press, printer.id)
    with pytest.raises(WrongJobState):
        queue.cancel_job(world.store, world.desk, second.id)
    assert len(world.device.came_out) == 1


def test_another_printer_takes_over_in_order_and_in_its_own_language_none_twice(world: World) -> None:
    """Idea 10; S2-14."""
    thermal, laser = world.printer("E", EPL), world.printer("L", PDF)
    batch = enqueue(world, thermal.id, world.labels(6))
    world.device.plan = ["confirmed", "confirmed", "not-sent"]
    run_printer(world.press, thermal.id)
    moved = queue.fail_over(world.store, world.desk, thermal.id, laser.id)
    assert [job.position for job in moved.jobs] == [3, 4, 5, 6]
    assert run_printer(world.press, thermal.id).jobs == ()
    run_printer(world.press, laser.id)
    out = [(name, data.decode()) for name, _, data in world.device.came_out]
    assert out == [("E", f"epl:T{n:06d}") for n in (1, 2)] + [("L", f"pdf:T{n:06d}") for n in (3, 4, 5, 6)]
    assert told(jobs_of(world, batch)) == [(n, 1, "confirmed") for n in range(1, 7)]
    with world.store.read() as q:
        third = [(line.event, line.printer, line.language) for line in print_journal(q) if line.position == 3]
    assert ("fail", "E", "epl") in third
    assert third[-1] == ("confirm", "L", "pdf")


@pytest.mark.parametrize("plan", ["out-unknown", "lost-unknown"])
def test_what_may_be_out_does_not_move_to_another_printer(world: World, plan: str) -> None:
    thermal, laser = world.printer("E", EPL), world.printer("L", PDF)
    batch = enqueue(world, thermal.id, world.labels(3))
    world.device.plan = ["confirmed", plan]
    run_printer(world.press, thermal.id)
    assert [job.position for job in queue.fail_over(world.store, world.desk, thermal.id, laser.id).jobs] == [3]
    run_printer(world.press, laser.id)
    assert told(jobs_of(world, batch)) == [(1, 1, "confirmed"), (2, 1, "unknown"), (3, 1, "confirmed")]


def test_what_the_other_printer_cannot_print_stays(world: World) -> None:
    laser, thermal = world.printer("L", PDF), world.printer("Z", ZPL)
    drawn, issued = world.label(), world.label(issued="application/pdf")
    enqueue(world, laser.id, [issued.id, drawn.id])
    moved = queue.fail_over(world.store, world.desk, laser.id, thermal.id)
    assert ([job.label for job in moved.jobs], [job.label for job in moved.left]) == ([drawn.id], [issued.id])


def test_jobs_are_not_moved_to_the_same_or_a_retired_printer(world: World) -> None:
    one, two = world.printer("A"), world.printer("B")
    enqueue(world, one.id, world.labels(1))
    with pytest.raises(SamePrinter):
        queue.fail_over(world.store, world.desk, one.id, one.id)
    retire_printer(world.store, world.desk, two.id)
    with pytest.raises(PrinterRetired):
        queue.fail_over(world.store, world.desk, one.id, two.id)


def test_a_job_that_another_one_replaced_is_not_revived(world: World) -> None:
    printer, job = printed_with(world, "not-sent")
    other = world.printer("B")
    enqueue(world, other.id, [job.label])
    assert queue.retry_failed(world.store, world.desk, printer) == ()
    assert queue.fail_over(world.store, world.desk, printer, other.id).jobs == ()
    assert run_printer(world.press, printer).jobs == ()


def test_what_never_left_is_tried_again_in_the_old_order(world: World) -> None:
    printer = world.printer()
    batch = enqueue(world, printer.id, world.labels(4))
    world.device.plan = ["confirmed", "raises"]
    run_printer(world.press, printer.id)
    assert [job.position for job in queue.retry_failed(world.store, world.desk, printer.id)] == [2]
    assert [job.position for job in run_printer(world.press, printer.id).jobs] == [2, 3, 4]
    assert told(jobs_of(world, batch)) == [(n, 1, "confirmed") for n in range(1, 5)]


def test_a_batch_goes_on_at_label_n(world: World) -> None:
    """Idea 7: what the person says never came out is a counted copy at its place; what is confirmed is left alone."""
    printer = world.printer()
    batch = enqueue(world, printer.id, world.labels(6))
    world.device.plan = ["handed-over", "handed-over", "handed-over", "confirmed", "lost-unknown"]
    run_printer(world.press, printer.id)
    queued = queue.resume_batch(world.store, world.desk, batch.id, 3)
    assert [(job.position, job.copy_number) for job in queued] == [(3, 2), (5, 2), (6, 1)]
    run_printer(world.press, printer.id)
    assert told(jobs_of(world, batch)) == [
        (1, 1, "handed-over"), (2, 1, "handed-over"), (3, 1, "failed"), (3, 2, "confirmed"), (4, 1, "confirmed"),
        (5, 1, "failed"), (5, 2, "confirmed"), (6, 1, "confirmed"),
    ]  # fmt: skip
    assert {job.copy_reason for job in jobs_of(world, batch) if job.copy_number == 2} == {queue.RESUMED}
    assert queue.resume_batch(world.store, world.desk, batch.id, 3) == ()


def test_resuming_twice_prints_no_label_twice(world: World) -> None:
    printer = world.printer()
    batch = enqueue(world, printer.id, world.labels(3))
    world.device.plan = ["confirmed", "lost-unknown"]
    run_printer(world.press, printer.id)
    first = queue.resume_batch(world.store, world.desk, batch.id, 2)
    second = queue.resume_batch(world.store, world.desk, batch.id, 2)
    assert [job.id for job in first] == [job.id for job in second]
    assert len(run_printer(world.press, printer.id).jobs) == 2


def test_a_batch_that_lost_its_printer_at_label_137_of_500_is_resumed_whole(world: World) -> None:
    """Idea 7, at the size of the bar: each label once, in order."""
    printer = world.printer()
    batch = enqueue(world, printer.id, world.labels(500))
    world.device.plan = ["confirmed"] * 136 + ["not-sent"]
    assert len(run_printer(world.press, printer.id).jobs) == 137
    assert len(queue.resume_batch(world.store, world.desk, batch.id, 137)) == 364
    run_printer(world.press, printer.id)
    assert [data for _, _, data in world.device.came_out] == [f"zpl:T{n:06d}".encode() for n in range(1, 501)]


@pytest.mark.parametrize("state", list(LabelState))
def test_only_a_label_that_is_good_may_leave_the_station(world: World, state: LabelState) -> None:
    with world.store.read() as q:
        label = replace(get_label(q, world.labels(1)[0]), state=state)
    if state in (LabelState.BOUGHT, LabelState.VOID_REFUSED):
        queue.require_usable(label)
    else:
        with pytest.raises(LabelNotUsable) as refused:
            queue.require_usable(label)
        assert refused.value.fields["state"] == state.value
