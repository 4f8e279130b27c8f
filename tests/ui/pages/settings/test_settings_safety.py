"""What Settings > Safety decides, without a window. S2-05, S2-09, M5, D2; section 7, no. 17."""

import errno
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from people_kit import PAM, PINS, more, staff
from restored_world import open_restored
from window_world import START, World, open_world

from core.duties import tick
from core.people.acts import Act
from core.people.records import Proofs
from core.people.service_operators import sign_in
from core.settings import BACKUP_SECOND_PLACE
from core.stations.register import note_station
from core.store.conditions import Condition, begin
from core.upkeep.backups import Made, backups_of, root_of
from core.upkeep.reconciling import LeftOver
from core.wallet.service import views
from ui.pages.settings.safety.backups.presenter import BackupsPresenter
from ui.pages.settings.safety.backups.rows import Where
from ui.pages.settings.safety.gates.rows import CLOCK, RESTORED
from ui.pages.settings.safety.presenter import SafetyPresenter
from ui.running import HeldRunner
from ui.views import Tone


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def safety(world: World) -> SafetyPresenter:
    made = SafetyPresenter(world.app)
    made.load()
    return made


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[World]:
    made = open_restored(tmp_path)
    yield made
    made.close()


def doubt(world: World) -> None:
    """The clock jumped."""
    with world.services.store.write() as tx:
        begin(tx, world.services.desk, Condition.CLOCK_DOUBT, "forward", START)


def said(presenter: BackupsPresenter) -> tuple[Tone, str]:
    """What the last act came to."""
    assert presenter.said is not None
    return presenter.said


# Backups


def test_a_backup_is_made_listed_and_checked(world: World, safety: SafetyPresenter) -> None:
    shown = safety.backups
    assert shown.rows() == ()
    assert shown.restore_words() == ""
    shown.make()
    (row,) = shown.rows()
    assert (row.why, row.state.text) == ("By hand", "Whole")
    assert said(shown)[0] is Tone.OK
    assert shown.restore_words() == f"backups restore {row.id}"
    shown.check()
    assert said(shown) == (Tone.OK, "This backup can be restored.")
    copy = root_of(world.services.directory) / row.id / "station.db"
    data = bytearray(copy.read_bytes())
    data[-100] ^= 1
    copy.write_bytes(bytes(data))
    shown.check()
    assert said(shown)[0] is Tone.ERROR
    copy.write_bytes(b"")
    shown.load()
    assert [one.state.tone for one in shown.rows()] == [Tone.ERROR]


def test_a_second_place_gets_each_backup_and_is_listed_with_its_own_command(
    world: World, safety: SafetyPresenter, tmp_path: Path
) -> None:
    shown, place = safety.backups, tmp_path / "other disk"
    place.mkdir()
    shown.keep_at(place)
    assert world.services.setting(BACKUP_SECOND_PLACE) == str(place)
    assert str(place) in shown.place_words()
    shown.make()
    assert "second place too" in said(shown)[1]
    shown.choose_where(Where.SECOND)
    (root,) = place.iterdir()
    assert [row.id for row in shown.rows()] == [one.backup.id for one in backups_of(root)] == [shown.chosen]
    assert shown.restore_words() == f"backups restore {shown.chosen} --from '{root}'"
    shown.check()
    assert said(shown) == (Tone.OK, "This backup can be restored.")
    place.rename(tmp_path / "unplugged")
    shown.load()
    assert shown.found is not None
    assert (shown.rows(), shown.found.is_there) == ((), False)
    shown.make()
    assert said(shown)[0] is Tone.WARN
    shown.choose_where(Where.SECOND)
    shown.keep_at(None)
    assert (shown.where, world.services.setting(BACKUP_SECOND_PLACE)) == (Where.HERE, "")


def test_a_folder_that_is_not_there_is_no_second_place(world: World, safety: SafetyPresenter, tmp_path: Path) -> None:
    safety.backups.keep_at(tmp_path / "nowhere")
    assert said(safety.backups)[0] is Tone.ERROR
    assert world.services.setting(BACKUP_SECOND_PLACE) == ""


def test_a_disk_that_refuses_a_backup_is_said_and_the_button_comes_back(
    safety: SafetyPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> Made:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ui.pages.settings.safety.backups.presenter.make_by_hand", full)
    safety.backups.make()
    assert said(safety.backups)[0] is Tone.ERROR
    assert not safety.backups.is_busy


def test_one_backup_is_made_at_a_time_and_a_late_look_is_not_shown(tmp_path: Path) -> None:
    held = HeldRunner()
    world = open_world(tmp_path, runner=held)
    try:
        shown = SafetyPresenter(world.app).backups
        shown.load()
        shown.make()
        shown.make()
        assert (len(held), shown.is_busy) == (2, True)
        held.release(1)
        held.release(1)
        assert len(shown.rows()) == 1
        held.release()
        assert len(shown.rows()) == 1
    finally:
        world.close()


def test_when_the_next_one_comes_is_said(world: World, safety: SafetyPresenter) -> None:
    tick(world.services)
    world.fund("usd", 10)
    safety.backups.load()
    assert safety.backups.next_words() == "The next one is made by itself: Nov\u00a020, 2026, 9:15\u00a0AM."


# What stands against buying


def test_nothing_stands_at_a_sound_station(safety: SafetyPresenter) -> None:
    assert safety.gates.standing is not None
    assert safety.gates.standing.refusals == ()
    safety.gates.accept("no")
    safety.gates.book("no")
    assert safety.gates.done is None


def test_after_a_restore_the_gate_opens_once_the_books_were_compared(restored: World) -> None:
    shown = SafetyPresenter(restored.app).gates
    shown.load()
    refusal = shown.refusal(RESTORED)
    assert refusal is not None
    shown.compare()
    assert shown.refusal(RESTORED) is None
    assert shown.rows() == ()
    assert any("Adopted from the provider" in line for line in shown.lines())
    assert restored.services.read(views)[0].booked.minor == 12_000
    restored.fund("usd", 10)


def test_a_label_without_its_order_is_booked_with_a_reason_and_a_supervisors_pin(tmp_path: Path) -> None:
    world = open_restored(tmp_path, lost_label=True)
    try:
        staff(world)
        shown = SafetyPresenter(world.app).gates
        shown.load()
        shown.compare()
        assert [one.why for one in shown.left()] == [LeftOver.NO_ORDER, LeftOver.BALANCE]
        assert (shown.can_book, shown.can_accept) == (True, False)
        assert world.window.asks == []
        shown.choose(1)
        assert not shown.can_book
        shown.choose(0)
        shown.book("it left on Friday")
        assert [ask.act for ask in world.window.asks] == [Act.RESTORE]
        assert shown.refusal(RESTORED) is None
        assert any("Booked as money alone" in line for line in shown.lines())
    finally:
        world.close()


def test_a_decision_without_a_pin_changes_nothing_and_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.people.pins._COST", 2**4)
    world = open_restored(tmp_path, lost_label=True)
    try:
        staff(world)
        more(world.app.services.store, world.app.services.desk)
        sign_in(world.app.services.store, world.app.services.desk, PAM, PINS[PAM])
        world.app.services = world.app.services.seated(PAM)
        shown = SafetyPresenter(world.app).gates
        shown.load()
        shown.compare()
        world.window.prover = lambda _ask: None
        shown.book("because")
        assert shown.refusal(RESTORED) is not None
        world.window.prover = lambda _ask: Proofs()
        shown.book("because")
        assert "supervisor" in shown.trouble
        assert not shown.is_busy
    finally:
        world.close()


def test_a_balance_that_no_list_explains_is_accepted_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    lag = {"operation": "reading", "nth": 1, "kind": "lag", "times": 100}
    (tmp_path / "data" / "practice-faults.json").write_text(json.dumps({"faults": [lag]}), encoding="utf-8")
    world = open_restored(tmp_path)
    try:
        shown = SafetyPresenter(world.app).gates
        shown.load()
        shown.compare()
        assert [one.why for one in shown.left()] == [LeftOver.BALANCE]
        assert (shown.can_book, shown.can_accept) == (False, True)
        shown.accept("asked the provider")
        assert shown.refusal(RESTORED) is None
        assert world.window.said[-1][0] is Tone.OK
    finally:
        world.close()


def test_a_doubt_about_the_clock_ends_with_a_reason(world: World, safety: SafetyPresenter) -> None:
    doubt(world)
    shown = safety.gates
    shown.load()
    refusal = shown.refusal(CLOCK)
    assert refusal is not None
    assert "9:00" in shown.time_words()
    shown.confirm("looked at my phone")
    assert shown.refusal(CLOCK) is None
    assert [ask.act for ask in world.window.asks] == [Act.CLOCK]


def test_what_moves_is_read_again_only_once_somebody_looked(world: World) -> None:
    shown = SafetyPresenter(world.app)
    told = [told for page, _topics, told in world.app.links.watchers if page == "settings"]
    told[-1]()
    assert not shown.gates.is_loaded
    shown.load()
    doubt(world)
    told[-1]()
    assert shown.gates.refusal(CLOCK) is not None


# Stations


def test_a_station_that_is_behind_is_named_and_all_are_updated_together(world: World, safety: SafetyPresenter) -> None:
    """S2-09."""
    services = world.services
    assert not safety.stations.is_behind
    other = replace(services.desk, actor=replace(services.desk.actor, station="st-2"))
    world.clock.move(timedelta(minutes=1))
    note_station(services.store, other, "99.0")
    safety.stations.load()
    rows = safety.stations.rows()
    assert [(row.version, row.state.text) for row in rows] == [
        ("99.0", "Up to date"), (rows[1].version, "To be updated"),
    ]  # fmt: skip
    assert "All stations are updated together" in safety.stations.advice()
    assert services.desk.actor.station in safety.stations.advice()
