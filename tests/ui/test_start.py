"""The window composed: one per directory, nothing written on its thread, pages told, a clean end."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.carriers.reading import FileProblem
from core.i18n import Lang
from core.orders.records import OrderDraft
from core.orders.service import add_order
from core.shipments.listing import count_labels
from core.topics import Topic
from core.wallet.service import take_reading
from printers.spool import ThreadSpool
from ui import start
from ui.appearance import keep_appearance, stored_appearance
from ui.fault_log import CrashFile
from ui.pages.bench.page import BenchPage
from ui.pages.rail import RAIL
from ui.single import SingleWindow
from ui.station_window import StationWindow
from ui.views import Appearance, BalanceHealth, ThemeName, Tone
from ui.widgets.buttons import Button


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def station(qtbot: QtBot, world: World) -> Iterator[StationWindow]:
    made = StationWindow(world.services)
    made.window.show()
    yield made
    assert made.close()


def test_every_page_of_the_program_is_on_the_rail_in_order(station: StationWindow) -> None:
    keys = [spec.key for spec in station._specs]
    assert keys == [entry.key for entry in RAIL if entry.key in keys]
    assert keys[0] == "bench"
    for key in keys:
        station.go_to(key, "")
        assert station.window.shown() == key


def test_a_carrier_file_that_cannot_be_used_is_told_at_the_start_with_the_way_there(
    qtbot: QtBot, world: World, station: StationWindow
) -> None:
    station.start()
    assert "carrier file" not in station.window.strip.text()
    wrong = replace(world.services, carrier_problems=(FileProblem("mine.toml", "name", "form.required"),))
    made = StationWindow(wrong)
    made.window.show()
    made.start()
    assert made.window.strip.text() == "1 carrier file of yours was left out: it has errors."
    button = made.window.strip.undo_button()
    assert isinstance(button, Button)
    button.click()
    assert made.window.shown() == "settings"
    assert made.close()


def test_a_page_that_this_program_does_not_have_is_not_gone_to(station: StationWindow) -> None:
    station.go_to("forwarding", "x")
    assert station.window.shown() == "bench"


def test_the_whole_way_with_real_threads_and_no_write_on_the_windows_thread(
    qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    """DESIGN 2.3: lanes and spoolers write, the window's thread never does (it is asserted)."""
    world.fund()
    world.order("1001")
    world.services.store.forbid_writes_on_this_thread()
    made = StationWindow(world.services)
    made.window.show()
    made.start()
    page = made.window.page()
    assert isinstance(page, BenchPage)
    qtbot.waitUntil(lambda: made.app.startup.is_done)
    page._presenter.scan("1001")
    qtbot.waitUntil(page.work.buy.isEnabled)
    page._presenter.confirm()
    folder = world.services.directory / "prints" / "zpl"
    qtbot.waitUntil(lambda: folder.exists() and len(list(folder.glob("*.zpl"))) == 1, timeout=10_000)
    assert world.services.read(count_labels) == 1
    qtbot.waitUntil(page.label.preview.has_label)
    assert made.close()


def test_what_another_program_writes_reaches_the_bar_and_the_page_that_is_shown(
    qtbot: QtBot, station: StationWindow, world: World
) -> None:
    """DESIGN 2.4: topic versions are compared when anything was committed."""
    station.start()
    told: list[str] = []
    station.app.watch("bench", {Topic.ORDERS}, lambda: told.append("bench"))
    station.app.watch("orders", {Topic.ORDERS}, lambda: told.append("orders"))
    station.app.watch("", {Topic.WALLET}, lambda: told.append("always"))
    draft = OrderDraft(number="7", name="Ana", line1="1 Main St", city="Denver", region="CO", postal="80202",
                       country="US", weight_mg=1000)  # fmt: skip
    add_order(world.services.store, world.services.desk, draft)
    qtbot.waitUntil(lambda: "bench" in told)
    assert "orders" not in told
    till = world.services.till("usd")
    take_reading(world.services.store, world.services.desk, till.gateway, "usd")
    qtbot.waitUntil(lambda: "always" in told)
    qtbot.waitUntil(lambda: station._bar.view().wallets[0].reported is not None)


def test_the_bar_turns_red_for_the_next_label_and_offers_the_next_ten(
    qtbot: QtBot, station: StationWindow, world: World
) -> None:
    world.order("1001")
    station.start()
    page = station.window.page()
    assert isinstance(page, BenchPage)
    qtbot.waitUntil(lambda: bool(page._presenter.view.list.lines))
    page._presenter.scan("1001")
    qtbot.waitUntil(lambda: station._bar.view().wallets[0].health is BalanceHealth.SHORT)
    wallet = station._bar.view().wallets[0]
    assert wallet.short_by is not None and wallet.short_by.minor == 530
    assert wallet.offer is not None and wallet.offer.minor == 1000
    page._presenter.escape()
    assert station._bar.view().wallets[0].health is BalanceHealth.LOW


def test_appearance_is_kept_for_the_next_start_and_pages_are_made_anew(
    qtbot: QtBot, station: StationWindow, world: World
) -> None:
    before = station.window.page()
    chosen = Appearance("fr", ThemeName.DARK, 125)
    station.change_appearance(chosen)
    qtbot.waitUntil(lambda: station.window.page() is not before)
    assert station.tr().lang == "fr"
    qtbot.waitUntil(lambda: stored_appearance(world.services) == chosen)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_kept_appearance_is_taken_at_start(world: World, lang: Lang) -> None:
    keep_appearance(world.services, Appearance(lang, ThemeName.DARK, 150))
    assert stored_appearance(world.services) == Appearance(lang, ThemeName.DARK, 150)


def test_buy_postage_opens_over_the_window(qtbot: QtBot, station: StationWindow) -> None:
    station.window.bar.buy.click()
    dialogs = [child for child in station.window.children() if type(child).__name__ == "BuyPostage"]
    assert len(dialogs) == 1


def test_find_opens_over_the_window(qtbot: QtBot, station: StationWindow) -> None:
    station.open_finder()
    assert [child for child in station.window.children() if type(child).__name__ == "FinderDialog"]


def test_a_printer_that_stops_is_said_on_the_strip(qtbot: QtBot, world: World) -> None:
    world.fund()
    folder = world.services.directory / "prints" / "zpl"
    if folder.exists():
        folder.rmdir()
    folder.touch()
    world.order("1001")
    made = StationWindow(world.services)
    made.window.show()
    made.start()
    page = made.window.page()
    assert isinstance(page, BenchPage)
    qtbot.waitUntil(lambda: made.app.startup.is_done)
    page._presenter.scan("1001")
    qtbot.waitUntil(page.work.buy.isEnabled)
    page._presenter.confirm()
    qtbot.waitUntil(lambda: "printer stopped" in made.window.strip.text(), timeout=10_000)
    qtbot.waitUntil(lambda: bool(made._bar.view().queued == 0 and page._presenter.view.notices))
    assert made.close()


def test_a_second_window_of_the_same_directory_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    first, second = SingleWindow(tmp_path, "uuid-1"), SingleWindow(tmp_path, "uuid-1")
    assert first.acquire()
    assert not second.acquire()
    with qtbot.waitSignal(first.raise_asked):
        assert second.raise_other()
    first.release()
    third = SingleWindow(tmp_path, "uuid-1")
    assert third.acquire()
    third.release()


@pytest.mark.usefixtures("qapp")
def test_the_lock_of_a_killed_window_is_taken_over_at_once(tmp_path: Path) -> None:
    """Facts: desktop 1.6."""
    (tmp_path / "run").mkdir()
    code = (
        "import os,sys;from pathlib import Path;from PySide6.QtCore import QCoreApplication;"
        "app=QCoreApplication([]);from ui.single import SingleWindow;"
        "s=SingleWindow(Path(sys.argv[1]),'u');assert s.acquire();os.kill(os.getpid(),9)"
    )
    root = Path(start.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, check=False, timeout=60)
    assert done.returncode == -9
    heir = SingleWindow(tmp_path, "u")
    assert heir.acquire()
    heir.release()


def test_run_window_stays_until_it_is_closed_and_leaves_nothing_behind(qapp: QApplication, tmp_path: Path) -> None:
    world = open_world(tmp_path)
    seen: list[str] = []

    def look() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and "Postbench" in w.windowTitle()]
        seen.extend(w.windowTitle() for w in windows)
        QApplication.quit()

    QTimer.singleShot(400, qapp, look)
    assert start.run_window(world.services) == 0
    QCoreApplication.removePostedEvents(qapp, QEvent.Type.Quit)  # of the last window; the next test has its own
    assert seen
    assert not list((world.services.directory / "log").glob("*.crash"))
    world.close()


def test_a_second_run_ends_at_once_while_the_first_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_world(tmp_path)
    holder = SingleWindow(world.services.directory, world.services.store.uuid)
    assert holder.acquire()
    with qtbot.waitSignal(holder.raise_asked):
        assert start.run_window(world.services) == 0
    holder.release()
    world.close()


def test_a_crash_file_of_a_run_that_ended_well_is_taken_away(tmp_path: Path) -> None:
    file = CrashFile(tmp_path, "run-1")
    assert (tmp_path / "run-1.crash").stat().st_mode & 0o777 == 0o600
    file.close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_dead_run_left_is_settled_before_anything_is_bought(qtbot: QtBot, world: World) -> None:
    """Desktop check 25: the start says what became of it."""
    startup = world.app.startup
    before = startup.is_done
    startup.ask()
    assert (before, startup.is_done) == (False, True)
    assert world.app.startup.settled.is_nothing
    spool = ThreadSpool(world.services.press, world.news.append)
    spool.wake_all()
    assert spool.wait_until_idle(5)
    spool.close()
    assert world.window.said == [] or world.window.said[0][0] is not Tone.ERROR
