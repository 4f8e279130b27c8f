"""The table of states, and names of files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printing.rules import (
    GONE,
    JOB_MOVES,
    OPEN,
    IllegalMove,
    JobEvent,
    JobState,
    file_stem,
    may_be_out_after,
    move_job,
)

BEFORE_BYTES = {JobState.QUEUED, JobState.RENDERING, JobState.FAILED, JobState.EXPIRED}


@pytest.mark.parametrize("state", JobState)
@pytest.mark.parametrize("event", JobEvent)
def test_a_job_moves_by_the_table_or_not_at_all(state: JobState, event: JobEvent) -> None:
    if (state, event) in JOB_MOVES:
        assert move_job(state, event, may_be_out=False) is JOB_MOVES[state, event]
    else:
        with pytest.raises(IllegalMove):
            move_job(state, event, may_be_out=False)


@pytest.mark.parametrize("event", [JobEvent.RETRY, JobEvent.REROUTE, JobEvent.CANCEL])
def test_a_job_that_may_be_out_is_never_taken_up_again(event: JobEvent) -> None:
    """A time-out never reprints by itself, nor by a retry: a further copy is a job of its own, with a reason."""
    with pytest.raises(IllegalMove):
        move_job(JobState.FAILED, event, may_be_out=True)


def test_nothing_but_a_person_moves_an_unknown_job() -> None:
    assert {event for state, event in JOB_MOVES if state is JobState.UNKNOWN} == {JobEvent.SEE, JobEvent.MISS}


def test_only_a_job_whose_bytes_left_can_be_confirmed() -> None:
    confirmed = {JobState.CONFIRMED, JobState.CONFIRMED_BY_PERSON, JobState.HANDED_OVER, JobState.UNKNOWN}
    before = {state for (state, _), after in JOB_MOVES.items() if after in confirmed}
    assert before == {JobState.SENDING, JobState.HANDED_OVER, JobState.UNKNOWN}


@given(st.lists(st.sampled_from(JobEvent), max_size=12))
def test_bytes_may_be_out_exactly_from_sending_on(events: list[JobEvent]) -> None:
    """Along every path: once sent, the job counts for ever, unless the very sending failed before a byte."""
    state, out = JobState.QUEUED, False
    for event in events:
        if (state, event) not in JOB_MOVES or (out and state in GONE):
            continue
        after = move_job(state, event, may_be_out=out)
        out = may_be_out_after(out, state, event)
        assert out or after not in (JobState.SENDING, JobState.UNKNOWN, JobState.CONFIRMED, JobState.HANDED_OVER)
        assert not out or after not in OPEN - {JobState.SENDING}
        state = after


@given(st.text(max_size=80), st.integers(1, 9999), st.integers(1, 999), st.integers(1, 9))
def test_a_file_name_is_plain_whatever_the_number_is(tracking: str, batch: int, position: int, copy: int) -> None:
    stem = file_stem(batch, position, tracking, copy)
    assert re.fullmatch(r"\d{4}-\d{3}-[A-Za-z0-9-]{1,60}(-copy\d)?", stem, flags=re.ASCII)
    assert stem.startswith(f"{batch:04d}-{position:03d}-")


def test_a_further_copy_has_its_own_file_name() -> None:
    assert file_stem(1, 2, "1Z999", 1) == "0001-002-1Z999"
    assert file_stem(1, 2, "1Z999", 3) == "0001-002-1Z999-copy3"
