"""Any faults in any order: no label comes out twice unasked, and the journal never says more than is so."""

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from printing_fakes import EPL, PDF, PowerCut, World

from core.errors import Refused
from core.labels.rules import USABLE, LabelEvent
from core.labels.store import change_label, get_label
from core.printing import service_queue as queue
from core.printing import store as rows
from core.printing.journal import print_journal
from core.printing.records import Job
from core.printing.rules import IN_HAND, PRINTED, TO_DECIDE, JobState
from core.printing.service_run import recover, run_printer

FAULTS = ("confirmed", "handed-over", "out-unknown", "lost-unknown", "not-sent", "raises", "cut-before", "cut-after")
PLAN = st.lists(st.sampled_from(FAULTS), max_size=6)
DRAWING = st.lists(st.sampled_from(("ok", "ok", "refused", "cut")), max_size=4)


class Printing(RuleBasedStateMachine):
    """Two printers, a device that fails by plan, and people who ask for things."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name) / "data")
        self.printers = [self.world.printer("E", EPL).id, self.world.printer("L", PDF).id]
        self.asked: dict[str, int] = {}  # tracking number to further copies that a person asked for
        self.voided: dict[str, int] = {}  # tracking number to what had come out of it before

    def teardown(self) -> None:
        self.world.store.close()
        self.folder.cleanup()

    def jobs(self, states: frozenset[JobState] = frozenset(JobState)) -> list[Job]:
        with self.world.store.read() as q:
            return rows.jobs_in_states(q, states)

    def outs(self, tracking: str) -> int:
        return sum(data.endswith(tracking.encode()) for _, _, data in self.world.device.came_out)

    def tracking(self, label: str) -> str:
        with self.world.store.read() as q:
            return get_label(q, label).tracking

    @rule(printer=st.integers(0, 1), count=st.integers(1, 4))
    def labels_are_bought_and_queued(self, printer: int, count: int) -> None:
        labels = self.world.labels(count)
        queue.enqueue_labels(self.world.store, self.world.desk, self.printers[printer], labels)

    @rule(printer=st.integers(0, 1))
    def what_is_unprinted_is_queued(self, printer: int) -> None:
        with self.world.store.read() as q:
            labels = [label.id for label in rows.unprinted_labels(q)]
        if labels:
            queue.enqueue_labels(self.world.store, self.world.desk, self.printers[printer], labels)

    @rule(printer=st.integers(0, 1), plan=PLAN, drawing=DRAWING)
    def a_printer_runs(self, printer: int, plan: list[str], drawing: list[str]) -> None:
        device = self.world.device
        device.plan, device.drawing = list(plan), list(drawing)
        try:
            run_printer(self.world.press, self.printers[printer])
        except PowerCut:
            self.world.restart()
            recover(self.world.store, self.world.desk)
        device.plan, device.drawing = [], []

    @rule(printer=st.integers(0, 1))
    def another_printer_takes_over(self, printer: int) -> None:
        queue.fail_over(self.world.store, self.world.desk, self.printers[printer], self.printers[1 - printer])

    @rule(printer=st.integers(0, 1))
    def what_failed_is_tried_again(self, printer: int) -> None:
        queue.retry_failed(self.world.store, self.world.desk, self.printers[printer])

    @precondition(lambda self: bool(self.jobs()))
    @rule(printer=st.integers(0, 1), pick=st.integers(0, 99))
    def somebody_reprints(self, printer: int, pick: int) -> None:
        jobs = self.jobs()
        label = jobs[pick % len(jobs)].label
        try:
            batch = queue.reprint_labels(self.world.store, self.world.desk, self.printers[printer], [label], "asked")
        except Refused:
            return
        with self.world.store.read() as q:
            self._count(rows.jobs_of_batch(q, batch.id))

    @precondition(lambda self: bool(self.jobs()))
    @rule(pick=st.integers(0, 99), position=st.integers(1, 4))
    def somebody_resumes_a_batch(self, pick: int, position: int) -> None:
        jobs = self.jobs()
        before = {job.id for job in jobs}
        queued = queue.resume_batch(self.world.store, self.world.desk, jobs[pick % len(jobs)].batch, position)
        self._count([job for job in queued if job.id not in before])

    def _count(self, copies: list[Job]) -> None:
        for job in copies:
            if job.copy_number > 1:
                tracking = self.tracking(job.label)
                self.asked[tracking] = self.asked.get(tracking, 0) + 1

    @precondition(lambda self: bool(self.jobs(TO_DECIDE)))
    @rule(pick=st.integers(0, 99))
    def somebody_looks(self, pick: int) -> None:
        """And says truly whether the label is there."""
        jobs = self.jobs(TO_DECIDE)
        job = jobs[pick % len(jobs)]
        is_there = any(name == job.file_name for _, name, _ in self.world.device.came_out)
        act = queue.mark_printed if is_there else queue.mark_missing
        act(self.world.store, self.world.desk, job.id)

    @precondition(lambda self: bool(self.jobs()))
    @rule(pick=st.integers(0, 99))
    def somebody_cancels(self, pick: int) -> None:
        jobs = self.jobs()
        job = jobs[pick % len(jobs)]
        try:
            queue.cancel_job(self.world.store, self.world.desk, job.id)
        except Refused:
            assert self.world.job(job).state is job.state

    @precondition(lambda self: bool(self.jobs()))
    @rule(pick=st.integers(0, 99))
    def a_label_is_voided(self, pick: int) -> None:
        jobs = self.jobs()
        with self.world.store.write() as tx:
            label = get_label(tx, jobs[pick % len(jobs)].label)
            if label.state in USABLE:
                change_label(tx, self.world.desk, label, LabelEvent.REQUEST_VOID)
                self.voided[label.tracking] = self.outs(label.tracking)

    @rule()
    def a_night_passes(self) -> None:
        self.world.clock.move(timedelta(hours=13))

    @invariant()
    def no_job_is_delivered_twice(self) -> None:
        names = [name for _, name, _ in self.world.device.came_out]
        assert len(names) == len(set(names))

    @invariant()
    def a_label_comes_out_once_and_once_more_for_each_time_that_a_person_asked(self) -> None:
        for number in range(1, self.world.bought + 1):
            tracking = f"T{number:06d}"
            assert self.outs(tracking) <= 1 + self.asked.get(tracking, 0)

    @invariant()
    def a_voided_label_comes_out_no_more(self) -> None:
        assert {tracking: self.outs(tracking) for tracking in self.voided} == self.voided

    @invariant()
    def what_is_called_printed_came_out_and_what_came_out_may_be_out(self) -> None:
        names = {name for _, name, _ in self.world.device.came_out}
        with self.world.store.read() as q:
            lines = print_journal(q)
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        printed = {state.value for state in PRINTED}
        assert all(line.file_name in names for line in lines if line.state in printed)
        assert not [job for job in self.jobs() if not job.may_be_out and job.file_name in names]

    @invariant()
    def nothing_is_left_in_hand_between_runs(self) -> None:
        assert self.jobs(IN_HAND) == []

    @invariant()
    def each_state_is_the_last_line_of_the_journal(self) -> None:
        with self.world.store.read() as q:
            last = {str(r[0]): str(r[1]) for r in q.all("select job, to_state from print_journal order by number")}
        assert {job.id: job.state.value for job in self.jobs()} == last


TestPrinting = Printing.TestCase
TestPrinting.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
