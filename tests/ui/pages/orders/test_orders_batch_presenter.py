"""A batch, decided without a window: MISSION section 7, no. 3; S0-01, S0-24, S0-38, S0-39, M5."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from window_world import BURLINGTON, World, open_world

from core.labels.store import get_label
from core.money import Money
from core.orders.records import OrderState
from core.orders.store import get_order
from core.printing.service import list_printers, retire_printer
from core.shipments.listing import count_labels, list_shipments
from core.shipments.rules import Stopped
from core.wallet.service import views
from printers.spool import RunEnded
from ui.pages.orders import presenter as orders_presenter
from ui.pages.orders.rows import Result, Tab
from ui.pages.orders.shipping.deciding import answered_rows, at_risk, cost, head_note, planned_rows
from ui.pages.orders.shipping.presenter import ShipPresenter
from ui.pages.orders.shipping.rows import Fit, Stage
from ui.running import HeldRunner
from ui.views import Tone

MONTREAL = replace(BURLINGTON, line1="5 rue Elm", city="Montréal", region="QC", postal="H2X 1Y4", country="CA")


class Sheet:
    """The presenter, and what it told the page when it closed."""

    def __init__(self, world: World) -> None:
        self.closed: list[Result | None] = []
        self.world = world
        self.presenter = ShipPresenter(world.app, self.closed.append)

    def begin(self, *ids: str) -> ShipPresenter:
        self.presenter.begin(ids)
        return self.presenter

    def stage(self) -> Stage:
        return self.presenter.state.stage

    def fits(self) -> list[Fit]:
        return [one.fit for one in self.presenter.state.candidates]


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[Sheet]:
    world = open_world(tmp_path)
    world.app.startup.ask()
    yield Sheet(world)
    world.close()


def test_a_batch_that_is_not_all_says_how_many_come_after_it(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders_presenter, "BATCH_MAX", 2)
    page = orders_presenter.OrdersPresenter(sheet.world.app)
    for n in range(5):
        sheet.world.order(str(3000 + n))
    sheet.world.fund("usd", 200)
    page.load()
    page.ship()
    assert (len(page.shipping.state.candidates), page.shipping.state.waiting) == (2, 3)
    assert head_note(sheet.world.app.tr, page.shipping.state).startswith("2 of 5; the others after these.")
    page.shipping.buy()
    assert page.shipping.result().text.endswith("3 more orders wait for the next batch.")


def heavy(world: World, count: int) -> list[str]:
    return [world.order(str(1000 + n), weight="20 lb").id for n in range(count)]


def test_it_is_said_before_how_many_labels_fit_and_what_buys_the_rest(sheet: Sheet) -> None:
    world = sheet.world
    ids = heavy(world, 4)
    price = sheet.begin(*ids).state.candidates[0].rated.chosen
    assert price is not None
    world.fund("usd", (price.price.minor * 2 // 1000 + 1) * 10)
    presenter = sheet.begin(*ids)
    (line,) = presenter.state.lines
    assert (line.labels, line.fit) == (4, len(presenter.state.of(Fit.BUY)))
    assert 0 < line.fit < 4
    assert line.buy is not None
    assert cost(presenter.state.candidates)["USD"] <= line.available
    presenter.buy_postage("usd")
    assert world.window.buying == [("usd", line.buy)]
    world.fund("usd", line.buy.minor // 100)
    for page, topics, told in world.app.links.watchers:
        if page == "orders" and "wallet" in {topic.value for topic in topics}:
            told()
    assert sheet.fits() == [Fit.BUY] * 4


def test_pressing_ten_times_buys_each_label_once_and_prints_it(sheet: Sheet) -> None:
    """M5; labels come out in the order of the screen."""
    world = sheet.world
    world.fund()
    ids = [world.order(str(1000 + n)).id for n in range(3)]
    presenter = sheet.begin(*ids)
    for _ in range(10):
        presenter.buy()
    assert sheet.stage() is Stage.DONE
    assert world.services.read(count_labels) == 3
    assert presenter.state.printed is not None
    assert presenter.state.printed.printer == "Thermal ZPL"
    printed = [news.run for news in world.news if isinstance(news, RunEnded)]
    assert [len(run.jobs) for run in printed] == [3]
    result = presenter.result()
    assert result.text == "3 of 3 orders have their label. They print on Thermal ZPL."
    assert (result.tone, result.tab) == (Tone.OK, Tab.SHIPPED)
    presenter.close()
    assert sheet.closed == [result]


def test_a_press_while_it_is_bought_does_nothing(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    try:
        world.app.startup.ask()
        runner.release()
        world.fund()
        sheet = Sheet(world)
        presenter = sheet.begin(world.order("1").id)
        runner.release()
        presenter.buy()
        presenter.buy()
        presenter.close()
        assert (sheet.stage(), len(runner), sheet.closed) == (Stage.BUYING, 1, [])
        runner.release()
        assert world.services.read(count_labels) == 1
        assert sheet.stage() is Stage.DONE
    finally:
        world.close()


def test_each_order_that_cannot_ship_says_why_and_the_others_go(sheet: Sheet) -> None:
    world = sheet.world
    world.fund()
    ids = [
        world.order("1", service="Balloon post").id, world.order("2", weight="").id,
        world.order("3", carrier="FedEx", service="FedEx Ground").id,
    ]  # fmt: skip
    presenter = sheet.begin(*ids)
    assert sheet.fits() == [Fit.BUY, Fit.REFUSED, Fit.REFUSED]
    tr = world.window.tr()
    notes = [row.note for row in planned_rows(tr, presenter.catalogue, presenter.state)]
    assert "“Balloon post” names no service here: the cheapest" in notes[0]
    assert "no weight" in notes[1]
    assert notes[2]
    presenter.buy()
    rows = answered_rows(tr, presenter.catalogue, presenter.state)
    assert [row.state.text for row in rows] == ["Bought", "Cannot ship", "Cannot ship"]
    assert presenter.result().tone is Tone.WARN
    assert presenter.result().text.startswith("1 of 3 orders have their label.")


def test_a_carrier_that_charges_by_size_wants_one_or_a_reason(sheet: Sheet) -> None:
    """S0-38, S0-39: the cents at risk are shown; the reason is kept with the label."""
    world = sheet.world
    world.fund("cad", 100)
    order = world.order("1", weight="3 kg", carrier="Canpar Express", service="Canpar Ground", ship_to=MONTREAL)
    presenter = sheet.begin(order.id)
    assert sheet.fits() == [Fit.NO_SIZE]
    assert at_risk(presenter.state.candidates)["CAD"].minor > 0
    assert not presenter.can_buy()
    presenter.say_why_without_size("  ")
    assert not presenter.can_buy()
    presenter.say_why_without_size("scale and ruler are broken")
    assert sheet.fits() == [Fit.BUY]
    presenter.buy()
    (row,) = world.services.read(list_shipments)
    label = world.services.read(lambda q: get_label(q, row.label))
    assert label.override == "ana: scale and ruler are broken"


def test_a_stopped_batch_keeps_what_was_bought_and_frees_the_rest(sheet: Sheet) -> None:
    world = sheet.world
    world.fund()
    ids = [world.order(str(n)).id for n in range(3)]
    presenter = sheet.begin(*ids)
    presenter.listeners.join(presenter.stop)  # stops as soon as the batch begins
    presenter.buy()
    assert [isinstance(one.error, Stopped) for one in presenter.state.answers] == [True] * 3
    assert world.services.read(views)[0].reserved.minor == 0
    states = [world.services.read(partial(get_order, order_id=one)).state for one in ids]
    assert states == [OrderState.OPEN] * 3


def test_a_label_whose_outcome_is_unknown_is_called_so(tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="buy_label 1 drop-before-commit")
    try:
        world.app.startup.ask()
        world.fund()
        sheet = Sheet(world)
        presenter = sheet.begin(world.order("1").id, world.order("2").id)
        presenter.buy()
        rows = answered_rows(world.window.tr(), presenter.catalogue, presenter.state)
        assert [row.state.text for row in rows] == ["Being checked", "Bought"]
        assert rows[0].price is None
    finally:
        world.close()


def test_without_a_printer_the_labels_are_paid_and_wait(sheet: Sheet) -> None:
    world = sheet.world
    world.fund()
    services = world.services
    for printer in services.read(list_printers):
        retire_printer(services.store, services.desk, printer.id)
    presenter = sheet.begin(world.order("1").id)
    presenter.buy()
    assert services.read(count_labels) == 1
    assert "waiting to be printed" in presenter.result().text


def test_nothing_is_bought_before_the_last_run_is_settled(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    try:
        world.fund()
        sheet = Sheet(world)
        presenter = sheet.begin(world.order("1").id)
        assert not presenter.can_buy()
        presenter.buy()
        assert world.services.read(count_labels) == 0
        world.app.startup.ask()
        assert presenter.can_buy()
    finally:
        world.close()


def test_an_order_that_is_gone_fails_the_sheet_in_words(sheet: Sheet) -> None:
    sheet.begin("NO SUCH ORDER")
    assert sheet.stage() is Stage.FAILED
    sheet.presenter.close()
    assert sheet.closed == [None]


def test_prices_of_two_currencies_are_never_added(sheet: Sheet) -> None:
    """M1: no conversion."""
    world = sheet.world
    world.fund("usd", 100)
    world.fund("cad", 100)
    presenter = sheet.begin(world.order("1").id, world.order("2", "1 kg", "20x15x10 cm", ship_to=MONTREAL).id)
    sums = cost(presenter.state.candidates)
    assert set(sums) == {"USD", "CAD"}
    assert all(isinstance(amount, Money) for amount in sums.values())


def test_an_order_that_costs_more_than_the_sheet_said_is_not_bought(tmp_path: Path) -> None:
    """M5: two orders, two wallets: the fifth quote is the first of the purchase."""
    world = open_world(tmp_path, faults="quote 5 price-drift 25")
    world.fund()
    world.app.startup.ask()
    sheet = Sheet(world)
    presenter = sheet.begin(*heavy(world, 2))
    presenter.buy()
    assert [one.label is not None for one in presenter.state.answers] == [False, True]
    rows = answered_rows(world.app.tr, world.services.catalogue, presenter.state)
    assert "was shown, it would cost" in rows[0].note
    world.close()
