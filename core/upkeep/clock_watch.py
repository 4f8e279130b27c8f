"""Doubt about the clock: it jumped while the program ran, went behind the books, or differs from the provider's.

What a closed program slept through is no jump: only time that passed within one run is compared, against a clock that
nobody can set (and that goes on while the computer sleeps, where the system has one).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from core.clock import from_utc_text, steady_s
from core.context import Desk
from core.people.acts import Act
from core.people.records import Proofs
from core.people.service import NO_PROOFS, require
from core.store.conditions import (
    ClockDoubtful,
    Condition,
    Standing,
    begin,
    end,
    last_mark,
    require_sound_clock,
    standing,
)
from core.store.database import Query, Store

JUMP = timedelta(days=1)
BACK = timedelta(minutes=5)


class ClockWatch:
    """Keeps, for one run, what the clock and the steady clock said at the last look."""

    def __init__(self, steady: Callable[[], float] = steady_s) -> None:
        self._steady = steady
        self._last: tuple[datetime, float] | None = None

    def jump(self, now: datetime) -> tuple[timedelta, datetime]:
        """How far the clock moved more than time did since the last look, and when that was."""
        steady = self._steady()
        before, self._last = self._last, (now, steady)
        if before is None:
            return timedelta(0), now
        return (now - before[0]) - timedelta(seconds=steady - before[1]), before[0]


def look_at_clock(store: Store, desk: Desk, watch: ClockWatch) -> Standing | None:
    """Look once; a doubt that is found stands until a person confirms the clock. Gives what stands."""
    now = desk.clock.now()
    jump, before = watch.jump(now)
    with store.read() as q:
        there = standing(q, Condition.CLOCK_DOUBT)
        found = None if there else _jumped(jump, before) or behind_the_books(q, now) or _unlike_the_provider(q)
    if found is not None:
        with store.write() as tx:
            begin(tx, desk, Condition.CLOCK_DOUBT, *found)
            return standing(tx, Condition.CLOCK_DOUBT)
    return there


def confirm_clock(store: Store, desk: Desk, reason: str, *, proofs: Proofs = NO_PROOFS) -> bool:
    """A person looked at the clock and says that it is right; whether there was a doubt.

    Raises:
        Refused: The station has operators, and a proof is missing.
    """
    with store.write() as tx:
        require(tx, desk, Act.CLOCK, proofs)
        return end(tx, desk, Condition.CLOCK_DOUBT, reason, tx.integer("select max(number) from journal"))


def behind_the_books(q: Query, now: datetime) -> tuple[str, datetime] | None:
    """Whether an entry that nobody has confirmed the clock after is of a moment that is still to come."""
    row = q.one("select number, at from journal order by number desc limit 1")
    if row is None or row["number"] <= last_mark(q, Condition.CLOCK_DOUBT):
        return None
    at = from_utc_text(row["at"])
    return ("back", at) if now < at - BACK else None


def _jumped(jump: timedelta, before: datetime) -> tuple[str, datetime] | None:
    if jump > JUMP:
        return "forward", before
    return ("back", before) if jump < -BACK else None


def _unlike_the_provider(q: Query) -> tuple[str, datetime] | None:
    """The provider's own time in its newest reading, against ours when we had it; what a person noted has no clock."""
    row = q.one(
        "select r.as_of, r.at from reading r join wallet w on w.id = r.wallet "
        "where r.source = w.gateway and w.gateway <> 'recorded' and r.at > coalesce((select max(e.at) "
        "from condition_end e join condition c on c.id = e.condition where c.kind = 'clock-doubt'), '') "
        "order by r.id desc limit 1"
    )
    if row is None:
        return None
    theirs, ours = from_utc_text(row["as_of"]), from_utc_text(row["at"])
    return ("provider", theirs) if abs(theirs - ours) > JUMP else None


def doubt_of(q: Query) -> ClockDoubtful | None:
    """The doubt that stands, as the error that it raises elsewhere, or None."""
    try:
        require_sound_clock(q)
    except ClockDoubtful as error:
        return error
    return None
