"""What falls due by the clock: backups, looks, polls. Run by the window's timer, or by the command ``tick``.

One process does the duties at a time (``run/duties.lock``); another that ticks meanwhile does nothing. The last run of
each is kept in the store, so a duty that fell due while the program was closed is done at its next start.

To add one, write a function of `Services` that does it and answers with a short code, and put it into `DUTIES`::

    def poll_refunds(services: Services) -> str:
        ...
        return OK

    Duty("refunds", every("refunds", timedelta(hours=6)), poll_refunds),

`every` and `daily` make the common schedules; any function ``(q, now) -> moment at which it is due or None`` will do,
`now` being in the station's own time zone. A duty may be run twice (a kill right after it did its work), so it must be
safe to repeat; it takes its own transactions, and never one around a call to the outside. A duty that raises a
`StationError` or an `OSError` is tried again after five minutes, and the others go on. One that spends money asks
`core.store.conditions.require_sound_clock` first.
"""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from core.accounts.service import wallets
from core.clock import from_utc_text, local_day, utc_text
from core.errors import StationError
from core.log import ROOT, forget_old
from core.services import Services
from core.store.backup_sets import BackupKind
from core.store.conditions import Standing
from core.store.database import Query
from core.store.locks import FileLock
from core.store.space import make_ballast
from core.upkeep.backups import make_backup
from core.upkeep.clock_watch import ClockWatch, look_at_clock
from core.upkeep.inspecting import LOOK, look_at
from core.wallet.autofund import service as autofund
from core.wallet.autofund.rules import Verdict
from core.wallet.service_refunds import poll_refunds

LOCK = "duties.lock"
OK = "ok"
RETRY = timedelta(minutes=5)
USE = timedelta(minutes=15)
_LOG = logging.getLogger(f"{ROOT}.duties")

Schedule = Callable[[Query, datetime], datetime | None]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that falls due.

    Attributes:
        name: Stable; its runs are kept under it.
        due_at: When it is or was due, seen from now (in the station's zone); None when there is nothing to do.
        run: Does it, and answers with a short code.
    """

    name: str
    due_at: Schedule
    run: Callable[[Services], str]

    def is_due(self, q: Query, now: datetime) -> bool:
        """Whether it is to be done now."""
        due = self.due_at(q, now)
        return due is not None and due <= now


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last time a duty was tried (`at`) and the last time it was done (`done_at`, `done_day`, both or neither).

    `mark` is how much had changed in the books when it was done.
    """

    at: datetime
    done_at: datetime | None
    done_day: str
    outcome: str
    mark: int


@dataclass(frozen=True, slots=True)
class Ran:
    """A duty that was run: its code, and whether it was done."""

    duty: str
    outcome: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did.

    Attributes:
        is_busy: Another process does the duties just now; nothing was run.
        ran: What was run, in order.
        coming: Name and moment of what is next, soonest first.
        clock_doubt: The doubt about the clock that stands, if any.
    """

    is_busy: bool
    ran: tuple[Ran, ...]
    coming: tuple[tuple[str, datetime], ...]
    clock_doubt: Standing | None


def tick(services: Services, watch: ClockWatch | None = None) -> Ticked:
    """Do what is due, each duty by itself.

    Args:
        services: The station.
        watch: Of this run; without one a jump of the clock within the run cannot be seen.

    Raises:
        StoreDamaged: The books are damaged; nothing can be kept of what was done.
    """
    lock = FileLock(services.directory / "run" / LOCK)
    if not lock.try_acquire():
        return Ticked(True, (), (), None)
    try:
        doubt = look_at_clock(services.store, services.desk, watch or ClockWatch())
        ran = tuple(_run(services, duty) for duty in DUTIES if services.read(partial(_is_due, services, duty)))
    finally:
        lock.release()
    return Ticked(False, ran, coming(services), doubt)


def coming(services: Services) -> tuple[tuple[str, datetime], ...]:
    """Name and moment of what is next, soonest first."""
    now = _now(services)
    with services.store.read() as q:
        found = [(duty.name, duty.due_at(q, now)) for duty in DUTIES]
    return tuple(sorted(((name, due) for name, due in found if due is not None), key=lambda one: one[1]))


def daily(name: str) -> Schedule:
    """Once in each business day, as early as there is somebody to do it."""

    def due_at(q: Query, now: datetime) -> datetime | None:
        last = last_run(q, name)
        if last is None or last.done_day < now.date().isoformat():
            return now
        return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)

    return due_at


def every(name: str, period: timedelta) -> Schedule:
    """Each time `period` has passed; a clock that was set back does not put it off."""

    def due_at(q: Query, now: datetime) -> datetime | None:
        last = last_run(q, name)
        if last is None or last.done_at is None or last.done_at > now:
            return now
        return max(now, last.done_at + period)

    return due_at


def backup_of_use(q: Query, now: datetime) -> datetime | None:
    """15 minutes after the last backup of any kind, when something changed since."""
    runs = [run for name in (_DAY, _USE) if (run := last_run(q, name)) is not None and run.done_at is not None]
    if not runs:
        return None  # the day's own comes first
    last = max(runs, key=lambda run: run.at)
    if changes(q) == last.mark:
        return None
    return now if last.at > now else max(now, last.at + USE)


def changes(q: Query) -> int:
    """How often anything that people see has changed in these books."""
    return q.integer("select sum(version) from topic")


def last_run(q: Query, name: str) -> LastRun | None:
    """The last run of a duty, or None."""
    row = q.one("select * from duty_run where name = :name", {"name": name})
    return None if row is None else _last_run(row)


def _last_run(row: sqlite3.Row) -> LastRun:
    done = from_utc_text(row["done_at"]) if row["done_at"] else None
    return LastRun(from_utc_text(row["at"]), done, row["done_day"], row["outcome"], row["mark"])


def _now(services: Services) -> datetime:
    return services.desk.clock.now().astimezone(services.desk.actor.zone)


def _is_due(services: Services, duty: Duty, q: Query) -> bool:
    now = _now(services)
    last = last_run(q, duty.name)
    has_failed = last is not None and last.at != last.done_at
    if has_failed and last is not None and last.at <= now < last.at + RETRY:
        return False
    return duty.is_due(q, now)


def _run(services: Services, duty: Duty) -> Ran:
    with services.store.read() as q:
        mark = changes(q)
    try:
        ran = Ran(duty.name, duty.run(services), is_done=True)
    except StationError as error:
        ran = Ran(duty.name, error.code, is_done=False)
    except OSError as error:
        ran = Ran(duty.name, f"system: {error.strerror or type(error).__name__}", is_done=False)
    if not ran.is_done:
        _LOG.warning("duty failed", extra={"kind": duty.name, "code": ran.outcome})
    _keep(services, ran, mark)
    return ran


def _keep(services: Services, ran: Ran, mark: int) -> None:
    actor = services.desk.actor
    now = services.desk.clock.now()
    at, day = utc_text(now), local_day(now, actor.zone)
    with services.store.write() as tx:
        last = last_run(tx, ran.duty)
        kept = (utc_text(last.done_at) if last and last.done_at else "", last.done_day if last else "")
        done_at, done_day = (at, day) if ran.is_done else kept
        tx.run(
            "insert into duty_run (name, at, day, done_at, done_day, outcome, mark, station, instance) "
            "values (:name, :at, :day, :done_at, :done_day, :outcome, :mark, :station, :instance) "
            "on conflict (name) do update set at = excluded.at, day = excluded.day, done_at = excluded.done_at, "
            "done_day = excluded.done_day, outcome = excluded.outcome, mark = excluded.mark, "
            "station = excluded.station, instance = excluded.instance",
            {
                "name": ran.duty, "at": at, "day": day, "done_at": done_at, "done_day": done_day,
                "outcome": ran.outcome, "mark": mark if ran.is_done or last is None else last.mark,
                "station": actor.station, "instance": actor.instance,
            },
        )  # fmt: skip


def _backup(kind: BackupKind) -> Callable[[Services], str]:
    def run(services: Services) -> str:
        made = make_backup(services.store, services.desk, services.keychain, kind)
        return OK if made.second in ("", "kept") else "second-place-failed"

    return run


def _look(services: Services) -> str:
    make_ballast(services.directory)
    return "damaged" if look_at(services.store) else OK


def _poll_refunds(services: Services) -> str:
    """Ask every provider what came back or was adjusted; each is booked once, what is overdue becomes a task."""
    told = 0
    for wallet in services.read(wallets):
        told += len(poll_refunds(services.till(wallet.id), wallet.id, services.catalogue))
    return f"told-{told}" if told else OK


def _autofund(services: Services) -> str:
    """Look at every wallet and buy postage where its rule says so (S0-15); codes of what was bought or asked."""
    told = []
    for wallet in services.read(wallets):
        ran = autofund.run(services.till(wallet.id), wallet.id)
        if ran.verdict in {Verdict.BUY, Verdict.ASK_PERSON, Verdict.REFUSED}:
            told.append(f"{wallet.id}-{ran.error.code if ran.error else ran.verdict.value}")
    return " ".join(told) or OK


def _forget_logs(services: Services) -> str:
    forget_old(services.directory, services.desk.clock.now())
    return OK


_DAY, _USE = "backup-day", "backup-use"

DUTIES: tuple[Duty, ...] = (
    Duty(LOOK, every(LOOK, timedelta(hours=1)), _look),
    Duty(_DAY, daily(_DAY), _backup(BackupKind.DAY)),
    Duty(_USE, backup_of_use, _backup(BackupKind.USE)),
    Duty("logs", daily("logs"), _forget_logs),
    Duty("refunds", every("refunds", timedelta(hours=6)), _poll_refunds),
    Duty("autofund", every("autofund", timedelta(minutes=5)), _autofund),
)
