"""Duties by the clock, doubt about the clock, and room on the disk (DESIGN house rule 9, M6; S0-15)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from stations import START, fund, station

from core import duties
from core.clock import SteppingClock
from core.duties import OK, Duty, Ticked, every, tick
from core.errors import Refused
from core.log import KEPT_DAYS
from core.money import Money
from core.services import Services
from core.store import space
from core.store.conditions import ClockDoubtful, require_sound_clock
from core.store.faults import DiskFull, StoreUnavailable
from core.store.locks import FileLock
from core.store.space import NoSpace, has_ballast, release_ballast, require_space
from core.upkeep.backups import backups_of, root_of
from core.upkeep.clock_watch import ClockWatch, confirm_clock, look_at_clock
from core.upkeep.inspecting import LOOK
from core.wallet.service import buy_postage


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(START)


@pytest.fixture
def services(tmp_path: Path, clock: SteppingClock) -> Iterator[Services]:
    with station(tmp_path, clock=clock) as opened:
        yield opened


def kinds(services: Services) -> list[str]:
    """Kinds of the backups there are, oldest first."""
    return [one.backup.kind.value for one in reversed(backups_of(root_of(services.directory)))]


def ran(ticked: Ticked) -> set[str]:
    return {one.duty for one in ticked.ran}


def test_the_first_tick_of_a_day_makes_a_backup_and_the_next_ones_do_not(
    services: Services, clock: SteppingClock
) -> None:
    assert {"backup-day", "quick-check", "logs"} <= ran(tick(services))
    assert ran(tick(services)) == set()
    clock.move(timedelta(days=1))
    assert "backup-day" in ran(tick(services))
    assert kinds(services) == ["day", "day"]


def test_after_fifteen_minutes_of_use_there_is_a_backup_only_when_something_changed(
    services: Services, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = tuple(duty for duty in duties.DUTIES if duty.name.startswith("backup-"))
    monkeypatch.setattr(duties, "DUTIES", backups)  # others change something themselves
    tick(services)
    clock.move(timedelta(minutes=16))
    assert "backup-use" not in ran(tick(services))
    fund(services, "usd", 1000)
    assert "backup-use" in ran(tick(services))
    fund(services, "usd", 1000)
    assert "backup-use" not in ran(tick(services))
    clock.move(timedelta(minutes=16))
    assert "backup-use" in ran(tick(services))
    clock.move(timedelta(minutes=16))
    assert "backup-use" not in ran(tick(services))


def test_one_process_does_the_duties(services: Services) -> None:
    with FileLock(services.directory / "run" / duties.LOCK):
        assert tick(services).is_busy
    assert kinds(services) == []
    assert not tick(services).is_busy


def test_a_duty_that_fails_is_tried_again_later_and_the_others_go_on(
    services: Services, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []

    def fail(_services: Services) -> str:
        times.append("failed")
        raise StoreUnavailable(reason="disk I/O error")

    def work(_services: Services) -> str:
        times.append("worked")
        return OK

    hourly = timedelta(hours=1)
    monkeypatch.setattr(duties, "DUTIES", (Duty("a", every("a", hourly), fail), Duty("b", every("b", hourly), work)))
    assert [one.is_done for one in tick(services).ran] == [False, True]
    assert ran(tick(services)) == set()
    clock.move(timedelta(minutes=6))
    assert ran(tick(services)) == {"a"}
    assert times == ["failed", "worked", "failed"]


def test_what_is_next_is_told(services: Services) -> None:
    coming = dict(tick(services).coming)
    assert coming[LOOK] - START < timedelta(hours=2)
    assert coming["backup-day"].hour == 0


def test_old_logs_go(services: Services, clock: SteppingClock) -> None:
    import os

    old = services.directory / "log" / "old.jsonl"
    old.write_text("{}\n", encoding="utf-8")
    long_ago = (START - timedelta(days=KEPT_DAYS + 1)).timestamp()
    os.utime(old, (long_ago, long_ago))
    tick(services)
    assert not old.exists()


class Steady:
    """A clock that nobody can set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_jump_forward_within_a_run_is_doubted_until_a_person_confirms(
    services: Services, clock: SteppingClock
) -> None:
    watch = ClockWatch(Steady())
    assert look_at_clock(services.store, services.desk, watch) is None
    clock.move(timedelta(hours=20))
    assert look_at_clock(services.store, services.desk, watch) is None
    clock.move(timedelta(days=2))
    doubt = look_at_clock(services.store, services.desk, watch)
    assert doubt is not None and doubt.subject == "forward"
    with pytest.raises(ClockDoubtful):
        services.read(require_sound_clock)
    assert confirm_clock(services.store, services.desk, "looked at my phone")
    services.read(require_sound_clock)
    assert look_at_clock(services.store, services.desk, watch) is None


def test_a_computer_that_slept_is_not_doubted(services: Services, clock: SteppingClock) -> None:
    steady = Steady()
    watch = ClockWatch(steady)
    look_at_clock(services.store, services.desk, watch)
    clock.move(timedelta(days=3))
    steady.now = timedelta(days=3).total_seconds()
    assert look_at_clock(services.store, services.desk, watch) is None


def test_a_clock_behind_the_books_is_doubted_also_by_the_next_run(services: Services, clock: SteppingClock) -> None:
    fund(services, "usd", 1000)
    clock.move(timedelta(hours=-3))
    doubt = look_at_clock(services.store, services.desk, ClockWatch(Steady()))
    assert doubt is not None and doubt.subject == "back"
    confirm_clock(services.store, services.desk, "it was wrong before")
    assert look_at_clock(services.store, services.desk, ClockWatch(Steady())) is None
    fund(services, "usd", 1000)
    assert look_at_clock(services.store, services.desk, ClockWatch(Steady())) is None


def test_a_person_may_buy_while_the_clock_is_in_doubt(services: Services, clock: SteppingClock) -> None:
    watch = ClockWatch(Steady())
    look_at_clock(services.store, services.desk, watch)
    clock.move(timedelta(days=2))
    look_at_clock(services.store, services.desk, watch)
    fund(services, "usd", 1000)


def test_a_full_disk_refuses_the_intent_and_nothing_is_sent(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space, "free_bytes", lambda _directory: space.MIN_FREE_BYTES - 1)
    with pytest.raises(NoSpace):
        fund(services, "usd", 1000)
    monkeypatch.undo()
    assert services.read(lambda q: q.integer("select count(*) from purchase")) == 0
    fund(services, "usd", 1000)


def test_a_paid_answer_that_meets_a_full_disk_is_booked_by_throwing_off_the_ballast(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full from the provider's yes on, until the ballast is gone."""
    till = services.till("usd")
    real = services.store._transaction

    def full_after_the_answer() -> Iterator[object]:
        for tx in real():
            yield tx
            gateway_said_yes = tx.integer("select count(*) from attempt") > 0
            settles = tx.integer("select count(*) from purchase where state = 'confirmed'") > 0
            if gateway_said_yes and settles and has_ballast(services.directory):
                raise DiskFull(reason="database or disk is full")

    monkeypatch.setattr(services.store, "_transaction", full_after_the_answer)
    bought = buy_postage(till, "usd", Money(1000, "USD"))
    assert bought.after == Money(1000, "USD")
    assert not has_ballast(services.directory)


def test_without_ballast_and_room_nothing_new_is_bought(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    assert release_ballast(services.directory)
    monkeypatch.setattr(space, "free_bytes", lambda _directory: space.MIN_FREE_BYTES + 1)
    with pytest.raises(Refused):
        require_space(services.directory)
    monkeypatch.undo()
    require_space(services.directory)
    assert has_ballast(services.directory)


def test_an_answer_that_no_disk_keeps_is_asked_for_again_and_booked_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.purchases.full_disk import NotBooked

    real, full = services.store._transaction, [True]

    def settles_nothing() -> Iterator[object]:
        for tx in real():
            yield tx
            if full[0] and tx.integer("select count(*) from purchase where state = 'confirmed'"):
                raise DiskFull(reason="database or disk is full")

    monkeypatch.setattr(services.store, "_transaction", settles_nothing)
    with pytest.raises(NotBooked):
        fund(services, "usd", 1000)
    full[0] = False
    (found,) = services.recover()
    assert found.after.value == "confirmed"
    assert services.findings() == []
