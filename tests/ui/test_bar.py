"""The bar names the station as people call it, and calls no printer ready that was not reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from window_world import World, open_world

from core.printing.port import Delivered, DeliveryOutcome, Probed
from core.printing.records import Answers, Language, Printer, PrinterKind
from core.printing.service import add_printer, choose_printer
from core.printing.service_run import Run
from core.stations.service import name_station
from ui.bar import BarPresenter, computer_name
from ui.pages.settings.printers import presenter as printers_presenter
from ui.pages.settings.printers.presenter import PrintersPresenter
from ui.views import BarView, PrinterHealth


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def test_the_window_is_called_by_the_stations_name_and_by_the_computers_until_it_has_one(world: World) -> None:
    """S1-08: several stations are told apart at a glance."""
    shown: list[BarView] = []
    bar = BarPresenter(world.services, world.app.runner, world.app.spool, shown.append)
    bar.load()
    assert shown[-1].station == computer_name()
    name_station(world.services.store, world.services.desk, "Packing 1")
    bar.load()
    assert shown[-1].station == "Packing 1"


def bar_of(world: World) -> tuple[BarPresenter, list[BarView]]:
    shown: list[BarView] = []
    bar = BarPresenter(world.services, world.app.runner, world.app.spool, shown.append, world.app.heard)
    return bar, shown


def network_printer(world: World) -> Printer:
    kind = PrinterKind("zpl-203", Language.ZPL, 203, "4x6")
    printer = add_printer(world.services.press, "Zebra", kind, "tcp://10.0.0.9:9100")
    choose_printer(world.services.store, world.services.desk, printer.id)
    return printer


def test_a_printer_that_was_not_reached_is_not_called_ready_until_it_answers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2-18: the bar and the list know what the question found."""
    printer = network_printer(world)
    bar, shown = bar_of(world)
    bar.load()
    assert (shown[-1].printer, shown[-1].printer_name) == (PrinterHealth.NOT_ASKED, "Zebra")
    page = PrintersPresenter(world.app)
    page.load()
    page.choose(printer.id)
    for probed, health, chip in (
        (Probed(False, Answers.UNKNOWN, "unreachable"), PrinterHealth.UNREACHED, "Not reached"),
        (Probed(True, Answers.NO), PrinterHealth.READY, "Not asked yet"),
    ):
        monkeypatch.setattr(printers_presenter, "probe_printer", lambda _press, _id, answer=probed: answer)
        page.ask()
        assert shown[-1].printer is health
        assert page.rows(world.app.tr)[-1].state.text == chip


@pytest.mark.parametrize("stopped", ["unreachable", "timeout", "no-route"])
def test_a_run_that_did_not_reach_the_printer_is_remembered_after_it_was_let_go(world: World, stopped: str) -> None:
    printer = network_printer(world)
    bar, shown = bar_of(world)
    bar.load()
    world.app.heard.ran(printer.id, Run((), stopped))
    world.app.heard.ran(printer.id, Run((), "paper-out"))
    world.app.heard.delivered(printer.id, DeliveryOutcome(Delivered.CONFIRMED))
    assert [view.printer for view in shown[-2:]] == [PrinterHealth.UNREACHED, PrinterHealth.READY]
